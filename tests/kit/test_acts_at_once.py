"""Acts under bad conditions: several processes at the same moment, strange tokens, failures half-way."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from kit.idempotency import Result, once, token
from kit.models import Act, AuditEntry

ROOT = Path(__file__).resolve().parents[2]
OWNER = "learner:5b8f1c3e-0000-4000-8000-000000000001"
BODY = {"ten": "Giàng A Thử"}


@pytest.mark.django_db
@pytest.mark.parametrize("raw", ["khong-phai-ma", "1" * 500, "\x00", "'; DROP TABLE kit_act; --", "💥"])
def test_a_token_that_is_none_makes_an_act_of_its_own(raw: str) -> None:
    assert [once(raw, "send", OWNER, BODY, lambda: "x").result for _ in range(2)] == [Result.DONE] * 2


@pytest.mark.django_db
def test_a_token_is_good_for_one_act() -> None:
    key = token()
    once(key, "send", OWNER, BODY, lambda: "sent")
    assert once(key, "join", OWNER, BODY, lambda: "joined").answer == "joined"


@pytest.mark.django_db
def test_the_order_of_fields_makes_no_other_form() -> None:
    key = token()
    once(key, "send", OWNER, {"a": "1", "b": "2"}, lambda: "x")
    assert once(key, "send", OWNER, {"b": "2", "a": "1"}, lambda: "y").result is Result.REPLAYED


@pytest.mark.django_db
def test_what_an_act_wrote_before_it_failed_is_gone() -> None:
    def fail() -> str:
        AuditEntry.objects.create(action="half.done")
        raise RuntimeError("hết chỗ")

    with pytest.raises(RuntimeError):
        once(token(), "send", OWNER, BODY, fail)
    assert not Act.objects.exists() and not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_clash_inside_the_act_is_not_taken_for_a_second_press() -> None:
    def clash() -> str:
        raise IntegrityError("something else was there already")

    with pytest.raises(IntegrityError):
        once(token(), "send", OWNER, BODY, clash)


def test_every_form_gets_a_token_of_its_own() -> None:
    tokens = {token() for _ in range(100)}
    assert len(tokens) == 100 and all(uuid.UUID(one).version == 4 for one in tokens)


START = "import django; django.setup(); from django.db import connection; from kit.models import Act, AuditEntry\n"
MAKE_TABLES = """
with connection.schema_editor() as editor:
    for model in (Act, AuditEntry):
        editor.create_model(model)
"""
PRESS = """
import sys, time
from kit.idempotency import once

def perform():
    AuditEntry.objects.create(action="performed")
    time.sleep(0.05)
    return "the answer"

time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(once(sys.argv[1], "send", "learner:1", {"ten": "Thử"}, perform).result.value)
"""
COUNT = "print(AuditEntry.objects.count(), Act.objects.count())"


def program(code: str, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """A Python of its own on the database file of ``folder``."""
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'race.sqlite3'}",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-c", START + code, *arguments]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def said(running: "subprocess.Popen[str]") -> str:
    """What it printed, once it is over; it must not have failed."""
    printed, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    return printed.strip()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="brings its own SQLite file; once is enough")
def test_four_processes_at_the_same_moment_do_it_once(tmp_path: Path) -> None:
    """How doubled submissions came about elsewhere: check-then-insert races; the unique constraint decides."""
    said(program(MAKE_TABLES, tmp_path))
    start, key = str(time.time() + 4), token()
    results = sorted(map(said, [program(PRESS, tmp_path, key, start) for _ in range(4)]))
    assert results == ["done", "replayed", "replayed", "replayed"]
    assert said(program(COUNT, tmp_path)) == "1 1"
