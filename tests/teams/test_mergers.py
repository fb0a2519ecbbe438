"""The monthly report and the year's sheet through a merger of communes, against numbers that were added up by hand.

"Mẫu" (3 people in March, 2 in July before the 15th) and "Ví Dụ" (2 in March, of whom 1 comes again in July) become
"Hợp Tập" on a day of July; there 4 come afterwards, 1 of whom had come to "Mẫu" in March.
"""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry
from places import service as places
from places.models import Commune
from places.service import NewCommune, Paper
from teams import closings, month_reports, stays, summaries
from teams.enums import EvidenceKind
from teams.models import OfficialMonth, Team, Trainee
from teams.month_reports import Report
from teams.monthly import ClosingState, Figure
from tests.clocks import set_clock
from tests.teams import factories as make
from tests.teams.test_month_reports import came, evening, person
from tests.teams.test_views_reports import Cells, as_shown

pytestmark = pytest.mark.django_db
MARCH, JULY, AUGUST = (dt.date(2026, month, 1) for month in (3, 7, 8))
MIDDLE = dt.date(2026, 7, 15)
TODAY = dt.datetime(2026, 9, 5, 3, tzinfo=dt.UTC)


def noon(month: int, day: int) -> dt.datetime:
    return dt.datetime(2026, month, day, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _september(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


@dataclass
class World:
    """Two communes with a team each, one after a merger."""

    old: Commune
    other: Commune
    first: Team
    second: Team
    heir: Commune

    @property
    def officer(self) -> User:
        return make.officer(Role.COMMUNE_OFFICER, of=self.heir)

    @property
    def province_officer(self) -> User:
        return make.officer(Role.PROVINCE_OFFICER, of_province=self.heir.province)


def merged(on: dt.date, heir: str = "80999") -> World:
    """The world of the first lines of this module, merged on a day of July."""
    old, other = make.commune("Mẫu"), make.commune("Ví Dụ")
    first, second = (make.team(one, hamlets=[make.hamlet(one)]) for one in (old, other))
    Team.objects.filter(pk__in=[first.pk, second.pk]).update(name="Tổ số một")
    mine, theirs = [person(old) for _one in range(5)], [person(other) for _one in range(2)]
    came(evening(first, noon(3, 5)), *mine[:3])
    came(evening(second, noon(3, 6)), *theirs)
    came(evening(first, noon(7, 3)), *mine[3:])
    came(evening(second, noon(7, 4)), theirs[0])
    paper = Paper(on=on, by="user:1", decision="12/QĐ-THU")
    places.merge_communes([old, other], NewCommune(heir, "Hợp Tập", "xa"), paper)
    new = Commune.objects.get(code=heir)
    back = Trainee.objects.get(pk=mine[0].pk)
    for found in (old, other, first, second):
        found.refresh_from_db()
    came(evening(first, noon(7, 20)), back, *(person(new) for _one in range(3)))
    return World(old, other, first, second, new)


def people(report: Report) -> dict[str, Any]:
    """Name of the line → people, each once; sums by the name of their commune, the total as "Cộng"."""
    found = {line.name: line.numbers[Figure.PEOPLE] for line in report.lines}
    found |= {line.name: line.numbers[Figure.PEOPLE] for line in report.sums.values()}
    return found | ({"Cộng": report.total.numbers[Figure.PEOPLE]} if report.total else {})


# --- The commune that goes on ----------------------------------------------------------------------------------------
def test_a_month_before_the_merger_has_the_communes_of_then() -> None:
    world = merged(MIDDLE)
    assert people(month_reports.of_commune(world.heir, MARCH)) == {
        "Tổ số một, xã Mẫu": 3,
        "Tổ số một, xã Ví Dụ": 2,
        "xã Mẫu": 3,
        "xã Ví Dụ": 2,
        "Cộng": 5,
    }


def test_the_month_of_the_merger_has_the_old_ones_and_the_new_one_and_each_person_once() -> None:
    world = merged(MIDDLE)
    report = month_reports.of_commune(world.heir, JULY)
    assert people(report) == {
        "Tổ số một, xã Mẫu": 2,
        "Tổ số một, xã Ví Dụ": 1,
        "Tổ số một, xã Hợp Tập": 4,
        "Tổ số một (Ví Dụ), xã Hợp Tập": 0,
        "xã Mẫu, đến 14/07/2026": 2,
        "xã Ví Dụ, đến 14/07/2026": 1,
        "xã Hợp Tập, từ 15/07/2026": 4,
        "Cộng": 7,
    }
    # of the year so far: 5 of Mẫu, 2 of Ví Dụ, and 3 who came after the merger for the first time
    assert [line.numbers[Figure.YEAR] for line in report.sums.values()] == [5, 2, 10]
    assert report.total and report.total.numbers[Figure.YEAR] == 10


def test_a_merger_on_the_first_of_a_month_leaves_nothing_of_the_old_in_it() -> None:
    world = merged(dt.date(2026, 7, 2))
    later = month_reports.of_commune(world.heir, AUGUST)
    assert people(later) == {"Tổ số một": 0, "Tổ số một (Ví Dụ)": 0, "Cộng": 0}
    assert not later.sums
    first = merged(JULY, "80998")
    assert people(month_reports.of_commune(first.heir, JULY))["Tổ số một"] == 6
    assert not month_reports.of_commune(first.heir, JULY).sums


def test_the_month_of_a_commune_that_is_no_more_can_still_be_read() -> None:
    world = merged(MIDDLE)
    assert people(month_reports.of_commune(world.old, MARCH)) == {"Tổ số một": 3}
    assert people(month_reports.of_commune(world.old, JULY)) == {"Tổ số một": 2}
    assert people(month_reports.of_commune(world.old, AUGUST)) == {}


def test_a_commune_that_took_another_in_keeps_its_own_line_in_the_months_before() -> None:
    old, heir = make.commune("Mẫu"), make.commune("Ví Dụ")
    came(evening(make.team(old), noon(3, 5)), person(old))
    came(evening(make.team(heir), noon(3, 5)), person(heir), person(heir))
    places.merge_communes([old], heir, Paper(on=JULY, by="user:1"))
    sums = month_reports.of_commune(heir, MARCH).sums
    assert [(line.name, line.numbers[Figure.PEOPLE]) for line in sums.values()] == [
        ("xã Mẫu", 1),
        ("xã Ví Dụ", 2),
    ]


def test_a_merger_of_mergers_reaches_back_to_the_first_ones() -> None:
    world = merged(JULY)
    third = make.commune("Cuối")
    places.merge_communes([world.heir], third, Paper(on=AUGUST, by="user:1"))
    assert list(month_reports.of_commune(third, MARCH).sums) == [world.old.code, world.other.code]
    assert people(month_reports.of_commune(third, MARCH))["Cộng"] == 5


def test_a_merger_that_was_taken_back_never_was() -> None:
    old, other = make.commune("Mẫu"), make.commune("Ví Dụ")
    team = make.team(old)
    came(evening(team, noon(3, 5)), person(old))
    change = places.merge_communes([old], other, Paper(on=JULY, by="user:1"))
    places.undo(change, by="user:1")
    assert stays.line_of(other) == [other]
    assert people(month_reports.of_commune(old, AUGUST)) == {team.name: 0}
    assert people(month_reports.of_commune(other, MARCH)) == {}


def test_the_hamlets_and_the_name_of_a_team_are_those_of_then() -> None:
    world = merged(MIDDLE)
    [line] = month_reports.of_commune(world.other, MARCH).lines
    assert (line.name, line.paper.hamlets) == ("Tổ số một", "Bản Học")
    assert not world.second.hamlets.filter(commune=world.other).exists()


def test_what_was_seen_counts_for_the_commune_of_its_day() -> None:
    world = merged(MIDDLE)
    sessions = {at: world.first.sessions.get(starts_at=at) for at in (noon(7, 3), noon(7, 20))}
    for at, session in sessions.items():
        her = Trainee.objects.filter(attendances__session=session).order_by("pk")[0]
        make.evidence(her, EvidenceKind.CHECKED, session=session, at=at)
    filed = [line.numbers[Figure.FILED] for line in month_reports.of_commune(world.heir, JULY).sums.values()]
    assert filed == [1, 0, 1]


def test_a_hamlet_that_moved_with_its_team_leaves_its_months_behind() -> None:
    old, heir = make.commune("Mẫu"), make.commune("Ví Dụ")
    home = make.hamlet(old)
    team = make.team(old, hamlets=[home])
    came(evening(team, noon(3, 5)), make.trainee(old, home))
    places.move_hamlet(home, heir, Paper(on=JULY, by="user:1"))
    assert people(month_reports.of_commune(old, MARCH)) == {team.name: 1}
    assert people(month_reports.of_commune(heir, MARCH)) == {}
    assert people(month_reports.of_commune(heir, AUGUST)) == {team.name: 0}


def test_the_leader_of_a_team_that_went_elsewhere_is_not_named_and_of_one_that_merged_is() -> None:
    world = merged(MIDDLE)
    leaders = [make.member(team, Role.LEADER) for team in (world.first, world.second)]
    lines = month_reports.of_commune(world.heir, MARCH).lines
    assert [line.paper.leader for line in lines] == [one.get_full_name() for one in leaders]
    home = world.first.hamlets.get()
    other = make.commune("Khác")
    places.move_hamlet(home, other, Paper(on=AUGUST, by="user:1"))
    lines = month_reports.of_commune(world.heir, MARCH).lines
    assert [bool(line.paper.leader) for line in lines] == [False, True]
    assert [line.numbers[Figure.PEOPLE] for line in lines] == [3, 2]


# --- The province ----------------------------------------------------------------------------------------------------
def in_province(world: World, month: dt.date, figure: Figure = Figure.SESSIONS) -> dict[str, Any]:
    report = month_reports.of_province(world.heir.province, month)
    found = {line.name: line.numbers[figure] for line in report.lines}
    return found | ({"Cộng": report.total.numbers[figure]} if report.total else {})


def test_a_province_reads_the_communes_of_each_month() -> None:
    world = merged(MIDDLE)
    assert in_province(world, MARCH) == {"xã Mẫu": 1, "xã Ví Dụ": 1, "Cộng": 2}
    assert in_province(world, JULY) == {
        "xã Hợp Tập, từ 15/07/2026": 1,
        "xã Mẫu, đến 14/07/2026": 1,
        "xã Ví Dụ, đến 14/07/2026": 1,
        "Cộng": 3,
    }
    assert in_province(world, AUGUST) == {"xã Hợp Tập": 0}


def test_the_province_counts_each_person_once_in_the_month_of_a_merger() -> None:
    world = merged(MIDDLE)
    again = Trainee.objects.filter(attendances__session__starts_at=noon(7, 3))
    came(evening(world.second, noon(7, 21)), *again)
    assert in_province(world, JULY, Figure.PEOPLE)["Cộng"] == 7
    assert in_province(world, JULY, Figure.YEAR)["Cộng"] == 10


def test_a_line_of_the_province_is_the_sum_of_the_commune() -> None:
    world = merged(MIDDLE)
    for session in world.first.sessions.all():
        came(session, *(person(world.heir) for _one in range(5)))
    inside = month_reports.of_commune(world.heir, JULY).sums
    outside = {line.key: line.numbers for line in month_reports.of_province(world.heir.province, JULY).lines}
    assert outside[world.old.code][Figure.PEOPLE] == "<5"  # with Ví Dụ, whose one the total would give away
    assert outside[world.heir.code][Figure.PEOPLE] == inside[world.heir.code].numbers[Figure.PEOPLE] == 9


# --- Late and missing ------------------------------------------------------------------------------------------------
def test_reports_of_teams_are_late_or_missing_as_they_were() -> None:
    world = merged(MIDDLE)
    leader = make.member(world.first, Role.LEADER)
    closings.close_month(world.first, MARCH, by=leader, difficulties="Mạng yếu", suggestions="")
    lines = {line.name: line for line in month_reports.of_commune(world.heir, MARCH).lines}
    assert lines["Tổ số một, xã Mẫu"].state is ClosingState.LATE
    assert lines["Tổ số một, xã Ví Dụ"].state is ClosingState.MISSING


def test_a_month_in_which_the_team_changed_its_commune_is_closed_as_one() -> None:
    world = merged(MIDDLE)
    leader = make.member(world.first, Role.LEADER)
    closings.close_month(world.first, JULY, by=leader, difficulties="", suggestions="")
    hers = [line for line in month_reports.of_commune(world.heir, JULY).lines if line.closing]
    assert [line.numbers[Figure.PEOPLE] for line in hers] == [2, 4]
    assert not any(line.changed for line in hers)
    shown = page(world.officer, "?thang=2026-07")
    assert shown.count("<b>Tổ số một, xã Hợp Tập</b>") == 1
    assert "<b>Tổ số một, xã Mẫu</b>" not in shown


# --- On screen and in the sheet --------------------------------------------------------------------------------------
def page(who: User, query: str, address: str = "/to/bao-cao/") -> str:
    answer = make.signed_in(who).get(address + query)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet(who: User, query: str, address: str = "/to/bao-cao/xlsx/") -> list[list[Any]]:
    answer = make.signed_in(who).get(address + query)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def on_screen(html: str) -> dict[tuple[str, str], str]:
    """(line, heading) → what stands there, of all tables of the page."""
    return {
        (row[0], head): text
        for table in Cells(html).tables
        for row in table[1:]
        for head, text in zip(table[0][1:], row[1:], strict=True)
    }


@pytest.mark.parametrize("month", ["2026-03", "2026-07", "2026-08"])
@pytest.mark.parametrize("who", ["officer", "province_officer"])
def test_each_cell_of_a_month_with_several_communes_is_the_same_on_screen(who: str, month: str) -> None:
    reader = getattr(merged(MIDDLE), who)
    rows = sheet(reader, f"?thang={month}")
    heads, lines = rows[2], [row for row in rows[3:] if row[1]]
    screen = on_screen(page(reader, f"?thang={month}"))
    cells = {
        (line[1], heads[place]): as_shown(line[place]) for line in lines for place in range(2, len(heads))
    }
    assert cells == {key: text for key, text in screen.items() if not key[1].startswith("Tự nộp được, trong")}
    assert (
        len(lines)
        == {"officer": [5, 8, 3], "province_officer": [3, 4, 1]}[who][
            ["2026-03", "2026-07", "2026-08"].index(month)
        ]
    )


def test_only_teams_have_a_line_number() -> None:
    rows = sheet(merged(MIDDLE).officer, "?thang=2026-03")
    assert [(row[0], row[1]) for row in rows[3:] if row[1]] == [
        (1, "Tổ số một, xã Mẫu"),
        (None, "xã Mẫu, mọi tổ"),
        (2, "Tổ số một, xã Ví Dụ"),
        (None, "xã Ví Dụ, mọi tổ"),
        (None, "Tất cả các tổ, mỗi người một lần"),
    ]


def test_the_officer_may_choose_the_communes_that_went_into_hers_and_nobody_elses() -> None:
    world = merged(MIDDLE)
    shown = page(world.officer, f"?thang=2026-03&noi=xa-{world.old.code}")
    assert "Báo cáo tháng 03/2026, xã Mẫu" in shown
    assert "xã Ví Dụ, đến 14/07/2026" in shown  # to be chosen
    gone = page(world.officer, f"?thang=2026-08&noi=xa-{world.old.code}")
    assert "Tháng này không còn xã Mẫu nữa." in gone
    assert f'href="?thang=2026-08&amp;noi=xa-{world.heir.code}"' in gone
    stranger = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Khác")))
    assert stranger.get(f"/to/bao-cao/?thang=2026-03&noi=xa-{world.old.code}").status_code == 404
    assert stranger.get(f"/to/bao-cao/xlsx/?thang=2026-03&noi=xa-{world.old.code}").status_code == 404


def test_official_figures_stay_with_the_commune_of_their_month() -> None:
    world = merged(MIDDLE)
    OfficialMonth.objects.create(commune=world.old, month=MARCH, received=120, source="Báo cáo")
    shown = page(world.officer, "?thang=2026-03")
    assert f"?thang=2026-03&amp;noi=xa-{world.old.code}" in shown
    assert "/to/bao-cao/chinh-thuc/" not in shown  # the new commune had none then
    assert "120" in page(world.officer, f"?thang=2026-03&noi=xa-{world.old.code}")


def test_links_to_rolls_lead_only_where_the_officer_may_look() -> None:
    old, heir = make.commune("Mẫu"), make.commune("Ví Dụ")
    home = make.hamlet(old)
    session = evening(make.team(old, hamlets=[home]), noon(3, 5))  # opened, and nobody is written down
    officer = make.officer(Role.COMMUNE_OFFICER, of=old)
    assert f"/to/buoi/{session.id}/" in page(officer, "?thang=2026-03")
    places.move_hamlet(home, heir, Paper(on=JULY, by="user:1"))
    shown = page(officer, "?thang=2026-03")
    assert "chưa ghi ai" in shown
    assert f"/to/buoi/{session.id}/" not in shown


def test_the_number_of_queries_does_not_grow_with_what_merged(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    small = merged(JULY)
    with django_assert_max_num_queries(40) as few:
        month_reports.of_commune(small.heir, MARCH)
    large = merged(JULY, "80998")
    for _number in range(4):
        one = make.commune()
        came(evening(make.team(one), noon(3, 5)), person(one))
        places.merge_communes([one], large.heir, Paper(on=AUGUST, by="user:1"))
    with django_assert_max_num_queries(len(few)):
        assert len(month_reports.of_commune(large.heir, MARCH).sums) == 6


# --- The year as a sheet ---------------------------------------------------------------------------------------------
def learned(commune: Commune, number: int, at: dt.datetime) -> None:
    for _one in range(number):
        summaries.record(person(commune), procedure=make.PROCEDURE, kind=EvidenceKind.CHECKED, at=at)


@pytest.fixture
def year() -> World:
    """7 and 6 in the first half-year, then one commune with 4, and 1 who showed it at once and by sight."""
    old, other = make.commune("Mẫu"), make.commune("Ví Dụ")
    make.hamlet(old, adults=1300), make.hamlet(other, adults=None)
    first, second = make.team(old), make.team(other)
    learned(old, 7, noon(3, 5))
    learned(other, 6, noon(3, 5))
    paper = Paper(on=JULY, by="user:1")
    places.merge_communes([old, other], NewCommune("80999", "Hợp Tập", "xa"), paper)
    heir = Commune.objects.get(code="80999")
    learned(heir, 4, noon(8, 9))
    return World(old, other, first, second, heir)


@pytest.mark.parametrize("who", ["officer", "province_officer"])
def test_each_cell_of_the_years_sheet_is_the_same_on_screen(year: World, who: str) -> None:
    reader = getattr(year, who)
    rows = sheet(reader, "?nam=2026", "/to/so-lieu/xlsx/")
    heads, lines = rows[2], [row for row in rows[3:] if row[1:] != [None] * 7 and row[0]]
    screen = on_screen(page(reader, "?nam=2026", "/to/so-lieu/"))
    cells = {
        (line[0], heads[place]): "" if line[place] is None else as_shown(line[place])
        for line in lines
        for place in range(1, len(heads))
    }
    assert cells == screen
    assert len(lines) == 4


def test_both_half_years_and_the_total_are_numbers_in_the_sheet(year: World) -> None:
    rows = sheet(year.officer, "?nam=2026&noi=xa-80999", "/to/so-lieu/xlsx/")
    assert rows[0][0] == "Bà con tự làm được, xã Hợp Tập, năm 2026"
    assert [row[:5] for row in rows[3:7]] == [
        ["xã Mẫu, đến 30/06/2026", 1300, 7, 0, 7],
        ["xã Ví Dụ, đến 30/06/2026", "chưa đếm", 6, 0, 6],
        ["xã Hợp Tập, từ 01/07/2026", "chưa đếm", 0, 4, 4],
        ["Cộng", None, 13, 4, 17],
    ]


def test_the_years_page_leads_to_its_sheet_and_the_export_is_in_the_audit(year: World) -> None:
    client = make.signed_in(officer := year.officer)
    shown = client.get("/to/so-lieu/?nam=2026").content.decode()
    assert 'href="/to/so-lieu/xlsx/?noi=xa-80999&amp;nam=2026"' in shown
    answer = client.get("/to/so-lieu/xlsx/?noi=xa-80999&nam=2026")
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer["Content-Disposition"] == 'attachment; filename="so-lieu-2026.xlsx"'
    [entry] = AuditEntry.objects.filter(action="year.exported")
    assert (entry.actor, entry.data) == (f"user:{officer.pk}", {"place": "xa-80999", "year": 2026})


def test_a_place_whose_name_looks_like_a_formula_stays_a_text() -> None:
    commune = make.commune("Mẫu")
    Commune.objects.filter(pk=commune.pk).update(name="=1+1", kind="")
    commune.refresh_from_db()
    learned(commune, 5, noon(3, 5))
    client = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=commune))
    book = load_workbook(io.BytesIO(client.get("/to/so-lieu/xlsx/?nam=2026").content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None} <= {
        "s",
        "n",
    }


@pytest.mark.parametrize(
    "query", ["nam=2019", "nam=", "nam=x", "nam=%00", "nam=2026&noi=xa-00000", "noi=to-x"]
)
def test_a_sheet_of_no_year_or_of_no_place_is_none(year: World, query: str) -> None:
    assert make.signed_in(year.officer).get(f"/to/so-lieu/xlsx/?{query}").status_code == 404


def test_who_may_save_the_sheet_of_a_year(year: World) -> None:
    address = "/to/so-lieu/xlsx/?nam=2026"
    assert make.signed_in(make.member(year.first)).get(address).status_code == 403
    assert make.signed_in(make.member(year.first, Role.LEADER)).get(address).status_code == 200
    assert make.signed_in(year.officer).post(address).status_code == 405
    stranger = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Khác")))
    assert stranger.get(f"{address}&noi=xa-80999").status_code == 404


def test_a_hidden_half_cannot_be_had_from_the_year_and_the_other_half() -> None:
    province = make.province("91")
    small, large, middle = (make.commune(name, in_province=province) for name in ("Nhỏ", "Lớn", "Vừa"))
    for commune, before, after in ((small, 2, 9), (large, 20, 30), (middle, 7, 8)):
        make.team(commune)
        learned(commune, before, noon(3, 5))
        learned(commune, after, noon(8, 5))
    rows = sheet(make.officer(Role.PROVINCE_OFFICER, of_province=province), "?nam=2026", "/to/so-lieu/xlsx/")
    halves = {row[0]: row[2:5] for row in rows[3:7]}
    assert halves == {
        "xã Nhỏ": ["<5", "<5", 11],
        "xã Lớn": [20, 30, 50],
        "xã Vừa": ["<5", "<5", 15],
        "Cộng": [29, 47, 76],
    }
