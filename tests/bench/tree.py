"""`make bench-tree`: a site of the whole country against its budgets. Prints a table; 1 where one is broken.

PostgreSQL (a throw-away server) with 34 provinces, a portal for each of the 3,321 communes, ten published guides in
each, with revisions, groups, rights, folders, pictures, officers and approvers. One portal is made by the real door
and copied inside the database; the copies are compared with one that the real door makes at the end. ``--share 0.1``
makes fewer of them.

Milliseconds are the median of 5, whole requests through the test client without kept pages; queries: of one, the
second time; KB: of the page alone, compressed. The budgets stand in tree_pages.py.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """A server, and the rest in a process of its own on it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0, help="of the communes")
    asked = parser.parse_args()
    if postgres.programs() is None:
        print("PostgreSQL is not installed: nothing can be said of a country on SQLite.")
        return 1
    with postgres.server() as url:
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        command = [sys.executable, "-m", "tests.bench.tree_pages", f"{asked.share}"]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
