"""What the portal writes by itself."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.coach import review
from sandbox.engine.prefill import prefilled, refilled
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import any_text, tried

COPIED = {
    "ho_ten_me": "ho_ten_nyc",
    "ngay_cap_me": "ngay_cap_nyc",
    "xa_me": "xa_nyc",
    "dia_chi_me": "dia_chi_nyc",
}


def test_the_facts_of_the_persona_stand_where_the_pack_says(full: Pack, story: Scenario) -> None:
    assert prefilled(full, full.persona(story.persona)) == {
        "ho_ten_nyc": "Vàng Thị Bài Tập",
        "so_dinh_danh_nyc": "000198000031",
        "ngay_cap_nyc": "19/08/2024",
        "noi_cap_nyc": "Bộ Công an",
        "tinh_nyc": "Tỉnh Thực Hành",
        "xa_nyc": "Xã Mẫu",
        "dia_chi_nyc": "Bản Học",
        "so_dien_thoai": "0000 000 031",
    }


def test_what_is_prefilled_is_right(full: Pack) -> None:
    for scenario in full.scenarios:
        typed = prefilled(full, full.persona(scenario.persona))
        assert review(full, scenario, typed, list(typed)) == []


def test_a_choice_is_prefilled_by_its_stored_value(full: Pack, story: Scenario) -> None:
    data = full.model_dump(mode="json")
    fields = data["eform"]["steps"][1]["sections"][1]["fields"]
    next(field for field in fields if field["id"] == "dan_toc_me")["prefill"] = "ethnicity"
    pack = Pack.model_validate(data)
    assert prefilled(pack, pack.persona(story.persona))["dan_toc_me"] == "mong"


def test_choosing_mother_copies_the_block_over_what_was_typed(full: Pack, story: Scenario) -> None:
    before = {"ho_ten_nyc": "Vàng Thị Bài Tập", "xa_nyc": "Xã Mẫu", "ho_ten_me": "Ai Đó", "xa_me": "x"}
    after = refilled(full.eform, before, before | {"quan_he": "Mẹ đẻ"})
    assert {target: after[target] for target in COPIED} == {
        "ho_ten_me": "Vàng Thị Bài Tập",
        "xa_me": "Xã Mẫu",
        "ngay_cap_me": "",
        "dia_chi_me": "",
    }
    assert after["quan_he"] == "Mẹ đẻ"


def test_choosing_another_clears_the_block(full: Pack, story: Scenario) -> None:
    after = refilled(full.eform, story.fields, story.fields | {"quan_he": "cha-de"})
    assert {after[target] for target in COPIED} == {""}
    assert after["ho_ten_nyc"] == "Vàng Thị Bài Tập"


def test_what_is_typed_after_the_choice_stays(full: Pack, story: Scenario) -> None:
    typed = story.fields | {"ho_ten_me": "Tên Khác"}
    assert refilled(full.eform, story.fields, typed) == typed


ANSWERS = st.dictionaries(
    st.sampled_from(["quan_he", *COPIED, *COPIED.values()]),
    any_text() | st.sampled_from(["me-de", "Mẹ đẻ", "cha-de", "Xã Mẫu"]),
)


@tried
@given(ANSWERS, ANSWERS)
def test_rewriting_again_changes_nothing(full: Pack, before: dict[str, str], after: dict[str, str]) -> None:
    once = refilled(full.eform, before, after)
    assert refilled(full.eform, before, once) == once
    assert refilled(full.eform, once, once) == once
    assert refilled(full.eform, after, after) == after


def with_default(full: Pack, field_id: str, value: str) -> Pack:
    """The made-up pack with something in this field from the start."""
    data = full.model_dump(mode="json")
    fields = [f for step in data["eform"]["steps"] for part in step["sections"] for f in part["fields"]]
    next(field for field in fields if field["id"] == field_id)["default"] = value
    return Pack.model_validate(data)


def test_a_default_stands_in_the_field_from_the_start(full: Pack, story: Scenario) -> None:
    persona = full.persona(story.persona)
    pack = with_default(full, "dan_toc_me", "mong")
    assert prefilled(pack, persona) == prefilled(full, persona) | {"dan_toc_me": "mong"}


def test_a_default_that_was_taken_out_again_is_missing_and_a_wrong_one_is_wrong(
    full: Pack, story: Scenario
) -> None:
    for default, typed in (("mong", ""), ("dao", "dao")):
        pack = with_default(full, "dan_toc_me", default)
        assert review(pack, story, story.fields | {"dan_toc_me": typed}, ["dan_toc_me"])
        assert review(pack, story, {**story.fields, "dan_toc_me": "mong"}, ["dan_toc_me"]) == []
    left_out = {name: value for name, value in story.fields.items() if name != "dan_toc_me"}
    assert review(with_default(full, "dan_toc_me", "mong"), story, left_out, ["dan_toc_me"])
