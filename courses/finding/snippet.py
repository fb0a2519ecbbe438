"""The sentence that shows why something was found, with the words of the query marked. Pure."""

import re
from collections.abc import Collection, Iterable

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from courses.finding.words import key_of, keys_of

LONGEST = 160  # letters of a snippet
_SENTENCE = re.compile(r"(?<=[.!?…:])\s+")
_WORD = re.compile(r"\w+")


def snippet(passages: Iterable[tuple[str, str]], wanted: Collection[str], otherwise: str) -> SafeString:
    """The sentence of ``passages`` that holds most of ``wanted`` (keys), words marked, all else escaped.

    ``otherwise``: the summary, which wins when it holds as many.
    """
    best, most = otherwise, len(set(keys_of(otherwise)) & set(wanted))
    for _, words in passages:
        for sentence in _SENTENCE.split(words):
            held = len(set(keys_of(sentence)) & set(wanted))
            if held > most:
                best, most = sentence, held
    return marked(shortened(best, wanted), wanted)


def shortened(text: str, wanted: Collection[str]) -> str:
    """``text`` in at most LONGEST letters, from a word before the first wanted one."""
    if len(text) <= LONGEST:
        return text
    first = next((found.start() for found in _WORD.finditer(text) if key_of(found[0]) in wanted), 0)
    start = 0 if first < LONGEST // 2 else text.rfind(" ", 0, first - LONGEST // 4) + 1
    cut = text[start : start + LONGEST]
    end = cut.rfind(" ") if start + LONGEST < len(text) else len(cut)
    return ("… " if start else "") + cut[:end] + (" …" if start + LONGEST < len(text) else "")


def marked(text: str, wanted: Collection[str]) -> SafeString:
    """``text`` as HTML, each wanted word in <mark>, neighbours in one."""
    parts, at = [], 0
    for found in _WORD.finditer(text):
        if key_of(found[0]) in wanted:
            parts += [escape(text[at : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            at = found.end()
    html = "".join([*parts, conditional_escape(text[at:])]).replace("</mark> <mark>", " ")
    return mark_safe(html)  # noqa: S308 - every piece was escaped above
