"""What of a page is read aloud, in which order, and what of it a server may speak.

`read` goes once over the HTML of a main part and leaves it as it is. Every run of words is a part of the reading and
belongs to one element; the script (js/hear.js) is told which ones by a map: elements are counted in the order of their
tags, those inside drawings left out.

What a visitor typed never reaches the server's voice. Answers stand in `dd`, `td` and `output`, which it leaves out
unless they are or lie inside an element with `data-own` (the site's own facts); words that somebody typed and that
stand inside a sentence are marked with the filter `typed`; what stands in a control is never a part at all.
"""

import hashlib
import html as html_words
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

INLINE = frozenset(
    "a abbr b bdi cite code dfn em i kbd mark q s small span strong sub sup time u var".split()  # noqa: SIM905
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
MUTE = frozenset(("audio", "datalist", "select", "textarea", "video"))
NOT_THERE = frozenset(
    ("noscript", "script", "style", "template")
)  # no elements inside, for a browser with scripts
ANSWERS = frozenset(("dd", "output", "td"))
GROUPS = frozenset(("coach", "empty", "errs", "field", "found", "note", "paper", "phone", "tip", "turn"))
OWN_LINE = frozenset(("listen", "pick"))  # links that are a line of their own
CHOICE_COOKIE = "doc_to"  # "1": read out whatever is touched; "0": no need; without it nobody has asked yet
SEAM = "\u200b"  # where an element begins or ends inside a run of words

# One token: a comment; a whole element of which nothing inside is read; a tag; words.
_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<whole>svg|select|noscript|script|style|template)\b(?P<outside>[^>]*)>(?P<inside>.*?)</(?P=whole)>"
    r"|<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<words>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
_CLASS = re.compile(r"""\sclass="([^"]*)\"""")
_WORDS_OF_PICTURE = re.compile(r"""\s(?:aria-label|alt)="([^"]*)\"""")
_HIDDEN = re.compile(r"\shidden(?=\s|$)")
_OPEN = re.compile(r"\sopen(?=\s|$)")
_SEAMS = re.compile(rf"(\w){SEAM}+(\w)")
_LETTER = re.compile(r"\w")
_NO_CLASSES: frozenset[str] = frozenset()

Provider = Callable[[Sequence[str], Sequence[int]], str]
"""Takes parts and the order in which a page reads them; gives the address of their sounds, empty without a voice."""


class _Element:
    """An open element, ``number`` in the order of tags. ``words``: what the server may say of its own run.

    Made for every tag of every page, so it holds only what differs from most.
    """

    classes = _NO_CLASSES
    unfolded = True
    group = False
    main_button = False
    heard = False

    def __init__(self, name: str, number: int, parent: "_Element | None") -> None:
        self.name = name
        self.number = number
        self.words: list[str] = []
        self.inline = name in INLINE
        self.own, self.mute, self.silent, self.shut, self.grouped = (
            parent.passed_on if parent else (False,) * 5
        )
        self.owner: _Element = self
        if parent and self.inline and parent.owner.number:  # a link that stands alone is its own
            self.owner = parent.owner

    @property
    def passed_on(self) -> tuple[bool, bool, bool, bool, bool]:
        """What holds for everything inside, too."""
        return self.own, self.mute, self.silent, self.shut, self.grouped or self.group


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to hear of a page.

    ``parts``: by number, as the server may say them; ``order``: numbers, as a page is read; ``map``: for the script,
    one entry for each element with words or with an own "Nghe": its distance to the one before, then ``u`` when only
    the reader's own device may say it, ``z`` for the main button, which comes last, ``g`` for an own "Nghe", ``n`` when
    it has no words itself; ``count``: elements in all, so that the script notices when it counts otherwise.
    """

    parts: list[str]
    order: list[int]
    map: str
    count: int


def _nobody(parts: Sequence[str], order: Sequence[int]) -> str:
    """Where no app gives a voice."""
    return ""


_provider: Provider = _nobody


def set_provider(provider: Provider) -> None:
    """Let an app further up give the server's voice."""
    global _provider
    _provider = provider


def sounds_of(reading: Reading) -> str:
    """The address of the sounds of a page; empty where the server has no voice, or nothing to say."""
    return _provider(reading.parts, reading.order) if reading.parts else ""


_PERSONAL = re.compile(
    r"""\s(?:action|href|value)="[^"]*\""""
)  # differs from reader to reader and is never read
_MOST_KNOWN = 500  # readings of a few KB
_known: dict[bytes, Reading] = {}


