"""What changed between two versions of a pack: nothing is passed over, and everything is told in Vietnamese."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.engine import changes, packs
from sandbox.engine.change_words import KEYS
from sandbox.engine.changes import Change, Kind, diff
from sandbox.engine.comparing import fields
from sandbox.engine.schema import Frozen
from tests.sandbox.engine.writings import OURS

STORED = [
    packs.canonical_json(packs.read_pack(folder))
    for folder in [*packs.shipped_packs(), OURS / "khai-sinh", OURS / "moi-kieu"]
]


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value that is no group or list."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in pairs:
        yield from leaves(one, (*way, key))
    if not isinstance(value, dict | list):
        yield way


WAYS = [list(leaves(json.loads(text))) for text in STORED]


def put(pack: Any, way: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """A copy of the pack in which the value at the end of the way is another."""
    changed = copy.deepcopy(pack)
    at = changed
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = change(at[way[-1]])
    return changed


def other(value: Any) -> Any:
    """A value of the same type that is not this one; text becomes nothing that a pack says."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 7_001
    return f"{value or ''}x"


@st.composite
def altered(draw: st.DrawFn) -> tuple[Any, Any]:
    """A pack, and the same one with one to three leaves altered."""
    number = draw(st.integers(0, len(STORED) - 1))
    before = json.loads(STORED[number])
    after = before
    for way in draw(st.lists(st.sampled_from(WAYS[number]), min_size=1, max_size=3, unique=True)):
        after = put(after, way, other)
    return before, after


def is_told(change: Change) -> bool:
    """Whether it is named in Vietnamese, with something before or after."""
    return (
        bool(change.about)
        and not any("“?”" in one for one in change.about)
        and not change.what.startswith("mục ")
        and (change.before != change.after)
    )


@pytest.mark.parametrize("text", STORED)
def test_a_pack_does_not_differ_from_itself(text: str) -> None:
    assert diff(json.loads(text), json.loads(text)) == ()


@given(altered())
@settings(max_examples=150, deadline=None)
def test_whatever_is_altered_is_told(pair: tuple[Any, Any]) -> None:
    found = diff(*pair)
    assert found
    for change in found:
        assert is_told(change), change


@given(altered())
@settings(max_examples=60, deadline=None)
def test_the_way_back_is_the_same_with_before_and_after_exchanged(pair: tuple[Any, Any]) -> None:
    back = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
    there = {(change.way, change.kind, len(change.about)) for change in diff(*pair)}
    assert there == {(change.way, back[change.kind], len(change.about)) for change in diff(*reversed(pair))}


