"""HTTP ranges (RFC 9110, section 14), without which Safari plays no sound."""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The range starts behind the end of the file."""


def wanted_span(header: str, size: int) -> Span | None:
    """The part that a Range header asks for of a file of ``size`` bytes; None means the whole file.

    Several ranges, other units and nonsense are answered with the whole file, as the RFC allows.
    Raises Unsatisfiable.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        return _tail(int(end), size)
    first, last = int(start), min(int(end) if end else size - 1, size - 1)
    if first >= size:
        raise Unsatisfiable
    return Span(first, last) if first <= last else None


def _tail(count: int, size: int) -> Span:
    if count == 0 or size == 0:
        raise Unsatisfiable
    return Span(max(0, size - count), size - 1)
