"""Addresses in a text, and what is wrong with them as they stand. Pure: nothing is asked of the net or of the database.

Look-alikes: addresses of the state end in .gov.vn, which is given to offices only (Nghị định 147/2024/NĐ-CP on the
internet). What has "gov" or the portal's name in it and ends otherwise is what false messages use.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

NO_SYNTAX, NO_HTTPS, LOOK_ALIKE, VAGUE = PROBLEMS = ("syntax", "no_https", "look_alike", "vague")
_PORTALS = ("dichvucong", "dvcquocgia", "vneid", "chinhphu", "bocongan")
_TLD = "vn|com|net|org|info|gov|edu|top|xyz|site|online|click|cc|vip|shop|app|io|me|live|icu|club"
_ADDRESS = re.compile(
    rf"(?:https?:/{{0,2}}|www\.)[^\s<>\"“”]{{1,300}}|(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,6}}(?:{_TLD})\b(?:/[^\s<>\"“”]{{0,200}})?",
    re.IGNORECASE,
)
_SPOKEN = ".,;:!?…)]}'’"
_VAGUE = frozenset(
    {
        "tại đây",
        "ở đây",
        "đây",
        "bấm vào đây",
        "bấm đây",
        "nhấn vào đây",
        "xem tại đây",
        "xem thêm",
        "link",
        "liên kết",
    }
    | {"click", "chi tiết", "xem", "vào đây", "click vào đây", "nhấp vào đây", "tải về", "tải"}
)
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|avif|svg|bmp)\s*$|^(?:img|dsc|image|photo|screenshot|zalo|hinh|anh)[-_ ]?\d",
    re.I,
)


@dataclass(frozen=True)
class Link:
    """An address as it is written; ``text``: the words that are tapped. ``page``: id of a page of ours."""

    address: str
    text: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A piece of rich text: its tag, its words, and whether all of them are bold."""

    tag: str
    text: str
    is_bold: bool


class Rich(HTMLParser):
    """Paragraphs, links and anchors of rich text. Takes any text, and never raises."""

    BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "br"})
    BOLD = frozenset({"b", "strong"})

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.links: list[Link] = []
        self.anchors: set[str] = set()
        self._tag, self._parts, self._bold = "p", list[tuple[str, bool]](), 0
        self._open: dict[str, str] | None = None
        self._tapped = ""
        self.feed(source)
        self.close()
        self._end()

    @property
    def text(self) -> str:
        """The words, a line for each paragraph."""
        return "\n".join(one.text for one in self.paragraphs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("id") and tag != "a":
            self.anchors.add(values["id"])
        if tag in self.BLOCKS:
            self._end()
            self._tag = tag if tag != "br" else self._tag
        elif tag in self.BOLD:
            self._bold += 1
        elif tag == "a":
            self._open, self._tapped = values, ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self._end()
            self._tag = "p"
        elif tag in self.BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "a" and self._open is not None:
            number = self._open.get("id", "") if self._open.get("linktype") == "page" else ""
            page = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
            self.links.append(Link(self._open.get("href", ""), " ".join(self._tapped.split()), page))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._parts.append((data, self._bold > 0))
        self._tapped += data if self._open is not None else ""

    def _end(self) -> None:
        text = " ".join("".join(part for part, _ in self._parts).split())
        if text:
            is_bold = all(bold for part, bold in self._parts if part.strip())
            self.paragraphs.append(Paragraph(self._tag, text, is_bold))
        self._parts = []


def addresses_in(text: str) -> Iterator[str]:
    """Addresses that somebody has typed into plain words."""
    for found in _ADDRESS.finditer(text):
        if address := found[0].rstrip(_SPOKEN):
            yield address


def host_of(address: str) -> str:
    """The name of the machine in small letters; empty where there is none."""
    whole = address if "://" in address else f"https://{address}"
    try:
        return (urlsplit(whole).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def problem_of(address: str) -> str:
    """One of PROBLEMS for an address to another site; empty when nothing is to be seen."""
    scheme, parted, _ = address.partition("://")
    if address.startswith(("mailto:", "tel:")):
        return ""
    if (
        (parted and scheme.lower() not in ("http", "https"))
        or re.match(r"https?:?/?[^:/]", address, re.I)
        and not parted
    ):
        return NO_SYNTAX
    host = host_of(address)
    if not host or "." not in host or ".." in host or re.search(r"[\s\\^`{|}\x00]", address):
        return NO_SYNTAX
    if looks_alike(host):
        return LOOK_ALIKE
    return NO_HTTPS if scheme.lower() == "http" and parted else ""


def looks_alike(host: str) -> bool:
    """Whether a host pretends to be one of the state: "gov" or a portal in it and another end, or other letters."""
    if host == "gov.vn" or host.endswith(".gov.vn"):
        return False
    if not host.isascii() or "xn--" in host:
        return True
    plain = re.sub(r"[^a-z0-9]", "", host.replace("0", "o").replace("1", "i").replace("l", "i"))
    parts = re.split(r"[.-]", host)
    return "gov" in parts or "govvn" in plain or any(one.replace("l", "i") in plain for one in _PORTALS)


def is_vague(words: str) -> bool:
    """Whether the words of a link say nothing of where it leads."""
    return " ".join(words.lower().strip(" .:!…→»>[]()").split()) in _VAGUE


def is_file_name(words: str) -> bool:
    """Whether somebody left the name of the file as the words of a picture."""
    stripped = words.strip()
    return bool(_FILE_NAME.search(stripped)) or ("_" in stripped and " " not in stripped)
