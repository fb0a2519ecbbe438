"""A shared machine where nobody did anything for ten minutes knows nobody any more."""

import time
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.test import Client

from accounts.devices import DEVICE_COOKIE
from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from tests.people import learner_client, make_member, user_client
from tests.world import load_basics, make_team

pytestmark = pytest.mark.django_db
NOW = 1_800_000_000.0
MINUTE = 60
HERE, IDLE = "/hoc-tiep/con-day/", "/hoc-tiep/het-gio/"
Wait = Callable[[float], None]


@pytest.fixture(autouse=True)
def wait() -> Iterator[Wait]:
    """The clock, which moves only when told to (in seconds)."""
    with patch.object(time, "time", return_value=NOW) as clock:

        def move(seconds: float) -> None:
            clock.return_value += seconds

        yield move


def on_shared(client: Client) -> Client:
    client.cookies[DEVICE_COOKIE] = "chung"
    return client


@pytest.fixture
def hers() -> Client:
    """A learner on a shared machine."""
    return on_shared(learner_client(Learner.objects.create(display_name="Giàng A Thử")))


@pytest.fixture
def member() -> Client:
    """A member on a shared machine."""
    return on_shared(user_client(make_member(make_team(load_basics()))))


def knows_her(client: Client) -> bool:
    return "Giàng A Thử" in client.get("/hoc-tiep/roi/", follow=True).content.decode()


def test_the_learner_is_forgotten_after_ten_idle_minutes(hers: Client, wait: Wait) -> None:
    assert knows_her(hers)
    wait(10 * MINUTE + 1)
    assert not knows_her(hers)


def test_each_page_gives_ten_minutes_again(hers: Client, wait: Wait) -> None:
    for _ in range(5):
        wait(9 * MINUTE)
        assert hers.get("/").cookies[LEARNER_COOKIE]["max-age"] == 10 * MINUTE
    assert knows_her(hers)


def test_typing_does_too(hers: Client, wait: Wait) -> None:
    for _ in range(3):
        wait(9 * MINUTE)
        answer = hers.get(HERE, headers={"x-here": "1", "sec-fetch-dest": "empty"})
        assert answer.status_code == 204 and "no-store" in answer["Cache-Control"]
    assert knows_her(hers)


@pytest.mark.parametrize("dest", ["empty", "image", "audio"])
def test_what_a_page_fetches_by_itself_does_not(hers: Client, wait: Wait, dest: str) -> None:
    wait(9 * MINUTE)
    assert LEARNER_COOKIE not in hers.get("/", headers={"sec-fetch-dest": dest}).cookies
    wait(2 * MINUTE)
    assert not knows_her(hers)


def test_her_own_machine_remembers_her(wait: Wait) -> None:
    own = learner_client(Learner.objects.create(display_name="Giàng A Thử"))
    wait(11 * MINUTE)
    assert knows_her(own)
    assert LEARNER_COOKIE not in own.get("/").cookies


def test_a_staff_session_ends_too(member: Client, wait: Wait) -> None:
    assert member.get("/to/").status_code == 200
    wait(10 * MINUTE + 1)
    assert member.get("/to/")["Location"] == "/tai-khoan/vao/?next=/to/"
    wait(-10 * MINUTE)
    assert member.get("/to/").status_code == 302, "it is gone, not hidden"


def test_a_staff_session_in_use_goes_on(member: Client, wait: Wait) -> None:
    for _ in range(4):
        assert member.get("/to/").status_code == 200
        wait(9 * MINUTE)
    assert member.get("/to/").status_code == 200


def test_a_list_that_refreshes_itself_keeps_no_session_open(member: Client, wait: Wait) -> None:
    member.get("/to/")
    for _ in range(3):
        wait(4 * MINUTE)
        answer = member.get("/to/", headers={"sec-fetch-dest": "empty"})
    assert answer.status_code == 302


def test_a_staff_session_on_ones_own_machine_goes_on(wait: Wait) -> None:
    own = user_client(make_member(make_team(load_basics())))
    own.get("/to/")
    wait(60 * MINUTE)
    assert own.get("/to/").status_code == 200


def test_pages_on_it_leave_by_themselves_and_are_kept_nowhere(hers: Client, member: Client) -> None:
    for client, path in ((hers, "/"), (hers, "/tap/"), (member, "/to/")):
        answer = client.get(path)
        page = answer.content.decode()
        assert 'data-seconds="600"' in page and "accounts/idle" in page
        assert f'<noscript><meta http-equiv="refresh" content="602; url={IDLE}"></noscript>' in page
        assert answer["Cache-Control"] == "no-store, private"


def test_other_pages_do_not() -> None:
    own = learner_client(Learner.objects.create())
    for client in (own, Client(), on_shared(Client())):
        assert "accounts/idle" not in client.get("/").content.decode()


def test_where_they_go_says_that_nobody_is_known(hers: Client, wait: Wait) -> None:
    assert hers.get(IDLE)["Location"] == "/", "she is still here, in another window"
    wait(11 * MINUTE)
    answer = hers.get(IDLE)
    assert "Máy này đã quên bác" in answer.content.decode()
    assert answer["Clear-Site-Data"] == '"cache"' and "no-store" in answer["Cache-Control"]


def test_the_browser_of_a_shared_machine_offers_nobodys_name() -> None:
    assert 'autocomplete="username"' in Client().get("/tai-khoan/vao/").content.decode()
    page = on_shared(Client()).get("/tai-khoan/vao/").content.decode()
    assert 'autocomplete="username"' not in page and 'autocomplete="current-password"' not in page


def test_acts_at_these_addresses_do_nothing(hers: Client) -> None:
    assert [hers.post(path).status_code for path in (HERE, IDLE)] == [405, 405]
