"""Asked again after 2, 14 and 60 days: the rule, the rows, the pages, and the message."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import sms
from accounts.models import Learner
from courses.lessons.recorder import keep_answer
from courses.models import LessonPage, Refresher, Reminding
from courses.refreshers import asking, intervals, reminding
from courses.refreshers.intervals import DAYS, Plan
from sandbox import service as sandbox
from sandbox.models import AttemptMistake
from tests.courses.factories import make_learner, make_lesson
from tests.people import SCENARIO, make_dossier

NOW = dt.date(2026, 3, 2)
days = st.integers(0, 400)


# --- The rule --------------------------------------------------------------------------------------------------
def test_a_slip_is_asked_about_after_two_fourteen_and_sixty_days() -> None:
    plan, asked = intervals.begin(NOW), []
    while plan.due_on:
        asked.append((plan.due_on - NOW).days)
        plan = intervals.answered(plan, plan.due_on, right=True)
    assert tuple(asked) == DAYS == (2, 14, 60)


@given(st.lists(st.tuples(days, st.booleans()), max_size=12))
def test_only_right_answers_on_their_day_lead_on(course: list[tuple[int, bool]]) -> None:
    today, plan = NOW, intervals.begin(NOW)
    for later, right in course:
        today += dt.timedelta(days=later)
        before = plan
        plan = intervals.answered(before, today, right=right)
        if before.due_on is None or before.due_on > today:
            assert plan == before
        elif not right:
            assert plan == Plan(0, today + dt.timedelta(days=2))
        else:
            assert plan.stage == before.stage + 1
            assert plan.due_on is None or plan.due_on > today + dt.timedelta(days=2)
    assert 0 <= plan.stage <= len(DAYS)
    assert (plan.due_on is None) == (plan.stage == len(DAYS))


# --- Rows ------------------------------------------------------------------------------------------------------
@pytest.fixture
def learner(client: Client, lesson: LessonPage) -> Learner:
    return make_learner(client)


@pytest.fixture
def row(learner: Learner, lesson: LessonPage) -> Refresher:
    """A slip in the lesson's question, due today."""
    keep_answer(learner, lesson, 2, right=False)
    return due_today()


def due_today() -> Refresher:
    Refresher.objects.update(due_on=timezone.localdate())
    return Refresher.objects.get()


def test_a_wrong_answer_is_kept_for_later_and_a_right_one_is_not(
    learner: Learner, lesson: LessonPage
) -> None:
    keep_answer(learner, lesson, 2, right=True)
    assert not Refresher.objects.exists()
    for _ in range(2):
        keep_answer(learner, lesson, 2, right=False)
    row = Refresher.objects.get()
    assert row.due_on == timezone.localdate() + dt.timedelta(days=2)
    assert asking.question_of(row).text == "Ảnh nào gửi được?"  # type: ignore[union-attr]


def test_a_day_of_many_slips_stays_a_few_minutes(learner: Learner, lesson: LessonPage) -> None:
    for _ in range(asking.MOST_OPEN + 3):
        asking.after_lesson(learner, lesson, str(uuid.uuid4()))
    assert Refresher.objects.count() == asking.MOST_OPEN


def test_an_exercise_leaves_the_fields_that_stopped_her_most(learner: Learner) -> None:
    sandbox.load_packs()
    dossier = make_dossier(learner)
    askable = [field for field in dossier.attempt.scenario.answers if sandbox.field_alone(SCENARIO, field)]
    assert len(askable) > 5
    AttemptMistake.objects.filter(attempt=dossier.attempt).delete()
    stopped = {askable[0]: 1, askable[1]: 3, askable[2]: 2, "passcode": 5, "khong_co": 4}
    for field, times in stopped.items():
        for _ in range(times):
            AttemptMistake.objects.create(attempt=dossier.attempt, field=field, kind="missing")
    asking.after_exercise(dossier_id=dossier.id, learner_id=learner.pk, sender=None)
    kept = set(Refresher.objects.values_list("scenario", "field"))
    assert kept == {(SCENARIO, askable[1]), (SCENARIO, askable[2])}


def test_every_field_that_is_asked_alone_has_one_right_answer(learner: Learner) -> None:
    sandbox.load_packs()
    for scenario, _title in sandbox.scenario_choices():
        for field in sandbox.start(learner, scenario, "practice").scenario.answers:
            alone = sandbox.field_alone(scenario, field)
            if alone and alone.copies:
                assert sandbox.check_copy(alone.copies, alone.label, alone.value, alone.value).right, field
            elif alone:
                assert sum(right for _, right in alone.options) == 1


