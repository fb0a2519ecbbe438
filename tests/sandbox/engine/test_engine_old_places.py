"""Places of the past: found under every way to write them, and nothing of today is taken for one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import old_places
from sandbox.engine.old_places import find
from sandbox.engine.problems import PackError
from tests.sandbox.engine.writings import any_text, same_words, tried

REAL = [place for place in old_places.shipped().places if not place.fictional]
TODAY = [
    "Hà Nội",
    "Lào Cai",
    "Thái Nguyên",
    "Phú Thọ",
    "Bắc Ninh",
    "Huế",
    "Lai Châu",
    "Cao Bằng",
    "Điện Biên",
]


def test_the_file_names_the_twenty_nine_old_provinces_with_a_source() -> None:
    assert len(REAL) == len({place.old for place in REAL}) == 29
    assert all(place.level == "province" and place.new for place in REAL)
    assert all(source.verified_on for source in old_places.shipped().sources)
    assert not {place.new for place in REAL} & {place.old for place in REAL}


@tried
@given(st.data())
def test_every_old_province_is_found_in_any_writing(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(REAL))
    name = data.draw(same_words(data.draw(st.sampled_from([place.old, place.old.removeprefix("Tỉnh ")]))))
    found = find(name)
    assert found is not None
    assert (found.old, found.new, found.level) == (place.old, place.new, "province")


@pytest.mark.parametrize("name", TODAY)
def test_a_province_of_today_is_none_of_the_past(name: str) -> None:
    assert find(name) is None
    assert find(f"Tỉnh {name}") is None
    assert find(f"Bản Học, xã Mẫu, tỉnh {name}") is None


@pytest.mark.parametrize(
    ("text", "old", "level"),
    [
        ("Xã Mẫu Cũ", "Xã Mẫu Cũ", "commune"),
        ("mau cu", "Xã Mẫu Cũ", "commune"),
        ("Bản Học, xã Mẫu Cũ, huyện Tập, tỉnh Thực Hành Cũ", "Xã Mẫu Cũ", "commune"),
        ("Bản Học, huyện Tập", "Huyện Tập", "district"),
        ("Thôn Hai, huyện Nào Đó", "", "district"),
        ("TX. Nào Đó", "", "district"),
        ("Q.5", "", "district"),
        ("trạm y tế, Yên Bái", "Tỉnh Yên Bái", "province"),
        ("Bà Rịa-Vũng Tàu", "Tỉnh Bà Rịa - Vũng Tàu", "province"),
    ],
)
def test_a_name_of_the_past_is_found_inside_an_address(text: str, old: str, level: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.old, found.level) == (old, level)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Xã Mẫu",
        "Bản Học",
        "Quán nước",
        "Quân y 103",
        "gần sông Hà Giang",
        "Hà Giang, xã Mẫu",
        "huyện",
        "Mẫu",
    ],
)
def test_ordinary_text_names_no_place_of_the_past(text: str) -> None:
    assert find(text) is None


def test_a_new_commune_may_carry_the_name_of_an_old_province() -> None:
    assert find("Phường Yên Bái", ("commune", "district")) is None
    assert find("Hòa Bình", ("commune", "district")) is None


@tried
@given(any_text())
def test_no_text_breaks_the_search(text: str) -> None:
    found = find(text)
    assert found is None or found.level in old_places.LEVELS


def test_a_file_that_is_none_says_where(tmp_path: Path) -> None:
    (tmp_path / "old_places.yaml").write_text("since: 2025-07-01\nplaces: []\n", encoding="utf-8")
    with pytest.raises(PackError, match="sources"):
        old_places.read(tmp_path / "old_places.yaml")
