"""Packs: read, stored, read again; and what is said of one that cannot be read."""

import shutil
from pathlib import Path

import pytest

from sandbox.engine.packs import (
    PackError,
    canonical_json,
    check_pack,
    digest,
    pack_from_json,
    read_pack,
    shipped_packs,
)
from sandbox.engine.schema import Pack
from tests.sandbox.engine.writings import OURS


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A pack directory of our own, with its personas beside it."""
    shutil.copytree(OURS / "khai-sinh", tmp_path / "khai-sinh")
    shutil.copy(OURS / "personas.yaml", tmp_path)
    return tmp_path / "khai-sinh"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(directory: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(PackError) as caught:
        read_pack(directory)
    return [(problem.file, problem.key, problem.expected) for problem in caught.value.problems]


@pytest.mark.parametrize("directory", shipped_packs(), ids=lambda path: path.name)
def test_every_shipped_pack_is_sound(directory: Path) -> None:
    assert check_pack(read_pack(directory)) == []


def test_what_is_stored_is_what_was_read(pack: Pack) -> None:
    stored = canonical_json(pack)
    assert pack_from_json(stored) == pack
    assert canonical_json(pack_from_json(stored)) == stored
    assert digest(pack_from_json(stored)) == digest(pack)
    assert '"show_if":{"equals":"ca-cha-va-me","field":"loai_khai_sinh"}' in stored


def test_answers_stand_in_the_order_of_the_form_however_they_were_stored(pack: Pack) -> None:
    asked = [field.id for field in pack.eform.fields]
    for scenario in pack_from_json(canonical_json(pack)).scenarios:
        assert list(scenario.fields) == [name for name in asked if name in scenario.answers]


def test_the_digest_follows_the_content(pack: Pack) -> None:
    other = pack.model_copy(update={"slug": "khac"})
    assert digest(other) != digest(pack)
    assert len(digest(pack)) == 64


def test_a_pack_can_be_edited_elsewhere_and_read(copy: Path, pack: Pack) -> None:
    assert read_pack(copy) == pack


def test_a_missing_key_is_named(copy: Path) -> None:
    edit(copy / "procedure.yaml", "  result: Giấy khai sinh\n", "")
    assert problems_of(copy) == [("procedure.yaml", "procedure.result", "this key is required")]


def test_a_misspelt_key_is_named(copy: Path) -> None:
    edit(copy / "scenarios.yaml", "persona_said: mẹ cháu", "persona_sad: mẹ cháu")
    found = {key: expected for _, key, expected in problems_of(copy)}
    assert found["scenarios.0.persona_said"] == "this key is required"
    assert found["scenarios.0.persona_sad"].startswith("no such key")


def test_all_files_are_read_before_anything_is_said(copy: Path) -> None:
    edit(copy / "procedure.yaml", "unit: same_day", "unit: fortnight")
    edit(copy / "scenarios.yaml", "told_on: 2026-11-22", "told_on: yesterday")
    edit(copy / "papers" / "khai-sinh-cha-nop.yaml", "number: 1,", "number: first,")
    edit(copy.parent / "personas.yaml", 'otp: "471206"', "otp: secret")
    assert {file for file, _, _ in problems_of(copy)} == {
        "procedure.yaml",
        "scenarios.yaml",
        "khai-sinh-cha-nop.yaml",
        "personas.yaml",
    }


def test_a_condition_that_is_none_says_what_one_looks_like(copy: Path) -> None:
    edit(copy / "procedure.yaml", "equals: ca-cha-va-me}", "is: ca-cha-va-me}")
    assert "expected {field, equals}" in problems_of(copy)[0][2]


def test_a_key_given_twice_is_an_error_with_its_line(copy: Path) -> None:
    edit(copy / "procedure.yaml", "  level: Cấp xã\n", "  level: Cấp xã\n  level: Cấp tỉnh\n")
    assert problems_of(copy) == [
        ("procedure.yaml", "line 8", "well-formed YAML (the key 'level' is given twice)")
    ]


@pytest.mark.parametrize("text", ["a: [", "- a\n- b", "", "a: 1\n  b: 2", "!!python/object:os.system {}"])
def test_yaml_that_is_none_is_a_problem_and_no_crash(copy: Path, text: str) -> None:
    (copy / "procedure.yaml").write_text(text, encoding="utf-8")
    assert problems_of(copy)[0][0] == "procedure.yaml"


def test_bytes_of_another_encoding_are_a_problem(copy: Path) -> None:
    (copy / "procedure.yaml").write_bytes("tên: Cấp xã".encode("utf-16"))
    assert "UTF-8" in problems_of(copy)[0][2]


def test_a_missing_file_is_a_problem(copy: Path) -> None:
    (copy / "scenarios.yaml").unlink()
    assert problems_of(copy)[0][0] == "scenarios.yaml"


def test_papers_of_nobody_are_named(copy: Path) -> None:
    edit(copy / "papers" / "khai-sinh-me-nop.yaml", "scenario: khai-sinh-me-nop", "scenario: khong-co")
    assert problems_of(copy) == [("papers/", "khong-co", "the id of a scenario in scenarios.yaml")]


def test_an_unknown_persona_is_named(copy: Path) -> None:
    edit(copy / "scenarios.yaml", "persona: ban-van-mo-phong", "persona: ai-do")
    assert problems_of(copy) == [("scenarios.yaml", "persona ai-do", "a persona of personas.yaml")]


def test_a_directory_that_is_no_slug_is_named(copy: Path) -> None:
    assert problems_of(copy.rename(copy.parent / "Khai sinh"))[0][:2] == ("Khai sinh/", "slug")


def test_numbers_and_words_stay_as_they_were_typed(copy: Path) -> None:
    edit(copy / "scenarios.yaml", '"000095247816"', "000017247716")
    edit(copy / "procedure.yaml", "short_name: Đăng ký khai sinh", "short_name: No")
    pack = read_pack(copy)
    assert pack.scenarios[0].people[1].citizen_number == "000017247716"
    assert pack.procedure.short_name == "No"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"slug": 1}'])
def test_a_stored_text_that_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        pack_from_json(text)


def test_a_copy_works_out_anew_what_the_original_had_worked_out(pack: Pack) -> None:
    eform = pack.eform
    first, *later = eform.steps
    whole, words = eform.fields, eform.words
    shorter = eform.model_copy(update={"steps": tuple(later)})
    assert shorter.fields == whole[len(first.fields) :]
    assert set(shorter.words) < set(words)
    assert eform.fields is whole
