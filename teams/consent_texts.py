"""The texts that people agree to: data files with a version, read aloud before anything but a name is kept."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "consents"


@dataclass(frozen=True)
class Part:
    """A heading and what is said below it."""

    title: str
    text: str


@dataclass(frozen=True)
class ConsentText:
    """One version of the text. ``months``: for how long it promises that an unseen person is kept."""

    version: str
    months: int
    title: str
    parts: tuple[Part, ...]
    question: str


@lru_cache(maxsize=1)
def texts() -> dict[str, ConsentText]:
    """Version → text, the oldest first."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {text.version: text for text in found}


def current() -> ConsentText:
    """The text that is read today: the newest."""
    return list(texts().values())[-1]


def _read(path: Path) -> ConsentText:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts = tuple(Part(part["title"], part["text"].strip()) for part in data["parts"])
    return ConsentText(data["version"], data["months"], data["title"], parts, data["question"])
