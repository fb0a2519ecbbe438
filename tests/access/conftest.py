"""The world that the tables are asked about: made once for each file, never changed."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from courses.enums import TrackState
from tests.access import things
from tests.access.survey import Visitors
from tests.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two sides, pages, files. Gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        things.upload(), things.picture(), things.folder()
        for state in TrackState:
            things.track(made, state)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def visitors(world: World) -> Iterator[Visitors]:
    """A browser for each of the eight columns. Thousands of refusals would only fill the log."""
    quiet = [logging.getLogger(name) for name in ("django.request", "django.security")]
    for logger in quiet:
        logger.disabled = True
    yield Visitors(world)
    for logger in quiet:
        logger.disabled = False
