"""The plan by the clock, and the sheets to print."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from sandbox import service as sandbox_service
from teams.models import Session, Trainee
from tests.clocks import set_clock
from tests.teams import factories

pytestmark = pytest.mark.django_db
HALF_PAST_SEVEN = dt.datetime(2026, 11, 23, 12, 30, tzinfo=dt.UTC)


def page(session: Session, name: str, query: str = "") -> str:
    client = factories.signed_in(factories.member(session.team))
    return client.get(f"/to/buoi/{session.id}/{name}/{query}").content.decode()


def names_in(html: str) -> list[str]:
    return re.findall(
        r'<th scope="row">([^<]*)</th>', html.partition('id="danh-sach"')[2].partition("</table>")[0]
    )


# --- The plan ----------------------------------------------------------------------------------------------------
def test_the_plan_runs_by_the_clock_of_the_country() -> None:
    html = page(factories.session(starts_at=HALF_PAST_SEVEN, plan="khai-sinh"), "ke-hoach")
    assert "19:30–19:40" in html
    assert "20:50–21:00" in html
    assert "Chép đúng như giấy, từng dấu một." in html
    assert f"/tap/giay/{factories.SCENARIO}/" in html


def test_the_part_that_is_going_on_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    session = factories.session(starts_at=HALF_PAST_SEVEN, plan="khai-sinh")
    set_clock(monkeypatch, lambda: HALF_PAST_SEVEN - dt.timedelta(minutes=1))
    html = page(session, "ke-hoach")
    assert 'aria-current="step"' not in html.partition("<main")[2]
    set_clock(monkeypatch, lambda: HALF_PAST_SEVEN + dt.timedelta(minutes=12))
    html = page(session, "ke-hoach")
    assert re.search(r'class="card now" id="phan-2" aria-current="step"', html)


def test_the_plan_of_safety_leads_to_its_drills_and_a_visit_has_its_own() -> None:
    assert "/tap/su-co/goi-hoi-ma/" in page(factories.session(plan="an-toan"), "ke-hoach")
    assert "Chào nhà, hỏi việc" in page(factories.session(kind="visit"), "ke-hoach")


def test_an_officer_reads_the_plan_and_gets_no_way_to_the_names() -> None:
    session = factories.session()
    client = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    response = client.get(f"/to/buoi/{session.id}/ke-hoach/")
    assert response.status_code == 200
    assert f"/to/buoi/{session.id}/in/" not in response.content.decode()
    assert client.get(f"/to/buoi/{session.id}/in/").status_code == 403


@pytest.mark.parametrize("name", ["ke-hoach", "in"])
def test_strangers_see_nothing_and_the_page_is_only_read(name: str) -> None:
    session = factories.session()
    address = f"/to/buoi/{session.id}/{name}/"
    assert Client().get(address).status_code == 302
    assert factories.signed_in(factories.member(factories.team())).get(address).status_code == 404
    mine = factories.signed_in(factories.member(session.team))
    assert mine.post(address).status_code == 405
    assert "no-store" in mine.get(address)["Cache-Control"]


# --- The sheets --------------------------------------------------------------------------------------------------
def class_in_hamlet(**changes: Any) -> Session:
    commune = factories.commune()
    team = factories.team(commune, hamlets=[factories.hamlet(commune, "Bản Học")])
    return factories.session(team, **changes)


def test_the_roster_holds_the_hamlets_people_by_given_name_then_empty_lines() -> None:
    session = class_in_hamlet()
    home = session.team.hamlets.get()
    for name in (
        "Vàng Thị Vở",
        "Giàng A Án",
        "Lò Văn Ẩn",
        "Bùi Thị Bút",
        "Hoàng Văn Ấn",
        "Đèo Thị Đọc",
        "Sùng A Dạy",
    ):
        factories.trainee(session.team.commune, home, name)
    html = page(session, "in", "?to=danh-sach")
    assert names_in(html) == [
        "Giàng A Án",
        "Lò Văn Ẩn",
        "Hoàng Văn Ấn",
        "Bùi Thị Bút",
        "Sùng A Dạy",
        "Đèo Thị Đọc",
        "Vàng Thị Vở",
    ]
    assert html.count('class="line"') == 15


def test_the_roster_holds_nobody_of_others() -> None:
    session = class_in_hamlet()
    commune, home = session.team.commune, session.team.hamlets.get()
    neighbours = factories.hamlet(commune, "Bản Bên")
    factories.trainee(commune, neighbours, "Chim Hoàng Yến")  # another team's hamlet
    factories.trainee(factories.commune(), None, "Chim Hoàng Yến")  # another commune
    erased = factories.trainee(commune, home, "Chim Hoàng Yến")
    twin = factories.trainee(commune, home, "Chim Hoàng Yến")
    Trainee.objects.filter(id=erased.id).update(erased_at=timezone.now())
    Trainee.objects.filter(id=twin.id).update(merged_into=factories.trainee(commune, home, "Giàng A Thử"))
    guest = factories.trainee(commune, neighbours, "Lò Thị Khách")  # lives there, comes here
    factories.participant(factories.session(session.team), "Lò Thị Khách", trainee=guest)
    html = page(session, "in")
    assert names_in(html) == ["Lò Thị Khách", "Giàng A Thử"]
    assert "Chim" not in html


def test_a_session_of_one_hamlet_lists_that_hamlet_alone() -> None:
    session = class_in_hamlet()
    second = factories.hamlet(session.team.commune, "Bản Hai")
    session.team.hamlets.add(second)
    factories.trainee(session.team.commune, session.team.hamlets.get(name="Bản Học"), "Giàng A Thử")
    factories.trainee(session.team.commune, second, "Lò Thị Ví Dụ")
    assert len(names_in(page(session, "in"))) == 2
    session.hamlet = second
    session.save()
    assert names_in(page(session, "in")) == ["Lò Thị Ví Dụ"]


def test_only_namesakes_show_their_year() -> None:
    session = class_in_hamlet()
    for name, year in (("Giàng A Thử", 1960), ("Giàng A Thử", 1988), ("Lò Thị Ví Dụ", 1971)):
        one = factories.trainee(session.team.commune, session.team.hamlets.get(), name)
        Trainee.objects.filter(id=one.id).update(birth_year=year)
    html = page(session, "in")
    assert "Giàng A Thử (1960)" in html
    assert "Giàng A Thử (1988)" in html
    assert "1971" not in html


def test_sheets_can_be_chosen_and_other_words_choose_nothing() -> None:
    session = class_in_hamlet()
    factories.trainee(session.team.commune, session.team.hamlets.get(), "Giàng A Thử")
    alone = page(session, "in", "?to=ma-hoc-tiep")
    assert "/hoc-tiep/" in alone
    assert "Giàng A Thử" not in alone  # a name that is not asked for is not there
    assert alone.count('class="slip"') == 6
    everything = page(session, "in", "?to=khong-co&to=%00")
    assert "Giàng A Thử" in everything
    assert 'class="poster' in everything


def test_the_checklist_is_that_of_the_plan_and_has_no_names() -> None:
    session = class_in_hamlet(plan="bo-sung")
    factories.trainee(session.team.commune, session.team.hamlets.get(), "Giàng A Thử")
    html = page(session, "in", "?to=quan-sat")
    assert "Tự chọn ảnh rõ và gửi bổ sung" in html
    assert "Giàng" not in html


def test_a_visit_needs_no_poster() -> None:
    assert 'class="poster' not in page(class_in_hamlet(kind="visit"), "in")


def test_that_names_were_printed_is_noted_without_them() -> None:
    from kit.models import AuditEntry

    session = class_in_hamlet()
    factories.trainee(session.team.commune, session.team.hamlets.get(), "Giàng A Thử")
    page(session, "in", "?to=quan-sat")
    assert not AuditEntry.objects.filter(action="roster.printed").exists()
    page(session, "in", "?to=danh-sach")
    line = AuditEntry.objects.get(action="roster.printed")
    assert line.data == {"session": str(session.id)}


def test_a_hundred_names_cost_no_more_queries_than_one(django_assert_max_num_queries: Any) -> None:
    session = class_in_hamlet()
    client = factories.signed_in(factories.member(session.team))
    home = session.team.hamlets.get()
    factories.trainee(session.team.commune, home)
    client.get(f"/to/buoi/{session.id}/in/")
    with django_assert_max_num_queries(20) as few:
        client.get(f"/to/buoi/{session.id}/in/")
    for number in range(100):
        factories.trainee(session.team.commune, home, f"Giàng A Thử {number}")
    with django_assert_max_num_queries(len(few)):
        assert "Thử 99" in client.get(f"/to/buoi/{session.id}/in/").content.decode()


def test_a_scenario_that_is_no_longer_there_leaves_the_page_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_service, "scenario_choices", list)
    session = class_in_hamlet()
    assert "Đón bà con" in page(session, "ke-hoach")
    assert "Danh sách" in page(session, "in")
