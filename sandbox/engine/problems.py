"""What is wrong with a pack: the file, the key in it, and what was expected there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

SHIPPED = Path(__file__).parents[1] / "packs"  # packs and other data that come with the sandbox

_PLAIN_ENGLISH = {
    "missing": "this key is required",
    "extra_forbidden": "no such key exists here: correct its name or remove it",
    "string_too_short": "some text, not an empty value",
    "too_short": "at least one entry",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "tuple_type": "a list (- …)",
    "string_type": "text",
    "date_from_datetime_parsing": "a date as YYYY-MM-DD",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One finding; `expected` is a whole English sentence or phrase for the command line."""

    file: str
    key: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.expected}"


class PackError(ValueError):
    """A pack that cannot be read; `problems` says where and why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(map(str, self.problems)))

    def of_pack(self, slug: str) -> "PackError":
        """The same with the pack named before each file, for whoever reads several packs at once."""
        return PackError(replace(problem, file=f"{slug}: {problem.file}") for problem in self.problems)


def problems_of(file: str, error: ValidationError) -> list[Problem]:
    """The findings of a validation as problems of that file, in plain English."""
    return [
        Problem(file, ".".join(map(str, found["loc"])), _expected(found["type"], found["msg"]))
        for found in error.errors(include_url=False, include_input=False)
    ]


def _expected(kind: str, message: str) -> str:
    return _PLAIN_ENGLISH.get(kind, message.removeprefix("Value error, "))
