"""What a member saw somebody do, task by task; and the question whether she has filed the real one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from teams.enums import Answer
from teams.models.evidence import Evidence
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.person import Trainee


class ChecklistQuerySet(LastingQuerySet["Checklist"]):
    pass


class Checklist(Lasting):
    """Append-only: which tasks of a procedure a member saw this person do without help."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="checklists")
    procedure = models.CharField(max_length=20)
    tasks = models.JSONField(default=list)  # values of teams.enums.Task, in their order
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # the observation "can do it alone" that followed, where every task for that was there
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="checklist"
    )
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = "checklist"
        indexes: ClassVar = [
            models.Index(fields=["trainee", "at"], name="checklist_of_trainee"),
            models.Index(fields=["at"], name="checklist_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}: {', '.join(self.tasks)}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> "QuestionQuerySet":
        """Not answered yet, due or not."""
        return self.filter(answered_at=None)

    def due(self) -> "QuestionQuerySet":
        """To be asked now, the longest due first."""
        return self.open().filter(due_on__lte=timezone.localdate()).order_by("due_on", "given_at")


class Question(models.Model):
    """ "Bác nộp được chưa?": asked once, two weeks after somebody took the card "Mai đi nộp thật" home."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="questions")
    procedure = models.CharField(max_length=20)
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # empty: she answered by the link

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trainee", "procedure"], condition=Q(answered_at=None), name="one_open_question_each"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], name="question_due", condition=Q(answered_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.due_on:%d/%m/%Y}"
