"""What is for everybody, in the memory of each process: courses, lessons, paths, the province's guides, procedures.

Some hundred texts at most, so they are ranked in memory, the same on every database. One small query with each search
asks whether they are still as they were; only then are they read again, and only what changed is taken apart anew.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, Max
from django.urls import reverse

from courses.finding.everyday import everyday
from courses.finding.ranking import Doc, Weights, said, weights_of
from courses.finding.words import Rewriting, keys_of, visible_words
from courses.models import Findable, Kind, LearningPath
from kit import generation
from sandbox.service import known_procedures, practise_links

NAME_OF_PATHS: Final = "lộ trình"  # as people type it

Passages = tuple[tuple[str, str], ...]
ICONS: Final = {Kind.PROCEDURE: "giay", Kind.LESSON: "sach", Kind.COURSE: "sach", Kind.PATH: "sach"}


@dataclass(frozen=True)
class Text:
    """Something that can be found, as a list shows it. ``practise``: where a procedure is practised."""

    kind: Kind
    title: str
    summary: str = ""
    note: str = ""
    url: str = ""
    practise: str = ""
    code: str = ""
    slug: str = ""
    path: str = ""  # in the tree
    passages: Passages = ()


@dataclass(frozen=True)
class Library:
    """Texts by id, and the same as the ranking wants them."""

    texts: dict[str, Text] = field(default_factory=dict)
    docs: tuple[Doc, ...] = ()

    @cached_property
    def weights(self) -> Weights:
        return weights_of(self.docs)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every key of the vocabulary."""
        return frozenset(key for doc in self.docs for key in doc.held)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Every word with marks that a title or phrase holds."""
        return frozenset(mark for doc in self.docs for text in doc.texts for mark in text.marks)

    @cached_property
    def shown_as(self) -> dict[str, str]:
        """Key → the word with its marks, as titles write it first: to say what a slip was taken for."""
        words: dict[str, str] = {}
        for doc in self.docs:
            for word in visible_words(doc.title):
                for key in keys_of(word):
                    words.setdefault(key, word.lower())
        return words

    def by_slug(self, slugs: Iterable[str]) -> list[Text]:
        """The lessons with these addresses, in this order; what is not there is left out."""
        found = {text.slug: text for text in self.texts.values() if text.kind == Kind.LESSON}
        return [found[slug] for slug in slugs if slug in found]


_kept: dict[str, Any] = {"stamp": None, "library": Library(), "docs": {}}


def forget() -> None:
    """As on the first day of a process."""
    _kept.update(stamp=None, library=Library(), docs={})


def library() -> Library:
    """The library of now. One query, and three more when something has changed."""
    rows = Findable.objects.of_the_province().order_by()
    state = rows.aggregate(number=Count("pk"), changed=Max("changed_at"))
    stamp = (generation.current(), state["number"], state["changed"])
    if _kept["stamp"] != stamp or not stamp[0]:
        _kept.update(library=_read(), stamp=stamp)
    found: Library = _kept["library"]
    return found


def _read() -> Library:
    texts: dict[str, Text] = {}
    docs: list[Doc] = []
    kept: dict[tuple[int, dt.datetime], Doc] = {}
    for row in Findable.objects.of_the_province():
        text, doc = text_of(row), _doc_once(row)
        kept[row.pk, row.changed_at] = doc
        texts[doc.id], docs = text, [*docs, doc]
    for text, doc in (*_procedures(), *_paths()):
        texts[doc.id], docs = text, [*docs, doc]
    _kept["docs"] = kept
    return Library(texts, tuple(docs))


def _doc_once(row: Any) -> Doc:
    known: dict[tuple[int, dt.datetime], Doc] = _kept["docs"]
    return known.get((row.pk, row.changed_at)) or doc_of(row, everyday().rewriting)


def text_of(row: Any) -> Text:
    """What a list shows of a row of `Findable.shown`."""
    path = row.url_path.strip("/").partition("/")[2]  # without the first page, below which everything lies
    return Text(
        kind=Kind(row.kind),
        title=row.title,
        summary=row.summary,
        note=row.note,
        url=f"/{path}/",
        slug=path.rpartition("/")[2],
        path=row.path,
        passages=tuple((heading, words) for heading, words in row.passages),
    )


def doc_of(row: Any, rewriting: Rewriting) -> Doc:
    """A row as the ranking wants it, with the everyday phrases for its lesson."""
    slug = row.url_path.strip("/").rpartition("/")[2]
    phrases = everyday().said.get(slug, ()) if row.kind == Kind.LESSON else ()
    words = [row.title, row.summary, *phrases, *(part for passage in row.passages for part in passage)]
    return Doc(
        id=f"{row.kind}:{row.pk}",
        title=row.title,
        texts=tuple(said(text, rewriting) for text in (row.title, *phrases)),
        held=frozenset(key for text in words for key in rewriting.keys(text)),
    )


def _procedures() -> list[tuple[Text, Doc]]:
    """The procedures that the replica knows, with the words that people use for them."""
    rewriting, phrases, links = everyday().rewriting, everyday().said, practise_links()
    found = []
    for entry in known_procedures():
        texts = (entry.name, *entry.aliases, *phrases.get(entry.code, ()))
        doc = Doc(
            id=f"{Kind.PROCEDURE}:{entry.code}",
            title=entry.name,
            texts=tuple(said(text, rewriting) for text in texts),
            held=frozenset(key for text in texts for key in rewriting.keys(text)),
        )
        text = Text(Kind.PROCEDURE, entry.name, summary=entry.field, code=entry.code)
        found.append((replace(text, practise=links.get(entry.code, "")), doc))
    return found


def _paths() -> list[tuple[Text, Doc]]:
    """The paths, in their order; whoever types what they are about is shown one of them."""
    rewriting = everyday().rewriting
    found = []
    for path in LearningPath.objects.all():
        text = Text(
            Kind.PATH,
            path.title,
            summary=path.lead,
            url=reverse("courses:path", args=[path.slug]),
            slug=path.slug,
        )
        titles = (path.title, f"{NAME_OF_PATHS} {path.title}")
        doc = Doc(
            id=f"{Kind.PATH}:{path.slug}",
            title=path.title,
            texts=tuple(said(one, rewriting) for one in titles),
            held=frozenset(key for one in (*titles, path.lead) for key in rewriting.keys(one)),
        )
        found.append((text, doc))
    return found
