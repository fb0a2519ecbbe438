"""`make bench`: first paint, weight, queries and throughput of the site, in two tables. Prints; never judges.

One run takes a few minutes. Compare figures of one run with each other, never with those of another machine.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench import load, pages
from tests.bench.pages import Load
from tests.bench.queries import queries
from tests.e2e import browser, server
from tests.e2e.server import Site


def heading(words: str) -> None:
    print(f"\n{words}", flush=True)


def row(name: str, first: Load, second: Load, queried: int) -> str:
    """One page: a first visit, and a second."""
    return (
        f"{name:34} {first.lcp / 1000:6.2f} {second.lcp / 1000:6.2f} {first.kilobytes:6.1f} {second.kilobytes:6.1f} "
        f"{first.script:5.1f} {first.requests:4} {first.cls:6.3f} {queried:4}"
    )


def show_pages(site: Site) -> None:
    """Slow 3G (400 kbit/s, 400 ms) and a processor four times slower: seconds to the largest paint."""
    heading("Pages, on slow 3G and a slow processor (LCP in s: first, second visit; KB on the wire)")
    print(
        f"{'page':34} {'LCP':>6} {'again':>6} {'KB':>6} {'again':>6} {'JS':>5} {'req':>4} {'shift':>6} {'SQL':>4}"
    )
    with browser.chromium() as chromium:
        addresses = list(pages.addresses(chromium, site.url))
        for address, queried in zip(addresses, queries(site, addresses), strict=True):
            first, second = pages.first_and_second(chromium, address, slow=True)
            print(row(address.name, first, second, queried), flush=True)


def show_throughput(site: Site) -> None:
    """Requests a second, and what a request costs the server, beside a view that does nothing."""
    heading(
        f"Throughput ({load.CONNECTIONS} connections; ratio of the servers' processor time to a bare view's)"
    )
    print(f"{'what':46} {'req/s':>8} {'ms each':>8} {'ratio':>6}  wrong")
    with load.bare_site() as (url, pid):
        bare = load.fire(load.Shot("bare Django view", url), pid)
    print(f"{'bare Django view':46} {bare.per_second:8.0f} {bare.cost:8.2f} {1:6.2f}  {bare.wrong or ''}")
    for shot in load.shots(site):
        tally = load.fire(shot, site.process.pid)
        ratio = bare.cost / tally.cost if tally.cost else 0
        print(
            f"{shot.name:46} {tally.per_second:8.0f} {tally.cost:8.2f} {ratio:6.3f}  {tally.wrong or ''}",
            flush=True,
        )


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tutay-bench-") as folder:
        var = Path(folder) / "var"
        heading("Preparing a site of its own…")
        server.prepare(var)
        with server.serve(var) as site:
            if browser.executable():
                show_pages(site)
            else:
                print("No Chromium here: pages are not measured. Install it, or set CHROMIUM to its program.")
            show_throughput(site)
    return 0


if __name__ == "__main__":
    sys.exit(main())
