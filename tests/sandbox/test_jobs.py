"""The daily work: what was typed a month ago is gone, and what counts stays."""

import json

import pytest
from django.core import serializers
from django.test import Client

from accounts.models import Learner
from kit import jobs
from kit.models import Act, Job
from sandbox import attempts, service
from sandbox.engine.enums import Stage
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.jobs import forget_answers
from sandbox.models import Attempt, Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import CUT_OFF, DECLARE, GOOD, PAPER, Clock

pytestmark = pytest.mark.django_db


def _forget() -> None:
    forget_answers("2026-12-25")


def test_answers_of_a_month_ago_are_deleted_and_younger_ones_stay(learner: Learner, clock: Clock) -> None:
    old = journeys.begin(learner, Place.REVIEW)
    clock.forward(days=29)
    young = journeys.begin(learner, Place.REVIEW)
    _forget()
    assert Attempt.objects.get(pk=old.pk).answers
    clock.forward(days=1, minutes=1)
    _forget()
    assert Attempt.objects.get(pk=old.pk).answers == {}
    assert Attempt.objects.get(pk=young.pk).answers == journeys.right(young)


def test_whoever_touched_her_form_lately_keeps_her_answers(learner: Learner, clock: Clock) -> None:
    attempt = journeys.begin(learner, DECLARE)
    clock.forward(days=29)
    service.save_answers(attempt, {"noi_sinh": "Nhà"}, attempt.revision)
    clock.forward(days=29)
    _forget()
    assert Attempt.objects.get().answers["noi_sinh"] == "Nhà"


def test_attempts_mistakes_dossiers_and_their_history_stay(learner: Learner, clock: Clock) -> None:
    dossier = journeys.until(journeys.send(learner, mode="check"), Status.RETURNED)
    attempts.note_mistake(dossier.attempt, "noi_sinh", "missing")
    clock.forward(days=31)
    _forget()
    attempt = Attempt.objects.get()
    assert (attempt.answers, attempt.mode, attempt.mistakes.count()) == ({}, "check", 1)
    assert journeys.path_of(Dossier.objects.get()) == [0, 1, 2, 4, 5, 4, 9, 10]
    assert service.progress_of([learner.id])[learner.id].unaided


def test_no_row_keeps_what_was_typed_a_month_ago(browser: Client, learner: Learner, clock: Clock) -> None:
    dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    data = {"token": "0b7a4b9e-5f0e-4d5c-9a53-2b6a1c3a9a11", PAPER: GOOD, "ho_ten_con": "Giàng A Thử"}
    journeys.post(browser, journeys.dossier_url(dossier, "supplement"), data)
    journeys.until(dossier, Status.RETURNED)
    clock.forward(days=31)
    _forget()
    rows = [*Attempt.objects.all(), *Dossier.objects.all(), *Act.objects.all(), *dossier.events.all()]
    kept = json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)
    assert "Giàng" not in kept


def test_the_office_decides_on_what_it_was_sent_before_that_is_deleted(
    learner: Learner, clock: Clock
) -> None:
    dossier = journeys.until(journeys.send(learner, mode="check"), Status.SUPPLEMENT_REQUESTED)
    dossier = journeys.supplement_rightly(dossier)
    clock.forward(days=31)
    _forget()
    dossier = service.look(Dossier.objects.get(pk=dossier.pk))
    assert dossier.stage == Stage.DRAFT_TO_CHECK and dossier.attempt.answers == {}
    assert service.skip(service.agree(dossier), 1).state is Status.RETURNED, (
        "it was judged while it was there"
    )


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_every_page_still_opens_afterwards(
    browser: Client, learner: Learner, clock: Clock, mode: str
) -> None:
    begun = journeys.begin(learner, Place.REVIEW, mode=mode)
    asked = journeys.until(journeys.send(learner, mode=mode), Status.SUPPLEMENT_REQUESTED)
    over = journeys.until(journeys.send(learner, mode=mode), Status.RETURNED)
    clock.forward(days=31)
    _forget()
    assert browser.get(journeys.url(begun, Place.REVIEW), follow=True).status_code == 200
    for dossier, names in ((asked, ("dossier", "receipt")), (over, ("dossier", "receipt", "result"))):
        for name in names:
            assert browser.get(journeys.dossier_url(dossier, name)).status_code == 200


def test_forgetting_is_one_of_the_daily_jobs_and_is_done_once_a_day(
    learner: Learner, clock: Clock, django_capture_on_commit_callbacks: object
) -> None:
    assert "sandbox.forget_answers" in jobs.daily_jobs()
    attempt = journeys.begin(learner, Place.REVIEW)
    clock.forward(days=31)
    for _ in range(2):
        row = jobs.enqueue("sandbox.forget_answers", "2026-12-25")
        jobs.run(str(row.id))
    assert Job.objects.get().state == "done"
    assert Attempt.objects.get(pk=attempt.pk).answers == {}
