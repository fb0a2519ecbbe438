"""/to/vai-tro/ and /to/ve-toi/: who holds which office."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import service as accounts
from accounts.access import roles_of
from accounts.enums import Role
from accounts.models import Appointment, User
from kit.models import AuditEntry
from places.models import Commune
from tests.teams import factories
from tests.teams.rosters_world import named
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.administrator()


@pytest.fixture
def browser(admin: User) -> Client:
    return factories.signed_in(admin)


@pytest.fixture
def commune() -> Commune:
    return factories.commune("Mẫu")


def form(**changes: str) -> dict[str, str]:
    values = {"role": "commune_officer", "place": "mau", "reason": "Quyết định 12", "luot": str(uuid.uuid4())}
    return {**values, **changes}


def test_an_administrator_appoints_by_user_name(browser: Client, admin: User, commune: Commune) -> None:
    who = factories.user()
    response = browser.post("/to/vai-tro/bo-nhiem/", form(username=who.username))
    assert response.status_code == 302
    office = Appointment.objects.get(user=who)
    assert (office.role, office.commune, office.appointed_by, office.reason) == (
        "commune_officer",
        commune,
        admin,
        "Quyết định 12",
    )
    entry = AuditEntry.objects.get(action="appointment.made")
    assert (entry.actor, entry.data["user"]) == (f"user:{admin.pk}", who.pk)


def test_an_officer_without_an_account_gets_a_slip(browser: Client, commune: Commune) -> None:
    values = form(full_name="Hoàng Thị Mới")
    html = browser.post("/to/vai-tro/bo-nhiem/", values).content.decode()
    password = re.search(r"([a-z]+-){4}\d{3}", html)
    who = User.objects.get(username="hoang.thi.moi")
    assert password
    assert who.check_password(password[0])
    assert Role.COMMUNE_OFFICER in roles_of(who)
    assert browser.post("/to/vai-tro/bo-nhiem/", values).status_code == 302
    assert User.objects.filter(last_name="Hoàng Thị").count() == 1


def test_where_several_places_bear_the_name_one_is_chosen(browser: Client, commune: Commune) -> None:
    second = factories.commune("Mẫu", in_province=factories.province("91"))
    who = factories.user()
    response = browser.post("/to/vai-tro/bo-nhiem/", form(username=who.username))
    html = response.content.decode()
    assert response.status_code == 422
    assert (f'value="{commune.code}"' in html, f'value="{second.code}"' in html) == (True, True)
    browser.post("/to/vai-tro/bo-nhiem/", form(username=who.username, code=second.code))
    assert Appointment.objects.get(user=who).commune == second
    other = factories.user()
    browser.post("/to/vai-tro/bo-nhiem/", form(username=other.username, place="xã Mẫu, tỉnh thử 91"))
    assert Appointment.objects.get(user=other).commune == second


@pytest.mark.parametrize(
    ("role", "place", "field"),
    [("province_officer", "Tỉnh Thử 90", "province_id"), ("commune_approver", "Xã Mẫu", "commune_id")],
)
def test_each_office_has_its_place(
    browser: Client, commune: Commune, role: str, place: str, field: str
) -> None:
    who = factories.user()
    browser.post("/to/vai-tro/bo-nhiem/", form(username=who.username, role=role, place=place))
    office = Appointment.objects.get(user=who)
    assert getattr(office, field) == (commune.code if field == "commune_id" else commune.province_id)
    assert roles_of(User.objects.get(pk=who.pk)) == {Role.LEARNER, Role(role)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "khong-co-ai"},
        {"username": ""},
        {"place": "không có xã này"},
        {"place": ""},
        {"reason": ""},
        {"role": "leader"},
        {"role": "learner"},
        {"role": ""},
        {"full_name": "Hoàng Thị Mới"},
        {"code": "không"},
    ],
)
def test_a_wrong_appointment_is_refused(browser: Client, commune: Commune, wrong: dict[str, str]) -> None:
    if "code" in wrong:
        factories.commune("Mẫu", in_province=factories.province("91"))
    values = form(username=factories.user().username) | wrong
    response = browser.post("/to/vai-tro/bo-nhiem/", values)
    assert response.status_code == 422
    assert not Appointment.objects.filter(role="commune_officer").exists()
    assert "Lỗi:" in response.content.decode()


def test_a_dismissal_works_at_the_next_request(browser: Client, admin: User, commune: Commune) -> None:
    who = factories.officer(Role.COMMUNE_OFFICER, of=commune)
    hers = factories.signed_in(who)
    assert hers.get("/to/cac-to/").status_code == 200
    office = who.appointments.get()
    assert browser.post(f"/to/vai-tro/{office.pk}/thoi/", {"reason": ""}).status_code == 422
    assert browser.post(f"/to/vai-tro/{office.pk}/thoi/", {"reason": "Chuyển xã"}).status_code == 302
    assert hers.get("/to/cac-to/").status_code == 403
    office.refresh_from_db()
    assert (office.dismissed_by, office.dismissal_reason) == (admin, "Chuyển xã")


def test_the_last_administrator_cannot_dismiss_herself(browser: Client, admin: User) -> None:
    browser.get("/to/vai-tro/")
    office = admin.appointments.get()
    response = browser.post(f"/to/vai-tro/{office.pk}/thoi/", {"reason": "Nghỉ"})
    assert response.status_code == 422
    assert "quản trị cuối cùng" in response.content.decode()
    browser.post("/to/vai-tro/bo-nhiem/", form(full_name="Lý Văn Hai", role="administrator", place=""))
    assert Role.ADMINISTRATOR in roles_of(User.objects.get(username="ly.van.hai"))
    browser.post(f"/to/vai-tro/{office.pk}/thoi/", {"reason": "Nghỉ"})
    assert browser.get("/to/vai-tro/").status_code == 403


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER])
def test_nobody_but_the_administrator_appoints_or_dismisses(commune: Commune, role: Role) -> None:
    who = (
        factories.officer(role, of_province=commune.province)
        if role is Role.PROVINCE_OFFICER
        else factories.officer(role, of=commune)
    )
    office, hers = who.appointments.get(), factories.signed_in(who)
    for path in ("bo-nhiem/", f"{office.pk}/thoi/", f"tai-khoan/{who.pk}/mat-khau/"):
        assert hers.post(f"/to/vai-tro/{path}", form(username=who.username)).status_code == 403, path
    assert "bo-nhiem" not in hers.get("/to/vai-tro/").content.decode()
    assert Appointment.objects.active().count() == 1


def test_a_commune_sees_its_own_people_and_a_province_numbers(commune: Commune) -> None:
    other = factories.commune("Khác")
    named(factories.officer(Role.COMMUNE_OFFICER, of=other), "Chim Hoàng", "Yến")
    mine = named(factories.officer(Role.COMMUNE_OFFICER, of=commune), "Hoàng Thị", "Ví Dụ")
    html = factories.signed_in(mine).get("/to/vai-tro/").content.decode()
    assert ("Hoàng Thị Ví Dụ" in html, "Yến" in html) == (True, False)
    province = factories.officer(Role.PROVINCE_OFFICER, of_province=commune.province)
    html = factories.signed_in(province).get("/to/vai-tro/").content.decode()
    assert "Yến" not in html
    assert "<b>2</b>xã đã có cán bộ" in html
    for who in (
        factories.member(factories.team(commune)),
        factories.member(factories.team(commune), Role.LEADER),
    ):
        assert factories.signed_in(who).get("/to/vai-tro/").status_code == 403


@pytest.mark.parametrize("query", ["canbo.x", "Yến", "hoang-khong", "\x00", "a" * 10_000])
def test_people_are_searched_by_user_name_or_name(browser: Client, query: str) -> None:
    named(factories.user("canbo.xa"), "Chim Hoàng", "Yến")
    response = browser.get("/to/vai-tro/", {"q": query})
    assert response.status_code == 200
    assert ("Chim Hoàng Yến" in response.content.decode()) == (query in ("canbo.x", "Yến"))


def test_an_administrator_renews_a_password_but_not_her_own(browser: Client, admin: User) -> None:
    who = factories.user()
    html = browser.post(f"/to/vai-tro/tai-khoan/{who.pk}/mat-khau/").content.decode()
    password = re.search(r"([a-z]+-){4}\d{3}", html)
    assert password
    assert User.objects.get(pk=who.pk).check_password(password[0])
    assert browser.post(f"/to/vai-tro/tai-khoan/{admin.pk}/mat-khau/").status_code == 403
    assert browser.post("/to/vai-tro/tai-khoan/987654321/mat-khau/").status_code == 404
    assert browser.get(f"/to/vai-tro/tai-khoan/{who.pk}/mat-khau/").status_code == 405


def test_the_list_asks_no_more_for_many(browser: Client, commune: Commune) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/to/vai-tro/").status_code == 200
        return len(seen)

    factories.officer(Role.COMMUNE_OFFICER, of=commune)
    queries()
    before = queries()
    for _ in range(5):
        factories.officer(Role.COMMUNE_APPROVER, of=commune)
    assert queries() == before


def test_bad_text_never_breaks_it(browser: Client, commune: Commune) -> None:
    for raw in bad_inputs(60):
        text = raw.encode("utf-8", "ignore").decode()
        for values in (form(username=text, place=text), form(full_name=text), form(reason=text, code=text)):
            assert browser.post("/to/vai-tro/bo-nhiem/", values).status_code in (200, 302, 422), text


def test_my_own_page_says_what_i_am(commune: Commune) -> None:
    team = factories.team(commune)
    who = factories.member(team, Role.LEADER)
    accounts.appoint(who, Role.COMMUNE_OFFICER, commune=commune)
    html = factories.signed_in(who).get("/to/ve-toi/").content.decode()
    for word in ("Cán bộ xã", "xã Mẫu, Tỉnh Thử 90", "Tổ trưởng", team.name, "Từ 01/01/2026", "/to/cac-to/"):
        assert word in html, word


def test_an_administrator_whom_a_command_made_has_a_page_too(browser: Client) -> None:
    html = browser.get("/to/ve-toi/").content.decode()
    assert ("Quản trị" in html, "/to/vai-tro/" in html, "/to/cac-to/" in html) == (True, True, False)
