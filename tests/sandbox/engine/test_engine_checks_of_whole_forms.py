"""check_pack on what whole forms add: each rule bites, and says file, key and what is expected."""

import json
from typing import Any

import pytest

from sandbox.engine.checks import check_pack
from sandbox.engine.packs import canonical_json, digest, pack_from_json
from sandbox.engine.schema import Pack

Data = dict[str, Any]
FORM, STORIES = "procedure.yaml", "scenarios.yaml"
RULE = {"field": "loai_dang_ky", "equals": "dung-han"}


@pytest.fixture
def data(full: Pack) -> Data:
    """The made-up pack as plain data, to be spoilt."""
    loaded: Data = json.loads(canonical_json(full))
    return loaded


def keys(data: Data) -> set[tuple[str, str]]:
    return {(problem.file, problem.key) for problem in check_pack(Pack.model_validate(data))}


def field(data: Data, field_id: str) -> Data:
    fields = [f for step in data["eform"]["steps"] for part in step["sections"] for f in part["fields"]]
    found: Data = next(one for one in fields if one["id"] == field_id)
    return found


def answer(data: Data, field_id: str) -> Data:
    found: Data = data["scenarios"][0]["answers"][field_id]
    return found


def test_the_pack_itself_is_sound_and_stored_as_it_was_read(full: Pack) -> None:
    assert check_pack(full) == []
    stored = canonical_json(full)
    assert pack_from_json(stored) == full
    assert canonical_json(pack_from_json(stored)) == stored
    assert digest(pack_from_json(stored)) == digest(full)
    assert '"copy":{"dia_chi_me":"dia_chi_nyc"' in stored
    assert '{"field":"ngay_sinh_con","older_than_days":60}' in stored


def test_a_pack_that_was_stored_before_the_additions_is_still_read(pack: Pack) -> None:
    stored = json.loads(canonical_json(pack))
    del stored["eform"]["fills"], stored["eform"]["rules"], stored["procedure"]["charges"]
    for scenario in stored["scenarios"]:
        assert scenario["office"].pop("payment_days") == 3
    for step in stored["eform"]["steps"]:
        for section in step["sections"]:
            for one in section["fields"]:
                for name in (
                    "prefill",
                    "readonly",
                    "of",
                    "precision",
                    "minimum",
                    "maximum",
                    "unit",
                    "default",
                ):
                    del one[name]
    assert pack_from_json(json.dumps(stored)) == pack


@pytest.mark.parametrize(
    ("name", "change", "key"),
    [
        ("ngay_sinh_con_chu", {"of": "ho_ten_nyc"}, "of"),
        ("ngay_sinh_con_chu", {"of": ""}, "of"),
        ("xa_nyc", {"of": "xa_nyc"}, "of"),
        ("xa_nyc", {"of": "tinh_que_quan"}, "of"),
        ("dia_chi_nyc", {"of": "tinh_nyc"}, "of"),
        ("ho_ten_me", {"precision": ["year"]}, "precision"),
        ("ngay_sinh_me", {"precision": ["year", "year"]}, "precision"),
        ("dia_chi_nyc", {"minimum": 1}, "minimum, maximum, unit"),
        ("dia_chi_nyc", {"unit": "bản"}, "minimum, maximum, unit"),
        ("so_ban_sao", {"minimum": 21}, "minimum"),
        ("dia_chi_me", {"readonly": True}, "readonly"),
        ("dia_chi_me", {"said": "một hai ba bốn năm sáu bảy tám"}, "said"),
        ("ngay_cap_nyc", {"prefill": "name"}, "prefill"),
        ("dan_toc_me", {"prefill": "sex"}, "prefill"),
        ("dan_toc_me", {"default": "tay"}, "default"),
        ("dan_toc_me", {"default": "Mông"}, "default"),
        ("so_ban_sao", {"default": "21"}, "default"),
        ("cam_doan", {"default": "on"}, "default"),
        ("dia_chi_nyc", {"default": "Bản Học"}, "default"),
        ("so_ban_sao", {"show_if": {"field": "ho_ten_me", "older_than_days": 3}}, "show_if"),
        ("so_ban_sao", {"show_if": {"field": "ho_ten_me", "before": "ngay_sinh_con"}}, "show_if"),
    ],
)
def test_a_field_that_does_not_hold_together_is_named(data: Data, name: str, change: Data, key: str) -> None:
    field(data, name).update(change)
    assert keys(data) == {(FORM, f"eform.{name}.{key}")}


