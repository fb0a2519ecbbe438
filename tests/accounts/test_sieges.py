"""Ten thousand guesses at every door within a day: how many are heard, and what chance they have.

A real request takes too long for ten thousand of them at each door, so most of it happens at the limiter, which each
door asks before it looks at a secret, with a clock that moves a day onwards; a few hundred real requests at each door
(here, and in the tests of each) show that it does ask. At most, within a day:

| door | one guess is right | heard at one account, from anywhere | heard from one address, at all accounts |
|---|---|---|---|
| password (slip) | 1 in 140^4 x 900 | 1,440: 0.000000004 | 200 |
| second step | 3 in 10^6 | 40: 0.00012 | 200: 0.0006 |
| code to the phone | 1 in 10^6 | 36: 0.000036, and the second step behind it | 200: 0.0002 |
| card, token | live cards in (19 x 18^5)^2 | the token is the account | 200: 0.0000000002 for 1,000 cards |
| card, pictures | 1 in 504 | 40 if a member unlocks it eight times that day, else 5: 0.01 | 200 |
| resume code | live codes in 19 x 18^5 | the code is the account | 241: 0.0067 where 1,000 codes are live |
| join code | open sessions in 9,990 | the code is the account | 241: 0.024 for each; behind it is a name one gives |

A password of one's own has ten letters and is none of the 20,000 commonest: 1,440 tries of a day are no number for it.
"""

import datetime as dt
import os
import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts import doors, newcomers, views
from accounts.cards import PICTURES
from accounts.codes import ALPHABET, LENGTH
from accounts.models import TextMessage
from kit import limits as kit_limits
from kit.limits import Door, Limit, TooMany
from teams import codes as join_codes
from teams import limits as join_limits
from tests.people import make_user

pytestmark = pytest.mark.django_db
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
GUESSES = 1_000 if QUICK else 10_000
DAY = 86_400  # seconds
BEGIN = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ASK, TYPE = "/tai-khoan/vao/dien-thoai/", "/tai-khoan/vao/dien-thoai/ma/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """``clock(n)``: the limiter sees the moment of guess ``n``, of so many spread evenly over a day."""
    now = SimpleNamespace(at=BEGIN)
    monkeypatch.setattr(kit_limits, "timezone", SimpleNamespace(now=lambda: now.at))

    def move(number: int) -> None:
        now.at = BEGIN + dt.timedelta(seconds=DAY * number / GUESSES)

    return move


def come_from(address: str = "192.0.2.1") -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def heard(door: Door, clock: Callable[[int], None], account: Callable[[int], str]) -> int:
    """How many of a day's guesses ``door`` lets through to its secret."""
    request, count = come_from(), 0
    for number in range(GUESSES):
        clock(number)
        try:
            door.knock(request, account(number))
            count += 1
        except TooMany:
            pass
    return count


