"""The pure parts of the search: words, order, snippets, and the file of everyday words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.finding.everyday import everyday, read_everyday
from courses.finding.ranking import Doc, closest, rank, said, weights_of
from courses.finding.snippet import snippet
from courses.finding.words import MENDED, Rewriting, key_of, keys_of, mark_of, mended, terms_of
from courses.loading.schema import BadLesson
from kit.folding import fold

PLAIN = Rewriting(
    {("gks",): ("giấy", "khai", "sinh"), ("bia", "do"): ("sổ", "đỏ")}, frozenset({("toi", mark_of("tôi"))})
)
KNOWN = frozenset(
    ["khai", "sinh", "dang", "ki", "so", "do", "giai", "con", "cho", "chau", "wi", "fi", "ket", "hon"]
)


def readings(typed: str) -> list[set[str]]:
    return [set(term.readings) for term in terms_of(typed, PLAIN, KNOWN, frozenset())]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ký", "kí"), ("Đăng", "dang"), ("hoà", "hòa"), ("quý", "quí"), ("LÝ", "lí"), ("kỹ", "ki")],
)
def test_spellings_of_one_word_are_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_vowels_before_y_keep_it() -> None:
    assert key_of("giấy") == "giay" and key_of("tay") == "tay" and key_of("y") == "y"


def test_marks_tell_words_apart_but_not_hook_and_tilde() -> None:
    assert mark_of("lợn") != mark_of("lớn") and mark_of("chử") == mark_of("chữ")
    assert mark_of("kí") == mark_of("ký") and mark_of("ban") == ""


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("khai sinh", ["khai", "sinh"]),
        ("khaisinh", ["khai", "sinh"]),
        ("wifi", ["wi", "fi"]),
        ("ddawng kys", ["dang", "ki"]),
        ("ke6t1 hon6", ["ket", "hon"]),
        ("gks cho con", ["giay", "khai", "sinh", "cho", "con"]),
        ("bìa đỏ", ["so", "do"]),
        ("tôi khai sinh", ["khai", "sinh"]),
        ("tôi", ["toi"]),  # a query is never emptied
    ],
)
def test_what_was_typed_is_read(typed: str, wanted: list[str]) -> None:
    assert [next(iter(term.readings)) for term in terms_of(typed, PLAIN, KNOWN, frozenset())] == wanted


@pytest.mark.parametrize("slip", ["sjnh", "sihn", "snih", "sih", "sinhh", "xinh"])
def test_one_slip_is_mended(slip: str) -> None:
    assert "sinh" in mended(slip, KNOWN)
    assert terms_of(slip, PLAIN, KNOWN, frozenset())[0].readings["sinh"] == MENDED


def test_nonsense_and_numbers_are_left_alone() -> None:
    assert mended("zz", KNOWN) == mended("a" * 5000, KNOWN) == mended("001193", KNOWN) == []


@given(st.text(max_size=200))
def test_any_text_is_read_and_case_marks_and_form_do_not_change_the_keys(text: str) -> None:
    assert keys_of(text.upper().lower()) == keys_of(text.upper())
    assert all(key.isascii() and key.isalnum() for key in keys_of(text))
    assert len(terms_of(text, PLAIN, KNOWN, frozenset())) <= 200


@given(
    st.lists(st.sampled_from(["đăng", "ký", "khai", "sinh", "kết", "hôn", "giấy", "lợn", "nghỉ"]), min_size=1)
)
def test_folding_what_is_folded_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert keys_of(fold(text)) == keys_of(text) == keys_of(text.title()) == keys_of("  ".join(words))


def doc(id: str, title: str, *phrases: str, body: str = "") -> Doc:
    texts = tuple(said(text, PLAIN) for text in (title, *phrases))
    held = frozenset(key for text in (title, *phrases, body) for key in PLAIN.keys(text))
    return Doc(id, title, texts, held)


DOCS = (
    doc("a", "Đăng ký khai sinh", "mới sinh con"),
    doc("b", "Đăng ký lại khai sinh"),
    doc("c", "Đăng ký kết hôn", "lấy vợ"),
    doc("d", "Lợn chết dịch"),
    doc("e", "Chữ to lên cho người lớn", body="đăng ký ở đây"),
)
WEIGHTS = weights_of(DOCS)


def order(typed: str, docs: tuple[Doc, ...] = DOCS) -> list[str]:
    known = frozenset(key for one in docs for key in one.held)
    marks = frozenset(mark for one in docs for text in one.texts for mark in text.marks)
    return [hit.doc.id for hit in rank(docs, terms_of(typed, PLAIN, known, marks), WEIGHTS)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", "a"),
        ("đăng ký lại khai sinh", "b"),
        ("lay vo", "c"),
        ("lợn", "d"),
        ("lớn", "e"),
        ("người lớn", "e"),
    ],
)
def test_the_best_text_stands_first(typed: str, first: str) -> None:
    assert order(typed)[0] == first


def test_words_that_nobody_holds_find_nothing() -> None:
    assert order("zzzz") == [] and order("") == []


@given(st.permutations(DOCS), st.sampled_from(["khai sinh", "đăng ký", "lợn lớn", "con", "dang ki ket hon"]))
def test_the_order_does_not_depend_on_where_documents_come_from(docs: list[Doc], typed: str) -> None:
    assert order(typed, tuple(docs)) == order(typed)


@given(st.text(max_size=100))
def test_scores_fall_and_stay_in_their_bounds(typed: str) -> None:
    known = frozenset(key for one in DOCS for key in one.held)
    hits = rank(DOCS, terms_of(typed, PLAIN, known, frozenset()), WEIGHTS)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and all(0 < score <= 1.5 for score in scores)


def test_titles_that_look_alike_are_near() -> None:
    assert closest("khaisihn dangky", {"a": "Đăng ký khai sinh", "b": "Lợn chết"})[0] == "a"
    assert closest("", {"a": "x"}) == closest("😀", {"a": "x"}) == []


def test_a_snippet_shows_the_sentence_that_was_meant() -> None:
    passages = [("Một", "Bày giấy ra bàn. Chụp đủ bốn góc <rõ> nhé. Xong.")]
    assert snippet(passages, {"bon", "goc"}, "Tóm tắt.") == "Chụp đủ <mark>bốn góc</mark> &lt;rõ&gt; nhé."
    assert snippet(passages, {"zz"}, "Tóm tắt.") == "Tóm tắt."


@given(st.text(max_size=400), st.lists(st.sampled_from(["b", "mark", "script", "a"]), max_size=3))
def test_a_snippet_never_holds_markup_of_others(text: str, wanted: list[str]) -> None:
    shown = snippet([("", f"<script>{text}</script>")], wanted, text)
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")


# --- everyday.yaml -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "means: {a b: [c d]}\nsaid: {}\nextra: 1",
        "means: {a b: [c d], e f: [c d]}\nsaid: {}",
        "means: {}\nsaid: {x: [mot hai], y: [một hai]}",
        "means: {}\nsaid: {x: ['!!!']}",
        "means: []\nsaid: {}",
        "[",
    ],
)
def test_a_slip_in_the_file_is_found_when_it_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "everyday.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadLesson):
        read_everyday(path)


def test_the_shipped_file_is_right() -> None:
    assert len(everyday().said) > 40 and everyday().rewriting.meanings[("gks",)] == ("khai", "sinh")
