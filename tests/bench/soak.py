"""`make soak`: new examples and 2,000 random walks; then the story again and again under a load; memory is watched.

WALKS (default 2,000; 0 for neither) says how many walks there are, on SQLite and, where it is installed, on PostgreSQL.
MINUTES (default 10) says how long the story is told. Prints a line every half minute, then the slope of the memory
in MB an hour and every error. Ends with 1 where a walk was red, a round of the story failed or the server did; memory
and times are never judged.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error

from tests import postgres
from tests.bench import load
from tests.bench.load import Shot
from tests.bench.pages import PHONE
from tests.e2e import browser, server
from tests.e2e.journey import ALONE, FATHER, MOTHER, Practice
from tests.e2e.pages import fill, go
from tests.e2e.server import Site

EVERY = 30.0  # seconds between two looks
BACKGROUND = 2  # connections that ask for pages all the time
PAUSE = 0.05  # seconds between two of their questions
MOST_DAYS = 10


@dataclass
class Watch:
    """What has been seen so far. ``memory``: (seconds since the start, MB of all the server's processes)."""

    began: float = field(default_factory=time.monotonic)
    memory: list[tuple[float, float]] = field(default_factory=list)
    rounds: int = 0
    asked: int = 0
    errors: list[str] = field(default_factory=list)

    def look(self, pid: int) -> None:
        """Note how much memory the server takes now."""
        self.memory.append((time.monotonic() - self.began, memory(pid)))

    @property
    def slope(self) -> float:
        """MB an hour, by least squares over the second half: the first fills caches."""
        half = self.memory[len(self.memory) // 2 :]
        middle = sum(at for at, _mb in half) / len(half)
        level = sum(mb for _at, mb in half) / len(half)
        spread = sum((at - middle) ** 2 for at, _mb in half)
        return 3600 * sum((at - middle) * (mb - level) for at, mb in half) / spread if spread else 0


def memory(pid: int) -> float:
    """MB of a process and its children; what they share is counted once (Linux)."""
    total = 0
    for one in load.family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


def pay(practice: Practice) -> None:
    """What the copies cost, at the bank: from the dossier and back to it."""
    go(practice.page)
    fill(practice.page, {"cach": "ngan-hang"})
    go(practice.page)
    fill(practice.page, {"code": practice.persona.otp})
    go(practice.page)
    go(practice.page)


def one_round(chromium: Browser, site: Site, number: int) -> None:
    """The story of one dossier, another family's each time, every third without help."""
    context = chromium.new_context(viewport=PHONE, locale="vi-VN", java_script_enabled=number % 2 == 0)
    try:
        practice = Practice(context.new_page(), site.url, (MOTHER, FATHER, ALONE)[number % 3])
        practice.to_the_receipt("check" if number % 3 == 0 else "practice")
        go(practice.page)
        for _day in range(MOST_DAYS):
            if practice.page.locator("form[action$='/bo-sung/']").count():
                practice.supplement()
            elif practice.page.locator("a[href$='/ket-qua/']").count():
                break
            elif practice.page.locator("a[href$='/ban-nhap/']").count():
                go(practice.page)
                go(practice.page)
            elif practice.page.locator("main a.btn.go[href$='/thanh-toan/']").count():
                pay(practice)
            else:
                practice.skip_a_day()
        go(practice.page)
        if "/ket-qua/" not in practice.page.url:
            raise AssertionError(f"no result, but {practice.page.title()}")
    finally:
        context.close()


def keep_asking(shots: list[Shot], watch: Watch, over: threading.Event) -> None:
    """A steady, gentle load beside the story."""
    number = 0
    while not over.wait(PAUSE):
        shot = shots[number % len(shots)]
        tally = load.Tally()
        asyncio.run(load.ask(shot, tally))
        watch.asked += 1
        watch.errors += [f"{shot.name}: {status}" for status in tally.wrong]
        number += 1


def go_on(chromium: Browser, site: Site, watch: Watch, until: float, say: Callable[[str], None]) -> None:
    """Rounds of the story until the time is over."""
    next_look = 0.0
    while time.monotonic() < until:
        if time.monotonic() >= next_look:
            watch.look(site.process.pid)
            next_look = time.monotonic() + EVERY
            at, megabytes = watch.memory[-1]
            say(
                f"{at / 60:5.1f} min  {megabytes:7.1f} MB  {watch.rounds:5} rounds  {watch.asked:7} requests  "
                f"{len(watch.errors)} errors"
            )
        try:
            one_round(chromium, site, watch.rounds)
        except (Error, AssertionError) as error:
            watch.errors.append(f"round {watch.rounds}: {str(error).splitlines()[0]}")
        watch.rounds += 1
    watch.look(site.process.pid)


def say(line: str) -> None:
    print(line, flush=True)


def soak(site: Site, minutes: float) -> Watch:
    """The story for ``minutes``, with a load beside it."""
    shots = [shot for shot in load.shots(site) if shot.body is None]
    watch, over = Watch(), threading.Event()
    threads = [
        threading.Thread(target=keep_asking, args=(shots, watch, over), daemon=True)
        for _ in range(BACKGROUND)
    ]
    for thread in threads:
        thread.start()
    with browser.chromium() as chromium:
        go_on(chromium, site, watch, time.monotonic() + 60 * minutes, say)
    over.set()
    for thread in threads:
        thread.join()
    log = (site.var / "server.log").read_text(encoding="utf-8")
    watch.errors += [line for line in log.splitlines() if line.startswith(("ERROR", "CRITICAL"))]
    return watch


def try_anew() -> list[str]:
    """The property tests with examples that nobody has tried; what was red."""
    command = [sys.executable, "-m", "pytest", "tests", "-q", "-m", "hypothesis", "--hypothesis-profile=anew"]
    env = os.environ | {"PYTHONPATH": "site:."}
    return ["property tests"] if subprocess.run([*command, "--ignore=tests/e2e"], env=env).returncode else []


def walk(walks: int) -> list[str]:
    """Random walks through the replica, of a seed of their own; the databases on which one was red."""
    red = []
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"PYTHONPATH": "site:.", "TUTAY_WALKS": str(walks), "TUTAY_WALKS_ANEW": "1"}
    command = [sys.executable, "-m", "pytest", "tests/sandbox/test_walker.py"]
    if subprocess.run(command, env=env).returncode:
        red.append("walks on SQLite")
    if postgres.programs() is not None:
        with postgres.server() as url:
            if subprocess.run(command, env=env | {"DATABASE_URL": url}).returncode:
                red.append("walks on PostgreSQL")
    return red


def main() -> int:
    walks = int(os.environ.get("WALKS") or "2000")
    red = [*try_anew(), *walk(walks)] if walks else []
    for name in red:
        say(f"ERROR: {name}")
    return tell_the_story() or (1 if red else 0)


def tell_the_story() -> int:
    """The rounds of the story; 1 where one of them failed."""
    minutes = float(os.environ.get("MINUTES") or "10")
    if browser.executable() is None:
        say("No Chromium here: install it, or set CHROMIUM to its program.")
        return 1
    with tempfile.TemporaryDirectory(prefix="tutay-soak-") as folder:
        say("Preparing a site of its own…")
        server.prepare(Path(folder) / "var")
        with server.serve(Path(folder) / "var") as site:
            watch = soak(site, minutes)
    say(f"\n{watch.rounds} rounds, {watch.asked} requests beside them; memory {watch.slope:+.1f} MB an hour.")
    for error in watch.errors:
        say(f"ERROR: {error}")
    return 1 if watch.errors else 0


if __name__ == "__main__":
    sys.exit(main())
