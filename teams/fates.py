"""What becomes of each row of a list: new, somebody already there, perhaps somebody, the same row twice, refused. Pure.

Narrower than `teams.matching`, because nobody decides between: only what is one person beyond doubt is taken for her.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from teams import ages
from teams.reading_sheets import Record


class Fate(StrEnum):
    NEW = "new"
    SAME = "same"
    SUSPECTED = "suspected"
    TWICE = "twice"
    REFUSED = "refused"


class Verdict(StrEnum):
    SAME = "same"
    SUSPECTED = "suspected"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the books. ``folded``: her name without marks; ``hamlet``: its key; ``phone``: E.164."""

    id: str
    name: str
    folded: str
    year: int | None = None
    band: str = ""
    sex: str = ""
    hamlet: str = ""
    phone: str = ""
    is_on_book: bool = True  # of the team that the list is for
    has_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A row and its fate. ``known``: who she is or may be; ``above``: the row that says the same; ``filled``: what
    she would gain ("hamlet", "sex", "band", "year", "phone", "book").
    """

    record: Record
    fate: Fate
    known: Known | None = None
    above: int = 0
    filled: tuple[str, ...] = ()


def judge(one: Record, other: Record | Known, this_year: int) -> Verdict:
    """Whether two of one folded name are one person."""
    if _differ(one.sex, other.sex) or not _one_age(one, other, this_year):
        return Verdict.DIFFERENT
    if one.phone and one.phone == other.phone:
        return Verdict.SAME
    if not one.hamlet or not other.hamlet:
        return Verdict.SUSPECTED if one.year and one.year == other.year else Verdict.DIFFERENT
    if one.hamlet != other.hamlet:
        return Verdict.DIFFERENT
    if one.year and one.year == other.year:
        return Verdict.SAME
    bands = [_band(side, this_year) for side in (one, other)]
    return Verdict.SAME if all(bands) and one.sex and other.sex else Verdict.SUSPECTED


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _one_age(one: Record, other: Record | Known, this_year: int) -> bool:
    return ages.may_be_one((one.year, one.band), (other.year, other.band), this_year)


def _band(side: Record | Known, this_year: int) -> str:
    return ages.band_of(side.year, this_year).value if side.year else side.band


def plan(records: Iterable[Record], book: Iterable[Known], this_year: int, *, agreed: bool) -> list[Planned]:
    """The fate of each row, in order. ``agreed``: consents on paper are in hand for everybody on the list."""
    by_name: dict[str, list[Known]] = defaultdict(list)
    for known in book:
        by_name[known.folded].append(known)
    above: dict[str, list[Planned]] = defaultdict(list)
    planned = []
    for record in records:
        if record.problem:
            planned.append(Planned(record, Fate.REFUSED))
            continue
        name = record.folded
        one = _fate(record, by_name[name], above[name], this_year, agreed=agreed)
        above[name].append(one)
        planned.append(one)
    return planned


def _fate(
    record: Record, book: Sequence[Known], above: Sequence[Planned], this_year: int, *, agreed: bool
) -> Planned:
    said = [(judge(record, one.record, this_year), one) for one in above if one.fate is not Fate.TWICE]
    if twice := next((one for verdict, one in said if verdict is Verdict.SAME), None):
        return Planned(record, Fate.TWICE, above=twice.record.row)
    verdicts = [(judge(record, known, this_year), known) for known in book]
    same = [known for verdict, known in verdicts if verdict is Verdict.SAME]
    if len(same) == 1:
        taken = next((one for one in above if one.fate is Fate.SAME and one.known == same[0]), None)
        if taken:
            return Planned(record, Fate.TWICE, above=taken.record.row)
        return Planned(record, Fate.SAME, same[0], filled=gains(record, same[0], agreed=agreed))
    maybe = same or [known for verdict, known in verdicts if verdict is Verdict.SUSPECTED]
    if maybe:
        return Planned(record, Fate.SUSPECTED, maybe[0])
    if alike := next((one for verdict, one in said if verdict is Verdict.SUSPECTED), None):
        return Planned(record, Fate.SUSPECTED, above=alike.record.row)
    return Planned(record, Fate.NEW)


def gains(record: Record, known: Known, *, agreed: bool) -> tuple[str, ...]:
    """What the row knows and the book does not. Nothing that stands there is ever overwritten."""
    may_keep = agreed or known.has_agreed
    has_age = known.year or known.band
    gained = {
        "hamlet": record.hamlet and not known.hamlet,
        "sex": record.sex and not known.sex,
        "band": (record.year or record.band) and not has_age and not (may_keep and record.year),
        "year": record.year and not known.year and may_keep,
        "phone": record.phone and not known.phone and may_keep,
        "book": not known.is_on_book,
        "consent": agreed and not known.has_agreed,
    }
    return tuple(name for name, is_gained in gained.items() if is_gained)
