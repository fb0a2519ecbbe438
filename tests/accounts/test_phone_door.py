"""The door by telephone: a code instead of the password, and nothing that tells who has an account."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import phones
from accounts.enums import Role
from accounts.models import TextMessage, User
from accounts.service import appoint
from kit.models import AuditEntry
from places.models import Commune, Province
from tests.people import PASSWORD, as_time_passes, make_administrator, make_user, user_client

pytestmark = pytest.mark.django_db
ASK, TYPE = "/tai-khoan/vao/dien-thoai/", "/tai-khoan/vao/dien-thoai/ma/"
OWN, OWN_CODE = "/tai-khoan/dien-thoai/", "/tai-khoan/dien-thoai/ma/"
TYPED, KEPT, UNKNOWN = "0000 111 222", "+84000111222", "0000 999 888"
WRONG, OVER, SHUT = "Sáu chữ số: chưa đúng.", "Mã này hết dùng được", "Thử nhiều lần quá. Chờ đến"


@pytest.fixture
def user() -> User:
    return make_user(phone=KEPT)


def words(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def sent() -> str:
    """The digits of the latest message that goes to somebody."""
    text = TextMessage.objects.filter(user__isnull=False).latest("made_at").text
    return re.findall(r"\d{6}", text)[0]


def not_sent() -> str:
    """Six digits that are not those."""
    return f"{(int(sent()) + 1) % 10**6:06d}"


def asked(client: Client, typed: str = TYPED) -> Any:
    return client.post(ASK, {"phone": typed})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- In ----------------------------------------------------------------------------------------------------------
def test_the_code_of_the_message_lets_her_in(client: Client, user: User) -> None:
    answer = asked(client)
    assert (answer.status_code, answer["Location"]) == (302, TYPE)
    page = client.get(TYPE).content.decode()
    assert 'inputmode="numeric"' in page and 'autocomplete="one-time-code"' in page
    answer = client.post(TYPE, {"code": sent()})
    assert (answer.status_code, answer["Location"]) == (302, "/to/") and is_in(client)


@pytest.mark.parametrize(
    "typed", ["0000111222", "0000.111.222", "+84 000 111 222", "(0000) 111-222", "00000"]
)
def test_numbers_are_read_as_people_type_them(client: Client, user: User, typed: str) -> None:
    answer = asked(client, typed)
    assert answer.status_code == (422 if typed == "00000" else 302)
    assert f'value="{typed}"' in answer.content.decode() or answer.status_code == 302


@pytest.mark.parametrize("spaced", ["{0} {1}", "{0}-{1}", " {0}.{1} "])
@pytest.mark.parametrize("is_wide", [False, True])
def test_the_digits_may_be_spaced_and_wide(client: Client, user: User, spaced: str, is_wide: bool) -> None:
    asked(client)
    code = "".join(chr(ord(digit) + 0xFEE0) for digit in sent()) if is_wide else sent()
    answer = client.post(TYPE, {"code": spaced.format(code[:3], code[3:])})
    assert answer.status_code == 302 and is_in(client)


def test_it_leads_where_she_wanted_to_go_and_nowhere_else(client: Client, user: User) -> None:
    for wanted, led in (("/to/ve-toi/", "/to/ve-toi/"), ("https://khac.invalid/", "/to/")):
        as_time_passes()
        answer = client.post(f"{ASK}?next={wanted}", {"phone": TYPED, "next": wanted})
        answer = client.post(answer["Location"], {"code": sent(), "next": wanted})
        assert answer["Location"] == led
        client.logout()


def test_whoever_sees_names_types_the_second_step_as_well(client: Client, user: User) -> None:
    user.is_superuser = True
    user.phone_confirmed_at = timezone.now()
    user.save()
    asked(client)
    client.post(TYPE, {"code": sent()})
    assert "/tai-khoan/buoc-hai/" in client.get("/to/")["Location"], "to be set up first"
    client.logout()
    as_time_passes()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    asked(client)
    assert client.post(TYPE, {"code": sent()})["Location"].startswith("/tai-khoan/vao/buoc-hai/")
    assert not is_in(client)


def test_a_lost_slip_is_no_dead_end(client: Client, user: User) -> None:
    """A one-time password is changed without it by whoever came in with a code, and by nobody else."""
    user.must_change_password = True
    user.save()
    asked(client)
    client.post(TYPE, {"code": sent()})
    assert client.get("/to/ve-toi/")["Location"] == "/tai-khoan/doi-mat-khau/"
    new = {"password1": "mot-cau-khac-han", "password2": "mot-cau-khac-han"}
    stolen = Client()
    stolen.post("/tai-khoan/vao/", {"login": user.username, "password": PASSWORD})
    assert "Mật khẩu đang dùng" in words(stolen.post("/tai-khoan/doi-mat-khau/", new))
    assert client.post("/tai-khoan/doi-mat-khau/", new).status_code == 302
    user.refresh_from_db()
    assert user.check_password("mot-cau-khac-han") and not user.must_change_password


def test_wagtails_door_and_the_password_lead_here(client: Client) -> None:
    page = client.get("/quan-tri/login/?next=/quan-tri/", follow=True).content.decode()
    assert f'href="{ASK}?next=/quan-tri/"' in page and "Vào bằng mã gửi về điện thoại" in page


# --- Not in ------------------------------------------------------------------------------------------------------
def test_three_wrong_codes_end_it(client: Client, user: User) -> None:
    asked(client)
    right, wrong = sent(), not_sent()
    for _ in range(2):
        answer = client.post(TYPE, {"code": wrong})
        assert answer.status_code == 422 and WRONG in words(answer) and wrong not in words(answer)
    answer = client.post(TYPE, {"code": wrong}, follow=True)
    assert OVER in words(answer)
    client.post(TYPE, {"code": right})
    assert not is_in(client)


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "12345", "1234567", "12345a", "💥", "०१२३४५", "1" * 10_000]
)
def test_what_is_no_six_digits_is_no_try(client: Client, user: User, typed: str) -> None:
    asked(client)
    for _ in range(5):
        assert client.post(TYPE, {"code": typed}).status_code == 422
    assert client.post(TYPE, {"code": sent()}).status_code == 302 and is_in(client)


def test_after_five_minutes_the_code_is_over(client: Client, user: User, settings: Any) -> None:
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == settings.ACCOUNT_PHONE_VERIFICATION_TIMEOUT == 300
    asked(client)
    code = sent()
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    answer = client.post(TYPE, {"code": code}, follow=True)
    assert OVER in words(answer) and not is_in(client)


def test_another_code_comes_after_a_minute_and_ends_the_one_before(client: Client, user: User) -> None:
    asked(client)
    first = sent()
    answer = client.post(TYPE, {"action": "resend"}, follow=True)
    assert SHUT in words(answer) and TextMessage.objects.count() == 1
    as_time_passes()
    answer = client.post(TYPE, {"action": "resend"}, follow=True)
    assert "Mã mới đang được gửi" in words(answer) and TextMessage.objects.count() == 2
    if first != sent():
        assert WRONG in words(client.post(TYPE, {"code": first}))
    assert client.post(TYPE, {"code": sent()}).status_code == 302 and is_in(client)


def test_who_presses_too_soon_pays_nothing_for_it(client: Client, user: User) -> None:
    asked(client)
    for _ in range(20):
        assert SHUT in words(asked(client))
    as_time_passes()
    assert asked(client).status_code == 302


def test_while_a_code_is_awaited_another_number_and_the_password_are_open(client: Client, user: User) -> None:
    asked(client, UNKNOWN)
    assert client.get(ASK).status_code == 200
    assert client.post(TYPE, {"action": "leave"})["Location"] == "/tai-khoan/vao/"
    assert client.get("/tai-khoan/vao/").status_code == 200
    assert client.get(TYPE).status_code == 302
    asked(client)
    assert client.post(TYPE, {"code": sent()}).status_code == 302 and is_in(client)


def test_a_closed_account_gets_no_code(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    asked(client)
    assert not TextMessage.objects.filter(user__isnull=False).exists()


def test_a_number_taken_off_in_between_opens_nothing(client: Client, user: User) -> None:
    asked(client)
    phones.take_off(user, by=user)
    assert WRONG in words(client.post(TYPE, {"code": sent()})) and not is_in(client)


def test_a_number_that_somebody_else_noted_opens_no_office(client: Client, user: User) -> None:
    """A leader who has written her own number down for a member must not become a commune's officer by it."""
    commune = Commune.objects.create(code="00001", name="Mẫu", province=Province.objects.create(code="00"))
    assert phones.owner_of(KEPT) == user
    phones.confirm(user, KEPT)
    appoint(user, Role.COMMUNE_OFFICER, commune=commune)
    assert phones.owner_of(KEPT) is None, "confirmed before the office: by whom?"
    phones.confirm(user, KEPT)
    appoint(user, Role.COMMUNE_APPROVER, commune=commune)
    assert phones.owner_of(KEPT) == user


