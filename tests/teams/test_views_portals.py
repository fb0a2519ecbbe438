"""The administrator's screen for pages of communes."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from courses.models import Portal
from tests.courses.sides import make_commune, make_side
from tests.people import make_administrator, make_officer, user_client

pytestmark = pytest.mark.django_db
LIST, MAKE = "/to/cong-xa/", "/to/cong-xa/mo/"


@pytest.fixture
def administrator() -> Client:
    return user_client(make_administrator())


def test_communes_with_officers_and_no_page_stand_first(administrator: Client) -> None:
    commune = make_commune()
    make_officer(Role.COMMUNE_OFFICER, commune)
    make_side("TH0X2", "Bản Khác")
    html = administrator.get(LIST).content.decode()
    assert 'value="TH0X1"' in html and "TH0X2" not in html


def test_a_commune_is_found_by_name_and_its_page_is_made(administrator: Client) -> None:
    make_commune()
    assert 'value="TH0X1"' in administrator.get(LIST, {"q": "ban luyen"}).content.decode()
    response = administrator.post(MAKE, {"xa": "TH0X1"}, follow=True)
    html = response.content.decode()
    assert "/xa/ban-luyen/" in html and 'value="TH0X1"' not in html
    administrator.post(MAKE, {"xa": "TH0X1"})
    assert Portal.objects.count() == 1


def test_the_way_to_make_it_stands_beside_an_officer_who_has_none(administrator: Client) -> None:
    make_officer(Role.COMMUNE_OFFICER, make_commune())
    make_side("TH0X2", "Bản Khác")
    html = administrator.get(reverse("teams:offices")).content.decode()
    assert 'value="TH0X1"' in html and 'value="TH0X2"' not in html


@pytest.mark.parametrize("code", ["", "99999", "x" * 9000, "TH0X1\x00'", "🙂"])
def test_a_commune_that_is_not_there_is_not_found(administrator: Client, code: str) -> None:
    make_commune()
    assert administrator.post(MAKE, {"xa": code}).status_code == 404
    assert not Portal.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER, Role.ADMINISTRATOR]
)
def test_only_the_administrator_makes_pages(role: Role) -> None:
    commune = make_commune()
    is_one = role is Role.ADMINISTRATOR
    client = user_client(make_administrator() if is_one else make_officer(role, commune))
    assert client.get(LIST).status_code == (200 if is_one else 403)
    assert client.post(MAKE, {"xa": commune.pk}).status_code == (302 if is_one else 403)
    assert client.get(MAKE).status_code == (405 if is_one else 403)
    assert Portal.objects.exists() is is_one


def test_strangers_are_shown_the_door() -> None:
    for path in (LIST, MAKE):
        assert Client().get(path).headers["Location"].startswith("/tai-khoan/vao/")


def test_the_list_asks_no_more_for_more_communes(
    administrator: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(1, 9):
        make_officer(Role.COMMUNE_OFFICER, make_commune(f"TH0X{number}", f"Bản Số {number}"))
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        administrator.get(LIST)
