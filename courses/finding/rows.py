"""Rows of the search: made when a page is published, made anew by one command, gone with their page.

Whether somebody may read a page is not written down here: every search asks the page itself (`Findable.shown`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models.signals import post_migrate, post_save
from wagtail.models import Page

from courses.finding.words import keys_of
from courses.lessons.listing import lesson_length
from courses.models import CommunePage, CoursePage, Findable, GuidePage, Kind, LessonPage, NewsPage
from courses.publishing.freshness import OF_DRAFTS
from courses.writing.markup import plain_words
from kit.vietnamese import short_date

MOST_LETTERS: Final = 600  # of one passage; a step is one idea and has fewer
PORTAL_DEPTH: Final = 4  # root, first page, /xa/, portal
OF_PORTALS: Final = frozenset({Kind.PORTAL, Kind.GUIDE, Kind.NEWS})
AT_ONCE: Final = 200  # rows written together

Passages = list[list[str]]


def connect() -> None:
    """Called once, when every model is known."""
    for model in KINDS:
        post_save.connect(page_was_saved, sender=model, dispatch_uid=f"finding: {model.__name__}")
    post_migrate.connect(fill, sender=apps.get_app_config("courses"), dispatch_uid="finding")


def page_was_saved(
    sender: type[models.Model], *, instance: Page, update_fields: Any = None, **kwargs: Any
) -> None:
    """A page that was published: its words as they stand in the database, for a draft may be in memory."""
    if not instance.live or (update_fields and OF_DRAFTS.issuperset(update_fields)):
        return
    keep([sender._default_manager.get(pk=instance.pk)])


def fill(**kwargs: Any) -> None:
    """After migrations: rows for live pages that have none, as on the first day of this search."""
    for model in KINDS:
        known = Findable.objects.filter(page=models.OuterRef("pk"))
        missing = model._default_manager.filter(~models.Exists(known), live=True)
        keep_all(missing.iterator(chunk_size=AT_ONCE))


def rebuild() -> int:
    """Write every row anew; how many there are."""
    Findable.objects.all().delete()
    fill()
    return int(Findable.objects.count())


def keep_all(pages: Iterable[Any]) -> None:
    """Rows for ``pages``, a few at a time."""
    batch: list[Any] = []
    for page in pages:
        batch.append(page)
        if len(batch) == AT_ONCE:
            keep(batch)
            batch = []
    keep(batch)


def keep(pages: list[Any]) -> None:
    """Rows for ``pages``, made or brought up to date in one statement."""
    rows = [row_of(page) for page in pages]
    if rows:
        fields = [field.name for field in Findable._meta.concrete_fields if not field.primary_key]
        Findable.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["page"], update_fields=fields
        )


def row_of(page: Any) -> Findable:
    """What the search has to know of ``page``."""
    kind, passages_of = KINDS[type(page)]
    passages = passages_of(page)
    summary = str(getattr(page, "summary", "") or getattr(page, "intro", "") or getattr(page, "lead", ""))
    heads = " ".join([page.title, summary, *(heading for heading, _ in passages)])
    return Findable(
        page_id=page.pk,
        kind=kind,
        in_portal=kind in OF_PORTALS
        and page.depth >= (PORTAL_DEPTH if kind == Kind.PORTAL else PORTAL_DEPTH + 1),
        place=place_key(page.title) if kind == Kind.PORTAL else "",
        title=page.title,
        summary=summary,
        note=_note(page)[:120],
        passages=passages,
        head=f" {' '.join(keys_of(heads))} ",
    )


def place_key(title: str) -> str:
    """The name of a commune as people type it, without "xã"; a name of one word keeps it, for it is a word too."""
    keys = keys_of(title)
    short = keys[1:] if keys[:1] in (["xa"], ["phuong"]) else keys
    return " ".join(short if len(short) > 1 else keys)[:80]


def _note(page: Any) -> str:
    if isinstance(page, LessonPage):
        return lesson_length(page)
    portal = page.get_parent().title if page.depth > PORTAL_DEPTH and not isinstance(page, CoursePage) else ""
    day = short_date(page.day) if isinstance(page, NewsPage) else ""
    return " · ".join(filter(None, (portal, day)))


def _words(value: Any) -> str:
    found = (
        value.stream_block.get_searchable_content(value) if hasattr(value, "stream_block") else [str(value)]
    )
    return " ".join(plain_words(str(one)) for one in found)[:MOST_LETTERS]


def _steps(page: Any) -> Iterator[list[str]]:
    for step in page.steps:
        yield [str(step.value["title"]), _words(step.value["parts"])]


def _of_lesson(page: LessonPage) -> Passages:
    return list(_steps(page))


def _of_guide(page: GuidePage) -> Passages:
    told = " ".join(filter(None, [page.papers, page.whom, page.address, page.fee]))
    return [*_steps(page), ["", " ".join(told.split())[:MOST_LETTERS]]]


def _of_news(page: NewsPage) -> Passages:
    return [["", _words(page.body)]]


def _of_portal(page: CommunePage) -> Passages:
    return [["", " ".join(f"{page.address} {page.hours}".split())]]


def _of_course(page: CoursePage) -> Passages:
    return []


KINDS: Final[dict[type[Any], tuple[Kind, Callable[[Any], Passages]]]] = {
    LessonPage: (Kind.LESSON, _of_lesson),
    CoursePage: (Kind.COURSE, _of_course),
    GuidePage: (Kind.GUIDE, _of_guide),
    NewsPage: (Kind.NEWS, _of_news),
    CommunePage: (Kind.PORTAL, _of_portal),
}
