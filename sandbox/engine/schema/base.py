"""What every model of a pack is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)

from sandbox.engine import conditions
from sandbox.engine.conditions import Condition

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Minutes = Annotated[int, Field(ge=0, le=10_000)]

Fact = Literal[
    "name",
    "citizen_number",
    "birth_date",
    "sex",
    "ethnicity",
    "issued_on",
    "issued_by",
    "phone",
    "hamlet",
    "commune",
    "province",
]


def _condition(data: Any) -> Condition:
    found: Condition = data if hasattr(data, "holds") else conditions.from_data(data)
    return found


def _maybe(data: Any) -> Condition | None:
    return None if data is None else _condition(data)


def _data(rule: Condition | None) -> dict[str, Any] | None:
    return None if rule is None else rule.to_data()


When = Annotated[Any, BeforeValidator(_condition), PlainSerializer(_data)]
ShowIf = Annotated[Any, BeforeValidator(_maybe), PlainSerializer(_data)]


class Frozen(BaseModel):
    """Base of every model of a pack: immutable, and an unknown key is an error.

    `came_later` names keys that an early release did not have. The stored form leaves them out while they say nothing,
    so that a pack written before keeps its digest, and nobody is told of a change that nobody made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, populate_by_name=True)
    came_later: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_silent_newcomers(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        silent = (
            name for name in self.came_later if getattr(self, name) == type(self).model_fields[name].default
        )
        for name in silent:
            data.pop(name, None)
        return data

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's, but what was worked out of the old values (cached properties) is worked out anew."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Source(Frozen):
    """Where a fact comes from and the day on which somebody last looked."""

    title: Text
    url: str | None = None
    verified_on: date
