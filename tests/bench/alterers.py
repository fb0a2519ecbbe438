"""Altered answers of every kind: what a citizen really types wrong, one named function per slip.

Seeded, and apart from the product. An alterer yields `(name, typed)` for one right value; `alterations` gathers
them for a field of a sheet and leaves out, by rule, those

- that change nothing (03/03 swapped, marks dropped from "A", one style of tone placement for the other, Tinh for
  Tỉnh in front of a place's name, another right way of a date in words);
- that a higher kind names as well: a value that belongs elsewhere in the story, made by a slip of marks or figures.

Where two kinds are as true, both are accepted; `accepted` says which and the function says why.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tests.bench import (
    alter_counts,
    alter_dates,
    alter_diacritics,
    alter_different,
    alter_digits,
    alter_format,
    alter_places,
    alter_residue,
    owners,
)
from tests.bench.letters import canonical
from tests.bench.shapes import NUMBERS, Shape, parse_date, same, shape_of
from tests.bench.sheets import Sheet
from tests.bench.words import in_words, says

# In the order of their precedence, but for `missing`, whose values are nobody else's.
KINDS = (
    "missing",
    "format",
    "keyboard_residue",
    "diacritics",
    "digits",
    "date_order",
    "other_person",
    "wrong_block",
    "old_place",
    "figures_and_words",
    "contradiction",
    "wrong_choice",
    "different",
)
BY_RULE = ("contradiction", "wrong_choice", "different")
CHOICES_TRIED = 8
BLANKS = {
    "empty": "",
    "a space": " ",
    "spaces": "    ",
    "no-break space": "\u00a0",
    "tab": "\t",
    "line break": "\r\n",
    "zero-width only": "\u200b",
    "zero-width and spaces": " \u200b\ufeff ",
    "ideographic space": "\u3000",
    "word joiner only": "\u2060",
    "not sent": None,
}
Named = tuple[str, str]
Alterer = Callable[[str, random.Random], Iterator[Named]]
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Altered:
    """One wrong answer. `value` None means that the field is not sent at all.

    `accepted` holds the kinds that count as right: `kind`, and a second one only where two are as true.
    """

    field: str
    kind: str
    alterer: str
    value: str | None
    accepted: tuple[str, ...]


def alterations(field: str, sheet: Sheet, rng: random.Random) -> list[Altered]:
    """Every wrong answer for `field` in the situation of `sheet`; each value once, under its highest kind."""
    found: dict[str | None, Altered] = {}
    for kind in KINDS:
        for altered in MAKERS[kind](field, sheet, rng):
            if altered.value is None or not _right(field, sheet, altered.value):
                found.setdefault(altered.value, altered)
    return [settled(altered, sheet, {}) for altered in found.values()]


def _right(field: str, sheet: Sheet, typed: str) -> bool:
    shape = _shape(field, sheet)
    rights = (sheet.right[field], *sheet.also.get(field, ()))
    return any(same(shape, each, typed) for each in rights)


def settled(altered: Altered, sheet: Sheet, besides: Answers) -> Altered:
    """The same wrong answer under the kind that holds among all answers: a rule may make it a contradiction.

    `besides` are other answers altered at the same time. Only kinds below contradiction are looked at.
    """
    if altered.kind not in (*BY_RULE, "missing"):
        return altered
    answers = {**sheet.right, **besides, altered.field: altered.value or ""}
    contradicted = sheet.contradicts(altered.field, answers)
    if altered.kind == "missing":
        return replace(altered, accepted=("missing", "contradiction")) if contradicted else altered
    plain = "wrong_choice" if _shape(altered.field, sheet) is Shape.CHOICE else "different"
    kind = "contradiction" if contradicted else plain
    others = tuple(one for one in altered.accepted if one not in BY_RULE) if not contradicted else ()
    also = ("wrong_choice",) if _shape(altered.field, sheet) is Shape.PLACE and not contradicted else ()
    return replace(altered, kind=kind, accepted=(kind, *also, *others))


def _shape(field: str, sheet: Sheet) -> Shape:
    return shape_of(sheet.specs[field].kind, sheet.right[field])


# --- the kinds, from the highest ------------------------------------------


def missing(field: str, sheet: Sheet, _rng: random.Random) -> Iterator[Altered]:
    """Nothing there: empty, blank, invisible, or not sent; only where the form wants something."""
    for name, value in BLANKS.items() if sheet.specs[field].required else ():
        yield Altered(field, "missing", name, value, ("missing",))


def misshapen(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """What cannot be a value of this field's kind; and a neighbour's value whose shape cannot be taken here."""
    shape = _shape(field, sheet)
    for name, typed in _from_table("format", field, sheet, rng):
        parts = name in ("year only", "month and year only")
        if not (parts and len(sheet.specs[field].precision) > 1):
            yield Altered(field, "format", name, typed, ("format",))
    for name, typed in other_shape(field, sheet):
        yield Altered(field, "format", name, typed, ("format",))
    if shape is Shape.WORDS:
        for name, typed in alter_dates.words_unreadable(_of(field, sheet), rng):
            yield Altered(field, "format", name, typed, ("format",))


def residue(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Keys of Telex or VNI in the text. In a date in words they make it unreadable too: format is as true."""
    shape = _shape(field, sheet)
    also = ("format",) if shape is Shape.WORDS else ()
    for name, typed in _from_table("keyboard_residue", field, sheet, rng):
        yield Altered(field, "keyboard_residue", name, typed, ("keyboard_residue", *also))


