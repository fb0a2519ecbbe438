"""The ten statuses of a dossier and the one table of the changes that are allowed.

Statuses are the ten of the code table with which systems report dossiers to the national portal. The transitions are
ours, read from what the statuses mean; 6→7 is to withdraw instead of paying, 6→8 not to have paid in time. "Draft to
check" and "late with apology" are stages of a status, "refused on the merits" is a reason: no status was invented for
them. A change of stage keeps the status and stands in the table too.
"""

from dataclasses import dataclass
from enum import IntEnum

from sandbox.engine import texts
from sandbox.engine.enums import Actor, Reason, Stage, SupplementType


class Status(IntEnum):
    """The code that the portal and the agencies exchange; DRAFT exists only on the citizen's side."""

    DRAFT = 0
    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


STAGES: dict[Status, frozenset[Stage]] = {
    Status.IN_PROGRESS: frozenset({Stage.PLAIN, Stage.DRAFT_TO_CHECK, Stage.LATE_WITH_APOLOGY}),
}
_UNTOLD = frozenset({Stage.PLAIN})
_AT_WORK = frozenset({Stage.PLAIN, Stage.LATE_WITH_APOLOGY})
_DRAFT_OUT = frozenset({Stage.DRAFT_TO_CHECK})


def stages(status: Status) -> frozenset[Stage]:
    """The stages that exist inside a status."""
    return STAGES.get(status, _UNTOLD)


@dataclass(frozen=True)
class Transition:
    """One allowed change: who makes it, and which reasons it must carry (none: it carries none).

    `before` and `after` are the stages that it may leave and enter.
    """

    origin: Status
    target: Status
    actor: Actor
    reasons: frozenset[Reason]
    before: frozenset[Stage]
    after: frozenset[Stage]


def _move(
    origin: Status,
    target: Status,
    actor: Actor,
    *reasons: Reason,
    before: frozenset[Stage] | None = None,
    after: frozenset[Stage] | None = None,
) -> Transition:
    why = frozenset(reasons or {Reason.NONE})
    return Transition(origin, target, actor, why, before or stages(origin), after or stages(target))


TRANSITIONS: tuple[Transition, ...] = (
    _move(Status.DRAFT, Status.REGISTERED, Actor.CITIZEN),
    _move(Status.REGISTERED, Status.ACCEPTED, Actor.OFFICE),
    _move(Status.REGISTERED, Status.NOT_ACCEPTED, Actor.OFFICE, Reason.NOT_OUR_COMPETENCE, Reason.NOT_VALID),
    _move(Status.REGISTERED, Status.WITHDRAWN, Actor.CITIZEN),
    _move(Status.ACCEPTED, Status.IN_PROGRESS, Actor.OFFICE, after=_AT_WORK),
    _move(Status.ACCEPTED, Status.WITHDRAWN, Actor.CITIZEN),
    _move(Status.IN_PROGRESS, Status.SUPPLEMENT_REQUESTED, Actor.OFFICE, before=_AT_WORK),
    _move(Status.IN_PROGRESS, Status.PAYMENT_REQUESTED, Actor.OFFICE, before=_AT_WORK),
    _move(Status.IN_PROGRESS, Status.WITHDRAWN, Actor.CITIZEN),
    _move(
        Status.IN_PROGRESS,
        Status.STOPPED,
        Actor.OFFICE,
        Reason.REFUSED_ON_MERITS,
        Reason.STILL_INCOMPLETE,
        before=_AT_WORK,
    ),
    _move(Status.IN_PROGRESS, Status.DONE, Actor.OFFICE, before=_AT_WORK),
    _move(Status.SUPPLEMENT_REQUESTED, Status.IN_PROGRESS, Actor.CITIZEN, after=_UNTOLD),
    _move(Status.SUPPLEMENT_REQUESTED, Status.WITHDRAWN, Actor.CITIZEN),
    _move(Status.SUPPLEMENT_REQUESTED, Status.STOPPED, Actor.OFFICE, Reason.SUPPLEMENT_OVERDUE),
    _move(Status.PAYMENT_REQUESTED, Status.IN_PROGRESS, Actor.CITIZEN, Reason.PAID, after=_UNTOLD),
    _move(Status.PAYMENT_REQUESTED, Status.WITHDRAWN, Actor.CITIZEN),
    _move(Status.PAYMENT_REQUESTED, Status.STOPPED, Actor.OFFICE, Reason.NOT_PAID),
    _move(Status.PAYMENT_REQUESTED, Status.DONE, Actor.CITIZEN, Reason.PAID),
    _move(Status.DONE, Status.RETURNED, Actor.OFFICE),
)

