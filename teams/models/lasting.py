"""Rows that last as they were written: a change of mind is another row, which names the first."""

from typing import Any, NoReturn, Self, TypeVar

from django.db import connections, models
from django.db.models.functions import Coalesce

Row = TypeVar("Row", bound=models.Model)


class AppendOnly(Exception):
    """Such a row is never changed: undo it with another one."""


class LastingQuerySet(models.QuerySet[Row]):
    def standing(self) -> Self:
        """Not undone, and no undoing row.

        Nearly every row undoes nothing. SQLite would take the index of ``undoes`` to find them, and read the whole
        table for one session or one person; it cannot use an index for an expression.
        """
        if connections[self.db].vendor != "sqlite":
            return self.filter(undoes=None, undone_by=None)
        return self.alias(_undoes=Coalesce("undoes_id", "undoes_id")).filter(_undoes=None, undone_by=None)

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class Lasting(models.Model):
    """One row for ever. A child names what it takes back in ``undoes``, whose other side is ``undone_by``."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)
