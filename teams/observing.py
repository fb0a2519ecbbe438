"""What members see people do, and whether those have filed the real one. Each verb is one transaction."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from kit import audit
from sandbox import service as sandbox_service
from sandbox.enums import Furthest
from teams import abilities, summaries
from teams.abilities import Seen
from teams.enums import TASKS_TO_BE_ALONE, Answer, EvidenceKind, Rung, Task
from teams.models import Attendance, Checklist, Evidence, Question, Trainee
from teams.people import actor

DAYS_UNTIL_ASKED = 14
_SALT = "teams.question"


class Answered(Exception):
    """The question has its answer; it is asked once."""


def in_order(tasks: Iterable[str]) -> list[str]:
    """The tasks as the list has them, each once."""
    given = set(tasks)
    return [task.value for task in Task if task.value in given]


@transaction.atomic
def observe(trainee: Trainee, procedure: str, tasks: Collection[str], *, by: User) -> Checklist:
    """``by`` saw her do these tasks without help. All that a dossier takes: she can do it alone, which is evidence.

    Raises ValueError for no task at all.
    """
    seen = in_order(tasks)
    if not seen:
        raise ValueError("an observation without a task")
    evidence = None
    if set(TASKS_TO_BE_ALONE) <= set(seen):
        evidence = summaries.record(trainee, procedure=procedure, kind=EvidenceKind.OBSERVED, member=by)
    checklist = Checklist.objects.create(
        trainee=trainee, procedure=procedure, tasks=seen, member=by, evidence=evidence
    )
    audit.log("checklist.made", actor=actor(by), data={"checklist": str(checklist.id)})
    return checklist


@transaction.atomic
def take_back(checklist: Checklist, *, by: User) -> None:
    """The ticks were a slip: rows that name the first. A second press changes nothing."""
    Trainee.objects.select_for_update().get(pk=checklist.trainee_id)
    if checklist.undoes_id or Checklist.objects.filter(undoes=checklist).exists():
        return
    Checklist.objects.create(
        trainee=checklist.trainee, procedure=checklist.procedure, member=by, undoes=checklist
    )
    known = checklist.evidence
    if known is not None and not Evidence.objects.filter(undoes=known).exists():
        summaries.record(known.trainee, procedure=known.procedure, kind=known.kind, member=by, undoes=known)
    audit.log("checklist.undone", actor=actor(by), data={"checklist": str(checklist.id)})


# --- The ladder --------------------------------------------------------------------------------------------------
def _hers(trainee: Trainee) -> Q:
    """Her rows, and those of rows that turned out to be her."""
    return Q(trainee__in=summaries.family(trainee.pk))


def ladder_of(trainee: Trainee) -> dict[str, Rung]:
    """Procedure → the rung that she stands on, from what was seen of her and what she practised here."""
    rows = Evidence.objects.standing().filter(_hers(trainee)).values_list("procedure", "kind", "at")
    watched = (
        Attendance.objects.standing().filter(_hers(trainee)).values_list("session__procedure", flat=True)
    )
    return abilities.ladder(filter(None, watched), _practised(trainee), [Seen(*row) for row in rows])


def _practised(trainee: Trainee) -> dict[str, Furthest]:
    learners = trainee.participations.values_list("learner", flat=True)
    found: dict[str, Furthest] = {}
    for (_learner, procedure), furthest in sandbox_service.furthest_of(learners).items():
        found[procedure] = max(found.get(procedure, furthest), furthest)
    return found


def evidence_of(trainee: Trainee) -> list[Evidence]:
    """What stands of her, the latest first."""
    rows = Evidence.objects.standing().filter(_hers(trainee)).select_related("member", "session")
    return list(rows.order_by("-at"))


def checklists_of(trainee: Trainee) -> list[Checklist]:
    """What members ticked and nobody took back, the latest first."""
    rows = Checklist.objects.standing().filter(_hers(trainee)).select_related("member")
    return list(rows.order_by("-at"))


# --- "Mai đi nộp thật", and the question after it -------------------------------------------------------------------
@transaction.atomic
def give_card(trainee: Trainee, procedure: str, *, by: User) -> Question:
    """She takes the card home; in two weeks she is asked once. A second press gives the same question."""
    Trainee.objects.select_for_update().get(pk=trainee.pk)
    due = timezone.localdate() + dt.timedelta(days=DAYS_UNTIL_ASKED)
    question, is_new = Question.objects.open().get_or_create(
        trainee=trainee, procedure=procedure, defaults={"given_by": by, "due_on": due}
    )
    if is_new:
        audit.log("card.given", actor=actor(by), data={"question": str(question.id)})
    return question


def link_word(question: Question) -> str:
    """What the link to her question ends with: nobody can make one up."""
    return signing.dumps(question.id.hex, salt=_SALT)


def question_of_link(word: str) -> Question | None:
    """The question that a link leads to; None for a word that we did not make, or a question that is gone."""
    try:
        number = uuid.UUID(hex=signing.loads(word, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    return Question.objects.filter(id=number, trainee__erased_at=None).select_related("trainee").first()


@transaction.atomic
def answer(question: Question, said: Answer, *, by: User | None = None) -> None:
    """Keep her answer: by the link, or told to a member. "Alone" is evidence that she filed the real one.

    Raises Answered for a question that has another answer by now; the same answer again changes nothing.
    """
    locked = Question.objects.select_for_update().select_related("trainee").get(pk=question.pk)
    if locked.answered_at is not None:
        if locked.answer == said:
            return
        raise Answered
    locked.answer, locked.answered_at, locked.asked_by = said, timezone.now(), by
    locked.save(update_fields=["answer", "answered_at", "asked_by"])
    if said == Answer.ALONE:
        summaries.record(locked.trainee, procedure=locked.procedure, kind=EvidenceKind.REAL, member=by)
    audit.log("question.answered", actor=actor(by), data={"question": str(locked.id)})
