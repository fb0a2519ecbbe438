"""The gate of weight: what a page costs whoever pays by the megabyte, against docs/contributing.md, "Budgets"."""

import pytest
from playwright.sync_api import Browser

from tests.bench import pages
from tests.bench.pages import Address, Load
from tests.bench.queries import queries
from tests.e2e.look import QUICK
from tests.e2e.server import Site

pytestmark = pytest.mark.gate("weight")

FIRST_FLIGHT = 14.6  # KB of page and styles that fit into the first answer of a connection
JUMP = 0.02  # layout shift
HEAD = f"{'page':34} {'req':>3} {'KB':>6} {'again':>6} {'JS':>5} {'html+css':>8} {'shift':>6} {'SQL':>3}"


def over(address: Address, first: Load, second: Load, queried: int) -> list[str]:
    """What of a page is beyond its budget."""
    limits = address.limits
    figures = (
        ("requests", first.requests, limits.requests),
        ("KB", first.kilobytes, limits.kilobytes),
        ("KB again", second.kilobytes, limits.again),
        ("KB of scripts", first.script, limits.script),
        ("KB of page and styles", first.first_flight, FIRST_FLIGHT),
        ("layout shift", first.cls, JUMP),
        ("queries", queried, limits.queries),
    )
    return [f"{name} {value:.1f} > {most}" for name, value, most in figures if value > most]


def line(name: str, first: Load, second: Load, queried: int) -> str:
    """One line of the table."""
    return (
        f"{name:34} {first.requests:3} {first.kilobytes:6.1f} {second.kilobytes:6.1f} {first.script:5.1f} "
        f"{first.first_flight:8.1f} {first.cls:6.3f} {queried:3}"
    )


def test_every_page_keeps_to_its_budget(site: Site, browser: Browser) -> None:
    table, wrong = [HEAD], []
    addresses = list(pages.addresses(browser, site.url, short=QUICK))
    for address, queried in zip(addresses, queries(site, addresses), strict=True):
        first, second = pages.first_and_second(browser, address)
        beyond = over(address, first, second, queried)
        table.append(f"{line(address.name, first, second, queried)}  {'; '.join(beyond)}".rstrip())
        wrong += beyond
    print("\n".join(table))
    assert not wrong, "\n" + "\n".join(table)
