"""The coach on a form with a field of every kind."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.coach import Mistake, review
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import any_text, correct, tried

Found = list[tuple[str, str]]
Coach = Callable[..., Found]


@pytest.fixture
def coach(full: Pack, story: Scenario) -> Coach:
    """What the coach finds when these answers replace the right ones of the mother's story."""
    return lambda **typed: [(m.field, m.kind.value) for m in review(full, story, story.fields | typed)]


def one(full: Pack, scenario: Scenario, **typed: str) -> Mistake:
    (mistake,) = review(full, scenario, scenario.fields | typed)
    return mistake


# --- what is right ---


@tried
@given(st.data())
def test_right_answers_in_any_writing_bring_no_mistake(full: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(full.scenarios))
    right = {name: answer for name, answer in scenario.answers.items() if answer.value}
    typed = {
        name: data.draw(
            correct(full.eform.field(name), data.draw(st.sampled_from([answer.value, *answer.also])))
        )
        for name, answer in right.items()
    }
    assert review(full, scenario, typed) == []


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tinh_nyc", "thực hành"),
        ("xa_me", "mẫu"),
        ("dia_chi_me", "Bản Học, xã Mẫu"),
        ("ngay_sinh_me", "năm 1998"),
        ("so_giay_to_nyc", "000 198 000 031"),
        ("so_ban_sao", "2 bản"),
        ("ngay_sinh_con_chu", "mồng ba tháng mười một năm hai ngàn không trăm hai sáu"),
    ],
)
def test_other_wordings_are_as_right(coach: Coach, field: str, typed: str) -> None:
    assert coach(**{field: typed}) == []


def test_a_value_that_two_share_is_right_for_both(full: Pack, late: Scenario) -> None:
    assert late.fields["xa_nyc"] == late.fields["xa_me"]
    assert late.fields["so_giay_to_nyc"] == late.fields["so_dinh_danh_nyc"]
    assert review(full, late, late.fields) == []


# --- each kind ---


