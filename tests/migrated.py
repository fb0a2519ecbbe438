"""A database that is migrated and empty, made once: every part of a long run begins with a copy of it.

To migrate takes twenty seconds of a processor, and a whole run has some sixteen parts. Without TUTAY_MIGRATED pytest
migrates as ever; with it Django still asks whether a migration is missing, so that a stale copy does no harm.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

VARIABLE = (
    "TUTAY_MIGRATED"  # the path of a file of SQLite, or the name of a database on the server of DATABASE_URL
)
ROOT = Path(__file__).resolve().parents[1]


def make(url: str, tree: Path = ROOT) -> None:
    """Migrate the database at ``url``, which is there and empty. Raises RuntimeError when it does not work."""
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{tree / 'site'}{os.pathsep}{tree}",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def make_file(path: Path, tree: Path = ROOT) -> str:
    """A migrated file of SQLite at ``path``; the value of TUTAY_MIGRATED."""
    make(f"sqlite:///{path}", tree)
    return str(path)


@contextmanager
def copied() -> Iterator[None]:
    """Inside, pytest-django makes its database from the copy that TUTAY_MIGRATED names."""
    source = os.environ.get(VARIABLE, "")
    if not source:
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = source
        yield
    else:
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # of each vendor, and private
        with closing(sqlite3.connect(name, uri=True)) as kept, closing(sqlite3.connect(source)) as migrated:
            migrated.backup(kept)  # in memory, where it lasts as long as somebody is connected
            yield
