"""Teams on paper: /to/cac-to/, who is on them, and the hand-over."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import roles_of
from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry
from teams import access_rosters as access
from teams import rosters
from teams.enums import Grade, Position
from teams.models import HandOver, Membership, Team
from tests.teams import factories
from tests.teams.rosters_world import TODAY, Setting, advanced, make, named
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Lò Văn Mẫu",
    "position": "member",
    "grade": "core",
    "unit": "youth",
    "birth_year": "1999",
    "sex": "m",
    "since": "01/11/2026",
}
TEAM = {"name": "Tổ Bản Thử", "decision_number": "12/QĐ-UBND", "decided_on": "02/03/2026", "support": ""}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def here() -> Setting:
    return make()


def password_in(html: str) -> str:
    found = re.search(r"[a-z]+-[a-z]+-[a-z]+-[a-z]+-\d{3}", html)
    assert found
    return found[0]


# --- Teams ------------------------------------------------------------------------------------------------------
def test_an_officer_sets_a_team_up(here: Setting) -> None:
    hamlet = factories.hamlet(here.commune)
    response = here.client.post("/to/cac-to/moi/", {**TEAM, "hamlets": [str(hamlet.pk)]})
    team = Team.objects.get(name="Tổ Bản Thử")
    assert response["Location"] == f"/to/cac-to/{team.id}/"
    assert (team.commune, team.decided_on, list(team.hamlets.all())) == (
        here.commune,
        dt.date(2026, 3, 2),
        [hamlet],
    )


def test_a_second_press_makes_no_second_team(here: Setting) -> None:
    form = {**TEAM, "luot": str(uuid.uuid4())}
    answers = [here.client.post("/to/cac-to/moi/", form)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Team.objects.filter(name="Tổ Bản Thử").count() == 1


def test_a_name_that_the_commune_has_already_is_refused_and_kept(here: Setting) -> None:
    response = here.client.post("/to/cac-to/moi/", {**TEAM, "name": here.team.name})
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count("xã đã có tổ tên này") == 2
    assert "12/QĐ-UBND" in html


def test_hamlets_of_another_commune_are_no_choice(here: Setting) -> None:
    factories.hamlet(here.commune)
    theirs = factories.hamlet(factories.commune())
    assert here.client.post("/to/cac-to/moi/", {**TEAM, "hamlets": [str(theirs.pk)]}).status_code == 422


def test_an_officer_of_two_communes_says_which(here: Setting) -> None:
    second = factories.commune("Hai")
    from accounts import service as accounts

    accounts.appoint(here.officer, Role.COMMUNE_OFFICER, commune=second)
    assert "?xa=" in here.client.get("/to/cac-to/moi/").content.decode()
    here.client.post(f"/to/cac-to/moi/?xa={second.code}", TEAM)
    assert Team.objects.get(name="Tổ Bản Thử").commune == second
    stranger = factories.commune("Ba")
    here.client.post(f"/to/cac-to/moi/?xa={stranger.code}", TEAM | {"name": "Tổ khác"})
    assert not Team.objects.filter(commune=stranger).exists()


def test_a_team_is_changed(here: Setting) -> None:
    response = here.client.post(f"{here.path}sua/", {**TEAM, "support": "300.000 đ một tháng"})
    here.team.refresh_from_db()
    assert (response.status_code, here.team.support) == (302, "300.000 đ một tháng")


@pytest.mark.parametrize(
    ("field", "value"),
    [("decided_on", "24/11/2026"), ("decided_on", "hôm qua"), ("decided_on", "1/1/1990"), ("name", "")],
)
def test_a_wrong_decision_is_refused(here: Setting, field: str, value: str) -> None:
    response = here.client.post(f"{here.path}sua/", {**TEAM, field: value})
    assert response.status_code == 422
    assert 'value="02/03/2026"' in response.content.decode() or field == "decided_on"


def test_dissolving_works_at_the_next_request_and_can_be_taken_back(here: Setting) -> None:
    member = factories.signed_in(here.member)
    assert member.get("/to/buoi/moi/").status_code == 200
    assert here.client.post(f"{here.path}giai-the/", {"day": "23/11/2026"}).status_code == 302
    assert member.get("/to/buoi/moi/").status_code == 403
    html = here.client.get(here.path).content.decode()
    assert "Tổ này đã giải thể" in html
    here.client.post(f"{here.path}mo-lai/")
    assert member.get("/to/buoi/moi/").status_code == 200


@pytest.mark.parametrize("day", ["24/11/2026", "", "01/03/2026"])
def test_a_team_is_not_dissolved_in_the_future_nor_before_its_decision(here: Setting, day: str) -> None:
    Team.objects.update(decided_on=dt.date(2026, 3, 2))
    assert here.client.post(f"{here.path}giai-the/", {"day": day}).status_code == 422
    assert Team.objects.get().is_active


# --- Members ----------------------------------------------------------------------------------------------------
def test_a_new_member_gets_an_account_whose_password_is_shown_once(here: Setting) -> None:
    form = {**NEW, "luot": str(uuid.uuid4()), "phone": "0000 123 456"}
    html = here.client.post(f"{here.path}nguoi/moi/", form).content.decode()
    user = User.objects.get(username="lo.van.mau")
    assert user.check_password(password_in(html))
    assert (user.must_change_password, user.phone, str(user)) == (True, "+84000123456", "Lò Văn Mẫu")
    line = here.line(user)
    assert (line.role, line.grade, line.unit, line.birth_year, line.sex) == (
        "member",
        "core",
        "youth",
        1999,
        "m",
    )
    again = here.client.post(f"{here.path}nguoi/moi/", form)
    assert again.status_code == 302
    assert User.objects.filter(last_name="Lò Văn").count() == 1
    page = here.client.get(again["Location"]).content.decode()
    assert "chỉ hiện một lần" in page
    assert not re.search(r"[a-z]+-[a-z]+-[a-z]+-[a-z]+-\d{3}", page)


def test_the_slip_is_kept_by_no_cache_and_no_row(here: Setting) -> None:
    from kit.models import Act

    response = here.client.post(f"{here.path}nguoi/moi/", {**NEW, "luot": str(uuid.uuid4())})
    password = password_in(response.content.decode())
    assert "no-store" in response["Cache-Control"]
    kept = [*Act.objects.values_list("body", "answer"), *AuditEntry.objects.values_list("data")]
    assert password not in str(kept)
    assert "Mẫu" not in str(kept)


def test_another_form_under_an_old_token_is_another_member(here: Setting) -> None:
    token = str(uuid.uuid4())
    for name in ("Lò Văn Mẫu", "Hà Thị Mẫu"):
        here.client.post(f"{here.path}nguoi/moi/", {**NEW, "luot": token, "name": name})
    assert here.team.memberships.count() == 4


def test_namesakes_get_user_names_of_their_own(here: Setting) -> None:
    for _ in range(3):
        here.client.post(f"{here.path}nguoi/moi/", {**NEW, "luot": str(uuid.uuid4())})
    names = User.objects.filter(last_name="Lò Văn").order_by("pk").values_list("username", flat=True)
    assert list(names) == ["lo.van.mau", "lo.van.mau2", "lo.van.mau3"]


@pytest.mark.parametrize("how", ["account", "phone"])
def test_who_has_an_account_is_found_and_keeps_her_password(here: Setting, how: str) -> None:
    other = factories.team(here.commune)
    known = named(factories.member(other), "Lò Văn", "Mẫu")
    known.phone = "+84000123456"
    known.set_password("cua-rieng-toi")
    known.save()
    typed = {"account": known.username.upper()} if how == "account" else {"phone": "0000123456"}
    response = here.client.post(f"{here.path}nguoi/moi/", {**NEW, **typed, "name": "lo van MẪU"})
    assert response.status_code == 302
    assert here.line(known).role == "member"
    known.refresh_from_db()
    assert known.check_password("cua-rieng-toi")
    assert not known.must_change_password


@pytest.mark.parametrize("how", ["account", "phone"])
def test_an_account_of_another_name_is_not_taken_and_not_named(here: Setting, how: str) -> None:
    stranger = named(factories.user(), "Chim Hoàng", "Yến")
    stranger.phone = "+84000123456"
    stranger.save()
    typed = {"account": stranger.username} if how == "account" else {"phone": "0000123456"}
    response = here.client.post(f"{here.path}nguoi/moi/", {**NEW, **typed})
    assert response.status_code == 422
    assert "Yến" not in response.content.decode()
    assert not Membership.objects.filter(user=stranger).exists()


def test_nobody_is_on_a_team_twice_and_a_team_has_one_leader(here: Setting) -> None:
    twice = {**NEW, "name": "Vàng Thị Bài Tập", "account": here.member.username}
    html = here.client.post(f"{here.path}nguoi/moi/", twice).content.decode()
    assert "đã ở trong tổ" in html
    html = here.client.post(f"{here.path}nguoi/moi/", {**NEW, "position": "leader"}).content.decode()
    assert "tổ đã có tổ trưởng" in html
    assert here.team.memberships.count() == 2
    assert not User.objects.filter(last_name="Lò Văn").exists()


def test_a_deputy_may_what_the_leader_may(here: Setting) -> None:
    here.client.post(f"{here.path}nguoi/moi/", {**NEW, "position": "deputy"})
    deputy = User.objects.get(username="lo.van.mau")
    assert Role.LEADER in roles_of(deputy)
    assert here.line(deputy).position is Position.DEPUTY
    assert "tổ phó" in here.client.get(here.path).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "0912345678"),
        ("phone", "12345"),
        ("birth_year", "1899"),
        ("birth_year", "2015"),
        ("account", "khong-co-ai"),
        ("position", "chu-tich"),
        ("grade", ""),
        ("since", "31/02/2026"),
    ],
)
def test_a_wrong_member_is_refused_with_everything_typed_still_there(
    here: Setting, field: str, value: str
) -> None:
    response = here.client.post(f"{here.path}nguoi/moi/", {**NEW, field: value})
    assert response.status_code == 422
    assert response.content.decode().count('class="err"') == 1
    assert here.team.memberships.count() == 2


def test_another_grade_ends_the_row_and_begins_one(here: Setting) -> None:
    old = here.line(here.member)
    form = {"position": "member", "grade": "advanced", "unit": "women", "birth_year": "1988", "sex": "f"}
    assert here.client.post(f"{here.path}nguoi/{old.pk}/", form).status_code == 302
    old.refresh_from_db()
    new = here.line(here.member)
    assert (old.until, old.grade, new.since, new.grade) == (TODAY, "core", TODAY, "advanced")
    assert here.client.post(f"{here.path}nguoi/{new.pk}/", {**form, "grade": "core"}).status_code == 302
    assert here.line(here.member).pk == new.pk  # begun today: a correction, not history


def test_a_correction_leaves_the_row(here: Setting) -> None:
    old = here.line(here.member)
    form = {"position": "member", "grade": "core", "unit": "women", "birth_year": "1988", "sex": "f"}
    here.client.post(f"{here.path}nguoi/{old.pk}/", {**form, "phone": "0000 000 777"})
    assert here.line(here.member).pk == old.pk
    assert User.objects.get(pk=here.member.pk).phone == "+84000000777"


def test_a_row_that_has_ended_is_history(here: Setting) -> None:
    old = here.line(here.member)
    rosters.end_membership(old, TODAY, by=here.officer)
    form = {"position": "member", "grade": "advanced"}
    assert here.client.post(f"{here.path}nguoi/{old.pk}/", form).status_code == 422
    assert not here.team.memberships.filter(grade=Grade.ADVANCED).exists()


def test_leaving_works_at_the_next_request_and_stays_in_the_history(here: Setting) -> None:
    line, browser = here.line(here.member), factories.signed_in(here.member)
    assert browser.get("/to/").status_code == 200
    here.client.post(f"{here.path}nguoi/{line.pk}/thoi/", {"day": "23/11/2026"})
    assert browser.get("/to/").status_code == 403
    assert (
        "Vàng Thị Bài Tập: thành viên, 01/01/2026 – 23/11/2026" in here.client.get(here.path).content.decode()
    )


def test_who_leaves_next_month_works_until_then(here: Setting) -> None:
    line = here.line(here.member)
    here.client.post(f"{here.path}nguoi/{line.pk}/thoi/", {"day": "24/12/2026"})
    assert factories.signed_in(here.member).get("/to/").status_code == 200


def test_nobody_leaves_before_she_came(here: Setting) -> None:
    line = here.line(here.member)
    response = here.client.post(f"{here.path}nguoi/{line.pk}/thoi/", {"day": "31/12/2025"})
    assert response.status_code == 422
    assert here.line(here.member).until is None


def test_a_forgotten_password_is_replaced_by_a_slip(here: Setting) -> None:
    line, browser = here.line(here.member), factories.signed_in(here.member)
    html = here.client.post(f"{here.path}nguoi/{line.pk}/mat-khau/").content.decode()
    user = User.objects.get(pk=here.member.pk)
    assert user.check_password(password_in(html))
    assert browser.get("/to/").status_code == 302  # her old sessions have ended


@pytest.mark.parametrize("more", ["office", "administrator", "team elsewhere", "herself"])
def test_an_account_that_opens_more_is_not_taken_over(here: Setting, more: str) -> None:
    """Neither by a new password nor by a phone number, which is a way in as well."""
    from accounts import service as accounts

    who = here.member
    if more == "office":
        accounts.appoint(who, Role.PROVINCE_OFFICER, province=here.commune.province)
    elif more == "administrator":
        accounts.appoint(who, Role.ADMINISTRATOR)
    elif more == "herself":
        who = here.officer
        Membership.objects.create(team=here.team, user=who, role=Role.MEMBER, since=factories.LONG_SINCE)
    else:
        Membership.objects.create(team=factories.team(), user=who, role=Role.MEMBER)
    line, before = here.line(who), User.objects.get(pk=who.pk).password
    assert here.client.post(f"{here.path}nguoi/{line.pk}/mat-khau/").status_code == 403
    form = {"position": "member", "grade": "core", "phone": "0000 000 777"}
    here.client.post(f"{here.path}nguoi/{line.pk}/", form)
    after = User.objects.get(pk=who.pk)
    assert (after.password, after.phone) == (before, None)


# --- Hand-over --------------------------------------------------------------------------------------------------
def hand_over(here: Setting, **changes: str | list[str]) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {
        "to": str(here.line(here.member).pk),
        "day": "23/11/2026",
        "things": ["key", "zalo"],
        "note": "Giao nốt tờ giới thiệu",
        "luot": str(uuid.uuid4()),
    }
    return {**values, **changes}


@pytest.mark.parametrize("stays", [True, False])
def test_a_leader_hands_over_in_one_step(here: Setting, stays: bool) -> None:
    form = hand_over(here, **({"stays": "on"} if stays else {}))
    first, second = (here.client.post(f"{here.path}ban-giao/", form) for _ in range(2))
    record = HandOver.objects.get()
    assert first["Location"] == second["Location"] == f"{here.path}ban-giao/{record.pk}/"
    assert here.line(here.member).position is Position.LEADER
    assert Role.LEADER in roles_of(User.objects.get(pk=here.member.pk))
    left = roles_of(User.objects.get(pk=here.leader.pk))
    assert (Role.LEADER in left, Role.MEMBER in left) == (False, stays)
    assert (record.before.until, record.after.since) == (TODAY, TODAY)
    sheet = here.client.get(first["Location"]).content.decode()
    for word in ("Giàng A Thử", "Vàng Thị Bài Tập", "Giao nốt tờ giới thiệu", "23/11/2026"):
        assert word in sheet
    assert sheet.count("chưa giao") == 2


def test_a_hand_over_next_week_leaves_the_leader_until_then(
    here: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.client.post(f"{here.path}ban-giao/", hand_over(here, day="30/11/2026"))
    assert Role.LEADER in roles_of(User.objects.get(pk=here.leader.pk))
    assert roles_of(User.objects.get(pk=here.member.pk)) == {Role.LEARNER, Role.MEMBER}
    monkeypatch.setattr(timezone, "localdate", lambda *_: dt.date(2026, 11, 30))
    assert roles_of(User.objects.get(pk=here.leader.pk)) == {Role.LEARNER}
    assert roles_of(User.objects.get(pk=here.member.pk)) == {Role.LEARNER, Role.LEADER}


@pytest.mark.parametrize(
    "wrong", [{"to": ""}, {"to": "0"}, {"day": "31/12/2025"}, {"day": "x"}, {"things": ["vàng"]}]
)
def test_a_wrong_hand_over_changes_nothing(here: Setting, wrong: dict[str, str]) -> None:
    response = here.client.post(f"{here.path}ban-giao/", hand_over(here, **wrong))
    assert response.status_code == 422
    assert "Giao nốt tờ giới thiệu" in response.content.decode()
    assert not HandOver.objects.exists()
    assert here.line(here.leader).position is Position.LEADER


def test_nobody_hands_over_to_nobody(here: Setting) -> None:
    rosters.end_membership(here.line(here.member), TODAY, by=here.officer)
    assert "Chưa có ai để bàn giao" in here.client.get(f"{here.path}ban-giao/").content.decode()
    rosters.end_membership(here.line(here.leader), TODAY, by=here.officer)
    assert "Tổ chưa có tổ trưởng" in here.client.get(f"{here.path}ban-giao/").content.decode()


def test_every_step_is_noted_without_a_name(here: Setting) -> None:
    here.client.post(f"{here.path}nguoi/moi/", NEW)
    here.client.post(f"{here.path}ban-giao/", hand_over(here))
    lines = AuditEntry.objects.filter(actor=f"user:{here.officer.pk}")
    actions = set(lines.values_list("action", flat=True))
    assert actions == {"account.opened", "member.added", "team.handed_over"}
    told = str(list(lines.values_list("data")))
    assert not [name for name in ("Mẫu", "Tập", "Thử") if name in told]


# --- Who may ----------------------------------------------------------------------------------------------------
ACTS = ["sua/", "giai-the/", "nguoi/moi/", "ban-giao/"]


def test_a_leader_and_an_approver_look_and_change_nothing(here: Setting) -> None:
    approver = factories.officer(Role.COMMUNE_APPROVER, of=here.commune)
    for who in (here.leader, approver):
        browser = factories.signed_in(who)
        html = browser.get(here.path).content.decode()
        assert "Vàng Thị Bài Tập" in html
        assert "/sua/" not in html
        assert f"/nguoi/{here.line(here.member).pk}/" not in html
        for act in ACTS:
            assert browser.get(here.path + act).status_code == 403, act
            assert browser.post(here.path + act, {}).status_code == 403, act


def test_strangers_find_nothing(here: Setting) -> None:
    officer = factories.officer(Role.COMMUNE_OFFICER, of=factories.commune("Khác"))
    leader = factories.member(factories.team(here.commune), Role.LEADER)
    for who in (officer, leader, factories.administrator()):
        browser = factories.signed_in(who)
        assert browser.get(here.path).status_code == 404
        for act in ACTS:
            assert browser.post(here.path + act, NEW).status_code == 404, act
        assert here.team.name not in browser.get("/to/cac-to/").content.decode()
    for who in (here.member, factories.officer(Role.PROVINCE_OFFICER, of_province=here.commune.province)):
        assert factories.signed_in(who).get("/to/cac-to/").status_code == 403


def test_a_line_of_another_team_is_not_found(here: Setting) -> None:
    theirs = advanced(factories.team())
    for act in ("", "thoi/", "mat-khau/"):
        assert (
            here.client.post(f"{here.path}nguoi/{theirs.pk}/{act}", {"day": "23/11/2026"}).status_code == 404
        )


def test_a_team_that_was_dissolved_is_still_the_officers(here: Setting) -> None:
    rosters.dissolve(here.team, TODAY, by=here.officer)
    assert access.get_roster(here.officer, here.team.id) == here.team
    assert factories.signed_in(here.leader).get("/to/cac-to/").status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(here: Setting, method: str) -> None:
    for act in ("", *ACTS):
        assert getattr(here.client, method)(here.path + act).status_code == 405
    assert here.client.get(f"{here.path}mo-lai/").status_code == 405


def test_bad_text_never_breaks_the_forms(here: Setting) -> None:
    for raw in bad_inputs(60):
        text = raw.encode("utf-8", "ignore").decode()
        member = {**NEW, "name": text, "phone": text, "account": text, "since": text, "birth_year": text}
        assert here.client.post(f"{here.path}nguoi/moi/", member).status_code in (200, 302, 422)
        team = {**TEAM, "name": text, "support": text, "decided_on": text}
        assert here.client.post(f"{here.path}sua/", team).status_code in (302, 422)


def test_the_list_asks_no_more_for_many_teams(here: Setting) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert here.client.get("/to/cac-to/").status_code == 200
            assert here.client.get(here.path).status_code == 200
        return len(seen)

    before = queries()
    for _ in range(4):
        factories.member(factories.team(here.commune), Role.LEADER)
        factories.member(here.team)
    assert queries() == before
