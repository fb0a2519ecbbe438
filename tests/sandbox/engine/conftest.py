"""A small pack of our own and its surroundings, read once: the shipped ones grow under other hands."""

import pytest

from sandbox.engine import holidays
from sandbox.engine.calendar import WorkingDays
from sandbox.engine.packs import read_pack
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import OURS

SCENARIOS = ["khai-sinh-me-nop", "khai-sinh-cha-nop", "khai-sinh-chua-xac-dinh-cha"]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(OURS / "khai-sinh")


@pytest.fixture(params=SCENARIOS)
def scenario(request: pytest.FixtureRequest, pack: Pack) -> Scenario:
    """Each scenario in turn."""
    return pack.scenario(request.param)


@pytest.fixture
def mother(pack: Pack) -> Scenario:
    """The scenario in which Vàng Thị Bài Tập files for Giàng A Thử, born 03/11/2026."""
    return pack.scenario("khai-sinh-me-nop")


@pytest.fixture(scope="session")
def full() -> Pack:
    """A made-up form with a field of every kind, and everything that a form can do by itself."""
    return read_pack(OURS / "moi-kieu")


@pytest.fixture
def story(full: Pack) -> Scenario:
    """The mother files: Bản Học, Xã Mẫu; child born 03/11/2026, of origin in Xã Bản Luyện."""
    return full.scenario("moi-kieu-me-nop")


@pytest.fixture
def late(full: Pack) -> Scenario:
    """The father files for a child of eight years who has a citizen number and no paper."""
    return full.scenario("moi-kieu-qua-han")


@pytest.fixture(scope="session")
def days() -> WorkingDays:
    return holidays.shipped()
