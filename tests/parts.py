"""What `make test` is made of: parts small enough that three of them at a time keep two cores busy to the end.

Folders that are not named here are in "the rest", so that a new one is never left out; so is each new file of
browser tests. The seconds are roughly those of a run with three at a time on two cores; they only say
what begins first.
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
    "tests/accounts/test_codes.py",
    "tests/config/test_settings.py",
    "tests/config/test_wrong_settings.py",
    "tests/courses/finding/test_pure_parts.py",
    "tests/courses/lessons/test_grading.py",
    "tests/courses/loading/test_shipped_lessons.py",
    "tests/courses/sharing/test_bulletins.py",
    "tests/courses/sharing/test_said.py",
    "tests/courses/writing/test_pasted.py",
    "tests/courses/writing/test_readability.py",
    "tests/kit/test_messages.py",
    "tests/kit/test_sheets.py",
    "tests/media/test_sound_check.py",
    "tests/sandbox/test_pack_khai_sinh.py",
    "tests/sandbox/test_places.py",
    "tests/teams/test_coverage.py",
    "tests/teams/test_likeness.py",
    "tests/teams/test_matching.py",
    "tests/teams/test_pasting.py",
    "tests/teams/test_reading_sheets.py",
    "tests/test_run.py",
)
# What is long enough to be a part of its own: seconds on SQLite, and on PostgreSQL (with the short crawls).
FOLDERS: Mapping[str, tuple[int, int]] = {
    "tests/access": (380, 140),
    "tests/badinput": (600, 150),
    "tests/sandbox": (470, 480),
    "tests/teams": (140, 160),
}
REST = (650, 550)
# One walk through every state of the site, which both files judge; alone each makes the same walk.
TOGETHER = ("test_axe.py", "test_csp.py")
BROWSER_SECONDS: Mapping[str, int] = {
    "test_axe.py": 530,
    "test_voice.py": 140,
    "test_evening.py": 110,
    "test_clerk.py": 95,
    "test_story.py": 170,
    "test_nothing_is_lost.py": 140,
    "test_weight.py": 145,
    "test_vectors.py": 130,
    "test_first_guide.py": 30,
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
