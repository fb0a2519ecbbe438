"""Whatever was pasted, as paragraphs with bold: Word, Google Docs, mail, web pages, lists, tables. Pure.

What a reader of the original saw is kept, word for word, as text: a heading becomes a bold paragraph, an item of a list
a paragraph behind a dash or its number, a row of a table one line. What nobody saw (styles, scripts, Word's own notes,
what is hidden) goes. `courses.writing.markup.clean_words` has bleach look over the result.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

BREAK = "\n"  # a line that ends inside a paragraph; every other blank is a space by then
DASH = "– "
BETWEEN_CELLS = " · "
MOST_OPEN = (
    100  # elements inside one another; deeper ones are nonsense and are read as if they were not there
)
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary table tbody tfoot"
    " thead tr ul"
)
_VOID = "area base br col embed hr img input link meta param source track wbr"
BLOCKS, VOID = frozenset(_BLOCKS.split()), frozenset(_VOID.split())
UNSEEN = frozenset({"script", "style", "title", "template", "xml"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
# Signs that nobody sees: soft hyphens, blanks without width, marks of direction.
_UNSEEN_SIGNS = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(\w+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[0-9]{1,3}|[a-zđ]|[ivxIVX]{1,5}|[A-ZĐ])[.)]")
_WORDS_BULLET = re.compile(
    r"\s*·(?:\s{2,}|\s*[\u00a0\u2003]\s*)"
)  # how Word says "a dot", when its styles are lost
_DECLARATION = re.compile(r"<!\[[^>]{0,200}>")  # Word's `<![if …]>`, which Python's parser may stumble over
_KEY = re.compile(r"[a-z0-9]{1,12}", re.ASCII)
Run = tuple[str, bool]  # text, bold


def paragraphs(source: str, *, keys: bool = False) -> str:
    """HTML of paragraphs, bold and line breaks, made from any ``source``. Making it again changes nothing.

    keys: the editor's marks on paragraphs stay.
    """
    reader = _Reader()
    bare = _DECLARATION.sub("", _without_notes(source.replace("\x00", "")))
    reader.feed(bare.replace("<![", "&lt;!["))
    return "".join(one.html(keys) for one in reader.finished())


def _without_notes(source: str) -> str:
    """``source`` without its comments; one that never ends is none."""
    kept, at = [], 0
    while (begin := source.find("<!--", at)) >= 0 and (end := source.find("-->", begin + 2)) >= 0:
        kept.append(source[at:begin])
        at = end + len("-->")
    return "".join(kept) + source[at:]


@dataclass
class _Paragraph:
    """Its text, run by run, tidy."""

    runs: list[Run]
    key: str = ""

    def html(self, keys: bool) -> str:
        words = "".join(f"<b>{_escaped(text)}</b>" if bold else _escaped(text) for text, bold in self.runs)
        mark = f' data-block-key="{self.key}"' if keys and self.key else ""
        return f"<p{mark}>{words}</p>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace(BREAK, "<br>")


@dataclass
class _Open:
    """An element that has begun: what it does to the text inside."""

    tag: str
    bold: bool | None = None  # None: as outside of it
    hidden: bool = False
    marker: bool = False  # Word's own bullet or number


@dataclass
class _Row:
    """A row of a table, cell by cell."""

    cells: list[list[_Paragraph]] = field(default_factory=list)

    def paragraphs(self) -> list[_Paragraph]:
        """One line where every cell has one at most; otherwise the table only put things in their places."""
        told = [cell for cell in self.cells if cell]
        if len(told) < 2 or any(len(cell) > 1 for cell in told):
            return [one for cell in told for one in cell]
        runs = list(told[0][0].runs)
        for (one,) in told[1:]:
            runs += [(BETWEEN_CELLS, False), *one.runs]
        return _tidy(runs)


class _Reader(HTMLParser):
    """Reads as browsers do, near enough: what it makes of broken markup is text, never markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[_Paragraph] = []
        self.runs: list[Run] = []
        self.key = ""
        self.open: list[_Open] = []
        self.rows: list[_Row | None] = []  # one for each table that is open
        self.lists: list[int | None] = []  # number of the last item; None: a list with dots
        self.lead = ""  # what stands before the next paragraph: a dash, a number
        self.marker = ""

    def finished(self) -> list[_Paragraph]:
        """Everything, once all of it was read."""
        self.close()
        self._shut(0)
        while self.rows:
            self._end_table()
        self._flush()
        return self.done

    # --- What the parser meets ----------------------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self._is_hidden():
            self._begin(tag, given)
        if tag not in VOID and len(self.open) < MOST_OPEN:
            self.open.append(_opened(tag, given))

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self.open) - 1, -1, -1) if self.open[n].tag == tag), None)
        if at is None:
            if tag == "p" and not self._is_hidden():
                self._flush()
            return
        was_hidden = self._is_hidden()
        self._shut(at)
        if not was_hidden:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._is_hidden():
            return
        if any(one.marker for one in self.open):
            self.marker += data
        elif data:
            self.runs.append((data.replace(BREAK, " "), self._is_bold()))

    # --- What that means ----------------------------------------------------------------------------------------
    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.runs.append((BREAK, False))
        elif tag in CELLS and self.rows and self.rows[-1]:
            self._flush()
            self.rows[-1].cells.append([])
        elif tag in BLOCKS or tag in CELLS:
            self._flush()
            self._begin_block(tag, given)

    def _begin_block(self, tag: str, given: dict[str, str]) -> None:
        if tag == "p":
            key = given.get("data-block-key", "")
            self.key = key if _KEY.fullmatch(key) else ""
        elif tag == "table":
            self.rows.append(None)
        elif tag == "tr" and self.rows:
            self._end_row()
            self.rows[-1] = _Row()
        elif tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(_number(given.get("start", ""), 1) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._begin_item(given)

    def _begin_item(self, given: dict[str, str]) -> None:
        last = self.lists[-1] if self.lists else None
        if last is None:
            self.lead = DASH
            return
        self.lists[-1] = number = _number(given.get("value", ""), last + 1)
        self.lead = f"{number}. "

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        if tag == "li":
            self.lead = ""
        elif tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag == "tr" and self.rows:
            self._end_row()
        elif tag == "table" and self.rows:
            self._end_table()

    def _end_row(self) -> None:
        self._flush()
        row, self.rows[-1] = self.rows[-1], None
        if row:
            self._target().extend(row.paragraphs())

    def _end_table(self) -> None:
        self._end_row()
        self.rows.pop()

    def _shut(self, at: int) -> None:
        """Close every element from the one at this place on."""
        if any(one.marker for one in self.open[at:]):
            text = " ".join(self.marker.split())
            self.runs.append((f"{text} " if _NUMBERED.fullmatch(text) else DASH, False))
            self.marker = ""
        del self.open[at:]

    def _flush(self) -> None:
        """What was read since the last paragraph is one now, or several where blank lines part it."""
        runs, self.runs = self.runs, []
        made = _tidy(runs)
        if not made:
            return
        if self.lead:
            made[0].runs = _joined([(self.lead, False), *made[0].runs])
            self.lead = ""
        made[0].key, self.key = self.key, ""
        self._target().extend(made)

    def _target(self) -> list[_Paragraph]:
        """Where paragraphs go now: into the innermost cell."""
        for row in reversed(self.rows):
            if row and row.cells:
                return row.cells[-1]
        return self.done

    def _is_hidden(self) -> bool:
        return any(one.hidden for one in self.open)

    def _is_bold(self) -> bool:
        return next((one.bold for one in reversed(self.open) if one.bold is not None), False)


def _opened(tag: str, given: dict[str, str]) -> _Open:
    style = given.get("style", "")
    hidden = tag in UNSEEN or "hidden" in given or bool(_HIDDEN.search(style))
    return _Open(tag, _boldness(tag, style), hidden, bool(_MARKER.search(style)))


def _boldness(tag: str, style: str) -> bool | None:
    """Google Docs puts everything into a `<b>` that is not bold, so styles count for more than names."""
    if tag in HEADINGS:
        return True
    if found := _WEIGHT.search(style):
        weight = found[1].lower()
        return weight in ("bold", "bolder") or (_number(weight, 0) >= 600)
    return True if tag in ("b", "strong") else None


def _number(text: str, otherwise: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_number else otherwise


# --- Tidying -----------------------------------------------------------------------------------------------------
def _tidy(runs: list[Run]) -> list[_Paragraph]:
    """Paragraphs of what was read: NFC, blanks as one, an empty line parts two paragraphs."""
    signs = [(sign, bold) for text, bold in runs for sign in _UNSEEN_SIGNS.sub("", text)]
    signs = _without_bullet(signs)
    parts: list[list[Run]] = [[]]
    for is_blank, group in groupby(signs, key=lambda one: _is_blank(one[0])):
        met = list(group)
        breaks = sum(sign == BREAK for sign, _bold in met)
        if is_blank and breaks > 1:
            parts.append([])
        elif is_blank:
            parts[-1].append((BREAK if breaks else " ", False))
        else:
            parts[-1] += met
    return [_Paragraph(made) for part in parts if (made := _joined(part))]


def _without_bullet(signs: list[Run]) -> list[Run]:
    """Word's dot before an item as our dash, where only its blanks tell that it is one."""
    found = _WORDS_BULLET.match("".join(sign for sign, _bold in signs[:80]))
    return [*((sign, False) for sign in DASH), *signs[found.end() :]] if found else signs


def _is_blank(sign: str) -> bool:
    """Every kind of blank, and what no keyboard types."""
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cs", "Zs", "Zl", "Zp")


def _joined(signs: list[Run]) -> list[Run]:
    """Runs of the same boldness as one. A blank is bold between bold ones only; there is none at either end."""
    while signs and _is_only_blank(signs[0]):
        signs = signs[1:]
    while signs and _is_only_blank(signs[-1]):
        signs = signs[:-1]
    told = [
        (sign, signs[at - 1][1] and signs[at + 1][1] if _is_only_blank((sign, bold)) else bold)
        for at, (sign, bold) in enumerate(signs)
    ]
    return [
        (unicodedata.normalize("NFC", "".join(text for text, _bold in group)), bold)
        for bold, group in groupby(told, key=lambda one: one[1])
    ]


def _is_only_blank(run: Run) -> bool:
    return run[0] in (" ", BREAK)
