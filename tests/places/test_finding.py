"""A place by the words that somebody types."""

import datetime as dt

import pytest

from places.models import Commune, CommuneKind, Province
from places.service import find_communes, find_provinces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    first = Province.objects.create(code="90", name="Tỉnh Thử Một")
    second = Province.objects.create(code="91", name="Thành phố Thử Hai")
    for number, (name, province) in enumerate(
        [("Tân Mẫu", first), ("Tân Mẫu", second), ("Tân", first), ("Tánh Mẫu", first), ("Đồng Mẫu", second)]
    ):
        Commune.objects.create(code=f"9{number:04d}", name=name, province=province, kind=CommuneKind.XA)
    Commune.objects.create(
        code="99999", name="Tân Cũ", province=first, effective_until=dt.date(2025, 7, 1), kind=CommuneKind.XA
    )


def found(typed: str) -> list[str]:
    return [f"{one.name}, {one.province_id}" for one in find_communes(typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Tân", ["Tân, 90"]),  # exactly this name
        ("tan mau", ["Tân Mẫu, 90", "Tân Mẫu, 91"]),
        ("Xã TÂN MẪU, thử hai", ["Tân Mẫu, 91"]),
        ("tân mẫu, thành phố thử hai", ["Tân Mẫu, 91"]),
        ("đồng", ["Đồng Mẫu, 91"]),
        ("ta", ["Tánh Mẫu, 90", "Tân, 90", "Tân Mẫu, 90", "Tân Mẫu, 91"]),
        ("Tân Cũ", []),  # is no more
        ("", []),
        (", Thử Một", []),
        ("\x00%_", []),
    ],
)
def test_communes_are_found_by_their_name_without_marks(typed: str, names: list[str]) -> None:
    assert sorted(found(typed)) == sorted(names)


def test_no_more_than_asked_for() -> None:
    assert len(find_communes("t", most=2)) == 2


@pytest.mark.parametrize(
    ("typed", "codes"), [("thử một", ["90"]), ("tỉnh Thử", ["90", "91"]), ("Thử Hai", ["91"]), ("", [])]
)
def test_provinces_too(typed: str, codes: list[str]) -> None:
    assert [one.code for one in find_provinces(typed)] == codes
