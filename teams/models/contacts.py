"""The summaries that are kept of who came, and of telephones that two communes have."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Commune, Province
from teams.contacts import OLD, YOUNGER, Count
from teams.enums import Sex


class ContactMonth(models.Model):
    """Summary: who came to the sessions of a commune's teams in a month, by group. See teams.contacts.

    ``commune`` is that of the team on the day of the session, ``home`` that of today.
    """

    KEY = ("commune_id", "home_id", "month", "sex", "age")
    COUNTS = tuple(one.value for one in Count)

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="contacts")
    home = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="contacts_of_today")
    month = models.DateField()  # its first day
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    age = models.CharField(
        max_length=7, choices=[(OLD, _("60 and older")), (YOUNGER, _("under 60"))], blank=True
    )
    contacts = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    helped = models.IntegerField(default=0)
    of_year = models.IntegerField(default=0)

    class Meta:
        verbose_name = "contacts of a month"
        verbose_name_plural = "contacts by month"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["home", "month", "commune", "sex", "age"], name="contacts_once_per_month_and_group"
            ),
            models.CheckConstraint(
                name="contacts_not_negative",
                condition=Q(contacts__gte=0, people__gte=0, helped__gte=0, of_year__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.month:%m/%Y} {self.sex}{self.age}: {self.contacts}"


class SharedPhones(models.Model):
    """How many telephones more than one commune of a province has on its books, as the daily job counted them."""

    province = models.OneToOneField(
        Province, on_delete=models.CASCADE, primary_key=True, related_name="shared_phones"
    )
    number = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = "telephones of two communes"
        verbose_name_plural = "telephones of two communes"

    def __str__(self) -> str:
        return f"{self.province_id}: {self.number}"
