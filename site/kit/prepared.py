"""Queries that are asked again and again with other values: Django writes their SQL once, then only the values change.

For what every page asks, and for a list that every telephone of a hall asks for every few seconds, building a query
costs ten times what the database needs to answer it. Only the text of the query is kept, nothing of an answer.

    _HANDS = Prepared(lambda room: Seat.objects.filter(…).values_list("number", "hand_at"), UUIDField(), row=Hand)
    _HANDS.rows(class_id)
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
Converters = list[tuple[int, list[Callable[..., Any]], Any]]


class _Slot(Expression):
    """Where a value will stand. ``number``: which of all the values, those of lists counted one by one."""

    def __init__(self, number: int, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]  # changed for the value in _Written.answer


class _Written:
    """The SQL of a query in one database; what its values and its columns have to go through."""

    def __init__(self, asked: "QuerySet[Any, Any]") -> None:
        compiler = asked.query.get_compiler(connection=connection)
        self.sql, params = compiler.as_sql()
        self.params = tuple(params)
        columns = [expression for expression, *_ in compiler.select]
        self.model = _maker(compiler) if asked._iterable_class is ModelIterable else None
        self.converters: Converters = [
            (column, list(functions), expression)
            for column, (functions, expression) in compiler.get_converters(columns).items()
        ]

    def answer(self, values: Sequence[Any], at: BaseDatabaseWrapper) -> list[Sequence[Any]]:
        """The rows for these values."""
        params = [
            one.output_field.get_db_prep_value(values[one.number], at) if isinstance(one, _Slot) else one
            for one in self.params
        ]
        with at.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        return [self._converted(row, at) for row in rows] if self.converters else rows

    def _converted(self, row: Sequence[Any], at: BaseDatabaseWrapper) -> list[Any]:
        made = list(row)
        for column, functions, expression in self.converters:
            value = made[column]
            for function in functions:
                value = function(value, expression, at)
            made[column] = value
        return made


def _maker(compiler: Any) -> Callable[..., Any]:
    """What makes a model, and those that it is joined to, of the columns; as ModelIterable does."""
    info = compiler.klass_info
    model, first, last = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    joined = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]  # stubs of 6.1

    def make(*columns: Any) -> Any:
        made = model.from_db(connection.alias, names, columns[first:last])
        for one in joined:
            one.populate(columns, made)
        return made

    return make


class Prepared(Generic[Row]):
    """A query. ``build`` gets a stand-in for each value; it prefetches nothing. ``kinds``: the field each value is for.

    ``row``: what is made of the columns of a ``values_list``; without it the rows are models, with ``select_related``.
    A value may be a list, for ``__in`` on a field that is no foreign key; texts are kept for 1, 2, 4, 8 … values.
    """

    def __init__(
        self,
        build: "Callable[..., QuerySet[Any, Any]]",
        *kinds: "Field[Any, Any]",
        row: Callable[..., Row] | None = None,
    ) -> None:
        self.build, self.kinds, self.row = build, kinds, row
        self._written: dict[tuple[str, ...], _Written] = {}

    def rows(self, *values: Any) -> list[Row]:
        """What the database says now. A list with nothing in it finds nothing, and is not asked for."""
        filled = [_filled(value) if isinstance(value, list) else value for value in values]
        if [] in filled:
            return []
        flat = [one for value in filled for one in (value if isinstance(value, list) else [value])]
        written = self._for(filled)
        make: Callable[..., Any] = self.row or written.model or _as_tuple
        return [make(*columns) for columns in written.answer(flat, connection)]

    def first(self, *values: Any) -> Row | None:
        """The first row; None where nothing is found."""
        return next(iter(self.rows(*values)), None)

    def _for(self, values: list[Any]) -> _Written:
        key = (connection.vendor, *(str(len(one)) if isinstance(one, list) else "" for one in values))
        if key not in self._written:
            self._written[key] = _Written(self.build(*self._slots(values)))
        return self._written[key]

    def _slots(self, values: list[Any]) -> list[Any]:
        made: list[Any] = []
        number = 0
        for value, kind in zip(values, self.kinds, strict=True):
            count = len(value) if isinstance(value, list) else 1
            slots = [_Slot(number + more, kind) for more in range(count)]
            made.append(slots if isinstance(value, list) else slots[0])
            number += count
        return made


def _as_tuple(*columns: Any) -> tuple[Any, ...]:
    return columns


def _filled(values: list[Any]) -> list[Any]:
    """Its last value again and again, until there are 1, 2, 4, 8 …: few texts for lists of every length."""
    wanted = 1 << (len(values) - 1).bit_length() if values else 0
    return values + values[-1:] * (wanted - len(values))
