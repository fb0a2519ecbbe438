"""Finding English on a screen: what people can see or hear of it, and which words are not Vietnamese.

English words are those of Wagtail's and Django's own message ids, without what our catalogues say in Vietnamese: a
syllable without marks ("trang", "cho") is no finding.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import django
import wagtail
from babel.messages.pofile import read_po
from django.utils.html import strip_tags

from kit import messages

WORD = re.compile(r"[A-Za-zÀ-ỹ]+")
SPOKEN = ("placeholder", "aria-label", "aria-description", "title", "alt", "label")
NOT_SEEN = ("script", "style", "code", "option-list")
# Names of things, and what is the same in both languages.
ALLOWED = frozenset(
    (
        *(
            "wagtail",
            "javascript",
            "html",
            "url",
            "api",
            "css",
            "esc",
            "ctrl",
            "alt",
            "shift",
            "enter",
            "tab",
            "pdf",
        ),
        *(
            "excel",
            "csv",
            "zalo",
            "facebook",
            "http",
            "https",
            "www",
            "com",
            "min",
            "max",
            "email",
            "web",
            "utc",
        ),
        *("gmt", "byte"),
        *("may", "them"),  # drawings of ours, which go by their names
    )
)
# How a language is called in itself, places by which time zones are known, a counter that is hidden while empty.
NAMES = re.compile(r"English|None|[A-Z]\w+(/[\w-]+)+")


def _ids(path: Path) -> Iterator[tuple[str, str]]:
    """(message id, what stands for it) of a catalogue."""
    with path.open("rb") as file:
        for message in read_po(file):
            for id_ in (message.id,) if isinstance(message.id, str) else message.id:
                strings: Any = (message.string,) if isinstance(message.string, str) else message.string
                yield id_, " ".join(map(str, strings))


def _words(text: str) -> set[str]:
    plain = re.sub(r"%\(\w+\)[sd]|\{\w+\}|https?://\S+", " ", strip_tags(text))
    return {word.lower() for word in WORD.findall(plain) if len(word) > 2}


@cache
def english() -> frozenset[str]:
    """Words that are English and not Vietnamese as well."""
    libraries = [Path(wagtail.__file__).parent, Path(django.__file__).parent / "conf"]
    ids: set[str] = set()
    for library in libraries:
        for path in library.rglob("locale/en/LC_MESSAGES/*.po"):
            for id_, _string in _ids(path):
                ids |= _words(id_)
    ours: set[str] = set()
    for path in (*map(messages.catalogue_path, messages.APPS), *messages.borrowed()):
        for _id, string in _ids(path):
            ours |= _words(string)
    return frozenset(ids - ours - ALLOWED)


class _Seen(HTMLParser):
    """Everything on a page that is read with the eyes or read out. What templates hold is seen once they open."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in NOT_SEEN:
            self.hidden.append(tag)
        self.texts += [values[name] or "" for name in SPOKEN if name in values]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.texts.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def seen(body: str) -> list[str]:
    """The texts of a screen; of a dialog, which comes as JSON, those of its HTML."""
    if body.lstrip()[:1] == "{":
        try:
            answer = json.loads(body)
        except ValueError:
            return []
        body = " ".join(str(answer.get(key) or "") for key in ("html", "error_label", "error_message"))
    parser = _Seen()
    parser.feed(body)
    return [" ".join(text.split()) for text in parser.texts if text.strip()]


def found(body: str) -> set[str]:
    """Texts of a screen with an English word in them."""
    return {text for text in seen(body) if _words(text) & english() and not NAMES.fullmatch(text)}
