"""Lists from Excel on their way onto a book, and who came onto it by them."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from teams.models.person import Trainee
from teams.models.team import Team


class ImportQuerySet(models.QuerySet["Import"]):
    def undecided(self) -> "ImportQuerySet":
        """Those whose rows are still kept."""
        return self.filter(decided_at=None)

    def decided(self) -> "ImportQuerySet":
        """The latest first."""
        return self.filter(decided_at__isnull=False).order_by("-decided_at", "id")


class Import(models.Model):
    """A list for the book of ``team``. The file is never kept; ``rows`` and ``table`` go when it is decided.

    ``rows``: [number, [cells]] of the sheet; ``table``: top, below and [place, label, part, samples] of its columns.
    ``counts``: fate → number of rows, once it is decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    rows = models.JSONField(default=list)
    table = models.JSONField(default=dict)
    on_paper = models.BooleanField(default=False)  # everybody on the list has agreed, on paper
    counts = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import of a list"
        verbose_name_plural = "imports of lists"
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="import_undecided", condition=models.Q(decided_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.made_at:%Y-%m-%d %H:%M}"


class ImportedPerson(models.Model):
    """What a list did to one person: entered her, or filled in what was not known: field → digest of its value."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="people")
    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="imports")
    is_new = models.BooleanField()
    filled = models.JSONField(default=dict)

    class Meta:
        verbose_name = "person of an import"
        verbose_name_plural = "people of imports"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "trainee"], name="person_once_per_import")
        ]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.trainee_id}"
