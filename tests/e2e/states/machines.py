"""From machine to machine with a resume code, and what a shared one forgets."""

from collections.abc import Iterator

from tests.e2e.journey import FATHER, MOTHER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.states.state import NewPage, State


def from_machine_to_machine(site: str, new_page: NewPage) -> Iterator[State]:
    """A resume code from one machine to a shared one, where somebody else has practised; then "Xong"."""
    hers, shared = new_page(), new_page()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, nothing to carry", hers)
    practice = Practice(hers, site, MOTHER)
    practice.open_start()
    practice.begin()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, before", hers)
    go(hers)
    yield State("resume code, told", hers)
    code = hers.locator(".ma-hoc").inner_text()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, one not used yet", hers)
    shared.goto(f"{site}/hoc-tiep/")
    yield State("resume code, asked for", shared)
    fill(shared, {"ma": "XXXXXX", "may": "chung"})
    go(shared)
    yield State("resume code, wrong", shared, mistake=True)
    practice = Practice(shared, site, FATHER)
    practice.open_start()
    fill(shared, {"may": "chung"})
    practice.begin()
    shared.goto(f"{site}/hoc-tiep/?ma={code}")
    go(shared)
    yield State("resume code, somebody else on the machine", shared)
    go(shared)
    yield State("resume code, arrived", shared)
    go(shared)
    yield State("exercises, on a shared machine", shared)
    press(shared.locator("a[href='/hoc-tiep/xong/']"))
    yield State("done, before leaving", shared)
    go(shared)
    yield State("done, with the code", shared)
    go(shared)
    yield State("done, forgotten", shared)
