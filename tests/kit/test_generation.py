"""The word that says in which state public pages are."""

from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from pytest_django.fixtures import Settings

from kit import generation
from tests.kept import switch_on

LOCAL = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture(params=["files", "another cache"])
def kept(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    switch_on(settings, tmp_path)
    if request.param != "files":
        settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": LOCAL, "LOCATION": str(tmp_path)}}
    generation._heard.update(word="", at=-1.0)


def test_it_stays_until_somebody_renews_it(kept: None) -> None:
    first = generation.current()
    assert first and generation.current() == first
    generation.renew_now()
    assert generation.current() != first


def test_it_never_comes_back(kept: None) -> None:
    words = []
    for _ in range(50):
        generation.renew_now()
        words.append(generation.current())
    assert len(set(words)) == len(words)


def test_an_emptied_cache_is_another_generation(kept: None, tmp_path: Path) -> None:
    generation.renew_now()
    first = generation.current()
    caches["pages"].clear()
    (tmp_path / "generation").unlink(missing_ok=True)
    generation._heard["at"] = -1.0
    generation.renew_now()
    assert generation.current() != first


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_changes_when_the_change_is_committed_and_not_before(kept: None) -> None:
    first = generation.current()
    with transaction.atomic():
        generation.renew()
        assert generation.current() == first
    second = generation.current()
    assert second != first
    with pytest.raises(ValueError), transaction.atomic():
        generation.renew()
        raise ValueError
    assert generation.current() == second


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_full_disk_costs_no_editor_her_page(
    kept: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generation, "renew_now", full)
    with transaction.atomic():
        generation.renew()


def test_a_cache_that_does_not_answer_has_no_word(kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(caches["pages"], "get_or_set", down)
    generation.current()  # and no error; files are asked otherwise
    assert generation._word_of(caches["pages"]) == ""
