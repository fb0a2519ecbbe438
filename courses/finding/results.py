"""One search: what is for everybody, and what stands in the portals of the communes that were meant.

Queries to the database: the state of the library, the portals that are named, what stands in them or in any portal.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.safestring import SafeString

from courses.finding.everyday import everyday
from courses.finding.library import Library, Text, doc_of, library, text_of
from courses.finding.ranking import Hit, closest, rank
from courses.finding.snippet import snippet
from courses.finding.words import MOST_WORDS, Rewriting, Term, keys_of, readings_of, terms_of
from courses.models import Findable, Kind

MOST_PLACES: Final = 5  # communes of one name that are told apart
MOST_ROWS: Final = 300  # of the communes that were meant
MOST_ANYWHERE: Final = 40  # of all communes; with more of them the reader has to say which commune
LONGEST_NAME: Final = 5  # words of a commune's name
_CODE = re.compile(r"\b(\d)\.?(\d{6})\b")
_OF_PORTALS: Final = frozenset({Kind.GUIDE, Kind.NEWS, Kind.PORTAL})


@dataclass(frozen=True)
class Result:
    """One thing that was found, as the page shows it."""

    text: Text
    score: float
    snippet: SafeString
    local: bool = False


@dataclass(frozen=True)
class Group:
    """Results of one kind, best first."""

    kind: Kind
    local: bool
    results: Sequence[Result]

    @property
    def address(self) -> str:
        """The value of ?loai= that shows this group alone."""
        return f"{self.kind.value}-xa" if self.local and self.kind != Kind.PORTAL else self.kind.value


@dataclass(frozen=True)
class Found:
    """Groups, the one with the best result first. ``whole``: the best one holds every word that was typed.

    ``meant``: how the words were read where a slip was mended; ``crowded``: so many communes have a page for it that
    none is shown; ``near``: titles that look alike, and ``often``: what people mostly need, when nothing was found.
    """

    groups: Sequence[Group] = ()
    whole: bool = True
    meant: str = ""
    crowded: bool = False
    near: Sequence[Text] = ()
    often: Sequence[Text] = ()

    @property
    def total(self) -> int:
        return sum(len(group.results) for group in self.groups)

    @property
    def first(self) -> Text | None:
        """The result that stands first on the page."""
        return self.groups[0].results[0].text if self.groups else None


@dataclass(frozen=True)
class _Local:
    """What communes have: hits, texts by id, and what was left to look for without the commune's name."""

    hits: Sequence[Hit] = ()
    texts: dict[str, Text] = field(default_factory=dict)
    portals: Sequence[Text] = ()
    rest: str = ""
    crowded: bool = False


def find(typed: str, commune: str = "") -> Found:
    """What answers ``typed``; pages of the commune with the code ``commune`` come first, where they answer too."""
    shelf = library()
    if not keys_of(typed):
        return Found(often=_often(shelf))
    local = _local(typed, commune, shelf)
    terms = terms_of(local.rest, everyday().rewriting, shelf.known, shelf.marks)
    hits = _by_code(typed, shelf) or rank(shelf.docs, terms, shelf.weights)
    wanted = readings_of(terms)
    results = [_result(shelf.texts[hit.doc.id], hit.score, wanted) for hit in hits]
    results += [_result(local.texts[hit.doc.id], hit.score, wanted, local=True) for hit in local.hits]
    results += [
        _result(text, 2.0 if not local.rest.strip() else 0.3, wanted, local=True) for text in local.portals
    ]
    if not results:
        return Found(crowded=local.crowded, near=_near(typed, shelf), often=_often(shelf))
    first = max([*hits, *local.hits], key=lambda hit: hit.score, default=None)
    return Found(
        groups=_groups(results, prefer_local=bool(commune or local.portals)),
        whole=first is None or first.whole,
        meant=_meant(local.rest, terms, hits, shelf),
        crowded=local.crowded,
    )


def _by_code(typed: str, shelf: Library) -> list[Hit]:
    """The procedure whose code was typed, with or without its point."""
    code = _CODE.search(typed)
    id = f"{Kind.PROCEDURE}:{code[1]}.{code[2]}" if code else ""
    return [Hit(doc, 1.5, True) for doc in shelf.docs if doc.id == id]


def _result(text: Text, score: float, wanted: frozenset[str], *, local: bool = False) -> Result:
    return Result(text, score, snippet(text.passages, wanted, text.summary), local)


