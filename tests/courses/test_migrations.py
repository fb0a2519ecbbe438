"""The tree of a fresh site: made and unmade on models as migrations see them."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps as today
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from courses.blocks import LessonStreamField, StepBlock
from courses.models import (
    CourseIndexPage,
    Findable,
    GuideIndexPage,
    HomePage,
    LessonPage,
    Portal,
    PortalIndexPage,
)
from courses.service import create_portal
from tests.courses.sides import make_commune

tree: Any = import_module("courses.migrations.0002_site_tree")
portals: Any = import_module("courses.migrations.0006_portals_have_a_place")
rights: Any = import_module("courses.migrations.0003_editor_rights")
pytestmark = pytest.mark.django_db


def forget_what_is_found() -> None:
    """Rows of a later table that name pages: these old models know nothing of it, and would leave them behind."""
    Findable.objects.all().delete()


@pytest.fixture
def past() -> Any:
    """Models as the last migration of this app sees them."""
    return MigrationExecutor(connection).loader.project_state([("courses", "0003_editor_rights")]).apps


@pytest.fixture
def without_portals() -> Any:
    """The tree as it was before communes had portals."""
    then = MigrationExecutor(connection).loader
    forget_what_is_found()
    portals.remove(then.project_state([("courses", "0006_portals_have_a_place")]).apps, None)


def test_the_place_of_portals_can_be_taken_back_and_made_again(lesson: LessonPage) -> None:
    now = MigrationExecutor(connection).loader
    models = now.project_state([("courses", "0006_portals_have_a_place")]).apps
    create_portal(make_commune())
    Portal.objects.all().delete()
    forget_what_is_found()
    portals.remove(models, None)
    assert not Page.objects.filter(slug__in=("xa", "huong-dan")).exists()
    assert not any(Page.find_problems())
    for _again in range(2):
        portals.make(models, None)
        assert [
            index.get_url() for index in (*PortalIndexPage.objects.all(), *GuideIndexPage.objects.all())
        ] == [
            "/xa/",
            "/huong-dan/",
        ]
        assert PortalIndexPage.objects.get().get_workflow() is not None
        assert not any(Page.find_problems())


def test_the_tree_can_be_taken_back_and_made_again(
    past: Any, without_portals: Any, lesson: LessonPage
) -> None:
    rights.revoke(past, None)
    forget_what_is_found()
    tree.remove_tree(past, None)
    welcome = Site.objects.get(is_default_site=True).root_page
    assert (welcome.title, welcome.specific_class, welcome.numchild) == (tree.WELCOME, Page, 0)
    assert Page.objects.count() == 2
    tree.make_tree(past, None)
    rights.grant(past, None)
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert CourseIndexPage.objects.get().url == "/hoc/"
    assert not any(Page.find_problems())


def test_a_tree_that_somebody_made_is_left_alone(past: Any, without_portals: Any, lesson: LessonPage) -> None:
    before = list(Page.objects.values())
    tree.make_tree(past, None)
    rights.grant(past, None)
    assert list(Page.objects.values()) == before
    tree.remove_tree(past, None)
    Page.objects.filter(depth=2).update(title="Trang của xã")
    tree.make_tree(past, None)
    rights.grant(past, None)
    rights.revoke(past, None)
    forget_what_is_found()
    tree.remove_tree(past, None)
    assert Page.objects.get(depth=2).title == "Trang của xã"


def test_rights_need_no_group_to_be_taken_back(past: Any) -> None:
    today.get_model("auth", "Group").objects.all().delete()
    rights.revoke(past, None)


def test_a_migration_that_saves_a_lesson_keeps_its_steps(past: Any, lesson: LessonPage) -> None:
    old = past.get_model("courses", "LessonPage").objects.get(pk=lesson.pk)
    assert [step["type"] for step in old.steps] == ["step"] * 3
    old.steps[0]["value"]["title"] = "Đổi tên"
    old.save()
    fresh = LessonPage.objects.get(pk=lesson.pk)
    assert fresh.steps[0].value["title"] == "Đổi tên"
    assert fresh.steps[1].value["title"] == "Chụp giấy cho rõ"


def test_blocks_stay_out_of_migrations() -> None:
    field = LessonStreamField([("step", StepBlock())], verbose_name="steps")
    assert field.deconstruct()[1:] == (
        "courses.blocks.field.LessonStreamField",
        [],
        {"verbose_name": "steps"},
    )
