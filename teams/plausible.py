"""What looks odd in the facts of a month: pure. A note says where to look, never that somebody did wrong."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from teams.enums import TallyKind
from teams.monthly import Facts, Figure

SAME_HOUR = dt.timedelta(
    hours=1
)  # two sessions that begin closer together cannot both have had the same person
MOST_AT_ONCE = 100  # people: more do not fit into a hall, so a figure has one nought too many
_HEADS = (TallyKind.WOMEN, TallyKind.MEN)
_GROUPS = (TallyKind.OLD, TallyKind.DISABLED, TallyKind.POOR, TallyKind.MINORITY)


class Doubt(StrEnum):
    GROUP_TOO_BIG = "group-too-big"  # more of a group than people altogether
    MANY_UNNAMED = "many-unnamed"  # more than half of all heads without a name
    TWO_AT_ONCE = "two-at-once"  # one person at two sessions at the same hour
    TOO_MANY = "too-many"  # more people than a hall holds
    NOBODY = "nobody"  # opened, but nobody was written down
    NEVER_CAME = "never-came"  # can file alone, but came to no session of the year


@dataclass(frozen=True)
class Note:
    """One doubt: about one session or two, of so many people, out of ``whole`` where that says something."""

    doubt: Doubt
    sessions: tuple[Hashable, ...] = ()
    people: int = 0
    whole: int = 0


def notes(facts: Facts, begins: Mapping[Hashable, dt.datetime]) -> list[Note]:
    """What to look at; facts as `monthly.of_persons` gives them, ``begins``: session → when it began."""
    found = [
        note for session in sorted(facts.held, key=begins.__getitem__) for note in _of_session(facts, session)
    ]
    return [*found, *_twice(facts, begins), *_alone(facts)]


def _of_session(facts: Facts, session: Hashable) -> list[Note]:
    named = len({person for one, person in facts.visits if one == session})
    tallies = {kind: number for one, kind, number in facts.heads if one == session}
    unnamed = sum(tallies.get(kind, 0) for kind in _HEADS)
    whole, largest = named + unnamed, max((tallies.get(kind, 0) for kind in _GROUPS), default=0)
    found = []
    if not whole:
        found.append(Note(Doubt.NOBODY, (session,)))
    if largest > whole:
        found.append(Note(Doubt.GROUP_TOO_BIG, (session,), largest, whole))
    if 2 * unnamed > whole:
        found.append(Note(Doubt.MANY_UNNAMED, (session,), unnamed, whole))
    if whole > MOST_AT_ONCE:
        found.append(Note(Doubt.TOO_MANY, (session,), whole))
    return found


def _twice(facts: Facts, begins: Mapping[Hashable, dt.datetime]) -> list[Note]:
    """Each pair of neighbouring sessions once, with the number of people who stand in both."""
    by_person: dict[Hashable, set[Hashable]] = defaultdict(set)
    for session, person in facts.visits:
        if session in facts.held:
            by_person[person].add(session)
    pairs: dict[tuple[Hashable, ...], int] = defaultdict(int)
    for sessions in by_person.values():
        ordered = sorted(sessions, key=lambda one: (begins[one], str(one)))
        for first, second in zip(ordered, ordered[1:], strict=False):
            if begins[second] - begins[first] < SAME_HOUR:
                pairs[first, second] += 1
    return [Note(Doubt.TWO_AT_ONCE, pair, number) for pair, number in pairs.items()]


def _alone(facts: Facts) -> list[Note]:
    came = {row for _group, row in facts.year}
    never = {row for _group, row, figure in facts.deeds if figure is Figure.FILED} - came
    return [Note(Doubt.NEVER_CAME, people=len(never))] if never else []
