"""Every way to break the site still finds the place that it breaks: told here at once, not after all gates have run."""

from pathlib import Path

import pytest

from tests.gates.breakages import BREAKAGES, GATES, Breakage

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.what)
def test_it_can_be_applied(breakage: Breakage) -> None:
    text = (ROOT / breakage.file).read_text(encoding="utf-8")
    assert breakage.applied(text) != text


def test_there_is_one_for_each_gate() -> None:
    assert {breakage.gate for breakage in BREAKAGES} == set(GATES)
