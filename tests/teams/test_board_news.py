"""The live board is never stale: whatever changes what is read changes its ETag, with the sandbox as it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import service as accounts_service
from accounts.enums import Role
from accounts.models import Learner
from sandbox import service as sandbox_service
from sandbox.enums import Nudge
from sandbox.models import Attempt, Seat
from teams import erasing, live, rosters, service
from teams.models import Membership, Participant, Session
from tests.clocks import set_clock
from tests.people import class_client
from tests.sandbox import journeys
from tests.sandbox.journeys import Clock
from tests.teams import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sandbox() -> None:
    """The real one: nothing is put in its place."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Held, so that no minute turns by itself."""
    clock = Clock()
    clock.moment = timezone.now().replace(second=10)
    set_clock(monkeypatch, clock.now)
    return clock


@pytest.fixture
def session(clock: Clock) -> Session:
    return factories.session(code="4712")


@pytest.fixture
def one(session: Session) -> Participant:
    return service.join(session, Learner.objects.create(), "Giàng A Thử")


def address(session: Session) -> str:
    return reverse("teams:board_fragment", args=[session.id])


def looker(session: Session) -> Client:
    return factories.signed_in(factories.member(session.team))


def test_every_act_that_is_read_on_the_board_is_news_to_a_telephone_that_knows_the_one_before(
    session: Session, one: Participant, clock: Clock
) -> None:
    sandbox_service.load_packs()
    by, client = factories.member(session.team), looker(session)
    hers = class_client(session.id, one.learner)

    def attempt() -> Attempt:
        return Attempt.objects.get()

    def erase() -> None:
        trainee = Participant.objects.get(pk=one.pk).trainee
        assert trainee is not None
        erasing.erase(trainee, by=by)

    def send() -> None:
        sandbox_service.save_answers(attempt(), journeys.right(attempt()), attempt().revision)
        sandbox_service.attach(attempt(), journeys.PAPER, journeys.GOOD)
        sandbox_service.reach(attempt(), journeys.PLACES[-1])
        sandbox_service.send(attempt())

    acts: list[tuple[str, Callable[[], object]]] = [
        ("another comes in", lambda: service.join(session, Learner.objects.create(), "Lý Văn Mẫu")),
        ("a minute passes", lambda: clock.forward(minutes=1)),
        ("she takes another name", lambda: service.join(session, one.learner, "Giàng A Thử Hai")),
        ("she begins", lambda: sandbox_service.start(one.learner, journeys.MOTHER, "practice")),
        ("she gets on", lambda: sandbox_service.reach(attempt(), journeys.APPLICANT)),
        ("she makes a mistake", lambda: hers.post(journeys.path(attempt(), journeys.APPLICANT), {})),
        ("somebody sits beside", lambda: Attempt.objects.update(helper=True)),
        ("her hand goes up", lambda: hers.post("/tap/lop/lam/", {"gio_tay": "1"})),
        ("her hand goes down", lambda: hers.post("/tap/lop/lam/", {"gio_tay": "0"})),
        ("and up again", lambda: hers.post("/tap/lop/lam/", {"gio_tay": "1"})),
        ("somebody comes to her", lambda: live.meet(one, by=by)),
        ("she is nudged", lambda: live.nudge(one, Nudge.CALM, by=by)),
        ("she puts it away", lambda: Seat.objects.filter(learner=one.learner).update(nudge="")),
        ("the class stops", lambda: live.pause(session, by=by)),
        ("and goes on", lambda: live.resume(session, by=by)),
        ("a step is shown", lambda: live.show_step(session, 1, by=by)),
        ("and not any more", lambda: live.stop_showing(session, by=by)),
        ("six minutes pass", lambda: clock.forward(minutes=6)),
        ("she sends", send),
        ("she is marked", lambda: service.confirm_unaided(one, by=by)),
        ("the mark is taken back", lambda: service.undo_confirmation(one, by=by)),
        ("and made again", lambda: service.confirm_unaided(one, by=by)),
        ("the session ends", lambda: service.close_session(session, by=by)),
        ("and goes on", lambda: service.open_session(session, by=by)),
        ("she is erased", erase),
    ]
    known = client.get(address(session))["ETag"]
    for what, act in acts:
        unchanged = client.get(address(session), headers={"If-None-Match": known})
        assert (unchanged.status_code, unchanged.content) == (304, b""), f"before: {what}"
        assert unchanged["ETag"] == known
        one.refresh_from_db()
        act()
        news = client.get(address(session), headers={"If-None-Match": known})
        assert news.status_code == 200, what
        known = news["ETag"]


