"""New accounts: user names out of names, passwords that are good once, and the page that leads away from them."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts import newcomers, service
from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry
from tests.people import (
    PASSWORD,
    make_administrator,
    make_officer,
    make_user,
    past_second_step,
    user_client,
)
from tests.world import load_basics

CHANGE = "/tai-khoan/doi-mat-khau/"
OWN = "cau-cua-rieng-minh"


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Giàng A Thử", "giang.a.thu"),
        ("ĐẶNG  THỊ Ví Dụ", "dang.thi.vi.du"),
        ("H'Hen Niê", "h.hen.nie"),
        ("李明", "thanh.vien"),
        ("", "thanh.vien"),
    ],
)
def test_a_user_name_is_spelt_without_marks(name: str, username: str) -> None:
    assert newcomers.propose_username(name) == username


@given(st.text(max_size=120))
def test_every_name_gives_a_user_name_that_can_be_typed(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)*", newcomers.propose_username(name))
    assert len(newcomers.propose_username(name)) <= newcomers.LONGEST_NAME


@given(st.text(st.sampled_from("aăâbcdđeê Giàng"), max_size=40))
def test_a_name_is_split_without_losing_a_word(name: str) -> None:
    family, given_name = newcomers.split_name(name)
    assert f"{family} {given_name}".split() == name.split()
    assert " " not in given_name


def test_passwords_are_words_and_differ() -> None:
    assert len(set(newcomers.WORDS)) == len(newcomers.WORDS) >= 128
    made = {newcomers.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([a-z]{2,6}-){4}\d{3}", one) and len(one) >= 10 for one in made)


@pytest.mark.django_db
def test_opening_an_account_is_noted_without_the_name() -> None:
    by = make_administrator()
    user, password = service.open_account("Giàng A Thử", by=by)
    assert user.check_password(password)
    assert (user.last_name, user.first_name, user.must_change_password) == ("Giàng A", "Thử", True)
    entry = AuditEntry.objects.get(action="account.opened")
    assert (entry.actor, entry.data) == (f"user:{by.pk}", {"user": user.pk})


@pytest.mark.django_db
def test_a_name_in_other_letters_is_taken_too() -> None:
    make_user(username="GIANG.A.THU")
    assert service.open_account("Giàng A Thử", by=make_administrator())[0].username == "giang.a.thu2"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "\x00", "không có", "a" * 10_000, "' OR 1=1"])
def test_what_is_no_user_name_finds_nobody(typed: str) -> None:
    make_user()
    assert service.find_account(typed) is None


@pytest.mark.django_db
def test_who_is_out_is_not_found() -> None:
    make_user(username="nguoi-cu", is_active=False)
    assert service.find_account("nguoi-cu") is None


# --- The first password -----------------------------------------------------------------------------------------
@pytest.fixture
def newcomer(db: None) -> User:
    user = make_officer(Role.COMMUNE_OFFICER, load_basics())
    user.must_change_password = True
    user.save()
    return user


def change(client: Client, old: str, new: str) -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.parametrize("path", ["/to/", "/to/so-lieu/", "/quan-tri/", "/to/ve-toi/", "/to/cac-to/moi/"])
def test_a_password_that_is_good_once_leads_to_its_change(newcomer: User, path: str) -> None:
    client = user_client(newcomer)
    for method in (client.get, client.post):
        response = method(path)
        assert (response.status_code, response["Location"]) == (302, CHANGE)


def test_pages_for_all_stay_open_and_are_not_asked_who_is_there(newcomer: User) -> None:
    client = user_client(newcomer)
    for path in ("/tap/", "/vao/", "/tai-khoan/ra/", CHANGE):
        assert client.get(path).status_code == 200
    assert "Cookie" not in Client().get("/tap/").get("Vary", "") or not Client().get("/tap/").cookies


def test_a_new_password_opens_everything(newcomer: User) -> None:
    client = user_client(newcomer)
    assert "chỉ dùng một lần" in client.get(CHANGE).content.decode()
    response = change(client, PASSWORD, OWN)
    assert (response.status_code, response["Location"]) == (302, "/to/")
    assert client.get("/to/").status_code == 200
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password
    assert newcomer.check_password(OWN)
    assert "chỉ dùng một lần" not in client.get(CHANGE).content.decode()


def test_the_same_password_again_is_no_new_one(newcomer: User) -> None:
    client = user_client(newcomer)
    response = change(client, PASSWORD, PASSWORD)
    assert "phải khác mật khẩu đến nay" in response.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.must_change_password


def test_signing_in_with_the_slip_works_end_to_end(newcomer: User) -> None:
    password = service.renew_password(newcomer, by=make_administrator())
    client = Client()
    client.post("/tai-khoan/vao/", {"login": newcomer.username, "password": password})
    assert client.get("/to/")["Location"] == CHANGE
    change(client, password, OWN)
    assert client.get("/to/")["Location"].startswith("/tai-khoan/buoc-hai/"), (
        "an office sees names: a second step"
    )
    assert past_second_step(client, newcomer).get("/to/").status_code == 200
