"""Several machines: with CACHE_URL a Redis keeps what one machine keeps in files; without it readers lose no page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as running
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError

from config.settings.base import shared_cache
from courses.models import LessonPage
from kit import generation
from sandbox.service import load_packs
from tests import redis_server
from tests.courses.factories import make_lesson
from tests.kept import Process, switch_on

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"
OTHER = "Tên mới của bài"


@pytest.fixture
def redis(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """Pages are kept in a Redis of this test's own; its address."""
    if not redis_server.program():
        pytest.skip("redis-server is not installed")
    switch_on(settings, tmp_path)
    with redis_server.server() as url:
        settings.CACHES = {**running.CACHES, "pages": shared_cache(url, "pages", MAX_ENTRIES=1)}
        generation._heard.update(word="", at=-1.0)
        yield url
        caches["pages"].close()


def test_without_an_address_everything_lies_in_files() -> None:
    kept = shared_cache("", "pages", MAX_ENTRIES=7)
    assert kept["BACKEND"].endswith("FileBasedCache") and kept["LOCATION"].name == "pages"
    assert kept["OPTIONS"] == {"MAX_ENTRIES": 7}


def test_two_caches_in_one_redis_do_not_meet(redis: str, settings: Settings) -> None:
    settings.CACHES = {**running.CACHES, "default": shared_cache(redis, "cache")}
    caches["pages"].set("one", 1)
    assert caches["default"].get("one") is None and caches["pages"].get("one") == 1


def rename_the_lesson() -> None:
    page = LessonPage.objects.get(slug="khai-sinh")
    page.title = OTHER
    page.save_revision().publish()
    generation.renew_now()  # what the commit does; a test has none


def test_what_one_machine_publishes_the_other_shows_at_once(
    redis: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_packs()
    make_lesson()
    here, there = Process(), Process()
    first = here.get(LESSON).content
    with django_assert_num_queries(0):
        assert there.get(LESSON).content == first
    rename_the_lesson()
    for machine in (there, here):
        assert OTHER in machine.get(LESSON).content.decode()


def test_a_redis_that_is_gone_costs_no_reader_her_page(settings: Settings, tmp_path: Path) -> None:
    load_packs()
    make_lesson()
    switch_on(settings, tmp_path)
    settings.CACHES = {**running.CACHES, "pages": shared_cache(f"unix://{tmp_path}/nobody", "pages")}
    generation._heard.update(word="", at=-1.0)
    assert OTHER not in Client().get(LESSON).content.decode()
    with pytest.raises(ConnectionError):
        rename_the_lesson()
    assert OTHER in Client().get(LESSON).content.decode()
