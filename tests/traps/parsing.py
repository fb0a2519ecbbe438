"""Pages, taken apart once for all who read them. Standard library only."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
# What the parser came upon: the name of the method to call, the tag or the text, and the attributes of a tag.
Event = tuple[str, str, Attributes]


class _Recorder(HTMLParser):
    """Notes what there is in a page, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.events.append(("start", tag, attrs))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.events.append(("empty", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag, []))

    def handle_data(self, data: str) -> None:
        self.events.append(("data", data, []))


@lru_cache(maxsize=4)
def _events(html: str) -> tuple[Event, ...]:
    """Everything in a page. The parser of the library is slow, and each answer is read for its forms and mistakes."""
    recorder = _Recorder()
    recorder.feed(html)
    recorder.close()
    return tuple(recorder.events)


class Reader:
    """What HTMLParser is, for a whole page at once: subclasses say what they make of what they meet."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A tag opens. ``attrs`` are shared with other readers, and stay as they are."""

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """A tag that closes itself: ``<br/>``."""

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""

    def handle_data(self, data: str) -> None:
        """Text, its character references resolved."""

    def read(self, html: str) -> None:
        """Meet everything in ``html``."""
        for kind, what, attrs in _events(html):
            if kind == "start":
                self.handle_starttag(what, attrs)
            elif kind == "data":
                self.handle_data(what)
            elif kind == "end":
                self.handle_endtag(what)
            else:
                self.handle_startendtag(what, attrs)
