"""A throw-away PostgreSQL server for one test run: in a temporary folder, on a socket, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


def programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest server installed, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; the package made a user for it."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


def _call(owner: str | None, folder: Path, *command: str) -> None:
    subprocess.run(command, check=True, user=owner, cwd=folder, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """DATABASE_URL of a running server. Raises CalledProcessError when it does not start."""
    binaries = programs()
    assert binaries is not None, "ask programs() first"
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="tutay-pg-"))
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"
    try:
        _call(
            owner,
            folder,
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "tutay",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        _call(
            owner,
            folder,
            str(binaries / "pg_ctl"),
            "-D",
            str(data),
            "-w",
            "-l",
            str(folder / "log"),
            "-o",
            options,
            "start",
        )
        try:
            yield f"postgres://tutay@{quote(str(folder), safe='')}/postgres"
        finally:
            _call(owner, folder, str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str) -> str:
    """A new database of this name on the server of ``url``; its address."""
    import psycopg

    with psycopg.connect(url.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"
