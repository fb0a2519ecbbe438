"""The citizen's turns after sending: letting days pass, answering, paying, withdrawing, filing again, rating.

Every verb is one transaction and looks at the row as it is now, so that two tabs do one thing once.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kit import audit
from sandbox import attempts
from sandbox.catalogue import working_days
from sandbox.dossiers import case_of, decide, look, move
from sandbox.engine import machine, office
from sandbox.engine.enums import Actor, Rating, Reason, Stage
from sandbox.engine.kinds import kind_of
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier

SKIPS = (1, 3)  # days that "Bỏ qua" may pass over


class TooLate(Exception):
    """The dossier does not stand where this can be done (any more)."""


class NotWaiting(TooLate):
    """The office does not wait for this answer (any more)."""


def _locked(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


def _log(act: str, dossier: Dossier, **data: Any) -> None:
    actor = f"learner:{dossier.attempt.learner_id}"
    audit.log(f"dossier.{act}", actor=actor, data={"dossier": str(dossier.id), **data})


@transaction.atomic
def skip(dossier: Dossier, days: int) -> Dossier:
    """ "Bỏ qua một ngày / ba ngày": move the dossier's own clock on, then look."""
    row = _locked(dossier)
    if days in SKIPS and not row.over:
        row.set_clock(row.clock.skip(days, timezone.localtime()))
        row.save(update_fields=["clock_at", "clock_anchor", "clock_running"])
    return look(row)


def _hand_back(
    dossier: Dossier, reason: Reason = Reason.NONE, to: Status = Status.IN_PROGRESS, **data: Any
) -> None:
    """Her answer: the dossier goes back to the office, whose clock runs on and whose appointment is counted anew."""
    at = dossier.now()
    dossier.set_clock(dossier.clock.resume(timezone.localtime()))
    move(dossier, to, Actor.CITIZEN, at=at, reason=reason, data=data)
    dossier.due_at = office.due_at(case_of(dossier), working_days())
    dossier.save(update_fields=["due_at"])


@transaction.atomic
def supplement(dossier: Dossier, typed: Mapping[str, str], photos: Mapping[str, str]) -> Dossier:
    """Send what the office asked for. Raises NotWaiting when it does not wait for anything."""
    row = _locked(dossier)
    if row.state is not Status.SUPPLEMENT_REQUESTED:
        raise NotWaiting
    for paper, photo in photos.items():
        attempts.attach(row.attempt, paper, photo)
    if typed:
        attempts.save_answers(row.attempt, typed, row.attempt.revision)
    row.request = None
    row.said.pop("supplement", None)
    _hand_back(row, fields=sorted(typed), papers=sorted(photos))
    _log("supplemented", row)
    return row


@transaction.atomic
def keep_supplement(dossier: Dossier, typed: Mapping[str, str], photos: Mapping[str, str]) -> None:
    """A supplement that the portal did not take yet: what was typed waits for her, whenever she comes back.

    Nothing is kept once the office does not wait any more. `typed` has been past the guard.
    """
    row = _locked(dossier)
    if row.state is Status.SUPPLEMENT_REQUESTED:
        row.said["supplement"] = {**typed, **photos}
        row.save(update_fields=["said"])
        attempts.touch(row.attempt)


@transaction.atomic
def pay(dossier: Dossier) -> Dossier:
    """Pay on Ngân hàng Tập what the office asked for: no real money. Raises NotWaiting when nothing is to be paid.

    The receipt's number follows from the dossier's code: one dossier pays once.
    """
    row = _locked(dossier)
    if row.state is not Status.PAYMENT_REQUESTED:
        raise NotWaiting
    paid = {"paid_at": row.now().isoformat(), "number": f"MẪU-{row.code.partition('-')[2]}"}
    row.bill = {**(row.bill or {}), **paid}
    target = office.after_payment(case_of(row))
    if target is Status.DONE:
        decide(row)
    _hand_back(row, Reason.PAID, target)
    attempts.touch(row.attempt)
    _log("paid", row)
    return row


