"""Correct variants: the right answer typed another way. A coach that objects to one of them cries wolf."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from tests.bench.letters import ZERO_WIDTH, Letter, new_style, old_style, take_apart
from tests.bench.shapes import NUMBERS, Shape, core, digits_of, parse_date, shape_of
from tests.bench.sheets import Sheet, Spec
from tests.bench.words import word_forms

NO_BREAK, NARROW, IDEOGRAPHIC = "\u00a0", "\u202f", "\u3000"
Named = tuple[str, str]


@dataclass(frozen=True)
class Variant:
    """One right answer in other clothes: `alterer` names the clothes."""

    field: str
    alterer: str
    value: str


def variants(field: str, sheet: Sheet) -> list[Variant]:
    """Every correct variant of this right answer, itself included, each value once."""
    spec, right = sheet.specs[field], sheet.right[field]
    found: dict[str, str] = {right: "as it is"}
    for name, value in _makers(spec, right, sheet):
        found.setdefault(value, name)
    for other in sheet.also.get(field, ()):
        found.setdefault(other, "another wording")
    return [Variant(field, name, value) for value, name in found.items()]


def _makers(spec: Spec, right: str, sheet: Sheet) -> Iterator[Named]:
    shape = shape_of(spec.kind, right)
    if shape is not Shape.TICK:
        yield from edges(right)
    if shape is Shape.DATE:
        yield from date_forms(right)
        yield from parts_of_dates(right, spec.precision)
    elif shape is Shape.WORDS:
        yield from _words(spec, right, sheet)
    elif shape in NUMBERS:
        yield from number_forms(right, shape)
    elif shape is Shape.CHOICE:
        yield from choice_forms(spec, right)
    elif shape is Shape.PLACE:
        yield from place_forms(right)
    elif shape is Shape.COUNT:
        yield from count_forms(right)
    elif shape in (Shape.NAME, Shape.TEXT):
        yield from text_forms(right)


def _words(spec: Spec, right: str, sheet: Sheet) -> Iterator[Named]:
    day = parse_date(sheet.right[spec.of])
    if day is None:
        raise ValueError(f"{spec.id} writes out no date")
    yield from cases(right)
    yield "NFD", unicodedata.normalize("NFD", right)
    yield from word_forms(day, random.Random(crc32(right.encode())))


def parts_of_dates(right: str, precision: tuple[str, ...]) -> Iterator[Named]:
    """The year alone, or month and year, where the form takes a date no more exact."""
    day = parse_date(right)
    if day is not None and "year" in precision:
        yield "year alone", f"{day:%Y}"
    if day is not None and "month" in precision:
        yield "month and year", f"{day:%m/%Y}"


def place_forms(right: str) -> Iterator[Named]:
    """A place with and without the word for its level, in the clothes of any text."""
    yield from text_forms(right)
    name = right[len(right) - len(core(right)) :]
    if name != right:
        yield "without its level", name
        yield "without its level, capitals", name.upper()
        yield "without its level, small letters", name.lower()
        yield "without its level, NFD", unicodedata.normalize("NFD", name)
        yield "level in small letters", right[: len(right) - len(name)].lower() + name
        yield "level in capitals", right[: len(right) - len(name)].upper() + name


def count_forms(right: str) -> Iterator[Named]:
    """A small number with a zero before it, or in wide figures."""
    yield "a zero before", right.zfill(2)
    yield "full-width figures", full_width(right)


def edges(right: str) -> Iterator[Named]:
    """Blanks before and after, as a phone's keyboard leaves them."""
    yield "space before", " " + right
    yield "space after", right + " "
    yield "no-break spaces around", NO_BREAK + right + NO_BREAK
    yield "narrow no-break space after", right + NARROW
    yield "tab after", right + "\t"
    yield "zero-width after", right + ZERO_WIDTH[0]
    yield "byte order mark before", "\ufeff" + right


def text_forms(right: str) -> Iterator[Named]:
    """Case, inner blanks, encodings and tone placement of a name or another text."""
    yield from cases(right)
    yield from inner_blanks(right)
    yield from encodings(right)
    yield from tone_places(right)
    yield from comma_spaces(right)


def cases(right: str) -> Iterator[Named]:
    """Capitals as people leave them."""
    yield "upper case", right.upper()
    yield "lower case", right.lower()
    yield "capital on each word", " ".join(word[:1].upper() + word[1:].lower() for word in right.split(" "))
    yield "caps lock left on", right.swapcase()
    yield "only the first capital", right[:1].upper() + right[1:].lower()


def inner_blanks(right: str) -> Iterator[Named]:
    """Blanks between the words, and invisible characters inside them."""
    yield "doubled spaces", right.replace(" ", "  ")
    yield "no-break spaces", right.replace(" ", NO_BREAK)
    yield "narrow no-break spaces", right.replace(" ", NARROW)
    yield "ideographic spaces", right.replace(" ", IDEOGRAPHIC)
    yield "space and no-break space", right.replace(" ", " " + NO_BREAK)
    for char in ZERO_WIDTH:
        yield f"zero-width U+{ord(char):04X} beside spaces", right.replace(" ", char + " ")
    yield "zero-width inside a word", right[:2] + ZERO_WIDTH[0] + right[2:]


