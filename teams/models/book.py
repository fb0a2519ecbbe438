"""Whose books somebody is on, and who looked into them."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.enums import LookKind
from teams.models.lasting import AppendOnly
from teams.models.person import Trainee
from teams.models.session import Session
from teams.models.team import Team


class Book(models.Model):
    """That a team has a person on its books: it entered her, or she came to one of its sessions."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="books")
    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="books")
    entered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "line of a book"
        verbose_name_plural = "lines of books"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "trainee"], name="person_once_on_a_book")
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} of {self.team_id}"


class AccessQuerySet(models.QuerySet["Access"]):
    """Rows are added, never changed; only the clock of the database's owner takes them away."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class Access(models.Model):
    """Append-only: who looked at, printed or exported whose data, and when. No names in it.

    A row is about one person (``trainee``) or about a list (``team``, ``commune`` or ``session``) with ``number``
    people on it.
    """

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=LookKind.choices)
    trainee = models.ForeignKey(
        Trainee, on_delete=models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "look at people's data"
        verbose_name_plural = "looks at people's data"
        indexes: ClassVar = [
            models.Index(fields=["trainee", "at"], name="access_of_trainee"),
            models.Index(fields=["user", "at"], name="access_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly
