"""Members who agreed to be shown to those whom they teach, and what these asked."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Learner, User
from teams.models.session import Participant
from teams.models.team import Membership, Team

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_PLACE = 300, 500, 200
TO_THE_COMMUNE = dt.timedelta(hours=48)


class ContactQuerySet(models.QuerySet["Contact"]):
    def agreed(self) -> "ContactQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def shown(self, day: Any = None) -> "ContactQuerySet":
        """Those that learners may see on ``day``, today: whoever is not on the team any more is shown no more."""
        holds = Membership.objects.on(day or timezone.localdate()).filter(
            team=OuterRef("team"), user=OuterRef("user")
        )
        return self.agreed().filter(Exists(holds), user__is_active=True).select_related("user")

    def leaders_first(self, day: Any = None) -> "ContactQuerySet":
        """Leaders of their teams on ``day``, today; then whoever agreed earliest."""
        leads = Membership.objects.on(day or timezone.localdate()).filter(
            team=OuterRef("team"), user=OuterRef("user"), role=Role.LEADER
        )
        return self.order_by(Exists(leads).desc(), "agreed_at", "pk")


class Contact(models.Model):
    """That a member agreed to be shown, with what, from when until when. Another choice is another row.

    It outlives a change of her place on the team, and is worth nothing while she is not on it.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="contacts")
    shown_name = models.CharField(max_length=80)
    shows_phone = models.BooleanField(default=False)
    shows_zalo = models.BooleanField(default=False)
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(withdrawn_at=None), name="one_contact_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name


class HelpQuestionQuerySet(models.QuerySet["HelpQuestion"]):
    def waiting(self) -> "HelpQuestionQuerySet":
        """Not answered yet."""
        return self.filter(answered_at=None)

    def late(self) -> "HelpQuestionQuerySet":
        """Not answered for so long that the commune sees them too."""
        return self.waiting().filter(asked_at__lte=timezone.now() - TO_THE_COMMUNE)


class HelpQuestion(models.Model):
    """What a learner asked the team of her latest session, and what it answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="help_questions")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="help_questions")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="help_questions")
    place = models.CharField(
        max_length=LONGEST_PLACE, blank=True
    )  # in words: lesson and step, or form and field
    text = models.CharField(max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = HelpQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question to the team"
        indexes: ClassVar = [
            models.Index(fields=["team", "answered_at", "asked_at"], name="help_question_of_team"),
            models.Index(fields=["learner", "-asked_at"], name="help_question_of_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def is_late(self) -> bool:
        """Whether it has waited so long that the commune sees it too."""
        return self.answered_at is None and timezone.now() - self.asked_at >= TO_THE_COMMUNE
