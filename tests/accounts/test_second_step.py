"""The second step: whoever sees names proves twice who she is, and nobody else is bothered."""

import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts import doors, second_step
from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry
from tests.people import (
    PASSWORD,
    as_time_passes,
    make_administrator,
    make_member,
    make_officer,
    make_user,
    user_client,
)
from tests.world import load_basics, make_team

pytestmark = pytest.mark.django_db
DOOR, STEP, HOME = "/tai-khoan/vao/", "/tai-khoan/vao/buoc-hai/", "/tai-khoan/buoc-hai/"
SET_UP, CODES = f"{HOME}cai/", f"{HOME}ma-giay/"
WRONG, SHUT = "Sáu số: chưa đúng hoặc đã hết giờ", "Thử nhiều lần quá. Chờ đến"


@pytest.fixture
def member() -> User:
    return make_member(make_team(load_basics()))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The clock of the app stands still, so that a code is right for the whole test."""
    with patch.object(time, "time", return_value=1_800_000_000.0):
        yield


def code_now(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(user: User) -> str:
    """Set the step up for ``user``; the secret in the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def signed_in_by_password(user: User) -> Client:
    client = Client()
    client.post(DOOR, {"login": user.username, "password": PASSWORD})
    return client


def test_who_sees_names_is_led_to_it_before_any_page_of_work(member: User) -> None:
    client = signed_in_by_password(member)
    for path in ("/to/", "/to/so-lieu/", "/to/buoi/moi/", "/ui/"):
        assert client.get(path)["Location"] == f"{HOME}?next={path}"
    assert client.post("/to/buoi/moi/", {"title": "Buổi"}).status_code == 302
    page = client.get(f"{HOME}?next=/to/").content.decode()
    assert f'href="{SET_UP}"' in page and "Thêm một bước" in page


@pytest.mark.parametrize(
    ("role", "asked"),
    [(Role.COMMUNE_OFFICER, True), (Role.COMMUNE_APPROVER, True), (Role.PROVINCE_OFFICER, False)],
)
def test_offices_that_see_names_are_asked(role: Role, asked: bool) -> None:
    client = user_client(make_officer(role, load_basics()), second_step=False)
    assert (client.get("/to/").status_code == 302) is asked


def test_the_editor_is_behind_it(settings: object) -> None:
    client = user_client(make_officer(Role.COMMUNE_OFFICER, load_basics()), second_step=False)
    assert client.get("/quan-tri/")["Location"] == f"{HOME}?next=/quan-tri/"
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    assert client.get("/quan-tri/").status_code == 200


def test_administrators_are_asked_and_accounts_without_office_are_not() -> None:
    assert user_client(make_administrator(), second_step=False).get("/to/").status_code == 302
    assert user_client(make_user(), second_step=False).get("/to/").status_code == 403


def test_public_pages_and_the_doors_stay_open(member: User) -> None:
    client = user_client(member, second_step=False)
    for path in ("/", "/tap/", "/vao/", "/tai-khoan/ra/", "/tai-khoan/doi-mat-khau/"):
        assert client.get(path).status_code == 200, path


def test_it_can_be_switched_off_for_a_practice_site(member: User, settings: object) -> None:
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    assert user_client(member, second_step=False).get("/to/").status_code == 200


def test_setting_it_up_takes_a_right_code_and_shows_the_paper_codes_once(member: User) -> None:
    client = signed_in_by_password(member)
    page = client.get(SET_UP).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert '<svg role="img"' in page
    assert "".join(page.split('<span class="nb">')[n][:4] for n in range(1, 9)) == secret
    assert WRONG in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert client.session["mfa.totp.secret"] == secret, "a slip must not make the square another one"
    typed = f"{code_now(secret)[:3]} {code_now(secret)[3:]}"
    assert client.post(SET_UP, {"code": typed})["Location"] == CODES
    shown = client.get(CODES).content.decode()
    kept = Authenticator.objects.get(user=member, type="recovery_codes").wrap().generate_codes()
    assert len(kept) == 10 and all(f"{code[:4]} {code[4:]}" in shown for code in kept)
    again = client.get(CODES).content.decode()
    assert not any(code[:4] in again for code in kept) and "không hiện lại nữa" in again
    assert client.get("/to/").status_code == 200
    assert "Bước hai đã bật" in client.get(HOME).content.decode()


def test_the_password_alone_no_longer_signs_in(member: User) -> None:
    secret = with_app(member)
    client = Client()
    response = client.post(f"{DOOR}?next=/to/so-lieu/", {"login": member.username, "password": PASSWORD})
    assert response["Location"].startswith(STEP)
    assert client.get("/to/")["Location"].startswith(DOOR)
    assert "Bước hai: mã trên điện thoại" in client.get(response["Location"]).content.decode()
    assert WRONG in client.post(STEP, {"code": "000000"}).content.decode()
    assert client.post(STEP, {"code": f"{code_now(secret)}"}).status_code == 302
    assert client.get("/to/").status_code == 200


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_that_is_half_a_minute_off_does_no_harm(member: User, steps: int) -> None:
    secret = with_app(member)
    client = signed_in_by_password(member)
    assert client.post(STEP, {"code": code_now(secret, steps)}).status_code == 302


