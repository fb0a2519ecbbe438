"""`make gates-bite`: proof that each gate bites.

The tree is copied once for each breakage, broken there, and all gates run on the copy: exactly the gate that the
breakage names has to turn red, so that on the copies of the others it was seen green. Three copies run at a time. The
site that they look at in a browser is prepared once; on each copy only what the breakage changes is made anew.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests import migrated
from tests.e2e import browser, server
from tests.gates.breakages import BREAKAGES, GATES, Breakage

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("tests/access", "tests/badinput", "tests/e2e")
AT_ONCE = 3
PATIENCE = 1200  # seconds for all gates on one copy


@dataclass(frozen=True)
class Outcome:
    """Which gates turned red on a copy, by which tests; ``trouble`` is set when the gates did not run properly."""

    what: str
    expected: frozenset[str]
    red: frozenset[str]
    trouble: str = ""
    tests: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return not self.trouble and self.red == self.expected


def tree() -> list[str]:
    """Every file of the project, committed or not, that git does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def compiled(names: Iterable[str]) -> list[str]:
    """What Python has kept of these files, if anything: it is as good for a copy, which is as old as they are."""
    folders = {(ROOT / name).parent for name in names if name.endswith(".py")}
    return [str(file.relative_to(ROOT)) for folder in folders for file in folder.glob("__pycache__/*.pyc")]


def copy_to(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)


def judge(breakage: Breakage, whole: Path, database: str) -> Outcome:
    """All gates on a copy with ``breakage``; ``whole`` is a prepared site, ``database`` a migrated one without it."""
    what, expected = breakage.what, frozenset({breakage.gate})
    with tempfile.TemporaryDirectory(prefix="tutay-bite-") as name:
        folder = Path(name) / "tree"
        files = tree()
        copy_to(folder, [*files, *compiled(files)])
        try:
            broken = folder / breakage.file
            broken.write_text(breakage.applied(broken.read_text(encoding="utf-8")), encoding="utf-8")
            site = server.copied(whole, Path(name) / "site")
            server.prepare(site, folder)
            found = run_gates(folder, site, database)
        except (ValueError, OSError, RuntimeError, subprocess.TimeoutExpired) as error:
            return Outcome(what, expected, frozenset(), str(error))
    trouble = "" if found["ran"] and found["exit"] in (0, 1) else f"pytest ended with {found['exit']}"
    return Outcome(what, expected, frozenset(found["gates"]), trouble, tuple(found["tests"]))


def run_gates(folder: Path, site: Path, database: str) -> dict[str, Any]:
    """Run every gate in ``folder`` in one pytest process, browsers on copies of ``site``, the rest on ``database``.

    Raises OSError when it left no result.
    """
    result = folder.parent / "red.json"
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TUTAY_VAR")} | {
        "PYTHONPATH": f"{folder / 'site'}{os.pathsep}{folder}",
        "RED_GATES": str(result),
        "TUTAY_GATE_QUICK": "1",
        "TUTAY_PREPARED_SITE": str(site),
        migrated.VARIABLE: database,
    }
    command = [sys.executable, "-m", "pytest", "-p", "tests.gates.red", "--any-gate", *FOLDERS]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=PATIENCE)
    if not result.exists():
        raise OSError(f"the gates did not run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(result.read_text())
    return found


def row(outcome: Outcome) -> str:
    marks = "  ".join(f"{gate}:{'RED' if gate in outcome.red else 'ok '}" for gate in GATES)
    return f"{'ok   ' if outcome.right else 'WRONG'}  {outcome.what:<34} {marks} {outcome.trouble}"


def main() -> int:
    if browser.executable() is None:
        print("The gates need Chromium, and it was not found.")
        return 1
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="tutay-bite-") as name, ThreadPoolExecutor(AT_ONCE) as pool:
        whole = Path(name) / "site"
        server.prepare(whole)
        database = migrated.make_file(Path(name) / "migrated.sqlite3")
        for outcome in pool.map(partial(judge, whole=whole, database=database), BREAKAGES):
            print(row(outcome), flush=True)
            if not outcome.right:
                print(*(f"         {test}" for test in outcome.tests), sep="\n", flush=True)
            outcomes.append(outcome)
    wrong = [outcome for outcome in outcomes if not outcome.right]
    print(f"{len(outcomes) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
