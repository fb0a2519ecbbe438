"""What becomes of a name, a hamlet and a telephone when they are noted in a hurry."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.bench.alter_residue import telex, vni
from tests.bench.letters import fold, new_style, old_style

Words = Sequence[str]
FILLERS = ("Thị", "Văn")
OLD, GROWN = 60, 35  # years: bà or ông from here, cô or chú from there
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {row[place]: row[place + 1] for row in ROWS for place in range(len(row) - 1)}  # key → the next one
# How often what happens to a name, of a hundred.
NAMES = {
    "right": 46,
    "no marks": 17,
    "telex": 6,
    "vni": 1,
    "other place of the tone": 5,
    "without Thị or Văn": 8,
    "family and given name": 4,
    "title": 4,
    "given name": 2,
    "typing": 7,
}


def name(words: Words, sex: str, age: int, rng: random.Random) -> str:
    """The name as the second hand writes it."""
    what = rng.choices(list(NAMES), list(NAMES.values()))[0]
    written = _spell(what, words, sex, age, rng)
    return _case(written, rng)


def _spell(what: str, words: Words, sex: str, age: int, rng: random.Random) -> str:
    whole = " ".join(words)
    simple: dict[str, Callable[[], str]] = {
        "right": lambda: whole,
        "no marks": lambda: fold(whole),
        "telex": lambda: " ".join(telex(word) for word in words),
        "vni": lambda: " ".join(vni(word) for word in words),
        "other place of the tone": lambda: rng.choice((old_style, new_style))(whole),
        "without Thị or Văn": lambda: " ".join(word for word in words if word not in FILLERS),
        "family and given name": lambda: f"{words[0]} {words[-1]}",
        "title": lambda: f"{_title(sex, age)} {words[-1]}",
        "given name": lambda: words[-1],
        "typing": lambda: _mistyped(words, rng),
    }
    return simple[what]()


def _title(sex: str, age: int) -> str:
    titles = ("bà", "cô", "chị") if sex == "f" else ("ông", "chú", "anh")
    return titles[0 if age >= OLD else 1 if age >= GROWN else 2]


def _mistyped(words: Words, rng: random.Random) -> str:
    """One letter left out, doubled, swapped with the next, or a neighbouring key, in one of the words."""
    place = rng.randrange(len(words))
    word = words[place]
    at = rng.randrange(len(word))
    rest = word[at + 1 :]
    slip = rng.choice(("out", "double", "swap", "key"))
    if slip == "out" and len(word) > 2:
        wrong = word[:at] + rest
    elif slip == "swap" and rest:
        wrong = word[:at] + rest[0] + word[at] + rest[1:]
    elif slip == "key":
        wrong = word[:at] + BESIDE.get(fold(word[at]).lower(), word[at]) + rest
    else:
        wrong = word[:at] + word[at] + word[at] + rest
    return " ".join([*words[:place], wrong, *words[place + 1 :]])


def _case(written: str, rng: random.Random) -> str:
    how = rng.random()
    if how < 0.1:
        return written.lower()
    if how < 0.18:
        return written.upper()
    return written.replace(" ", "  ", 1) if how < 0.21 else written


def hamlet(right: str, rng: random.Random) -> str:
    """Short forms of the kind of hamlet, or none; a number is never without its kind."""
    kind, _, rest = right.rpartition(" ")
    if rng.random() < 0.75:
        return right
    if kind == "Tổ dân phố":
        return rng.choice((f"TDP {rest}", f"Tổ {rest}", f"tổ dân phố số {rest}"))
    if rest.isdigit():
        return rng.choice((f"T. {rest}", f"thôn {rest}", f"Thôn số {rest}"))
    return rng.choice((f"{kind[0]}. {rest}", rest, fold(right), right.upper()))


def phone(right: str, rng: random.Random) -> str:
    """In groups, with the country's number, or as a sheet of numbers keeps it: without the first nought."""
    return rng.choice(
        (right, right, right, f"{right[:4]} {right[4:7]} {right[7:]}", right[1:], f"+84{right[1:]}")
    )
