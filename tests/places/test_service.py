"""What other apps may ask about places."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from places import service

pytestmark = pytest.mark.django_db
PRACTICE = "Tỉnh Thực Hành"


def test_communes_are_offered_with_their_kind_as_papers_name_them() -> None:
    call_command("load_places", stdout=StringIO())
    found = service.communes_by_province([PRACTICE])
    assert found == {PRACTICE: ["Xã Bản Luyện", "Xã Mẫu", "Xã Suối Tập", "Phường Ví Dụ"]}


def test_an_unknown_province_has_no_communes() -> None:
    assert service.communes_by_province(["Tỉnh Không Có"]) == {"Tỉnh Không Có": []}


def test_what_was_asked_a_moment_ago_is_not_asked_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("load_places", stdout=StringIO())
    with django_assert_num_queries(2):
        first = service.province_names(), service.communes_by_province([PRACTICE])
    with django_assert_num_queries(0):
        assert (service.province_names(), service.communes_by_province([PRACTICE])) == first
    with django_assert_num_queries(1):  # only for the province that is new
        found = service.communes_by_province([PRACTICE, "Tỉnh Cao Bằng"])
    assert found[PRACTICE] == first[1][PRACTICE] and found["Tỉnh Cao Bằng"]


def test_what_somebody_made_up_is_neither_asked_for_nor_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("load_places", stdout=StringIO())
    service.province_names()
    with django_assert_num_queries(0):
        assert service.communes_by_province(["x" * 3000, "\u0000"]) == {"x" * 3000: [], "\u0000": []}


def test_nobody_changes_what_others_are_shown() -> None:
    call_command("load_places", stdout=StringIO())
    service.province_names().clear()
    service.communes_by_province([PRACTICE])[PRACTICE].clear()
    assert service.province_names() and service.communes_by_province([PRACTICE])[PRACTICE]
