"""What somebody reads out for a step, and whether what was recorded is still what stands there."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.writing.markup import clean_words, plain_words

_BOLD = re.compile(r"<b>(.*?)</b>", re.DOTALL)
_PARAGRAPH = re.compile(r"</p>", re.IGNORECASE)


@dataclass(frozen=True)
class StepWords:
    """Step ``number`` of a page, for the ear. ``id`` is that of its block, ``mark`` changes with any of its words.

    ``lines`` is what is read out, ``kept`` are further words of this step that are never translated: what is pressed
    (bold) and what is explained. ``has_sound``: an editor has put a file of her own into the step.
    """

    id: str
    number: int
    title: str
    lines: tuple[str, ...]
    mark: str
    kept: tuple[str, ...] = ()
    has_sound: bool = False


def steps_of(page: Any) -> list[StepWords]:
    """Every step of a lesson or guide, in order."""
    return [step_words(block, number) for number, block in enumerate(page.steps, 1)]


def step_words(block: Any, number: int) -> StepWords:
    """The step of one block of a page."""
    with override("vi"):  # the words of the page, whatever language its editor has chosen for the menus
        return _step(str(block.id or ""), number, block.value)


def _step(block_id: str, number: int, value: Any) -> StepWords:
    shown = [value["title"], *(line for part in value["parts"] for line in _lines(part))]
    told = value["sound"].lines
    return StepWords(
        id=block_id,
        number=number,
        title=value["title"],
        lines=tuple(told or shown),
        mark=mark_of([*told, *shown]),
        kept=tuple(word for part in value["parts"] for word in _kept(part)),
        has_sound=bool(value["sound"]["file"]),
    )


def mark_of(lines: Iterable[str]) -> str:
    """A digest of these words. Blanks and the way in which letters are encoded do not count; everything else does."""
    said = "\n".join(" ".join(line.split()) for line in lines)
    return hashlib.sha256(unicodedata.normalize("NFC", said).encode("utf-8", "replace")).hexdigest()


def _lines(part: Any) -> Iterator[str]:
    """What is said of a part: the same parts of which the page says that a recording covers them (data-part)."""
    kind, value = part.block_type, part.value
    if kind == "words":
        paragraphs = _PARAGRAPH.split(clean_words(value.source))
        yield from (words for one in paragraphs if (words := plain_words(one)))
    elif kind == "term":
        yield f"{value['word']}: {value['text']}"
    elif kind in ("tip", "warning"):
        yield from (text for text in (value["title"], value["text"]) if text)
    elif kind == "compare":
        if value["title"]:
            yield value["title"]
        yield f"{_('Not like this')}: {value['wrong']['text']}"
        yield f"{_('Like this')}: {value['right']['text']}"


def _kept(part: Any) -> Iterator[str]:
    if part.block_type == "words":
        yield from map(plain_words, _BOLD.findall(clean_words(part.value.source)))
    elif part.block_type == "term":
        yield part.value["word"]
