"""Every test of teams talks to a sandbox that answers from memory."""

import pytest

from sandbox import service as sandbox_service
from tests.teams.factories import FakeSandbox


@pytest.fixture(autouse=True)
def sandbox(monkeypatch: pytest.MonkeyPatch) -> FakeSandbox:
    fake = FakeSandbox()
    for name in (
        "progress_of",
        "furthest_of",
        "scenario_choices",
        "procedure_choices",
        "procedure_of",
        "start_url",
    ):
        monkeypatch.setattr(sandbox_service, name, getattr(fake, name))
    return fake
