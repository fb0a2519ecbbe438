"""Fixtures that every test may ask for, and the strictness of the suite."""

import functools
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.cache import caches
from django.utils.translation.reloader import translation_file_changed
from hypothesis import settings

from kit import messages
from sandbox import catalogue
from sandbox.engine import yamlfiles
from sandbox.engine.problems import SHIPPED
from sandbox.engine.schema import Pack
from tests import migrated
from ui import spoken

ROOT = Path(__file__).resolve().parents[1]
# How long an example takes says something about the machine, not about the code: timings belong to the bench.
# Before a change lands the examples are always the same ones; `make soak` looks for others.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("anew", deadline=None, max_examples=1000)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--gate NAME`: only the tests of one gate; the names are in tests/gates."""
    parser.addoption("--gate", default="", help="run only the tests that are marked gate(NAME)")
    parser.addoption(
        "--any-gate", action="store_true", help="run only the tests that are marked with some gate"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep those of the gate that was asked for."""
    name = config.getoption("--gate")
    if not name and not config.getoption("--any-gate"):
        return
    chosen = [
        item for item in items if any(not name or name in mark.args for mark in item.iter_markers("gate"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def pytest_configure(config: pytest.Config) -> None:
    """Vietnamese is what people read, so tests read it too; Django may have looked for the catalogues before."""
    if messages.compile_all():
        translation_file_changed(None, Path("django.mo"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Where a migrated database was made for the whole run, the tests begin with a copy of it."""
    with migrated.copied():
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits and names of places of one test never reach the next."""
    for cache in caches.all():  # those, too, which a test that changed the settings has made anew
        cache.clear()
    yield


@pytest.fixture(scope="session", autouse=True)
def shipped_packs_are_read_once() -> Iterator[None]:
    """To read and to check one takes half a second, and they stay as they are while tests run. Others are read anew."""
    read, kept = catalogue._sound_pack, dict[Path, Pack]()

    def once(folder: Path) -> Pack:
        if folder.parent != SHIPPED:
            return read(folder)
        if folder not in kept:
            kept[folder] = read(folder)
        return kept[folder]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_sound_pack", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def yaml_of_packs_is_parsed_once() -> Iterator[None]:
    """The same text is always the same data, and to parse it is most of what reading a pack costs.

    Whoever asks gets data of her own; what cannot be parsed is tried, and refused, each time.
    """

    @functools.cache
    def parsed(text: str) -> bytes:
        return pickle.dumps(yaml.load(text, Loader=yamlfiles._TextLoader))  # noqa: S506 - a BaseLoader

    def load(text: str) -> Any:
        return pickle.loads(parsed(text))  # noqa: S301 - written two lines above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfiles, "_load", load)
        yield


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that pages hand to the server's voice, as a server that has one would keep it."""
    words: list[str] = []

    def register(parts: Sequence[str], order: Sequence[int]) -> str:
        words.extend(parts)
        return "/nghe/trang/mau"

    monkeypatch.setattr(spoken, "_provider", register)
    return words
