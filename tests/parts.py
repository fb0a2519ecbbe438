"""What `make test` is made of: parts small enough that three of them at a time keep two cores busy to the end.

Folders that are not named here are in "the rest", so that a new one is never left out; so is each new file of
browser tests. The seconds are roughly those on a quiet machine; they only say what begins first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BROWSER_TESTS = "tests/e2e"
SQLITE, POSTGRESQL, BROWSER = "suite on SQLite", "suite on PostgreSQL", "browser"
# What has nothing to do with the database runs once; so do the two long crawls of Wagtail's own addresses.
ONCE = (
    "tests/sandbox/engine",
    "tests/bench",
    "tests/traps",
    "tests/ui",
    "tests/gates",
    "tests/access/test_two_communes.py",
    "tests/access/test_vietnamese.py",
    "tests/courses/test_bulletins.py",
    "tests/courses/test_finding.py",
    "tests/courses/test_pasted.py",
    "tests/courses/test_readability.py",
    "tests/courses/test_said.py",
    "tests/courses/test_shipped_lessons.py",
    "tests/media/test_sound_check.py",
    "tests/teams/test_coverage.py",
    "tests/teams/test_likeness.py",
    "tests/teams/test_matching.py",
    "tests/teams/test_pasting.py",
    "tests/teams/test_reading_sheets.py",
)
# What is long enough to be a part of its own: seconds on SQLite, and on PostgreSQL (with the short crawls).
FOLDERS: Mapping[str, tuple[int, int]] = {
    "tests/access": (350, 100),
    "tests/badinput": (400, 80),
    "tests/sandbox": (370, 520),
    "tests/teams": (110, 130),
}
REST = (320, 140)
# One walk through every state of the site, which both files judge; alone each makes the same walk.
TOGETHER = ("test_axe.py", "test_csp.py")
BROWSER_SECONDS: Mapping[str, int] = {
    "test_axe.py": 420,
    "test_voice.py": 80,
    "test_evening.py": 90,
    "test_clerk.py": 80,
    "test_story.py": 150,
    "test_nothing_is_lost.py": 80,
    "test_weight.py": 70,
    "test_vectors.py": 90,
}
OTHER_BROWSER_SECONDS = 40


class Need(StrEnum):
    """What has to be there before a part can run."""

    NOTHING = ""
    FILE = "a migrated database"
    SITE = "a prepared site"
    SERVER = "a PostgreSQL server with a migrated database"


@dataclass(frozen=True)
class Part:
    """One pytest run. ``where`` are its paths and options; ``seconds`` of one core is how long it takes, about."""

    kind: str
    name: str
    where: tuple[str, ...]
    seconds: int
    need: Need = Need.NOTHING

    def __str__(self) -> str:
        return f"{self.kind}, {self.name}"


def on_sqlite() -> list[Part]:
    """The whole suite, but for the browser."""
    return _suite(SQLITE, 0, (BROWSER_TESTS,), Need.FILE)


def on_postgresql() -> list[Part]:
    """What has to do with the database, once more on a server; each part in a database of its own."""
    return _suite(POSTGRESQL, 1, (BROWSER_TESTS, *ONCE), Need.SERVER)


def _suite(kind: str, column: int, without: tuple[str, ...], need: Need) -> list[Part]:
    parts = [
        Part(
            kind,
            folder.removeprefix("tests/"),
            (folder, *(f"--ignore={inner}" for inner in without if inner.startswith(f"{folder}/"))),
            seconds[column],
            need,
        )
        for folder, seconds in FOLDERS.items()
    ]
    rest = ("tests", *(f"--ignore={folder}" for folder in (*without, *FOLDERS)))
    return [*parts, Part(kind, "the rest", rest, REST[column], need)]


def in_browsers() -> list[Part]:
    """Each file of browser tests, with a site of its own; the two that judge one walk are one part."""
    alone = [path.name for path in (ROOT / BROWSER_TESTS).glob("test_*.py") if path.name not in TOGETHER]
    return [_in_browser(*TOGETHER), *(_in_browser(name) for name in sorted(alone))]


def _in_browser(*names: str) -> Part:
    seconds = BROWSER_SECONDS.get(names[0], OTHER_BROWSER_SECONDS)
    where = tuple(f"{BROWSER_TESTS}/{name}" for name in names)
    return Part(BROWSER, " and ".join(names), where, seconds, Need.SITE)
