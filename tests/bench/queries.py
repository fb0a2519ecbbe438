"""How many queries a page needs once everything is warm, counted in a process of its own beside the servers."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from tests.bench.pages import Address
from tests.e2e import server
from tests.e2e.server import Site


def queries(site: Site, addresses: Sequence[Address]) -> list[int]:
    """The number of queries of each of ``addresses``, in their order."""
    asked = [
        {"path": one.url.removeprefix(site.url), "cookies": one.cookies["cookies"] if one.cookies else []}
        for one in addresses
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.queries"],
        cwd=server.ROOT,
        env=server.environment(site.var),
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    counts: list[int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def count(asked: list[dict[str, Any]]) -> list[int]:
    """The same, inside the process that has the site's settings; each page is asked for twice, the second counts."""
    import django
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    django.setup()
    counts = []
    for one in asked:
        client = Client(headers={"host": "127.0.0.1"})
        for cookie in one["cookies"]:
            client.cookies[cookie["name"]] = cookie["value"]
        client.get(one["path"])
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(one["path"])
        if answer.status_code != 200:
            raise RuntimeError(f"{one['path']} answered {answer.status_code}")
        counts.append(len(captured))
    return counts


if __name__ == "__main__":
    print(json.dumps(count(json.load(sys.stdin))))
