"""The world as `make run` shows it, made once."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from courses.service import load_courses
from tests.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two sides, pages, and the courses that come with the site."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        load_courses()
        yield made
        transaction.set_rollback(True)
