"""The inside of `make bench-province`: fills the database of the settings, or measures its pages.

``python -m tests.bench.province_pages fill|measure SHARE``; see tests.bench.province.
"""

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django

RUNS = 7
AT_SESSION = 40
SCANNED = "teams_attendance"


@dataclass(frozen=True)
class Page:
    """What is asked for and its budget; ``official``: in docs/contributing.md; ``reads``: may read attendance."""

    name: str
    who: str
    path: str
    most_ms: int
    most_queries: int
    official: bool = False
    reads: bool = True


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    ms: float
    cpu: float
    queries: int
    most_ms: int
    most_queries: int
    official: bool = False
    scans: bool = False

    @property
    def is_over(self) -> bool:
        return self.ms > self.most_ms or self.queries > self.most_queries or self.scans

    def __str__(self) -> str:
        words = ("OVER" if self.is_over else "ok") + (", reads attendance" if self.scans else "")
        return (
            f"{self.name:<44}{self.ms:>9.1f} ≤ {self.most_ms:<5}{self.cpu:>7.1f}"
            f"{self.queries:>5} ≤ {self.most_queries:<4}{'*' if self.official else ' '} {words}"
        )


def fill(share: float) -> int:
    """Migrate and generate."""
    from django.core.management import call_command

    from tests.bench import province_rows
    from tests.bench.province_rows import Sizes

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    province_rows.make(Sizes().part(share))
    print(f"generated in {time.perf_counter() - begun:.0f} s", flush=True)
    return 0


def measure(share: float) -> int:
    """Print the table; 1 where something is over its budget."""
    from django.db import connection

    from teams.models import Attendance, Team, Trainee
    from tests.bench.province_rows import Sizes

    made = Sizes().part(share)
    print(
        f"\n{connection.vendor}: {made.communes} communes, {Team.objects.count()} teams,"
        f" {Trainee.objects.count()} people, {Attendance.objects.count()} attendances"
    )
    print(f"load of this machine just now: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':<44}{'ms':>9}{'':<8}{'cpu':>7}{'queries':>8}      (* docs/contributing.md)", flush=True)
    figures = []
    for one in [*_pages(), None]:
        figures.append(_of_page(one) if one else _after_one_session())
        print(figures[-1], flush=True)
    return max(figure.is_over for figure in figures)


def _pages() -> list[Page]:
    from django.utils import timezone

    month = (timezone.localdate().replace(day=1) - dt.timedelta(days=1)).strftime("%Y-%m")
    year = month[:4]
    top, here = "tinh-98", "xa-98000"
    return [
        Page("province, figures", "can-bo-tinh", "/to/so-lieu/", 300, 12, official=True, reads=False),
        Page(
            f"province, month {month}",
            "can-bo-tinh",
            f"/to/bao-cao/?noi={top}&thang={month}",
            300,
            12,
            reads=False,
        ),
        Page(
            f"province, year {year}",
            "can-bo-tinh",
            f"/to/so-lieu/?noi={top}&nam={year}",
            300,
            14,
            reads=False,
        ),
        Page("commune, figures", "can-bo-xa", "/to/so-lieu/", 500, 20, reads=False),
        Page(f"commune, month {month}", "can-bo-xa", f"/to/bao-cao/?noi={here}&thang={month}", 1000, 40),
        Page(
            f"commune, year {year}", "can-bo-xa", f"/to/so-lieu/?noi={here}&nam={year}", 300, 20, reads=False
        ),
        Page("commune, list of people", "can-bo-xa", "/to/nguoi/", 300, 25),
        Page(f"commune, where people are stuck {month}", "can-bo-xa", f"/to/vuong/?thang={month}", 300, 20),
        Page("commune, people who may be noted twice", "can-bo-xa", "/to/trung/", 300, 30),
    ]


def _medians(timed: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """Milliseconds by the clock and of this process, the median of either, after one that warms up."""
    timed()
    clock, cpu = zip(*(timed() for _number in range(RUNS)), strict=True)
    return statistics.median(clock), statistics.median(cpu)


def _now() -> tuple[float, float]:
    return 1000 * time.perf_counter(), 1000 * time.process_time()


def _of_page(page: Page) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from tests.people import user_client

    client = user_client(User.objects.get(username=page.who))

    def ask() -> Any:
        answer = client.get(page.path)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.path} answered {answer.status_code}")
        return answer

    def timed() -> tuple[float, float]:
        begun = _now()
        ask()
        ended = _now()
        return ended[0] - begun[0], ended[1] - begun[1]

    ms, cpu = _medians(timed)
    with CaptureQueriesContext(connection) as asked:
        ask()
    scans = not page.reads and any(SCANNED in query["sql"] for query in asked.captured_queries)
    return Figure(page.name, ms, cpu, len(asked), page.most_ms, page.most_queries, page.official, scans)


def _after_one_session() -> Figure:
    """What keeping the summaries costs beside the rows themselves: forty marked at once, one seen to do it alone."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ms, cpu = _medians(_evening)
    with CaptureQueriesContext(connection) as asked:
        _evening()
    return Figure("keeping the summaries after one session", ms, cpu, len(asked), 50, 80, official=True)


def _evening() -> tuple[float, float]:
    """Milliseconds in ``summaries.keep`` without the act that it keeps, as `_medians`; everything is taken back."""
    from unittest.mock import patch

    from django.db import transaction
    from django.utils import timezone

    from teams import attending, summaries
    from teams.models import Session, Team, Trainee
    from tests.bench.province_rows import PROCEDURE

    keep, taken = summaries.keep, [0.0, 0.0]

    def timed(rows: Any, act: Callable[[], Any], **kwargs: Any) -> Any:
        def acted() -> Any:
            begun = _now()
            done = act()
            add(begun, -1)
            return done

        begun = _now()
        done = keep(rows, acted, **kwargs)
        add(begun, 1)
        return done

    def add(begun: tuple[float, float], sign: int) -> None:
        for place, ended in enumerate(_now()):
            taken[place] += sign * (ended - begun[place])

    team = Team.objects.order_by("name").first()
    assert team is not None, "the province has teams"
    people = list(Trainee.objects.on_books().filter(books__team=team).order_by("pk")[:AT_SESSION])
    member = team.memberships.select_related("user")[0].user
    with transaction.atomic(), patch.object(summaries, "keep", timed):
        session = Session.objects.create(
            team=team,
            code="0001",
            starts_at=timezone.now(),
            opened_at=timezone.now(),
            procedure=PROCEDURE,
            mode="practice",
        )
        attending.mark(session, [one.pk for one in people], by=member)
        attending.observe(session, people[0], by=member)
        transaction.set_rollback(True)
    return taken[0], taken[1]


if __name__ == "__main__":
    django.setup()
    sys.exit({"fill": fill, "measure": measure}[sys.argv[1]](float(sys.argv[2])))
