"""What is wrong with a pack: the file, the key in it, and what was expected there."""

from collections.abc import Iterable
from dataclasses import dataclass


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
