"""Members who teach members, and hard cases that an advanced member takes over. Verbs, each with its audit line."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from kit import audit
from teams.models import HardCase, Membership, Team, Training


class NotAdvanced(Exception):
    """Only an advanced member, on a day that was hers, trains others and takes over hard cases."""


class CaseTaken(Exception):
    """Somebody else was quicker."""


class CaseClosed(Exception):
    """A hard case that has ended is not passed on any more."""


def _note(action: str, by: User, **data: Any) -> None:
    audit.log(action, actor=f"user:{by.pk}", data=data)


@transaction.atomic
def record_training(
    *,
    members: Collection[Membership],
    trainer: Membership,
    topic: str,
    on: dt.date,
    hours: Decimal,
    note: str,
    by: User,
) -> list[Training]:
    """``trainer`` taught ``members`` something on a day. Raises NotAdvanced."""
    if not (trainer.is_advanced and trainer.holds_on(on)):
        raise NotAdvanced
    values = {"trainer": trainer, "topic": topic, "on": on, "hours": hours, "note": note, "recorded_by": by}
    made = [Training.objects.create(member=member, **values) for member in members if member != trainer]
    _note("training.recorded", by, trainings=[one.pk for one in made])
    return made


@transaction.atomic
def take_training_back(training: Training, *, by: User) -> None:
    """It was put in by mistake: it counts no more, the row stays."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    if training.taken_back_at is None:
        training.taken_back_at, training.taken_back_by = timezone.now(), by
        training.save(update_fields=["taken_back_at", "taken_back_by"])
        _note("training.taken_back", by, training=training.pk)


@transaction.atomic
def open_case(team: Team, about: str, *, by: User, to: Membership | None = None) -> HardCase:
    """A hard case of ``team``, handed to ``to`` at once or waiting for somebody to take it. Raises NotAdvanced."""
    case = HardCase.objects.create(commune_id=team.commune_id, team=team, about=about, opened_by=by)
    _note("case.opened", by, case=str(case.id))
    return give_case(case, to, by=by) if to else case


@transaction.atomic
def give_case(case: HardCase, to: Membership | None, *, by: User) -> HardCase:
    """``to`` has the case now; None: it waits for somebody again. Raises NotAdvanced, CaseClosed."""
    case = HardCase.objects.select_for_update().get(pk=case.pk)
    if case.closed_at is not None:
        raise CaseClosed
    if to and not (to.is_advanced and to.holds_on(timezone.localdate())):
        raise NotAdvanced
    if case.taken_by_id == (to.pk if to else None):
        return case
    case.taken_by, case.taken_at = to, timezone.now() if to else None
    case.save(update_fields=["taken_by", "taken_at"])
    _note("case.taken" if to else "case.given_back", by, case=str(case.id))
    return case


@transaction.atomic
def take_case(case: HardCase, mine: Membership, *, by: User) -> HardCase:
    """Take over a case that waits. Raises CaseTaken when somebody else has it, and as `give_case`."""
    case = HardCase.objects.select_for_update().get(pk=case.pk)
    if case.taken_by_id not in (None, mine.pk):
        raise CaseTaken
    return give_case(case, mine, by=by)


@transaction.atomic
def close_case(case: HardCase, outcome: str, *, by: User) -> None:
    """It ended, and so. Raises CaseClosed when somebody has said so with other words."""
    case = HardCase.objects.select_for_update().get(pk=case.pk)
    if case.closed_at is not None:
        if case.outcome != outcome:
            raise CaseClosed
        return
    case.closed_at, case.closed_by, case.outcome = timezone.now(), by, outcome
    case.save(update_fields=["closed_at", "closed_by", "outcome"])
    _note("case.closed", by, case=str(case.id))
