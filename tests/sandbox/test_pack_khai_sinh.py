"""The shipped birth registration: the whole real form, six right filings, and every contradiction that it knows."""

import contextlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from sandbox.engine import coach, papers, prefill
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import canonical_answers, visible_fields
from sandbox.engine.packs import SHIPPED, check_pack, read_pack
from sandbox.engine.schema import FieldSpec, Pack, Scenario

MOTHER, FATHER, GRANDMOTHER = "khai-sinh-me-nop", "khai-sinh-cha-nop", "khai-sinh-ba-nop"
LATE, COPIES, OLD_NAMES = "khai-sinh-qua-han", "khai-sinh-ban-sao-buu-chinh", "khai-sinh-que-quan-cu"
SCENARIOS = (MOTHER, FATHER, GRANDMOTHER, LATE, COPIES, OLD_NAMES)

# The labels of the real form (Thông tư 04/2024/TT-BTP), part by part. "Làm tại, ngày" is stamped by the portal.
IDENTITY = ("Loại giấy tờ", "Số giấy tờ", "Ngày cấp", "Nơi cấp")
ADDRESS = ("Tỉnh/Thành phố", "Phường/Xã/Đặc khu")
RESIDENCE = ("Loại cư trú", *ADDRESS, "Địa chỉ chi tiết")
PARENT = (
    *("Họ, chữ đệm, tên", "Ngày, tháng, năm sinh", "Dân tộc", "Quốc tịch", "Số định danh cá nhân"),
    *IDENTITY,
    *RESIDENCE,
)
REAL_FORM: Mapping[str, tuple[str, ...]] = {
    "": ("Ngày cấp", "Số điện thoại", "Email", *ADDRESS, "Địa chỉ chi tiết"),
    "I. Người yêu cầu": (
        *("Loại đăng ký", "Loại khai sinh", "Họ, chữ đệm, tên", "Số định danh cá nhân", *IDENTITY),
        *("Quan hệ với người được khai sinh", *RESIDENCE),
    ),
    "II. Người được khai sinh": (
        *("Họ, chữ đệm, tên", "Ngày, tháng, năm sinh", "Ghi bằng chữ", "Giới tính", "Dân tộc", "Quốc tịch"),
        *("Nơi sinh", *ADDRESS, *ADDRESS, "Quê quán"),
    ),
    "III. Người mẹ": PARENT,
    "IV. Người cha": PARENT,
    "V. Giấy chứng nhận kết hôn": ("Số", "Quyển số", "Ngày đăng ký", "Nơi đăng ký"),
    "Nhận kết quả": ("Cách nhận kết quả", "Người nhận", "Số điện thoại", *ADDRESS, "Địa chỉ chi tiết"),
    "Bản sao": ("Đề nghị cấp bản sao", "Số lượng bản sao"),
    "Cam đoan": ("Cam đoan",),
}

# Each rule with a scenario in which one changed answer, or two, contradict each other.
CONTRADICTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "qua-60-ngay": (LATE, {"loai_dang_ky": "dung-han"}),
    "chua-qua-60-ngay": (MOTHER, {"loai_dang_ky": "qua-han"}),
    "dang-ky-lai-tre-nho": (FATHER, {"loai_dang_ky": "dang-ky-lai"}),
    "cha-nop-ma-chua-ro-cha": (FATHER, {"loai_khai_sinh": "chua-ro-cha"}),
    "me-nop-ma-chua-ro-me": (MOTHER, {"loai_khai_sinh": "chua-ro-me"}),
    "ca-hai-ma-chua-ket-hon": (GRANDMOTHER, {"loai_khai_sinh": "ca-cha-va-me"}),
    "co-cha-thi-co-ket-hon": (COPIES, {"da_ket_hon": "khong"}),
    "chua-ro-cha-thi-khong-la-cha": (GRANDMOTHER, {"quan_he": "cha-de"}),
    "chua-ro-me-thi-khong-la-me": (GRANDMOTHER, {"loai_khai_sinh": "chua-ro-me", "quan_he": "me-de"}),
    "me-dang-nop": (MOTHER, {"loai_cu_tru_me": "khac"}),
    "cha-dang-nop": (OLD_NAMES, {"loai_cu_tru_cha": "khac"}),
    "me-nguoi-nuoc-ngoai": (FATHER, {"quoc_tich_me": "lao"}),
    "cha-nguoi-nuoc-ngoai": (MOTHER, {"quoc_tich_cha": "trung-quoc"}),
    "con-cua-cha-me-viet-nam": (MOTHER, {"quoc_tich_con": "khac"}),
}