def test_a_default_that_the_field_takes_is_sound(data: Data) -> None:
    field(data, "dan_toc_me")["default"] = "mong"
    field(data, "so_ban_sao")["default"] = "1"
    assert check_pack(Pack.model_validate(data)) == []


CHARGE = {
    "id": "ban-sao",
    "label": "Bản sao",
    "amount": 8000,
    "unit": "bản",
    "per": "so_ban_sao",
    "when": {"field": "ban_sao", "equals": "co"},
    "source": {"title": "Đặt ra để kiểm tra", "verified_on": "2026-11-22"},
}


def test_a_charge_that_holds_together_is_sound(data: Data) -> None:
    flat = CHARGE | {"id": "chuyen", "per": "", "unit": ""}
    data["procedure"]["charges"] = [CHARGE, flat]
    pack = Pack.model_validate(data)
    assert check_pack(pack) == []
    assert pack_from_json(canonical_json(pack)) == pack


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"per": "khong_co"}, "procedure.charges.ban-sao.per"),
        ({"per": "ho_ten_me"}, "procedure.charges.ban-sao.per"),
        ({"unit": ""}, "procedure.charges.ban-sao.unit"),
        ({"when": {"field": "ban_sao", "equals": "chua"}}, "procedure.charges.ban-sao.when"),
        ({"when": {"field": "khong_co", "filled": True}}, "procedure.charges.ban-sao.when"),
    ],
)
def test_a_charge_that_cannot_be_counted_is_named(data: Data, change: Data, key: str) -> None:
    data["procedure"]["charges"] = [CHARGE | change]
    assert keys(data) == {(FORM, key)}


def test_two_charges_of_one_name_are_named(data: Data) -> None:
    data["procedure"]["charges"] = [CHARGE, CHARGE]
    assert keys(data) == {(FORM, "procedure.charges")}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"copy": {}, "clear": []}, "eform.fills.0"),
        ({"copy": {"khong_co": "ho_ten_nyc"}}, "eform.fills.0"),
        ({"clear": ["khong_co"]}, "eform.fills.0"),
        ({"clear": ["ho_ten_me"]}, "eform.fills.0"),
        ({"copy": {"ho_ten_me": "ngay_cap_nyc"}}, "eform.fills.0.copy"),
        ({"copy": {"dan_toc_me": "quan_he"}}, "eform.fills.0.copy"),
        ({"when": {"field": "quan_he", "equals": "chau"}}, "eform.fills.0.when"),
    ],
)
def test_a_fill_that_cannot_be_is_named(data: Data, change: Data, key: str) -> None:
    data["eform"]["fills"][0].update(change)
    assert (FORM, key) in keys(data)


@pytest.mark.parametrize(
    "fill",
    [
        {"when": {"field": "ho_ten_me", "filled": True}, "clear": ["dan_toc_me"]},
        {"when": RULE, "copy": {"ho_ten_nyc": "ho_ten_me"}},
    ],
)
def test_no_fill_sets_off_another(data: Data, fill: Data) -> None:
    data["eform"]["fills"].append(fill)
    assert (FORM, "eform.fills.2") in keys(data)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"field": "khong_co"}, "field"),
        ({"field": "ban_sao"}, "when"),
        ({"when": {"field": "loai_dang_ky", "equals": "muon"}}, "when"),
        ({"said": "Không có dấu chấm"}, "said"),
        ({"said": " ".join(["dài"] * 16) + "."}, "said"),
    ],
)
def test_a_rule_that_cannot_be_is_named(data: Data, change: Data, key: str) -> None:
    data["eform"]["rules"][0].update(change)
    assert (FORM, f"eform.rules.qua-60-ngay.{key}") in keys(data)


