"""Whose value is it? What belongs to each person of a story, and what a value in the wrong place is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.alter_dates import near, swapped
from tests.bench.letters import canonical, fold
from tests.bench.shapes import NUMBERS, Shape, core, digits_of, parse_date, same, shape_of
from tests.bench.sheets import Sheet

OTHER, BLOCK = "other_person", "wrong_block"
# Two dates that share this many figures or more are a slip of one, not two dates: 8 figures less 4.
FAR_APART = 4
SLIP = 2
FACTS = {
    "name": "person_name",
    "citizen_number": "citizen_number",
    "birth_date": "date",
    "issued_on": "date",
    "phone": "phone",
    "hamlet": "text",
    "commune": "commune",
    "province": "province",
    "origin_commune": "commune",
    "origin_province": "province",
}
# What may stand in a field of this kind and still look right: the kinds it can be mistaken for.
TAKES = {
    "date": ("date",),
    "person_name": ("person_name",),
    "citizen_number": ("citizen_number",),
    "paper_number": ("paper_number", "citizen_number"),
    "phone": ("phone",),
    "province": ("province", "commune"),
    "commune": ("commune", "province"),
    "text": ("text", "commune", "province"),
}


@dataclass(frozen=True)
class Belonging:
    """A value that belongs to somebody: `role` is "" where it is nobody's; `source` is a field id or a fact."""

    role: str
    source: str
    kind: str
    value: str


def belongings(sheet: Sheet) -> Iterator[Belonging]:
    """Every value of the story with its owner: from the right answers, then from what is known of people."""
    for name, value in sheet.right.items():
        if value.strip():
            yield Belonging(sheet.specs[name].whose, name, sheet.specs[name].kind, value)
    for role, facts in sheet.people.items():
        for fact, kind in FACTS.items():
            if facts.get(fact):
                yield Belonging(role, f"{fact} of {role}", kind, facts[fact])


def misplaced(field: str, sheet: Sheet) -> Iterator[tuple[Belonging, str, tuple[str, ...]]]:
    """Values that somebody might put in `field` by mistake: the value, its kind, the kinds that are as true.

    The owner of the field has it too: another block of hers, whoever else shares it. Others alone have it: another
    person's. Where nobody owns the field (the marriage) or the value, both names are true.
    """
    mine, right = sheet.specs[field].whose, sheet.right[field]
    kind = sheet.specs[field].kind
    everything = list(belongings(sheet))
    for one in everything:
        if one.kind not in TAKES.get(kind, ()) or not _mistakable(field, one, sheet):
            continue
        roles = {other.role for other in everything if _equal(other, one)}
        yield (
            one,
            *_named(mine, roles, same_kind=one.kind == kind, place=shape_of(kind, right) is Shape.PLACE),
        )


def _named(mine: str, roles: set[str], *, same_kind: bool, place: bool) -> tuple[str, tuple[str, ...]]:
    if not mine or roles == {""}:
        return BLOCK, (BLOCK, OTHER)
    kind = BLOCK if mine in roles else OTHER
    # A province in the box of the commune is somebody's, and no commune either.
    return kind, (kind,) if same_kind or not place else (kind, "format")


def _mistakable(field: str, one: Belonging, sheet: Sheet) -> bool:
    """Whether this value in this field is a mistake, and no slip of the right value."""
    right = sheet.right[field]
    shape = shape_of(sheet.specs[field].kind, right)
    rights = (right, *sheet.also.get(field, ()))
    return not any(same(shape, each, one.value) or slip_of(shape, each, one.value) for each in rights)


def slip_of(shape: Shape, right: str, typed: str) -> bool:
    """Whether `typed` may be the right value with a slip in its marks or figures, or turned round."""
    if shape is Shape.DATE:
        first, second = parse_date(right), parse_date(typed)
        return not first or not second or near(first, second) < FAR_APART or swapped(right) == second
    if shape in NUMBERS:
        return _edits(digits_of(right), digits_of(typed)) <= SLIP
    if shape is Shape.PLACE:
        return fold(core(right)) == fold(core(typed))
    return fold(canonical(right)) == fold(canonical(typed))


def _edits(one: str, two: str) -> int:
    """How many figures differ; numbers of two lengths are no slip of each other."""
    return sum(a != b for a, b in zip(one, two, strict=True)) if len(one) == len(two) else SLIP + 1


def _equal(one: Belonging, two: Belonging) -> bool:
    if {one.kind, two.kind} <= {"citizen_number", "paper_number"}:
        return digits_of(one.value) == digits_of(two.value)
    return one.kind == two.kind and same(shape_of(one.kind, one.value), one.value, two.value)


def known(sheet: Sheet, field: str, typed: str) -> bool:
    """Whether `typed` is a value that the story knows elsewhere: as a slip of `field` it would be doubtful."""
    kind = sheet.specs[field].kind
    shape = shape_of(kind, sheet.right[field])
    takes = TAKES.get(kind, (kind,))
    return any(
        one.source != field and one.kind in takes and same(shape, typed, one.value)
        for one in belongings(sheet)
    )
