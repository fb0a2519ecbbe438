"""What happens to recordings of steps: they arrive, are taken or not, and are picked for readers.

Whoever may change a page is heard at once. Members of the teams of a commune are heard after an editor of the page
has listened: their recordings wait. A recording whose step was changed since is old: it stays, in case the words come
back, but readers are not played other words than those that they read.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.enums import TrackKind, TrackState
from courses.models import VoiceTrack
from courses.voices.languages import BY_TAG, VIETNAMESE
from courses.voices.step_words import StepWords
from kit import audit, generation
from media import service as media


@dataclass(frozen=True)
class Heard:
    """A recording as a page offers it; the values of ui/listen.html."""

    language: str
    label: str
    url: str
    seconds: int
    kb: int


@dataclass(frozen=True)
class StepVoices:
    """``own``: the step in Vietnamese, None without a recording; ``others``: further languages, in their order."""

    own: Heard | None = None
    others: tuple[Heard, ...] = ()


# --- For readers -----------------------------------------------------------------------------------------------------
def voices_of(page_key: uuid.UUID, steps: Iterable[StepWords]) -> dict[str, StepVoices]:
    """Id of a step → what there is to hear of it, for those of ``steps`` with anything. One query at most."""
    wanted = {step.id: step for step in steps}
    found: dict[str, dict[str, VoiceTrack]] = defaultdict(dict)
    for track in _heard_of(page_key):
        if track.step in wanted and track.mark == wanted[track.step].mark:
            found[track.step].setdefault(track.language, track)
    return {step: _voices(tracks) for step, tracks in found.items()}


_MOST_KNOWN = 500  # pages, of a few rows each
_known: dict[tuple[str, uuid.UUID], list[VoiceTrack]] = {}


def _heard_of(page_key: uuid.UUID) -> list[VoiceTrack]:
    """What readers may hear of a page, the latest first; asked for once in each generation of the kept pages."""
    word = generation.current()
    found = _known.get((word, page_key)) if word else None
    if found is None:
        found = list(VoiceTrack.objects.heard().filter(page_key=page_key))
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[word, page_key] = found
    return found


def track_changed(**kwargs: Any) -> None:
    """Receiver of ``post_save`` and ``post_delete``: this process forgets at once, the others with the commit."""
    _known.clear()


def _voices(tracks: dict[str, VoiceTrack]) -> StepVoices:
    offered = {tag: _heard(tracks[tag]) for tag in BY_TAG if tag in tracks}
    own = offered.pop(VIETNAMESE, None)
    return StepVoices(own, tuple(offered.values()))


def _heard(track: VoiceTrack) -> Heard:
    label = _("Listen to this step")
    if track.language != VIETNAMESE:
        label = _("Listen in %(language)s") % {"language": BY_TAG[track.language].name}
    return Heard(track.language, label, sound_url(track), track.seconds, track.kilobytes)


def sound_url(track: VoiceTrack) -> str:
    """Where it plays, for those who may hear it."""
    return reverse("courses:voice", args=[track.pk])


# --- For those who record --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Progress:
    """One step in one language: its recordings, by what they are good for. At most one of each is told."""

    step: StepWords
    heard: VoiceTrack | None = None
    waiting: tuple[VoiceTrack, ...] = ()
    old: VoiceTrack | None = None
    declined: VoiceTrack | None = None

    @property
    def is_done(self) -> bool:
        """Whether nobody has to read this step now."""
        return bool(self.heard or self.waiting)

    @property
    def is_missing(self) -> bool:
        """Whether readers hear no person here."""
        return not self.heard


def progress(steps: Sequence[StepWords], tracks: Iterable[VoiceTrack], *, of: User | None) -> list[Progress]:
    """How far recording has come. ``tracks`` are those of the page in one language, the latest first.

    ``of``: only this person's waiting and declined ones; None for somebody who decides about all of them.
    """
    by_step: dict[str, list[VoiceTrack]] = defaultdict(list)
    for track in tracks:
        if track.state == TrackState.HEARD or of is None or track.recorded_by_id == of.pk:
            by_step[track.step].append(track)
    return [_progress(step, by_step[step.id]) for step in steps]


def _progress(step: StepWords, tracks: list[VoiceTrack]) -> Progress:
    fitting = [one for one in tracks if one.mark == step.mark]
    heard = _first(fitting, TrackState.HEARD)
    waiting = tuple(one for one in fitting if one.state == TrackState.WAITING)
    old = None if heard else _first([one for one in tracks if one.mark != step.mark], TrackState.HEARD)
    declined = None if heard or waiting else _first(fitting, TrackState.DECLINED)
    return Progress(step, heard, waiting, old, declined)


def _first(tracks: Iterable[VoiceTrack], state: TrackState) -> VoiceTrack | None:
    return next((one for one in tracks if one.state == state), None)


def tracks_of(page_key: uuid.UUID, language: str = "") -> list[VoiceTrack]:
    """Everything recorded of a page, the latest first."""
    found = VoiceTrack.objects.filter(page_key=page_key).order_by("-recorded_at")
    return list(found.filter(language=language) if language else found)


def record(
    page_key: uuid.UUID,
    step: StepWords,
    language: str,
    content: bytes,
    *,
    by: User,
    kind: TrackKind,
    publishes: bool,
) -> VoiceTrack:
    """Keep ``content`` as ``step`` read out in ``language``; what the same file brought before, if it comes again.

    Raises media.service.BadSound.
    """
    same = {
        "page_key": page_key,
        "step": step.id,
        "language": language,
        "mark": step.mark,
        "source": hashlib.sha256(content).hexdigest(),
        "recorded_by": by,
    }
    known = VoiceTrack.objects.filter(**same).exclude(state=TrackState.DECLINED).first()
    if known is not None:
        return known
    kept = media.keep(content)
    state = TrackState.HEARD if publishes else TrackState.WAITING
    told = {"file": kept.name, "seconds": max(1, round(kept.seconds)), "size": kept.size}
    try:
        return _add({**same, **told, "kind": kind, "state": state}, publishes=publishes)
    except IntegrityError:  # it has arrived twice at the same moment
        return VoiceTrack.objects.get(**same)


@transaction.atomic
def _add(values: dict[str, Any], *, publishes: bool) -> VoiceTrack:
    by = values["recorded_by"]
    same = {name: values[name] for name in ("page_key", "step", "language", "mark", "source", "recorded_by")}
    VoiceTrack.objects.filter(**same, state=TrackState.DECLINED).delete()
    track = VoiceTrack.objects.create(**values)
    if publishes:
        track.decided_by, track.decided_at = by, timezone.now()
        track.save(update_fields=["decided_by", "decided_at"])
    _make_room(track)
    audit.log("voice.recorded", actor=f"user:{by.pk}", data=_about(track))
    return track


def _make_room(track: VoiceTrack) -> None:
    """What was read out of the same words before makes room: by anybody once it is heard, else by herself."""
    before = VoiceTrack.objects.filter(
        page_key=track.page_key, step=track.step, language=track.language, mark=track.mark
    ).exclude(pk=track.pk)
    if track.state == TrackState.HEARD:
        remove(before.filter(state=TrackState.HEARD))
    remove(before.filter(recorded_by=track.recorded_by_id).exclude(state=TrackState.HEARD))


def remove(tracks: Any) -> None:
    """Delete these rows, and with the commit their files."""
    rows = list(tracks)
    names = [one.file for one in rows]
    for one in rows:
        one.delete()
    transaction.on_commit(lambda: forget_files(names))


def forget_files(names: Iterable[str]) -> None:
    """Take the files of these names off the disk, but for those that a row still plays."""
    wanted = set(names) - {""}
    for name in wanted - set(VoiceTrack.objects.filter(file__in=wanted).values_list("file", flat=True)):
        media.forget(name)


def accept(track: VoiceTrack, *, by: User) -> None:
    """Let readers hear it."""
    _decide(track, TrackState.HEARD, by)


def decline(track: VoiceTrack, *, by: User) -> None:
    """Ask for another one. Whoever recorded it is told on her page; the sound goes."""
    name = track.file
    _decide(track, TrackState.DECLINED, by)
    transaction.on_commit(lambda: forget_files([name]))


@transaction.atomic
def _decide(track: VoiceTrack, state: TrackState, by: User) -> None:
    track.state, track.decided_by, track.decided_at = state, by, timezone.now()
    if state is TrackState.DECLINED:
        track.file = ""
    track.save(update_fields=["state", "decided_by", "decided_at", "file"])
    if state is TrackState.HEARD:
        _make_room(track)
    audit.log(f"voice.{state}", actor=f"user:{by.pk}", data=_about(track))


def _about(track: VoiceTrack) -> dict[str, Any]:
    return {
        "page": str(track.page_key),
        "step": track.step,
        "language": track.language,
        "seconds": track.seconds,
    }


def page_deleted(*, instance: Any, **kwargs: Any) -> None:
    """Receiver of ``post_delete``: a page is gone for good, and with it what was recorded of it."""
    remove(VoiceTrack.objects.filter(page_key=instance.translation_key))
