"""Conditions of an e-form: a small tree that can be evaluated, stored and explained.

Data form (YAML, JSON): {field, equals} · {field, one_of} · {field, filled: true} · {field, older_than_days: 60} ·
{field, before: other_field} · {field, contains: […]} · {not: …} · {all: […]} · {any: […]}.

Ages are counted to the day of filing, which stands among the answers under FILED_ON as an ISO date.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from sandbox.engine import writing
from sandbox.engine.days import read_date

FILED_ON = "@filed_on"
NO_WORDS: Mapping[str, str] = {}
_NO_WORD = re.compile(r"[\W_]+")


class Condition(Protocol):
    """A rule over the answers of an e-form."""

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether the rule is met by answers in their stored form (a choice by its value)."""

    def names(self) -> frozenset[str]:
        """The fields that the rule looks at."""

    def compared(self) -> frozenset[tuple[str, str]]:
        """Each field with each value that the rule compares it to."""

    def to_data(self) -> dict[str, Any]:
        """The rule as plain data; `from_data` is its inverse."""

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        """The rule as a part of a Vietnamese sentence.

        `words` maps a field id to its label and "field=value" to the label of that choice.
        """

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        """That the rule is not met, as a part of a sentence."""


@dataclass(frozen=True)
class Equals:
    """The answer is exactly this value."""

    field: str
    value: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        return answers.get(self.field, "") == self.value

    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset({(self.field, self.value)})

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "equals": self.value}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} là {_value(self.field, self.value, words)}"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} không phải là {_value(self.field, self.value, words)}"


@dataclass(frozen=True)
class OneOf:
    """The answer is one of these values."""

    field: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        return answers.get(self.field, "") in self.values

    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset((self.field, value) for value in self.values)

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "one_of": list(self.values)}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} là {self._among(words)}"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} không phải là {self._among(words)}"

    def _among(self, words: Mapping[str, str]) -> str:
        return " hoặc ".join(_value(self.field, value, words) for value in self.values)


@dataclass(frozen=True)
class Filled:
    """Something was answered."""

    field: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        return bool(answers.get(self.field, "").strip())

    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset()

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "filled": True}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} đã điền"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} còn để trống"


@dataclass(frozen=True)
class OlderThan:
    """From the date in the field to the day of filing there are more than so many days.

    It does not hold while either day is missing or is no date.
    """

    field: str
    days: int

    def holds(self, answers: Mapping[str, str]) -> bool:
        day, filed = read_date(answers.get(self.field, "")), _iso(answers.get(FILED_ON, ""))
        return day is not None and filed is not None and (filed - day).days > self.days

    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset()

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "older_than_days": self.days}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} đã quá {self.days} ngày"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} chưa quá {self.days} ngày"


@dataclass(frozen=True)
class Before:
    """The date in the field lies before the date in another one; not while either is missing or is no date."""

    field: str
    other: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        day, later = read_date(answers.get(self.field, "")), read_date(answers.get(self.other, ""))
        return day is not None and later is not None and day < later

    def names(self) -> frozenset[str]:
        return frozenset({self.field, self.other})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset()

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "before": self.other}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} trước {_name(self.other, words)}"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} không trước {_name(self.other, words)}"


@dataclass(frozen=True)
class Contains:
    """The text has one of these words in it; case, spacing and the place of a tone mark do not count."""

    field: str
    words: tuple[str, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        text = _words(answers.get(self.field, ""))
        return any(_words(word) in text for word in self.words)

    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset()

    def to_data(self) -> dict[str, Any]:
        return {"field": self.field, "contains": list(self.words)}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} có chữ {self._among()}"

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"{_name(self.field, words)} không có chữ {self._among()}"

    def _among(self) -> str:
        return " hoặc ".join(f"“{word}”" for word in self.words)


