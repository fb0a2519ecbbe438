"""/to/bao-cao/: who sees which lines, the sheet equals the screen, closing, official figures."""

import datetime as dt
import io
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.enums import Role
from kit.models import AuditEntry
from sandbox import service as sandbox_service
from sandbox.service import Stuck
from teams.enums import TallyKind
from teams.models import Closing, OfficialMonth, Tally
from tests.clocks import set_clock
from tests.teams import factories as make
from tests.teams.test_month_reports import EVENING, TODAY, came, evening, person

pytestmark = pytest.mark.django_db
URL = "/to/bao-cao/?thang=2026-11"


@pytest.fixture(autouse=True)
def _december(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


class Cells(HTMLParser):
    """The texts of th and td of every table, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


class World:
    """A commune with two teams and their officer, after an evening each."""

    def __init__(self) -> None:
        self.commune = make.commune()
        self.team, self.other = make.team(self.commune), make.team(self.commune)
        self.leader = make.member(self.team, Role.LEADER)
        self.officer = make.officer(Role.COMMUNE_OFFICER, of=self.commune)
        self.approver = make.officer(Role.COMMUNE_APPROVER, of=self.commune)
        self.session = evening(self.team)
        came(self.session, *(person(self.commune) for _number in range(3)))
        came(evening(self.other), person(self.commune))
        Tally.objects.create(session=self.session, kind=TallyKind.WOMEN, number=1200)

    @property
    def closing_url(self) -> str:
        return f"/to/bao-cao/chot/{self.team.id}/2026-11/"

    @property
    def official_url(self) -> str:
        return f"/to/bao-cao/chinh-thuc/{self.commune.code}/2026-11/"


@pytest.fixture
def world() -> World:
    return World()


def page(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def sheet(client: Client, query: str = "?thang=2026-11") -> list[list[Any]]:
    response = client.get(f"/to/bao-cao/xlsx/{query}")
    assert response.status_code == 200
    return [
        list(row) for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    ]


def as_shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


@pytest.mark.parametrize("who", ["officer", "leader", "province"])
def test_each_cell_of_the_sheet_equals_the_screen(world: World, who: str) -> None:
    reader = (
        make.officer(Role.PROVINCE_OFFICER, of_province=world.commune.province)
        if who == "province"
        else getattr(world, who)
    )
    client = make.signed_in(reader)
    rows = sheet(client)
    heads, lines = rows[2], [row for row in rows[3:] if row[1]]
    screen: dict[tuple[str, str], str] = {}
    for table in Cells(page(client)).tables:
        for row in table[1:]:
            screen |= {(row[0], head): text for head, text in zip(table[0][1:], row[1:], strict=True)}
    expected = {
        (line[1], heads[place]): as_shown(line[place]) for line in lines for place in range(2, len(heads))
    }
    bars = {key for key in screen if key[1] == "Tự nộp được, trong số người đến"}
    assert {key: text for key, text in screen.items() if key not in bars} == expected
    assert {"officer": "1.203", "leader": "1.203", "province": "1.204"}[who] in screen.values()
    assert len(lines) == {"officer": 3, "leader": 1, "province": 1}[who]


def test_numbers_of_the_sheet_are_numbers(world: World) -> None:
    rows = sheet(make.signed_in(world.officer))
    place = rows[2].index("Số lượt người")
    assert rows[3][place] == 1203
    assert rows[3][rows[2].index("có VNeID mức 2")] is None


def test_a_leader_sees_her_own_line_and_no_other_team(world: World) -> None:
    shown = page(make.signed_in(world.leader))
    assert world.team.name in shown
    assert world.other.name not in shown
    foreign = make.signed_in(world.leader).get(f"{URL}&noi=to-{world.other.id}")
    assert foreign.status_code == 404


def test_a_province_sees_communes_without_names_and_phones(world: World) -> None:
    world.leader.last_name = "Vàng Thị Bài Tập"
    world.leader.save()
    shown = page(make.signed_in(make.officer(Role.PROVINCE_OFFICER, of_province=world.commune.province)))
    assert str(world.commune) in shown
    assert "Vàng Thị Bài Tập" not in shown
    assert "&lt;5" in shown


def test_a_member_is_refused_and_a_strangers_place_does_not_exist(world: World) -> None:
    assert make.signed_in(make.member(world.team)).get(URL).status_code == 403
    stranger = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Khác")))
    assert stranger.get(f"{URL}&noi=xa-{world.commune.code}").status_code == 404
    assert stranger.get(f"/to/bao-cao/xlsx/?noi=xa-{world.commune.code}").status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "x", "2027-01", "2026-11\x00", "9" * 10_000])
def test_what_is_no_month_does_not_exist(world: World, month: str) -> None:
    client = make.signed_in(world.officer)
    assert client.get("/to/bao-cao/", {"thang": month}).status_code == 404


def test_a_commune_without_teams_and_a_month_without_sessions_are_said(world: World) -> None:
    empty = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Trống")))
    assert "Khi có tổ, dòng của tổ hiện ở đây." in page(empty)
    assert page(make.signed_in(world.officer), "/to/bao-cao/?thang=2026-02")


def test_saving_the_sheet_is_noted_without_names(world: World) -> None:
    sheet(make.signed_in(world.officer))
    entry = AuditEntry.objects.get(action="report.exported")
    assert entry.data == {"place": f"xa-{world.commune.code}", "month": "2026-11-01"}


def test_reading_only(world: World) -> None:
    client = make.signed_in(world.officer)
    assert client.post("/to/bao-cao/").status_code == 405
    assert client.post("/to/bao-cao/xlsx/").status_code == 405


# --- Closing -----------------------------------------------------------------------------------------------------
def test_a_leader_closes_the_month_and_opens_it_again(world: World) -> None:
    client = make.signed_in(world.leader)
    assert "Chốt tháng 11/2026" in page(client, world.closing_url)
    answer = client.post(world.closing_url, {"difficulties": "Mạng yếu", "luot": "a"}, follow=True)
    assert "đã chốt đúng hạn" in answer.content.decode()
    assert "Mạng yếu" in page(make.signed_in(world.officer))
    answer = client.post(f"/to/bao-cao/mo-lai/{world.team.id}/2026-11/", follow=True)
    assert "Đã mở lại tháng" in answer.content.decode()
    assert list(AuditEntry.objects.filter(action__startswith="report.").values_list("action", flat=True)) == [
        "report.closed",
        "report.reopened",
    ]
    again = client.post(f"/to/bao-cao/mo-lai/{world.team.id}/2026-11/")
    assert again.status_code == 302


def test_changed_figures_are_said_with_both_numbers(world: World) -> None:
    make.signed_in(world.leader).post(world.closing_url, {})
    came(world.session, person(world.commune))
    assert "Số người (không trùng): lúc chốt 3, bây giờ 4." in page(make.signed_in(world.officer))


def test_only_the_teams_leader_closes(world: World) -> None:
    assert make.signed_in(world.officer).post(world.closing_url, {}).status_code == 403
    stranger = make.signed_in(make.member(make.team(), Role.LEADER))
    assert stranger.post(world.closing_url, {}).status_code == 404
    assert make.signed_in(make.member(world.team)).get(world.closing_url).status_code == 403
    assert not Closing.objects.exists()


def test_the_month_that_runs_cannot_be_closed_yet(world: World) -> None:
    url = f"/to/bao-cao/chot/{world.team.id}/2026-12/"
    answer = make.signed_in(world.leader).post(url, {"difficulties": "Mạng yếu"})
    assert answer.status_code == 409
    assert "Mạng yếu" in answer.content.decode()
    assert not Closing.objects.exists()


def test_words_with_a_phone_number_are_refused_and_kept(world: World) -> None:
    answer = make.signed_in(world.leader).post(world.closing_url, {"difficulties": "Gọi 0000 123 456 nhé"})
    assert answer.status_code == 422
    assert "Gọi 0000 123 456 nhé" in answer.content.decode()


def test_an_open_month_shows_who_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY + dt.timedelta(days=30))
    assert page(make.signed_in(world.officer)).count("chưa chốt, quá hạn") == 4  # a line and a card each


# --- Official figures --------------------------------------------------------------------------------------------
TYPED = {
    "received": "1.200",
    "online": "800",
    "paid_online": "300",
    "self_filed": "90",
    "source": "Báo cáo tháng",
}


def test_official_figures_stand_beside_ours(world: World) -> None:
    client = make.signed_in(world.officer)
    answer = client.post(world.official_url, TYPED, follow=True)
    assert "1.200" in answer.content.decode()
    noted = OfficialMonth.objects.get()
    assert (noted.received, noted.online, noted.paid_online, noted.self_filed) == (1200, 800, 300, 90)
    assert 'value="800"' in page(client, world.official_url)


def test_a_pasted_line_fills_the_empty_boxes(world: World) -> None:
    client = make.signed_in(world.officer)
    client.post(world.official_url, {"pasted": "1200\t800\t300\t90\r\n", "online": "700", "source": "Excel"})
    noted = OfficialMonth.objects.get()
    assert (noted.received, noted.online, noted.self_filed) == (1200, 700, 90)


@pytest.mark.parametrize(
    "wrong",
    [
        {"received": "nhiều"},
        {"online": "1.300"},
        {"self_filed": "801"},
        {"pasted": "1\t2"},
        {"pasted": "x" * 10_000},
        {"received": "٣"},
        {"source": ""},
        dict.fromkeys(("received", "online", "paid_online", "self_filed"), ""),
    ],
)
def test_wrong_official_figures_are_refused_and_kept(world: World, wrong: dict[str, str]) -> None:
    answer = make.signed_in(world.officer).post(world.official_url, TYPED | wrong)
    assert answer.status_code == 422
    assert not OfficialMonth.objects.exists()
    assert all(value in answer.content.decode() for value in wrong.values())


def test_only_the_communes_officer_types_official_figures(world: World) -> None:
    assert make.signed_in(world.approver).get(world.official_url).status_code == 403
    assert make.signed_in(world.leader).get(world.official_url).status_code == 403
    stranger = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Khác")))
    assert stranger.post(world.official_url, TYPED).status_code == 404


# --- What to look at again ---------------------------------------------------------------------------------------
def test_what_looks_odd_is_said_with_a_link_to_the_roll(world: World) -> None:
    shown = page(make.signed_in(world.officer))
    assert "Một buổi có 1203 người, hơn 100." in shown
    assert f"/to/buoi/{world.session.id}/diem-danh/" in shown


def test_a_province_is_told_nothing_of_single_sessions(world: World) -> None:
    shown = page(make.signed_in(make.officer(Role.PROVINCE_OFFICER, of_province=world.commune.province)))
    assert str(world.session.id) not in shown
    assert EVENING.isoformat() not in shown


# --- Where people get stuck --------------------------------------------------------------------------------------
def test_a_commune_sees_where_its_learners_are_stuck(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    learner = make.participant(world.session).learner_id
    asked: list[Any] = []

    def stuck(learners: Any, since: dt.datetime, until: dt.datetime) -> list[Stuck]:
        asked.append((list(learners), since, until))
        return [Stuck("1.001193", "Đăng ký khai sinh", "ho_ten_con", "Họ và tên con", 7)]

    monkeypatch.setattr(sandbox_service, "stuck", stuck)
    shown = page(make.signed_in(world.officer), "/to/vuong/?thang=2026-11")
    assert "Họ và tên con" in shown
    [(learners, since, until)] = asked
    assert learners == [learner]
    assert (since.isoformat(), until.isoformat()) == (
        "2026-11-01T00:00:00+07:00",
        "2026-12-01T00:00:00+07:00",
    )


def test_who_may_see_where_people_are_stuck(world: World) -> None:
    url = "/to/vuong/?thang=2026-11"
    assert "Tháng này chưa ai vướng." in page(make.signed_in(world.leader), url)
    assert make.signed_in(make.member(world.team)).get(url).status_code == 403
    stranger = make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=make.commune("Khác")))
    assert stranger.get(f"{url}&noi=xa-{world.commune.code}").status_code == 404
    assert stranger.post(url).status_code == 405


# --- The way to it -----------------------------------------------------------------------------------------------
def test_the_first_page_of_teams_leads_whoever_may_read_it_to_the_report(world: World) -> None:
    link = 'href="/to/bao-cao/"'
    assert link in page(make.signed_in(world.leader), "/to/")
    assert link in page(make.signed_in(world.officer), "/to/")
    assert link not in page(make.signed_in(make.member(world.team)), "/to/")


def test_an_ended_session_leads_its_leader_to_the_month_in_which_it_counts(world: World) -> None:
    board = f"/to/buoi/{world.session.id}/"
    link = f'href="/to/bao-cao/?thang=2026-11&amp;noi=to-{world.team.id}"'
    assert link in page(make.signed_in(world.leader), board)
    assert "/to/bao-cao/" not in page(make.signed_in(make.member(world.team)), board)
    still = make.session(world.team)
    assert "/to/bao-cao/" not in page(make.signed_in(world.leader), f"/to/buoi/{still.id}/")


def test_a_running_month_says_from_when_it_can_be_closed(world: World) -> None:
    sentence = "Tháng chưa hết. Chốt được từ ngày 01/01/2027"
    client = make.signed_in(world.leader)
    assert sentence in page(client, "/to/bao-cao/?thang=2026-12")
    assert "Tháng chưa hết" not in page(client)
