"""Strategies: the many ways in which people write the same thing, and the text that nobody means."""

import json
import unicodedata
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sandbox.engine.kinds import read_date
from sandbox.engine.schema import FieldSpec
from sandbox.engine.writing import digits_of

OURS = Path(__file__).parent / "packs"

# How hard each property is tried; two busy cores are no reason to fail.
tried = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u200f"]
BLANKS = [" ", "  ", "\u00a0", "\u202f", "\u3000", "\t", " \u00a0"]
TONES = "\u0300\u0301\u0303\u0309\u0323"
OTHER_DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "០១២៣៤៥៦៧៨៩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]


def naughty() -> list[str]:
    """Strings that break software, from the public list where it lies beside the project, and some of our own."""
    listed = Path(__file__).parents[4] / "shared" / "data" / "naughty_strings.json"
    found: list[str] = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else []
    return [
        *found,
        "\x00",
        "\ud800",
        "{you}",
        "%s",
        "1" * 5000,
        "a" * 5000,
        "1 " * 500,
        "@" * 200,
        "\u0301" * 50,
    ]


@st.composite
def same_words(draw: st.DrawFn, right: str) -> str:
    """The same words in other letters of case, encodings, blanks, and with invisible characters between."""
    typed = "".join(draw(st.sampled_from(BLANKS)) if letter == " " else letter for letter in right)
    typed = draw(st.sampled_from([typed, typed.upper(), typed.lower(), typed.title(), typed.swapcase()]))
    typed = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC"])), typed)
    at, ghost = draw(st.integers(0, len(typed))), draw(st.sampled_from(["", *INVISIBLE]))
    return (
        draw(st.sampled_from(["", *BLANKS]))
        + typed[:at]
        + ghost
        + typed[at:]
        + draw(st.sampled_from(["", " "]))
    )


@st.composite
def same_date(draw: st.DrawFn, right: str) -> str:
    """The same day in figures or words."""
    day = read_date(right)
    assert day is not None
    d, m = (
        draw(st.sampled_from([f"{day:%d}", str(day.day)])),
        draw(st.sampled_from([f"{day:%m}", str(day.month)])),
    )
    mark = draw(st.sampled_from(["/", "-", ".", " / ", " - ", " ", ",", "–"]))
    words = f"ngày {d} tháng {m} năm {day.year}"
    forms = [
        f"{d}{mark}{m}{mark}{day.year}",
        f"{day:%d%m%Y}",
        words,
        words.upper(),
        words.replace("ngày ", ""),
    ]
    return draw(digits_in_any_script(draw(st.sampled_from(forms))))


@st.composite
def same_number(draw: st.DrawFn, right: str) -> str:
    """The same digits, grouped and in any script; a phone with +84, too."""
    digits = digits_of(right)
    marks = ["", "", "", " ", ".", "-", "\u00a0", "\u200b", "–"]
    typed = "".join(digit + draw(st.sampled_from(marks)) for digit in digits[:-1]) + digits[-1]
    if len(digits) == 10:
        typed = draw(st.sampled_from([typed, f"+84 {digits[1:]}", f"84{digits[1:]}", f"(+84) {digits[1:]}"]))
    return draw(digits_in_any_script(typed))


@st.composite
def digits_in_any_script(draw: st.DrawFn, typed: str) -> str:
    """Plain, full-width, Arabic, Khmer or mathematical digits."""
    return typed.translate(str.maketrans("0123456789", draw(st.sampled_from(OTHER_DIGITS))))


def correct(field: FieldSpec, right: str) -> st.SearchStrategy[str]:
    """The right value of a field, as somebody may well write it."""
    if field.kind == "date":
        return same_date(right) if read_date(right) else st.just(right)
    if field.kind in ("citizen_number", "phone", "paper_number"):
        return same_number(right)
    if field.kind == "number":
        return st.sampled_from([right, f"0{right}", f"{right} {field.unit}", f" {right}. "])
    if field.kind == "declaration":
        return st.sampled_from(["on", "ON", "true", "1", " on "])
    if field.kind in ("province", "commune"):
        bare = right.removeprefix("Tỉnh ").removeprefix("Xã ")
        return same_words(right) | same_words(bare)
    if field.kind == "date_words":
        return same_words(right) | same_words(right.replace("nghìn", "ngàn")).map(lambda words: words + ".")
    if field.kind == "choice":
        label = next(choice.label for choice in field.choices if choice.value == right)
        return st.sampled_from([right, right.upper(), f" {right} "]) | same_words(label)
    return same_words(right)


def a_date(first: date = date(1900, 1, 1), last: date = date(2100, 1, 1)) -> st.SearchStrategy[date]:
    """Any day of our times."""
    return st.dates(first, last)


def any_text() -> st.SearchStrategy[str]:
    """Any text at all, and the naughty ones more often than chance would give them."""
    return st.text(max_size=60) | st.sampled_from(naughty()) | st.text("0123456789 .-/", max_size=30)