def test_what_is_gone_is_asked_no_more(row: Refresher, lesson: LessonPage) -> None:
    lesson.unpublish()
    assert asking.question_of(Refresher.objects.get()) is None
    asking.forget_old("")
    assert not Refresher.objects.exists()


def test_what_is_over_or_was_never_answered_is_deleted(row: Refresher) -> None:
    asking.forget_old("")
    assert Refresher.objects.exists()
    for change in ({"due_on": None}, {"due_on": timezone.localdate() - dt.timedelta(days=200)}):
        Refresher.objects.update_or_create(pk=row.pk, defaults={"learner": row.learner, **change})
        asking.forget_old("")
        assert not Refresher.objects.exists()


# --- The pages -------------------------------------------------------------------------------------------------
def test_the_page_asks_just_that_step_and_an_answer_counts_once(row: Refresher, client: Client) -> None:
    assert "Đến hẹn ôn lại" in client.get("/").content.decode()
    page = client.get("/hoc/on-lai/").content.decode()
    assert "Ảnh nào gửi được?" in page
    address = f"/hoc/on-lai/{row.pk}/"
    for _ in range(2):
        response = client.post(address, {"chon": "2"})
    assert Refresher.objects.get().stage == 1
    reply = client.get(response["Location"]).content.decode()
    assert "Đúng rồi" in reply
    assert "no-referrer" not in reply  # with it browsers send no origin, and the next answer would be refused
    assert "Đến hẹn ôn lại" not in client.get("/").content.decode()
    assert "Ảnh nào" not in client.get("/hoc/on-lai/").content.decode()


def test_a_wrong_answer_begins_anew_and_the_second_try_does_not_count(row: Refresher, client: Client) -> None:
    Refresher.objects.update(stage=1)
    address = f"/hoc/on-lai/{row.pk}/"
    for choice in ("1", "2"):
        client.post(address, {"chon": choice})
    row.refresh_from_db()
    assert (row.stage, row.due_on) == (0, timezone.localdate() + dt.timedelta(days=2))


@pytest.mark.parametrize("choice", ["", "99", "\x00", "x" * 10_000, "²"])
def test_nonsense_is_no_answer(row: Refresher, client: Client, choice: str) -> None:
    response = client.post(f"/hoc/on-lai/{row.pk}/", {"chon": choice}, follow=True)
    assert response.status_code == 200
    assert "Bác chọn một câu trả lời" in response.content.decode() or "Chọn" in response.content.decode()
    assert Refresher.objects.get().due_on == timezone.localdate()


def test_a_field_of_an_exercise_is_copied_and_coached(learner: Learner, client: Client) -> None:
    sandbox.load_packs()
    attempt = sandbox.start(learner, SCENARIO, "practice")
    field = next(
        one
        for one in attempt.scenario.answers
        if (a := sandbox.field_alone(SCENARIO, one)) and a.copies == "name"
    )
    alone = sandbox.field_alone(SCENARIO, field)
    assert alone is not None
    row = Refresher.objects.create(
        learner=learner, scenario=SCENARIO, field=field, due_on=timezone.localdate()
    )
    page = client.get("/hoc/on-lai/").content.decode()
    assert alone.value in page and alone.exercise in page
    response = client.post(f"/hoc/on-lai/{row.pk}/", {"chu": "Sai Hết Rồi"})
    assert "Sai" not in response["Location"]
    assert "Sai Hết Rồi" in client.get(response["Location"]).content.decode()
    assert Refresher.objects.get().stage == 0
    Refresher.objects.update(due_on=timezone.localdate())
    client.post(f"/hoc/on-lai/{row.pk}/", {"chu": alone.value})
    assert Refresher.objects.get().stage == 1


def test_hers_is_a_missing_page_for_anybody_else(row: Refresher) -> None:
    other = Client()
    assert other.get(f"/hoc/on-lai/{row.pk}/").status_code == 404
    make_learner(other)
    assert other.get(f"/hoc/on-lai/{row.pk}/").status_code == 404
    assert other.post(f"/hoc/on-lai/{row.pk}/", {"chon": "2"}).status_code == 404
    assert "Ảnh nào" not in other.get("/hoc/on-lai/").content.decode()