def schema_keys(model: type[Frozen], seen: set[type]) -> Iterator[str]:
    """Every key that a pack may have, in all models below this one."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield field.alias or name
        for one in _models(field.annotation):
            yield from schema_keys(one, seen)


def _models(annotation: Any) -> Iterator[type[Frozen]]:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        yield annotation
    for one in getattr(annotation, "__args__", ()):
        yield from _models(one)


def test_every_key_that_a_pack_may_have_has_a_name() -> None:
    arranged = {"eform", "steps", "sections", "rules", "fills", "scenarios", "personas", "procedure"}
    assert set(schema_keys(packs.Pack, set())) - arranged - set(KEYS) == set()


# --- How it reads ----------------------------------------------------------------------------------------------------
@pytest.fixture
def pack() -> Any:
    return json.loads(packs.canonical_json(packs.read_pack(OURS / "khai-sinh")))


def field(pack: Any, name: str) -> Any:
    return next(one for one in fields(pack) if one["id"] == name)


def lines(before: Any, after: Any) -> list[tuple[str, str, str]]:
    return [(one.headline, one.before, one.after) for one in diff(before, after)]


def test_a_new_name_is_a_change_of_the_same_field(pack: Any) -> None:
    after = copy.deepcopy(pack)
    old = field(pack, "ngay_cap")["label"]
    field(after, "ngay_cap")["label"] = "Ngày cấp giấy"
    assert lines(pack, after) == [("Ô “Ngày cấp giấy”: đổi tên", old, "Ngày cấp giấy")]
    assert diff(pack, after)[0].names == {"field:ngay_cap"}


def test_a_field_that_came_is_one_line_with_what_it_asks(pack: Any) -> None:
    after = copy.deepcopy(pack)
    new = {**field(pack, "ngay_cap"), "id": "ten_tau", "label": "Tên tàu", "hint": "Ghi trên mũi tàu"}
    after["eform"]["steps"][0]["sections"][0]["fields"].insert(1, new)
    ((head, before, told),) = lines(pack, after)
    assert (head, before) == ("Thêm ô “Tên tàu”", "")
    assert "loại: ngày tháng" in told and "lời gợi ý: Ghi trên mũi tàu" in told and "bắt buộc: có" in told
    ((head, told, after_),) = lines(after, pack)
    assert head == "Bỏ ô “Tên tàu”" and "Ghi trên mũi tàu" in told and after_ == ""


def test_fields_that_change_places_are_told_once(pack: Any) -> None:
    after = copy.deepcopy(pack)
    longest = max(
        (section["fields"] for step in after["eform"]["steps"] for section in step["sections"]), key=len
    )
    longest.reverse()
    ((head, before, told),) = lines(pack, after)
    assert "đổi các mục và thứ tự các ô" in head
    assert before != told and longest[0]["label"] in told


def test_conditions_choices_fees_and_days_read_as_sentences(pack: Any) -> None:
    after = copy.deepcopy(pack)
    chooser = next(one for one in fields(after) if len(one["choices"]) > 2)
    chooser["choices"][0]["label"] = "Lựa chọn mới tên"
    asked: Any = next(one for one in fields(after) if one["id"] != chooser["id"] and not one["show_if"])
    asked["show_if"] = {"field": chooser["id"], "equals": chooser["choices"][1]["value"]}
    after["procedure"]["fee"]["amount"] += 8000
    after["procedure"]["term"]["amount"] += 3
    after["papers"][0]["hint"] = "Chụp cả hai mặt"
    found = {change.headline: change for change in diff(pack, after)}
    assert f"Ô “{chooser['label']}” · lựa chọn “Lựa chọn mới tên”: đổi tên" in found
    shown = found[f"Ô “{asked['label']}”: đổi khi nào hiện ra"]
    assert shown.before == "" and chooser["choices"][1]["label"] in shown.after
    assert f"field:{chooser['id']}" in shown.names
    assert found["Thủ tục · lệ phí: đổi số tiền (đồng)"].after == str(after["procedure"]["fee"]["amount"])
    assert "Thủ tục · thời hạn: đổi số ngày" in found
    assert any(head.startswith("Giấy tờ “") and head.endswith("đổi lời gợi ý") for head in found)


def test_what_a_lesson_shows_comes_first(pack: Any) -> None:
    after = copy.deepcopy(pack)
    field(after, "ngay_cap")["hint"] = "Gợi ý mới"
    after["procedure"]["fee"]["note"] = "Lời mới"
    ours, rest = changes.first_for(diff(pack, after), frozenset({"procedure"}))
    assert [one.what for one in ours] == ["lời giải thích"]
    assert [one.what for one in rest] == ["lời gợi ý"]


def test_a_version_of_an_older_release_can_be_compared(pack: Any) -> None:
    before = copy.deepcopy(pack)
    del before["procedure"]["for_whom"]
    before["eform"]["khac"] = 1
    first: Any = next(fields(before))
    first["show_if"] = {"kieu-cu": "x"}
    heads = [change.headline for change in diff(before, pack)]
    assert any("khac" in head for head in heads) and len(heads) >= 2


def test_a_key_of_a_later_release_is_told_only_where_it_says_something(pack: Any) -> None:
    """The stored form of a pack that does not use it is what it always was."""
    assert "old_places" not in field(pack, "noi_sinh") and "pay_first" not in pack["procedure"]
    newer = copy.deepcopy(pack)
    field(newer, "noi_sinh")["old_places"] = True
    stored = json.loads(packs.canonical_json(packs.Pack.model_validate(newer)))
    assert field(stored, "noi_sinh")["old_places"] is True
    assert [headline for headline, _, _ in lines(pack, stored)] == [
        "Ô “Nơi sinh”: đổi ghi được tên cũ của nơi chốn"
    ]