@pytest.mark.parametrize(
    ("field", "typed", "kind"),
    [
        ("ngay_sinh_con_chu", "03/11/2026", "format"),
        ("ngay_sinh_con_chu", "ngày ba tháng mười một", "format"),
        ("so_ban_sao", "hai", "format"),
        ("so_ban_sao", "21", "format"),
        ("so_giay_to_nyc", "###", "format"),
        ("ngay_cap_me", "2024", "format"),
        ("tinh_nyc", "Tinhr Thuwcj Hanhf", "keyboard_residue"),
        ("xa_me", "Ma6u4", "keyboard_residue"),
        (
            "ngay_sinh_con_chu",
            "ngày ba tháng mười một nawm hai nghìn không trăm hai mươi sáu",
            "keyboard_residue",
        ),
        ("tinh_nyc", "Thuc Hanh", "diacritics"),
        ("xa_me", "Xã Mau", "diacritics"),
        ("ngay_sinh_con_chu", "ngay ba thang muoi mot nam hai nghin khong tram hai muoi sau", "diacritics"),
        ("so_ban_sao", "3", "digits"),
        ("so_giay_to_nyc", "000198000013", "digits"),
        ("ngay_sinh_me", "1999", "digits"),
        ("ngay_sinh_con", "11/03/2026", "date_order"),
        ("ngay_sinh_con_chu", "ngày mười một tháng ba năm hai nghìn không trăm hai mươi sáu", "date_order"),
        ("so_giay_to_nyc", "000095247816", "other_person"),
        ("xa_me", "Suối Tập", "other_person"),
        ("dia_chi_me", "Thôn Hai", "other_person"),
        ("ngay_cap_me", "22/10/2024", "other_person"),
        ("noi_cap_nyc", "Giàng A Giả Định", "other_person"),
        ("ngay_sinh_me", "19/8/2024", "wrong_block"),
        ("ngay_cap_nyc", "25/03/1998", "wrong_block"),
        ("so_giay_to_nyc", "0000 000 031", "wrong_block"),
        ("dia_chi_me", "Xã Mẫu", "wrong_block"),
        ("dia_chi_me", "Thực Hành", "wrong_block"),
        ("dia_chi_me", "Bản Học, xã Mẫu, tỉnh Thực Hành", "wrong_block"),
        ("dia_chi_nyc", "bản học xã mẫu", "wrong_block"),
        ("xa_nyc", "Tỉnh Thực Hành", "wrong_block"),
        ("tinh_que_quan", "Yên Bái", "old_place"),
        ("tinh_que_quan", "Tỉnh Thực Hành Cũ", "old_place"),
        ("tinh_que_quan", "Bac Giang", "old_place"),
        ("xa_me", "xã Mẫu Cũ", "old_place"),
        ("xa_me", "Huyện Tập", "old_place"),
        ("dia_chi_me", "Bản Học, xã Mẫu Cũ, huyện Tập", "old_place"),
        ("dia_chi_me", "Bản Học, huyện Nào Đó", "old_place"),
        (
            "ngay_sinh_con_chu",
            "ngày ba tháng mười năm hai nghìn không trăm hai mươi sáu",
            "figures_and_words",
        ),
        (
            "ngay_sinh_con_chu",
            "ngay bon thang muoi mot nam hai nghin khong tram hai muoi sau",
            "figures_and_words",
        ),
        ("loai_dang_ky", "qua-han", "wrong_choice"),
        ("dan_toc_me", "Dao", "wrong_choice"),
        ("tinh_nyc", "Lào Cai", "wrong_choice"),
        ("xa_me", "Hòa Bình", "wrong_choice"),
        ("dia_chi_me", "gần chợ", "different"),
        ("ngay_sinh_me", "01/01/2000", "different"),
        ("cam_doan", "", "missing"),
        ("cam_doan", "off", "missing"),
        ("ngay_sinh_con_chu", " ", "missing"),
    ],
)
def test_one_wrong_answer_is_one_mistake_of_its_kind(coach: Coach, field: str, typed: str, kind: str) -> None:
    assert coach(**{field: typed}) == [(field, kind)]


def test_a_childs_number_is_no_number_of_a_paper(full: Pack, late: Scenario) -> None:
    mistake = one(full, late, so_giay_to_con="000 318 460 275")
    assert mistake.kind is MistakeKind.WRONG_BLOCK
    assert mistake.hints[1].startswith("Bác vừa gõ số định danh của cháu.")
    assert mistake.hints[2] == "Xoá hết chữ trong ô, để trống."


def test_in_a_field_to_leave_empty_anything_else_is_different(full: Pack, late: Scenario) -> None:
    for typed in ("000093518264", "B0000123", "?"):
        assert one(full, late, so_giay_to_con=typed).kind is MistakeKind.DIFFERENT


def test_an_optional_field_may_stay_empty(full: Pack, late: Scenario) -> None:
    assert review(full, late, late.fields | {"so_dinh_danh_con": ""}) == []


# --- figures and words ---


def test_words_that_agree_with_wrong_figures_are_only_different(coach: Coach) -> None:
    words = "ngày hai mươi tháng chín năm hai nghìn không trăm hai mươi lăm"
    assert coach(ngay_sinh_con="20/09/2025", ngay_sinh_con_chu=words) == [
        ("ngay_sinh_con", "different"),
        ("ngay_sinh_con_chu", "different"),
    ]


def test_right_words_beside_wrong_figures_are_right(coach: Coach) -> None:
    assert coach(ngay_sinh_con="04/11/2026") == [("ngay_sinh_con", "digits")]


def test_without_figures_there_is_nothing_to_compare(coach: Coach) -> None:
    words = "ngày ba tháng mười năm hai nghìn không trăm hai mươi sáu"
    assert ("ngay_sinh_con_chu", "different") in coach(ngay_sinh_con="", ngay_sinh_con_chu=words)


