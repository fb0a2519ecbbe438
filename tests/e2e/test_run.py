"""`make run` without make: it prepares, says where it is and who may sign in, answers, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e import server
from tests.e2e.people import (
    ADMINISTRATOR,
    APPROVER,
    CLASS_CODE,
    LEADER,
    MEMBER,
    OFFICER,
    OFFICER_WITHOUT_PAGE,
)

GRACE = 40  # seconds to stop in: gunicorn lets what is being saved be saved
ADDRESS = re.compile(r"Tự Tay: (http://127\.0\.0\.1:\d+)/")


@contextmanager
def running(var: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """deploy/run.py over ``var`` until it says where it is; the process and what it printed. Killed if still there."""
    env = server.environment(var) | {"PORT": str(server.free_port())}
    log = var / "run.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "deploy/run.py"], cwd=server.ROOT, env=env, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield process, wait_for_address(process, log)
    finally:
        for pid in [*descendants(process.pid), process.pid]:
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """What is printed up to the line with the address."""
    until = time.monotonic() + server.PATIENCE
    while not ADDRESS.search(printed := log.read_text(encoding="utf-8")):
        assert process.poll() is None and time.monotonic() < until, f"no address in:\n{printed}"
        time.sleep(0.1)
    return printed


def descendants(pid: int) -> list[int]:
    """The processes below ``pid``, as `ps` lists them."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in map(str.split, listed.splitlines())}
    below = {pid}
    for _generation in range(6):
        below |= {child for child, parent in parents.items() if parent in below}
    return sorted(below - {pid})


def is_alive(pid: int) -> bool:
    """Whether the process is there, and not merely waiting to be buried."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


def wait_for(url: str) -> str:
    """The first page, as soon as it comes."""
    until = time.monotonic() + server.PATIENCE
    while not server.answers(url):
        assert time.monotonic() < until, f"no answer from {url}"
        time.sleep(0.1)
    with urllib.request.urlopen(f"{url}/", timeout=10) as response:
        return str(response.read().decode())


def test_it_starts_again_in_seconds_and_stops_whole(prepared: Path, tmp_path: Path) -> None:
    var = server.copied(prepared, tmp_path / "var")
    began = time.monotonic()
    with running(var) as (process, printed):
        found = ADDRESS.search(printed)
        assert found is not None
        assert "Tự Tay" in wait_for(found[1])
        print(f"a second start took {time.monotonic() - began:.1f} s")
        for word in (
            MEMBER,
            LEADER,
            OFFICER,
            APPROVER,
            OFFICER_WITHOUT_PAGE,
            ADMINISTRATOR,
            server.PASSWORD,
            CLASS_CODE,
        ):
            assert word in printed
        below = descendants(process.pid)
        assert len(below) >= 4, "web with two workers, and the worker of the queue"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=GRACE)
        assert not [pid for pid in below if is_alive(pid)]
        assert not server.answers(found[1])
