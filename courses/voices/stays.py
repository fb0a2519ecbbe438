"""How long a recording stays whose words are gone: until nobody could have read them for STAY, draft or published.

Changed words may come back within that time, and their recording with them (voices.tracks). What counts is what was
written: every version of the page that was its draft, or was published, at any moment of the last STAY days. So
nothing has to be noted when words change, and a night that was missed forgets nothing too early.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageLogEntry

from courses.models import VoiceTrack
from courses.voices import tracks
from courses.voices.access import page_of
from courses.voices.step_words import steps_of
from kit import audit
from kit.jobs import job

STAY: Final = dt.timedelta(days=90)
PUBLISHED: Final = "wagtail.publish"  # what Wagtail's own log calls it


@job("courses.forget_voices", daily=True)
def forget_unheard(subject: str) -> None:
    """Delete recordings, with their files, whose words stand nowhere since STAY. Each page is a transaction."""
    since = timezone.now() - STAY
    made_before = VoiceTrack.objects.filter(recorded_at__lt=since)
    for key in list(made_before.order_by().values_list("page_key", flat=True).distinct()):
        _forget(key, since)


@transaction.atomic
def _forget(key: uuid.UUID, since: dt.datetime) -> None:
    gone = {track.pk: track for track in VoiceTrack.objects.filter(page_key=key, recorded_at__lt=since)}
    for version in _versions(page_of(key), since):
        words = {(step.id, step.mark) for step in steps_of(version)}
        gone = {pk: track for pk, track in gone.items() if (track.step, track.mark) not in words}
        if not gone:
            return
    tracks.remove(VoiceTrack.objects.filter(pk__in=gone))
    steps = sorted({track.step for track in gone.values()})
    audit.log("voice.forgotten", data={"page": str(key), "steps": steps, "tracks": len(gone)})


def _versions(page: Any, since: dt.datetime) -> Iterator[Any]:
    """The page as it is, then as it was written or published at any moment after ``since``. Nothing for no page."""
    if page is None:
        return
    yield page
    written = page.revisions.filter(created_at__lt=since).order_by("-created_at", "-pk")
    log = PageLogEntry.objects.filter(page=page.pk, action=PUBLISHED, revision__isnull=False)
    published = log.filter(timestamp__lt=since).order_by("-timestamp", "-pk")
    stood = {*written.values_list("pk", flat=True)[:1], *published.values_list("revision", flat=True)[:1]}
    later = Q(created_at__gte=since) | Q(pk__in=log.filter(timestamp__gte=since).values("revision"))
    planned = Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(later | planned | Q(pk__in=stood)).order_by("-pk"):
        yield revision.as_object()
