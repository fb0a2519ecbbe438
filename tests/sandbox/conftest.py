"""The shipped packs as rows, a clock that stands still, and a learner with a browser."""

import copy
from dataclasses import dataclass
from typing import TypeVar

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import Learner
from places.models import Province
from sandbox import catalogue
from sandbox.models import Holiday, PackVersion
from tests.clocks import set_clock
from tests.sandbox import journeys
from tests.sandbox.journeys import Clock

Row = TypeVar("Row", PackVersion, Holiday)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The machine's clock, held at Monday 23/11/2026, 9:00, until the test moves it."""
    clock = Clock()
    set_clock(monkeypatch, clock.now)
    return clock


@dataclass(frozen=True)
class ShippedRows:
    """What load_packs writes, so that not every test has to read the packs again."""

    versions: list[PackVersion]
    holidays: list[Holiday]


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> ShippedRows:
    with django_db_blocker.unblock(), transaction.atomic():
        catalogue.load_packs()
        rows = ShippedRows(list(PackVersion.objects.all()), list(Holiday.objects.all()))
        transaction.set_rollback(True)
    return rows


def _fresh(row: Row) -> Row:
    """A copy that has no number in the database yet."""
    copied = copy.copy(row)
    copied.pk = None
    return copied


@pytest.fixture
def packs(shipped_rows: ShippedRows, db: None, clock: Clock) -> PackVersion:
    """The shipped pack and holidays, and the province of the exercises."""
    PackVersion.objects.bulk_create(map(_fresh, shipped_rows.versions))
    Holiday.objects.bulk_create(map(_fresh, shipped_rows.holidays))
    Province.objects.create(code="TH", name="Tỉnh Thực Hành", is_fictional=True)
    Province.objects.create(code="01", name="Thành phố Hà Nội")
    return PackVersion.objects.get(slug="khai-sinh")


@pytest.fixture
def learner(packs: PackVersion) -> Learner:
    """Alice, who practises."""
    return Learner.objects.create(display_name="Vàng Thị Bài Tập")


@pytest.fixture
def browser(learner: Learner) -> Client:
    """Alice's browser, with her cookie."""
    return journeys.browser_of(learner)


@pytest.fixture
def stranger(packs: PackVersion) -> Client:
    """Charlie's browser: a learner too, somebody else."""
    return journeys.browser_of(Learner.objects.create(display_name="Giàng A Thử"))
