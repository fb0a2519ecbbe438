"""Values that templates cannot work out: cells that know their column when a table folds, and stitches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Contexts = Sequence[Mapping[str, Any]]
Value = str | tuple[int, int, int]
Row = tuple[str, Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; number aligns right, whole takes the full width when folded, strong is bold."""

    label: str | Promise
    number: bool = True
    whole: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value under its column; a bar (first, second, total) is drawn instead of the text."""

    column: Column
    text: str = ""
    bar: tuple[int, int, int] | None = None


def fold_rows(columns: Sequence[Column], rows: Iterable[Row]) -> list[dict[str, object]]:
    """Rows for ui/fold.html. A row is its heading and one value for each column after the first.

    A value is text, or (first, second, total) for a bar of two parts. Raises ValueError on a row of
    another length.
    """
    return [
        {"head": head, "cells": [_cell(*pair) for pair in zip(columns[1:], values, strict=True)]}
        for head, values in rows
    ]


def _cell(column: Column, value: Value) -> Cell:
    return Cell(column, bar=value) if isinstance(value, tuple) else Cell(column, text=value)


def stitches(step: int, steps: int) -> dict[str, object]:
    """Context of ui/prog.html: one stitch a step, 14 wide and 6 apart, on a strip 10 high."""
    ticks = [{"x": 1 + 20 * place, "done": place < step} for place in range(steps)]
    return {"step": step, "steps": steps, "ticks": ticks, "width": max(20 * steps - 4, 1)}