def test_a_code_opens_once(member: User) -> None:
    secret = with_app(member)
    first, second = signed_in_by_password(member), signed_in_by_password(member)
    assert first.post(STEP, {"code": code_now(secret)}).status_code == 302
    assert WRONG in second.post(STEP, {"code": code_now(secret)}).content.decode()


def test_a_code_of_the_paper_opens_once(member: User) -> None:
    with_app(member)
    code = Authenticator.objects.get(user=member, type="recovery_codes").wrap().generate_codes()[0]
    client, other = signed_in_by_password(member), signed_in_by_password(member)
    assert client.post(STEP, {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    assert client.get("/to/").status_code == 200
    assert WRONG in other.post(STEP, {"code": code}).content.decode()


def test_guessing_at_the_step_stops_after_five(member: User) -> None:
    secret = with_app(member)
    client = signed_in_by_password(member)
    for n in range(5):
        assert WRONG in client.post(STEP, {"code": f"00000{n}"}).content.decode()
    assert SHUT in client.post(STEP, {"code": code_now(secret)}).content.decode()
    other = signed_in_by_password(member)
    assert SHUT in other.post(STEP, {"code": code_now(secret)}).content.decode()
    as_time_passes()
    assert other.post(STEP, {"code": code_now(secret)}).status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "\x00", "x" * 10_000, "１２３４５６", "💥", "०१२३४५"])
def test_what_is_no_code_is_refused_kindly(member: User, typed: str) -> None:
    with_app(member)
    response = signed_in_by_password(member).post(STEP, {"code": typed})
    assert response.status_code == 200 and "Lỗi: " in response.content.decode()


def test_wide_digits_are_digits(member: User) -> None:
    secret = with_app(member)
    wide = "".join(chr(ord("０") + int(digit)) for digit in code_now(secret))
    assert signed_in_by_password(member).post(STEP, {"code": wide}).status_code == 302


def test_a_session_from_before_the_set_up_has_to_prove_it_too(member: User) -> None:
    old = signed_in_by_password(member)
    secret = with_app(member)
    assert old.get("/to/")["Location"] == f"{HOME}?next=/to/"
    there = old.get(f"{HOME}?next=/to/so-lieu/")["Location"]
    assert there == "/tai-khoan/xac-nhan-lai/buoc-hai/?next=/to/so-lieu/"
    assert old.post(there, {"code": code_now(secret), "next": "/to/so-lieu/"})["Location"] == "/to/so-lieu/"
    assert old.get("/to/so-lieu/").status_code == 200


def test_the_way_back_leads_nowhere_else(member: User) -> None:
    with_app(member)
    client = user_client(member, second_step=False)
    assert "khac.invalid" not in client.get(f"{HOME}?next=https://khac.invalid/")["Location"]


def test_a_reset_puts_every_session_before_the_step_again(member: User) -> None:
    with_app(member)
    client = user_client(member)
    assert client.get("/to/").status_code == 200
    leader = make_user()
    second_step.reset(member, by=leader)
    assert client.get("/to/")["Location"] == f"{HOME}?next=/to/"
    assert not Authenticator.objects.filter(user=member).exists()
    entry = AuditEntry.objects.get(action="second_step.reset")
    assert (entry.actor, entry.data) == (f"user:{leader.pk}", {"user": member.pk})


def test_another_phone_is_set_up_after_the_password(member: User) -> None:
    secret = with_app(member)
    client = user_client(member)
    assert client.post(f"{HOME}may-khac/")["Location"].startswith("/tai-khoan/xac-nhan-lai/")
    assert second_step.is_set_up(member)
    client = signed_in_by_password(member)
    client.post(STEP, {"code": code_now(secret)})
    assert client.get(f"{HOME}may-khac/").status_code == 405
    assert client.post(f"{HOME}may-khac/")["Location"] == SET_UP
    assert not second_step.is_set_up(member) and client.get("/to/").status_code == 302


def test_new_paper_codes_end_the_old_ones(member: User) -> None:
    secret = with_app(member)
    old = Authenticator.objects.get(user=member, type="recovery_codes").wrap().generate_codes()
    client = signed_in_by_password(member)
    client.post(STEP, {"code": code_now(secret)})
    assert client.post(f"{CODES}moi/")["Location"] == CODES
    new = Authenticator.objects.get(user=member, type="recovery_codes").wrap().generate_codes()
    assert not set(old) & set(new)


def test_setting_up_asks_for_the_password_when_it_was_typed_long_ago(member: User) -> None:
    response = user_client(member, second_step=False).get(SET_UP)
    assert response["Location"].startswith("/tai-khoan/xac-nhan-lai/?next=")


def test_the_second_step_is_tried_less_often_than_chance_needs() -> None:
    """Six digits, three of them right: forty tries a day find one in 22 years, on average."""
    a_day = next(limit for limit in doors.SECOND_STEP.by_account if limit.seconds == doors.DAY)
    assert 10**6 / 3 / a_day.most / 365 > 20
