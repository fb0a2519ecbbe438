"""Three workers over the parts of `make test`: the longest begin first, each is told of as it ends."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import migrated, postgres
from tests.parts import BROWSER, ROOT, Need, Part

AT_ONCE = 3  # one more than the cores of the smallest machine that tests run on: browsers wait a lot
MIGRATED = "migrated"  # the database on the server that parts begin with a copy of
NO_TESTS = 5  # what pytest ends with where a choice (-k) leaves none in a part
_COUNT = re.compile(r"(\d+) (passed|failed|error)")
_NOT_A_NAME = re.compile(r"\W+")


@dataclass(frozen=True)
class Result:
    """What became of a part: pytest's exit status, and everything it printed."""

    part: Part
    status: int
    printed: str
    chosen: bool = False  # the maintainer chose among the tests, so that a part may be left without any

    @property
    def green(self) -> bool:
        return self.status == 0 or (self.chosen and self.status == NO_TESTS)

    @property
    def summary(self) -> str:
        """pytest's last line."""
        return self.printed.strip().rpartition("\n")[2]

    def count(self, *words: str) -> int:
        """How many tests ended like that: "passed", "failed", "error"."""
        return sum(int(number) for number, word in _COUNT.findall(self.summary) if word in words)


@dataclass
class Shared:
    """What several parts need: made when the first of them asks for it, gone when the pool is done."""

    stack: ExitStack
    locks: dict[Need, threading.Lock] = field(
        default_factory=lambda: {need: threading.Lock() for need in Need}
    )
    made: dict[Need, str] = field(default_factory=dict)

    def environment(self, part: Part) -> dict[str, str]:
        """The environment of a part's pytest. Raises RuntimeError or OSError when it cannot be made."""
        if part.need is Need.NOTHING:
            return environment()
        with self.locks[part.need]:
            if part.need not in self.made:
                self.made[part.need] = self._make(part.need)
        made = self.made[part.need]
        if part.need is Need.FILE:
            return environment() | {migrated.VARIABLE: made}
        if part.need is Need.SITE:
            return environment() | {"TUTAY_PREPARED_SITE": made}
        # The crawls and the bad inputs are shorter here: they were already long on SQLite.
        url = own_database(made, part.name)
        return environment() | {"DATABASE_URL": url, migrated.VARIABLE: MIGRATED, "TUTAY_GATE_QUICK": "1"}

    def _make(self, need: Need) -> str:
        if need is Need.SERVER:
            url = self.stack.enter_context(postgres.server())
            migrated.make(postgres.make_database(url, MIGRATED))
            return url
        folder = Path(self.stack.enter_context(TemporaryDirectory(prefix="tutay-site-")))
        if need is Need.FILE:
            return migrated.make_file(folder / "migrated.sqlite3")
        from tests.e2e import server

        server.prepare(folder / "prepared")
        return str(folder / "prepared")


def own_database(url: str, name: str) -> str:
    """The address of a database of this name on the server of ``url``; pytest makes it, with test_ before it."""
    return f"{url.rpartition('/')[0]}/{_NOT_A_NAME.sub('_', name)}"


def environment() -> dict[str, str]:
    """Ours, and no database of the maintainer's. What Python has compiled it keeps for the parts that follow."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    for name in ("DATABASE_URL", migrated.VARIABLE, "PYTHONDONTWRITEBYTECODE"):
        env.pop(name, None)
    return env


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def longest_first(parts: Iterable[Part]) -> list[Part]:
    """So that what is left at the end is short, and all workers end at about the same time.

    A browser waits half of its time, the others never: about one of the three that run is in a browser, to the end.
    """
    by_length = sorted(parts, key=lambda part: part.seconds)
    waiting = [part for part in by_length if part.kind == BROWSER]
    busy = [part for part in by_length if part.kind != BROWSER]
    order: list[Part] = []
    ahead = 0  # seconds of a core that busy parts have been given, less twice those of the browser's
    while waiting or busy:
        is_browsers_turn = bool(waiting) and (ahead > 0 or not busy)
        part = (waiting if is_browsers_turn else busy).pop()
        ahead += -2 * part.seconds if is_browsers_turn else part.seconds
        order.append(part)
    return order


def run(part: Part, arguments: Sequence[str], shared: Shared) -> Result:
    """One part to its end. What it needs and does not get makes it red."""
    try:
        env = shared.environment(part)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        return Result(part, 1, f"{part.need} could not be made: {error}")
    done = subprocess.run(
        command(*part.where, *arguments),
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Result(part, done.returncode, done.stdout, chosen=bool(arguments))


def results(parts: Iterable[Part], arguments: Sequence[str] = ()) -> Iterator[Result]:
    """The results of all parts, each as soon as it is there."""
    with ExitStack() as stack:
        shared = Shared(stack)
        yield from in_pool(longest_first(parts), lambda part: run(part, arguments, shared))


def in_pool(parts: Sequence[Part], act: Callable[[Part], Result]) -> Iterator[Result]:
    """``act`` on each part, begun in their order, AT_ONCE at a time. Whoever stops early leaves none to begin."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        for done in as_completed([pool.submit(act, part) for part in parts]):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)
