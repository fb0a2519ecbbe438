"""docs/pack-format.md: its example is a sound pack, and it names every key and every kind that there is."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pydantic import BaseModel

from sandbox import catalogue
from sandbox.engine import coach, kinds, search
from sandbox.engine.packs import SHIPPED, check_pack, read_pack
from sandbox.engine.schema import Pack

DOC = Path(__file__).parents[2] / "docs" / "pack-format.md"
EXAMPLE = "the-thu-vien"
BLOCK = re.compile(r"^```yaml (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INNER = {"slug", "walkthrough"}  # made by the reader of packs, never written


@pytest.fixture(scope="module")
def text() -> str:
    return DOC.read_text(encoding="utf-8")


@pytest.fixture
def folder(text: str, tmp_path: Path) -> Path:
    """The example, written out as the page says; new entries of shared files follow those that are shipped."""
    for name, block in BLOCK.findall(text):
        path, shipped = tmp_path / name, SHIPPED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = block.partition("\n")[2]
        whole = f"{shipped.read_text(encoding='utf-8').rstrip()}\n{entries}" if shipped.exists() else block
        path.write_text(whole, encoding="utf-8")
    return tmp_path / EXAMPLE


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all those that it is made of."""
    found, seen = [model], {model}
    for owner in found:
        for field in owner.model_fields.values():
            inner = set(_named_in(field.annotation)) - seen
            found += inner
            seen |= inner
    return seen


def _named_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _named_in(part)]


def test_the_example_is_a_sound_pack_and_its_answers_are_right(folder: Path) -> None:
    pack = read_pack(folder)
    assert check_pack(pack) == []
    for scenario in pack.scenarios:
        assert coach.review(pack, scenario, scenario.fields) == []
        wrong = scenario.fields | {"ngay_sinh_con": "31/01/2018"}
        assert [mistake.field for mistake in coach.review(pack, scenario, wrong)] == ["ngay_sinh_con"]


@pytest.mark.django_db
def test_the_example_loads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "pack_folders", lambda: [folder])
    call_command("load_packs", "--json")
    assert [version.slug for version in catalogue.current_packs()] == [EXAMPLE]


def test_the_search_finds_the_example(folder: Path) -> None:
    entries = search.read_catalogue(folder.parent / "catalogue.yaml")
    assert search.search(entries, "làm thẻ mượn sách")[0].pack == EXAMPLE


def test_every_key_of_the_schema_is_named(text: str) -> None:
    keys = {field.alias or name for model in _models(Pack) for name, field in model.model_fields.items()}
    assert "said" in keys and "verified_on" in keys
    assert [key for key in sorted(keys - INNER) if not re.search(rf"`{key}`|\b{key}:", text)] == []


def test_every_kind_has_its_line(text: str) -> None:
    assert [kind for kind in sorted(kinds.names()) if f"\n| `{kind}` |" not in text] == []
