"""What people can do alone and how we know, and the summary that is kept of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.coverage import Record, of_persons
from teams.enums import EvidenceKind, FirstKind
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.move import TraineeMove
from teams.models.person import Trainee
from teams.models.session import Session


class EvidenceQuerySet(LastingQuerySet["Evidence"]):
    """``standing`` is what teams.coverage.standing gives for the same rows."""

    def records(self) -> list[Record]:
        """The rows as the counting in teams.coverage takes them: each in the commune of its own day.

        Rows that were merged speak for their person, who belongs where the row that keeps them belongs.
        """
        records = self.rows()
        return of_persons(records, Trainee.objects.keepers(record.home for record in records))

    def rows(self) -> list[Record]:
        """The same, each under the row that it was written for."""
        later = TraineeMove.objects.filter(trainee=OuterRef("trainee"), at__gt=OuterRef("at")).order_by("at")
        left = Subquery(later.values("from_commune")[:1])
        then = self.annotate(place=Coalesce(left, "trainee__commune", output_field=models.CharField()))
        fields = then.values_list(
            "id", "trainee_id", "place", "kind", "at", "undoes_id", "trainee__commune_id"
        )
        return [Record(*row) for row in fields]


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
        indexes: ClassVar = [
            models.Index(fields=["trainee", "at"], name="evidence_of_trainee"),
            models.Index(fields=["at"], name="evidence_by_day"),
        ]
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
        return Evidence.objects.filter(pk=self.pk).records()[0]


class CoverageMonth(models.Model):
    """Summary: how many persons of a commune had their first of a kind in a month. See teams.summaries.

    ``commune`` is that of the time, so that history stays; ``home`` is where those persons belong today. They
    differ only where places have changed.
    """

    KEY = ("commune_id", "month", "kind", "home_id")
    COUNTS = ("firsts",)

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="coverage")
    home = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="coverage_of_today")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=10, choices=FirstKind.choices)
    firsts = models.IntegerField(default=0)

    class Meta:
        verbose_name = "coverage of a month"
        verbose_name_plural = "coverage by month"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commune", "month", "kind", "home"], name="coverage_once_per_month_and_home"
            ),
            models.CheckConstraint(name="firsts_not_negative", condition=Q(firsts__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.month:%m/%Y} {self.kind}: {self.firsts}"
