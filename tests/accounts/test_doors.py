"""The doors: one way in for staff, the same words for every wrong try, no way to sign up."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/vao/"
WRONG = "Tên hoặc mật khẩu chưa đúng."


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
    for _ in range(7):
        page = knock(client, user.username)
    assert "Thử nhiều lần quá" in page
    assert "Thử nhiều lần quá" in knock(client, user.username, PASSWORD)
    assert Client().post(DOOR, {"login": neighbour.username, "password": PASSWORD}).status_code == 302
    cache.clear()  # as time does
    assert client.post(DOOR, {"login": user.username, "password": PASSWORD}).status_code == 302


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
        cache.clear()  # so many changes in a minute are too many
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
