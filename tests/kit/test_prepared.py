"""Queries that are written once: they find what the same query finds, and nothing of an answer is kept."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from accounts.models import Learner, ResumeCode
from kit.prepared import Prepared

pytestmark = pytest.mark.django_db
WHEN = dt.datetime(2026, 11, 20, 12, 30, tzinfo=dt.UTC)


def learner(name: str = "Giàng A Thử") -> Learner:
    return Learner.objects.create(display_name=name, created_at=WHEN)


def named() -> Prepared[tuple[Any, ...]]:
    return Prepared(
        lambda ids: (
            Learner.objects.filter(id__in=ids).order_by("display_name").values_list("id", "display_name")
        ),
        models.UUIDField(),
    )


def test_it_finds_what_the_query_finds_with_values_as_python_has_them() -> None:
    one = learner()
    prepared: Prepared[tuple[Any, ...]] = Prepared(
        lambda id, since: Learner.objects.filter(id=id, created_at__gte=since).values_list(
            "id", "display_name", "created_at", "understood_at"
        ),
        models.UUIDField(),
        models.DateTimeField(),
    )
    assert prepared.rows(one.id, WHEN) == [(one.id, "Giàng A Thử", WHEN, None)]
    assert prepared.rows(one.id, WHEN + dt.timedelta(seconds=1)) == []
    assert prepared.rows(uuid.uuid4(), WHEN) == []


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 9])
def test_a_list_of_any_length_finds_each_once(number: int) -> None:
    people = [learner(f"Lý Văn Mẫu {place}") for place in range(number)]
    learner("Chim Hoàng Yến")
    wanted = [(one.id, one.display_name) for one in people]
    assert named().rows([one.id for one in people]) == wanted


def test_lists_of_all_lengths_need_few_texts() -> None:
    prepared = named()
    for number in range(1, 65):
        prepared.rows([uuid.uuid4() for _ in range(number)])
    assert len(prepared._written) == 7


def test_a_list_with_nothing_in_it_asks_nobody() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert named().rows([]) == []
    assert len(captured) == 0


def test_what_changes_is_seen_at_the_next_asking() -> None:
    one, prepared = learner(), named()
    assert prepared.rows([one.id]) == [(one.id, "Giàng A Thử")]
    Learner.objects.update(display_name="Vàng Thị Bài Tập")
    assert prepared.rows([one.id]) == [(one.id, "Vàng Thị Bài Tập")]
    one.delete()
    assert prepared.rows([one.id]) == []


def test_rows_of_a_query_without_columns_are_models_with_what_they_are_joined_to() -> None:
    one = learner()
    ResumeCode.objects.create(learner=one, digest="x", expires_at=WHEN)
    prepared: Prepared[ResumeCode] = Prepared(
        lambda digest: ResumeCode.objects.select_related("learner").filter(digest=digest), models.CharField()
    )
    with CaptureQueriesContext(connection) as captured:
        (code,) = prepared.rows("x")
        assert (code.learner, code.learner.created_at, code.expires_at) == (one, WHEN, WHEN)
    assert len(captured) == 1
    code.used_with = "a"
    code.save()
    assert ResumeCode.objects.get().used_with == "a"


@pytest.mark.parametrize("typed", ["'; DROP TABLE kit_tries; --", "%s", "%(a)s", "\\", '"', "' OR '1'='1"])
def test_a_value_is_never_part_of_the_text(typed: str) -> None:
    prepared: Prepared[tuple[Any, ...]] = Prepared(
        lambda name: Learner.objects.filter(display_name=name).values_list("display_name"), models.CharField()
    )
    learner()
    assert prepared.rows(typed) == []
    learner(typed)
    assert prepared.rows(typed) == [(typed,)]


def test_each_value_stands_where_it_belongs_however_often() -> None:
    early, late = learner("A"), learner("B")
    prepared: Prepared[tuple[Any, ...]] = Prepared(
        lambda ids, name, first: (
            Learner.objects.filter(
                models.Q(id__in=ids, display_name=name) | models.Q(id=first, display_name=name)
            )
            .exclude(id=first, display_name="B")
            .values_list("display_name")
        ),
        models.UUIDField(),
        models.CharField(),
        models.UUIDField(),
    )
    assert prepared.rows([early.id, late.id], "A", late.id) == [("A",)]
    assert prepared.rows([early.id, late.id], "B", late.id) == []
    assert prepared.rows([early.id, late.id], "B", early.id) == [("B",)]
