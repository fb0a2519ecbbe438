"""The live board: who needs somebody, who works, who is done. Built from values, without the database."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.service import ClassState, Progress, Sign

STUCK_AFTER = 5  # minutes without a step
LONG_AFTER = 60  # minutes: from here on nobody counts them any more
NO_SIGN = Sign()
NO_CLASS = ClassState()


class Present(Protocol):
    """Somebody who is in the session: a Participant, or what was read of one."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def learner_id(self) -> uuid.UUID: ...

    @property
    def trainee_id(self) -> uuid.UUID | None: ...

    @property
    def display_name(self) -> str: ...

    @property
    def joined_at(self) -> dt.datetime: ...


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in one word or two: kind and icon as ui/chip.html takes them."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One card. ``number`` is her place in the order of coming in; ``idle`` minutes since her last step.

    ``hand``: minutes since she raised her hand, -1 while it is down. ``last``: her last mistake, field and kind.
    """

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
    step_label: str = ""
    last: str = ""
    hand: int = -1
    nudged: bool = False

    @property
    def done(self) -> bool:
        return self.finished or self.confirmed

    @property
    def asks(self) -> bool:
        """Whether her hand is up."""
        return self.hand >= 0

    @property
    def stuck(self) -> bool:
        return not self.done and self.idle >= STUCK_AFTER

    @property
    def needs(self) -> bool:
        """Whether somebody ought to go to her."""
        return self.asks or self.stuck

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
    """A column, with the people in it: raised hands first, then those who need somebody longest."""

    id: str
    title: str
    people: tuple[Person, ...]
    need: bool = False


@dataclass(frozen=True)
class Board:
    """Everything that the fragment shows, but the time of day. Two boards that show the same are equal."""

    lanes: tuple[Lane, ...]
    figures: tuple[tuple[int, str], ...]
    paused: bool = False
    shown: str = ""
    shown_url: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(lane.people for lane in self.lanes)


def build(
    participants: Sequence[Present],
    progress: Mapping[uuid.UUID, Progress],
    confirmed: Collection[uuid.UUID],
    now: dt.datetime,
    state: ClassState = NO_CLASS,
) -> Board:
    """The board of ``participants`` (in order of coming in). ``confirmed``: the trainees marked tonight."""
    clock = _Clock(now, state)
    people = [
        _person(
            number,
            one,
            clock.since(one, progress.get(one.learner_id)),
            one.trainee_id in confirmed,
            state.signs.get(one.learner_id, NO_SIGN),
            clock,
        )
        for number, one in enumerate(participants, start=1)
    ]
    needing = sorted((one for one in people if one.needs), key=lambda one: (-one.hand, -one.idle))
    done = tuple(one for one in people if one.done and not one.asks)
    working = tuple(one for one in people if not one.needs and not one.done)
    lanes = (
        Lane("can-den", _("You are needed"), tuple(needing), need=True),
        Lane("dang-lam", _("Working alone"), working),
        Lane("da-xong", _("Done"), done),
    )
    return Board(lanes, _figures(people), state.paused, state.shown, state.shown_url)


def _figures(people: Sequence[Person]) -> tuple[tuple[int, str], ...]:
    return (
        (len(people), _("people")),
        (sum(one.asks for one in people), _("hands up")),
        (sum(one.stuck for one in people), _("stuck")),
        (sum(one.done for one in people), _("finished")),
        (sum(one.confirmed for one in people), _("can do it alone")),
    )


class _Clock:
    """Counts minutes by those of the clock on the wall: all change at once, and polls in between find no change.

    While the class listens nobody's minutes run; afterwards all begin anew.
    """

    def __init__(self, now: dt.datetime, state: ClassState) -> None:
        self.now = _minute(now)
        self.stands = _minute(state.paused_at or now)
        self.began = _minute(state.resumed_at) if state.resumed_at else 0

    def minutes(self, since: dt.datetime) -> int:
        """Whole minutes since then."""
        return max(0, self.now - _minute(since))

    def idle(self, since: dt.datetime) -> int:
        """Minutes since then in which she could have done something."""
        return max(0, self.stands - max(self.began, _minute(since)))

    def since(self, participant: Present, progress: Progress | None) -> Progress | None:
        """``progress`` if it was made since she came in; last week's exercise says nothing about tonight."""
        if progress is None or _minute(progress.touched_at) < _minute(participant.joined_at):
            return None
        return progress


def _minute(moment: dt.datetime) -> int:
    return int(moment.timestamp() // 60)


def _person(
    number: int,
    participant: Present,
    progress: Progress | None,
    confirmed: bool,
    sign: Sign,
    clock: _Clock,
) -> Person:
    idle = clock.idle(progress.touched_at if progress else participant.joined_at)
    hand = clock.minutes(sign.hand_at) if sign.hand_at else -1
    finished = progress is not None and progress.finished
    chip = _chip(progress, confirmed, idle, hand)
    return Person(
        number=number,
        id=participant.id,
        name=participant.display_name,
        step=progress.step if progress else 0,
        steps=progress.steps if progress else 1,
        label=_label_with_helper(progress, chip),
        idle=0 if finished or confirmed else min(idle, LONG_AFTER),
        mistakes=progress.mistakes if progress else 0,
        finished=finished,
        confirmed=confirmed,
        chip=chip,
        step_label=progress.step_label if progress else "",
        last="" if finished else _last(progress),
        hand=min(hand, LONG_AFTER),
        nudged=bool(sign.nudge),
    )


def _last(progress: Progress | None) -> str:
    """Field and kind of the last mistake; whichever of the two is known."""
    if progress is None:
        return ""
    return ": ".join(filter(None, (progress.field_label, progress.mistake_kind)))


def _label(progress: Progress | None) -> str:
    if progress is None:
        return _("Has just come in, has not begun.")
    return _("has sent the dossier") if progress.finished else progress.step_label


def _label_with_helper(progress: Progress | None, chip: Chip | None) -> str:
    """Where she is; and, where the chip has something more urgent to say, that somebody sits beside."""
    if progress is None or not progress.helped or chip == _with_helper():
        return _label(progress)
    words = _with_helper().text
    return f"{_label(progress)}, {words[:1].lower()}{words[1:]}"


def _chip(progress: Progress | None, confirmed: bool, idle: int, hand: int) -> Chip | None:
    if hand >= 0:
        text = _("Hand up %(minutes)s") % {"minutes": _long(hand)} if hand else _("Hand just gone up")
        return Chip("warn", "giotay", text)
    if confirmed:
        return Chip("ok", "tich", _("Can do it alone"))
    if progress is not None and progress.finished:
        return _chip_of_finished(progress)
    if idle >= STUCK_AFTER:
        return Chip("stop", "gio", _("Stuck %(minutes)s") % {"minutes": _long(idle)})
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


def _long(minutes: int) -> str:
    return _("more than an hour") if minutes >= LONG_AFTER else _minutes(minutes)


def _minutes(number: int) -> str:
    if number == 0:
        return _("just now")
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
