"""`make test`: everything that can run here, and the names of what could not.

The suite runs on SQLite; then, where the server's programs are installed, again on a throw-away PostgreSQL;
then in a real browser, where Chromium is. REQUIRE_ALL=1 makes a missing part red. `make unit` (--quick) runs the
suite on SQLite alone.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
BROWSER_TESTS = "tests/e2e"
# What has nothing to do with the database, or crawls the whole site by way of its doors, runs once.
ONCE = (
    BROWSER_TESTS,
    "tests/sandbox/engine",
    "tests/bench",
    "tests/traps",
    "tests/ui",
    "tests/gates",
    "tests/access",
    "tests/badinput",
)


def pytest(*arguments: str, database_url: str | None = None) -> bool:
    """One pytest run; whether it was green."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    env.pop("DATABASE_URL", None)
    if database_url:
        env["DATABASE_URL"] = database_url
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env).returncode == 0


def heading(text: str) -> None:
    print(f"\n== {text}", flush=True)


def main(arguments: list[str]) -> int:
    if "--quick" in arguments:
        return 0 if pytest("tests", f"--ignore={BROWSER_TESTS}") else 1
    red: list[str] = []
    missing: list[str] = []
    heading("Suite on SQLite")
    if not pytest("tests", f"--ignore={BROWSER_TESTS}", *arguments):
        red.append("suite on SQLite")
    heading("Suite on PostgreSQL")
    if postgres.programs() is None:
        missing.append("PostgreSQL (install the server: its initdb and pg_ctl were not found)")
    else:
        with postgres.server() as url:
            if not pytest("tests", *(f"--ignore={part}" for part in ONCE), *arguments, database_url=url):
                red.append("suite on PostgreSQL")
    heading("Browser")
    from tests.e2e import browser

    if browser.executable() is None:
        missing.append("browser (install Chromium, or set CHROMIUM to its program)")
    elif not pytest(BROWSER_TESTS, *arguments):
        red.append("browser")
    return report(red, missing)


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
