"""check_pack: each rule bites, and says file, key and what is expected."""

import json
from typing import Any

import pytest

from sandbox.engine import kinds
from sandbox.engine.checks import check_pack
from sandbox.engine.packs import canonical_json
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Pack

Data = dict[str, Any]


@pytest.fixture
def data(pack: Pack) -> Data:
    """The shipped pack as plain data, to be spoilt."""
    loaded: Data = json.loads(canonical_json(pack))
    return loaded


def found(data: Data) -> list[Problem]:
    return check_pack(Pack.model_validate(data))


def keys(data: Data) -> set[tuple[str, str]]:
    return {(problem.file, problem.key) for problem in found(data)}


def field(data: Data, field_id: str) -> Data:
    for step in data["eform"]["steps"]:
        for section in step["sections"]:
            for one in section["fields"]:
                if one["id"] == field_id:
                    wanted: Data = one
                    return wanted
    raise KeyError(field_id)


def mother(data: Data) -> Data:
    story: Data = data["scenarios"][0]
    return story


# --- the form ---


def test_what_says_where_the_result_is_to_be_had_is_a_choice(data: Data) -> None:
    data["eform"]["receiving"] = "ho_ten_con"
    assert found(data) == [
        Problem("procedure.yaml", "eform.receiving", "the id of a field of the kind choice, not ho_ten_con")
    ]


def test_an_unknown_kind_is_named_with_the_known_ones(data: Data) -> None:
    field(data, "noi_sinh")["kind"] = "poem"
    assert found(data) == [
        Problem(
            "procedure.yaml",
            "eform.noi_sinh.kind",
            f"one of {', '.join(sorted(kinds.names()))}, not poem",
        )
    ]


def test_a_choice_needs_options_and_nothing_else_has_them(data: Data) -> None:
    options = field(data, "gioi_tinh_con")["choices"]
    field(data, "gioi_tinh_con")["choices"] = options[:1]
    field(data, "noi_sinh")["choices"] = options
    assert keys(data) == {
        ("procedure.yaml", "eform.gioi_tinh_con.choices"),
        ("procedure.yaml", "eform.noi_sinh.choices"),
    }


def test_two_options_with_one_value_are_named(data: Data) -> None:
    field(data, "gioi_tinh_con")["choices"][1]["value"] = "nam"
    assert ("procedure.yaml", "eform.gioi_tinh_con.choices") in keys(data)


def test_a_field_and_a_label_come_once(data: Data) -> None:
    field(data, "ho_ten_me")["label"] = field(data, "ho_ten_cha")["label"]
    field(data, "noi_sinh")["id"] = "dia_chi"
    assert keys(data) == {("procedure.yaml", "eform.ke-khai.label"), ("procedure.yaml", "eform.fields")}


@pytest.mark.parametrize(
    "rule",
    [
        {"field": "khong_co", "equals": "x"},
        {"field": "ho_ten_cha", "filled": True},
        {"not": {"any": [{"field": "loai_khai_sinh", "one_of": ["ca-cha-va-me", "la"]}]}},
    ],
)
def test_a_condition_looks_at_earlier_fields_and_known_values(data: Data, rule: Data) -> None:
    field(data, "ho_ten_cha")["show_if"] = rule
    assert keys(data) == {("procedure.yaml", "eform.ho_ten_cha.show_if")}


def test_a_paper_needs_a_photo_that_is_good(data: Data) -> None:
    for photo in data["papers"][0]["photos"]:
        photo["problem"] = "mờ"
    assert keys(data) == {("procedure.yaml", "papers.giay-chung-sinh.photos")}


# --- people and places ---


@pytest.mark.parametrize(
    "number", ["001198000031", "000098000031", "000199000031", "000398000031", "00019800003", "000198 00031"]
)
def test_a_number_is_fictitious_and_fits_sex_and_year(data: Data, number: str) -> None:
    data["personas"][0]["citizen_number"] = number
    assert ("personas.yaml", "vang-thi-bai-tap.citizen_number") in keys(data)


def test_a_phone_is_fictitious(data: Data) -> None:
    mother(data)["people"][1]["phone"] = "0123 456 789"
    mother(data)["agency"]["officer_phone"] = "0100 000 021"
    assert {key for _, key in keys(data)} >= {
        "khai-sinh-me-nop.cha.phone",
        "khai-sinh-me-nop.agency.officer_phone",
    }


def test_no_province_but_the_fictional_one(data: Data) -> None:
    mother(data)["agency"]["province"] = "Tỉnh Mường Xa"
    mother(data)["papers"][1]["lines"][4]["value"] = "Bản Học, xã Mẫu, tỉnh Mường Xa"
    assert keys(data) == {
        ("scenarios.yaml", "khai-sinh-me-nop.agency.province"),
        ("papers/khai-sinh-me-nop.yaml", "can-cuoc.5"),
    }


def test_the_persona_lives_in_the_fictional_province_and_has_an_easy_word(data: Data) -> None:
    data["personas"][0] |= {"province": "Tỉnh Mường Xa", "word": "P@ss2026"}
    assert keys(data) == {
        ("personas.yaml", "vang-thi-bai-tap.province"),
        ("personas.yaml", "vang-thi-bai-tap.word"),
    }


def test_nobody_is_born_after_the_story_was_told(data: Data) -> None:
    mother(data)["people"][0]["birth_date"] = "23/11/2026"
    mother(data)["people"][1]["issued_on"] = "12/06/1990"
    assert {key for _, key in keys(data)} >= {
        "khai-sinh-me-nop.con.birth_date",
        "khai-sinh-me-nop.cha.issued_on",
    }


