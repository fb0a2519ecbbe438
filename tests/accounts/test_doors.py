"""The doors: one way in for staff, the same words for every wrong try, no way to sign up."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, RequestFactory

from accounts import doors
from accounts.models import User
from kit.limits import TooMany
from kit.models import Tries
from tests.people import PASSWORD, as_time_passes, make_user

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/vao/"
WRONG = "Tên hoặc mật khẩu chưa đúng."
SHUT = "Thử nhiều lần quá. Chờ đến"


@pytest.fixture
def user() -> User:
    return make_user()


def knock(client: Client, name: str, password: str = "khong-dung-dau") -> str:
    """The page after a wrong try, without what was typed and without form tokens."""
    page = client.post(DOOR, {"login": name, "password": password}).content.decode()
    return "".join(line for line in page.replace(name, "").splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_right_words_lead_to_the_work(client: Client, user: User) -> None:
    response = client.post(DOOR, {"login": user.username, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/to/")


def test_a_wrong_password_and_an_unknown_name_look_alike(client: Client, user: User) -> None:
    assert WRONG in knock(client, user.username)
    assert knock(client, user.username) == knock(client, "khong-co-ai-ten-nay")


def test_a_closed_account_is_told_only_to_whoever_knows_its_password(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    assert knock(client, user.username) == knock(client, "khong-co-ai-ten-nay")
    response = client.post(DOOR, {"login": user.username, "password": PASSWORD})
    assert response["Location"] == "/tai-khoan/khoa/" and client.get("/to/").status_code == 302


def test_guessing_is_slowed_down_for_the_account_and_not_for_the_hall(client: Client, user: User) -> None:
    """Forty people behind one router: only the account that is guessed at has to wait."""
    neighbour = make_user()
    for _ in range(5):
        assert WRONG in knock(client, user.username)
    assert SHUT in knock(client, user.username)
    assert SHUT in knock(client, user.username, PASSWORD)
    assert Client().post(DOOR, {"login": neighbour.username, "password": PASSWORD}).status_code == 302
    as_time_passes()
    assert client.post(DOOR, {"login": user.username, "password": PASSWORD}).status_code == 302


def test_who_has_to_wait_is_told_until_when(client: Client, user: User) -> None:
    for _ in range(5):
        knock(client, user.username)
    Tries.objects.update(until=dt.datetime(2099, 11, 23, 8, 30, tzinfo=dt.UTC))
    assert "Chờ đến 15 giờ 30 rồi thử lại" in knock(client, user.username)


def test_a_shut_account_looks_alike_whether_it_exists_or_not(client: Client, user: User) -> None:
    for name in (user.username, "khong-co-ai-ten-nay"):
        for _ in range(5):
            knock(client, name)
    assert SHUT in knock(client, user.username)
    assert knock(client, user.username) == knock(client, "khong-co-ai-ten-nay")


def test_other_ways_to_write_a_name_are_the_same_account(client: Client, user: User) -> None:
    names = [user.username, user.username.upper(), f" {user.username} ", user.username.title()]
    for name in (names * 2)[:5]:
        knock(client, name)
    assert SHUT in knock(client, user.username)


def test_a_name_that_nobody_has_is_hashed_for_as_well(client: Client, user: User) -> None:
    """The rough work is the same, so the time it takes says nothing."""
    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as work:
        knock(client, "khong-co-ai-ten-nay")
        unknown = work.call_count
        knock(client, user.username)
    assert unknown >= 1 and work.call_count - unknown == unknown


def test_forty_sign_in_from_one_address_at_once(db: None) -> None:
    answers = [
        Client().post(DOOR, {"login": make_user().username, "password": PASSWORD}).status_code
        for _ in range(40)
    ]
    assert answers == [302] * 40


def test_guesses_spread_over_accounts_stop_at_the_address(client: Client, user: User) -> None:
    heard = sum(WRONG in knock(client, f"nguoi-{n}") for n in range(75))
    assert heard == doors.HALL[0].most
    assert SHUT in knock(client, user.username, PASSWORD)
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(DOOR, {"login": user.username, "password": PASSWORD}).status_code == 302


def test_a_forged_header_makes_no_other_address(client: Client) -> None:
    heard = 0
    for n in range(75):
        page = client.post(
            DOOR,
            {"login": f"nguoi-{n}", "password": "sai-mat-roi"},
            headers={"x-forwarded-for": f"203.0.113.{n}"},
        )
        heard += WRONG in page.content.decode()
    assert heard == doors.HALL[0].most


def test_a_thousand_guesses_from_anywhere_at_one_account_come_to_five(user: User) -> None:
    """At the limiter itself: what the door asks before it looks at a password."""
    heard = 0
    for n in range(1_000):
        request = RequestFactory().get("/", REMOTE_ADDR=f"10.{n // 250}.{n % 250}.1")
        try:
            doors.PASSWORD.knock(request, user.username)
            heard += 1
        except TooMany:
            pass
    assert heard == 5


def test_asking_again_and_changing_the_password_go_by_the_same_count(client: Client, user: User) -> None:
    client.force_login(user)
    for _ in range(3):
        client.post("/tai-khoan/xac-nhan-lai/", {"password": "sai-mat-roi"})
    form = {"oldpassword": "sai-mat-roi", "password1": "mot-cau-khac-han", "password2": "mot-cau-khac-han"}
    for _ in range(2):
        client.post("/tai-khoan/doi-mat-khau/", form)
    page = client.post("/tai-khoan/doi-mat-khau/", form | {"oldpassword": PASSWORD}).content.decode()
    assert SHUT in page
    assert SHUT in client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD}).content.decode()


def test_the_password_never_comes_back(client: Client, user: User) -> None:
    page = client.post(DOOR, {"login": user.username, "password": "mat-khau-bi-lo"}).content.decode()
    assert "mat-khau-bi-lo" not in page and f'value="{user.username}"' in page


def test_nobody_signs_up(client: Client) -> None:
    before = User.objects.count()
    form = {"username": "ke-la", "password1": PASSWORD, "password2": PASSWORD, "email": "x@mau.invalid"}
    assert client.post("/tai-khoan/dang-ky/", form).status_code == 200
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "address", ["//khac.invalid/", "https://khac.invalid/", "javascript:alert(1)", "/\\khac.invalid"]
)
def test_the_door_leads_nowhere_else(client: Client, user: User, address: str) -> None:
    response = client.post(
        f"{DOOR}?next={address}", {"login": user.username, "password": PASSWORD, "next": address}
    )
    assert response["Location"] == "/to/"


def test_the_session_is_a_new_one_after_signing_in(client: Client, user: User) -> None:
    client.get(DOOR)
    before = client.cookies.get("sessionid")
    client.post(DOOR, {"login": user.username, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie.value != getattr(before, "value", None)
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_signing_out_takes_a_press_and_ends_it(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/tai-khoan/ra/").status_code == 200
    assert client.get("/to/").status_code == 403  # signed in, without an office
    client.post("/tai-khoan/ra/")
    assert client.get("/to/").status_code == 302


def test_a_new_password_has_to_be_a_good_one(client: Client, user: User) -> None:
    def change(new: str, again: str = "", old: str = PASSWORD) -> str:
        as_time_passes()  # so many changes in a minute are too many
        client.force_login(user)
        form = {"oldpassword": old, "password1": new, "password2": again or new}
        return client.post("/tai-khoan/doi-mat-khau/", form, follow=True).content.decode()

    for bad in ("ngan", "password123", user.username):
        assert "Mật khẩu mới: ít nhất 10 chữ" in change(bad)
    assert "chưa giống ở trên" in change("mot-cau-khac-han", "mot-cau-lech-di")
    assert "Mật khẩu đang dùng: chưa đúng" in change("mot-cau-khac-han", old="sai-mat-roi")
    change("mot-cau-khac-han")
    user.refresh_from_db()
    assert user.check_password("mot-cau-khac-han")
