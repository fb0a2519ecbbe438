"""The live board: who needs somebody, who works, who is done. Built from values, without the database."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.service import Progress
from teams.models import Participant

STUCK_AFTER = 5  # minutes without a step
LONG_AFTER = 60  # minutes: from here on nobody counts them any more


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in one word or two: kind and icon as ui/chip.html takes them."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One card. ``number`` is her place in the order of coming in; ``idle`` minutes since her last step."""

    number: int
    id: uuid.UUID
    name: str
    step: int
    steps: int
    label: str
    idle: int
    mistakes: int
    finished: bool
    confirmed: bool
    chip: Chip | None

    @property
    def done(self) -> bool:
        return self.finished or self.confirmed

    @property
    def stuck(self) -> bool:
        return not self.done and self.idle >= STUCK_AFTER

    @property
    def meta(self) -> str:
        """Right of the name, where nothing more urgent stands: how long ago, how many mistakes."""
        return f"{_minutes(self.idle)} · {self.mistakes_text}" if self.step else _minutes(self.idle)

    @property
    def mistakes_text(self) -> str:
        return ngettext("%(number)d mistake", "%(number)d mistakes", self.mistakes) % {
            "number": self.mistakes
        }


@dataclass(frozen=True, slots=True)
class Lane:
    """A column, with the people in it, those who need somebody longest first."""

    id: str
    title: str
    people: tuple[Person, ...]
    need: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the fragment shows, but the time of day. Two boards that show the same are equal."""

    lanes: tuple[Lane, ...]
    figures: tuple[tuple[int, str], ...]

    @property
    def is_empty(self) -> bool:
        return not any(lane.people for lane in self.lanes)

    @property
    def etag(self) -> str:
        """Changes exactly when something on the board does."""
        return f'"{hashlib.sha256(repr(self).encode()).hexdigest()[:32]}"'


def build(
    participants: Sequence[Participant],
    progress: Mapping[uuid.UUID, Progress],
    confirmed: Collection[uuid.UUID],
    now: dt.datetime,
) -> Board:
    """The board of ``participants`` (in order of coming in). ``confirmed``: the trainees marked tonight."""
    people = [
        _person(number, one, _since(one, progress.get(one.learner_id), now), one.trainee_id in confirmed, now)
        for number, one in enumerate(participants, start=1)
    ]
    stuck = tuple(sorted((one for one in people if one.stuck), key=lambda one: -one.idle))
    done = tuple(one for one in people if one.done)
    working = tuple(one for one in people if not one.stuck and not one.done)
    lanes = (
        Lane("can-den", _("You are needed"), stuck, need=True),
        Lane("dang-lam", _("Working alone"), working),
        Lane("da-xong", _("Done"), done),
    )
    sure = sum(one.confirmed for one in people)
    figures = (
        (len(people), _("people")),
        (len(stuck), _("stuck")),
        (len(done), _("finished")),
        (sure, _("can do it alone")),
    )
    return Board(lanes, figures)


def _since(participant: Participant, progress: Progress | None, now: dt.datetime) -> Progress | None:
    """``progress`` if it was made since she came in; last week's exercise says nothing about tonight."""
    if progress is None or progress.minutes_idle > _waiting(participant, now):
        return None
    return progress


def _waiting(participant: Participant, now: dt.datetime) -> int:
    """Minutes since she came in, by the minutes of the clock: so all change at once, and polls find no change."""
    return max(0, int(now.timestamp() // 60 - participant.joined_at.timestamp() // 60))


def _person(
    number: int, participant: Participant, progress: Progress | None, confirmed: bool, now: dt.datetime
) -> Person:
    idle = progress.minutes_idle if progress else _waiting(participant, now)
    finished = progress is not None and progress.finished
    return Person(
        number=number,
        id=participant.id,
        name=participant.display_name,
        step=progress.step if progress else 0,
        steps=progress.steps if progress else 1,
        label=_label_with_helper(progress, confirmed, idle),
        idle=0 if finished or confirmed else min(idle, LONG_AFTER),
        mistakes=progress.mistakes if progress else 0,
        finished=finished,
        confirmed=confirmed,
        chip=_chip(progress, confirmed, idle),
    )


def _label(progress: Progress | None) -> str:
    if progress is None:
        return _("Has just come in, has not begun.")
    if progress.finished:
        return _("has sent the dossier")
    if progress.field_label and progress.minutes_idle >= STUCK_AFTER:
        return f"{progress.step_label}, {progress.field_label[:1].lower()}{progress.field_label[1:]}"
    return progress.step_label


def _label_with_helper(progress: Progress | None, confirmed: bool, idle: int) -> str:
    """Where she is; and, where the chip has something more urgent to say, that somebody sits beside."""
    chip = _chip(progress, confirmed, idle)
    if progress is None or not progress.helped or chip == _with_helper():
        return _label(progress)
    words = _with_helper().text
    return f"{_label(progress)}, {words[:1].lower()}{words[1:]}"


def _chip(progress: Progress | None, confirmed: bool, idle: int) -> Chip | None:
    if confirmed:
        return Chip("ok", "tich", _("Can do it alone"))
    if progress is not None and progress.finished:
        return _chip_of_finished(progress)
    if idle >= STUCK_AFTER:
        minutes = _("more than an hour") if idle >= LONG_AFTER else _minutes(idle)
        return Chip("stop", "gio", _("Stuck %(minutes)s") % {"minutes": minutes})
    return _with_helper() if progress is not None and progress.helped else None


def _with_helper() -> Chip:
    return Chip("", "nhom", _("With somebody beside"))


def _chip_of_finished(progress: Progress) -> Chip:
    """How much help there was; whether it counts is for the check or the member to say."""
    if progress.unaided:
        return Chip("ok", "tich", _("Alone, in the check"))
    if progress.helped:
        return _with_helper()
    if progress.hints:
        text = ngettext("%(number)d hint", "%(number)d hints", progress.hints)
        return Chip("", "den", text % {"number": progress.hints})
    return Chip("", "tich", _("No hint"))


def _minutes(number: int) -> str:
    if number == 0:
        return _("just now")
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