def test_a_role_is_played_by_one(data: Data) -> None:
    mother(data)["people"][1]["role"] = "me"
    assert ("scenarios.yaml", "khai-sinh-me-nop.people") in keys(data)


# --- papers and answers ---


def test_a_right_value_is_on_the_line_it_names(data: Data) -> None:
    mother(data)["answers"]["ho_ten_con"]["line"] = 6
    mother(data)["answers"]["noi_sinh"]["line"] = 50
    mother(data)["answers"]["dia_chi"]["paper"] = "so-ho-khau"
    assert keys(data) == {
        ("scenarios.yaml", "khai-sinh-me-nop.answers.ho_ten_con.value"),
        ("scenarios.yaml", "khai-sinh-me-nop.answers.noi_sinh"),
        ("scenarios.yaml", "khai-sinh-me-nop.answers.dia_chi"),
    }


def test_a_line_number_and_a_paper_come_once(data: Data) -> None:
    mother(data)["papers"][0]["lines"][7]["number"] = 1
    mother(data)["papers"][2]["id"] = "can-cuoc"
    assert {
        ("papers/khai-sinh-me-nop.yaml", "giay-chung-sinh"),
        ("papers/khai-sinh-me-nop.yaml", "papers"),
    } <= keys(data)


def test_every_required_field_has_its_answer_and_no_hidden_one_has(data: Data) -> None:
    del mother(data)["answers"]["noi_sinh"]
    mother(data)["answers"]["loai_khai_sinh"]["value"] = "chua-ro-cha"
    assert keys(data) == {
        ("scenarios.yaml", "khai-sinh-me-nop.answers.noi_sinh"),
        ("scenarios.yaml", "khai-sinh-me-nop.answers.ho_ten_cha"),
        ("scenarios.yaml", "khai-sinh-me-nop.answers.loai_khai_sinh.value"),
    }


@pytest.mark.parametrize(
    ("name", "value"), [("ngay_cap", "31/04/2024"), ("so_dinh_danh_me", "123"), ("gioi_tinh_con", "trai")]
)
def test_a_right_value_is_well_formed(data: Data, name: str, value: str) -> None:
    mother(data)["answers"][name]["value"] = value
    assert keys(data) == {("scenarios.yaml", f"khai-sinh-me-nop.answers.{name}")}


def test_what_nobody_can_see_cannot_be_mixed_up(data: Data) -> None:
    lines = mother(data)["papers"][3]["lines"]
    lines[:] = [line for line in lines if line["label"] != "Số điện thoại của chồng"]
    assert keys(data) == {("papers/khai-sinh-me-nop.yaml", "cha: 0000 262 748")}


@pytest.mark.parametrize(
    ("part", "value", "answer"),
    [
        ("citizen_number", "000095000031", "so_dinh_danh_me"),
        ("phone", "0000 000 043", "so_dien_thoai"),
        ("name", "Vàng Thị Bãi Tập", "ho_ten_me"),
        ("name", "Vàng Thị Bài Tậm", "ho_ten_me"),
        ("issued_on", "19/08/2023", "ngay_cap"),
        ("birth_date", "11/03/2026", "ngay_sinh_con"),
    ],
)
def test_two_peoples_values_are_never_so_near_that_the_kind_is_open(
    data: Data, part: str, value: str, answer: str
) -> None:
    mother(data)["people"][1][part] = value
    assert ("scenarios.yaml", f"khai-sinh-me-nop.answers.{answer}.value") in keys(data)


def test_the_owner_of_a_field_is_in_the_story(data: Data) -> None:
    mother(data)["people"] = mother(data)["people"][:1]
    assert ("scenarios.yaml", "khai-sinh-me-nop.people") in keys(data)


def test_another_wording_that_the_coach_would_not_take_is_named(data: Data) -> None:
    mother(data)["answers"]["noi_sinh"]["also"] = ["Trạm Y tế xã Mẫu", " \u200b"]
    assert keys(data) == {("scenarios.yaml", "khai-sinh-me-nop.answers.noi_sinh")}


def test_the_planted_request_is_about_a_paper_of_the_procedure(data: Data) -> None:
    mother(data)["office"]["planted"]["paper"] = "so-ho-khau"
    assert keys(data) == {("scenarios.yaml", "khai-sinh-me-nop.office.planted.paper")}


def test_a_persona_that_is_not_there_is_named(data: Data) -> None:
    mother(data)["persona"] = "ai-do"
    assert keys(data) == {("scenarios.yaml", "khai-sinh-me-nop.persona")}


def test_two_scenarios_with_one_id_are_named(data: Data) -> None:
    data["scenarios"][1]["id"] = data["scenarios"][0]["id"]
    assert keys(data) == {("scenarios.yaml", "scenarios")}


@pytest.mark.parametrize(
    ("script", "key"),
    [
        ({"draft": {"field": "khong_co", "wrote": "x"}}, "draft.field"),
        ({"draft": {"field": "dia_chi", "wrote": "x"}}, "draft.field"),
        ({"draft": {"field": "ho_ten_con", "wrote": "GIÀNG A THỬ"}}, "draft.wrote"),
        (
            {"refusal": {"paper": "x", "photo": "du", "kind": "not_valid", "reason": "Vì thế."}},
            "refusal.paper",
        ),
        (
            {"refusal": {"paper": "giay-chung-sinh", "photo": "x", "kind": "not_valid", "reason": "Vì thế."}},
            "refusal.photo",
        ),
    ],
)
def test_what_the_script_plants_is_about_something_that_exists(
    data: Data, script: dict[str, Any], key: str
) -> None:
    mother(data)["office"] |= script
    assert keys(data) == {("scenarios.yaml", f"khai-sinh-me-nop.office.{key}")}
