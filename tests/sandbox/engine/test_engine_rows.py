"""Tables: spread out into fields, judged in any order, marked in one row."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import packs, portal
from sandbox.engine.checks.form import form
from sandbox.engine.coach import review
from sandbox.engine.kinds import on_screen
from sandbox.engine.rows import arranged, count
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import OURS, tried

TABLE = {
    "title": "Những thành viên cùng thay đổi",
    "rows": {
        "id": "tv",
        "noun": "người",
        "label": "Số người cùng thay đổi",
        "said": "số người cùng thay đổi",
        "least": 0,
        "most": 3,
        "any_order": True,
        "exactly_one": "dai_dien",
    },
    "fields": [
        {"id": "ho_ten", "label": "Họ tên", "said": "họ tên", "kind": "person_name", "whose": "tv"},
        {"id": "ngay_sinh", "label": "Ngày sinh", "said": "ngày sinh", "kind": "date", "whose": "tv"},
        {
            "id": "con",
            "label": "Là con",
            "said": "có phải con không",
            "kind": "choice",
            "choices": ["Có", "Không"],
        },
        {
            "id": "con_thu",
            "label": "Con thứ mấy",
            "said": "con thứ mấy",
            "kind": "number",
            "show_if": {"field": "con", "equals": "co"},
        },
        {
            "id": "dai_dien",
            "label": "Đại diện",
            "said": "người đại diện",
            "kind": "declaration",
            "required": False,
        },
    ],
}
PEOPLE = [
    {"role": "tv1", "said": "vợ anh", "name": "Lý Thị Bài Học", "sex": "nu", "birth_date": "05/04/1990"},
    {"role": "tv2", "said": "con anh", "name": "Lý Văn Bút Chì", "sex": "nam", "birth_date": "07/06/2015"},
]
KEY = {
    "tv_dong": "2",
    "tv1_ho_ten": "Lý Thị Bài Học",
    "tv1_ngay_sinh": "05/04/1990",
    "tv1_con": "khong",
    "tv1_dai_dien": "on",
    "tv2_ho_ten": "Lý Văn Bút Chì",
    "tv2_ngay_sinh": "07/06/2015",
    "tv2_con": "co",
    "tv2_con_thu": "1",
    "tv2_dai_dien": "",
}


def with_table(**changes: Any) -> Pack:
    """The made-up pack with the table at its end, and two people in its first scenario."""
    data = packs.read_pack(OURS / "moi-kieu").model_dump(mode="json")
    table = copy.deepcopy(TABLE)
    table["rows"] |= changes  # type: ignore[operator]
    data["eform"]["steps"][-1]["sections"].append(table)
    first = data["scenarios"][0]
    first["people"] += PEOPLE
    first["answers"] |= {
        name: {"value": value, "paper": "can-cuoc", "line": 1} for name, value in KEY.items()
    }
    return Pack.model_validate(data)


@pytest.fixture(scope="module")
def tabled() -> Pack:
    return with_table()


@pytest.fixture(scope="module")
def tale(tabled: Pack) -> Scenario:
    return tabled.scenarios[0]


def swapped(answers: dict[str, str]) -> dict[str, str]:
    """The same with the first two rows exchanged."""
    other = {"tv1": "tv2", "tv2": "tv1"}
    return {
        f"{other[name[:3]]}{name[3:]}" if name[:3] in other else name: value
        for name, value in answers.items()
    }


def found(pack: Pack, scenario: Scenario, answers: dict[str, str]) -> list[tuple[str, str]]:
    mistakes = review(pack, scenario, answers)
    return [(one.field, one.kind.value) for one in mistakes if one.field.startswith("tv")]


def test_a_table_becomes_fields_row_for_row(tabled: Pack) -> None:
    names = [field.id for field in tabled.eform.fields if field.id.startswith("tv")]
    assert names[:3] == ["tv_dong", "tv1_ho_ten", "tv1_ngay_sinh"]
    assert len(names) == 1 + 3 * 5
    field = tabled.eform.field("tv2_con_thu")
    assert (field.label, field.whose) == ("Con thứ mấy (người 2)", "")
    assert field.show_if.names() == {"tv_dong", "tv2_con"}
    assert tabled.eform.field("tv3_ho_ten").whose == "tv3"


def test_what_is_stored_is_read_back_as_it_was(tabled: Pack) -> None:
    assert Pack.model_validate_json(packs.canonical_json(tabled)) == tabled


def test_the_checks_find_nothing_in_a_sound_table_and_name_an_unsound_one(tabled: Pack) -> None:
    assert list(form(tabled)) == []
    assert [problem.key for problem in form(with_table(least=4))] == [
        "eform.tv.least",
        "eform.tv_dong.minimum",
        "eform.tv_dong.default",
    ]
    assert [problem.key for problem in form(with_table(exactly_one="con"))] == ["eform.tv.exactly_one"]


@pytest.mark.parametrize(("typed", "rows"), [("", 0), ("2", 2), ("9", 3), ("-1", 0), ("hai", 0), ("²", 0)])
def test_the_count_stays_inside_its_bounds(tabled: Pack, typed: str, rows: int) -> None:
    assert count(tabled.eform.tables[0], {"tv_dong": typed}) == rows


def test_only_open_rows_are_on_the_screen(tabled: Pack) -> None:
    for rows in range(4):
        shown, _ = on_screen(tabled.eform, {"tv_dong": str(rows)})
        assert {field.id[2] for field in shown if field.id.startswith("tv")} == {"_", *"123"[:rows]}


def test_rows_in_any_order_are_right(tabled: Pack, tale: Scenario) -> None:
    right = dict(tale.fields)
    assert found(tabled, tale, right) == [] == found(tabled, tale, swapped(right))


def test_where_the_order_counts_swapped_rows_are_wrong() -> None:
    pack = with_table(any_order=False)
    scenario = pack.scenarios[0]
    assert ("tv1_ho_ten", "other_person") in found(pack, scenario, swapped(scenario.fields))


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        ({"tv2_ho_ten": "Ly Thi Bai Hoc"}, [("tv2_ho_ten", "diacritics")]),
        ({"tv1_ngay_sinh": "06/07/2015"}, [("tv1_ngay_sinh", "date_order")]),
        ({"tv2_ho_ten": "Lý Văn Bút Chì"}, [("tv2_ho_ten", "other_person")]),
        ({"tv1_con_thu": ""}, [("tv1_con_thu", "missing")]),
        ({"tv1_dai_dien": "on"}, [("tv1_dai_dien", "contradiction")]),
    ],
)
def test_a_mistake_in_a_swapped_row_is_named_where_it_was_typed(
    tabled: Pack, tale: Scenario, change: dict[str, str], mistakes: list[tuple[str, str]]
) -> None:
    assert found(tabled, tale, swapped(dict(tale.fields)) | change) == mistakes


def test_a_row_that_is_left_out_is_one_mistake_of_the_count(tabled: Pack, tale: Scenario) -> None:
    second_alone = {
        name: value for name, value in swapped(dict(tale.fields)).items() if not name.startswith("tv2")
    }
    assert found(tabled, tale, second_alone | {"tv_dong": "1"}) == [("tv_dong", "different")]
    assert found(tabled, tale, dict(tale.fields) | {"tv_dong": "3"}) == [("tv_dong", "different")]


@tried
@given(
    st.permutations([1, 2, 3]),
    st.dictionaries(st.sampled_from(sorted(KEY)), st.sampled_from(sorted(KEY.values()))),
)
def test_the_arranged_key_is_the_same_key_in_another_order(order: list[int], typed: dict[str, str]) -> None:
    pack = with_table()
    scenario = pack.scenarios[0]
    names = {str(here): str(there) for here, there in enumerate(order, 1)}
    moved = {
        f"tv{names[n[2]]}{n[3:]}" if n[2] in names else n: v
        for n, v in (KEY | typed).items()
        if n[:2] == "tv"
    }
    other = arranged(pack.eform, scenario, moved)
    assert sorted(answer.value for answer in other.answers.values()) == sorted(scenario.fields.values())
    assert {person.name for person in other.people} == {person.name for person in scenario.people}


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("change", "fields"),
    [({}, []), ({"tv1_dai_dien": ""}, ["tv1_dai_dien"]), ({"tv2_dai_dien": "on"}, ["tv2_dai_dien"])],
)
def test_the_portal_wants_exactly_one_row_marked(
    tabled: Pack, tale: Scenario, change: dict[str, str], fields: list[str]
) -> None:
    errors = portal.errors(tabled, dict(tale.fields) | change, None, TODAY)
    assert [error.field for error in errors] == fields
    assert all("đúng một người" in error.message for error in errors)
