"""Files made on the first request: once, one at a time, and only so many."""

import fcntl
import os
from pathlib import Path

import pytest

from kit.kept_files import Busy, KeptFiles


def test_a_file_is_made_once_and_whole(tmp_path: Path) -> None:
    kept, made = KeptFiles(tmp_path, most=1000), []

    def make() -> bytes:
        made.append(1)
        return b"abc"

    assert kept.get("abcd.jpg", make).read_bytes() == kept.get("abcd.jpg", make).read_bytes() == b"abc"
    assert len(made) == 1
    assert not list(tmp_path.rglob(".*"))


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    kept = KeptFiles(tmp_path, most=1000)
    with pytest.raises(ZeroDivisionError):
        kept.get("abcd.jpg", broken)
    assert kept.get("abcd.jpg", lambda: b"later").read_bytes() == b"later"  # and the turn is free again


def test_who_asks_while_another_is_made_is_sent_away_not_kept(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, most=1000, patience=0)
    with (tmp_path / "maker.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            kept.get("abcd.jpg", lambda: b"never")


def test_the_ones_not_used_for_longest_make_room(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, most=25)
    for number in range(4):
        file = kept.get(f"a{number}.jpg", lambda: b"0123456789")
        os.utime(file, (number, number))
    os.utime(tmp_path / "a0" / "a0.jpg")  # used just now
    kept.tidy()
    assert [file.name for file in sorted(tmp_path.glob("*/*"))] == ["a0.jpg", "a3.jpg"]
