"""What is read out of a step, and which official words stay Vietnamese in every language."""

import unicodedata

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from courses.models import LessonPage
from courses.voices.languages import BY_TAG, LANGUAGES, OFFICIAL_WORDS, VIETNAMESE, official_words
from courses.voices.step_words import mark_of, steps_of
from tests.courses.factories import make_lesson


@pytest.mark.django_db
def test_the_words_of_the_sound_are_read_and_without_them_the_step_is(lesson: LessonPage) -> None:
    first, second, third = steps_of(lesson)
    assert first.lines == ("Bày giấy tờ ra bàn.", "Lấy giấy chứng sinh ra.")
    assert first.kept == ("giấy chứng sinh",)
    assert second.lines == (
        "Chụp giấy cho rõ",
        "Thấy đủ bốn góc rồi mới chụp.",
        "Bác cẩn thận",
        "Không đưa mã cho ai.",
    )
    assert (third.number, third.title, third.has_sound) == (3, "Gửi hồ sơ", False)


@pytest.mark.django_db
def test_terms_and_comparisons_are_read_in_vietnamese_whatever_the_menus_speak() -> None:
    step = {
        "title": "Chụp giấy",
        "text": "Chụp thẳng.",
        "term": {"word": "Bản sao điện tử", "text": "Bản sao gửi trên mạng."},
        "compare": {"title": "So hai ảnh", "wrong": {"text": "Mất góc."}, "right": {"text": "Đủ góc."}},
    }
    lesson = make_lesson(steps=[step])
    with translation.override("en"):
        english = steps_of(lesson)
    assert english == steps_of(lesson)
    assert english[0].lines == (
        "Chụp giấy",
        "Chụp thẳng.",
        "Bản sao điện tử: Bản sao gửi trên mạng.",
        "So hai ảnh",
        "Đừng làm thế này: Mất góc.",
        "Làm thế này: Đủ góc.",
    )
    assert english[0].kept == ("Bản sao điện tử",)


@given(st.lists(st.text(max_size=40), max_size=4))
def test_a_mark_stays_with_blanks_and_encodings_and_goes_with_words(lines: list[str]) -> None:
    assert mark_of(lines) == mark_of([f"  {unicodedata.normalize('NFD', line)} " for line in lines])
    assert mark_of(lines) != mark_of([*lines, "thêm"])


def test_the_longest_official_word_counts_once() -> None:
    lines = ["Ghi lại Mã hồ sơ.", "Mã hồ sơ ở góc giấy hẹn.", "Hồ sơ đã gửi; thủtục không phải là chữ ấy."]
    assert official_words(lines, also=["Gửi hồ sơ", " "]) == ["Mã hồ sơ", "giấy hẹn", "Hồ sơ"]
    assert official_words([]) == []


def test_languages_have_a_tag_and_a_vietnamese_name_each() -> None:
    assert LANGUAGES[0].tag == VIETNAMESE
    assert len(BY_TAG) == len(LANGUAGES)
    assert all(one.name.startswith("tiếng ") and one.tag.isalpha() for one in LANGUAGES)
    assert len({word.casefold() for word in OFFICIAL_WORDS}) == len(OFFICIAL_WORDS)
