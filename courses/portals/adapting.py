""" "Dùng lại cho xã mình": a commune's own copy of a guide, which knows where it came from and is told of changes.

Guides of the province are shown in every portal by reference, so a change of them is everywhere at once. Whoever has
made a copy has words of her own in it: nothing of hers is changed, she is told, reads what is new and decides.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.html import strip_tags
from wagtail.models import Page

from accounts.models import User
from kit import audit

if TYPE_CHECKING:  # the models' panels ask this module
    from courses.models import GuidePage, Portal

TAKEN_OVER = (
    "title",
    "summary",
    "icon",
    "papers",
    "address",
    "map_link",
    "hours",
    "whom",
    "phone",
    "fee",
    "steps",
)
CARRIED = (*TAKEN_OVER, "pack", "pack_version")  # and which procedure it teaches, which is no word of it
MOST_LINES = 40  # of a difference; who needs more opens both pages


@dataclass(frozen=True)
class Line:
    """A line of a difference: ``new`` stands in the origin by now, otherwise it is gone from there."""

    new: bool
    text: str


@dataclass(frozen=True)
class Origin:
    """What has become of the guide that another one was made from."""

    title: str
    url: str
    is_gone: bool
    is_changed: bool
    lines: tuple[Line, ...] = ()


def state_of(guide: "GuidePage") -> Origin:
    """The origin of ``guide``, which has one, as it is today."""
    origin: Any = guide.origin
    changed = origin.live and origin.live_revision_id != guide.origin_revision_id
    return Origin(
        title=origin.title,
        url=origin.get_url() if origin.live else "",
        is_gone=not origin.live,
        is_changed=changed,
        lines=tuple(_difference(guide)) if changed else (),
    )


def _difference(guide: "GuidePage") -> Iterable[Line]:
    then = guide.origin_revision.as_object() if guide.origin_revision else None
    found = difflib.ndiff(words_of(then) if then else [], words_of(guide.origin))
    lines = [Line(one[0] == "+", one[2:]) for one in found if one[0] in "+-" and one[2:].strip()]
    return lines[:MOST_LINES]


def words_of(guide: Any) -> list[str]:
    """Everything that a guide says, line by line, for comparing."""
    plain = [str(getattr(guide, name)) for name in TAKEN_OVER if name not in ("steps", "icon")]
    for step in guide.steps:
        plain += [step.value["title"], step.value["picture"]["alt"] or "", step.value["sound"]["words"] or ""]
        for part in step.value["parts"]:
            texts = part.value.values() if hasattr(part.value, "values") else [part.value.source]
            plain += [strip_tags(str(text or "").replace("</p>", "\n")) for text in texts]
    return [line.strip() for text in plain for line in text.splitlines() if line.strip()]


def changed_for(portals: Iterable["Portal"]) -> list["GuidePage"]:
    """The guides of these portals whose origin says something else by now."""
    from courses.models import GuidePage

    found: list[GuidePage] = []
    for portal in portals:
        mine = GuidePage.objects.child_of(portal.page).exclude(origin=None).select_related("origin")
        found += [
            one
            for one in mine.defer("steps", "origin__steps")
            if one.origin.live and one.origin.live_revision_id != one.origin_revision_id
        ]
    return found


@transaction.atomic
def adapt(origin: "GuidePage", portal: "Portal", *, by: User) -> "GuidePage":
    """A draft below ``portal`` with the words of ``origin``, as published; the one that is there, if there is one.

    Raises ValueError for a guide that is not published.
    """
    from courses.models import GuidePage

    page = Page.objects.select_for_update().get(pk=portal.page_id).specific
    known = GuidePage.objects.child_of(page).filter(origin=origin.pk).first()
    if known is not None:
        return known
    if not origin.live:
        raise ValueError("only what is published can be taken over")
    values = {name: getattr(origin, name) for name in CARRIED}
    made = GuidePage(
        **values,
        slug=free_slug(page, origin.slug),
        live=False,
        owner=by,
        origin=origin,
        origin_revision=origin.live_revision,
    )
    page.add_child(instance=made)
    made.save_revision(user=by, log_action=True)
    audit.log("guide.adapted", actor=f"user:{by.pk}", data={"page": made.pk, "origin": origin.pk})
    return made


def free_slug(parent: Page, wanted: str) -> str:
    """``wanted``, or with a number behind it where a page of ``parent`` has it already."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    names = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@transaction.atomic
def note_seen(guide: "GuidePage", *, by: User) -> None:
    """She has read what changed in the origin: told again only of the next change.

    Written into the draft too, else publishing it would bring the old number back.
    """
    origin = guide.origin
    if origin is None:
        return
    type(guide).objects.filter(pk=guide.pk).update(origin_revision=origin.live_revision_id)
    latest = guide.latest_revision
    if latest is not None:
        latest.content["origin_revision"] = origin.live_revision_id
        latest.save(update_fields=["content"])
    audit.log("guide.origin_seen", actor=f"user:{by.pk}", data={"page": guide.pk, "origin": origin.pk})