def test_the_page_carries_the_tag_of_what_it_shows(session: Session, one: Participant) -> None:
    client = looker(session)
    page = client.get(reverse("teams:board", args=[session.id])).content.decode()
    known = client.get(address(session))["ETag"]
    assert f'data-etag="{known}"'.replace('"', "&quot;") in page.replace('"', "&quot;")


def test_who_runs_the_session_and_who_only_looks_have_a_tag_each(session: Session, one: Participant) -> None:
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    member = looker(session)
    known = officer.get(address(session))["ETag"]
    assert member.get(address(session), headers={"If-None-Match": known}).status_code == 200


def test_a_member_who_is_dismissed_finds_nothing_at_the_next_poll(session: Session, one: Participant) -> None:
    by = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    member = factories.member(session.team)
    factories.accounts_service.appoint(member, Role.COMMUNE_OFFICER, commune=factories.commune("Suối Tập"))
    client = factories.signed_in(member)
    known = client.get(address(session))["ETag"]
    rosters.end_membership(Membership.objects.get(user=member), timezone.localdate(), by=by)
    assert client.get(address(session), headers={"If-None-Match": known}).status_code == 404
    assert client.get(address(session)).status_code == 404


def test_a_member_of_nothing_else_is_shut_out_by_the_gate_and_told_no_304(session: Session) -> None:
    by = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    member = factories.member(session.team)
    client = factories.signed_in(member)
    known = client.get(address(session))["ETag"]
    rosters.end_membership(Membership.objects.get(user=member), timezone.localdate(), by=by)
    assert client.get(address(session), headers={"If-None-Match": known}).status_code == 403


def test_an_officer_who_is_dismissed_finds_nothing_at_the_next_poll(session: Session) -> None:
    officer = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    accounts_service.appoint(officer, Role.COMMUNE_APPROVER, commune=factories.commune("Suối Tập"))
    client = factories.signed_in(officer)
    known = client.get(address(session))["ETag"]
    accounts_service.dismiss(officer.appointments.get(role=Role.COMMUNE_OFFICER))
    assert client.get(address(session), headers={"If-None-Match": known}).status_code == 404


def test_an_account_that_is_shut_is_led_to_the_door_at_the_next_poll(session: Session) -> None:
    member = factories.member(session.team)
    client = factories.signed_in(member)
    known = client.get(address(session))["ETag"]
    member.is_active = False
    member.save()
    assert client.get(address(session), headers={"If-None-Match": known}).status_code == 302


def test_a_team_that_is_dissolved_shows_no_board_any_more(session: Session) -> None:
    client = looker(session)
    known = client.get(address(session))["ETag"]
    session.team.is_active = False
    session.team.save()
    assert client.get(address(session), headers={"If-None-Match": known}).status_code in (403, 404)


def test_two_sessions_that_look_alike_have_each_its_own_cards(session: Session, one: Participant) -> None:
    """Cards are drawn once for all sessions; addresses and numbers are put in each time."""
    other = factories.session(session.team, code="4713")
    theirs = service.join(other, Learner.objects.create(), "Giàng A Thử")
    client = looker(session)
    mine, its = (client.get(address(this)).content.decode() for this in (session, other))
    assert str(one.id) in mine and str(session.id) in mine
    assert str(theirs.id) in its and str(other.id) in its
    assert str(theirs.id) not in mine and str(session.id) not in its


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\ue000id\ue001", '"><b>', "{{ name }}", "%(name)s", "&amp;", "{% x %}"],
)
def test_a_name_is_shown_as_it_was_typed_and_never_does_anything(session: Session, name: str) -> None:
    made = factories.participant(session, name)
    html = looker(session).get(address(session)).content.decode()
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<h3>1. {escaped}</h3>" in html
    assert f'id="n-{made.id}"' in html


def test_a_board_of_sixty_five_is_whole(session: Session) -> None:
    """Lists are asked for by 1, 2, 4, 8 … values."""
    sandbox_service.load_packs()
    ids = [factories.participant(session, f"Người {number}").learner_id for number in range(65)]
    for learner in Learner.objects.filter(id__in=ids):
        sandbox_service.start(learner, journeys.MOTHER, "practice")
    html = looker(session).get(address(session)).content.decode()
    assert html.count("<h3>") == 65 == html.count("Bước 1/")