def read(html: str) -> Reading:
    """What there is to hear of ``html``: the inside of a main part, well formed.

    A class of forty sees the same few pages, so readings are kept under a digest of the page: nothing of what somebody
    typed is in a reading, and nothing but the digest is kept of the page.
    """
    key = hashlib.blake2b(_PERSONAL.sub("", html).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    reading = _known.get(key)
    if reading is None:
        reader = _Reader(html)
        reader.run()
        reading = reader.reading()
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = reading
    return reading


def typed(words: object) -> SafeString:
    """Words that somebody typed, inside a sentence of ours: shown, said by the reader's device, never by the server."""
    return format_html("<span data-typed>{}</span>", words)


def with_typed(sentence: str, **words: object) -> SafeString:
    """``sentence % words``, with the words marked as typed. ``sentence`` is a message with named places."""
    marked = {name: typed(word) for name, word in words.items()}
    return mark_safe(str(escape(sentence)) % marked)  # noqa: S308 - both halves have just been escaped


class _Reader:
    """One walk over the tokens, with the open elements at hand."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.count = 0
        self.open: list[_Element] = [_Element("main", 0, None)]
        self.found: list[_Element] = []
        self.groups: list[_Element] = []

    def run(self) -> None:
        for token in _TOKEN.finditer(self.html):
            kind = token.lastgroup
            if kind == "words":
                self._hear(token["words"])
            elif kind == "inside":
                self._skip(token["whole"].lower(), token["outside"], token["inside"])
            elif kind == "attributes":
                if token["slash"]:
                    self._close(token["name"].lower())
                else:
                    self._start(token["name"].lower(), token["attributes"])

    def _start(self, name: str, attributes: str) -> None:
        self.count += 1
        if name not in VOID:
            self._push(name, attributes)
        elif name == "br":
            self.open[-1].owner.words.append(", ")
        elif name == "img":
            self._picture(name, attributes)

    def _skip(self, name: str, attributes: str, inside: str) -> None:
        """An element of which nothing inside is read; lines of a list are counted all the same."""
        self.count += 1
        if name == "svg":
            self._picture(name, attributes)
        elif name == "select":
            self.count += inside.count("<opt")

    def _picture(self, name: str, attributes: str) -> None:
        """A picture says the words that stand for it; without words it is decoration."""
        if label := _WORDS_OF_PICTURE.search(attributes):
            picture = _Element(name, self.count, self.open[-1])
            self._read_attributes(picture, attributes)
            self._say(picture, label[1])

    def _push(self, name: str, attributes: str) -> None:
        parent = self.open[-1]
        element = _Element(name, self.count, parent)
        if name == "details":
            element.unfolded = bool(_OPEN.search(attributes))
        if attributes:
            self._read_attributes(element, attributes)
        if not parent.unfolded and name != "summary":
            element.shut = True
        if "way" in parent.classes and "aria-current" not in attributes:  # the steps beside the present one
            element.shut = True
        element.silent = element.silent or (name in ANSWERS and not element.own)
        element.mute = element.mute or name in MUTE
        if element.inline:
            element.owner.words.append(SEAM)
        self.open.append(element)

    def _read_attributes(self, element: _Element, attributes: str) -> None:
        """What the tag says of the element; a recording is no text, so it is not in the order of a page."""
        if "data-" in attributes:
            element.own = element.own or "data-own" in attributes
            element.silent = element.silent or "data-typed" in attributes
            element.shut = element.shut or "data-listen" in attributes
        if "hidden" in attributes:
            element.mute = element.mute or 'aria-hidden="true"' in attributes
            element.shut = element.shut or bool(_HIDDEN.search(attributes))
        if named := _CLASS.search(attributes):
            element.classes = frozenset(named[1].split())
            self._read_classes(element)

    def _read_classes(self, element: _Element) -> None:
        if element.classes & OWN_LINE:
            element.inline, element.owner = False, element
        if element.classes & GROUPS and not element.grouped:
            self._group(element)
        if "btn" in element.classes:
            self._button(element)

    def _group(self, element: _Element) -> None:
        element.group = True
        self.groups.append(element)

    def _button(self, element: _Element) -> None:
        """A paragraph of buttons has one "Nghe"; the main button is read last."""
        parent = self.open[-1]
        if parent.name == "p" and not parent.group and not parent.grouped:
            self._group(parent)
        if "go" in element.classes:
            element.owner.main_button = True

    def _hear(self, words: str) -> None:
        innermost = self.open[-1]
        owner = innermost.owner
        if innermost.mute or not owner.number:
            return
        if words.isspace():
            owner.words.append(" ")
        else:
            self._say(owner, words)

    def _say(self, owner: _Element, words: str) -> None:
        if owner.mute:
            return
        if not owner.heard:
            owner.heard = True
            self.found.append(owner)
        if not owner.silent and not self.open[-1].silent:
            owner.words.append(words)

    def _close(self, name: str) -> None:
        """End an element, and with it any that was left open inside."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name == name:
                if self.open[depth].inline:
                    self.open[depth].owner.words.append(SEAM)
                del self.open[depth:]
                return

    def reading(self) -> Reading:
        marks: dict[int, str] = {}
        parts: list[str] = []
        order: list[int] = []
        last: list[int] = []
        for element in sorted(self.found, key=lambda element: element.number):
            said = plain(element.words)
            marks[element.number] = ("" if said else "u") + ("z" if element.main_button else "")
            if said:
                if not element.shut:
                    (last if element.main_button else order).append(len(parts))
                parts.append(said)
        for element in self.groups:
            marks[element.number] = marks.get(element.number, "n") + "g"
        return Reading(parts, [*order, *last], _encoded(marks), self.count)


def plain(words: Sequence[str]) -> str:
    """One line of text; a comma where only the look of the page keeps two sentences apart. Empty without a letter."""
    run = "".join(words)
    if "&" in run:
        run = html_words.unescape(run)
    if SEAM in run:
        run = _SEAMS.sub(_at_seam, run).replace(SEAM, "")
    run = " ".join(run.split()).replace(" ,", ",").strip(" ,·")
    return run if _LETTER.search(run) else ""


def _at_seam(found: re.Match[str]) -> str:
    before, after = found.groups()
    return f"{before} {after}" if after.islower() else f"{before}, {after}"


def _encoded(marks: dict[int, str]) -> str:
    """ "3 1g 4uz": distances, each with its letters."""
    before, entries = 0, []
    for number in sorted(marks):
        entries.append(f"{number - before}{marks[number]}")
        before = number
    return " ".join(entries)
