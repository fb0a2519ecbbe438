"""In a class: what a member does reaches the learner's pages, and what she shows reaches the member."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Learner
from sandbox import seats, service
from sandbox.enums import Nudge, Place
from sandbox.models import Attempt, Classroom, Seat
from tests.people import class_client, learner_client
from tests.sandbox import journeys
from tests.sandbox.journeys import DECLARE, FATHER, MOTHER, Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]
ROOM = uuid.UUID(int=7)
NEWS, ACT = "/tap/lop/", "/tap/lop/lam/"


@pytest.fixture
def hers(learner: Learner) -> Client:
    """A learner with seat 7 in an open class, and her telephone."""
    service.take_seat(ROOM, learner, 7)
    return class_client(ROOM, learner)


def seat() -> Seat:
    return Seat.objects.select_related("classroom").get()


def page(client: Client, path: str = "/tap/") -> str:
    return journeys.text(client.get(path))


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def step(learner: Learner, place: str = DECLARE) -> tuple[Attempt, str]:
    attempt = journeys.begin(learner, place)
    return attempt, journeys.url(attempt, place)


# --- what her pages show ------------------------------------------------------------------------------------
def test_a_page_in_a_class_tells_her_number_and_has_the_hand(hers: Client) -> None:
    html = page(hers)
    assert "Số 7" in html
    assert "Giơ tay" in html and 'name="gio_tay" value="1"' in html
    assert "/vao/doi-nguoi/" in html
    assert "sandbox/lop" in html


def test_outside_a_class_nothing_of_it_is_there_and_nothing_is_asked(learner: Learner, hers: Client) -> None:
    alone = learner_client(learner)
    html = page(alone)
    assert "data-lop" not in html and "lop.js" not in html
    _, path = step(learner)
    assert queries(hers, path) - queries(alone, path) in (0, 1, 2)
    with CaptureQueriesContext(connection) as captured:
        alone.get(path)
    assert not [one for one in captured if "sandbox_seat" in one["sql"]]


def test_a_page_for_a_stranger_can_still_be_kept_by_caches(client: Client) -> None:
    assert "public" in client.get(f"/tap/xem/{MOTHER}/1/")["Cache-Control"]


def test_somebody_elses_seat_is_not_hers(hers: Client) -> None:
    other = Learner.objects.create()
    assert "data-lop" not in page(class_client(ROOM, other))


def test_a_class_that_has_ended_is_forgotten_by_the_machine(hers: Client) -> None:
    service.end_class(ROOM)
    assert "data-lop" not in page(hers)
    assert hers.cookies["luot_may"].value == ""


def test_a_class_that_goes_on_again_is_there_again(hers: Client) -> None:
    service.end_class(ROOM)
    service.reopen_class(ROOM)
    assert "data-lop" in page(hers)


# --- the hand -----------------------------------------------------------------------------------------------
def test_a_hand_goes_up_once_and_down(learner: Learner, hers: Client, clock: Clock) -> None:
    response = hers.post(ACT, {"gio_tay": "1", "ve": "/tap/dien-thoai/"})
    assert (response.status_code, response["Location"]) == (302, "/tap/dien-thoai/")
    first = seat().hand_at
    clock.forward(minutes=2)
    hers.post(ACT, {"gio_tay": "1"})
    assert seat().hand_at == first
    assert service.class_state(ROOM).signs[learner.pk].hand_at == first
    html = page(hers)
    assert "Bỏ tay xuống" in html and "Bác đang giơ tay." in html
    hers.post(ACT, {"gio_tay": "0"})
    assert seat().hand_at is None


def test_somebody_who_has_come_puts_the_hand_down(learner: Learner, hers: Client) -> None:
    hers.post(ACT, {"gio_tay": "1"})
    service.clear_hand(ROOM, learner.pk)
    assert "Bỏ tay xuống" not in page(hers)


def test_what_is_typed_is_kept_when_she_raises_her_hand_in_the_middle_of_a_step(
    learner: Learner, hers: Client
) -> None:
    attempt, path = step(learner)
    html = page(hers, path)
    found = re.search(r'form="to-khai" formaction="([^"]+)" formnovalidate data-lop-act', html)
    assert found
    action = found[1].replace("&amp;", "&")
    response = hers.post(action, {"gio_tay": "1", "ho_ten_con": "Giàng A Thử", "revision": "0"})
    assert response["Location"] == path.partition("?")[0]
    attempt.refresh_from_db()
    assert attempt.answers["ho_ten_con"] == "Giàng A Thử"
    assert seat().hand_at is not None


def test_nothing_is_kept_in_anothers_exercise(hers: Client) -> None:
    attempt, _ = step(Learner.objects.create())
    response = hers.post(f"{ACT}?bai={attempt.pk}&cho={DECLARE}", {"gio_tay": "1", "ho_ten_con": "Thử"})
    assert response.status_code == 404
    attempt.refresh_from_db()
    assert attempt.answers.get("ho_ten_con") != "Thử"


@pytest.mark.parametrize("query", ["?bai=x&cho=y", "?bai=%00", "?cho=ke-khai", f"?bai={uuid.uuid4()}"])
def test_an_address_that_names_no_exercise_breaks_nothing(hers: Client, query: str) -> None:
    assert hers.post(ACT + query, {"gio_tay": "1"}).status_code in (302, 404)


@pytest.mark.parametrize(
    "target", ["//example.org/", "https://example.org/", "example.org", "\\\\example.org"]
)
def test_it_leads_to_no_other_site(hers: Client, target: str) -> None:
    for name in ("ve", "sang"):
        assert hers.post(ACT, {name: target})["Location"] == "/tap/"


def test_a_stranger_raises_no_hand(client: Client, hers: Client) -> None:
    assert client.post(ACT, {"gio_tay": "1"})["Location"] == "/tap/"
    assert seat().hand_at is None


@pytest.mark.parametrize("said", ["2", "", "\x00", "x" * 10_000])
def test_what_is_no_sign_is_none(hers: Client, said: str) -> None:
    assert hers.post(ACT, {"gio_tay": said, "da_doc": said, "sang": said}).status_code == 302
    assert seat().hand_at is None


# --- a kind word --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", Nudge)
def test_a_nudge_stands_on_her_next_page_until_she_has_read_it(
    learner: Learner, hers: Client, words: Nudge
) -> None:
    assert service.nudge_learner(ROOM, learner.pk, words)
    assert str(words.label) in page(hers)
    hers.post(ACT, {"da_doc": words.value})
    assert str(words.label) not in page(hers)


def test_putting_one_away_leaves_another_that_came_meanwhile(learner: Learner, hers: Client) -> None:
    service.nudge_learner(ROOM, learner.pk, Nudge.HAND)
    hers.post(ACT, {"da_doc": Nudge.CALM.value})
    assert seat().nudge == Nudge.HAND


def test_nobody_is_nudged_who_has_no_seat() -> None:
    assert not service.nudge_learner(ROOM, uuid.uuid4(), Nudge.CALM)


def test_a_nudge_is_no_hint(learner: Learner, hers: Client) -> None:
    attempt, _ = step(learner)
    service.nudge_learner(ROOM, learner.pk, Nudge.READ)
    attempt.refresh_from_db()
    assert (attempt.hints_used, attempt.helper) == (0, False)


# --- the whole class ----------------------------------------------------------------------------------------
def test_a_class_that_listens_says_so_and_forms_still_save(learner: Learner, hers: Client) -> None:
    attempt, path = step(learner)
    service.pause_class(ROOM)
    assert "Cả lớp đang dừng tay." in page(hers, path)
    hers.post(path, {"ho_ten_con": "Giàng A Thử", "revision": "0", "luu": "1"})
    attempt.refresh_from_db()
    assert attempt.answers["ho_ten_con"] == "Giàng A Thử"
    service.resume_class(ROOM)
    assert "Cả lớp đang dừng tay." not in page(hers, path)


def test_a_second_press_does_not_begin_the_pause_anew(hers: Client, clock: Clock) -> None:
    service.pause_class(ROOM)
    first = service.class_state(ROOM).paused_at
    clock.forward(minutes=3)
    service.pause_class(ROOM)
    assert service.class_state(ROOM).paused_at == first
    service.resume_class(ROOM)
    resumed = service.class_state(ROOM).resumed_at
    clock.forward(minutes=3)
    service.resume_class(ROOM)
    assert service.class_state(ROOM).resumed_at == resumed


def test_one_step_is_shown_to_everybody_and_leads_to_its_picture(learner: Learner, hers: Client) -> None:
    number, label = next(one for one in service.steps_to_show(MOTHER) if one[1] == "Chọn cơ quan")
    assert service.show_step(ROOM, MOTHER, number)
    _, path = step(learner)
    html = page(hers, path)
    assert f"Bước: {label}." in html
    shown = service.class_state(ROOM).shown_url
    assert f'value="{shown}"' in html
    seen = page(hers, shown)
    assert "Về bài của tôi" in seen and "Xem cùng cả lớp" not in seen
    service.stop_showing(ROOM)
    assert f"Bước: {label}." not in page(hers, path)


def test_the_way_back_from_the_picture_leads_to_her_own_exercise(learner: Learner, hers: Client) -> None:
    attempt, _ = step(learner)
    service.show_step(ROOM, MOTHER, 1)
    assert f'href="/tap/bai/{attempt.pk}/"' in page(hers, service.class_state(ROOM).shown_url)


def test_the_example_of_a_neighbour_serves_the_same_form() -> None:
    assert service.steps_to_show(FATHER) == service.steps_to_show(MOTHER) != []
    assert service.steps_to_show("khong-co") == []


@pytest.mark.parametrize("number", [0, -1, 999])
def test_no_picture_that_begins_no_step_is_shown(number: int) -> None:
    assert not service.show_step(ROOM, MOTHER, number)
    assert not service.show_step(ROOM, "khong-co", 1)


def test_at_the_end_no_sign_is_left(learner: Learner, hers: Client) -> None:
    hers.post(ACT, {"gio_tay": "1"})
    service.nudge_learner(ROOM, learner.pk, Nudge.CALM)
    service.pause_class(ROOM)
    service.show_step(ROOM, MOTHER, 1)
    service.end_class(ROOM)
    assert service.class_state(ROOM) == service.ClassState()


# --- the news, for the script -------------------------------------------------------------------------------
def test_the_news_change_with_the_class_and_not_before(learner: Learner, hers: Client) -> None:
    first = hers.get(NEWS)
    same = hers.get(NEWS, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert f'data-etag="{first["ETag"]}"'.replace('"', "&quot;") in page(hers).replace('"', "&quot;")
    for act in (
        lambda: service.nudge_learner(ROOM, learner.pk, Nudge.CALM),
        lambda: service.pause_class(ROOM),
        lambda: service.show_step(ROOM, MOTHER, 1),
        lambda: hers.post(ACT, {"gio_tay": "1"}),
    ):
        before = hers.get(NEWS)["ETag"]
        act()
        assert hers.get(NEWS, headers={"If-None-Match": before}).status_code == 200


def test_the_news_say_when_the_class_is_over(hers: Client) -> None:
    service.end_class(ROOM)
    assert hers.get(NEWS)["Location"] == "/tap/"


def test_the_news_come_within_fifteen_seconds() -> None:
    assert seats.POLL_EVERY < 15


def test_her_name_is_not_for_the_servers_voice(learner: Learner, hers: Client, said: list[str]) -> None:
    Learner.objects.update(display_name="Chim Hoàng Yến")
    assert "Chim Hoàng Yến" in page(hers)
    assert not [words for words in said if "Chim Hoàng Yến" in words]


def test_the_state_is_one_query_for_forty() -> None:
    for number in range(40):
        service.take_seat(ROOM, Learner.objects.create(), number)
    Seat.objects.update(hand_at=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        assert len(service.class_state(ROOM).signs) == 40
    assert len(captured) == 1


def test_sitting_down_twice_keeps_the_seat(learner: Learner, hers: Client) -> None:
    service.take_seat(ROOM, learner, 9)
    assert (seat().number, Classroom.objects.count()) == (7, 1)


def test_pages_that_only_take_a_form_are_not_gone_back_to(
    learner: Learner, hers: Client, monkeypatch: Any
) -> None:
    dossier = journeys.until(journeys.send(learner), journeys.Status.SUPPLEMENT_REQUESTED)
    html = journeys.text(hers.post(f"/tap/ho-so/{dossier.id}/bo-sung/", {}))
    assert f'name="ve" value="/tap/ho-so/{dossier.id}/"' in html


def test_every_place_before_the_form_has_the_bar_too(learner: Learner, hers: Client) -> None:
    for place in (Place.SIGN_IN, Place.AGENCY, Place.REVIEW):
        _, path = step(learner, place)
        assert "data-lop-hand" in page(hers, path), place


def test_minutes_of_a_hand_are_those_since_it_went_up(learner: Learner, hers: Client) -> None:
    hers.post(ACT, {"gio_tay": "1"})
    up = service.class_state(ROOM).signs[learner.pk].hand_at
    assert up is not None and timezone.now() - up < dt.timedelta(minutes=1)
