"""Whether a pack that could be read makes sense: the form holds together, every right answer can be copied
from a paper and pleases the coach, nobody and no place in it is real, and no value leaves open which mistake
it would be.
"""

from collections.abc import Iterator

from sandbox.engine.checks.form import RESERVED, charges, form, papers_to_attach
from sandbox.engine.checks.names import PROVINCE, STORIES, doubled
from sandbox.engine.checks.people import people, personas
from sandbox.engine.checks.stories import story
from sandbox.engine.checks.watch import worked_example
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Pack

__all__ = ["PROVINCE", "RESERVED", "check_pack"]


def check_pack(pack: Pack) -> list[Problem]:
    """Every problem of a pack, in the order of its files; an empty list is a sound pack."""
    found = [*form(pack), *charges(pack), *papers_to_attach(pack), *personas(pack), *_cast(pack)]
    if found:
        return found  # the stories are read by the form: its problems would come back as theirs
    for scenario in pack.scenarios:
        found += [*people(pack, scenario), *story(pack, scenario)]
    return [*found, *worked_example(pack)]


def _cast(pack: Pack) -> Iterator[Problem]:
    yield from doubled(STORIES, "scenarios", [scenario.id for scenario in pack.scenarios])
    known = {persona.id for persona in pack.personas}
    for scenario in pack.scenarios:
        if scenario.persona not in known:
            yield Problem(
                STORIES, f"{scenario.id}.persona", f"a persona of personas.yaml, not {scenario.persona}"
            )