# --- contradictions and the day of filing ---


def test_a_late_birth_filed_as_on_time_is_a_contradiction_that_says_why(full: Pack, late: Scenario) -> None:
    mistake = one(full, late, loai_dang_ky="Đăng ký đúng hạn")
    assert mistake.kind is MistakeKind.CONTRADICTION
    assert mistake.hints[1].startswith("Từ ngày sinh đến nay đã quá 60 ngày. Nhìn dòng số 2")


def test_the_day_of_filing_may_be_another_than_the_storys(
    full: Pack, story: Scenario, late: Scenario
) -> None:
    wrong = late.fields | {"loai_dang_ky": "dung-han"}
    early = review(full, late, wrong | {FILED_ON: "2018-09-01"})
    assert [mistake.kind for mistake in early] == [MistakeKind.WRONG_CHOICE]
    assert review(full, story, story.fields | {FILED_ON: "2030-01-01"}) == []


# --- hints ---


def test_what_was_typed_is_named_by_its_field(full: Pack, story: Scenario) -> None:
    assert "Bác vừa gõ ngày cấp căn cước" in one(full, story, ngay_sinh_me="19/08/2024").hints[1]
    assert "Bác vừa chọn của cha cháu" in one(full, story, xa_me="Xã Suối Tập").hints[1]


def test_a_place_of_the_past_is_named_in_the_last_hint(full: Pack, story: Scenario) -> None:
    hints = one(full, story, tinh_que_quan="yên bái").hints
    assert hints[2] == "Tỉnh Yên Bái nay không còn. Chạm vào ô rồi chọn: Tỉnh Thực Hành"
    assert "huyện" in one(full, story, dia_chi_me="Bản Học, huyện Nào Đó").hints[0]


def test_a_count_is_told_its_bounds(full: Pack, story: Scenario) -> None:
    assert "một con số từ 1 đến 20." in one(full, story, so_ban_sao="0").hints[0]


def test_a_box_is_ticked_not_typed(full: Pack, story: Scenario) -> None:
    hints = one(full, story, cam_doan="").hints
    assert hints[0] == "Bác chưa đánh dấu lời cam đoan."
    assert not any("gõ" in hint for hint in hints)


WRONG = [
    "",
    "?",
    "Giang A Thu",
    "11/03/2026",
    "1",
    "000198000013",
    "Xã Mẫu",
    "Yên Bái",
    "huyện Tập",
    "cha-de",
    "off",
]


def test_hints_go_from_a_nudge_to_the_paper_to_the_value(full: Pack, story: Scenario) -> None:
    typed = [dict.fromkeys(story.fields, wrong) | {"ban_sao": "co"} for wrong in WRONG]
    mistakes = [mistake for answers in typed for mistake in review(full, story, answers)]
    assert {mistake.field for mistake in mistakes} == set(story.fields) - {"ban_sao"}
    for mistake in mistakes:
        nudge, point, show = mistake.hints
        answer = story.answers[mistake.field]
        paper = story.paper(answer.paper)
        assert paper is not None
        assert f"dòng số {answer.line} trên {paper.said}" in point
        right = kind_of(full.eform.field(mistake.field)).show(answer.value)
        assert not right or (right not in point and right in show)
        assert not any("{" in hint for hint in (nudge, point, show, mistake.message))


# --- any text at all ---


@tried
@given(st.data())
def test_any_text_gets_one_judgement_the_same_each_time(full: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(full.scenarios))
    names = [field.id for field in full.eform.fields]
    values = any_text() | st.sampled_from(sorted(set(scenario.fields.values())))
    typed = data.draw(st.dictionaries(st.sampled_from([*names, FILED_ON]), values))
    mistakes = review(full, scenario, typed)
    assert mistakes == review(full, scenario, dict(reversed(typed.items())))
    found = [mistake.field for mistake in mistakes]
    assert found == [name for name in names if name in found]
    assert all(len(set(mistake.hints)) == 3 for mistake in mistakes)
