"""Several learners at one machine: whom its cookie names, and when it forgets them."""

import uuid
from collections.abc import Callable

import pytest
from django.core.signing import get_cookie_signer
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts import turns
from accounts.devices import DEVICE_COOKIE
from accounts.enums import Device
from accounts.models import Learner
from tests.people import learner_client

GROUP = uuid.uuid4()


def asked(value: str = "") -> HttpRequest:
    """A request with this cookie."""
    request = RequestFactory().get("/vao/doi-nguoi/")
    if value:
        request.COOKIES[turns.TURNS_COOKIE] = value
    return request


def after(act: Callable[[HttpRequest], None], before: str = "") -> str:
    """The cookie that a machine has after a request in which ``act`` happened."""
    request, response = asked(before), HttpResponse()
    act(request)
    turns.carry_turns(request, response)
    return response.cookies[turns.TURNS_COOKIE].value if turns.TURNS_COOKIE in response.cookies else before


def came(group: uuid.UUID, *learners: Learner) -> str:
    cookie = ""
    for one in learners:
        cookie = after(lambda request, one=one: turns.take_turns(request, group, one), cookie)  # type: ignore[misc]
    return cookie


def people(number: int) -> list[Learner]:
    return [Learner(id=uuid.uuid4()) for _ in range(number)]


def test_a_machine_knows_those_who_came_in_on_it_in_their_order() -> None:
    here = people(3)
    known = turns.turns_of(asked(came(GROUP, *here)))
    assert known == turns.Turns(GROUP, tuple(one.pk for one in here))


def test_a_shared_machine_that_forgot_its_learner_knows_the_others_no_more() -> None:
    first, second = people(2)
    request = asked(came(GROUP, first, second))
    request.COOKIES[DEVICE_COOKIE] = Device.SHARED
    request.learner = second  # type: ignore[attr-defined]
    assert turns.turns_of(request) is not None
    request.learner = None  # type: ignore[attr-defined]
    assert turns.turns_of(request) is None
    request.COOKIES[DEVICE_COOKIE] = Device.OWN
    assert turns.turns_of(request) is not None


def test_coming_in_again_changes_nothing() -> None:
    first, second = people(2)
    known = turns.turns_of(asked(came(GROUP, first, second, first)))
    assert known is not None and known.learners == (first.pk, second.pk)


def test_another_group_begins_a_new_list() -> None:
    first, second = people(2)
    other = uuid.uuid4()
    cookie = after(lambda request: turns.take_turns(request, other, second), came(GROUP, first))
    assert turns.turns_of(asked(cookie)) == turns.Turns(other, (second.pk,))


def test_the_list_does_not_grow_for_ever() -> None:
    crowd = people(turns.MOST_TURNS + 2)
    known = turns.turns_of(asked(came(GROUP, *crowd)))
    assert known is not None and known.learners == tuple(one.pk for one in crowd[2:])


def test_nobody_is_known_without_a_cookie_or_with_a_forged_one() -> None:
    forged = f"{GROUP.hex}{uuid.uuid4().hex}"
    other_salt = get_cookie_signer(salt="nguoi_hoc").sign(forged)
    assert [turns.turns_of(asked(value)) for value in ("", forged, other_salt, "x:y:z")] == [None] * 4


def test_the_list_is_taken_away_at_the_end() -> None:
    cookie = came(GROUP, *people(2))
    assert after(turns.end_turns, cookie) == ""
    request = asked(cookie)
    turns.end_turns(request)
    assert turns.turns_of(request) is None


@pytest.mark.django_db
def test_done_makes_the_machine_forget_them_all() -> None:
    learner = Learner.objects.create()
    client: Client = learner_client(learner)
    client.cookies[turns.TURNS_COOKIE] = came(GROUP, learner)
    client.post("/hoc-tiep/xong/")
    assert client.cookies[turns.TURNS_COOKIE].value == ""


@pytest.mark.django_db
def test_the_cookie_cannot_be_read_by_scripts_and_goes_to_no_other_site() -> None:
    request, response = asked(), HttpResponse()
    turns.take_turns(request, GROUP, people(1)[0])
    turns.carry_turns(request, response)
    cookie = response.cookies[turns.TURNS_COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"]