def _with_draft(dossier: Dossier) -> Dossier:
    row = _locked(dossier)
    if row.stage != Stage.DRAFT_TO_CHECK:
        raise NotWaiting
    return row


@transaction.atomic
def agree(dossier: Dossier) -> Dossier:
    """ "Đúng rồi": the draft is as it ought to be. Raises NotWaiting when no draft waits for her."""
    row = _with_draft(dossier)
    _hand_back(row, Reason.DRAFT_AGREED)
    _log("draft_agreed", row)
    return row


@transaction.atomic
def correct(dossier: Dossier, field: str, value: str) -> Dossier:
    """She points at a line of the draft and says what it ought to be. Raises NotWaiting when no draft waits.

    The office compares with the papers: it mends its own slip, writes a line as the papers have it where she had
    sent less (a year for a whole date), and leaves a line that was right.
    `value` has been past the guard.
    """
    row = _with_draft(dossier)
    row.said["correction"] = {"field": field, "value": value}
    fixed = field in (row.draft or {}).get("wrote", {})
    if not fixed and _as_on_papers(row.attempt, field, value):
        attempts.save_answers(row.attempt, {field: value}, row.attempt.revision)
        fixed = True
    _hand_back(row, Reason.DRAFT_CORRECTED, line=field, fixed=fixed)
    attempts.touch(row.attempt)
    _log("draft_corrected", row, line=field)
    return row


def may_withdraw(dossier: Dossier) -> bool:
    """Whether the table lets her take the dossier back now."""
    return machine.can(dossier.state, Status.WITHDRAWN, Actor.CITIZEN)


def _as_on_papers(attempt: Attempt, field: str, value: str) -> bool:
    """Whether the papers say `value`, and what was sent says something else."""
    on_papers, kind = attempt.scenario.fields.get(field, ""), kind_of(attempt.pack.eform.field(field))
    sent = attempt.answers.get(field, "")
    return bool(on_papers and sent) and kind.same(value, on_papers) and not kind.same(sent, on_papers)


@transaction.atomic
def withdraw(dossier: Dossier) -> Dossier:
    """ "Rút hồ sơ". Raises TooLate where the table does not have it."""
    row = _locked(dossier)
    if not may_withdraw(row):
        raise TooLate
    at = row.now()
    row.request = None
    row.set_clock(row.clock.pause(timezone.localtime()))
    move(row, Status.WITHDRAWN, Actor.CITIZEN, at=at)
    _log("withdrawn", row)
    return row


@transaction.atomic
def file_again(dossier: Dossier) -> Attempt:
    """ "Nộp lại": a new attempt with everything typed before, at its last page. One for each dossier.

    Raises TooLate for a dossier that did not end without a result.
    """
    row = _locked(dossier)
    if row.state not in machine.ENDED_WITHOUT_RESULT:
        raise TooLate
    before = row.attempt
    attempt, is_new = Attempt.objects.get_or_create(
        former=row,
        defaults={
            "learner": before.learner,
            "version": before.version,
            "scenario_id": before.scenario_id,
            "persona_id": before.persona_id,
            "mode": before.mode,
            "helper": before.helper,
            "persona_practised_before": True,
            "place": Place.REVIEW,
            "field": before.field,
            "answers": dict(before.answers),
            "papers": dict(before.papers),
        },
    )
    if is_new:
        _log("filed_again", row, attempt=str(attempt.id))
    return attempt


@transaction.atomic
def rate(dossier: Dossier, rating: Rating, words: str) -> None:
    """How she found the service; she may change her mind. Raises TooLate before the result.

    `words` have been past the guard.
    """
    row = _locked(dossier)
    if row.state is not Status.RETURNED:
        raise TooLate
    row.rating = rating.value
    row.said["rating"] = words
    row.save(update_fields=["rating", "said"])
    attempts.touch(row.attempt)
    _log("rated", row, rating=rating.value)
