"""What is hard to read: judged by hand first, then held against the rules; and rules that hold for any text."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from courses.writing.readability import KINDS, LONGEST, TERM, explained_in, report
from courses.writing.sentences import key_of, sentences_of
from courses.writing.word_lists import advice, common_words, office_terms, openings

JUDGED: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "judged_sentences.yaml").read_text(encoding="utf-8")
)
PIECES = [
    *[
        "Bác",
        "xã",
        "chứng thực",
        "thẩm quyền",
        "(đóng dấu)",
        "gọi là",
        "Đề nghị",
        "được ký bởi",
        "v.v.",
        "TP.",
    ],
    *[
        "1.001193",
        "08.00",
        "…",
        "...",
        "“Mã gì?”",
        ".",
        "!",
        "\n",
        "- ",
        "1. ",
        "hoà",
        "tích hợp phân hệ",
        "😀",
        "\x00",
    ],
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def found(text: str) -> list[str]:
    """Kinds of what is found, with the words of offices."""
    marks = report(text).findings
    return sorted({f"term: {one.word.lower()}" if one.kind == TERM else one.kind for one in marks})


def test_at_least_sixty_sentences_were_judged() -> None:
    assert len(JUDGED) >= 60
    assert len({one["text"] for one in JUDGED}) == len(JUDGED)


@pytest.mark.parametrize("judged", JUDGED, ids=lambda one: one["text"][:40])
def test_a_judged_sentence_is_marked_as_an_editor_would(judged: dict[str, Any]) -> None:
    assert found(judged["text"]) == sorted(one.lower() for one in judged["find"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bác ra xã. Mang căn cước.", ["Bác ra xã.", "Mang căn cước."]),
        ("Nhà ở TP. Mẫu, số 5. Bác đến nhé!", ["Nhà ở TP. Mẫu, số 5.", "Bác đến nhé!"]),
        ("Đường Đ. Nguyễn Thử dài. Đi xe nhé.", ["Đường Đ. Nguyễn Thử dài.", "Đi xe nhé."]),
        ("Mang giấy, ảnh, v.v. Xong thì về.", ["Mang giấy, ảnh, v.v.", "Xong thì về."]),
        ("Mang giấy, ảnh, v.v. rồi ra xã.", ["Mang giấy, ảnh, v.v. rồi ra xã."]),
        ("Thủ tục 1.001193 mở lúc 08.00 giờ.", ["Thủ tục 1.001193 mở lúc 08.00 giờ."]),
        ("- Căn cước\n- Giấy hẹn\n1. Mở máy", ["Căn cước", "Giấy hẹn", "Mở máy"]),
        ("Bước 1. Mở máy. Bước 2. Chụp.", ["Bước 1. Mở máy.", "Bước 2. Chụp."]),
        ("Họ hỏi: “Mã gì?” rồi cúp máy.", ["Họ hỏi: “Mã gì?” rồi cúp máy."]),
        ("Họ hỏi: “Mã gì?” Bác đừng nói.", ["Họ hỏi: “Mã gì?”", "Bác đừng nói."]),
        ("Bác chờ… rồi bấm. Lâu quá... Thôi nhé.", ["Bác chờ… rồi bấm.", "Lâu quá...", "Thôi nhé."]),
        ("Ông Giàng V. Thử ký. Về.", ["Ông Giàng V. Thử ký.", "Về."]),
        ("Xong việc. về nhà", ["Xong việc.", "về nhà"]),
        ("Thật ư?! Thật.", ["Thật ư?!", "Thật."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, parts: list[str]) -> None:
    assert [one.text for one in sentences_of(text)] == parts


def test_numbers_dates_codes_and_addresses_count_as_one() -> None:
    (sentence,) = sentences_of(
        "Mã 000.00.00.H00-261109-0004, ngày 07/03/2026, xem https://xa.example.com/a nhé"
    )
    assert [word.spelled for word in sentence.words] == [
        *["Mã", "000.00.00.H00-261109-0004", "ngày", "07/03/2026", "xem", "https://xa.example.com/a", "nhé"]
    ]


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Uỷ", "ủy")])
def test_the_place_of_the_tone_makes_no_other_word(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("same", ["quý", "hoàn", "quả"])
def test_a_tone_that_has_one_place_only_stays(same: str) -> None:
    assert key_of(same) == same


def test_a_finding_says_what_to_do_and_what_to_write_instead() -> None:
    (finding,) = report("Bác xuất trình giấy.").findings
    assert finding.say == "“xuất trình” là từ của cơ quan. Nói thêm bằng lời thường."
    assert finding.instead == "Thử viết: xuất trình (đưa cho xem)."
    long = report(" ".join(["đi"] * (LONGEST + 1)) + ".").findings[0]
    assert long.say == f"Câu này dài {LONGEST + 1} tiếng. Tách làm hai câu, mỗi câu một việc."


def test_a_word_of_offices_is_told_once_and_what_follows_the_advice_is_content() -> None:
    assert len(report("Bác xuất trình giấy. Xuất trình xong thì về.").findings) == 1
    for term, plain in office_terms().items():
        assert not [one for one in report(f"Đây là {term} ({plain}).").findings if one.word == term]


def test_the_words_of_the_data_fit_together() -> None:
    assert set(advice()) == {*KINDS, "term_try"}
    assert len(common_words().said) >= 1500
    assert len(office_terms()) >= 100 and all(office_terms().values())
    assert all(openings().said.values()) and set(openings().only_with) <= set(openings().said)


@given(texts)
def test_whatever_is_written_offsets_are_exact(text: str) -> None:
    made = report(text)
    for one in made.sentences:
        assert made.text[one.start : one.end] == one.text
        assert all(made.text[word.start : word.end] == word.spelled for word in one.words)
    for finding in made.findings:
        sentence = made.sentences[finding.sentence]
        assert sentence.start <= finding.start < finding.end <= sentence.end
        assert finding.kind in KINDS and finding.say
    assert 0 <= made.rare <= made.counted <= made.syllables


@given(texts)
def test_decomposed_letters_and_a_second_reading_change_nothing(text: str) -> None:
    made = report(text)
    assert report(unicodedata.normalize("NFD", made.text)) == made == report(made.text)


@given(texts, st.lists(st.sampled_from(sorted(office_terms())), max_size=3))
def test_explaining_a_word_never_makes_a_text_worse(text: str, explained: list[str]) -> None:
    assert set(report(text, explained).findings) <= set(report(text).findings)
    assert not [
        one for one in report(text, [*explained, *explained_in(text)]).findings if one.word in explained
    ]


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "." * 1_000_000, "Bác. " * 200_000, "1." * 500_000, "( " * 500_000]
)
def test_a_million_letters_are_judged_as_far_as_fields_go(text: str) -> None:
    assert len(report(text).text) <= 50_000
