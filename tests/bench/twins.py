"""Pairs of records of people in one commune: of one person noted twice, or of two who are easily taken for one.

Apart from the product: standard library and letters of this bench only. A person is made first; then two hands
note her down, the first at a table with the list in front of it, the second in a hurry in a hall. Both kinds of
pairs, of one person and of two, are noted by the same two hands. How often what goes wrong stands in `RATES`:
judged from lists of sessions, not measured.

Half of the pairs are one person. Of the other half, seven tenths are hard: see `HARD`.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import twins_slips as slips
from tests.bench.letters import fold

YEAR = 2026  # in which all records are made
BANDS = ((30, "0-29"), (45, "30-44"), (60, "45-59"), (999, "60-"))  # below this age → band
RATES = {
    "year": 0.93,  # known; else mostly a band
    "band": 0.93,  # where no year is known
    "sex": 0.94,
    "hamlet": 0.99,
    "phone": 0.55,
    "year one off": 0.05,  # these four in the second record only
    "sex ticked wrong": 0.005,
    "other telephone": 0.04,
    "moved": 0.01,
}
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Giàng",
    "Vàng",
    "Lò",
    "Đỗ",
    "Hoàng",
    "Phàn",
    "Lý",
    "Bùi",
    "Nông",
    "Sùng",
    "Hà",
)
SECOND = {
    "m": ("Văn", "A", "Đức", "Quang", "Hữu", "Minh"),
    "f": ("Thị", "Thị", "Thị", "Thu", "Thanh", "Ngọc"),
}
THIRD = ("", "", "", "Kim", "Bích", "Hoài", "Phương", "Xuân", "Thanh", "Minh")
_WORDS = (
    "Thử Mẫu Tập Nháp Luyện Học Dụ Định Khảo Diễn Đọc Viết Gõ Bấm Nộp Chép Đếm Vở Bút Giấy Bảng Phấn Trang Dòng "
    "Chữ Số Câu Vần Toán Hỏi Đáp Ghi Xem Nghe Bài Lớp Trường Thước Mực Sách Ảnh Chụp Quét Mở Khóa Thoa Hòa Thủy"
)
GIVEN = tuple(_WORDS.split())
NEAR = (("Hòa", "Hoa"), ("Hùng", "Hưng"), ("Tập", "Tạp"), ("Bài", "Bái"), ("Mẫu", "Mậu"), ("Lân", "Lan"))
HAMLETS = tuple(f"Bản {name}" for name in ("Học", "Mẫu", "Tập", "Vở", "Bút", "Mực")) + (
    "Thôn 1",
    "Thôn 2",
    "Thôn 11",
    "Xóm Giấy",
    "Tổ dân phố 3",
    "Tổ dân phố 4",
)


@dataclass(frozen=True)
class Written:
    """What one record says. `sex` f, m or ""; `phone` as typed."""

    name: str
    year: int | None = None
    band: str = ""
    sex: str = ""
    hamlet: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Pair:
    """Two records, and whether they are of one person. `kind` names the line of the table."""

    kind: str
    same: bool
    first: Written
    second: Written


@dataclass(frozen=True)
class Someone:
    """A person as she is. `words`: family, what is between, given name."""

    words: tuple[str, ...]
    year: int
    sex: str
    hamlet: str
    phone: str


def a_phone(rng: random.Random) -> str:
    """A telephone that cannot exist."""
    return f"0000{rng.randrange(10**6):06d}"


def someone(rng: random.Random) -> Someone:
    """Anybody of the commune."""
    sex = rng.choice("fm")
    between = (rng.choice(SECOND[sex]), rng.choice(THIRD))
    words = (rng.choice(FAMILIES), *(word for word in between if word), rng.choice(GIVEN))
    return Someone(words, rng.randint(1940, 2008), sex, rng.choice(HAMLETS), a_phone(rng))


def band_of(year: int) -> str:
    """The band of somebody born in that year."""
    return next(band for below, band in BANDS if YEAR - year < below)


# --- Two people who are easily taken for one -----------------------------------------------------------------------
def father_and_son(rng: random.Random) -> tuple[Someone, Someone]:
    """One name, one hamlet, often one telephone, a generation apart."""
    son = replace(someone(rng), year=rng.randint(1975, 2008))
    phone = son.phone if rng.random() < 0.25 else a_phone(rng)
    return replace(son, year=son.year - rng.randint(18, 40), phone=phone), son


def neighbours(rng: random.Random) -> tuple[Someone, Someone]:
    """One name, one hamlet, not born in neighbouring years."""
    one = someone(rng)
    year = rng.choice([year for year in range(1940, 2009) if abs(year - one.year) >= 2])
    return one, replace(one, year=year, phone=a_phone(rng))


def twins(rng: random.Random) -> tuple[Someone, Someone]:
    """Born together, named alike but for one syllable; one in twenty differ in its marks only."""
    one = someone(rng)
    if rng.random() < 0.05:
        pair = rng.choice(NEAR)
        one = replace(one, words=(*one.words[:-1], pair[0]))
        other = pair[1]
    else:
        other = rng.choice([word for word in GIVEN if fold(word) != fold(one.words[-1])])
    phone = one.phone if rng.random() < 0.3 else a_phone(rng)
    return one, replace(one, words=(*one.words[:-1], other), phone=phone)


def couple(rng: random.Random) -> tuple[Someone, Someone]:
    """Wife and husband with one telephone."""
    wife, husband = replace(someone(rng), sex="f"), someone(rng)
    wife = replace(wife, words=(wife.words[0], "Thị", wife.words[-1]))
    year = min(2008, wife.year + rng.randint(-6, 4))
    words = (husband.words[0], rng.choice(SECOND["m"]), husband.words[-1])
    return wife, Someone(words, year, "m", wife.hamlet, wife.phone)


def namesakes(rng: random.Random) -> tuple[Someone, Someone]:
    """One name and one year, two hamlets."""
    one = someone(rng)
    hamlet = rng.choice([hamlet for hamlet in HAMLETS if hamlet != one.hamlet])
    return one, replace(one, hamlet=hamlet, phone=a_phone(rng))


def siblings(rng: random.Random) -> tuple[Someone, Someone]:
    """One house, the first words of the name the same, a few years apart."""
    one = someone(rng)
    given = rng.choice([word for word in GIVEN if fold(word) != fold(one.words[-1])])
    phone = one.phone if rng.random() < 0.2 else a_phone(rng)
    return one, replace(one, words=(*one.words[:-1], given), year=one.year + rng.randint(1, 8), phone=phone)


def same_given_name(rng: random.Random) -> tuple[Someone, Someone]:
    """Two of one given name in a hamlet, born in one decade, of two families."""
    one = someone(rng)
    family = rng.choice([word for word in FAMILIES if fold(word) != fold(one.words[0])])
    year = one.year + rng.choice([-5, -4, -3, -2, 2, 3, 4, 5])
    return one, replace(one, words=(family, *one.words[1:]), year=year, phone=a_phone(rng))


def strangers(rng: random.Random) -> tuple[Someone, Someone]:
    """Any two of one hamlet."""
    one = someone(rng)
    return one, replace(someone(rng), hamlet=one.hamlet)


HARD: dict[str, Callable[[random.Random], tuple[Someone, Someone]]] = {
    "father and son": father_and_son,
    "neighbours of one name": neighbours,
    "twins": twins,
    "wife and husband, one phone": couple,
    "namesakes, two hamlets": namesakes,
    "siblings": siblings,
    "one given name": same_given_name,
}


# --- The two hands -------------------------------------------------------------------------------------------------
def at_a_table(person: Someone, rng: random.Random) -> Written:
    """Noted from a list: the name is right, some columns are empty."""
    return _noted(" ".join(person.words), person, rng)


def in_a_hurry(person: Someone, rng: random.Random) -> Written:
    """Noted in the hall: the name as it was heard or typed, a year one off, a new telephone, a hamlet she left."""
    name = slips.name(person.words, person.sex, YEAR - person.year, rng)
    year = person.year + (rng.choice((-1, 1)) if _happens("year one off", rng) else 0)
    sex = {"f": "m", "m": "f"}[person.sex] if _happens("sex ticked wrong", rng) else person.sex
    phone = a_phone(rng) if _happens("other telephone", rng) else person.phone
    hamlet = rng.choice(HAMLETS) if _happens("moved", rng) else person.hamlet
    heard = Someone(person.words, year, sex, slips.hamlet(hamlet, rng), slips.phone(phone, rng))
    return _noted(name, heard, rng)


def _happens(what: str, rng: random.Random) -> bool:
    return rng.random() < RATES[what]


def _noted(name: str, person: Someone, rng: random.Random) -> Written:
    year = person.year if _happens("year", rng) else None
    band = band_of(person.year) if year is None and _happens("band", rng) else ""
    return Written(
        name,
        year,
        band,
        person.sex if _happens("sex", rng) else "",
        person.hamlet if _happens("hamlet", rng) else "",
        person.phone if _happens("phone", rng) else "",
    )


def pairs(seed: int, number: int) -> list[Pair]:
    """So many pairs in any order, the same for the same seed."""
    rng = random.Random(seed)
    made = [*_of_one(rng, number // 2), *_of_two(rng, number - number // 2)]
    rng.shuffle(made)
    return made


def _of_one(rng: random.Random, number: int) -> Iterator[Pair]:
    for _ in range(number):
        person = someone(rng)
        yield Pair("one person", True, at_a_table(person, rng), in_a_hurry(person, rng))


def _of_two(rng: random.Random, number: int) -> Iterator[Pair]:
    kinds = list(HARD)
    for place in range(number):
        kind = kinds[place % len(kinds)] if place % 10 < 7 else "any two of a hamlet"
        one, other = HARD.get(kind, strangers)(rng)
        yield Pair(kind, False, at_a_table(one, rng), in_a_hurry(other, rng))


# --- By hand -------------------------------------------------------------------------------------------------------
def by_hand() -> Iterator[tuple[str, Written, Written, str]]:
    """Verdict, two records, and why: the pairs of twins_by_hand.tsv."""
    with (Path(__file__).parent / "twins_by_hand.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["verdict"], _read(row["first"]), _read(row["second"]), row["why"]


def _read(text: str) -> Written:
    name, age, sex, hamlet, phone = text.split(";")
    year = int(age) if age.isdigit() else None
    return Written(name, year, "" if year else age, sex, hamlet, phone)
