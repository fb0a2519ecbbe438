"""Which of many texts answers a few words best. Pure: no database, no clock, the same order everywhere.

The score of a document is at most about 1.5:

    score = best + BODY × share of the query in all of its words + TITLE if its title is the best text
    best  = the highest, over its short texts (title and everyday phrases), of
            OF_QUERY × share of the query found in the text + OF_TEXT × share of the text found in the query
            + WHOLE if the whole text is found

A share is counted in weights: a word that few documents hold says more than one that all hold
(ln(1 + documents / holders)). A word found only after a slip was mended counts `words.MENDED` of its weight, one that
stands there with other marks OTHER_MARKS. Words of the query that no document holds say little (UNKNOWN).

Documents below ENOUGH of the best score share a common word and nothing else: they are left out. Ties go to the shorter
title, then to the id, so that the order never depends on where the documents came from.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from courses.finding.words import Rewriting, Term, best_reading, key_of, keys_of, mark_of

OF_QUERY, OF_TEXT, WHOLE, BODY, TITLE = 0.7, 0.3, 0.2, 0.25, 0.03
OTHER_MARKS = 0.4
UNKNOWN = 0.25  # of the weight of the rarest word
ENOUGH = 0.45  # of the best score
LEAST = 0.22  # a score below which nothing was meant


@dataclass(frozen=True)
class Said:
    """A title or an everyday phrase: its keys in order, and its words with marks."""

    keys: tuple[str, ...]
    marks: frozenset[str]


def said(text: str, rewriting: Rewriting) -> Said:
    """``text`` ready to be compared."""
    words = rewriting.words(text)
    return Said(
        tuple(key for word in words for key in keys_of(word)), frozenset(filter(None, map(mark_of, words)))
    )


@dataclass(frozen=True)
class Doc:
    """Something that can be found. ``texts``: title first, then phrases; ``held``: every key of all of its words."""

    id: str
    title: str
    texts: tuple[Said, ...]
    held: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hit:
    """A document with its score; ``whole``: it holds every word that was typed, as it was typed."""

    doc: Doc
    score: float
    whole: bool


@dataclass(frozen=True)
class Weights:
    """How much words say among a set of documents."""

    of: Mapping[str, float] = field(default_factory=dict)
    rarest: float = 1.0

    def weight(self, term: Term) -> float:
        """Of a query's word: that of its commonest known reading as typed, else of what it was mended to."""
        typed = next(iter(term.readings))
        if typed in self.of:
            return self.of[typed]
        known = [self.of[key] for key in term.readings if key in self.of]
        return max(known) if known else self.rarest * UNKNOWN

    def key(self, key: str) -> float:
        """Of a word of a text."""
        return self.of.get(key, self.rarest)


def weights_of(docs: Collection[Doc]) -> Weights:
    """The weights of words among ``docs``."""
    holders = Counter(key for doc in docs for key in doc.held)
    of = {key: math.log(1 + len(docs) / count) for key, count in holders.items()}
    return Weights(of, max(of.values(), default=1.0))


def rank(docs: Iterable[Doc], terms: Sequence[Term], weights: Weights) -> list[Hit]:
    """The documents that answer ``terms``, best first; none for no words."""
    if not terms:
        return []
    hits = [_hit(doc, terms, weights) for doc in docs]
    least = max(LEAST, ENOUGH * max((hit.score for hit in hits), default=0.0))
    found = [hit for hit in hits if hit.score >= least]
    return sorted(found, key=lambda hit: (-round(hit.score, 9), len(hit.doc.title), hit.doc.id))


def _hit(doc: Doc, terms: Sequence[Term], weights: Weights) -> Hit:
    scores = [_fits(text, terms, weights) for text in doc.texts]
    best = max(scores, default=0.0)
    total = sum(map(weights.weight, terms))
    body = sum(weights.weight(term) * best_reading(term, doc.held) for term in terms) / total
    title = TITLE if scores and best and scores[0] == best else 0.0
    whole = all(best_reading(term, doc.held) == 1.0 for term in terms)
    return Hit(doc, best + BODY * body + title, whole)


def _fits(text: Said, terms: Sequence[Term], weights: Weights) -> float:
    """How well one short text fits, as the head of this module tells."""
    worth = [(term, _worth(term, text)) for term in terms]
    shared = sum(weights.weight(term) * worth_of for term, worth_of in worth)
    if not shared:
        return 0.0
    found = {key for term, worth_of in worth if worth_of for key in term.readings}
    keys = set(text.keys)
    mended = max(worth_of for _, worth_of in worth)
    covered = sum(weights.key(key) for key in keys & found) * min(mended, 1.0)
    of_query = shared / sum(weights.weight(term) for term in terms)
    of_text = covered / sum(map(weights.key, keys))
    return OF_QUERY * of_query + OF_TEXT * of_text + (WHOLE * min(mended, 1.0) if keys <= found else 0.0)


def _worth(term: Term, text: Said) -> float:
    worth = best_reading(term, text.keys)
    return worth * OTHER_MARKS if worth and term.mark and term.mark not in text.marks else worth


def closest(typed: str, titles: Mapping[str, str], most: int = 3) -> list[str]:
    """Ids of the titles that look most like ``typed``, letter by letter; for words that nobody knows."""
    wanted = _triples(typed)
    if not wanted:
        return []
    alike = [(len(wanted & _triples(title)) / len(wanted), id) for id, title in titles.items()]
    return [id for share, id in sorted(alike, key=lambda pair: (-pair[0], pair[1]))[:most] if share >= 0.3]


@lru_cache(maxsize=5_000)
def _triples(text: str) -> frozenset[str]:
    plain = f" {' '.join(key_of(key) for key in keys_of(text))} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2) if plain.strip())
