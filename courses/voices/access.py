"""Who may record what, and who may hear it. What somebody may not see looks like a missing page.

An editor of a page records the latest draft and is heard at once. A member of a team records lessons that are
published, and published guides of the commune of her team; an editor of the page listens first (courses.voices.tracks).
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.models import User
from courses.enums import TrackState
from courses.models import GuidePage, LessonPage, Portal, VoiceTrack
from courses.voices.step_words import StepWords, steps_of

RECORDED = (LessonPage, GuidePage)
Recorded = LessonPage | GuidePage
CommunesOf = Callable[[User], Iterable[str]]
_providers: list[CommunesOf] = []


def register_recorders(provider: CommunesOf) -> None:
    """Let an app further up say in which communes (codes) somebody is on a team."""
    if provider not in _providers:
        _providers.append(provider)


def communes_of(user: User) -> set[str]:
    """Codes of the communes on whose teams ``user`` is today."""
    return {code for provider in _providers for code in provider(user)}


@dataclass(frozen=True)
class Desk:
    """A page in front of somebody who records it. ``edits``: it is hers to change, so she is heard at once."""

    page: Recorded
    steps: list[StepWords]
    edits: bool

    @property
    def key(self) -> uuid.UUID:
        key: uuid.UUID = self.page.translation_key
        return key

    def step(self, step_id: str) -> StepWords:
        """The step whose block has this id. Raises Http404."""
        found = next((step for step in self.steps if step.id and step.id == step_id), None)
        if found is None:
            raise Http404
        return found


def get_desk(user: User, key: uuid.UUID) -> Desk:
    """The lesson or guide of this key, to be recorded by ``user``. Raises Http404."""
    page = page_of(key)
    if page is not None and may_edit(user, page):
        draft: Any = page.get_latest_revision_as_object() if page.latest_revision_id else page
        return Desk(draft, steps_of(draft), edits=True)
    if page is not None and _may_offer(user, page):
        return Desk(page, steps_of(page), edits=False)
    raise Http404


def get_track(user: Any, track_id: uuid.UUID) -> VoiceTrack:
    """The recording, for somebody who may hear it: everybody once it is heard on a page that is out; before, who
    recorded it and the editors of the page. Raises Http404."""
    track = VoiceTrack.objects.filter(pk=track_id).exclude(file="").first()
    page = page_of(track.page_key) if track else None
    if track is None or page is None:
        raise Http404
    if track.state == TrackState.HEARD and _is_out(page):
        return track
    if isinstance(user, User) and (track.recorded_by_id == user.pk or may_edit(user, page)):
        return track
    raise Http404


def get_waiting(user: User, track_id: uuid.UUID) -> VoiceTrack:
    """A recording about which ``user`` decides. Raises Http404."""
    track = VoiceTrack.objects.filter(pk=track_id, state=TrackState.WAITING).first()
    page = page_of(track.page_key) if track else None
    if track is None or page is None or not may_edit(user, page):
        raise Http404
    return track


def may_edit(user: Any, page: Page) -> bool:
    """Whether the page is hers to change in the editor."""
    return bool(page.permissions_for_user(user).can_edit())


def pages_to_record(user: User) -> tuple[QuerySet[LessonPage], QuerySet[GuidePage]]:
    """Lessons and guides that ``user`` may record, in the order of the site."""
    editable: Any = page_permission_policy.instances_user_has_permission_for(user, "change")
    communes = communes_of(user)
    lessons = LessonPage.objects.filter(pk__in=editable.values("pk"))
    if communes:
        lessons |= LessonPage.objects.filter(pk__in=LessonPage.objects.shown().order_by().values("pk"))
    guides = GuidePage.objects.filter(pk__in=editable.values("pk"))
    for path in Portal.objects.filter(commune__in=communes).values_list("page__path", flat=True):
        own = GuidePage.objects.shown().filter(path__startswith=path)
        guides |= GuidePage.objects.filter(pk__in=own.order_by().values("pk"))
    return lessons.order_by("path"), guides.order_by("path")


def next_to_record(user: User, page: Recorded) -> Recorded | None:
    """The lesson (or guide) behind this one that ``user`` may record."""
    lessons, guides = pages_to_record(user)
    found: Recorded | None = (
        lessons.filter(path__gt=page.path).first()
        if isinstance(page, LessonPage)
        else guides.filter(path__gt=page.path).first()
    )
    return found


def page_of(key: uuid.UUID) -> Recorded | None:
    """The lesson or guide of this key, whoever asks."""
    for model in RECORDED:
        found: Any = model.objects.filter(translation_key=key).first()
        if found is not None:
            page: Recorded = found
            return page
    return None


def _is_out(page: Recorded) -> bool:
    model: Any = type(page)
    return bool(model.objects.shown().filter(pk=page.pk).exists())


def _may_offer(user: User, page: Recorded) -> bool:
    communes = communes_of(user)
    if not communes or not _is_out(page):
        return False
    if isinstance(page, LessonPage):
        return True
    portals = Portal.objects.filter(commune__in=communes).values_list("page__path", flat=True)
    return any(page.path.startswith(path) for path in portals)