# --- Who has an account ------------------------------------------------------------------------------------------
def same(response: Any, typed: str) -> str:
    return words(response).replace(typed, "…")


def test_a_known_and_an_unknown_number_look_alike_at_every_step(user: User) -> None:
    known, unknown = Client(), Client(REMOTE_ADDR="198.51.100.7")
    for client, typed in ((known, TYPED), (unknown, UNKNOWN)):
        assert asked(client, typed)["Location"] == TYPE
    assert same(known.get(TYPE), TYPED) == same(unknown.get(TYPE), UNKNOWN)
    assert SHUT in words(known.post(TYPE, {"action": "resend"}, follow=True))
    assert SHUT in words(unknown.post(TYPE, {"action": "resend"}, follow=True))
    as_time_passes()
    form: dict[str, str]
    for form in ({"action": "resend"}, *[{"code": not_sent()}] * 3):
        answers = [client.post(TYPE, form, follow=True) for client in (known, unknown)]
        assert same(answers[0], TYPED) == same(answers[1], UNKNOWN)
        assert answers[0].redirect_chain == answers[1].redirect_chain
    assert same(asked(known), TYPED) == same(asked(unknown, UNKNOWN), UNKNOWN)


def test_asking_is_as_much_work_for_an_unknown_number(user: User) -> None:
    """Nothing is sent for it, and nothing of it is kept; the same statements run."""

    def statements(typed: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            asked(Client(), typed)
        return [re.sub(r"SAVEPOINT .*", "SAVEPOINT", " ".join(query["sql"].split()[:4])) for query in queries]

    statements("0000 555 444")  # what the first request of all looks up
    assert statements(TYPED) == statements(UNKNOWN)
    assert TextMessage.objects.filter(user=None).count() == 2
    assert set(TextMessage.objects.filter(user=None).values_list("phone", flat=True)) == {""}


def test_an_unknown_number_never_comes_in(client: Client, user: User) -> None:
    asked(client, UNKNOWN)
    code = re.findall(r"\d{6}", TextMessage.objects.get().text)[0]
    for typed in (code, "000000"):
        assert WRONG in words(client.post(TYPE, {"code": typed}))
    assert not is_in(client)


def test_forty_sign_in_from_one_address_at_once() -> None:
    for number in range(40):
        typed = f"0000 200 {number:03d}"
        make_user(phone=f"+84000200{number:03d}")
        client = Client()
        asked(client, typed)
        assert client.post(TYPE, {"code": sent()}).status_code == 302, number
        assert is_in(client)


# --- One's own number --------------------------------------------------------------------------------------------
def signed_in(user: User) -> Client:
    """Through the door: adding a number takes a proof of the last ten minutes."""
    client = Client()
    client.post("/tai-khoan/vao/", {"login": user.username, "password": PASSWORD})
    return client


def test_she_adds_her_own_number_with_a_code() -> None:
    user = make_user()
    client = signed_in(user)
    assert client.post(OWN, {"phone": TYPED})["Location"] == OWN_CODE
    user.refresh_from_db()
    assert user.phone is None, "not before the code"
    assert WRONG in words(client.post(OWN_CODE, {"code": not_sent()}))
    assert "mở được tài khoản" in words(client.post(OWN_CODE, {"code": sent()}, follow=True))
    user.refresh_from_db()
    assert user.phone == KEPT and user.phone_confirmed_at is not None
    entry = AuditEntry.objects.get(action="phone.confirmed")
    assert "111222" not in f"{entry.actor} {entry.data}"


def test_a_number_of_her_own_takes_three_wrong_codes_too() -> None:
    client = signed_in(make_user())
    client.post(OWN, {"phone": TYPED})
    code, wrong = sent(), not_sent()
    for _ in range(3):
        answer = client.post(OWN_CODE, {"code": wrong}, follow=True)
    assert OVER in words(answer)
    client.post(OWN_CODE, {"code": code})
    assert not User.objects.filter(phone=KEPT).exists()


def test_another_code_for_her_own_number() -> None:
    client = signed_in(make_user())
    client.post(OWN, {"phone": TYPED})
    assert SHUT in words(client.post(OWN_CODE, {"action": "resend"}, follow=True))
    as_time_passes()
    client.post(OWN_CODE, {"action": "resend"})
    client.post(OWN_CODE, {"code": sent()})
    assert User.objects.filter(phone=KEPT).exists()


def test_only_whoever_holds_the_telephone_learns_that_another_account_has_it(user: User) -> None:
    client = signed_in(make_user())
    answer = client.post(OWN, {"phone": TYPED}, follow=True)
    assert "Tài khoản khác" not in words(answer)
    answer = client.post(OWN_CODE, {"code": sent()}, follow=True)
    assert "Tài khoản khác đang dùng số này" in words(answer)
    user.refresh_from_db()
    assert user.phone == KEPT


def test_a_session_left_open_adds_no_number(user: User) -> None:
    client = Client()
    client.force_login(make_user())
    assert "/tai-khoan/xac-nhan-lai/" in client.post(OWN, {"phone": UNKNOWN})["Location"]
    assert not TextMessage.objects.exists()


def test_she_takes_her_number_off(user: User) -> None:
    client = signed_in(user)
    assert TYPED in words(client.get(OWN))
    client.post("/tai-khoan/dien-thoai/bo/")
    user.refresh_from_db()
    assert user.phone is None and phones.owner_of(KEPT) is None


def test_the_administrator_takes_a_number_off_and_nobody_else(user: User) -> None:
    address = f"/to/vai-tro/tai-khoan/{user.pk}/dien-thoai/bo/"
    stranger = Client()
    stranger.force_login(make_user())
    assert stranger.post(address).status_code == 403
    client = user_client(make_administrator())
    assert client.get(address).status_code == 405
    assert client.post("/to/vai-tro/tai-khoan/999999/dien-thoai/bo/").status_code == 404
    assert client.post(address).status_code == 302
    user.refresh_from_db()
    assert user.phone is None
    assert AuditEntry.objects.get(action="phone.taken_off").data == {"user": user.pk}


# --- Read out ----------------------------------------------------------------------------------------------------
def test_the_administrator_reads_a_code_out_and_it_is_written_down(client: Client, user: User) -> None:
    asked(client)
    asked(client, UNKNOWN)
    administrator = user_client(make_administrator())
    page = words(administrator.get("/tai-khoan/tin-nhan/"))
    assert TYPED in page and sent() not in page and UNKNOWN not in page
    message = TextMessage.objects.get(user=user)
    page = words(administrator.post(f"/tai-khoan/tin-nhan/{message.pk}/"))
    assert sent() in page
    entry = AuditEntry.objects.get(action="text.read")
    assert entry.data == {"user": user.pk} and sent() not in entry.actor
    stranger = Client()
    stranger.force_login(user)
    assert stranger.post(f"/tai-khoan/tin-nhan/{message.pk}/").status_code == 403


def test_a_code_that_is_over_is_not_read_out(client: Client, user: User) -> None:
    asked(client)
    message = TextMessage.objects.get()
    message.made_at -= dt.timedelta(seconds=301)
    message.save()
    administrator = user_client(make_administrator())
    assert administrator.post(f"/tai-khoan/tin-nhan/{message.pk}/").status_code == 404
    assert "Chưa ai chờ mã" in words(administrator.get("/tai-khoan/tin-nhan/"))
