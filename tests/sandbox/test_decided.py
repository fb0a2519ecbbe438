"""The announcement of a result: once, after it is safe, with the one word that counts."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from accounts.models import Learner
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.models import Attempt, Dossier
from sandbox.signals import dossier_decided
from tests.sandbox import journeys
from tests.sandbox.journeys import ALONE, CUT_OFF, FATHER, MOTHER, Clock

pytestmark = pytest.mark.django_db
Heard = list[dict[str, Any]]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Every announcement, with what the database said of the dossier at that moment."""
    told: Heard = []

    def hear(dossier_id: uuid.UUID, **more: Any) -> None:
        told.append({"dossier_id": dossier_id, "status": Dossier.objects.get(id=dossier_id).state, **more})

    dossier_decided.connect(hear)
    yield told
    dossier_decided.disconnect(hear)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """``with committed():`` runs what was put off until the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def _finish(learner: Learner, mode: str, scenario: str = MOTHER, **attempt: Any) -> Dossier:
    dossier = journeys.send(learner, mode=mode, scenario=scenario)
    Attempt.objects.filter(pk=dossier.attempt_id).update(**attempt)
    return journeys.until(Dossier.objects.get(pk=dossier.pk), Status.RETURNED)


def test_a_result_is_announced_with_everything_that_listeners_need(
    learner: Learner, heard: Heard, committed: Any
) -> None:
    with committed():
        dossier = _finish(learner, "check", FATHER)
    [told] = heard
    del told["signal"]
    assert told == {
        "sender": Dossier,
        "dossier_id": dossier.id,
        "status": Status.RETURNED,
        "learner_id": learner.id,
        "procedure": "1.001193",
        "scenario": FATHER,
        "mode": "check",
        "unaided": True,
        "decided_at": dossier.decided_at,
    }


def test_it_is_announced_once_however_often_somebody_looks(
    learner: Learner, clock: Clock, heard: Heard, committed: Any
) -> None:
    with committed():
        dossier = _finish(learner, "practice")
        for _ in range(3):
            clock.forward(days=1)
            service.look(Dossier.objects.get(pk=dossier.pk))
            service.skip(Dossier.objects.get(pk=dossier.pk), 3)
    assert [told["dossier_id"] for told in heard] == [dossier.id]


def test_every_dossier_is_announced_on_its_own(learner: Learner, heard: Heard, committed: Any) -> None:
    with committed():
        finished = [_finish(learner, "check", scenario) for scenario in (MOTHER, FATHER, MOTHER)]
    assert [told["dossier_id"] for told in heard] == [dossier.id for dossier in finished]


def test_nothing_is_announced_before_the_commit_nor_after_a_roll_back(
    learner: Learner, heard: Heard, committed: Any
) -> None:
    dossier = journeys.send(learner)
    with committed() as callbacks, pytest.raises(ZeroDivisionError), transaction.atomic():
        journeys.until(dossier, Status.RETURNED)
        assert not heard
        raise ZeroDivisionError
    assert not heard and not callbacks
    assert Dossier.objects.get().state is Status.REGISTERED


def test_before_the_result_nothing_is_announced(learner: Learner, heard: Heard, committed: Any) -> None:
    with committed():
        journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    assert not heard


def test_a_stopped_dossier_is_no_result(learner: Learner, heard: Heard, committed: Any) -> None:
    with committed():
        dossier = journeys.until(journeys.send(learner, mode="check"), Status.SUPPLEMENT_REQUESTED)
        assert service.skip(service.skip(dossier, 3), 3).state is Status.STOPPED
    assert not heard


@pytest.mark.parametrize(
    ("mode", "attempt", "unaided"),
    [
        ("check", {}, True),
        ("practice", {}, False),
        ("check", {"helper": True}, False),
        ("check", {"hints_used": 1}, False),
        ("check", {"persona_practised_before": True}, False),
    ],
)
def test_unaided_means_check_mode_no_hint_no_helper_and_a_new_persona(
    learner: Learner, heard: Heard, committed: Any, mode: str, attempt: dict[str, Any], unaided: bool
) -> None:
    with committed():
        dossier = _finish(learner, mode, **attempt)
    assert [told["unaided"] for told in heard] == [unaided]
    progress = service.progress_of([learner.id])[learner.id]
    assert progress.finished and progress.unaided is unaided, dossier


def test_a_persona_met_in_practice_is_not_new_and_another_one_is(
    learner: Learner, heard: Heard, committed: Any
) -> None:
    service.start(learner, MOTHER, "practice")  # never finished, but she has seen the papers
    with committed():
        for scenario in (MOTHER, FATHER, FATHER, ALONE):
            _finish(learner, "check", scenario)
    assert [told["unaided"] for told in heard] == [False, True, False, True]


def test_somebody_elses_practice_does_not_count_against_her(
    learner: Learner, heard: Heard, committed: Any
) -> None:
    service.start(Learner.objects.create(), MOTHER, "practice")
    with committed():
        _finish(learner, "check")
    assert heard[0]["unaided"] is True


def test_what_the_office_asked_for_and_got_does_not_make_it_aided(
    learner: Learner, heard: Heard, committed: Any
) -> None:
    with committed():
        dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
        journeys.until(dossier, Status.RETURNED)
    assert heard[0]["unaided"] is True
