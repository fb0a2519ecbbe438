"""/to/so-lieu/?nam=: a year by halves, right on screen through a merger."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from places import service as places
from places.models import Commune, Hamlet
from places.service import NewCommune, Paper
from teams import summaries
from teams.enums import EvidenceKind
from tests.teams import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/to/so-lieu/"
JULY = dt.date(2026, 7, 1)
HALVES = ("6 tháng đầu", "6 tháng cuối", "Cả năm")


def seen(who: User, **query: str) -> str:
    response = factories.signed_in(who).get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def unaided(commune: Commune, number: int, day: dt.date, home: Hamlet | None = None) -> None:
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    for one in range(number):
        trainee = factories.trainee(commune, home, f"Người {one}")
        summaries.record(trainee, procedure=factories.PROCEDURE, kind=EvidenceKind.CHECKED, at=at)


def lines(html: str) -> dict[str, tuple[str, ...]]:
    """Heading of each line → first half, second half, year, as written on the screen."""
    found = {}
    for row in re.findall(r'<tr role="row"><th scope="row".*?</tr>', html, re.S):
        head = re.search(r'rowheader">([^<]*)<', row)
        assert head
        cells = {
            label: re.sub("<.*?>", "", text)
            for label, text in re.findall(r'data-l="([^"]*)">(.*?)</td>', row)
        }
        found[head[1]] = tuple(cells[half].replace("&lt;", "<") for half in HALVES)
    return found


def headline(html: str) -> str:
    return html.partition('class="big"><b>')[2].partition("</b>")[0]


@pytest.fixture
def merged() -> tuple[Commune, Commune]:
    """Two communes that become one on 1 July: 7 and 6 before, 4 after."""
    old, other = factories.commune("Mẫu"), factories.commune("Ví Dụ")
    for commune, number in ((old, 7), (other, 6)):
        factories.team(commune)
        unaided(commune, number, dt.date(2026, 3, 5), factories.hamlet(commune, adults=100 * number))
    paper = Paper(on=JULY, by="user:1", decision="12/QĐ-THU")
    places.merge_communes([old, other], NewCommune("80999", "Hợp Tập", "xa"), paper)
    heir = Commune.objects.get(code="80999")
    unaided(heir, 4, dt.date(2026, 9, 9))
    return old, heir


def test_both_halves_and_the_total_are_right_through_a_merger(merged: tuple[Commune, Commune]) -> None:
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=merged[1]), nam="2026", noi="xa-80999")
    assert lines(html) == {
        "xã Mẫu, đến 30/06/2026": ("7", "0", "7"),
        "xã Ví Dụ, đến 30/06/2026": ("6", "0", "6"),
        "xã Hợp Tập, từ 01/07/2026": ("0", "4", "4"),
        "Cộng": ("13", "4", "17"),
    }
    assert headline(html) == "17"
    assert 'data-l="Người lớn">700<' in html and 'data-l="Người lớn">1.300<' in html


def test_up_to_today_the_new_commune_has_them_all(merged: tuple[Commune, Commune]) -> None:
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=merged[1]))
    assert headline(html) == "17"
    assert "nam=2026" in html


def test_the_province_sees_the_old_and_the_new_and_each_person_once(merged: tuple[Commune, Commune]) -> None:
    officer = factories.officer(Role.PROVINCE_OFFICER, of_province=merged[1].province)
    html = seen(officer, nam="2026")
    assert headline(html) == "17"
    assert lines(html)["xã Mẫu, đến 30/06/2026"][2] == "7"
    assert headline(seen(officer)) == "17"
    assert "xã Ví Dụ" not in seen(officer)


def test_an_existing_commune_that_takes_another_in_has_both_lines() -> None:
    old, heir = factories.commune("Mẫu"), factories.commune("Ví Dụ")
    unaided(old, 5, dt.date(2026, 3, 5))
    unaided(heir, 2, dt.date(2026, 5, 5))
    places.merge_communes([old], heir, Paper(on=JULY, by="user:1"))
    unaided(heir, 3, dt.date(2026, 8, 5))
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=heir), nam="2026")
    assert lines(html) == {
        "xã Mẫu, đến 30/06/2026": ("5", "0", "5"),
        "xã Ví Dụ": ("2", "3", "5"),
        "Cộng": ("7", "3", "10"),
    }


def test_a_hamlet_that_moved_leaves_its_months_behind_and_is_named_where_it_came() -> None:
    old, heir = factories.commune("Mẫu"), factories.commune("Ví Dụ")
    home = factories.hamlet(old)
    unaided(old, 5, dt.date(2026, 3, 5), home)
    unaided(old, 2, dt.date(2026, 3, 5))
    places.move_hamlet(home, heir, Paper(on=JULY, by="user:1"))
    there = seen(factories.officer(Role.COMMUNE_OFFICER, of=heir), nam="2026")
    assert lines(there) == {
        "xã Mẫu, phần thôn chuyển về": ("5", "0", "5"),
        "xã Ví Dụ": ("0", "0", "0"),
        "Cộng": ("5", "0", "5"),
    }
    here = factories.officer(Role.COMMUNE_OFFICER, of=old)
    assert lines(seen(here, nam="2026")) == {"xã Mẫu": ("7", "0", "7")}
    assert headline(seen(here)) == "2"


def test_the_year_before_the_merger_has_the_old_commune_without_a_date(
    merged: tuple[Commune, Commune],
) -> None:
    unaided(merged[1], 1, dt.date(2025, 12, 31))
    officer = factories.officer(Role.COMMUNE_OFFICER, of=merged[1])
    assert "xã Mẫu" in lines(seen(officer, nam="2025"))


@pytest.mark.parametrize("year", ["2019", "", "x", "-1", "2026 ", "9" * 5000, "\x00"])
def test_a_year_without_figures_is_none(year: str) -> None:
    officer = factories.officer(Role.COMMUNE_OFFICER, of=factories.commune())
    assert factories.signed_in(officer).get(ADDRESS, {"nam": year}).status_code == 404


def test_small_communes_of_a_province_show_no_number() -> None:
    province = factories.province("91")
    for name, number in (("Lớn", 8), ("Nhỏ", 3), ("Con", 1)):
        commune = factories.commune(name, in_province=province)
        factories.team(commune)
        unaided(commune, number, dt.date(2026, 3, 5))
    html = seen(factories.officer(Role.PROVINCE_OFFICER, of_province=province), nam="2026")
    assert lines(html)["xã Nhỏ"][2] == lines(html)["xã Con"][2] == "<5"
    assert headline(html) == "12"


def test_the_number_of_queries_does_not_grow_with_the_communes(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    year = str(timezone.localdate().year)
    province = factories.province("91")
    client = factories.signed_in(factories.officer(Role.PROVINCE_OFFICER, of_province=province))
    client.get(ADDRESS, {"nam": year})
    for _number in range(12):
        factories.team(factories.commune(in_province=province))
    with django_assert_max_num_queries(14):
        assert client.get(ADDRESS, {"nam": year}).status_code == 200
