"""What is proposed while somebody types: titles that answer the words so far, the last one as far as it goes."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses.finding.everyday import everyday
from courses.finding.library import Library, Text, library
from courses.finding.ranking import rank
from courses.finding.words import Term, keys_of, terms_of

MOST: Final = 5
MOST_BYTES: Final = 1000
LONGEST: Final = 70  # letters of a row
FEWEST_LETTERS: Final = 2


def suggest(typed: str) -> SafeString:
    """``<li role="option">`` rows; empty where there is nothing to propose."""
    html = b""
    for number, text in enumerate(proposed(typed)):
        row = _row(number, text).encode()
        if len(html) + len(row) > MOST_BYTES:
            break
        html += row
    return mark_safe(html.decode())  # noqa: S308 - rows are made by format_html


def proposed(typed: str) -> list[Text]:
    """Things with an address that answer ``typed``, best first."""
    if sum(map(len, keys_of(typed))) < FEWEST_LETTERS:
        return []
    shelf = library()
    hits = rank(shelf.docs, _terms(typed, shelf), shelf.weights)
    texts = [shelf.texts[hit.doc.id] for hit in hits]
    return [text for text in texts if text.url or text.practise][:MOST]


def _terms(typed: str, shelf: Library) -> list[Term]:
    """The words so far; the last one may be only the beginning of a word."""
    rewriting = everyday().rewriting
    done, _, last = typed.rstrip().rpartition(" ")
    if typed != typed.rstrip() or not keys_of(last):
        return terms_of(typed, rewriting, shelf.known, shelf.marks)
    key = keys_of(last)[-1]
    longer = sorted(known for known in shelf.known if known.startswith(key))[:50]
    begun = [Term({key: 1.0, **dict.fromkeys(longer, 0.9)}, typed=last)] if longer else []
    whole = terms_of(done, rewriting, shelf.known, shelf.marks) if done.strip() else []
    return [*whole, *begun] or terms_of(typed, rewriting, shelf.known, shelf.marks)


def _row(number: int, text: Text) -> SafeString:
    title = text.title if len(text.title) <= LONGEST else f"{text.title[:LONGEST].rpartition(' ')[0]} …"
    return format_html(
        '<li role="option" id="gy{}" data-h="{}">{}</li>', number, text.url or text.practise, title
    )
