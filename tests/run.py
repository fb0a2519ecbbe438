"""`make test`: everything that can run here, and the names of what could not.

The suite runs on SQLite and, where the server's programs are installed, beside that on a throw-away PostgreSQL;
then in a real browser, where Chromium is, two files at a time. REQUIRE_ALL=1 makes a missing part red. `make unit`
(--quick) runs the suite on SQLite alone.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kit import messages
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
BROWSER_TESTS = "tests/e2e"
LONGEST_FIRST = ("test_axe.py", "test_csp.py", "test_clerk.py", "test_weight.py", "test_doors.py")
AT_ONCE = 2  # files in browsers, each with a site of its own
NO_TESTS = 5  # what pytest ends with where a choice (-k) leaves none in a file
# What has nothing to do with the database runs once.
ONCE = (BROWSER_TESTS, "tests/sandbox/engine", "tests/bench", "tests/traps", "tests/ui", "tests/gates")


def pytest(*arguments: str) -> bool:
    """One pytest run on SQLite; whether it was green."""
    return subprocess.run(command(arguments), cwd=ROOT, env=environment()).returncode == 0


def pytest_in_browsers(*arguments: str) -> bool:
    """Each file of browser tests in a pytest run of its own; whether all were green. Says only what was red."""
    files = sorted((ROOT / BROWSER_TESTS).glob("test_*.py"), key=_place)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = pool.map(lambda file: _told(str(file.relative_to(ROOT)), *arguments), files)
        green = [_is_green(file.name, done) for file, done in zip(files, runs, strict=True)]
    return all(green)


def _place(file: Path) -> tuple[int, str]:
    """The longest begin first, so that both end at about the same time."""
    return (LONGEST_FIRST.index(file.name) if file.name in LONGEST_FIRST else len(LONGEST_FIRST), file.name)


def _told(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(arguments),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _is_green(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    green = done.returncode in (0, NO_TESTS)
    last = done.stdout.strip().rpartition("\n")[2]
    print(f"{name}: {last}" if green else done.stdout, flush=True)
    return green


def pytest_on_postgresql(*arguments: str) -> tuple[bool, str]:
    """One pytest run on a server of its own; whether it was green, and what it printed.

    The crawls and the bad inputs are shorter here: they were already long on SQLite.
    """
    with postgres.server() as url:
        env = environment() | {"DATABASE_URL": url, "TUTAY_GATE_QUICK": "1"}
        done = subprocess.run(
            command(arguments), cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    return done.returncode == 0, done.stdout


def command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def environment() -> dict[str, str]:
    """Ours, and no database of the maintainer's."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    env.pop("DATABASE_URL", None)
    return env


def heading(text: str) -> None:
    print(f"\n== {text}", flush=True)


def main(arguments: list[str]) -> int:
    messages.compile_all()  # once, before two runs would do it at the same time
    if "--quick" in arguments:
        return 0 if pytest("tests", f"--ignore={BROWSER_TESTS}") else 1
    red, missing = databases(arguments)
    heading("Browser")
    from tests.e2e import browser

    if browser.executable() is None:
        missing.append("browser (install Chromium, or set CHROMIUM to its program)")
    elif not pytest_in_browsers(*arguments):
        red.append("browser")
    return report(red, missing)


def databases(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The suite on both databases at the same time; what was red, what did not run."""
    red: list[str] = []
    with ThreadPoolExecutor(1) as beside:
        second = None
        if postgres.programs() is not None:
            parts = ("tests", *(f"--ignore={part}" for part in ONCE), *arguments)
            second = beside.submit(pytest_on_postgresql, *parts)
        heading("Suite on SQLite")
        if not pytest("tests", f"--ignore={BROWSER_TESTS}", *arguments):
            red.append("suite on SQLite")
        heading("Suite on PostgreSQL")
        if second is None:
            return red, ["PostgreSQL (install the server: its initdb and pg_ctl were not found)"]
        green, printed = second.result()
    print(printed, flush=True)
    return red if green else [*red, "suite on PostgreSQL"], []


def report(red: list[str], missing: list[str]) -> int:
    """Say what was red and what did not run; the exit status."""
    heading("Result")
    for part in red:
        print(f"RED: {part}")
    for part in missing:
        print(f"DID NOT RUN: {part}")
    if missing and os.environ.get("REQUIRE_ALL") == "1":
        print("REQUIRE_ALL=1: a part that did not run counts as red.")
        return 1
    if not red:
        print("Green." if missing else "Green: everything ran.")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