@dataclass(frozen=True)
class Not:
    """The inner rule is not met."""

    inner: Condition

    def holds(self, answers: Mapping[str, str]) -> bool:
        return not self.inner.holds(answers)

    def names(self) -> frozenset[str]:
        return self.inner.names()

    def compared(self) -> frozenset[tuple[str, str]]:
        return self.inner.compared()

    def to_data(self) -> dict[str, Any]:
        return {"not": self.inner.to_data()}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return self.inner.deny(words)

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return self.inner.explain(words)


@dataclass(frozen=True)
class _Group:
    inner: tuple[Condition, ...]

    key: ClassVar[str]
    joiner: ClassVar[str]

    def names(self) -> frozenset[str]:
        return frozenset().union(*(part.names() for part in self.inner))

    def compared(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(part.compared() for part in self.inner))

    def to_data(self) -> dict[str, Any]:
        return {self.key: [part.to_data() for part in self.inner]}

    def explain(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return self.joiner.join(_bracketed(part, words) for part in self.inner)

    def deny(self, words: Mapping[str, str] = NO_WORDS) -> str:
        return f"không phải ({self.explain(words)})"


@dataclass(frozen=True)
class All(_Group):
    """Every inner rule is met."""

    key = "all"
    joiner = " và "

    def among(self, names: Set[str]) -> "All":
        """The inner rules that look at some of these fields: what is left of it once the others are met."""
        return All(tuple(part for part in self.inner if part.names() & names))

    def holds(self, answers: Mapping[str, str]) -> bool:
        return all(part.holds(answers) for part in self.inner)


@dataclass(frozen=True)
class AnyOf(_Group):
    """At least one inner rule is met."""

    key = "any"
    joiner = " hoặc "

    def holds(self, answers: Mapping[str, str]) -> bool:
        return any(part.holds(answers) for part in self.inner)


def from_data(data: object) -> Condition:
    """The condition that plain data describes; raises ValueError with what was expected."""
    if not isinstance(data, Mapping):
        raise ValueError("expected a condition such as {field: …, equals: …}")
    match dict(data):
        case {"field": str(field), "equals": str(value), **rest} if not rest:
            return Equals(field, value)
        case {"field": str(field), "one_of": [*values], **rest} if values and not rest:
            return OneOf(field, tuple(str(value) for value in values))
        case {"field": str(field), "filled": True | "true", **rest} if not rest:
            return Filled(field)
        case {"field": str(field), "older_than_days": amount, **rest} if _is_count(amount) and not rest:
            return OlderThan(field, int(amount))
        case {"field": str(field), "before": str(other), **rest} if not rest:
            return Before(field, other)
        case {"field": str(field), "contains": [*words], **rest} if words and not rest:
            return Contains(field, tuple(str(word) for word in words))
        case {"not": inner, **rest} if not rest:
            return Not(from_data(inner))
        case {"all": [*parts], **rest} if parts and not rest:
            return All(tuple(from_data(part) for part in parts))
        case {"any": [*parts], **rest} if parts and not rest:
            return AnyOf(tuple(from_data(part) for part in parts))
    raise ValueError(
        "expected {field, equals}, {field, one_of}, {field, filled: true}, {field, older_than_days}, "
        "{field, before}, {field, contains}, {not}, {all} or {any}, "
        f"found the keys {sorted(map(str, data))}"
    )


def _is_count(amount: object) -> bool:
    """A whole number from 0, as a pack writes it (text) or as JSON stores it."""
    return str(amount).isascii() and str(amount).isdecimal() and len(str(amount)) < 6


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _words(text: str) -> str:
    """The words of a text with a blank before and behind each, so that one is found whole."""
    return f" {writing.canonical(_NO_WORD.sub(' ', writing.visible(text)))} "


def _bracketed(rule: Condition, words: Mapping[str, str]) -> str:
    return f"({rule.explain(words)})" if isinstance(rule, _Group) else rule.explain(words)


def _name(field: str, words: Mapping[str, str]) -> str:
    return f"“{words.get(field, field)}”"


def _value(field: str, value: str, words: Mapping[str, str]) -> str:
    return f"“{words.get(f'{field}={value}', value)}”"
