"""Words that editors write: bold and paragraphs, nothing else."""

import html
import re
from functools import lru_cache

import bleach

from courses.writing.pasted import paragraphs

TAGS = frozenset({"p", "b", "br"})
# The editor marks its paragraphs, so that comments stay where they were put.
EDITOR_ATTRIBUTES = {"p": ["data-block-key"]}
MOST_REMEMBERED = 10_000  # letters of a text that is worth remembering
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)


def clean_words(source: str, *, for_editor: bool = False) -> str:
    """HTML with only paragraphs, bold and line breaks. Cleaning again changes nothing, and no word is lost.

    for_editor keeps the editor's own marks on paragraphs.
    """
    clean = _clean if len(source) < MOST_REMEMBERED else _clean.__wrapped__
    return clean(source, for_editor)


@lru_cache(maxsize=512)  # pages are shown far more often than written
def _clean(source: str, for_editor: bool) -> str:
    """`courses.writing.pasted` keeps the sense of what was pasted; bleach has the last word on what may stand there."""
    return str(
        bleach.clean(
            paragraphs(source, keys=for_editor),
            tags=TAGS,
            attributes=EDITOR_ATTRIBUTES if for_editor else {},
            strip=True,
            strip_comments=True,
        )
    )


def words_from_text(text: str) -> str:
    """HTML of plain text: a blank line begins a paragraph, ``**two stars**`` are bold."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    escaped = [_BOLD.sub(r"<b>\1</b>", html.escape(part, quote=False)) for part in paragraphs if part]
    return "".join(f"<p>{part}</p>" for part in escaped)


def plain_words(source: str) -> str:
    """The words alone, for search and for measuring."""
    spaced = _BREAK.sub(" ", source)
    return " ".join(html.unescape(_TAG.sub("", spaced)).split())
