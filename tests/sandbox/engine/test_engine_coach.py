"""The coach on the shipped scenarios: silent on what is right, exact on what is wrong."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.folding import fold
from sandbox.engine.coach import Mistake, is_right, review
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import kind_of, visible_fields
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import any_text, correct, tried

NAMES = ("ho_ten_con", "ho_ten_me", "ho_ten_cha")


def kinds_found(pack: Pack, scenario: Scenario, **typed: str) -> list[tuple[str, str]]:
    """Field and kind of every mistake when these answers replace the right ones."""
    return [(m.field, m.kind.value) for m in review(pack, scenario, scenario.fields | typed)]


# --- what is right ---


def test_right_answers_bring_no_mistake(pack: Pack, scenario: Scenario) -> None:
    assert review(pack, scenario, scenario.fields) == []


@tried
@given(st.data())
def test_right_answers_in_any_writing_bring_no_mistake(pack: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(pack.scenarios))
    typed = {
        name: data.draw(
            correct(pack.eform.field(name), data.draw(st.sampled_from([answer.value, *answer.also])))
        )
        for name, answer in scenario.answers.items()
    }
    assert review(pack, scenario, typed) == []


@pytest.mark.parametrize(
    "typed", ["Bản Học", "bản học.", "Bản Học, xã Mẫu", "BẢN HỌC, XÃ MẪU, TỈNH THỰC HÀNH"]
)
def test_the_whole_line_of_an_address_is_as_right_as_its_beginning(
    pack: Pack, mother: Scenario, typed: str
) -> None:
    assert kinds_found(pack, mother, dia_chi=typed) == []


# --- each kind ---


@pytest.mark.parametrize(
    ("field", "typed", "kind"),
    [
        ("ngay_sinh_con", "31/4/2026", "format"),
        ("ngay_sinh_con", "3/11/26", "format"),
        ("ngay_sinh_con", "11/28/2026", "format"),
        ("ngay_cap", "2024", "format"),
        ("ngay_cap", "Bộ Công an", "format"),
        ("so_dinh_danh_me", "00019800003", "format"),
        ("so_dinh_danh_me", "0001980000311", "format"),
        ("so_dinh_danh_me", "OOO198OOOO31", "format"),
        ("so_dien_thoai", "000 000 031", "format"),
        ("ho_ten_con", "Giàng A Thử 1", "format"),
        ("ho_ten_con", "Gi@ng A Thử", "format"),
        ("ho_ten_con", "Giàng A1 Thử", "format"),
        ("ho_ten_con", "Giangf A Thuwr", "keyboard_residue"),
        ("ho_ten_con", "Giàng A Thuwr", "keyboard_residue"),
        ("ho_ten_con", "Giàng A Thưr", "keyboard_residue"),
        ("ho_ten_con", "GIANGF A THUW", "keyboard_residue"),
        ("ho_ten_con", "Giang2 A Thu73", "keyboard_residue"),
        ("noi_sinh", "Trajm Y tees xax Maaux", "keyboard_residue"),
        ("ho_ten_con", "Giang A Thu", "diacritics"),
        ("ho_ten_con", "Giàng A Thữ", "diacritics"),
        ("ho_ten_me", "VANG THI BAI TAP", "diacritics"),
        ("dia_chi", "Ban Hoc, xa Mau", "diacritics"),
        ("ngay_sinh_con", "04/11/2026", "digits"),
        ("ngay_sinh_con", "30/11/2026", "digits"),
        ("ngay_sinh_con", "3/11/2062", "digits"),
        ("ngay_cap", "19082014", "digits"),
        ("so_dinh_danh_me", "000198000013", "digits"),
        ("so_dinh_danh_me", "000 189 000 031", "digits"),
        ("so_dien_thoai", "0000 000 087", "digits"),
        ("ngay_sinh_con", "11/03/2026", "date_order"),
        ("ho_ten_me", "Giàng A Giả Định", "other_person"),
        ("ho_ten_me", "giang a thu", "other_person"),
        ("ho_ten_me", "Bùi Thị Diễn Tập", "other_person"),
        ("so_dinh_danh_me", "000 095 247 816", "other_person"),
        ("so_dien_thoai", "0000262748", "other_person"),
        ("ngay_cap", "03/11/2026", "other_person"),
        ("ngay_sinh_con", "25/3/1998", "other_person"),
        ("dan_toc_con", "mong-hmong", "wrong_choice"),
        ("gioi_tinh_con", "Nữ", "wrong_choice"),
        ("gioi_tinh_con", "trai", "wrong_choice"),
        ("ho_ten_con", "Thử A Giàng", "different"),
        ("ho_ten_con", "Giàng Thử", "different"),
        ("noi_sinh", "Trạm Y tế", "different"),
        ("dia_chi", "...", "different"),
        ("so_dinh_danh_me", "000187654321", "different"),
        ("ngay_sinh_con", "15/09/2023", "different"),
        ("ho_ten_con", "", "missing"),
        ("so_dien_thoai", " \u00a0\u200b", "missing"),
        ("gioi_tinh_con", "", "missing"),
    ],
)
def test_one_wrong_answer_is_one_mistake_of_its_kind(
    pack: Pack, mother: Scenario, field: str, typed: str, kind: str
) -> None:
    assert kinds_found(pack, mother, **{field: typed}) == [(field, kind)]


def _without_marks(right: str) -> str:
    return fold(right)


def _one_digit_on(right: str) -> str:
    return right[:-1] + str((int(right[-1]) + 1) % 10)


def _cut(right: str) -> str:
    return right[:-1]


@pytest.mark.parametrize(
    ("alter", "kind", "fields"),
    [
        (_without_marks, "diacritics", (*NAMES, "noi_sinh", "dia_chi")),
        (_one_digit_on, "digits", ("ngay_cap", "ngay_sinh_con", "so_dien_thoai", "so_dinh_danh_me")),
        (_cut, "format", ("ngay_cap", "ngay_sinh_con", "so_dien_thoai", "so_dinh_danh_me")),
    ],
)
def test_every_scenario_names_the_kind(
    pack: Pack, scenario: Scenario, alter: Callable[[str], str], kind: str, fields: tuple[str, ...]
) -> None:
    for field in fields:
        if field in scenario.fields:
            typed = {field: alter(scenario.fields[field])}
            assert kinds_found(pack, scenario, **typed) == [(field, kind)]


def test_names_of_two_people_mixed_up_are_two_mistakes(pack: Pack, mother: Scenario) -> None:
    right = mother.fields
    found = kinds_found(pack, mother, ho_ten_me=right["ho_ten_cha"], ho_ten_cha=right["ho_ten_me"])
    assert found == [("ho_ten_me", "other_person"), ("ho_ten_cha", "other_person")]


def test_nothing_filled_is_every_field_missing(pack: Pack, mother: Scenario) -> None:
    mistakes = review(pack, mother, {})
    shown = [field.id for field in visible_fields(pack.eform, {})]
    assert [mistake.field for mistake in mistakes] == shown
    assert {mistake.kind for mistake in mistakes} == {MistakeKind.MISSING}


# --- what is on the screen ---


def test_a_hidden_field_is_not_judged(pack: Pack, mother: Scenario) -> None:
    typed = {"loai_khai_sinh": "chua-ro-cha", "ho_ten_cha": "ai đó"}
    assert kinds_found(pack, mother, **typed) == [("loai_khai_sinh", "wrong_choice")]


def test_a_field_that_a_wrong_choice_brought_up_is_not_judged(pack: Pack) -> None:
    scenario = pack.scenario("khai-sinh-chua-xac-dinh-cha")
    typed = {"loai_khai_sinh": "Đã xác định được cả cha lẫn mẹ", "ho_ten_cha": ""}
    assert kinds_found(pack, scenario, **typed) == [("loai_khai_sinh", "wrong_choice")]


def test_a_review_can_be_limited_to_a_step(pack: Pack, mother: Scenario) -> None:
    wrong = {**mother.fields, "dia_chi": "", "ho_ten_con": ""}
    first = [field.id for field in pack.eform.step("chu-ho-so").fields]
    assert [mistake.field for mistake in review(pack, mother, wrong, first)] == ["dia_chi"]
    assert review(pack, mother, wrong, []) == []


# --- hints ---


def _all_mistakes(pack: Pack, scenario: Scenario) -> list[Mistake]:
    wrong = [
        "",
        "?",
        "Giang A Thu",
        "Giangf A Thuwr",
        "11/03/2026",
        "1",
        "000198000013",
        "chua-ro-me",
        "Ban Hoc",
    ]
    wrong += [person.name for person in pack.people(scenario)] + [
        "03/11/2025",
        "Tram Y te xa Mau, tinh Thuc Hanh",
    ]
    return [
        m
        for typed in wrong
        for m in review(pack, scenario, {**scenario.fields, **dict.fromkeys(scenario.fields, typed)})
    ]


def test_hints_go_from_a_nudge_to_the_paper_to_the_value(pack: Pack, scenario: Scenario) -> None:
    for mistake in _all_mistakes(pack, scenario):
        nudge, point, show = mistake.hints
        answer = scenario.answers[mistake.field]
        right = kind_of(pack.eform.field(mistake.field)).show(answer.value)
        paper = scenario.paper(answer.paper)
        assert paper is not None
        assert right not in nudge
        assert right not in point
        assert right in show
        assert f"dòng số {answer.line} trên {paper.said}" in point


def test_no_hint_repeats_what_was_typed_or_leaves_a_placeholder(pack: Pack, mother: Scenario) -> None:
    for typed in ("Lạ Lùng Quá", "987", "<b>đậm</b>", "{you}"):
        for mistake in review(pack, mother, dict.fromkeys(mother.fields, typed)):
            assert not any(typed in hint or "{" in hint for hint in (*mistake.hints, mistake.message))


def test_hints_are_short_sentences_that_begin_large_and_never_blame(pack: Pack, scenario: Scenario) -> None:
    for mistake in _all_mistakes(pack, scenario):
        for hint in mistake.hints[:2]:
            for sentence in re.split(r"(?<=[.?!]) ", hint):
                assert len(sentence.split()) <= 15, sentence
                assert sentence[0].isupper(), sentence
            assert not re.search("vui lòng|sai rồi|không hợp lệ", hint, re.IGNORECASE)


def test_the_reader_may_be_called_chi(pack: Pack, mother: Scenario) -> None:
    mistake = review(pack, mother, {**mother.fields, "dia_chi": ""}, you="chị")[0]
    assert mistake.hints[0] == "Chị chưa điền địa chỉ chi tiết."


def test_the_message_names_field_and_kind_in_everyday_words(pack: Pack, mother: Scenario) -> None:
    mistake = review(pack, mother, {**mother.fields, "ngay_sinh_con": "11/03/2026"})[0]
    assert mistake.message == "Ngày, tháng, năm sinh: đổi chỗ ngày và tháng"


def test_somebody_elses_data_is_named_by_who_they_are(pack: Pack, mother: Scenario) -> None:
    hints = review(pack, mother, {**mother.fields, "so_dinh_danh_me": "000095247816"})[0].hints
    assert hints[1].startswith("Bác vừa gõ của cha cháu.")


def test_the_show_hint_for_marks_tells_the_keys(pack: Pack, mother: Scenario) -> None:
    hints = review(pack, mother, {**mother.fields, "ho_ten_con": "Giang A Thu"})[0].hints
    assert "Giangf A Thuwr" in hints[2]


def test_a_short_number_is_counted_for_the_reader(pack: Pack, mother: Scenario) -> None:
    hints = review(pack, mother, {**mother.fields, "so_dinh_danh_me": "00019800003"})[0].hints
    assert "11 chữ số" in hints[0]


def test_a_field_that_ought_to_stay_empty_is_told_to_be_emptied(pack: Pack, mother: Scenario) -> None:
    empty = mother.answers["dia_chi"].model_copy(update={"value": "", "also": ()})
    story = mother.model_copy(update={"answers": {**mother.answers, "dia_chi": empty}})
    (mistake,) = review(pack, story, mother.fields)
    assert (mistake.field, mistake.kind) == ("dia_chi", MistakeKind.DIFFERENT)
    assert mistake.hints[2] == "Xoá hết chữ trong ô, để trống."
    assert review(pack, story, {**mother.fields, "dia_chi": ""}) == []


# --- any text at all ---


@tried
@given(st.data())
def test_any_text_gets_one_judgement_the_same_each_time(pack: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(pack.scenarios))
    names = [field.id for field in pack.eform.fields]
    typed = data.draw(
        st.dictionaries(st.sampled_from(names), any_text() | st.sampled_from(list(scenario.fields.values())))
    )
    mistakes = review(pack, scenario, typed)
    assert mistakes == review(pack, scenario, dict(reversed(typed.items())))
    found = [mistake.field for mistake in mistakes]
    assert found == [name for name in names if name in found]
    assert all(len(set(mistake.hints)) == 3 for mistake in mistakes)


@tried
@given(data=st.data())
def test_is_right_is_that_nothing_would_be_found(pack: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(pack.scenarios))
    field = data.draw(st.sampled_from(sorted(scenario.fields)))
    answers = scenario.fields | {field: data.draw(any_text() | st.just(scenario.fields[field]))}
    asked = data.draw(st.none() | st.just([field]))
    found = review(pack, scenario, answers, asked)
    assert is_right(pack, scenario, answers, asked) is (found == [])


def test_where_a_place_may_be_called_as_it_was_its_old_name_is_no_mistake_of_its_own(
    pack: Pack, mother: Scenario
) -> None:
    old = "UBND xã Mẫu Cũ, huyện Tập"
    assert kinds_found(pack, mother, noi_sinh=old) == [("noi_sinh", "old_place")]
    data = pack.model_dump(mode="json")
    fields = [f for step in data["eform"]["steps"] for part in step["sections"] for f in part["fields"]]
    next(field for field in fields if field["id"] == "noi_sinh")["old_places"] = True
    allowing = Pack.model_validate(data)
    assert kinds_found(allowing, mother, noi_sinh=old) == [("noi_sinh", "different")]
    data["scenarios"][[s["id"] for s in data["scenarios"]].index(mother.id)]["answers"]["noi_sinh"][
        "value"
    ] = old
    registered = Pack.model_validate(data)
    assert kinds_found(registered, registered.scenario(mother.id), noi_sinh="ubnd xã mẫu cũ huyện tập") == []