# Inside "Đang xử lý": the status stays, the stage changes (record of 1.001193: draft, apology).
STAGE_CHANGES: tuple[Transition, ...] = (
    _move(
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Actor.OFFICE,
        before=_AT_WORK,
        after=_DRAFT_OUT,
    ),
    _move(
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Actor.OFFICE,
        before=_UNTOLD,
        after=frozenset({Stage.LATE_WITH_APOLOGY}),
    ),
    _move(
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Actor.OFFICE,
        Reason.DRAFT_SILENCE,
        before=_DRAFT_OUT,
        after=_UNTOLD,
    ),
    _move(
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Actor.CITIZEN,
        Reason.DRAFT_AGREED,
        Reason.DRAFT_CORRECTED,
        before=_DRAFT_OUT,
        after=_UNTOLD,
    ),
)

FINAL: frozenset[Status] = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})

# Where a dossier came to its end without a result, and she may begin anew with what she had typed.
ENDED_WITHOUT_RESULT: frozenset[Status] = FINAL - {Status.RETURNED}

_TURN: dict[tuple[Status, Stage], Actor] = {
    (Status.DRAFT, Stage.PLAIN): Actor.CITIZEN,
    (Status.REGISTERED, Stage.PLAIN): Actor.OFFICE,
    (Status.ACCEPTED, Stage.PLAIN): Actor.OFFICE,
    (Status.IN_PROGRESS, Stage.PLAIN): Actor.OFFICE,
    (Status.IN_PROGRESS, Stage.DRAFT_TO_CHECK): Actor.CITIZEN,
    (Status.IN_PROGRESS, Stage.LATE_WITH_APOLOGY): Actor.OFFICE,
    (Status.SUPPLEMENT_REQUESTED, Stage.PLAIN): Actor.CITIZEN,
    (Status.PAYMENT_REQUESTED, Stage.PLAIN): Actor.CITIZEN,
    (Status.DONE, Stage.PLAIN): Actor.OFFICE,
}


class IllegalTransition(ValueError):
    """A change of status or stage that the table does not have."""


def can(origin: Status, target: Status, actor: Actor) -> bool:
    """Whether `actor` may move a dossier from `origin` to `target`."""
    return bool(_listed(origin, target, actor))


def check(
    origin: Status,
    target: Status,
    actor: Actor,
    *,
    reason: Reason = Reason.NONE,
    stage: Stage = Stage.PLAIN,
    before: Stage = Stage.PLAIN,
) -> Transition:
    """The transition for this change, from stage `before` to `stage`.

    Raises IllegalTransition where change, reason or stage is not in the table.
    """
    moves = _listed(origin, target, actor)
    if not moves:
        raise IllegalTransition(f"{actor.value} may not move a dossier from {origin.name} to {target.name}")
    moves = [move for move in moves if before in move.before and stage in move.after]
    if not moves:
        raise IllegalTransition(
            f"{origin.name} to {target.name} has no way from stage {before.value!r} to {stage.value!r}"
        )
    for move in moves:
        if reason in move.reasons:
            return move
    raise IllegalTransition(f"{origin.name} to {target.name} does not take the reason {reason.value!r}")


def _listed(origin: Status, target: Status, actor: Actor) -> list[Transition]:
    table = STAGE_CHANGES if origin is target else TRANSITIONS
    return [m for m in table if (m.origin, m.target, m.actor) == (origin, target, actor)]


def next_statuses(origin: Status, actor: Actor) -> tuple[Status, ...]:
    """Where `actor` may move a dossier that stands at `origin`, in order of code."""
    return tuple(move.target for move in TRANSITIONS if move.origin is origin and move.actor is actor)


def whose_turn(status: Status, stage: Stage = Stage.PLAIN) -> Actor | None:
    """Who must act now; None once the dossier has come to its end."""
    return _TURN.get((status, stage))


def official_name(status: Status) -> str:
    """The name of the status as the real portal shows it."""
    return texts.phrase("statuses", str(status.value), "name")


def plain_meaning(status: Status, stage: Stage = Stage.PLAIN, *, you: str = texts.YOU) -> str:
    """One or two everyday sentences for a status, or for a stage of it."""
    key = stage.value or "meaning"
    return texts.phrase("statuses", str(status.value), key, you=you)


def notice(status: Status, stage: Stage, reason: Reason, *, you: str = texts.YOU, **values: str) -> str:
    """What the drawn phone says of an act of the office; `values`: code, due, deadline, sum. "" where silent.

    A stage or a reason of its own has its own words, before the status.
    """
    known = texts.phrases()["notices"]
    for key in (f"{status.value}.{stage.value or reason.value}", str(status.value)):
        if key in known:
            return texts.phrase("notices", key, you=you, **values)
    return ""


def supplement_name(kind: SupplementType) -> str:
    """What is the matter with a thing that is asked for again, in two words."""
    return texts.phrase("supplements", kind.value, "name")


def supplement_meaning(kind: SupplementType, *, you: str = texts.YOU) -> str:
    """The same in everyday sentences, with what to do about it."""
    return texts.phrase("supplements", kind.value, "meaning", you=you)


def reason_text(reason: Reason, *, you: str = texts.YOU) -> str:
    """An everyday sentence for a reason; empty for NONE."""
    return texts.phrase("reasons", reason.value, you=you) if reason else ""