# --- Messages --------------------------------------------------------------------------------------------------
class Pigeon:
    """A gateway that keeps what it was given; ``refuses`` makes it say no."""

    in_background = True
    sent: list[tuple[str, str]] = []  # noqa: RUF012 - shared on purpose
    refuses = False

    def send(self, phone: str, text: str) -> None:
        if Pigeon.refuses:
            raise sms.NotSent("no")
        Pigeon.sent.append((phone, text))


PHONE = "+84000111222"


@pytest.fixture
def pigeon(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Pigeon]]:
    settings.PUBLIC_URL = "https://tap.example.com"
    Pigeon.sent, Pigeon.refuses = [], False
    monkeypatch.setattr(sms, "backend", Pigeon)
    monkeypatch.setattr(reminding, "_providers", [lambda ids: dict.fromkeys(ids, PHONE)])
    yield Pigeon


def pass_a_day(learner: Learner, subject: str = "2026-03-04") -> None:
    """What the daily job and its worker do."""
    reminding.remind_everybody(subject)
    reminding.remind(f"{learner.pk}:{subject}")


def test_nothing_is_sent_before_she_says_yes_or_after_she_says_stop(
    row: Refresher, client: Client, pigeon: type[Pigeon]
) -> None:
    pass_a_day(row.learner)
    assert not pigeon.sent
    page = client.get("/hoc/on-lai/").content.decode()
    assert "222" in page and "111222" not in page.replace(" ", "")
    client.post("/hoc/on-lai/nhan-tin/", {})
    client.post("/hoc/on-lai/nhan-tin/", {"thoi": "1"})
    pass_a_day(row.learner)
    assert not pigeon.sent
    client.post("/hoc/on-lai/nhan-tin/", {})
    for day in ("2026-03-04", "2026-03-04", "2026-03-05"):
        pass_a_day(row.learner, day)
    (phone, text), *more = pigeon.sent
    assert phone == PHONE and not more
    assert len(text) <= 160 and str(row.learner_id) not in text


def test_a_link_opens_one_question_and_stops_messages(row: Refresher, pigeon: type[Pigeon]) -> None:
    reminding.agree(row.learner)
    pass_a_day(row.learner)
    address = re.search(r"https://tap\.example\.com(/\S+/)", pigeon.sent[0][1])
    assert address is not None
    stranger = Client()
    page = stranger.get(address[1])
    assert "Ảnh nào gửi được?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    for _ in range(2):
        response = stranger.post(address[1], {"chon": "2"})
    assert stranger.get(response["Location"]).status_code == 200
    assert Refresher.objects.get().stage == 1
    assert "nguoi_hoc" not in stranger.cookies
    stranger.post(address[1], {"thoi": "1"})
    assert not reminding.is_on(row.learner)
    Refresher.objects.update(told_on=timezone.localdate() - dt.timedelta(days=20))
    assert stranger.get(address[1]).status_code == 404
    assert stranger.get("/hoc/on-lai/k/khong-co/").status_code == 404


def test_a_refused_message_is_tried_again_and_the_next_interval_has_its_own(
    row: Refresher, pigeon: type[Pigeon]
) -> None:
    reminding.agree(row.learner)
    pigeon.refuses = True
    with pytest.raises(sms.NotSent):
        reminding.remind(f"{row.learner_id}:1")
    pigeon.refuses = False
    pass_a_day(row.learner, "1")
    assert len(pigeon.sent) == 1
    Refresher.objects.update(told_on=timezone.localdate() - dt.timedelta(days=1), due_on=timezone.localdate())
    pass_a_day(row.learner, "2")
    assert len(pigeon.sent) == 2


def test_without_a_gateway_nothing_is_offered_or_sent(
    row: Refresher, client: Client, monkeypatch: pytest.MonkeyPatch, pigeon: type[Pigeon]
) -> None:
    monkeypatch.setattr(sms, "backend", sms.Desk)
    assert "nhan-tin" not in client.get("/hoc/on-lai/").content.decode()
    client.post("/hoc/on-lai/nhan-tin/", {})
    assert not Reminding.objects.exists()


def test_many_due_ask_as_much_as_two(db: None, client: Client, django_assert_max_num_queries: Any) -> None:
    learner = make_learner(client)
    lesson = make_lesson()
    for _ in range(12):
        asking.after_lesson(learner, lesson, str(uuid.uuid4()))
    Refresher.objects.update(due_on=timezone.localdate())
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/")
