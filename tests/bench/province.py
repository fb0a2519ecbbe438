"""`make bench-province`: pages of a generated province against their budgets. Prints a table; 1 over a budget.

PostgreSQL (a throw-away server) with 120 communes, 1,500 teams, 400,000 people and 1 M attendances, then a tenth of
that on SQLite. The seed is fixed. ``--share 0.1`` makes everything smaller, ``--only sqlite`` or ``--only postgres``
one of the two; the generated database is kept below ``var/bench/`` for the next run until the code that makes it
changes (``--anew`` makes it again).

Milliseconds are the median of 7, whole requests through the test client, everything warm; "cpu" are those in which
this process was at work (not the server of PostgreSQL), to tell a slow page from a busy machine; queries: of one.
Budgets marked * are those of docs/contributing.md, the others stand in province_pages.py. Compare figures of one run
with each other only.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"
MADE_BY = (
    *sorted((ROOT / "teams" / "migrations").glob("0*.py")),
    *(ROOT / "teams" / f"{name}.py" for name in ("coverage", "contacts")),
    ROOT / "tests" / "bench" / "province_rows.py",
)
TENTH = 0.1


def main() -> int:
    """Both databases, one after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--share", type=float, default=1.0, help="of the full size; SQLite has a tenth of that"
    )
    parser.add_argument("--only", choices=("postgres", "sqlite"), help="one database")
    parser.add_argument("--anew", action="store_true", help="do not use what an earlier run has kept")
    asked = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    codes = []
    if asked.only != "sqlite":
        if postgres.programs() is None:
            print("PostgreSQL is not installed: its half is left out.")
        else:
            codes.append(_on_postgres(asked.share, anew=asked.anew))
    if asked.only != "postgres":
        codes.append(_on_sqlite(asked.share * TENTH, anew=asked.anew))
    return max(codes, default=1)


def _mark(share: float) -> str:
    """Names what was generated: by which code, how large."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in MADE_BY)).hexdigest()[:12]
    return f"province-{share:g}-{digest}"


def _on_sqlite(share: float, *, anew: bool) -> int:
    kept = KEPT / f"{_mark(share)}.sqlite3"
    if anew:
        kept.unlink(missing_ok=True)
    fresh = kept.with_suffix(".new")
    if not kept.exists():
        fresh.unlink(missing_ok=True)
        if _run("fill", f"sqlite:///{fresh}", share):
            return 1
        fresh.rename(kept)
    return _run("measure", f"sqlite:///{kept}", share)


def _on_postgres(share: float, *, anew: bool) -> int:
    kept = KEPT / f"{_mark(share)}.dump"
    programs = postgres.programs()
    assert programs is not None, "main asks"
    if anew:
        kept.unlink(missing_ok=True)
    with postgres.server() as url:
        where = ("-h", unquote(urlsplit(url).netloc.partition("@")[2]), "-U", "tutay", "-d", "postgres")
        if kept.exists():
            subprocess.run([programs / "pg_restore", *where, "-j", "2", kept], check=True)
        elif _run("fill", url, share):
            return 1
        else:
            subprocess.run([programs / "pg_dump", *where, "-Fc", "-Z", "1", "-f", kept], check=True)
        subprocess.run([programs / "vacuumdb", *where, "-z", "-q"], check=True)
        return _run("measure", url, share)


def _run(what: str, url: str, share: float) -> int:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "-m", "tests.bench.province_pages", what, f"{share}"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
