"""A lesson, a guide or a course as a booklet in large print: every step with its picture, official words and answers at
the end. Nothing on it can be tapped, so questions become lines to tick and their answers stand on the last page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.lessons.grading import AnyQuestion, OrderQuestion, Question, TypedQuestion
from courses.sharing.addresses import site_root, typed_address
from kit.folding import fold
from kit.qr import svg
from kit.vietnamese import sort_key

ON_PAPER = ("words", "tip", "warning", "compare", "term")  # parts that need no phone


@dataclass(frozen=True)
class Asked:
    """A check question on paper: the lines under it, and what stands about it on the last page."""

    text: str
    hint: str
    lines: tuple[str, ...]
    answer: str
    why: str = ""


@dataclass(frozen=True)
class Leaf:
    """One step. ``anchor`` is where the table of contents leads."""

    anchor: str
    number: int
    title: str
    picture: Any
    parts: tuple[tuple[str, Any], ...]
    asked: Asked | None = None


@dataclass(frozen=True)
class Chapter:
    """A lesson or a guide, with the square code that leads to it."""

    number: int
    title: str
    summary: str
    address: list[str]  # cut where a line may end
    qr: str
    leaves: tuple[Leaf, ...]
    papers: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    remember: tuple[str, ...] = ()


@dataclass(frozen=True)
class Booklet:
    """``terms``: official words with their meaning; ``answers``: (where, question) of every check question."""

    title: str
    summary: str
    chapters: tuple[Chapter, ...]
    terms: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, Asked], ...] = field(default=())

    @property
    def is_one(self) -> bool:
        """Whether it holds one lesson or guide only, so that its chapters need no numbers."""
        return len(self.chapters) == 1


def booklet_of(page: Any, request: HttpRequest) -> Booklet:
    """The booklet of a lesson or guide, or of all lessons of a course."""
    pages = page.booklet_pages()
    chapters = tuple(_chapter(one, number, request) for number, one in enumerate(pages, start=1))
    summary = getattr(page, "summary", "") or getattr(page, "intro", "")
    return Booklet(page.title, summary, chapters, _terms(chapters), tuple(_answers(chapters)))


def _chapter(page: Any, number: int, request: HttpRequest) -> Chapter:
    path = page.get_url(request) or "/"
    address = path if "://" in path else f"{site_root(request)}{path}"
    label = _("Square code of the page “%(page)s”") % {"page": page.title}
    return Chapter(
        number=number,
        title=page.title,
        summary=page.summary,
        address=typed_address(address),
        qr=svg(address, label=label, error="q"),
        leaves=tuple(_leaf(block, number, place) for place, block in enumerate(page.steps, start=1)),
        papers=tuple(getattr(page, "paper_lines", ())),
        rows=tuple(page.fact_rows()),
        remember=tuple(getattr(page, "card_lines", ())),
    )


def _leaf(block: Any, chapter: int, number: int) -> Leaf:
    step = block.value
    asked = getattr(step, "question", None)
    return Leaf(
        anchor=f"b{chapter}-{number}",
        number=number,
        title=step["title"],
        picture=step["picture"],
        parts=tuple((part.block_type, part.value) for part in step["parts"] if part.block_type in ON_PAPER),
        asked=_asked(asked) if asked else None,
    )


def _asked(question: AnyQuestion) -> Asked:
    if isinstance(question, OrderQuestion):
        mixed = tuple(question.items[place] for place in question.shown)
        return Asked(
            question.text, _("Number them."), mixed, " → ".join(question.items), question.reply_right
        )
    if isinstance(question, TypedQuestion):
        return Asked(
            question.text, _("Copy it here."), (question.paper,), question.answer, question.reply_right
        )
    return _choices(question)


def _choices(question: Question) -> Asked:
    right = [answer for answer in question.answers if answer.right]
    hint = _("Tick every right one.") if question.kind == "several" else _("Tick one.")
    lines = tuple(answer.text for answer in question.answers)
    return Asked(
        question.text, hint, lines, "; ".join(one.text for one in right), " ".join(one.reply for one in right)
    )


def _terms(chapters: tuple[Chapter, ...]) -> tuple[tuple[str, str], ...]:
    """Each word once, the Vietnamese way of sorting."""
    found: dict[str, tuple[str, str]] = {}
    for chapter in chapters:
        for leaf in chapter.leaves:
            for kind, value in leaf.parts:
                if kind == "term":
                    found.setdefault(fold(value["word"]), (value["word"], value["text"]))
    return tuple(sorted(found.values(), key=lambda term: sort_key(term[0])))


def _answers(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, Asked]]:
    for chapter in chapters:
        for leaf in chapter.leaves:
            if leaf.asked:
                step = _("Step %(number)s") % {"number": leaf.number}
                lesson = _("Lesson %(number)s") % {"number": chapter.number}
                yield (step if len(chapters) == 1 else f"{lesson} · {step}"), leaf.asked