def in_a_day(limit: Limit) -> int:
    """What ``limit`` alone lets through in a day: so many for each window that fits, and the last one begun."""
    return limit.most * -(-DAY // limit.seconds)


# --- From anywhere at one account: each guess has an address of its own, so only the account is counted -------------
@pytest.mark.parametrize(
    ("door", "most"),
    [(doors.PASSWORD, 1_440), (doors.SECOND_STEP, 40), (doors.CODE_TYPED, 36), (doors.CARD, 40)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_ten_thousand_guesses_at_one_account(door: Door, most: int, clock: Callable[[int], None]) -> None:
    assert min(in_a_day(limit) for limit in door.by_account) == most
    alone = replace(door, by_address=())
    assert 0 < heard(alone, clock, lambda number: "totruong") <= most


# --- From one address at as many accounts as there are ------------------------------------------------------------
def test_ten_thousand_guesses_from_one_address(clock: Callable[[int], None]) -> None:
    """All five doors for accounts have the limits of the hall."""
    for door in (doors.PASSWORD, doors.SECOND_STEP, doors.CODE_ASKED, doors.CODE_TYPED, doors.CARD):
        assert door.by_address == doors.HALL
    hall = Door("hall", doors.HALL)
    assert 0 < heard(hall, clock, lambda number: "") <= 200


@pytest.mark.parametrize(
    ("is_shut", "count"),
    [(views._too_many, views._count_wrong), (join_limits.is_guessing, join_limits.count_wrong)],
    ids=["resume code", "join code"],
)
def test_ten_thousand_guessed_codes_from_one_address(
    is_shut: Callable[[HttpRequest], bool],
    count: Callable[[HttpRequest], None],
    clock: Callable[[int], None],
) -> None:
    request, tried = come_from(), 0
    for number in range(GUESSES):
        clock(number)
        if not is_shut(request):
            count(request)
            tried += 1
    assert 0 < tried <= 241


def test_the_chances_that_the_table_names() -> None:
    """The counts behind the table above: whoever makes a secret shorter sees it here."""
    slips = len(newcomers.WORDS) ** 4 * 900
    assert 1_440 / slips < 1e-8
    assert 40 * 3 / 10**6 < 0.0002 and 200 * 3 / 10**6 < 0.001
    assert 36 / 10**6 < 0.00004 and 200 / 10**6 <= 0.0002
    assert 5 / (len(PICTURES) * (len(PICTURES) - 1) * (len(PICTURES) - 2)) < 0.01
    resume_codes = len(ALPHABET) * (len(ALPHABET) - 1) ** (LENGTH - 1)
    assert 241 * 1_000 / resume_codes < 0.007
    joins = sum(join_codes.is_code(f"{number:04d}") for number in range(join_codes.ALL))
    assert 241 / joins < 0.025


# --- Real requests ------------------------------------------------------------------------------------------------
def wrong_code() -> str:
    """Six digits that are not those of the latest message."""
    right = re.findall(r"\d{6}", TextMessage.objects.latest("made_at").text)[0]
    return f"{(int(right) + 1) % 10**6:06d}"


def test_hundreds_of_passwords_from_one_address() -> None:
    client, heard_of = Client(), 0
    for number in range(300):
        page = client.post("/tai-khoan/vao/", {"login": f"nguoi-{number}", "password": "sai-mat-roi"})
        heard_of += "Tên hoặc mật khẩu chưa đúng" in page.content.decode()
    assert heard_of == 60


def test_hundreds_of_codes_at_one_number_from_as_many_machines() -> None:
    """Each machine asks for a code of its own and types three wrong ones: a botnet against one member."""
    make_user(phone="+84000111222")
    wrong = 0
    for number in range(100):
        machine = Client(REMOTE_ADDR=f"198.51.100.{number}")
        if machine.post(ASK, {"phone": "0000 111 222"}).status_code != 302:
            continue
        for _ in range(3):
            answer = machine.post(TYPE, {"code": wrong_code()})
            wrong += "Sáu chữ số: chưa đúng" in answer.content.decode()
    assert TextMessage.objects.count() == 1, "one message a minute"
    assert wrong == 2, "the third ends the code, and says so on the next page"


def test_codes_typed_side_by_side_in_many_browsers_stop_at_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twenty sessions of one number, however they came to be: nine guesses in ten minutes for all of them."""
    make_user(phone="+84000111222")
    monkeypatch.setattr(doors, "CODE_ASKED", replace(doors.CODE_ASKED, by_account=()))
    said = []
    for number in range(20):
        machine = Client(REMOTE_ADDR=f"198.51.100.{number}")
        machine.post(ASK, {"phone": "0000 111 222"})
        said += [machine.post(TYPE, {"code": wrong_code()}).content.decode() for _ in range(2)]
    assert sum("Sáu chữ số: chưa đúng" in page for page in said) == 9
    assert sum("Thử nhiều lần quá" in page for page in said) == 31


def test_hundreds_of_numbers_asked_from_one_address() -> None:
    """Somebody looks for numbers that have an account: the same answer sixty times, then none."""
    for number in range(5):
        make_user(phone=f"+84000300{number:03d}")
    client = Client()
    answers = [client.post(ASK, {"phone": f"0000 300 {number:03d}"}).status_code for number in range(300)]
    assert answers == [302] * 60 + [422] * 240


def test_hundreds_of_join_codes_from_one_address() -> None:
    client = Client()
    answers = [client.get(f"/vao/{number:04d}/").status_code for number in range(1, 301)]
    assert set(answers) == {404, 429} and answers.count(404) == join_limits.WRONG_CODES + 1


def test_the_clock_of_these_tests_is_the_limiters(clock: Callable[[int], None]) -> None:
    """Otherwise a day of guesses would be counted as one second, and the counts above would say nothing."""
    clock(GUESSES)
    assert kit_limits.timezone.now() == BEGIN + dt.timedelta(days=1)
    assert timezone.now() != kit_limits.timezone.now()
