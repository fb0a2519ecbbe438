"""Files that are made when somebody first asks for them, kept as long as there is room, and made again when not.

One at a time on a machine: whoever asks for many keeps himself waiting, not the other web processes.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TIDY_EVERY = 50  # new files of a process


class Busy(Exception):
    """Others are being made; try again in a few seconds."""


@dataclass
class KeptFiles:
    """Files below ``root``, in folders of two letters; those not used for longest go once they weigh over ``most``.

    ``most``: bytes. ``patience``: seconds that somebody waits for her turn.
    """

    root: Path
    most: int
    patience: float = 2.0
    made: int = 0

    def path(self, name: str) -> Path:
        """Where the file of this name lies, or would lie."""
        return self.root / name[:2] / name

    def get(self, name: str, make: Callable[[], bytes]) -> Path:
        """The file called ``name``; ``make`` gives its content if it is not there. Raises Busy."""
        file = self.path(name)
        if not _used(file):
            with self._turn():
                if not _used(file):  # somebody else may have made it meanwhile
                    self._write(file, make())
        return file

    def _write(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.{os.getpid()}")
        half.write_bytes(content)
        os.replace(half, file)
        if self.made % _TIDY_EVERY == 0:
            self.tidy()
        self.made += 1

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + self.patience
        with (self.root / "maker.lock").open("w") as handle:  # closing it gives the place free
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError:
                    if time.monotonic() > until:
                        raise Busy from None
                    time.sleep(0.05)
            yield

    def tidy(self) -> None:
        """Delete what was not used for longest, until the rest keeps to ``most``."""
        found = []
        for file in self.root.glob("*/*"):
            with contextlib.suppress(OSError):
                stat = file.stat()
                found.append((stat.st_mtime, stat.st_size, file))
        too_much = sum(size for _used_at, size, _file in found) - self.most
        for _used_at, size, file in sorted(found):
            if too_much <= 0:
                return
            file.unlink(missing_ok=True)
            too_much -= size


def _used(file: Path) -> bool:
    """Whether the file is there; asking counts as using it."""
    try:
        os.utime(file)
    except OSError:
        return False
    return True
