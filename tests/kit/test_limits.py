"""Counting tries: by address, by account, in the database."""

import datetime as dt
import time
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from kit import jobs, limits
from kit.limits import Door, Limit, TooMany
from kit.models import Tries
from tests.kit.test_acts_at_once import program, said

pytestmark = pytest.mark.django_db
DOOR = Door("thu", by_address=(Limit(20, 600),), by_account=(Limit(5, 300),))


def come_from(address: str = "192.0.2.1") -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def refused(request: HttpRequest, account: str = "", door: Door = DOOR) -> bool:
    try:
        door.knock(request, account)
    except TooMany:
        return True
    return False


def later(seconds: int) -> None:
    """Let that much time pass, for the counts."""
    Tries.objects.update(until=timezone.now() + dt.timedelta(seconds=1 - seconds))


def test_more_than_the_most_is_over() -> None:
    for _ in range(3):
        limits.count(come_from(), "x", 60)
    assert not limits.is_over(come_from(), "x", 3)
    limits.count(come_from(), "x", 60)
    assert limits.is_over(come_from(), "x", 3)
    assert not limits.is_over(come_from(), "y", 0)


def test_another_address_is_counted_for_itself() -> None:
    for _ in range(4):
        limits.count(come_from(), "x", 60)
    assert not limits.is_over(come_from("192.0.2.7"), "x", 3)


def test_a_count_is_forgotten_when_its_window_has_passed() -> None:
    for _ in range(4):
        limits.count(come_from(), "x", 60)
    later(60)
    assert not limits.is_over(come_from(), "x", 0)
    limits.count(come_from(), "x", 60)
    assert limits.is_over(come_from(), "x", 0) and not limits.is_over(come_from(), "x", 1)


def test_old_counts_are_deleted_every_day() -> None:
    limits.count(come_from(), "x", 60)
    later(60)
    limits.count(come_from(), "y", 60)
    assert "kit.forget_tries" in jobs.daily_jobs()
    jobs.run(str(jobs.enqueue("kit.forget_tries", "2026-11-23").id))
    assert Tries.objects.count() == 1


def test_neither_address_nor_account_stand_in_the_table() -> None:
    DOOR.knock(come_from(), "totruong")
    kept = " ".join(Tries.objects.values_list("key", flat=True))
    assert "192.0.2" not in kept and "totruong" not in kept


def test_one_account_is_tried_five_times_from_however_many_addresses() -> None:
    tried = [refused(come_from(f"198.51.{n // 250}.{n % 250}"), "totruong") for n in range(300)]
    assert tried == [False] * 5 + [True] * 295
    assert not refused(come_from("203.0.113.1"), "canbo")


def test_guesses_over_many_accounts_stop_at_the_address() -> None:
    tried = [refused(come_from(), f"nguoi-{n}") for n in range(300)]
    assert tried == [False] * 20 + [True] * 280
    assert not refused(come_from("192.0.2.2"), "nguoi-299")


def test_many_addresses_of_one_line_are_one() -> None:
    tried = [refused(come_from(f"2001:db8:1:2::{n:x}"), f"nguoi-{n}") for n in range(30)]
    assert tried == [False] * 20 + [True] * 10


def test_who_is_right_is_not_counted() -> None:
    for _ in range(200):
        assert not refused(come_from(), "totruong")
        DOOR.let_in(come_from(), "totruong")


def test_being_right_does_not_wipe_earlier_guesses_out() -> None:
    for _ in range(4):
        DOOR.knock(come_from(), "totruong")
    for _ in range(3):
        DOOR.knock(come_from(), "totruong")
        DOOR.let_in(come_from(), "totruong")
    DOOR.knock(come_from(), "totruong")
    assert refused(come_from(), "totruong")


def test_who_is_shut_out_is_told_until_when_and_gets_in_then() -> None:
    before = timezone.now()
    for _ in range(5):
        assert DOOR.shut_until(come_from(), "totruong") is None
        DOOR.knock(come_from(), "totruong")
    with pytest.raises(TooMany) as told:
        DOOR.knock(come_from(), "totruong")
    assert (
        before + dt.timedelta(seconds=300) <= told.value.until <= timezone.now() + dt.timedelta(seconds=300)
    )
    assert DOOR.shut_until(come_from(), "totruong") == told.value.until
    later(300)
    assert DOOR.shut_until(come_from(), "totruong") is None
    assert not refused(come_from(), "totruong")


def test_knocking_at_a_shut_door_does_not_shut_it_for_longer() -> None:
    for _ in range(6):
        refused(come_from(), "totruong")
    first = DOOR.shut_until(come_from(), "totruong")
    for _ in range(6):
        refused(come_from(), "totruong")
    assert DOOR.shut_until(come_from(), "totruong") == first


MAKE_TABLE = """
from kit.models import Tries
with connection.schema_editor() as editor:
    editor.create_model(Tries)
"""
TRY = """
import sys, time
from django.test import RequestFactory
from kit import limits
time.sleep(max(0, float(sys.argv[1]) - time.time()))
for _ in range(25):
    limits.count(RequestFactory().get("/"), "x", 600)
"""
COUNT = "from kit.models import Tries; print(Tries.objects.get().count)"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="brings its own SQLite file; once is enough")
def test_tries_at_the_same_moment_all_count(tmp_path: Path) -> None:
    said(program(MAKE_TABLE, tmp_path))
    start = str(time.time() + 4)
    for running in [program(TRY, tmp_path, start) for _ in range(4)]:
        said(running)
    assert said(program(COUNT, tmp_path)) == "100"


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_one_line_is_one_home(address: str, home: str) -> None:
    assert limits.home_of(address) == home