# The papers that each family has to attach, besides those that it may.
ASKED = {MOTHER: "giay-chung-sinh", FATHER: "giay-chung-sinh", LATE: "van-ban-lam-chung"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(SHIPPED / "khai-sinh")


@pytest.fixture(params=SCENARIOS)
def scenario(request: pytest.FixtureRequest, pack: Pack) -> Scenario:
    return pack.scenario(request.param)


def _ask_coach(tmp_path: Path, scenario: str, answers: Any) -> Any:
    """What `manage.py coach` prints about these answers."""
    out, file = io.StringIO(), tmp_path / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    with contextlib.suppress(SystemExit):  # there are mistakes: the report says which
        call_command("coach", scenario, "--answers", str(file), "--json", stdout=out)
    return json.loads(out.getvalue())


def _filed(scenario: Scenario, changed: Mapping[str, str]) -> dict[str, str]:
    """The right answers, sent on the day of the story, but for what is changed."""
    return {FILED_ON: scenario.told_on.isoformat(), **scenario.fields, **changed}


# --- the form ---


def test_the_pack_is_sound(pack: Pack) -> None:
    assert check_pack(pack) == []
    assert tuple(scenario.id for scenario in pack.scenarios) == SCENARIOS


@pytest.mark.parametrize("title", REAL_FORM)
def test_every_label_of_the_real_form_is_there_in_its_part(pack: Pack, title: str) -> None:
    [section] = [found for step in pack.eform.steps for found in step.sections if found.title == title]
    labels = [field.label for field in section.fields]
    for label in REAL_FORM[title]:
        found = next((own for own in labels if own == label or own.startswith(f"{label} ")), None)
        assert found, f"{title}: no “{label}” among {labels}"
        labels.remove(found)


def test_the_real_steps_come_in_their_order_with_the_papers_after_the_second(pack: Pack) -> None:
    assert [step.id for step in pack.eform.steps] == ["chu-ho-so", "ke-khai", "nhan-ket-qua"]
    assert pack.eform.papers_place == 2


@pytest.mark.parametrize(
    ("chosen", "hidden"),
    [
        ("ca-cha-va-me", set()),
        ("chua-ro-cha", {"cha", "ket_hon"}),
        ("chua-ro-me", {"me", "ket_hon"}),
        ("bi-bo-roi", {"me", "cha", "ket_hon", "sinh"}),
        ("mang-thai-ho", set()),
    ],
)
def test_the_kind_of_registration_decides_which_parent_is_asked_for(
    pack: Pack, chosen: str, hidden: set[str]
) -> None:
    shown = {field.id for field in visible_fields(pack.eform, {"loai_khai_sinh": chosen})}
    asked = {"ho_ten_me": "me", "ho_ten_cha": "cha", "da_ket_hon": "ket_hon", "giay_to_sinh": "sinh"}
    assert {part for field, part in asked.items() if field not in shown} == hidden


@pytest.mark.parametrize("parent", ["me", "cha"])
def test_a_dead_parent_has_no_address(pack: Pack, parent: str) -> None:
    answers = {"loai_khai_sinh": "ca-cha-va-me", f"loai_cu_tru_{parent}": "khac"}
    shown = {field.id for field in visible_fields(pack.eform, answers)}
    assert f"noi_cu_tru_khac_{parent}" in shown
    assert not shown & {f"tinh_{parent}", f"xa_{parent}", f"dia_chi_{parent}"}


@pytest.mark.parametrize(("kin", "name", "parent"), [("me-de", MOTHER, "me"), ("cha-de", FATHER, "cha")])
def test_choosing_a_parent_writes_the_requester_over_that_parents_part(
    pack: Pack, kin: str, name: str, parent: str
) -> None:
    right = pack.scenario(name).fields
    own = {field: value for field, value in right.items() if field.endswith("_nyc")}
    typed = {f"ho_ten_{parent}": "Lý Văn Mẫu", "ho_ten_con": right["ho_ten_con"]}
    after = prefill.refilled(pack.eform, own | typed, own | typed | {"quan_he": kin})
    copied = {field: value for field, value in after.items() if field.endswith(f"_{parent}")}
    assert len(copied) == 10 and copied == {field: right[field] for field in copied}
    assert after["ho_ten_con"] == right["ho_ten_con"]


def test_the_portal_fills_in_who_is_signed_in(pack: Pack, scenario: Scenario) -> None:
    filled = prefill.prefilled(pack, pack.persona(scenario.persona))
    assert {"ho_ten_nyc", "so_dinh_danh_nyc", "tinh_cu_tru", "xa_cu_tru", "tinh_nyc", "xa_nyc"} <= set(filled)
    assert coach.review(pack, scenario, _filed(scenario, filled)) == []


def test_a_copy_costs_eight_thousand_dong_with_its_source(pack: Pack) -> None:
    [charge] = [charge for charge in pack.procedure.charges if charge.id == "ban-sao"]
    assert (charge.amount, charge.unit, charge.per) == (8000, "bản", "so_ban_sao")
    assert charge.source.title and charge.source.verified_on
    assert charge.when.holds({"ban_sao": "co"}) and not charge.when.holds({"ban_sao": "khong"})


# --- papers by case ---


def _required(pack: Pack, answers: Mapping[str, str]) -> set[str]:
    return {paper.id for paper in papers.asked(pack, answers) if paper.required}


def test_each_family_attaches_the_paper_about_the_birth_that_it_has(pack: Pack, scenario: Scenario) -> None:
    [required] = _required(pack, scenario.fields)
    assert required == ASKED.get(scenario.id, "giay-chung-sinh")
    assert scenario.paper(required), "the learner has it before her"


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"giay_to_sinh": "cam-doan"}, {"giay-cam-doan"}),
        ({"loai_khai_sinh": "bi-bo-roi", "giay_to_sinh": ""}, {"bien-ban-bo-roi"}),
        ({"loai_khai_sinh": "mang-thai-ho"}, {"giay-chung-sinh", "xac-nhan-mang-thai-ho"}),
        ({"quan_he": "khac"}, {"giay-chung-sinh", "van-ban-uy-quyen"}),
    ],
)
def test_other_cases_ask_for_other_papers(pack: Pack, changed: dict[str, str], wanted: set[str]) -> None:
    assert _required(pack, pack.scenario(MOTHER).fields | changed) == wanted