def _groups(results: Iterable[Result], *, prefer_local: bool) -> list[Group]:
    """Results by kind, groups by their best result; those of the reader's commune first unless they are far worse."""
    sorted_results = sorted(results, key=lambda one: -one.score)
    kinds = dict.fromkeys((one.text.kind, one.local) for one in sorted_results)
    groups = [
        Group(kind, local, [one for one in sorted_results if (one.text.kind, one.local) == (kind, local)])
        for kind, local in kinds
    ]
    best = sorted_results[0].score
    near = [group for group in groups if prefer_local and group.local and group.results[0].score > 0.6 * best]
    return [*near, *(group for group in groups if group not in near)]


# --- Communes -----------------------------------------------------------------------------------------------------
def _local(typed: str, commune: str, shelf: Library) -> _Local:
    keys = keys_of(typed)[:MOST_WORDS]
    rows = list(Findable.objects.portals(_names(keys), commune)[:MOST_PLACES])
    named = [row for row in rows if row.place and f" {row.place} " in f" {' '.join(keys)} "]
    rest = _without(typed, named[0].place) if named else typed
    if rows and len(named) <= 1:
        return _in_portals(rows, named, rest, shelf)
    portals = [text_of(row) for row in named]
    if named:
        return _Local(portals=portals, rest=rest)
    return _anywhere(typed, shelf)


def _names(keys: list[str]) -> list[str]:
    """Every run of words that may be a commune's name."""
    lengths = range(1, LONGEST_NAME + 1)
    return [" ".join(keys[at : at + length]) for length in lengths for at in range(len(keys) - length + 1)]


def _without(typed: str, place: str) -> str:
    """``typed`` as keys, without the commune's name and what stands before it."""
    left = re.sub(
        rf"(?:^|\s)(?:(?:o|tai) )?(?:(?:xa|phuong) )?{re.escape(place)}(?=\s|$)",
        " ",
        " ".join(keys_of(typed)),
    )
    words = {key: word for word in typed.split() for key in keys_of(word)}
    return " ".join(words.get(key, key) for key in left.split())


def _in_portals(rows: list[Any], named: list[Any], rest: str, shelf: Library) -> _Local:
    inside = list(Findable.objects.below([row.path for row in rows])[:MOST_ROWS]) if rest.strip() else []
    hits, texts = _ranked(inside, rest, shelf)
    return _Local(hits, texts, [text_of(row) for row in named], rest)


def _anywhere(typed: str, shelf: Library) -> _Local:
    """Titles and headings of all communes that have every word."""
    terms = terms_of(typed, Rewriting({}, everyday().rewriting.empty), shelf.known, shelf.marks)
    keys = [list(term.readings)[:4] for term in terms[:8]]
    rows = list(Findable.objects.with_words(keys)[: MOST_ANYWHERE + 1]) if keys else []
    if len(rows) > MOST_ANYWHERE:
        return _Local(rest=typed, crowded=True)
    hits, texts = _ranked(rows, typed, shelf)
    return _Local(hits, texts, rest=typed)


def _ranked(rows: Iterable[Any], typed: str, shelf: Library) -> tuple[list[Hit], dict[str, Text]]:
    """``rows`` in order. Their own words count as known, so that a village's word is not taken for a slip."""
    rewriting = everyday().rewriting
    texts = {f"{row.kind}:{row.pk}": text_of(row) for row in rows}
    docs = [doc_of(row, rewriting) for row in rows]
    known = shelf.known.union(*(doc.held for doc in docs))
    marks = shelf.marks.union(*(text.marks for doc in docs for text in doc.texts))
    return rank(docs, terms_of(typed, rewriting, known, marks), shelf.weights), texts


# --- What to say beside -----------------------------------------------------------------------------------------------
def _meant(typed: str, terms: Sequence[Term], hits: Sequence[Hit], shelf: Library) -> str:
    """The words as they were read, when one of them was mended to find the best result; else ""."""
    if not hits:
        return ""
    held, changed, words = hits[0].doc.held, False, []
    for term in terms:
        typed_key = next(iter(term.readings))
        found = next((key for key in term.readings if key in held), typed_key)
        changed = changed or found != typed_key
        words.append(shelf.shown_as.get(found, found) if found != typed_key else term.typed or typed_key)
    return " ".join(words) if changed else ""


def _near(typed: str, shelf: Library) -> list[Text]:
    titles = {doc.id: doc.title for doc in shelf.docs if len(doc.title) < 80}
    return [shelf.texts[id] for id in closest(typed, titles)]


def _often(shelf: Library) -> list[Text]:
    chosen = shelf.by_slug(everyday().often)
    return chosen or [text for text in shelf.texts.values() if text.kind == Kind.LESSON][:5]
