"""`make test`: everything that can run here, and the names of what could not.

The suite runs on SQLite and, where the server's programs are installed, on a throw-away PostgreSQL too; then there
are tests in a real browser, where Chromium is. All of it is cut into parts (tests.parts), and three of them run at a
time; arguments go to each. REQUIRE_ALL=1 makes a missing part red. `make unit` (--quick): the suite on SQLite alone.
"""

import os
import sys
from collections.abc import Iterable

from kit import messages
from kit.voice import find_ffmpeg, find_machine
from tests import parts, pool, postgres, redis_server
from tests.e2e import browser
from tests.parts import Part
from tests.pool import Result

QUICK = "--quick"


def chosen(quick: bool) -> tuple[list[Part], list[str]]:
    """What to run, and the names of what cannot run on this machine."""
    if quick:
        return parts.on_sqlite(), []
    here, missing = parts.on_sqlite(), []
    if postgres.programs() is not None:
        here += parts.on_postgresql()
    else:
        missing.append("PostgreSQL (install the server: its initdb and pg_ctl were not found)")
    if browser.executable() is not None:
        here += parts.in_browsers()
    else:
        missing.append("browser (install Chromium, or set CHROMIUM to its program)")
    return here, [*missing, *without_programs()]


def without_programs() -> list[str]:
    """Names of what single tests leave out on this machine, for want of a program."""
    needed = {
        "the machine's voice (install espeak-ng)": find_machine(),
        "recordings made small (install ffmpeg)": find_ffmpeg(),
        "one cache for several machines (install redis-server)": redis_server.program(),
    }
    return [name for name, program in needed.items() if not program]


def tell(result: Result) -> None:
    """One line of what was green; of what was red, everything it printed."""
    if not result.green:
        print(f"\n== {result.part}\n{result.printed}", flush=True)
    print(f"{'green' if result.green else 'RED  '}  {result.part}: {result.summary}", flush=True)


def main(arguments: list[str]) -> int:
    """Run, tell, sum up; the exit status."""
    messages.compile_all()  # once, before two parts would do it at the same time
    here, missing = chosen(QUICK in arguments)
    done = []
    for result in pool.results(here, [argument for argument in arguments if argument != QUICK]):
        tell(result)
        done.append(result)
    return report(done, missing)


def report(done: Iterable[Result], missing: list[str]) -> int:
    """The sums, what was red and what did not run; the exit status."""
    done = list(done)
    red = [result.part for result in done if not result.green]
    passed = sum(result.count("passed") for result in done)
    failed = sum(result.count("failed", "error") for result in done)
    print(f"\n== Result\n{passed} passed, {failed} failed")
    for part in red:
        print(f"RED: {part}")
    for name in missing:
        print(f"DID NOT RUN: {name}")
    if not passed and not red:
        print("RED: no test was run at all")
        return 1
    if missing and os.environ.get("REQUIRE_ALL") == "1":
        print("REQUIRE_ALL=1: a part that did not run counts as red.")
        return 1
    if not red:
        print("Green." if missing else "Green: everything ran.")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
