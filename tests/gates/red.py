"""A pytest plug-in: writes the names of the gates that turned red into the file that RED_GATES names."""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

_red: set[str] = set()
_failed: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure in set-up or teardown counts like one in the test itself."""
    report = yield
    if report.failed:
        _red.update(name for mark in item.iter_markers("gate") for name in mark.args)
        _failed.append(item.nodeid)
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave the result where bite.py looks for it."""
    found = {"gates": sorted(_red), "tests": _failed, "exit": int(exitstatus), "ran": session.testscollected}
    Path(os.environ["RED_GATES"]).write_text(json.dumps(found))
