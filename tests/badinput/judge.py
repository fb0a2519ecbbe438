"""What a page must keep to, whatever was typed: nothing typed runs, and the list of mistakes leads somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.folding import fold
from tests.traps.forms import as_received, comparable
from tests.traps.parsing import Reader

_TAG = re.compile(r"<[a-zA-Z!?][^<>]{0,200}>")
CONTROLS = ("input", "select", "textarea")
WORDED = frozenset({"a", "label", "p", "legend"})  # whose words say which field, or what is wrong with it
VOID = frozenset({"input", "br", "img", "meta", "link", "hr", "use", "path", "circle", "rect", "line"})
Attributes = dict[str, str]


def markup(typed: str) -> list[str]:
    """Pieces of ``typed`` that would begin elements if they came back as they are; not ``<b>``, which pages have."""
    text = comparable(as_received(typed))
    return [piece for piece in _TAG.findall(text) if len(piece) > 3]


def alive(page: str, clean: str, typed: str) -> list[str]:
    """What was typed and stands in the page as markup; what ``clean``, the page without it, has is the site's own."""
    return [piece for piece in markup(typed) if piece in page and piece not in clean]


@dataclass
class Mistakes:
    """What a page says is wrong: the list above, and the words at the fields."""

    links: list[tuple[str, str]] = field(default_factory=list)  # target, words
    loose: list[str] = field(default_factory=list)  # words without a link
    at_fields: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # id → element
    labels: dict[str, str] = field(default_factory=dict)  # id of a control → its label
    has_list: bool = False


class _Reader(Reader):
    """Collects mistakes, ids and labels. `inside` are the elements open now, as (tag, attributes)."""

    def __init__(self) -> None:
        self.found = Mistakes()
        self.inside: list[tuple[str, Attributes]] = []
        self.words: list[str] = []
        self.legend = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self._met(tag, given["id"])
        if "data-errs" in given:
            self.found.has_list = True
        if tag not in VOID:
            self.inside.append((tag, given))
        if tag in WORDED or tag == "li":
            self.words = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self._met(tag, str(given["id"]))

    def _met(self, tag: str, name: str) -> None:
        """An element with an id; a control inside a group is named by the group, inside a label by the label."""
        self.found.ids[name] = tag
        open_label = next((given for outer, given in self.inside if outer == "label"), None)
        if tag in CONTROLS and any(outer == "fieldset" for outer, _ in self.inside):
            self.found.labels[name] = self.legend
        elif tag in CONTROLS and open_label is not None:
            open_label["for"] = name

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        is_innermost = bool(self.inside) and self.inside[-1][0] == tag  # as it mostly is
        if not is_innermost and not any(open_tag == tag for open_tag, _ in self.inside):
            return
        while self.inside:
            closed, given = self.inside.pop()
            if closed == tag:
                self._close(tag, given)
                return

    def _close(self, tag: str, given: Attributes) -> None:
        if tag not in WORDED:
            return
        text = " ".join("".join(self.words).split())
        in_list = any("data-errs" in outer for _, outer in self.inside)
        in_item = in_list and any(outer == "li" for outer, _ in self.inside)
        if in_item and tag == "a":
            self.found.links.append((given.get("href", ""), text))
        elif in_item and tag == "p":
            self.found.loose.append(text)
        elif tag == "p" and "err" in given.get("class", "").split():
            self.found.at_fields.append(text.removeprefix("Lỗi:").strip())
        elif tag == "legend":
            self.legend = text
        elif tag == "label" and given.get("for"):
            self.found.labels.setdefault(given["for"], text)


def mistakes(page: str) -> Mistakes:
    """Everything that ``page`` says is wrong."""
    reader = _Reader()
    reader.read(page)
    return reader.found


def _words(text: str) -> set[str]:
    """The words of a text, however written."""
    return {word for word in re.findall(r"\w+", fold(text)) if len(word) > 1}


def faults(page: str, *, one_question: bool = False) -> Iterator[str]:
    """What is wrong with the list of mistakes of a page; nothing, where there is no mistake to list.

    A page with ``one_question`` need not say which field it means.
    """
    said = mistakes(page)
    if said.at_fields and not said.has_list:
        yield "a field has a mistake, and no list above names it"
    if said.has_list and not (said.links or said.loose):
        yield "the list of mistakes is empty"
    for target, words in said.links:
        tag = said.ids.get(target.removeprefix("#"), "")
        if not target.startswith("#") or tag not in CONTROLS:
            yield f"the list leads to {target!r}, which is {tag or 'nowhere'}"
        label = said.labels.get(target.removeprefix("#"), "")
        if not one_question and not _words(words) & _words(label):
            yield f"the list says {words!r:.60} of the field {label!r}, and does not name it"
    listed = {words for _, words in said.links} | set(said.loose)
    for words in said.at_fields if said.has_list else ():
        if not any(one in words for one in listed):
            yield f"the list does not say what stands at the field: {words!r}"
