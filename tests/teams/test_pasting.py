"""Lists of names as they are pasted: what each line says, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.folding import fold
from teams import pasting
from teams.names import looks_like_number
from teams.pasting import Fate, Known, Line

HAMLETS = {"ban hoc": "h1", "thon mot": "h2"}
YEAR = 2026


def one(text: str) -> Line:
    [line] = pasting.read(text, HAMLETS, YEAR)
    return line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giàng A Thử", ("Giàng A Thử", None, "", "")),
        ("1. Giàng A Thử", ("Giàng A Thử", None, "", "")),
        ("12) Giàng A Thử - 1958", ("Giàng A Thử", 1958, "", "")),
        ("Giàng A Thử, 1958, Bản Học", ("Giàng A Thử", 1958, "", "h1")),
        ("3\tVàng Thị Bài Tập\t1998\tNữ\tthôn một", ("Vàng Thị Bài Tập", 1998, "f", "h2")),
        ("Lý Văn Mẫu sinh năm 1970 nam", ("Lý Văn Mẫu", 1970, "m", "")),
        ("Lý Văn Mẫu (1970) ban hoc", ("Lý Văn Mẫu", 1970, "", "h1")),
        ("Lý Văn Mẫu; 7/3/1970", ("Lý Văn Mẫu", 1970, "", "")),
        ("LÝ VĂN MẪU", ("Lý Văn Mẫu", None, "", "")),
        ("  Ma   Thị  Làm Quen ", ("Ma Thị Làm Quen", None, "", "")),
    ],
)
def test_a_line_is_understood(text: str, expected: tuple[str, int | None, str, str]) -> None:
    line = one(text)
    assert (line.name, line.birth_year, line.sex, line.hamlet) == expected
    assert line.left_out == ""


def test_what_is_not_understood_is_told() -> None:
    assert one("Lý Văn Mẫu, hội phụ nữ, 1970").left_out == "hội phụ nữ"


@pytest.mark.parametrize("number", ["000123456789", "0000 123 456", "+84 000.123.456", "0000-123-456"])
def test_long_numbers_are_dropped_wherever_they_stand(number: str) -> None:
    for text in (f"Lý Văn Mẫu, {number}", f"Lý Văn Mẫu {number}", f"Lý Văn Mẫu\t1970\t{number}"):
        line = one(text)
        assert line.name == "Lý Văn Mẫu" and line.left_out == ""
        assert not looks_like_number(pasting.without_numbers(text))


def test_blank_lines_are_no_lines() -> None:
    assert pasting.read("\n\n  \nLý Văn Mẫu\n\n", HAMLETS, YEAR) == [Line(1, "Lý Văn Mẫu")]


def known(name: str, **changes: object) -> Known:
    values = {"id": name, "birth_year": None, "band": "", "sex": "", "hamlet": "", "is_here": False}
    return Known(**{**values, **changes})  # type: ignore[arg-type]


def fates(text: str, *on_book: Known) -> list[Fate]:
    book: dict[str, list[Known]] = {}
    for person in on_book:
        book.setdefault(fold(person.id), []).append(person)
    lines = pasting.read(text, HAMLETS, YEAR)
    return [planned.fate for planned in pasting.plan(lines, lambda name: book.get(name, []), YEAR)]


def test_each_line_has_its_fate() -> None:
    book = [known("Giàng A Thử"), known("Lý Văn Mẫu", is_here=True)]
    assert fates("Giang A Thu\nLý Văn Mẫu\nMa Thị Làm Quen\nma thi lam quen\n12345", *book) == [
        Fate.KNOWN,
        Fate.HERE,
        Fate.NEW,
        Fate.TWICE,
        Fate.BAD,
    ]


def test_father_and_son_of_one_name_are_two() -> None:
    assert fates("Giàng A Thử, 1958\nGiàng A Thử, 1985") == [Fate.NEW, Fate.NEW]
    assert fates("Giàng A Thử, 1985", known("Giàng A Thử", birth_year=1958)) == [Fate.NEW]
    assert fates("Giàng A Thử, 1985", known("Giàng A Thử", band="60-")) == [Fate.NEW]
    assert fates("Giàng A Thử, 1958", known("Giàng A Thử", band="60-")) == [Fate.KNOWN]


def test_who_of_two_namesakes_it_is_nobody_guesses() -> None:
    book = [known("Giàng A Thử", birth_year=1958, hamlet="h1"), known("Giàng A Thử", birth_year=1985)]
    assert fates("Giàng A Thử", *book) == [Fate.UNCLEAR]
    assert fates("Giàng A Thử, 1958", *book) == [Fate.KNOWN]
    assert fates("Giàng A Thử, thôn một", *book) == [Fate.KNOWN]


@given(st.text(max_size=400))
def test_nothing_pasted_breaks_it_and_no_long_number_is_left(text: str) -> None:
    lines = pasting.read(text, HAMLETS, YEAR)
    planned = pasting.plan(lines, lambda name: [], YEAR)
    assert len(planned) == len(lines) <= len(text.splitlines())
    for one_line in planned:
        if one_line.fate in pasting.SAVED:
            assert 1 <= len(one_line.line.name) <= 80
            assert "\x00" not in one_line.line.name


WORDS = st.sampled_from(["Giàng", "A", "Thử", "Vàng", "Thị", "Bài", "Tập", "Lò", "Mẫu", "Đức", "Ánh"])


@given(
    st.lists(WORDS, min_size=2, max_size=5).map(" ".join),
    st.integers(1920, 2020),
    st.sampled_from([", ", "\t", " - ", " "]),
)
def test_name_and_year_come_back_as_they_were(name: str, year: int, between: str) -> None:
    line = one(f"{name}{between}{year}")
    assert (line.name, line.birth_year) == (name, year)


def test_new_people_of_a_team_with_one_hamlet_are_of_that_hamlet_unless_the_list_says_another() -> None:
    book = {"giang a thu": [known("Giàng A Thử")]}
    lines = pasting.read("Giàng A Thử\nMa Thị Làm Quen\nLý Văn Mẫu, thôn một", HAMLETS, YEAR)
    planned = pasting.plan(lines, lambda name: book.get(name, []), YEAR)
    assert [one.line.hamlet for one in pasting.at_home(planned, "h1")] == ["", "h1", "h2"]
    assert pasting.at_home(planned, "") == planned
