"""Vietnamese as keyboards send it."""

import unicodedata

import pytest
from hypothesis import given

from kit.folding import fold
from sandbox.engine import writing
from tests.sandbox.engine.writings import any_text, same_words, tried

NAMES = ["Giàng A Thử", "Vàng Thị Bài Tập", "Nguyễn Thị Tập Huấn", "Lò Văn Minh Họa", "Bùi Thị Diễn Tập"]


@tried
@given(any_text())
def test_visible_and_canonical_change_nothing_the_second_time(text: str) -> None:
    assert writing.visible(writing.visible(text)) == writing.visible(text)
    assert writing.canonical(writing.canonical(text)) == writing.canonical(text)


@tried
@given(any_text())
def test_visible_text_is_composed_and_has_no_invisible_character(text: str) -> None:
    shown = writing.visible(text)
    assert shown == unicodedata.normalize("NFC", shown).strip()
    assert not {"Cf", "Cc", "Cs"} & {unicodedata.category(letter) for letter in shown}


@pytest.mark.parametrize("name", NAMES)
@tried
@given(same=same_words("Nguyễn Thị Tập Huấn"))
def test_the_same_words_in_other_clothes_are_the_same_writing(name: str, same: str) -> None:
    assert writing.canonical(same) == writing.canonical("Nguyễn Thị Tập Huấn")
    assert (writing.canonical(same) == writing.canonical(name)) == (name == "Nguyễn Thị Tập Huấn")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("HOẠ", "họa"), ("Ðịnh", "Định"), ("quí", "qúi")],
)
def test_the_place_of_the_tone_does_not_count(one: str, other: str) -> None:
    assert writing.canonical(one) == writing.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hoa", "hòa"), ("ma", "mã"), ("mả", "mã"), ("dan", "đan"), ("tơ", "tô"), ("ta", "tâ")]
)
def test_every_mark_counts(one: str, other: str) -> None:
    assert writing.canonical(one) != writing.canonical(other)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("Nguyeenx", "nguyễn"),
        ("Nguyenex", "nguyễn"),
        ("Nguyênx", "nguyễn"),
        ("Nguyeexn", "nguyễn"),
        ("Thuwr", "thử"),
        ("Ddinhj", "định"),
        ("DINHDJ", "định"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("dduwowngf", "đường"),
        ("Sungf", "sùng"),
        ("Tawps", "tắp"),
        ("Tham", "tham"),
    ],
)
def test_telex_keys_become_the_word(keys: str, word: str) -> None:
    assert writing.canonical(writing.from_telex(keys)) == writing.canonical(word)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("Nguye6n4", "nguyễn"),
        ("Nguyen64", "nguyễn"),
        ("Thu73", "thử"),
        ("D9inh5", "định"),
        ("Giang2", "giàng"),
    ],
)
def test_vni_keys_become_the_word(keys: str, word: str) -> None:
    assert writing.canonical(writing.from_vni(keys)) == writing.canonical(word)


def test_the_letter_of_a_tone_that_is_there_was_pressed_too_often() -> None:
    assert writing.from_telex("Thửr") == writing.from_telex("Thử")
    assert writing.canonical(writing.from_telex("Tỉnhr Thựcj Hànhff")) == writing.canonical("tỉnh thực hành")


@pytest.mark.parametrize("word", ["sáu", "xã", "rể", "jạ", "Xã Sáng Rử"])
def test_a_consonant_in_front_is_no_key_of_a_tone(word: str) -> None:
    assert writing.canonical(writing.from_telex(word)) == writing.canonical(word)


def test_a_second_tone_key_stays_a_letter() -> None:
    assert writing.from_telex("Thửs") != writing.from_telex("Thử")
    assert writing.digits_of(writing.from_vni("Tập5")) == "5"


@pytest.mark.parametrize("name", NAMES)
def test_telex_keys_of_a_name_type_that_name(name: str) -> None:
    assert writing.canonical(writing.from_telex(writing.to_telex(name))) == writing.canonical(name)


def test_telex_keys_are_those_of_a_keyboard() -> None:
    assert writing.to_telex("Giàng A Thử") == "Giangf A Thuwr"
    assert writing.to_telex("Định") == "Ddinhj"


@tried
@given(any_text())
def test_input_methods_take_any_text(text: str) -> None:
    for method in (writing.from_telex, writing.from_vni, writing.to_telex):
        assert isinstance(method(text), str)


def test_digits_of_any_script_are_digits() -> None:
    assert writing.digits_of("０１2 ٣-۴ ④") == "012344"


@tried
@given(any_text())
def test_folding_does_not_care_about_the_writing(text: str) -> None:
    assert fold(writing.canonical(text)) == fold(writing.canonical(writing.canonical(text)))
