"""The page of results: groups with their counts, one group page by page, and what to say when there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.finding.results import Found, Group, Result, find
from courses.models import Kind

IN_GROUP: Final = 4  # results of a group beside others
ON_PAGE: Final = 10  # results of a group alone
NAMES: Final[Mapping[tuple[Kind, bool], Promise]] = {
    (Kind.PROCEDURE, False): _("Procedures"),
    (Kind.LESSON, False): _("Lessons"),
    (Kind.COURSE, False): _("Courses"),
    (Kind.PATH, False): _("Paths"),
    (Kind.GUIDE, False): _("Guides for all communes"),
    (Kind.GUIDE, True): _("Guides of communes"),
    (Kind.NEWS, True): _("News of communes"),
    (Kind.PORTAL, True): _("Communes"),
}


@dataclass(frozen=True)
class Section:
    """A group as the page shows it; ``more``: the address of all of it, where not all is shown."""

    title: str
    id: str
    number: int
    results: Sequence[Result]
    more: str = ""


def found_page(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The context of the page for a read SearchForm."""
    typed, commune = asked["q"], asked["xa"]
    if not typed:
        return {"typed": "", "xa": commune}
    found = find(typed, commune)
    alone = next((group for group in found.groups if group.address == asked["loai"]), None)
    context = _pages(asked, alone) if alone else {"sections": [_section(asked, one) for one in found.groups]}
    return {
        **context,
        "typed": typed,
        "xa": commune,
        "found": found,
        "total": found.total,
        "note": _note(found),
    }


def address(asked: Mapping[str, Any], **more: Any) -> str:
    """The address of this search with other words in it."""
    words = {"q": asked["q"], "xa": asked["xa"], **more}
    return f"{reverse('courses:search')}?{urlencode({name: value for name, value in words.items() if value})}"


def _section(asked: Mapping[str, Any], group: Group) -> Section:
    number = len(group.results)
    more = address(asked, loai=group.address) if number > IN_GROUP else ""
    return Section(str(NAMES[group.kind, group.local]), group.address, number, group.results[:IN_GROUP], more)


def _pages(asked: Mapping[str, Any], group: Group) -> dict[str, Any]:
    """One group from ``trang`` on; a number that is too high is the last one."""
    pages = -(-len(group.results) // ON_PAGE)
    page = min(asked["trang"], pages)
    shown = group.results[(page - 1) * ON_PAGE : page * ON_PAGE]
    title = str(NAMES[group.kind, group.local])
    return {
        "sections": [Section(title, group.address, len(group.results), shown)],
        "all_url": address(asked),
        "page": page,
        "pages": pages,
        "before": address(asked, loai=group.address, trang=page - 1) if page > 1 else "",
        "after": address(asked, loai=group.address, trang=page + 1) if page < pages else "",
    }


def _note(found: Found) -> str:
    """What to know before reading: "" where every word was found as it was typed."""
    return "meant" if found.meant else "" if found.whole else "some"
