"""People on the books of teams, and that they agreed to be."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from kit.folding import fold
from places.models import Commune, Hamlet
from teams import names
from teams.coverage import roots
from teams.enums import AgeBand, Sex


class TraineeQuerySet(models.QuerySet["Trainee"]):
    def on_books(self) -> "TraineeQuerySet":
        """Persons, each once: without rows that turned out to be somebody else's, and without the erased."""
        return self.filter(merged_into=None, erased_at=None)

    def in_order(self) -> "TraineeQuerySet":
        """As Vietnamese lists of people are sorted: by given name, then by the whole name."""
        return self.order_by("order_key", "id")

    def named(self, words: str) -> "TraineeQuerySet":
        """Those in whose names all ``words`` stand, with or without marks."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded_name__contains=word)
        return found

    def keepers(self, communes: Iterable[str]) -> dict[uuid.UUID, uuid.UUID]:
        """Row that was merged → the row by which its person is counted, for the rows of these communes."""
        merged = self.filter(commune__in=set(communes), merged_into__isnull=False)
        return roots(dict(merged.values_list("id", "merged_into_id")))


class Trainee(models.Model):
    """A person on a team's books: what to call her by, where she lives, and as little else as she agreed to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="trainees")
    hamlet = models.ForeignKey(
        Hamlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="trainees"
    )
    display_name = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=240)  # folding may spell one letter with three
    order_key = models.CharField(max_length=names.LONGEST_KEY, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)  # where no year is known
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    phone_key = models.CharField(
        max_length=64, blank=True
    )  # keyed hash of the phone: all that leaves a commune
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_rows"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = TraineeQuerySet.as_manager()

    class Meta:
        verbose_name = "trainee"
        indexes: ClassVar = [
            models.Index(fields=["commune", "folded_name"], name="trainee_by_name"),
            models.Index(fields=["commune", "order_key"], name="trainee_in_order"),
            models.Index(fields=["phone_key"], name="trainee_by_phone", condition=~Q(phone_key="")),
            models.Index(fields=["commune"], name="trainee_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The keys for searching and sorting follow the name; an erased person has none."""
        self.folded_name = "" if self.erased_at else fold(self.display_name)
        self.order_key = "" if self.erased_at else names.order_key(self.display_name)
        if (fields := kwargs.get("update_fields")) is not None and "display_name" in fields:
            kwargs["update_fields"] = {*fields, "folded_name", "order_key"}
        super().save(*args, **kwargs)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        """Those that hold: neither withdrawn nor given anew."""
        return self.filter(withdrawn_at=None, renewed_at=None)


class Consent(models.Model):
    """That somebody agreed to be on the books: to which text, when, and who read it to her; and when no more."""

    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    read_aloud_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # empty: she read it herself
    on_paper = models.BooleanField(default=False)  # signed on paper, which the commune keeps
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    renewed_at = models.DateTimeField(null=True, blank=True)  # when she gave a newer one in its place

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "consent"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(withdrawn_at=None, renewed_at=None),
                name="one_consent_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.text_version}"
