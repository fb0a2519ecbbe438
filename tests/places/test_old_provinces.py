"""The 63 provinces of before, what each became, and who is meant by a name that somebody types."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from places import loader, service
from sandbox.engine import old_places

NOW = {row.code: row.name for row in loader.shipped()[0].provinces}


def test_sixty_three_became_thirty_four() -> None:
    old = service.old_provinces()
    assert (len(old), len({row.code for row in old})) == (63, 63)
    assert {row.became for row in old} == set(NOW)
    assert Counter(Counter(row.became for row in old).values()) == {1: 11, 2: 17, 3: 6}


def test_the_coach_tells_the_same_of_every_name_that_is_gone() -> None:
    told = {
        place.old: service.bare_name(place.new)
        for place in old_places.shipped().places
        if place.level == "province" and not place.fictional
    }
    names = {row.name: service.bare_name(NOW[row.became]) for row in service.old_provinces()}
    assert len(told) == 29
    assert {name: names[name] for name in told} == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Hà Giang", "08"),
        ("tinh ha giang", "08"),
        ("Bà Rịa Vũng Tàu", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("Lào Cai", "15"),
    ],
)
def test_a_name_of_before_means_what_it_became(typed: str, code: str) -> None:
    call_command("load_places", stdout=StringIO())
    assert [row.code for row in service.provinces_named(typed)] == [code]


@pytest.mark.django_db
def test_a_commune_is_found_by_code_by_name_and_by_its_old_province() -> None:
    call_command("load_places", stdout=StringIO())
    assert [str(row) for row in service.communes_named("th001")] == ["xã Mẫu"]
    assert [row.code for row in service.communes_named("xa mau, tinh thuc hanh")] == ["TH001"]
    by_old = service.communes_named("Hà Giang 1, Hà Giang")
    assert [(row.name, row.province_id) for row in by_old] == [("Hà Giang 1", "08")]
    assert len(service.communes_named("Tân Lập")) > 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", " ", "\x00", ",", "x" * 10_000, "🙂", "Mẫu, Tỉnh Không Có"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    call_command("load_places", stdout=StringIO())
    assert service.communes_named(typed) == []
