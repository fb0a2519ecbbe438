"""Twelve months as a line of steps: what the drawing says is what the table says, and what the main figure says."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import User
from places import service as places
from places.models import Commune
from places.service import Paper
from teams import rising, summaries
from teams.enums import EvidenceKind
from tests.clocks import set_clock
from tests.teams import factories as make
from tests.teams.test_views_reports import Cells

UNTIL = dt.date(2026, 11, 23)
TODAY = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
months = st.dates(dt.date(2024, 1, 1), UNTIL).map(lambda day: day.replace(day=1))


@given(st.dictionaries(months, st.integers(0, 5000)))
def test_the_last_step_is_everybody_and_no_step_falls_by_itself(firsts: dict[dt.date, int]) -> None:
    found = rising.steps(firsts, UNTIL)
    assert [step.month for step in found][:: rising.MONTHS - 1] == [
        dt.date(2025, 12, 1),
        dt.date(2026, 11, 1),
    ]
    assert len(found) == rising.MONTHS
    assert found[-1].whole == sum(firsts.values())
    for before, after in zip(found, found[1:], strict=False):
        assert after.whole == before.whole + after.new >= before.whole


@given(st.dictionaries(months, st.integers(0, 5000)))
def test_the_line_stays_in_its_drawing_and_ends_at_the_top(firsts: dict[dt.date, int]) -> None:
    line = rising.outline(rising.steps(firsts, UNTIL))
    heights = [int(y) for y in re.findall(r"V(\d+)", line)]
    assert [int(x) for x in re.findall(r"H(\d+)", line)] == list(range(1, rising.MONTHS + 1))
    assert all(0 <= y <= rising.HEIGHT for y in heights)
    assert heights[-1] == (0 if any(firsts.values()) else rising.HEIGHT)
    assert heights == sorted(heights, reverse=True)


def test_a_small_line_by_hand() -> None:
    found = rising.steps({dt.date(2025, 3, 1): 2, dt.date(2026, 10, 1): 2}, UNTIL)
    assert [step.whole for step in found] == [2] * 10 + [4, 4]
    assert rising.outline(found).startswith("M0 50 V50 H1 ")
    assert rising.outline(found).endswith("V50 H10 V0 H11 V0 H12")


# --- On the page -----------------------------------------------------------------------------------------------------
@pytest.fixture
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


def learned(commune: Commune, number: int, month: int) -> None:
    at = dt.datetime(2026, month, 5, 5, tzinfo=dt.UTC)
    for _one in range(number):
        summaries.record(make.trainee(commune), procedure=make.PROCEDURE, kind=EvidenceKind.CHECKED, at=at)


def seen(who: User) -> str:
    return make.signed_in(who).get("/to/so-lieu/").content.decode()


def table(html: str) -> list[list[str]]:
    """The rows of the twelve months, or none."""
    return next((rows for rows in Cells(html).tables if rows[0][0] == "Tháng"), [])


@pytest.mark.django_db
@pytest.mark.usefixtures("_november")
def test_a_commune_reads_its_twelve_months_and_the_last_is_its_main_figure() -> None:
    old, heir = make.commune("Mẫu"), make.commune("Ví Dụ")
    learned(old, 3, 3)
    learned(heir, 2, 5)
    places.merge_communes([old], heir, Paper(on=dt.date(2026, 7, 1), by="user:1"))
    html = seen(make.officer(Role.COMMUNE_OFFICER, of=heir))
    rows = table(html)
    assert rows[:2] == [["Tháng", "Lần đầu", "Cộng"], ["11/2026", "0", "5"]]
    assert [row[2] for row in rows[1:]] == ["5"] * 7 + ["3"] * 2 + ["0"] * 3
    assert '<p class="big"><b>5</b>' in html
    assert re.search(r'<svg[^>]*role="img"[^>]*aria-labelledby="bac-t bac-d"', html)
    assert "Từ 0 người cuối tháng 12/2025 đến 5 người tháng 11/2026." in html


@pytest.mark.django_db
@pytest.mark.usefixtures("_november")
def test_a_province_reads_its_real_communes_without_small_numbers() -> None:
    province = make.province("91")
    first, second = make.commune(in_province=province), make.commune(in_province=province)
    invented = make.commune(in_province=province, is_fictional=True)
    for commune, number, month in ((first, 3, 3), (second, 4, 5), (invented, 9, 5)):
        make.team(commune)
        learned(commune, number, month)
    html = seen(make.officer(Role.PROVINCE_OFFICER, of_province=province))
    assert table(html)[0] == ["Tháng", "Cộng"]
    assert [row[1] for row in table(html)[1:]] == ["7"] * 7 + ["<5"] * 5
    assert "M0 100 V100 H1" in html, "nor does the drawing give it away"


@pytest.mark.django_db
@pytest.mark.usefixtures("_november")
def test_where_nobody_can_do_it_yet_there_is_no_drawing() -> None:
    commune = make.commune()
    assert not table(seen(make.officer(Role.COMMUNE_OFFICER, of=commune)))
    learned(commune, 3, 5)
    assert not table(seen(make.officer(Role.PROVINCE_OFFICER, of_province=commune.province)))