def test_a_rule_comes_once(data: Data) -> None:
    data["eform"]["rules"] *= 2
    assert keys(data) == {(FORM, "eform.rules")}


def test_right_answers_keep_the_rules(data: Data) -> None:
    data["eform"]["rules"][0]["when"] = RULE
    assert keys(data) == {(STORIES, "moi-kieu-me-nop.answers.loai_dang_ky")}


def test_conditions_of_papers_look_at_the_form(data: Data) -> None:
    data["papers"][0]["required_if"] = {"field": "khong_co", "filled": True}
    data["papers"][1]["show_if"] = {"field": "quan_he", "equals": "chau"}
    assert keys(data) == {
        (FORM, "papers.giay-chung-sinh.required_if"),
        (FORM, "papers.uy-quyen.show_if"),
    }


def test_the_planted_request_is_about_a_paper_of_the_case(data: Data) -> None:
    data["scenarios"][0]["office"]["planted"] = {"paper": "uy-quyen", "reason": "Mờ."}
    assert keys(data) == {(STORIES, "moi-kieu-me-nop.office.planted.paper")}


def test_the_owner_of_a_paper_is_in_the_story(data: Data) -> None:
    data["scenarios"][0]["papers"][0]["owner"] = "ba"
    assert keys(data) == {("papers/moi-kieu-me-nop.yaml", "giay-chung-sinh.owner")}


def test_words_write_out_the_figures(data: Data) -> None:
    answer(data, "ngay_sinh_con_chu")["value"] = (
        "ngày bốn tháng mười một năm hai nghìn không trăm hai mươi sáu"
    )
    assert (STORIES, "moi-kieu-me-nop.answers.ngay_sinh_con_chu.value") in keys(data)


def test_the_right_place_is_one_of_today(data: Data) -> None:
    data["scenarios"][0]["papers"][0]["lines"][3]["value"] = "Xã Mẫu Cũ, tỉnh Thực Hành Cũ, Xã Bản Luyện"
    answer(data, "xa_que_quan")["value"] = "Xã Mẫu Cũ"
    answer(data, "tinh_que_quan")["value"] = "Tỉnh Thực Hành Cũ"
    assert {
        (STORIES, "moi-kieu-me-nop.answers.xa_que_quan.value"),
        (STORIES, "moi-kieu-me-nop.answers.tinh_que_quan.value"),
    } <= keys(data)


def test_facts_have_present_names_and_papers_may_show_old_ones(data: Data) -> None:
    lines = data["scenarios"][0]["papers"][3]["lines"]
    lines.append({"number": 9, "label": "Quê quán cũ", "value": "Xã Mẫu Cũ, huyện Tập, tỉnh Yên Bái"})
    assert keys(data) == set()
    data["scenarios"][0]["people"][1] |= {"origin_commune": "Xã Mẫu Cũ", "origin_province": "Tỉnh Yên Bái"}
    assert keys(data) == {
        (STORIES, "moi-kieu-me-nop.cha.origin_commune"),
        (STORIES, "moi-kieu-me-nop.cha.origin_province"),
    }


@pytest.mark.parametrize(("born", "issued"), [("25/03/1998", "25/03/1999"), ("08/03/1998", "03/08/1998")])
def test_ones_own_two_values_are_never_so_near_that_the_kind_is_open(
    data: Data, born: str, issued: str
) -> None:
    data["personas"][0] |= {"birth_date": born, "issued_on": issued}
    answer(data, "ngay_sinh_me")["value"] = born
    assert (STORIES, "moi-kieu-me-nop.answers.ngay_sinh_me.value") in keys(data)


def test_the_same_place_of_two_people_leaves_nothing_open(data: Data) -> None:
    data["scenarios"][0]["people"][1] |= {"hamlet": "Bản Học", "commune": "Xã Mẫu"}
    assert keys(data) == set()
