"""What of a page is read aloud, in which order, and what of it a server may speak.

`read` goes once over the HTML of a main part and leaves it as it is. Every run of words is a part of the reading and
belongs to one element; the script (js/hear.js) is told which ones by a map: elements are counted in the order of their
tags, those inside drawings left out.

What a visitor typed never reaches the server's voice. Answers stand in `dd`, `td` and `output`, which it leaves out
unless they are or lie inside an element with `data-own` (the site's own facts); words that somebody typed and that
stand inside a sentence are marked with the filter `typed`; what stands in a control is never a part at all.
"""

import html as html_words
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

INLINE = frozenset(
    "a abbr b bdi cite code em i kbd mark q s small span strong sub sup time u var".split()  # noqa: SIM905
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "input", "link", "meta", "source", "track", "wbr")
)
MUTE = frozenset(("audio", "datalist", "select", "textarea", "video"))
NOT_THERE = frozenset(
    ("noscript", "script", "style", "template")
)  # no elements inside, for a browser with scripts
ANSWERS = frozenset(("dd", "output", "td"))
GROUPS = frozenset(("coach", "empty", "errs", "field", "note", "paper", "phone", "tip", "turn"))
OWN_LINE = frozenset(("listen", "pick"))  # links that are a line of their own
CHOICE_COOKIE = "doc_to"  # "1": read out whatever is touched; "0": no need; without it nobody has asked yet
SEAM = "\u200b"  # where an element begins or ends inside a run of words

_TOKEN = re.compile(
    r"<!--.*?-->|<(/?)([a-z][a-z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|([^<]+)", re.DOTALL | re.IGNORECASE
)
_CLASS = re.compile(r"""\sclass="([^"]*)\"""")
_WORDS_OF_PICTURE = re.compile(r"""\s(?:aria-label|alt)="([^"]*)\"""")
_HIDDEN = re.compile(r"\shidden(?=\s|$)")
_OPEN = re.compile(r"\sopen(?=\s|$)")
_SEAMS = re.compile(rf"(\w){SEAM}+(\w)")

Provider = Callable[[Sequence[str], Sequence[int]], str]
"""Takes parts and the order in which a page reads them; gives the address of their sounds, empty without a voice."""


@dataclass(slots=True)
class _Element:
    """An open element, ``number`` in the order of tags. ``words``: what the server may say of its own run."""

    name: str
    classes: frozenset[str]
    number: int
    inline: bool = False
    own: bool = False
    mute: bool = False
    silent: bool = False
    shut: bool = False
    unfolded: bool = True
    grouped: bool = False
    group: bool = False
    main_button: bool = False
    heard: bool = False
    words: list[str] = field(default_factory=list)


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


def read(html: str) -> Reading:
    """What there is to hear of ``html``: the inside of a main part, well formed."""
    reader = _Reader(html)
    reader.run()
    return reader.reading()


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
        self.open: list[_Element] = [_Element("main", frozenset(), 0)]
        self.found: list[_Element] = []
        self.groups: list[_Element] = []

    def run(self) -> None:
        place = 0
        while token := _TOKEN.search(self.html, place):
            place = token.end()
            slash, name, attributes, words = token.groups()
            if words is not None:
                self._hear(words)
            elif name is None:  # a comment
                continue
            elif slash:
                self._close(name.lower())
            else:
                place = self._start(name.lower(), attributes, place)

    def _start(self, name: str, attributes: str, place: int) -> int:
        """Open an element; where to go on, which is behind its end when nothing inside it counts."""
        self.count += 1
        if name in VOID:
            if name == "br":
                self._owner().words.append(", ")
            return place
        if name in ("svg", "img"):
            self._picture(name, attributes)
            return place if name == "img" else self._behind(name, place)
        if name in NOT_THERE:
            return self._behind(name, place)
        self._push(name, attributes)
        return place

    def _behind(self, name: str, place: int) -> int:
        """Behind the end of an element that holds none of its own kind."""
        end = self.html.find(f"</{name}>", place)
        return len(self.html) if end < 0 else end + len(name) + 3

    def _picture(self, name: str, attributes: str) -> None:
        """A picture says the words that stand for it; without words it is decoration."""
        if label := _WORDS_OF_PICTURE.search(attributes):
            self._say(self._child(name, attributes), label[1])

    def _child(self, name: str, attributes: str) -> _Element:
        parent = self.open[-1]
        named = _CLASS.search(attributes) if "class" in attributes else None
        classes = frozenset(named[1].split()) if named else frozenset()
        own = parent.own or "data-own" in attributes
        return _Element(
            name,
            classes,
            self.count,
            inline=name in INLINE and not classes & OWN_LINE,
            own=own,
            mute=parent.mute or name in MUTE or 'aria-hidden="true"' in attributes,
            silent=parent.silent or "data-typed" in attributes or (name in ANSWERS and not own),
            shut=parent.shut or self._is_shut(parent, name, attributes),
            unfolded=name != "details" or bool(_OPEN.search(attributes)),
            grouped=parent.grouped or parent.group,
        )

    def _is_shut(self, parent: _Element, name: str, attributes: str) -> bool:
        """Folded away, hidden, one of the other steps beside the present one, or a recording, which is no text."""
        folded = not parent.unfolded and name != "summary"
        other_step = "way" in parent.classes and "aria-current" not in attributes
        hidden = "hidden" in attributes and bool(_HIDDEN.search(attributes))
        return folded or other_step or hidden or "data-listen" in attributes

    def _push(self, name: str, attributes: str) -> None:
        element = self._child(name, attributes)
        if element.classes & GROUPS and not element.grouped:
            self._group(element)
        if "btn" in element.classes:
            self._button(element)
        if element.inline:
            self._owner().words.append(SEAM)
        self.open.append(element)

    def _group(self, element: _Element) -> None:
        element.group = True
        self.groups.append(element)

    def _button(self, element: _Element) -> None:
        """A paragraph of buttons has one "Nghe"; the main button is read last."""
        parent = self.open[-1]
        if parent.name == "p" and not parent.group and not parent.grouped:
            self._group(parent)
        if "go" in element.classes:
            owner = self._owner() if element.inline else element
            (owner if owner.number else element).main_button = True

    def _owner(self) -> _Element:
        """The innermost element that is more than a piece of a sentence; a link that stands alone is its own."""
        owner = next(element for element in reversed(self.open) if not element.inline)
        return self.open[1] if not owner.number and len(self.open) > 1 else owner

    def _hear(self, words: str) -> None:
        if self.open[-1].mute:
            return
        owner = self._owner()
        if not words.strip():
            owner.words.append(" ")
        elif owner.number:
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
                    self._owner().words.append(SEAM)
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
    run = _SEAMS.sub(_at_seam, html_words.unescape("".join(words))).replace(SEAM, "")
    run = " ".join(run.split()).replace(" ,", ",").strip(" ,·")
    return run if re.search(r"\w", run) else ""


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
