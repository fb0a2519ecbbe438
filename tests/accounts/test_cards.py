"""The learner card: a square code that names her, three pictures that only she knows, and a session that is open."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import cards
from accounts.card_forms import BETWEEN, pictures_in
from accounts.cards import MOST_WRONG, PICTURES, CardLocked, Made, NoCard, Pin, WrongPictures
from accounts.jobs import forget_cards
from accounts.models import Learner, LearnerCard
from kit.models import AuditEntry
from tests.sandbox.test_at_once import at_once, own_connections  # noqa: F401 - a fixture is found by its name
from ui.service import drawing_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Learner]]:
    """Learners of whom a session is open."""
    here: list[Learner] = []
    monkeypatch.setattr(cards, "_providers", [lambda learner: learner in here])
    yield here


@pytest.fixture
def learner(in_session: list[Learner]) -> Learner:
    made = Learner.objects.create(display_name="Vàng Thị Bài Tập")
    in_session.append(made)
    return made


def make(learner: Learner) -> tuple[LearnerCard, Made]:
    (made,) = cards.make_cards([learner], actor="user:0")
    found = cards.find(made.token)
    assert found
    return found, made


def wrong(pin: Pin) -> Pin:
    return (pin[1], pin[0], pin[2])


# --- Pictures ----------------------------------------------------------------------------------------------------
@given(st.integers(0, 8), st.integers(0, 7), st.integers(0, 6))
def test_a_pin_is_three_different_pictures_of_the_nine(first: int, second: int, third: int) -> None:
    numbers = iter((first, second, third))
    pin = cards.new_pin(lambda most: next(numbers) % most)
    assert len(set(pin)) == 3 and set(pin) <= set(PICTURES)


def test_every_pin_can_be_drawn_and_each_in_one_way() -> None:
    def drawn(*numbers: int) -> Pin:
        rest = iter(numbers)
        return cards.new_pin(lambda most: next(rest))

    assert len({drawn(a, b, c) for a in range(9) for b in range(8) for c in range(7)}) == 504


def test_the_nine_pictures_are_drawn_and_no_two_are_called_alike() -> None:
    assert len(PICTURES) == 9 and set(PICTURES) <= set(drawing_names())
    assert len({str(word) for word in PICTURES.values()}) == 9


@given(st.text())
def test_what_the_page_did_not_write_is_no_picture(text: str) -> None:
    assert set(pictures_in(text)) <= set(PICTURES)


@given(st.lists(st.sampled_from(list(PICTURES)), max_size=4))
def test_only_up_to_two_different_pictures_are_carried(keys: list[str]) -> None:
    found = pictures_in(BETWEEN.join(keys))
    assert found == (tuple(keys) if len(keys) < 3 and len(set(keys)) == len(keys) else ())


def test_a_token_can_be_typed_as_it_is_printed_or_carelessly(learner: Learner) -> None:
    (made,) = cards.make_cards([learner], actor="user:0")
    printed = cards.grouped(made.token)
    assert re.fullmatch(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", printed)
    for typed in (made.token, printed, printed.lower(), f" {printed.replace('-', ' ')} "):
        assert cards.find(typed)
    assert cards.find(made.token[:-1]) is None


# --- Making ------------------------------------------------------------------------------------------------------
def test_nothing_kept_shows_the_token_or_the_pictures(learner: Learner) -> None:
    card, made = make(learner)
    kept = str(LearnerCard.objects.values().get()) + str(list(AuditEntry.objects.values()))
    assert made.token not in kept
    assert not any(picture in kept for picture in made.pin)
    assert cards.open_with(card, made.pin) == learner


def test_the_same_pictures_are_kept_differently_on_each_card(learner: Learner) -> None:
    keys = [cards._pin_digest(cards.digest(token), tuple(PICTURES)[:3]) for token in ("mot", "hai")]
    assert keys[0] != keys[1]


def test_a_new_card_ends_the_one_before(learner: Learner) -> None:
    _, first = make(learner)
    make(learner)
    assert cards.find(first.token) is None
    assert LearnerCard.objects.live().count() == 1
    assert LearnerCard.objects.exclude(ended_at=None).count() == 1


def test_the_database_itself_keeps_one_card_at_a_time(learner: Learner) -> None:
    make(learner)
    with pytest.raises(IntegrityError), transaction.atomic():
        LearnerCard.objects.create(learner=learner, token_digest="khac", pin_digest="khac")


def test_forty_cards_cost_no_more_queries_than_one(
    learner: Learner, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    class_of_forty = [Learner.objects.create() for _ in range(40)]
    with django_assert_max_num_queries(20) as few:
        cards.make_cards([learner], actor="user:0")
    with django_assert_max_num_queries(len(few)):
        assert len({made.token for made in cards.make_cards(class_of_forty, actor="user:0")}) == 40


# --- Opening -----------------------------------------------------------------------------------------------------
def test_a_card_without_an_open_session_is_like_none(learner: Learner, in_session: list[Learner]) -> None:
    _, made = make(learner)
    in_session.clear()
    assert cards.find(made.token) is None and cards.is_known(made.token)
    assert cards.find("khong-co") is None and not cards.is_known("khong-co")


def test_the_order_counts(learner: Learner) -> None:
    card, made = make(learner)
    with pytest.raises(WrongPictures):
        cards.open_with(card, wrong(made.pin))
    assert cards.open_with(card, made.pin) == learner


def test_five_wrong_tries_lock_it_for_the_right_ones_too(learner: Learner) -> None:
    card, made = make(learner)
    for _ in range(MOST_WRONG - 1):
        with pytest.raises(WrongPictures):
            cards.open_with(card, wrong(made.pin))
    for pin in (wrong(made.pin), made.pin):
        with pytest.raises(CardLocked):
            cards.open_with(card, pin)
    assert cards.held_by([learner.pk])[learner.pk].is_locked
    assert AuditEntry.objects.filter(action="card.locked").count() == 1


def test_the_right_pictures_take_the_count_back(learner: Learner) -> None:
    card, made = make(learner)
    for _ in range(3):
        for _ in range(MOST_WRONG - 1):
            with pytest.raises(WrongPictures):
                cards.open_with(card, wrong(made.pin))
        assert cards.open_with(card, made.pin) == learner


def test_every_way_to_press_is_wrong_but_one(learner: Learner) -> None:
    card, made = make(learner)
    tried = [cards._pin_digest(card.token_digest, pin) for pin in (made.pin, wrong(made.pin), made.pin[::-1])]
    assert tried[0] == LearnerCard.objects.get().pin_digest and tried[0] not in tried[1:]


def test_new_pictures_open_a_locked_card_and_end_the_old_ones(learner: Learner) -> None:
    card, made = make(learner)
    LearnerCard.objects.update(failures=MOST_WRONG, locked_at=timezone.now())
    renewed = cards.renew_pin(learner, actor="user:7")
    while renewed.pin == made.pin:  # one time in 504
        renewed = cards.renew_pin(learner, actor="user:7")
    assert not renewed.token
    with pytest.raises(WrongPictures):
        cards.open_with(card, made.pin)
    assert cards.open_with(card, renewed.pin) == learner


def test_who_has_no_card_gets_no_pictures(learner: Learner) -> None:
    with pytest.raises(NoCard):
        cards.renew_pin(learner, actor="user:7")
    make(learner)
    cards.end_cards([learner])
    with pytest.raises(NoCard):
        cards.renew_pin(learner, actor="user:7")


def test_an_ended_card_is_deleted_a_month_later(learner: Learner) -> None:
    make(learner)
    make(learner)
    forget_cards("")
    assert LearnerCard.objects.count() == 2
    LearnerCard.objects.exclude(ended_at=None).update(ended_at=timezone.now() - dt.timedelta(days=31))
    forget_cards("")
    assert LearnerCard.objects.get().ended_at is None


# --- At once -----------------------------------------------------------------------------------------------------
def told(act: Callable[[], object]) -> Callable[[], str]:
    """``act``, and how it went in one word."""

    def run() -> str:
        try:
            act()
        except (WrongPictures, CardLocked) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "open"

    return run


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_guesses_at_the_same_moment_no_more_than_five_are_heard(
    own_connections: None,  # noqa: F811 - the fixture, not the import
    learner: Learner,
) -> None:
    card, made = make(learner)
    card_of = [LearnerCard.objects.get(pk=card.pk) for _ in range(12)]
    ways = at_once(*(told(partial(cards.open_with, one, wrong(made.pin))) for one in card_of))
    assert set(ways) <= {"WrongPictures", "CardLocked"} and ways.count("WrongPictures") < MOST_WRONG
    assert LearnerCard.objects.get().failures == MOST_WRONG
    assert AuditEntry.objects.filter(action="card.locked").count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_members_who_make_her_card_at_once_leave_one(
    own_connections: None,  # noqa: F811 - the fixture, not the import
    learner: Learner,
) -> None:
    acts = [told(lambda: cards.make_cards([learner], actor="user:0")) for _ in range(4)]
    assert at_once(*acts) == ["open"] * 4
    assert LearnerCard.objects.live().count() == 1 and LearnerCard.objects.count() == 4