def marks(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Marks lost or changed, unless that makes another value of the story."""
    for name, typed in _from_table("diacritics", field, sheet, rng):
        if not owners.known(sheet, field, typed):
            yield Altered(field, "diacritics", name, typed, ("diacritics",))
    if _shape(field, sheet) is Shape.WORDS:
        for name, typed in alter_dates.words_without_marks(_of(field, sheet), rng):
            yield Altered(field, "diacritics", name, typed, ("diacritics", "format"))


def figures(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Figures changed, unless that makes another value of the story."""
    for name, typed in _from_table("digits", field, sheet, rng):
        if not owners.known(sheet, field, typed):
            yield Altered(field, "digits", name, typed, ("digits", *_also(_shape(field, sheet), name)))


def _also(shape: Shape, name: str) -> tuple[str, ...]:
    """What else is true of a changed figure.

    A practice phone begins with 0000, so a slip there spoils its shape too. One more or less of a few copies, and
    another figure in a text or a year, are simply another answer as well.
    """
    if shape is Shape.PHONE and name.endswith(alter_digits.IN_PREFIX):
        return ("format",)
    if shape in (Shape.COUNT, Shape.TEXT, Shape.YEAR):
        return ("different",)
    return ()


def order(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Day and month exchanged. Where that changes two figures only (08/09), they are wrong digits as well."""
    turned, day = alter_dates.swapped(sheet.right[field]), parse_date(sheet.right[field])
    if turned is None or day is None or owners.known(sheet, field, f"{turned:%d/%m/%Y}"):
        return
    also = ("digits",) if alter_dates.near(turned, day) <= owners.SLIP else ()
    for name, typed in _from_table("date_order", field, sheet, rng):
        yield Altered(field, "date_order", name, typed, ("date_order", *also))


def misplaced(field: str, sheet: Sheet, _rng: random.Random) -> Iterator[Altered]:
    """What belongs to somebody else of the same story, or to another field: as it is and in other clothes."""
    shape = _shape(field, sheet)
    for one, kind, accepted in owners.misplaced(field, sheet):
        yield Altered(field, kind, f"value of {one.source}", one.value, accepted)
        if shape is Shape.NAME:
            yield Altered(field, kind, f"value of {one.source}, capitals", one.value.upper(), accepted)
            spaced = f" {one.value.replace(' ', '  ')}"
            yield Altered(field, kind, f"value of {one.source}, doubled spaces", spaced, accepted)


def gone(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Names of places that are no more."""
    kind = sheet.specs[field].kind
    naming = _shape(field, sheet) is Shape.TEXT and field.startswith(alter_places.NAMING)
    makers = {"province": alter_places.old_province, "commune": alter_places.old_commune}
    maker = alter_places.old_detail if naming else makers.get(kind)
    for name, typed in maker(sheet.right[field], rng) if maker else ():
        yield Altered(field, "old_place", name, typed, ("old_place",))


def other_words(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Words of another date than the figures beside them, unless it is the swapped or somebody's date."""
    if _shape(field, sheet) is not Shape.WORDS:
        return
    right = sheet.right[sheet.specs[field].of]
    for name, typed, other in alter_dates.other_words(_of(field, sheet), rng):
        stated = f"{other:%d/%m/%Y}"
        theirs = owners.known(sheet, sheet.specs[field].of, stated)
        if not theirs and other != alter_dates.swapped(right):
            yield Altered(field, "figures_and_words", name, typed, ("figures_and_words",))


def other_choice(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Another of the choices, by its value and by its label; a few where the list is long."""
    right = sheet.right[field]
    others = {value: label for value, label in sheet.specs[field].choices.items() if value != right}
    for value in rng.sample(sorted(others), min(CHOICES_TRIED, len(others))):
        for name, typed in (("value", value), ("label", others[value]), ("capitals", others[value].upper())):
            yield Altered(field, "wrong_choice", f"{name} {value}", typed, ("wrong_choice",))


def different(field: str, sheet: Sheet, rng: random.Random) -> Iterator[Altered]:
    """Another answer of the right shape, unless the story knows it or it is near the right one."""
    shape, right = _shape(field, sheet), sheet.right[field]
    for name, typed in _from_table("different", field, sheet, rng):
        if not owners.known(sheet, field, typed) and not owners.slip_of(shape, right, typed):
            yield Altered(field, "different", name, typed, ("different",))


MAKERS: dict[str, Callable[[str, Sheet, random.Random], Iterator[Altered]]] = {
    "missing": missing,
    "format": misshapen,
    "keyboard_residue": residue,
    "diacritics": marks,
    "digits": figures,
    "date_order": order,
    "other_person": misplaced,
    "wrong_block": lambda *_: iter(()),
    "old_place": gone,
    "figures_and_words": other_words,
    "contradiction": lambda *_: iter(()),
    "wrong_choice": other_choice,
    "different": different,
}
ALTERERS: dict[tuple[str, Shape], tuple[Alterer, ...]] = {
    ("format", Shape.DATE): (*alter_format.FOR_DATES, alter_dates.no_such_month),
    ("format", Shape.YEAR): (alter_dates.short_year,),
    ("format", Shape.CITIZEN_NUMBER): alter_format.FOR_NUMBERS,
    ("format", Shape.PAPER_NUMBER): (alter_counts.no_paper,),
    ("format", Shape.PHONE): (*alter_format.FOR_NUMBERS, alter_format.half_a_number),
    ("format", Shape.NAME): alter_format.FOR_NAMES,
    ("format", Shape.COUNT): (alter_counts.no_count,),
    ("keyboard_residue", Shape.NAME): alter_residue.FOR_WORDS,
    ("keyboard_residue", Shape.TEXT): alter_residue.FOR_WORDS,
    ("keyboard_residue", Shape.PLACE): alter_residue.FOR_WORDS,
    ("keyboard_residue", Shape.WORDS): alter_residue.FOR_WORDS[:1],
    ("diacritics", Shape.NAME): alter_diacritics.FOR_WORDS,
    ("diacritics", Shape.TEXT): alter_diacritics.FOR_WORDS,
    ("diacritics", Shape.PLACE): alter_diacritics.FOR_WORDS,
    ("digits", Shape.DATE): alter_digits.FOR_DATES,
    ("digits", Shape.YEAR): (alter_dates.year_alone,),
    ("digits", Shape.CITIZEN_NUMBER): alter_digits.FOR_NUMBERS,
    ("digits", Shape.PAPER_NUMBER): alter_digits.FOR_NUMBERS[:3],
    ("digits", Shape.PHONE): alter_digits.FOR_PHONES,
    ("digits", Shape.COUNT): (alter_counts.other_count,),
    ("digits", Shape.TEXT): (alter_counts.figure_in_text,),
    ("date_order", Shape.DATE): (alter_dates.month_first,),
    ("different", Shape.DATE): (alter_different.other_date,),
    ("different", Shape.NAME): (alter_different.other_name,),
    ("different", Shape.CITIZEN_NUMBER): (alter_different.other_number,),
    ("different", Shape.PHONE): (alter_different.other_phone,),
    ("different", Shape.TEXT): (alter_different.other_text,),
}


def _from_table(kind: str, field: str, sheet: Sheet, rng: random.Random) -> Iterator[Named]:
    for alterer in ALTERERS.get((kind, _shape(field, sheet)), ()):
        yield from alterer(sheet.right[field], rng)


def _of(field: str, sheet: Sheet) -> date:
    """The date that a field of words writes out."""
    day = parse_date(sheet.right[sheet.specs[field].of])
    if day is None:
        raise ValueError(f"{field} writes out no date")
    return day


def other_shape(field: str, sheet: Sheet) -> Iterator[Named]:
    """A neighbouring field's value whose shape cannot be taken here: a phone where twelve digits belong."""
    shape = _shape(field, sheet)
    if shape not in (Shape.CITIZEN_NUMBER, Shape.PHONE, Shape.DATE, Shape.NAME):
        return
    seen: set[str] = set()
    for other, value in sheet.right.items():
        theirs = _shape(other, sheet)
        odd = (Shape.PAPER_NUMBER, Shape.YEAR, Shape.COUNT, Shape.TICK, Shape.WORDS)
        readable = shape is Shape.NAME and theirs not in (*NUMBERS, Shape.DATE)
        if value.strip() and theirs is not shape and theirs not in odd and not readable:
            if canonical(value) not in seen:
                yield f"value of {other}", value
            seen.add(canonical(value))


def pairs(
    sheet: Sheet, spoilt: Mapping[str, list[Altered]], rng: random.Random, count: int
) -> list[tuple[Altered, Altered]]:
    """`count` pairs of these wrong answers in two fields of one scenario; neither hides the other's field."""
    fields = [field for field, several in spoilt.items() if several]
    made: list[tuple[Altered, Altered]] = []
    while len(made) < count:
        one, two = (rng.choice(spoilt[field]) for field in rng.sample(fields, 2))
        if both := together(one, two, sheet):
            made.append(both)
    return made


def together(one: Altered, two: Altered, sheet: Sheet) -> tuple[Altered, Altered] | None:
    """The two wrong answers at once, each under the kind it then has; None where one hides the other."""
    typed = {altered.field: altered.value or "" for altered in (one, two)}
    if not typed.keys() <= sheet.standing({**sheet.right, **typed}).keys():
        return None
    if not _apart(one, two, sheet) or not _apart(two, one, sheet):
        return None
    return settled(one, sheet, typed), settled(two, sheet, typed)


def _apart(one: Altered, two: Altered, sheet: Sheet) -> bool:
    """Whether `two` stays the mistake it is beside `one`: words are held against the figures typed beside them.

    With figures that name no day there is nothing to hold them against, and a commune hangs on its province.
    """
    if sheet.specs[two.field].of != one.field:
        return True
    day = parse_date(one.value or "")
    return two.kind == "figures_and_words" and day is not None and not says(two.value or "", day)


def misread(field: str, sheet: Sheet, rng: random.Random) -> Iterator[tuple[Altered, Altered]]:
    """A date misread and then written out faithfully: the words agree with the figures, and both are wrong.

    So the words are anything but words beside other figures; what else they are called is open.
    """
    day = sheet.specs[field].of
    for one in figures(day, sheet, rng):
        typed = parse_date(one.value or "")
        if typed is not None and typed != parse_date(sheet.right[day]):
            accepted = ("digits", "date_order", "different")
            yield one, Altered(field, "digits", "words of the figures typed", in_words(typed), accepted)
