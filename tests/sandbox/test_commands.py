"""The commands: JSON of the promised shape, and an exit status that a script can trust."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sandbox import catalogue
from sandbox.engine.enums import MistakeKind
from sandbox.engine.packs import read_pack, shipped_packs
from tests.sandbox.journeys import MOTHER

KINDS = {kind.value for kind in MistakeKind}
STORIES = [story for folder in shipped_packs() for story in read_pack(folder).scenarios]


def run(name: str, *arguments: str) -> tuple[int, Any]:
    """(exit status, the JSON printed). Raises CommandError as the command does."""
    out = io.StringIO()
    try:
        call_command(name, *arguments, "--json", stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def _right(scenario: str) -> dict[str, str]:
    fields: dict[str, str] = next(row["fields"] for row in run("scenarios")[1] if row["id"] == scenario)
    return fields


def _coach(tmp_path: Path, scenario: str, answers: Any) -> tuple[int, Any]:
    path = tmp_path / "answers.json"
    path.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
    return run("coach", scenario, "--answers", str(path))


# --- scenarios -------------------------------------------------------------------------------------------------


def test_scenarios_lists_id_procedure_and_the_right_value_of_every_field() -> None:
    status, rows = run("scenarios")
    assert status == 0 and [row["id"] for row in rows] == [story.id for story in STORIES]
    for row, story in zip(rows, STORIES, strict=True):
        assert set(row) == {"id", "procedure", "fields"} and row["fields"] == story.fields
        assert all(isinstance(value, str) for value in row["fields"].values())
    assert len(_right(MOTHER)) > 50 and {row["procedure"] for row in rows} >= {"1.001193"}


# --- coach -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [story.id for story in STORIES])
def test_the_right_answers_of_every_scenario_have_no_mistake(tmp_path: Path, scenario: str) -> None:
    assert _coach(tmp_path, scenario, _right(scenario)) == (0, {"mistakes": []})


@pytest.mark.parametrize(
    ("field", "typed", "kind"),
    [
        ("ho_ten_con", "", "missing"),
        ("ngay_sinh_con", "31/02/2026", "format"),
        ("ho_ten_con", "Giang A Thu", "diacritics"),
        ("so_dinh_danh_me", "000198000013", "digits"),
        ("ho_ten_con", "Vàng Thị Bài Tập", "other_person"),
    ],
)
def test_each_of_the_five_kinds_is_named_with_its_field_and_three_hints(
    tmp_path: Path, field: str, typed: str, kind: str
) -> None:
    status, report = _coach(tmp_path, MOTHER, _right(MOTHER) | {field: typed})
    [mistake] = report["mistakes"]
    assert status == 1 and set(mistake) == {"field", "kind", "hints"}
    assert (mistake["field"], mistake["kind"]) == (field, kind)
    assert len(mistake["hints"]) == 3 and all(mistake["hints"])


def test_a_list_is_answered_with_a_list_in_its_order(tmp_path: Path) -> None:
    right = _right(MOTHER)
    status, reports = _coach(tmp_path, MOTHER, [right, right | {"noi_sinh": ""}, {}, right])
    assert status == 1
    assert [len(report["mistakes"]) for report in reports[:2] + reports[3:]] == [0, 1, 0]
    assert {mistake["kind"] for mistake in reports[2]["mistakes"]} == {"missing"}
    assert reports[1]["mistakes"][0]["field"] == "noi_sinh"


@pytest.mark.parametrize(("answers", "status"), [([], 0), ([{}], 1)])
def test_a_list_of_none_or_one_is_a_list(tmp_path: Path, answers: list[Any], status: int) -> None:
    found, reports = _coach(tmp_path, MOTHER, answers)
    assert found == status and len(reports) == len(answers)


def test_every_kind_the_command_names_is_one_of_the_enum(tmp_path: Path) -> None:
    wrong = [
        dict.fromkeys(_right(MOTHER), typed)
        for typed in ("", "x", "000095247816", "nam", "Nguyeenx", "11/03/2026")
    ]
    _status, reports = _coach(tmp_path, MOTHER, wrong)
    assert {mistake["kind"] for report in reports for mistake in report["mistakes"]} <= KINDS


def test_answers_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(_right(MOTHER) | {"ho_ten_con": "Giang A Thu"}, ensure_ascii=False).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="ascii"))
    status, report = run("coach", MOTHER, "--answers", "-")
    assert status == 1 and [mistake["kind"] for mistake in report["mistakes"]] == ["diacritics"]


def test_a_file_with_the_mark_of_windows_notepad_is_read(tmp_path: Path) -> None:
    assert _coach(tmp_path, MOTHER, "\ufeff" + json.dumps(_right(MOTHER))) == (0, {"mistakes": []})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nothing",
        "3",
        "null",
        '"x"',
        "[1]",
        '{"ho_ten_con": 3}',
        '{"ho_ten_con": null}',
        "[{}, []]",
        "[" * 100_000,
    ],
)
def test_a_file_that_holds_no_answers_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match=r"answers\.json: "):
        _coach(tmp_path, MOTHER, text)


def test_a_file_of_other_bytes_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_bytes('{"ho_ten_con": "Giàng"}'.encode("cp1258", "replace"))
    for name in ("old.json", "none.json"):
        with pytest.raises(CommandError, match=name):
            run("coach", MOTHER, "--answers", str(tmp_path / name))


def test_an_unknown_scenario_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"khong-co.*{MOTHER}"):
        _coach(tmp_path, "khong-co", {})


def test_answers_to_fields_that_the_form_does_not_have_are_no_mistakes(tmp_path: Path) -> None:
    assert _coach(tmp_path, MOTHER, _right(MOTHER) | {"khac": "x"}) == (0, {"mistakes": []})


# --- search_procedures, check_packs, load_packs ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "code", "pack"),
    [
        ("khai sinh", "1.001193", "khai-sinh"),
        ("lam giay khai sinh cho chau", "1.001193", "khai-sinh"),
        ("tạm trú", "1.004194", None),
        ("1.001193", "1.001193", "khai-sinh"),
    ],
)
def test_search_names_code_name_and_pack_best_first(query: str, code: str, pack: str | None) -> None:
    status, rows = run("search_procedures", query)
    assert status == 0 and set(rows[0]) == {"code", "name", "pack"}
    assert (rows[0]["code"], rows[0]["pack"]) == (code, pack) and rows[0]["name"]


@pytest.mark.parametrize("query", ["", "zzzz", "\x00", "(" * 500])
def test_a_search_that_finds_nothing_is_an_empty_list(query: str) -> None:
    assert run("search_procedures", query) == (0, [])


def test_check_packs_reports_each_pack_and_no_problem() -> None:
    assert run("check_packs") == (0, [{"pack": "khai-sinh", "problems": []}])


@pytest.fixture
def bad_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "khai-sinh"
    folder.mkdir()
    (folder / "procedure.yaml").write_text("procedure: {code: 1}\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "pack_folders", lambda: [folder])
    return folder


@pytest.mark.usefixtures("bad_pack")
def test_check_packs_ends_with_one_when_a_pack_has_a_problem() -> None:
    status, [report] = run("check_packs")
    assert status == 1 and report["pack"] == "khai-sinh" and report["problems"]
    assert all(set(problem) == {"file", "key", "expected"} for problem in report["problems"])


@pytest.mark.usefixtures("bad_pack")
@pytest.mark.parametrize("command", [("scenarios",), ("coach", MOTHER, "--answers", "-")])
def test_a_pack_that_cannot_be_read_is_named_by_every_command(command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"procedure\.yaml"):
        run(*command)


@pytest.mark.django_db
def test_load_packs_counts_what_is_new() -> None:
    assert [run("load_packs") for _ in range(2)] == [
        (0, {"loaded": 1, "packs": 1}),
        (0, {"loaded": 0, "packs": 1}),
    ]


@pytest.mark.parametrize("command", [("scenarios",), ("search_procedures", "khai sinh"), ("check_packs",)])
def test_a_command_whose_output_is_piped_prints_json_unasked(command: tuple[str, ...]) -> None:
    out = io.StringIO()
    call_command(*command, stdout=out)
    assert json.loads(out.getvalue()) == run(*command)[1]


def test_to_people_a_command_speaks_in_lines() -> None:
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    call_command("search_procedures", "khai sinh", stdout=out)
    assert out.getvalue().startswith("1.001193  ")
