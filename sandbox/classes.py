"""What whoever runs a class does to the pages of its learners, and what she sees of them there.

The app that runs the class calls these through ``sandbox.service`` and gives the class its id. Each act may come twice.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Learner
from kit.prepared import Prepared
from sandbox import journey
from sandbox.enums import Nudge
from sandbox.models import Classroom, PackVersion, Seat, pack_of_digest
from sandbox.watching import frame_url

NOTHING_SHOWN = {"scenario": "", "frame": 0, "label": ""}


class _Row(NamedTuple):
    """The class and one seat in it; of a class where nobody sits yet, one row without a seat."""

    paused_at: dt.datetime | None
    resumed_at: dt.datetime | None
    scenario: str
    frame: int
    label: str
    seats__learner_id: uuid.UUID | None
    seats__hand_at: dt.datetime | None
    seats__nudge: str | None


_STATE = Prepared(
    lambda class_id: Classroom.objects.filter(id=class_id).values_list(*_Row._fields),
    models.UUIDField(),
    row=_Row,
)
_CURRENT = Prepared(lambda: PackVersion.objects.current().order_by("slug").values_list("digest"), row=str)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one learner shows and is shown: since when her hand is up, which nudge she has not put away yet."""

    hand_at: dt.datetime | None = None
    nudge: str = ""


@dataclass(frozen=True)
class ClassState:
    """What holds in a class just now. ``shown``: the name of the step that everybody is asked to look at."""

    paused_at: dt.datetime | None = None
    resumed_at: dt.datetime | None = None
    shown: str = ""
    shown_url: str = ""
    signs: Mapping[uuid.UUID, Sign] = field(default_factory=dict)

    @property
    def paused(self) -> bool:
        return self.paused_at is not None


def take_seat(class_id: uuid.UUID, learner: Learner, number: int) -> None:
    """``learner`` sits in the class; one who sits there already stays where she is."""
    Classroom.objects.get_or_create(id=class_id)
    Classroom.objects.filter(id=class_id).exclude(ended_at=None).update(ended_at=None)
    Seat.objects.get_or_create(classroom_id=class_id, learner=learner, defaults={"number": number})


def end_class(class_id: uuid.UUID) -> None:
    """It is over: no hand is up, nobody is stopped, nothing is shown any more."""
    Classroom.objects.filter(id=class_id).update(
        ended_at=timezone.now(), paused_at=None, resumed_at=None, **NOTHING_SHOWN
    )
    Seat.objects.filter(classroom=class_id).update(hand_at=None, nudge="", nudged_at=None)


def reopen_class(class_id: uuid.UUID) -> None:
    """It goes on after it had ended; everybody sits where she sat."""
    Classroom.objects.filter(id=class_id).update(ended_at=None)


def nudge_learner(class_id: uuid.UUID, learner_id: uuid.UUID, words: Nudge) -> bool:
    """Say ``words`` on the learner's next page; the latest takes the place of the one before. False without a seat."""
    seats = Seat.objects.filter(classroom=class_id, learner=learner_id)
    return bool(seats.update(nudge=words.value, nudged_at=timezone.now()))


def clear_hand(class_id: uuid.UUID, learner_id: uuid.UUID) -> None:
    """Somebody has come to her."""
    Seat.objects.filter(classroom=class_id, learner=learner_id).update(hand_at=None)


def pause_class(class_id: uuid.UUID) -> None:
    """Hands still: every page says so. What is typed is kept and can be saved all the same."""
    Classroom.objects.get_or_create(id=class_id)
    Classroom.objects.filter(id=class_id, paused_at=None).update(paused_at=timezone.now())


def resume_class(class_id: uuid.UUID) -> None:
    """On with it. Nobody is counted as stuck for the time in which all of them listened."""
    paused = Classroom.objects.filter(id=class_id).exclude(paused_at=None)
    paused.update(paused_at=None, resumed_at=timezone.now())


def steps_to_show(scenario_id: str) -> list[tuple[int, str]]:
    """(number, name) of the picture with which each step begins in the worked example; empty without one."""
    digest = _example_for(scenario_id)
    return list(_beginnings(digest, get_language() or "")) if digest else []


@lru_cache(maxsize=100)
def _beginnings(digest: str, language: str) -> tuple[tuple[int, str], ...]:
    """Of the example in the version with this digest, which never changes."""
    pack = pack_of_digest(digest)
    if pack.walkthrough is None:
        return ()
    first: dict[str, int] = {}
    for number, frame in enumerate(pack.walkthrough.frames, start=1):
        first.setdefault(frame.place, number)
    return tuple(
        (first[place], journey.label(pack, place)) for place in journey.places(pack) if place in first
    )


def _example_for(scenario_id: str) -> str | None:
    """Digest of the scenario's pack. Its example may be of a neighbour: same form, another story."""
    packs = ((digest, pack_of_digest(digest)) for digest in _CURRENT.rows())
    return next(
        (digest for digest, pack in packs if any(one.id == scenario_id for one in pack.scenarios)), None
    )


def show_step(class_id: uuid.UUID, scenario_id: str, number: int) -> bool:
    """Ask everybody to look at a step of the worked example. False for a picture that begins no step."""
    digest = _example_for(scenario_id)
    example = pack_of_digest(digest).walkthrough if digest else None
    label = dict(steps_to_show(scenario_id)).get(number)
    if example is None or label is None:
        return False
    shown = {"scenario": example.scenario, "frame": number, "label": label}
    Classroom.objects.update_or_create(id=class_id, defaults=shown)
    return True


def stop_showing(class_id: uuid.UUID) -> None:
    """Everybody back to her own page."""
    Classroom.objects.filter(id=class_id).update(**NOTHING_SHOWN)


def class_state(class_id: uuid.UUID) -> ClassState:
    """What holds in the class and who has given a sign. One query, however many sit there."""
    rows = _STATE.rows(class_id)
    if not rows:
        return ClassState()
    room = rows[0]
    return ClassState(
        paused_at=room.paused_at,
        resumed_at=room.resumed_at,
        shown=room.label,
        shown_url=frame_url(room.scenario, room.frame) if room.frame else "",
        signs={
            row.seats__learner_id: Sign(row.seats__hand_at, row.seats__nudge or "")
            for row in rows
            if row.seats__learner_id and (row.seats__hand_at or row.seats__nudge)
        },
    )


def shown_url(room: Classroom) -> str:
    """The address of the picture that everybody is asked to look at; empty where there is none."""
    return frame_url(room.scenario, room.frame) if room.frame else ""