def encodings(right: str) -> Iterator[Named]:
    """The same letters in other code points."""
    nfd = unicodedata.normalize("NFD", right)
    yield "NFC", unicodedata.normalize("NFC", right)
    yield "NFD", nfd
    yield "NFD upper case", nfd.upper()
    yield "NFD lower case, doubled spaces", nfd.lower().replace(" ", "  ")
    yield "tone as a combining mark", "".join(_windows_1258(letter) for letter in take_apart(right))
    yield "tone before quality", "".join(_tone_first(letter) for letter in take_apart(right))


def _windows_1258(letter: Letter) -> str:
    """â plus a combining tone: how the old Windows keyboard sends ậ."""
    return unicodedata.normalize("NFC", letter.base + letter.quality) + letter.tone


def _tone_first(letter: Letter) -> str:
    """The tone's mark before the quality's, where the two do not stack (elsewhere order has a meaning)."""
    places = {unicodedata.combining(mark) for mark in letter.quality + letter.tone}
    apart = len(places) == len(letter.quality + letter.tone)
    return letter.base + (letter.tone + letter.quality if apart else letter.quality + letter.tone)


def tone_places(right: str) -> Iterator[Named]:
    """Both schools of tone placement (hòa and hoà), where the text has such a syllable."""
    yield "old tone place", old_style(right)
    yield "new tone place", new_style(right)
    yield "new tone place, upper case", new_style(right).upper()
    yield "new tone place, NFD", unicodedata.normalize("NFD", new_style(right))


def comma_spaces(right: str) -> Iterator[Named]:
    """Spaces about the commas of an address."""
    if "," in right:
        yield "no space after commas", right.replace(", ", ",")
        yield "space before commas", right.replace(",", " ,")


def date_forms(right: str) -> Iterator[Named]:
    """The ways Vietnamese people write one day: day first, zeros or not, four separators, in words."""
    day = parse_date(right)
    if day is None:
        raise ValueError(f"not a date: {right!r}")
    d, m, y = str(day.day), str(day.month), str(day.year)
    dd, mm = d.zfill(2), m.zfill(2)
    for mark in "/-.":
        yield f"zeros, {mark}", mark.join((dd, mm, y))
        yield f"no zeros, {mark}", mark.join((d, m, y))
    yield "zero on the day only", f"{dd}/{m}/{y}"
    yield "zero on the month only", f"{d}/{mm}/{y}"
    yield "eight figures", dd + mm + y
    yield "spaces about the slashes", f"{dd} / {mm} / {y}"
    yield "full-width figures", full_width(f"{dd}/{mm}/{y}")
    yield "full-width eight figures", full_width(dd + mm + y)
    yield "zero-width in the year", f"{dd}/{mm}/{y[:2]}\u200b{y[2:]}"
    yield from _date_words(d, m, y)
    yield "words, zeros", f"ngày {dd} tháng {mm} năm {y}"


def _date_words(d: str, m: str, y: str) -> Iterator[Named]:
    words = f"ngày {d} tháng {m} năm {y}"
    yield "in words", words
    yield "in words, capital", words.capitalize()
    yield "in words, upper case", words.upper()
    yield "in words, NFD", unicodedata.normalize("NFD", words)
    yield "in words, doubled spaces", words.replace(" ", "  ")
    yield "in words without ngày", f"{d} tháng {m} năm {y}"


def number_forms(right: str, shape: Shape) -> Iterator[Named]:
    """A long number in groups, with separators, in other digits' clothes; a paper's may hold letters."""
    digits = digits_of(right)
    if shape is Shape.PAPER_NUMBER and len(digits) < len(right):
        yield from (("small letters", right.lower()), ("capitals", right.upper()))
        return
    for size in (3, 4):
        groups = [digits[at : at + size] for at in range(0, len(digits), size)]
        for name, mark in (("spaces", " "), ("dots", "."), ("no-break spaces", NO_BREAK), ("hyphens", "-")):
            yield f"groups of {size}, {name}", mark.join(groups)
    yield "four, three, three", f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    yield "plain", digits
    yield "full-width figures", full_width(digits)
    yield "full-width figures in groups", full_width(f"{digits[:4]} {digits[4:7]} {digits[7:]}")
    yield "zero-width inside", digits[:6] + "\u200b" + digits[6:]


def full_width(text: str) -> str:
    """ASCII digits as the wide ones that some keyboards send."""
    return "".join(chr(ord(char) + 0xFEE0) if char in "0123456789" else char for char in text)


def choice_forms(spec: Spec, right: str) -> Iterator[Named]:
    """A choice by its value or by its label, in another case."""
    yield "value in capitals", right.upper()
    label = spec.choices[right]
    yield "label", label
    yield "label in capitals", label.upper()
    yield "label in small letters", label.lower()
    yield "label in NFD", unicodedata.normalize("NFD", label)
    yield "label with spaces", f"  {label} "
