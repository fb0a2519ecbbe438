"""The same thing done by many at the same moment, in threads with connections of their own."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from kit.idempotency import token
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier, PackVersion
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, CUT_OFF, GOOD, PAPER, Clock

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
MANY = 6


@pytest.fixture
def own_connections(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads can share. SQLite's is a file, as in production, not the one in memory."""
    shared = connections["default"]
    if shared.vendor != "sqlite":
        yield
        return
    shared.ensure_connection()
    with sqlite3.connect(tmp_path / "many.sqlite3") as copy:
        shared.connection.backup(copy)
    copy.close()
    usual = connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = str(tmp_path / "many.sqlite3")
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections.settings["default"]["NAME"] = usual
    connections["default"] = shared


@pytest.fixture
def alice(own_connections: None, packs: PackVersion) -> Learner:
    return Learner.objects.create(display_name="Vàng Thị Bài Tập")


def at_once(*acts: Callable[[], T]) -> list[T]:
    """What the acts returned, all of them begun at the same moment. Raises what one of them raised."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        ready.wait(timeout=30)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


def _press_send(learner: Learner, attempt: Attempt, key: str) -> Callable[[], HttpResponse]:
    browser = journeys.browser_of(learner)
    return lambda: journeys.promise(browser, attempt, key)


def _press_supplement(dossier: Dossier, key: str, name: str) -> Callable[[], HttpResponse]:
    browser = journeys.browser_of(dossier.attempt.learner)
    data = {"token": key, PAPER: GOOD, "ho_ten_con": name}
    return lambda: journeys.post(browser, journeys.dossier_url(dossier, "supplement"), data)


@pytest.mark.parametrize("same_token", [True, False])
def test_two_presses_of_send_at_once_make_one_dossier(alice: Learner, same_token: bool) -> None:
    attempt = journeys.begin(alice, Place.REVIEW)
    key = token()
    presses = [_press_send(alice, attempt, key if same_token else token()) for _ in range(4)]
    responses = at_once(*presses)
    dossier = Dossier.objects.get()
    assert all(
        journeys.leads_to(response, journeys.dossier_url(dossier, "receipt")) for response in responses
    )
    assert journeys.path_of(dossier) == [0, 1]


def test_many_who_send_at_once_get_codes_of_their_own(alice: Learner) -> None:
    everybody = [alice, *(Learner.objects.create() for _ in range(MANY - 1))]
    attempts = [journeys.begin(learner, Place.REVIEW) for learner in everybody]
    at_once(
        *(
            _press_send(learner, attempt, token())
            for learner, attempt in zip(everybody, attempts, strict=True)
        )
    )
    codes = sorted(Dossier.objects.values_list("code", flat=True))
    assert codes == [f"000.00.00.H00-261123-{number:04d}" for number in range(1, MANY + 1)]


def test_two_presses_of_begin_at_once_start_one_attempt(alice: Learner) -> None:
    address, key = reverse("sandbox:start", args=[journeys.MOTHER, "practice"]), token()
    browsers = [journeys.browser_of(alice) for _ in range(4)]
    responses = at_once(*(lambda b=b: journeys.post(b, address, {"token": key}) for b in browsers))
    attempt = Attempt.objects.get()
    wanted = reverse("sandbox:attempt", args=[attempt.id])
    assert all(journeys.leads_to(response, wanted) for response in responses)


@pytest.mark.parametrize("same_token", [True, False])
def test_two_presses_of_supplement_at_once_make_one_answer(alice: Learner, same_token: bool) -> None:
    dossier = journeys.send(alice, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    key = token()
    presses = [_press_supplement(dossier, key if same_token else token(), "Giàng A Thử") for _ in range(4)]
    assert {response.status_code for response in at_once(*presses)} == {302}
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4]


def test_one_token_with_two_contents_at_once_keeps_one_and_shows_both(alice: Learner) -> None:
    dossier = journeys.send(alice, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    key, names = token(), ("Giàng A Thử", "Giàng A Khác")
    responses = at_once(*(_press_supplement(dossier, key, name) for name in names))
    assert sorted(response.status_code for response in responses) == [302, 409]
    shown = next(journeys.words(response) for response in responses if response.status_code == 409)
    assert all(name in shown for name in names)
    kept = Attempt.objects.get().answers["ho_ten_con"]
    assert kept == names[[response.status_code for response in responses].index(302)]


@pytest.mark.parametrize("same_token", [True, False])
def test_many_presses_of_pay_at_once_pay_once(alice: Learner, same_token: bool) -> None:
    dossier = journeys.until(journeys.send(alice, scenario=journeys.COPIES), Status.PAYMENT_REQUESTED)
    key, address = token(), journeys.dossier_url(dossier, "bank")
    code = dossier.attempt.persona.otp

    def press(browser: Client) -> HttpResponse:
        return journeys.post(browser, address, {"token": key if same_token else token(), "code": code})

    browsers = [journeys.browser_of(alice) for _ in range(4)]
    responses = at_once(*(partial(press, browser) for browser in browsers))
    assert all(journeys.leads_to(response, journeys.dossier_url(dossier, "paid")) for response in responses)
    assert dossier.events.filter(reason="paid").count() == 1


def test_many_who_look_at_once_write_the_history_once(alice: Learner, clock: Clock) -> None:
    dossier = journeys.send(alice)
    clock.forward(hours=4)
    at_once(*(lambda: service.look(Dossier.objects.get()) for _ in range(MANY)))
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5]
    assert Dossier.objects.get().rounds == 1


def test_two_tabs_that_save_at_once_lose_neither_tabs_fields(alice: Learner) -> None:
    attempt = journeys.begin(alice, APPLICANT)
    halves = [{"dia_chi": "Bản Học"}, {"so_dien_thoai": "0000 000 031"}, {"ngay_cap": "19/08/2024"}]
    at_once(*(lambda h=h: service.save_answers(Attempt.objects.get(), h, 0) for h in halves))
    attempt.refresh_from_db()
    assert attempt.answers == {name: value for half in halves for name, value in half.items()}
    assert attempt.revision == len(halves)
