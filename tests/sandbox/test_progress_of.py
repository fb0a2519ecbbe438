"""What the live list knows of a learner: where she is, and never what she typed."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from accounts.models import Learner
from sandbox import attempts, journey, service
from sandbox.engine.enums import MistakeKind
from sandbox.enums import Place
from sandbox.kinds_in_words import kind_in_words
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import DECLARE, FATHER, MOTHER, PLACES, Clock

pytestmark = pytest.mark.django_db
CHILD = "ho_ten_con"


def _progress(learner: Learner) -> service.Progress:
    return service.progress_of([learner.id])[learner.id]


@pytest.mark.parametrize("place", PLACES)
def test_the_step_is_that_of_the_furthest_place(learner: Learner, place: str) -> None:
    journeys.begin(learner, place)
    progress = _progress(learner)
    assert (progress.step, progress.steps) == (PLACES.index(place) + 1, len(PLACES))
    assert progress.step_label == journey.label(journeys.begin(learner, place).pack, place) != ""
    assert (progress.mode, progress.finished, progress.unaided) == ("practice", False, False)


def test_mistakes_hints_and_the_field_of_the_last_mistake_are_told(learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    service.save_answers(attempt, journeys.right(attempt, noi_sinh="", **{CHILD: "Giang"}), attempt.revision)
    judgement = service.judge(attempt, attempt.pack.eform.step(DECLARE).fields)
    service.record(attempt, judgement)
    service.ask_hint(attempt, CHILD, 2)
    progress = _progress(learner)
    assert (progress.mistakes, progress.hints) == (2, 1)
    assert (progress.field_label, progress.mistake_kind) == ("Nơi sinh", "để trống")


def test_a_mistake_outside_the_form_is_told_in_words_too(learner: Learner) -> None:
    attempts.note_mistake(journeys.begin(learner, Place.AGENCY), "co_quan", "wrong_choice")
    progress = _progress(learner)
    assert (progress.mistakes, progress.field_label, progress.mistake_kind) == (1, "Cơ quan", "chọn nhầm")


def test_what_the_guard_dropped_is_told_without_what_it_was(learner: Learner) -> None:
    attempts.note_mistake(journeys.begin(learner, DECLARE), CHILD, "guard:phone")
    assert _progress(learner).mistake_kind == "giống số thật, không giữ lại"


def test_every_kind_of_mistake_has_its_words() -> None:
    words = [kind_in_words(kind) for kind in (*MistakeKind, "portal", "guard:email")]
    assert all(words)
    assert kind_in_words("khong-co") == ""


def test_a_paper_is_called_by_its_name(learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    paper = attempt.pack.papers[0]
    attempts.note_mistake(attempt, paper.id, "different")
    assert _progress(learner).field_label == paper.name


def test_the_moment_is_that_of_the_last_act(learner: Learner, clock: Clock) -> None:
    attempt = journeys.begin(learner, DECLARE)
    began = _progress(learner).touched_at
    clock.forward(minutes=4, seconds=59)
    assert _progress(learner).touched_at == began
    service.save_answers(attempt, {CHILD: "Giàng"}, attempt.revision)
    assert _progress(learner).touched_at - began >= dt.timedelta(minutes=4, seconds=59)


def test_after_sending_she_is_finished(learner: Learner) -> None:
    journeys.send(learner)
    progress = _progress(learner)
    assert progress.finished and not progress.unaided and progress.step == len(PLACES)


def test_only_the_latest_attempt_counts(learner: Learner) -> None:
    journeys.send(learner, mode="check", scenario=FATHER)
    attempts.note_mistake(journeys.begin(learner, DECLARE, scenario=MOTHER), CHILD, "missing")
    journeys.begin(learner, Place.CODE, scenario=MOTHER)
    progress = _progress(learner)
    assert (progress.step, progress.mode, progress.finished, progress.mistakes) == (4, "practice", False, 0)


def test_who_has_not_begun_is_not_there(learner: Learner) -> None:
    assert service.progress_of([learner.id, uuid.uuid4()]) == {}
    assert service.progress_of([]) == {}


def test_nobody_elses_progress_is_mixed_in(learner: Learner) -> None:
    other = Learner.objects.create()
    journeys.begin(other, Place.REVIEW)
    journeys.begin(learner, Place.CODE)
    found = service.progress_of([learner.id, other.id])
    assert {key: progress.step for key, progress in found.items()} == {learner.id: 4, other.id: len(PLACES)}


def test_it_is_one_query_for_one_learner_and_for_forty(learner: Learner) -> None:
    class_ = [learner, *(Learner.objects.create() for _ in range(39))]
    for number, one in enumerate(class_):
        for mode in ("practice", "check"):
            attempt = journeys.begin(one, PLACES[number % len(PLACES)], mode=mode)
        attempts.note_mistake(attempt, CHILD, "missing")
    counts = []
    for group in (class_[:1], class_):
        with CaptureQueriesContext(connection) as queries:
            assert len(service.progress_of([one.id for one in group])) == len(group)
        counts.append(len(queries))
    assert counts == [1, 1]


def test_the_pack_is_read_once_for_a_whole_class(learner: Learner) -> None:
    """Forty copies of a pack, every few seconds, are a megabyte that nobody reads."""
    for one in (learner, *(Learner.objects.create() for _ in range(39))):
        journeys.begin(one, DECLARE)
    with CaptureQueriesContext(connection) as queries:
        service.progress_of(Learner.objects.values_list("id", flat=True))
    joined = [
        query["sql"] for query in queries if '"content"' in query["sql"] and "sandbox_attempt" in query["sql"]
    ]
    assert not joined


def test_nothing_that_was_typed_is_told(learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    typed = {name: f"BIMAT-{name}" for name in journeys.right(attempt)}
    service.save_answers(attempt, typed, attempt.revision)
    service.record(attempt, service.judge(attempt, attempt.pack.eform.fields))
    assert "BIMAT" not in repr(dataclasses.asdict(_progress(learner)))


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_address_that_starts_a_scenario_starts_it(packs: object, client: Any, mode: str) -> None:
    for scenario, title in service.scenario_choices():
        address = service.start_url(scenario, mode)
        assert resolve(address).view_name == "sandbox:start"
        assert title in journeys.words(client.get(address))
    assert client.post(service.start_url(MOTHER, mode), {}).status_code == 302
    assert Attempt.objects.get().mode == mode


@pytest.mark.usefixtures("packs")
def test_a_scenario_knows_its_procedure() -> None:
    assert service.procedure_of(MOTHER) == "1.001193"
    assert service.procedure_of("khong-co") == ""