def test_a_grandmother_may_show_a_written_authority_and_need_not(pack: Pack) -> None:
    shown = {paper.id: paper.required for paper in papers.asked(pack, pack.scenario(GRANDMOTHER).fields)}
    assert shown == {"giay-chung-sinh": True, "van-ban-uy-quyen": False}
    assert "van-ban-uy-quyen" not in {one.id for one in papers.asked(pack, pack.scenario(MOTHER).fields)}


# --- the six families ---


def test_the_right_answers_and_each_other_wording_please_the_coach(
    tmp_path: Path, scenario: Scenario
) -> None:
    right = scenario.fields
    filings = [right, *(right | {field: v} for field, key in scenario.answers.items() for v in key.also)]
    reviews = _ask_coach(tmp_path, scenario.id, filings)
    assert [review["mistakes"] for review in reviews] == [[]] * len(filings)


def test_every_field_on_the_screen_has_its_answer(pack: Pack, scenario: Scenario) -> None:
    shown = visible_fields(pack.eform, canonical_answers(pack.eform, scenario.fields))
    left = {field.id for field in shown if field.id not in scenario.answers}
    assert left <= {"thu_dien_tu"}, "only the e-mail address may be left out"


def test_the_late_family_is_late_and_no_other_is(pack: Pack, scenario: Scenario) -> None:
    [rule] = [rule for rule in pack.eform.rules if rule.id == "qua-60-ngay"]
    assert rule.when.holds(_filed(scenario, {"loai_dang_ky": "dung-han"})) == (scenario.id == LATE)


