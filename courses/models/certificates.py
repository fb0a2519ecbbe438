"""Certificates of practice: a paper that a learner asked for, which anybody with its code can check."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Learner

CODE_LETTERS = 10


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def standing(self) -> "CertificateQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Certificate(models.Model):
    """That somebody could file a procedure alone in the sandbox, and how we know.

    The procedure's name is that of its day. Withdrawn, the row stays without the name, so that whoever types the code
    reads that it holds no more.
    """

    class How(models.TextChoices):
        CHECKED = "checked", _("alone in the sandbox, without a hint")
        OBSERVED = "observed", _("alone, a member of the team looked on")
        BOTH = "both", _("alone in the sandbox, and a member of the team looked on")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=CODE_LETTERS, unique=True)
    name = models.CharField(max_length=80, blank=True)
    procedure = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=How.choices)
    done_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "certificate of practice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "procedure"],
                condition=models.Q(withdrawn_at=None),
                name="one_certificate_for_each_procedure",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        """K7H4M XP2RT: as it is printed."""
        return f"{self.code[:5]} {self.code[5:]}"

    @property
    def initials(self) -> str:
        """ "G. A. T." of Giàng A Thử: enough to compare with the paper in one's hand, too little to learn a name."""
        return " ".join(f"{word[0].upper()}." for word in self.name.split())
