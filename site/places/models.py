"""Provinces, communes and hamlets, with the dates between which each existed.

Two tiers since 1 July 2025 (Resolution 202/2025/QH15): 34 provinces and 3,321 communes; hamlets are kept by
their communes. Fictional places serve the practice scenarios and never reach coverage.
"""

import uuid
from typing import ClassVar

from django.db import models


class CommuneKind(models.TextChoices):
    XA = "xa", "Xã"
    PHUONG = "phuong", "Phường"
    DAC_KHU = "dac_khu", "Đặc khu"


class Province(models.Model):
    """A province or centrally run city; ``code`` is the two-digit code of the statistics office."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=80)
    is_fictional = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

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

    class Meta:
        verbose_name = "commune"
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.get_kind_display().lower()} {self.name}"


class Hamlet(models.Model):
    """A hamlet (thôn, bản, tổ dân phố), with the households and adults that its commune counts there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="hamlets")
    name = models.CharField(max_length=80)
    households = models.PositiveIntegerField(null=True, blank=True)
    adults = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "hamlet"
        ordering: ClassVar = ["commune_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "name"], name="hamlet_once_per_commune")
        ]

    def __str__(self) -> str:
        return self.name
