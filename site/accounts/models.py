"""People: users who sign in, learners who need not, and the offices that users hold."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from accounts.enums import APPOINTED, Role
from places.models import Commune, Province


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of pictures and files, further up
    """Somebody with an account: a member of a team, an officer, an administrator."""

    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)  # E.164
    phone_confirmed_at = models.DateTimeField(null=True, blank=True)  # she typed the code that was sent there
    must_change_password = models.BooleanField(default=False)  # somebody else has seen the one she has
    # which set-up of the second step holds; a reset raises it, and sessions past the old one are before it again
    second_step_number = models.PositiveIntegerField(default=0)

    class Meta(AbstractUser.Meta):
        verbose_name = "user"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Family name first, as names are said in Viet Nam."""
        return f"{self.last_name} {self.first_name}".strip()


class TextMessage(models.Model):
    """A message with a code, on its way to a telephone. Over after CODE_SECONDS, deleted within two days."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None: nobody has the number that was typed. The row is written all the same, so that asking takes as long.
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    phone = models.CharField(max_length=16, blank=True)  # E.164
    text = models.CharField(max_length=160)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = "text message"

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.state}"


class Learner(models.Model):
    """Whoever practises. Known by a signed cookie, apart from any session, so nothing is lost when one ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    display_name = models.CharField(max_length=80, blank=True)
    understood_at = models.DateTimeField(null=True, blank=True)  # "Tôi hiểu đây là tập"
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "learner"

    def __str__(self) -> str:
        return self.display_name or str(self.id)


class ResumeCodeQuerySet(models.QuerySet["ResumeCode"]):
    def live(self) -> "ResumeCodeQuerySet":
        """Codes that still open a door."""
        return self.filter(expires_at__gt=timezone.now(), used_at=None)


class ResumeCode(models.Model):
    """The one code with which a learner goes on at another machine. Kept as a keyed hash, good once."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="resume_code")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_with = models.CharField(max_length=40, blank=True)  # token of the form, for a second press of it

    objects = ResumeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "resume code"

    def __str__(self) -> str:
        return f"{self.learner_id} until {self.expires_at:%d/%m/%Y}"


class LearnerCardQuerySet(models.QuerySet["LearnerCard"]):
    def live(self) -> "LearnerCardQuerySet":
        """Cards that a newer one has not replaced; a locked one is live."""
        return self.filter(ended_at=None)


class LearnerCard(models.Model):
    """A printed card: a token in a square code, and three pictures. Both kept as keyed hashes."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="cards")
    token_digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=64)
    failures = models.PositiveSmallIntegerField(default=0)  # wrong tries since the last right one
    locked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LearnerCardQuerySet.as_manager()

    class Meta:
        verbose_name = "learner card"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner"], condition=models.Q(ended_at=None), name="one_card_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} since {self.made_at:%d/%m/%Y}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def active(self) -> "AppointmentQuerySet":
        return self.filter(dismissed_at=None)


class Appointment(models.Model):
    """An office that a user holds, for a commune or a province, until dismissed."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in APPOINTED])
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appointed_at = models.DateTimeField(default=timezone.now)
    appointed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    dismissal_reason = models.CharField(max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "appointment"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_has_its_place",
                condition=models.Q(role=Role.PROVINCE_OFFICER, province__isnull=False, commune__isnull=True)
                | models.Q(
                    role__in=[Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER],
                    commune__isnull=False,
                    province__isnull=True,
                )
                | models.Q(role=Role.ADMINISTRATOR, commune__isnull=True, province__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.commune or self.province}"
