"""The history of a dossier: through the table of transitions, append-only, gapless; and 200 random lives."""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Learner
from kit.idempotency import token
from sandbox import dossiers, service
from sandbox.engine import machine
from sandbox.engine.enums import Actor, Reason, Stage
from sandbox.engine.machine import IllegalTransition, Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier, DossierEvent
from sandbox.signals import dossier_decided
from tests.sandbox import journeys
from tests.sandbox.journeys import CUT_OFF, DECLARE, GOOD, PAPER, Clock

pytestmark = pytest.mark.django_db
WALKS, MOST_ACTS = 200, 9


def test_every_change_of_status_leaves_one_event_with_actor_and_moment(learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    events = list(dossier.events.values_list("number", "from_status", "to_status", "actor"))
    assert events == [
        (1, 0, 1, "citizen"),
        (2, 1, 2, "office"),
        (3, 2, 4, "office"),
        (4, 4, 5, "office"),
        (5, 5, 4, "citizen"),
        (6, 4, 4, "office"),
        (7, 4, 4, "citizen"),
        (8, 4, 9, "office"),
        (9, 9, 10, "office"),
    ]


@pytest.mark.parametrize("target", list(Status))
@pytest.mark.parametrize("actor", list(Actor))
def test_a_change_that_the_table_does_not_have_is_refused_and_leaves_nothing(
    learner: Learner, target: Status, actor: Actor
) -> None:
    dossier = journeys.send(learner)
    if machine.can(Status.REGISTERED, target, actor):
        return
    with pytest.raises(IllegalTransition):
        dossiers.move(dossier, target, actor, at=dossier.now())
    dossier.refresh_from_db()
    assert dossier.state is Status.REGISTERED and dossier.events.count() == 1


def test_two_events_of_one_number_cannot_exist(learner: Learner) -> None:
    event = journeys.send(learner).events.get()
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_a_second_dossier_of_one_attempt_cannot_exist(learner: Learner) -> None:
    dossier = journeys.send(learner)
    copy = Dossier.objects.get()
    copy.pk, copy.code = None, f"{dossier.code}9"
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


# --- Random lives ----------------------------------------------------------------------------------------------


@dataclass
class Life:
    """One attempt with its dossier, acted upon at random through the pages, and what was seen of it so far."""

    rng: random.Random
    browser: Client
    attempt: Attempt
    clock: Clock
    send_key: str = field(default_factory=token)
    last_supplement: dict[str, str] = field(default_factory=dict)
    known: Dossier | None = None
    history: list[tuple[Any, ...]] = field(default_factory=list)
    seen_at: Any = None
    acts: list[str] = field(default_factory=list)

    def possible(self) -> list[str]:
        """What she may try now; some more likely than others, so that lives come to every end."""
        if self.known is None:
            return ["save", "send", "send"]
        again = ["replay"] if self.last_supplement else []
        if self.known.state is Status.SUPPLEMENT_REQUESTED:
            return ["skip", "look", "wait", "save", *again, *["supplement"] * 7]
        return ["send", "look", "wait", *again, *["skip"] * 6]

    def live(self) -> None:
        """One act, then everything that must hold."""
        self.acts.append(self.rng.choice(self.possible()))
        getattr(self, self.acts[-1])()
        self.check()

    @property
    def dossier(self) -> Dossier:
        """The dossier as it was after the last act."""
        assert self.known is not None
        return self.known

    def save(self) -> None:
        data = journeys.on_step(self.attempt, DECLARE, noi_sinh=self.rng.choice(["Nhà", self.right]))
        journeys.post(self.browser, journeys.url(self.attempt, DECLARE), {**data, "luu": "1"})

    def send(self) -> None:
        self.attempt.refresh_from_db()
        key = self.rng.choice([self.send_key, token()])
        journeys.promise(self.browser, self.attempt, key)

    def look(self) -> None:
        service.look(self.dossier)

    def wait(self) -> None:
        self.clock.forward(minutes=self.rng.choice([20, 300]))
        self.look()

    def skip(self) -> None:
        self._post("skip", {"ngay": self.rng.choice(["1", "1", "3", "3", "2"])})

    def supplement(self) -> None:
        answer = {
            "noi_sinh": self.rng.choice(["Nhà", "Nhà", self.right]),
            PAPER: self.rng.choice([GOOD, GOOD, CUT_OFF]),
        }
        self.last_supplement = {"token": token(), **answer}
        self.replay()

    def replay(self) -> None:
        changed = {"noi_sinh": "Chỗ khác"} if self.rng.random() < 0.3 else {}
        self._post("supplement", {**self.last_supplement, **changed})

    def _post(self, name: str, data: dict[str, str]) -> None:
        assert journeys.post(self.browser, journeys.dossier_url(self.dossier, name), data).status_code in (
            200,
            302,
            409,
        )

    @property
    def right(self) -> str:
        return str(self.attempt.scenario.fields["noi_sinh"])

    def check(self) -> None:
        """The invariants. Raises AssertionError, with the acts that led here."""
        dossier = self.known = Dossier.objects.filter(attempt=self.attempt).first()
        if dossier is None:
            assert Attempt.objects.get(pk=self.attempt.pk).sent_at is None
            return
        events = list(dossier.events.all())
        kept = [
            (e.number, e.from_status, e.to_status, e.reason, e.actor, e.at, e.recorded_at) for e in events
        ]
        assert kept[: len(self.history)] == self.history, f"history was rewritten: {self.acts}"
        assert [event.number for event in events] == list(range(1, len(events) + 1)), self.acts
        self.history = kept
        _check_path(events, self.acts)
        _check_dossier(dossier, events, self.acts)
        assert self.seen_at is None or dossier.now() >= self.seen_at, f"the clock ran backwards: {self.acts}"
        self.seen_at = dossier.now()


def _check_path(events: list[DossierEvent], acts: list[str]) -> None:
    before, was, at = Status.DRAFT, Stage.PLAIN, events[0].at
    for event in events:
        target, actor = Status(event.to_status), Actor(event.actor)
        assert event.from_status == before, acts
        stage = Stage(event.stage)
        machine.check(before, target, actor, reason=Reason(event.reason), stage=stage, before=was)
        assert event.at >= at, acts
        before, was, at = target, stage, event.at


def _check_dossier(dossier: Dossier, events: list[DossierEvent], acts: list[str]) -> None:
    path = [event.to_status for event in events]
    assert dossier.status == path[-1], acts
    assert path.count(Status.REGISTERED) == 1, "one receipt"
    assert dossier.rounds == path.count(Status.SUPPLEMENT_REQUESTED) <= 3, acts
    assert bool(dossier.request) is (dossier.state is Status.SUPPLEMENT_REQUESTED), acts
    turn = machine.whose_turn(dossier.state, Stage(dossier.stage))
    assert dossier.clock_running is (turn is Actor.OFFICE), acts
    assert bool(dossier.decided_at) is (Status.DONE in path), acts
    assert dossier.now() >= events[-1].at and dossier.due_at >= dossier.sent_at, acts


@pytest.fixture
def decided() -> Any:
    """How often each dossier was announced."""
    heard: list[Any] = []

    def hear(dossier_id: Any, **more: Any) -> None:
        heard.append(dossier_id)

    dossier_decided.connect(hear)
    yield heard
    dossier_decided.disconnect(hear)


@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_random_lives_keep_to_the_rules(
    browser: Client,
    learner: Learner,
    clock: Clock,
    decided: list[Any],
    django_capture_on_commit_callbacks: Any,
    seed: int,
) -> None:
    for number in range(WALKS // 10):
        rng = random.Random(1000 * seed + number)
        mode = rng.choice(["practice", "check"])
        life = Life(rng, browser, journeys.begin(learner, Place.REVIEW, mode=mode), clock)
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(rng.randint(4, MOST_ACTS)):
                life.live()
        dossier = life.known
        done = dossier is not None and dossier.decided_at is not None
        assert decided.count(dossier.id if dossier else None) == int(done), life.acts
