"""What people can do alone and how we know, and the summary that is kept of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.coverage import Record, of_persons
from teams.enums import EvidenceKind, FirstKind
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.person import Trainee
from teams.models.session import Session


class EvidenceQuerySet(LastingQuerySet["Evidence"]):
    """``standing`` is what teams.coverage.standing gives for the same rows."""

    def records(self) -> list[Record]:
        """The rows as the counting in teams.coverage takes them: rows that were merged speak for their person."""
        fields = self.values_list("id", "trainee_id", "trainee__commune_id", "kind", "at", "undoes_id")
        records = [Record(*row) for row in fields]
        return of_persons(records, Trainee.objects.keepers(record.place for record in records))


class Evidence(Lasting):
    """Append-only: that a trainee could do a procedure, how we know, and from whom. Undone by another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="evidence")
    procedure = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    member = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dossier = models.UUIDField(null=True, blank=True, unique=True)  # of a passed check: counted once
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "evidence"
        verbose_name_plural = "evidence"
        indexes: ClassVar = [models.Index(fields=["trainee", "at"], name="evidence_of_trainee")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="observation_names_its_member",
                condition=~Q(kind=EvidenceKind.OBSERVED) | Q(member__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure}"

    def record(self) -> Record:
        """This row as the counting in teams.coverage takes it."""
        return Record(self.id, self.trainee_id, self.trainee.commune_id, self.kind, self.at, self.undoes_id)


class CoverageMonth(models.Model):
    """Summary: how many persons of a commune had their first of a kind in a month. See teams.summaries."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="coverage")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=10, choices=FirstKind.choices)
    firsts = models.IntegerField(default=0)

    class Meta:
        verbose_name = "coverage of a month"
        verbose_name_plural = "coverage by month"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "month", "kind"], name="coverage_once_per_month"),
            models.CheckConstraint(name="firsts_not_negative", condition=Q(firsts__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.month:%m/%Y} {self.kind}: {self.firsts}"
