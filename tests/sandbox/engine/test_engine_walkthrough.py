"""The worked example as data: read with the pack, each rule of it bites, and it knows what is filled in by then."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sandbox import journey
from sandbox.engine import walkthrough
from sandbox.engine.checks import check_pack
from sandbox.engine.packs import SHIPPED, canonical_json, pack_from_json, read_pack
from sandbox.engine.problems import PackError, Problem
from sandbox.engine.schema import Frame, Pack
from tests.sandbox.engine.writings import OURS

Data = dict[str, Any]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read_pack(SHIPPED / "khai-sinh")


@pytest.fixture
def data(shipped: Pack) -> Data:
    loaded: Data = json.loads(canonical_json(shipped))
    return loaded


def found(data: Data) -> list[Problem]:
    return check_pack(Pack.model_validate(data))


def frames(data: Data) -> list[Data]:
    listed: list[Data] = data["walkthrough"]["frames"]
    return listed


def test_a_pack_may_do_without(pack: Pack) -> None:
    assert not (OURS / "khai-sinh" / "walkthrough.yaml").exists()
    assert pack.walkthrough is None and check_pack(pack) == []


def test_the_example_is_stored_with_its_pack(shipped: Pack) -> None:
    assert shipped.walkthrough is not None and shipped.walkthrough.scenario == "khai-sinh-me-nop"
    assert pack_from_json(canonical_json(shipped)).walkthrough == shipped.walkthrough


def test_a_version_stored_before_there_were_examples_can_still_be_read(data: Data) -> None:
    del data["walkthrough"]
    assert pack_from_json(json.dumps(data)).walkthrough is None


def test_an_example_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    shutil.copytree(OURS / "khai-sinh", tmp_path / "khai-sinh")
    shutil.copy(OURS / "personas.yaml", tmp_path)
    (tmp_path / "khai-sinh" / "walkthrough.yaml").write_text("scenario: khai-sinh-me-nop\nframe: []\n")
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path / "khai-sinh")
    assert {(problem.file, problem.key) for problem in caught.value.problems} == {
        ("walkthrough.yaml", "frames"),
        ("walkthrough.yaml", "frame"),
    }


def test_its_places_are_those_of_the_journey_and_three_after_it(shipped: Pack) -> None:
    known = list(walkthrough.places(shipped))
    assert known[:-3] == [str(place) for place in journey.places(shipped)]
    assert known[-3:] == ["giay-hen", "ho-so", "ket-qua"]


@pytest.mark.parametrize(
    ("number", "change", "key"),
    [
        (12, {"fields": ["khong_co"]}, "frames.12.fields"),
        (12, {"fields": ["ho_ten_con"]}, "frames.12.fields"),
        (12, {"fields": ["thu_dien_tu"]}, "frames.12.fields"),
        (12, {"fields": ["ngay_cap", "so_dien_thoai"]}, "frames.12.fields"),
        (12, {"fields": []}, "frames.12"),
        (12, {"point": "nut"}, "frames.12"),
        (0, {"point": "passcode"}, "frames.0.point"),
        (0, {"fields": ["ngay_cap"], "point": ""}, "frames.0.fields"),
        (0, {"place": "khong-co"}, "frames.0.place"),
        (0, {"caption": ["một " * 15 + "hai."]}, "frames.0.caption"),
        (0, {"caption": ["Không có dấu chấm"]}, "frames.0.caption"),
        (1, {"place": "co-quan", "point": "nut"}, "frames.2.place"),
    ],
)
def test_a_frame_that_cannot_be_shown_is_named(data: Data, number: int, change: Data, key: str) -> None:
    frames(data)[number].update(change)
    problems = found(data)
    assert key in {problem.key for problem in problems}
    assert {problem.file for problem in problems} == {"walkthrough.yaml"}


def test_seven_fields_are_too_many_for_one_frame(data: Data) -> None:
    full = next(frame for frame in frames(data) if len(frame["fields"]) == walkthrough.MOST_FIELDS)
    full["fields"].append("ho_ten_me")
    assert [problem.expected for problem in found(data)] == ["at most 6 fields in one frame"]


def test_a_place_that_nobody_shows_is_named(data: Data) -> None:
    data["walkthrough"]["frames"] = [frame for frame in frames(data) if frame["place"] != "ho-so"]
    assert [(problem.key, problem.expected.endswith("ho-so")) for problem in found(data)] == [
        ("frames", True)
    ]


def test_an_example_of_no_scenario_is_named(data: Data) -> None:
    data["walkthrough"]["scenario"] = "khong-co"
    assert [problem.key for problem in found(data)] == ["scenario"]


def test_what_is_filled_in_ends_where_the_hand_points(shipped: Pack) -> None:
    def at(place: str, point: str) -> frozenset[str]:
        return walkthrough.filled(shipped, Frame(place=place, point=point, caption=("Bác xem.",)))

    assert at("dang-nhap", "so-dinh-danh") == {"so-dinh-danh"}
    assert at("dang-nhap", "nut") == {"so-dinh-danh", "chu-tap", "nut"}
    assert at("ke-khai", "") == frozenset()


def test_a_cut_out_shows_the_lines_of_its_fields_and_no_others(shipped: Pack) -> None:
    scenario = shipped.scenario("khai-sinh-me-nop")
    cut = walkthrough.cut_out(scenario, ["so_dinh_danh_nyc", "ngay_cap_nyc", "so_giay_to_nyc"])
    assert cut is not None
    paper, lines = cut
    assert (paper.id, [line.number for line in lines]) == ("can-cuoc", [1, 6])
    assert walkthrough.cut_out(scenario, ["khong_co"]) is None


def test_a_value_is_found_on_the_card_and_on_her_own_papers_before_others(shipped: Pack) -> None:
    scenario = shipped.scenario("khai-sinh-me-nop")
    found = walkthrough.line_with(scenario, "Vàng Thị Bài Tập")
    assert found is not None and (found[0].id, found[1].number) == ("the-nhan-vat", 1)
    number = walkthrough.line_with(scenario, "000198000031")  # the child's paper has it, too
    assert number is not None and (number[0].id, number[1].number) == ("can-cuoc", 1)
    assert walkthrough.line_with(scenario, "không in ở đâu") is None


def test_the_shipped_example_says_no_value_of_the_answer_key_that_has_to_be_copied(shipped: Pack) -> None:
    assert shipped.walkthrough is not None
    scenario = shipped.scenario(shipped.walkthrough.scenario)
    said = " ".join(text for frame in shipped.walkthrough.frames for text in frame.caption)
    kinds = {field.id: field.kind for field in shipped.eform.fields}
    copied = {"person_name", "date", "citizen_number", "paper_number", "phone"}
    values = {value for name, value in scenario.fields.items() if kinds[name] in copied}
    assert values and not [value for value in values if value in said]
