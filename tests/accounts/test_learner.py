"""The learner's cookie: given by acts alone, signed, apart from any session."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Learner, User
from accounts.service import LEARNER_COOKIE, appoint, dismiss
from places.models import Commune, Province
from sandbox.service import load_packs
from tests.people import past_second_step

pytestmark = pytest.mark.django_db
START = "/tap/bat-dau/khai-sinh-me-nop/practice/"


def test_reading_leaves_no_trace(client: Client) -> None:
    for address in ("/", "/hoc/", "/tap/"):
        assert LEARNER_COOKIE not in client.get(address).cookies
    assert not Learner.objects.exists()


def test_the_first_act_gives_a_signed_cookie_that_scripts_cannot_read(client: Client) -> None:
    load_packs()
    cookie = client.post(START, {"token": ""}).cookies[LEARNER_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 180 * 24 * 3600
    assert str(Learner.objects.get().id) in cookie.value


@pytest.mark.parametrize(
    "change", [lambda value: value + "x", lambda value: value.split(":")[0], lambda value: ""]
)
def test_a_forged_cookie_is_nobodys(client: Client, change: object) -> None:
    load_packs()
    client.post(START, {"token": ""})
    client.cookies[LEARNER_COOKIE] = change(client.cookies[LEARNER_COOKIE].value)  # type: ignore[operator]
    assert "Làm tiếp" not in client.get("/tap/").content.decode()


def test_a_returning_learner_gets_her_cookie_renewed(client: Client) -> None:
    load_packs()
    client.post(START, {"token": ""})
    assert LEARNER_COOKIE not in client.get("/tap/").cookies
    Learner.objects.update(last_seen_at=timezone.now() - dt.timedelta(days=2))
    assert LEARNER_COOKIE in client.get("/tap/").cookies


def test_a_dismissal_works_at_the_next_request(client: Client) -> None:
    province = Province.objects.create(code="90", name="Tỉnh Thử", is_fictional=True)
    commune = Commune.objects.create(code="90001", name="Thử", province=province, is_fictional=True)
    officer = User.objects.create_user("officer", password="khong-quan-trong")
    appointment = appoint(officer, Role.COMMUNE_OFFICER, commune=commune)
    client.force_login(officer)
    past_second_step(client, officer)
    assert client.get("/quan-tri/").status_code == 200
    dismiss(appointment)
    assert client.get("/quan-tri/").status_code == 403
    assert client.get("/to/").status_code == 403
