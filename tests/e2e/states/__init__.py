"""Every state of every page that there is: empty, with a mistake, with hints, refused, full.

Each function is a walk that stops at every state; whoever follows it looks at the page, and leaves it where it was.
A new page or a new state of one belongs into one of these walks: then every gate looks at it.
"""

from collections.abc import Callable, Iterator

from tests.e2e.states.alone import alone, paying, with_a_helper
from tests.e2e.states.asking import asked_long_ago, asking
from tests.e2e.states.books import books
from tests.e2e.states.booth import booth
from tests.e2e.states.cards import learner_cards
from tests.e2e.states.classes import classes, figures, noted_twice
from tests.e2e.states.communes import communes
from tests.e2e.states.drills import drills
from tests.e2e.states.form import the_form
from tests.e2e.states.ladder import ladder
from tests.e2e.states.lists import lists
from tests.e2e.states.machines import from_machine_to_machine, second_step
from tests.e2e.states.months import months
from tests.e2e.states.offices import offices
from tests.e2e.states.parts import parts
from tests.e2e.states.paths import on_a_path, refreshed
from tests.e2e.states.places import places
from tests.e2e.states.portal import before_the_form, drawn_papers, watching
from tests.e2e.states.reading import accidents, gallery, listening, reading
from tests.e2e.states.state import NewPage, State
from tests.e2e.states.telephones import phone_codes
from tests.e2e.states.together import together

__all__ = ["NewPage", "State", "walk"]


def walk(
    site: str, new_page: NewPage, *, short: bool = False, two_weeks_pass: Callable[[], None] | None = None
) -> Iterator[State]:
    """Every state of the site, on phones of their own. ``short``: only the lessons and the way to the form.

    ``two_weeks_pass`` makes on that site what happens after two weeks: questions fall due, or have waited for long.
    """
    yield from reading(site, new_page())
    yield from before_the_form(site, new_page())
    yield from listening(site, new_page())
    if short:
        return
    yield from parts(site, new_page())
    yield from accidents(site, new_page())
    yield from from_machine_to_machine(site, new_page)
    yield from watching(site, new_page())
    yield from together(site, new_page())
    yield from the_form(site, new_page())
    yield from alone(site, new_page())
    yield from paying(site, new_page())
    yield from with_a_helper(site, new_page())
    yield from drills(site, new_page())
    yield from drawn_papers(site, new_page())
    yield from classes(site, new_page)
    yield from learner_cards(site, new_page)
    yield from booth(site, new_page)
    yield from books(site, new_page)
    yield from lists(site, new_page)
    yield from asking(site, new_page)
    on_path = new_page()
    yield from on_a_path(site, on_path)
    yield from ladder(site, new_page, two_weeks_pass)
    yield from asked_long_ago(site, new_page())
    if two_weeks_pass is not None:
        yield from refreshed(site, on_path)
    yield from figures(site, new_page())
    yield from noted_twice(site, new_page())
    yield from months(site, new_page)  # before the leader hands over
    yield from offices(site, new_page)
    yield from places(site, new_page)
    yield from communes(site, new_page())
    yield from phone_codes(site, new_page)
    yield from second_step(site, new_page())
    yield from gallery(site, new_page())
