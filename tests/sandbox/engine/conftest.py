"""The shipped pack and its surroundings, read once."""

import pytest

from sandbox.engine import holidays
from sandbox.engine.calendar import WorkingDays
from sandbox.engine.packs import SHIPPED, read_pack
from sandbox.engine.schema import Pack, Scenario

SCENARIOS = ["khai-sinh-me-nop", "khai-sinh-cha-nop", "khai-sinh-chua-xac-dinh-cha"]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(SHIPPED / "khai-sinh")


@pytest.fixture(params=SCENARIOS)
def scenario(request: pytest.FixtureRequest, pack: Pack) -> Scenario:
    """Each scenario in turn."""
    return pack.scenario(request.param)


@pytest.fixture
def mother(pack: Pack) -> Scenario:
    """The scenario in which Vàng Thị Bài Tập files for Giàng A Thử, born 03/11/2026."""
    return pack.scenario("khai-sinh-me-nop")


@pytest.fixture(scope="session")
def days() -> WorkingDays:
    return holidays.shipped()