def test_the_old_names_stand_on_a_paper_and_the_new_ones_are_right(pack: Pack) -> None:
    scenario = pack.scenario(OLD_NAMES)
    printed = [line.value for paper in scenario.papers for line in paper.lines]
    assert any("xã Mẫu Cũ, huyện Tập, tỉnh Thực Hành Cũ" in value for value in printed)
    assert (scenario.fields["xa_que_quan"], scenario.fields["tinh_que_quan"]) == ("Xã Mẫu", "Tỉnh Thực Hành")
    assert not any("Cũ" in value for value in scenario.fields.values())


@pytest.mark.parametrize(
    ("field", "old"), [("tinh_que_quan", "Tỉnh Thực Hành Cũ"), ("xa_que_quan", "Xã Mẫu Cũ")]
)
def test_copying_the_old_name_is_an_old_place(pack: Pack, field: str, old: str) -> None:
    scenario = pack.scenario(OLD_NAMES)
    [mistake] = coach.review(pack, scenario, _filed(scenario, {field: old}))
    assert (mistake.field, mistake.kind) == (field, MistakeKind.OLD_PLACE)


def test_the_fathers_data_in_the_mothers_part_are_another_persons(pack: Pack) -> None:
    scenario = pack.scenario(FATHER)
    trap = {
        f"{field}_me": scenario.fields[f"{field}_nyc"] for field in ("ho_ten", "so_dinh_danh", "ngay_cap")
    }
    found = {mistake.field: mistake.kind for mistake in coach.review(pack, scenario, _filed(scenario, trap))}
    assert found == dict.fromkeys(trap, MistakeKind.OTHER_PERSON)


def test_some_offices_ask_for_more_and_some_do_not(pack: Pack) -> None:
    planted = {scenario.id: scenario.office.planted for scenario in pack.scenarios}
    assert {name for name, request in planted.items() if request} == {
        MOTHER,
        FATHER,
        GRANDMOTHER,
        LATE,
        COPIES,
    }
    for scenario in pack.scenarios:
        request = scenario.office.planted
        assert request is None or request.paper in _required(pack, scenario.fields)


# --- contradictions ---


def test_every_rule_of_the_form_is_tried_below(pack: Pack) -> None:
    assert [rule.id for rule in pack.eform.rules] == list(CONTRADICTIONS)


@pytest.mark.parametrize("rule_id", CONTRADICTIONS)
def test_a_contradiction_is_found_and_explained(pack: Pack, rule_id: str) -> None:
    [rule] = [rule for rule in pack.eform.rules if rule.id == rule_id]
    name, changed = CONTRADICTIONS[rule_id]
    scenario = pack.scenario(name)
    mistakes = coach.review(pack, scenario, _filed(scenario, changed))
    found = {mistake.field: mistake for mistake in mistakes}
    assert found[rule.field].kind is MistakeKind.CONTRADICTION
    assert rule.said in found[rule.field].hints[1]


# --- words ---


def _field_words(field: FieldSpec) -> Iterator[str]:
    yield from (field.said, *(choice.label for choice in field.choices))
    if field.kind != "declaration":  # the pledge is the law's own sentence
        yield field.hint


def _words(pack: Pack) -> Iterator[str]:
    """Whatever of the pack is read to learners."""
    for field in pack.eform.fields:
        yield from _field_words(field)
    yield from (rule.said for rule in pack.eform.rules)
    for paper in pack.papers:
        yield from (paper.hint, *(photo.label for photo in paper.photos), *(p.problem for p in paper.photos))
    for scenario in pack.scenarios:
        yield from scenario.story
        yield from (paper.said for paper in scenario.papers)
        yield scenario.office.planted.reason if scenario.office.planted else ""


def test_no_sentence_has_more_than_fifteen_syllables(pack: Pack) -> None:
    sentences = (one for text in _words(pack) for one in re.split(r"[.?!]\s+", text))
    assert [one for one in sentences if len(one.split()) > 15] == []


def test_what_is_said_inside_a_hint_is_short(pack: Pack) -> None:
    assert [field.said for field in pack.eform.fields if len(field.said.split()) > 7] == []
