"""Provinces, communes and hamlets, with the dates between which each existed and what became of it.

Two tiers since 1 July 2025 (Resolution 202/2025/QH15): 34 provinces and 3,321 communes; hamlets are kept by
their communes. Fictional places serve the practice scenarios and never reach coverage.

A place holds from ``effective_from`` on (None: since before anybody counted) until the day before
``effective_until``. What merges or moves ends, and a ``Succession`` names the row that it went on as; so a
hamlet never changes its commune, and every figure of the past stays with the place of its time.
"""

import datetime as dt
import uuid
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

Place = TypeVar("Place", bound=models.Model)


class CommuneKind(models.TextChoices):
    XA = "xa", "Xã"
    PHUONG = "phuong", "Phường"
    DAC_KHU = "dac_khu", "Đặc khu"


class ChangeKind(models.TextChoices):
    """What a decision does to places. Splitting one into several is not known here: nobody could say who went where."""

    COMMUNES_MERGED = "communes", _("communes merged")
    HAMLETS_MERGED = "hamlets", _("hamlets merged")
    HAMLET_MOVED = "moved", _("hamlet moved to another commune")
    HAMLET_CLOSED = "closed", _("hamlet closed")


class DatedQuerySet(models.QuerySet[Place]):
    """Places by the days on which they are there."""

    def on(self, day: dt.date) -> Self:
        """Those that hold on ``day``."""
        begun = Q(effective_from=None) | Q(effective_from__lte=day)
        return self.filter(begun, Q(effective_until=None) | Q(effective_until__gt=day))

    def today(self) -> Self:
        """Those that hold today, in Viet Nam."""
        return self.on(timezone.localdate())


class ProvinceQuerySet(DatedQuerySet["Province"]):
    pass


class CommuneQuerySet(DatedQuerySet["Commune"]):
    pass


class HamletQuerySet(DatedQuerySet["Hamlet"]):
    pass


def _in_order(name: str) -> models.CheckConstraint:
    """Nothing ends before it begins; what begins and ends on one day never was (an act taken back)."""
    condition = Q(effective_from=None) | Q(effective_until=None) | Q(effective_until__gte=F("effective_from"))
    return models.CheckConstraint(name=name, condition=condition)


class Province(models.Model):
    """A province or centrally run city; ``code`` is the two-digit code of the statistics office."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=80)
    is_fictional = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = "province"
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune, ward or special zone; ``code`` is the five-digit code of the statistics office."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=CommuneKind.choices, default=CommuneKind.XA)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    is_fictional = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [_in_order("commune_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.get_kind_display().lower()} {self.name}"


class Hamlet(models.Model):
    """A hamlet (thôn, bản, tổ dân phố), with the households and adults that its commune counts there today.

    ``name``, ``households`` and ``adults`` are those of today; what they were is in HamletName and HamletCount.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="hamlets")
    name = models.CharField(max_length=80)
    households = models.PositiveIntegerField(null=True, blank=True)
    adults = models.PositiveIntegerField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

    objects = HamletQuerySet.as_manager()

    class Meta:
        verbose_name = "hamlet"
        ordering: ClassVar = ["commune_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commune", "name"], condition=Q(effective_until=None), name="hamlet_once_per_commune"
            ),
            _in_order("hamlet_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class HamletName(models.Model):
    """What a hamlet is called from a day on. A hamlet that was never renamed has no such row."""

    hamlet = models.ForeignKey(Hamlet, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    since = models.DateField()

    class Meta:
        verbose_name = "name of a hamlet"
        verbose_name_plural = "names of hamlets"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hamlet", "since"], name="one_name_of_a_hamlet_a_day")
        ]

    def __str__(self) -> str:
        return self.name


class HamletCount(models.Model):
    """Households and adults of a hamlet from a day on: what its figures are held against has a history, too.

    A hamlet that was counted once has no such row, only its own columns.
    """

    hamlet = models.ForeignKey(Hamlet, on_delete=models.CASCADE, related_name="counts")
    since = models.DateField()
    households = models.PositiveIntegerField(null=True, blank=True)
    adults = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "count of a hamlet"
        verbose_name_plural = "counts of hamlets"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hamlet", "since"], name="one_count_of_a_hamlet_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.hamlet_id} {self.since}: {self.households} / {self.adults}"


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-on", "-made_at")


class Change(models.Model):
    """One decision about places: what, from which day on, by which paper. Taken back it stays, marked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    on = models.DateField()
    decision = models.CharField(max_length=60, blank=True)
    made_by = models.CharField(max_length=40)  # as in the audit: "user:5"
    made_at = models.DateTimeField(default=timezone.now)
    undone_by = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change of places"
        verbose_name_plural = "changes of places"

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Succession(models.Model):
    """That one place went on as another through a change: a pair of communes, or of hamlets (closed: no second)."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="successions")
    from_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, related_name="became")
    to_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, related_name="came_from")
    from_hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="became")
    to_hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="came_from")

    class Meta:
        verbose_name = "succession"
        ordering = ("pk",)  # as the act named them
        constraints: ClassVar = [
            models.CheckConstraint(
                name="succession_of_communes_or_of_hamlets",
                condition=Q(
                    from_commune__isnull=False, to_commune__isnull=False, from_hamlet=None, to_hamlet=None
                )
                | Q(from_hamlet__isnull=False, from_commune=None, to_commune=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_commune_id or self.from_hamlet_id} → {self.to_commune_id or self.to_hamlet_id}"
