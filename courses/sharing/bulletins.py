"""Words for the loudspeaker of a hamlet, made of what a page says: 60 to 150 seconds, everything in words. Pure.

People hear it once, from afar, while they work: who is spoken to comes first, then what, with what, where and when;
then the most important things again, because nobody can turn back.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from courses.sharing.said import as_said, date_said, grouped, spelled
from kit.numerals import in_words

A_SECOND: Final = 3.5  # syllables, of somebody who reads slowly into a microphone
SHORTEST: Final = 60  # seconds
LONGEST: Final = 150
LEAST, MOST = round(SHORTEST * A_SECOND), round(LONGEST * A_SECOND)  # syllables
MOST_PAPERS: Final = 10
ALL_PAPERS: Final = 90  # syllables of all of them together
MOST_HOST: Final = 26  # letters; nobody writes along a longer one
# Syllables that a part may take, so that one long part does not push all others out.
ROOM = {
    "title": 45,
    "again": 20,
    "summary": 80,
    "paper": 18,
    "address": 30,
    "hours": 36,
    "whom": 30,
    "fee": 25,
    "step": 16,
    "line": 20,
}


@dataclass(frozen=True)
class Facts:
    """What a page says, as it is written there. ``day`` belongs to news, ``steps`` to lessons and guides."""

    kind: str  # news, guide, lesson
    commune: str
    title: str
    summary: str = ""
    papers: Sequence[str] = ()
    address: str = ""
    hours: str = ""
    whom: str = ""
    phone: str = ""
    fee: str = ""
    steps: Sequence[str] = ()
    remember: Sequence[str] = ()
    day: dt.date | None = None
    host: str = ""


@dataclass(frozen=True)
class Bulletin:
    """The paragraphs, in the order in which they are read."""

    paragraphs: tuple[str, ...]
    is_own: bool = field(default=False)  # somebody wrote it herself

    @property
    def syllables(self) -> int:
        return sum(map(count, self.paragraphs))

    @property
    def seconds(self) -> int:
        """How long it takes somebody who reads slowly."""
        return max(1, round(self.syllables / A_SECOND))

    @property
    def is_short(self) -> bool:
        return self.seconds < SHORTEST

    @property
    def is_long(self) -> bool:
        return self.seconds > LONGEST


def count(text: str) -> int:
    """Syllables: Vietnamese writes each as a word."""
    return len(text.split())


def own(text: str) -> Bulletin:
    """What an editor wrote, a paragraph on each line, with figures and signs in words."""
    said = (as_said(line) for line in text.splitlines())
    return Bulletin(tuple(line for line in said if line), is_own=True)


def made_of(facts: Facts) -> Bulletin:
    """The bulletin of a page. What does not fit into the longest time is left out, the least needed first."""
    parts = dict(_parts(facts))
    chosen = _that_fit(parts)
    said = _read(parts, chosen)
    if sum(map(count, said)) < LEAST:
        chosen |= set(_IF_SHORT)
        said = _read(parts, chosen)
    if sum(map(count, said)) < LEAST:
        said = _read(parts, chosen, twice=True)
    return Bulletin(tuple(said))


def _read(parts: dict[str, str], chosen: set[str], *, twice: bool = False) -> list[str]:
    """The paragraphs; at the end the most important ones again, or ``twice`` all of them."""
    body = [name for name in parts if name in chosen]
    again = [name for name in body if f"{name} again" in chosen or (twice and name != "greeting")]
    reminder = " ".join((_phrase("again"), parts["again"]))
    return [*(parts[name] for name in body), reminder, *(parts[name] for name in again), _phrase("closing")]


_TO_ALL = re.compile(r"\b[Bb]ác\b(?! sĩ| Hồ)")  # pages speak to one reader, the loudspeaker to all


# The order in which parts are read; the first of _WANTED are taken first.
_WANTED = (
    "greeting", "what", "papers", "address", "hours", "safe", "phone", "papers again", "address again", "hours again",
    "summary", "remember", "steps", "free", "fee", "whom", "ask", "web", "poster",
)  # fmt: skip
_IF_SHORT = ("try", "family")


def _that_fit(parts: dict[str, str]) -> set[str]:
    left = (
        MOST
        - sum(count(parts[name]) for name in ("again", *_IF_SHORT))
        - count(_phrase("again") + _phrase("closing"))
    )
    chosen: set[str] = set()
    for name in _WANTED:
        needed = count(parts.get(name.removesuffix(" again"), ""))
        if 0 < needed <= left:
            chosen.add(name)
            left -= needed
    return chosen


def _parts(facts: Facts) -> Iterator[tuple[str, str]]:
    """(name, sentences), in the order in which they are read. "again" is read at the end only."""
    title = _short(facts.title, "title")
    day = date_said(facts.day) if facts.day else "hôm nay"
    commune = _short(facts.commune, "paper")
    yield "greeting", _phrase("greeting", commune=commune)
    yield "what", _phrase(facts.kind, commune=commune, title=title, day=day)
    if summary := _short(facts.summary, "summary"):
        yield "summary", f"{summary}."
    if facts.papers:
        yield "papers", _phrase("papers", papers=_listed(facts.papers))
    for name in ("address", "hours", "fee", "whom"):
        if text := _short(getattr(facts, name), name):
            yield name, _phrase(name, text=text)
    if digits := "".join(filter(str.isdecimal, facts.phone))[:15]:
        yield "phone", _phrase("phone", phone=grouped(digits))
    if facts.steps:
        yield "steps", _steps(facts.steps)
    if facts.remember:
        lines = ". ".join(_short(line, "line") for line in facts.remember[:5])
        yield "remember", _phrase("remember", text=lines)
    yield from _fixed(facts)


def _fixed(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.kind == "lesson":
        yield "free", _phrase("free")
    if facts.host and len(facts.host) <= MOST_HOST:
        yield "web", _phrase("web", host=spelled(facts.host))
    for name in ("poster", "safe", "ask", *_IF_SHORT):
        yield name, _phrase(name)
    yield "again", _phrase("again_title", title=_short(facts.title, "again"))


def _listed(papers: Sequence[str]) -> str:
    names = _phrases()["first"]
    room = max(5, min(ROOM["paper"], ALL_PAPERS // min(len(papers), MOST_PAPERS)))
    said = [_short(paper, "paper", room) for paper in papers[:MOST_PAPERS]]
    if len(said) == 1:
        return said[0]
    return "; ".join(f"{name}, {paper}" for name, paper in zip(names, said, strict=False) if paper)


def _steps(titles: Sequence[str]) -> str:
    said = " ".join(
        _phrase("step", number=in_words(number), title=_short(title, "step"))
        for number, title in enumerate(titles, 1)
    )
    return _phrase("steps", count=in_words(len(titles)), steps=said)


def _short(text: str, part: str, room: int = 0) -> str:
    """``text`` as it is said, at most as many syllables as the part has room for; ends without a sign."""
    words = as_said(_TO_ALL.sub(_to_all, "; ".join(text.splitlines()))).split()
    room = room or ROOM[part]
    kept = words[:room]
    if len(words) > room:  # back to the end of a clause, where there is one in the second half
        ends = [place for place, word in enumerate(kept, 1) if word[-1] in ".,;:?!" and place > room // 2]
        kept = kept[: ends[-1]] if ends else kept
    return " ".join(kept).rstrip(" .,;:?!")


def _to_all(found: re.Match[str]) -> str:
    return "Bà con" if found[0][0] == "B" else "bà con"


@functools.cache
def _phrases() -> dict[str, Any]:
    text = (Path(__file__).parent / "phrases" / "bulletin.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _phrase(name: str, **values: str) -> str:
    return str(_phrases()[name]).format(**values)
