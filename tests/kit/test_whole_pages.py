"""Who draws a page that is missing, and who waits."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django.fixtures import Settings

from kit import generation, whole_pages
from kit.pieces import packed
from kit.whole_pages import Page, find, find_or_draw
from tests.kept import switch_on


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> None:
    switch_on(settings, tmp_path)


def make_page(word: str, text: str = "trang") -> Page:
    texts = (text.encode(), b"dai", b"cuoi")
    return Page(
        word, time.time() + 60, {}, {}, texts, tuple(map(packed, texts)), ("a.html",), None, for_known=True
    )


def test_a_page_is_drawn_once_for_every_process() -> None:
    drawn: list[str] = []

    def draw(word: str) -> Page:
        drawn.append(word)
        return make_page(word)

    for _ in range(3):
        whole_pages.forget_near()  # another process
        page = find_or_draw("k", draw)
        assert page is not None and page.body == b"trangdaicuoi"
    assert len(drawn) == 1


def test_a_change_makes_it_old_in_every_process_at_once() -> None:
    find_or_draw("k", make_page)
    generation.renew_now()
    assert find("k") is None


def test_a_page_whose_drawing_began_before_a_change_is_never_shown_after_it() -> None:
    def draw(word: str) -> Page:
        generation.renew_now()  # somebody publishes meanwhile
        return make_page(word)

    find_or_draw("k", draw)
    assert find("k") is None


def test_a_page_grows_old_by_itself() -> None:
    find_or_draw("k", lambda word: replace(make_page(word), until=time.time() - 1))
    assert find("k") is None


def test_whoever_comes_while_another_process_draws_waits_for_it() -> None:
    caches["pages"].add(whole_pages._name("turn k"), 1, 5)
    word = generation.current()
    page = make_page(word, "của tiến trình kia")
    deliver = threading.Timer(0.05, lambda: caches["pages"].set(whole_pages._name("k"), page))
    deliver.start()
    found = find_or_draw("k", lambda _: pytest.fail("drawn twice"))
    deliver.join()
    assert found is not None and found.body == page.body


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_pages, "PATIENCE", 0.03)
    caches["pages"].add(whole_pages._name("turn k"), 1, 5)
    assert find_or_draw("k", make_page) is not None


def test_what_may_not_be_kept_is_asked_once_for_each_generation() -> None:
    drawn: list[str] = []
    for _ in range(3):
        assert find_or_draw("k", drawn.append) is None
    assert len(drawn) == 1
    generation.renew_now()
    find_or_draw("k", drawn.append)
    assert len(drawn) == 2


def test_a_drawing_that_fails_leaves_its_turn_to_the_next() -> None:
    def fail(word: str) -> Page:
        raise ValueError

    with pytest.raises(ValueError):
        find_or_draw("k", fail)
    assert caches["pages"].get(whole_pages._name("turn k")) is None


def test_a_damaged_file_costs_nothing(tmp_path: Path) -> None:
    find_or_draw("k", make_page)
    whole_pages.forget_near()
    for file in tmp_path.glob("*.djcache"):
        file.write_bytes(b"\x80\x05K\x01.rubbish")
    assert find("k") is None and find_or_draw("k", make_page) is not None


def test_strips_of_a_reader_go_into_her_page_alone() -> None:
    page = make_page("0")
    hers = page.with_strips(["dải của bác".encode()])
    assert hers.body.decode() == "trangdải của báccuoi" and hers.etag != page.etag
    assert page.body == b"trangdaicuoi" and page.with_strips([b"dai"]) is page
