"""Reports that people and programs read."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from kit.commands import ReportCommand


class Report(ReportCommand):
    """Two things, one of them a finding."""

    def report(self, **options: Any) -> list[str]:
        return ["một", "hai"]

    def lines(self, report: list[str]) -> list[str]:
        return [f"- {one}" for one in report]

    def has_finding(self, report: list[str]) -> bool:
        return "ba" in report


class Finding(Report):
    def has_finding(self, report: list[str]) -> bool:
        return True


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_reads_lines() -> None:
    out = Terminal()
    call_command(Report(), stdout=out)
    assert out.getvalue() == "- một\n- hai\n"


def test_a_program_reads_json() -> None:
    out = Terminal()
    call_command(Report(), json=True, stdout=out)
    assert json.loads(out.getvalue()) == ["một", "hai"] and "một" in out.getvalue()


def test_a_finding_is_an_exit_status_of_1() -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command(Finding(), stdout=io.StringIO())
    assert stopped.value.code == 1
