"""Finding procedures in the words people use."""

from pathlib import Path

import pytest
from hypothesis import given

from kit.folding import fold
from sandbox.engine.packs import PackError, shipped_packs
from sandbox.engine.search import CATALOGUE, Entry, read_catalogue, search
from tests.sandbox.engine.writings import any_text, same_words, tried

ENTRIES = read_catalogue()
BIRTH = "1.001193"


def first(query: str) -> str:
    return next((entry.code for entry in search(ENTRIES, query)), "")


@pytest.mark.parametrize(
    "query",
    [
        *(
            "khai sinh",
            "Đăng ký khai sinh",
            "dang ky khai sinh",
            "ĐĂNG KÝ KHAI SINH",
            "thủ tục đăng ký khai sinh",
        ),
        *(
            "làm giấy khai sinh cho cháu",
            "lam giay khai sinh cho chau",
            "tôi muốn làm giấy khai sinh cho con tôi",
        ),
        *(
            "mới đẻ",
            "mới sinh con",
            "em bé mới sinh",
            "đăng kí khai sinh",
            "khai sinh cho bé",
            "đặt tên cho con",
        ),
        *("giaays khai sinh", "khai sinhh", "khaisinh", "khai snih", "kha i sinh", "1.001193", "1001193"),
    ],
)
def test_everyday_words_find_the_registration_of_a_birth(query: str) -> None:
    assert first(query) == BIRTH


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("mất giấy khai sinh", "2.000635"),
        ("bản sao giấy khai sinh", "2.000635"),
        ("đăng ký lại khai sinh", "1.004884"),
        ("làm lại giấy khai sinh", "1.004884"),
        ("khai sinh có yếu tố nước ngoài", "2.000528"),
        ("khai sinh nhận cha con", "1.000689"),
        ("khai sinh kèm bảo hiểm y tế", "2.000986"),
        ("giấy độc thân", "1.004873"),
        ("cưới vợ", "1.000894"),
        ("người nhà mất", "1.000656"),
        ("sổ đỏ", "1.012783"),
        ("sang tên đất", "1.013831"),
        ("trợ cấp người già", "1.014027"),
        ("lợn chết", "1.013997"),
        ("đổi bằng lái", "3.000347"),
        ("nhập hộ khẩu", "1.004222"),
        ("mở cửa hàng", "1.001612"),
    ],
)
def test_everyday_words_find_their_procedure(query: str, code: str) -> None:
    assert first(query) == code


def test_the_look_alikes_stand_beside_the_right_one() -> None:
    found = [entry.code for entry in search(ENTRIES, "khai sinh")]
    assert {"1.001193", "1.000689", "2.000528", "1.004884", "2.000635", "2.000986"} <= set(found)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_every_procedure_is_found_by_its_name_its_code_and_its_aliases(entry: Entry) -> None:
    assert entry in search(ENTRIES, entry.code)
    assert search(ENTRIES, entry.name)[0] == entry
    for alias in entry.aliases:
        assert entry in search(ENTRIES, fold(alias))[:3], alias


@tried
@given(same_words("làm giấy khai sinh"))
def test_the_writing_does_not_matter(query: str) -> None:
    assert first(query) == BIRTH


@pytest.mark.parametrize("query", ["", "  ", "xyzzy qwrt", "?!", "\u200b", "9.999999"])
def test_what_nobody_knows_finds_nothing(query: str) -> None:
    assert search(ENTRIES, query) == []


@tried
@given(any_text())
def test_no_text_breaks_the_search(query: str) -> None:
    found = search(ENTRIES, query)
    assert len(set(found)) == len(found)
    assert found == search(ENTRIES, query)


def test_every_pack_is_in_the_catalogue_and_every_code_once() -> None:
    assert {entry.pack for entry in ENTRIES} - {None} == {path.name for path in shipped_packs()}
    assert len({entry.code for entry in ENTRIES}) == len(ENTRIES)


def test_a_bad_catalogue_says_where(tmp_path: Path) -> None:
    bad = tmp_path / "catalogue.yaml"
    bad.write_text(
        CATALOGUE.read_text(encoding="utf-8").replace("verified_on", "seen_on", 1), encoding="utf-8"
    )
    with pytest.raises(PackError) as caught:
        read_catalogue(bad)
    assert {problem.key for problem in caught.value.problems} == {"source.verified_on", "source.seen_on"}
