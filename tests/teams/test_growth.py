"""/to/boi-duong/ and /to/ca-kho/: members teach members and take over hard cases."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from kit.models import AuditEntry
from teams import growth, rosters
from teams.models import HardCase, Membership, Training
from tests.teams import factories
from tests.teams.rosters_world import TODAY, Setting, advanced, make
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db
ABOUT = "Ảnh giấy chứng sinh lần nào cũng bị từ chối"


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def here() -> Setting:
    return make()


@pytest.fixture
def helper(here: Setting) -> Membership:
    """An advanced member, of another team of the commune."""
    return advanced(factories.team(here.commune))


def form(here: Setting, helper: Membership, **changes: object) -> dict[str, object]:
    return {
        "trainer": str(helper.pk),
        "topic": "Nộp lại hồ sơ",
        "day": "20/11/2026",
        "hours": "1,5",
        "members": [str(here.line(here.member).pk), str(here.line(here.leader).pk)],
        "note": "",
        "luot": str(uuid.uuid4()),
        **changes,
    }


# --- Training ---------------------------------------------------------------------------------------------------
def test_a_training_is_noted_for_each_member_once(here: Setting, helper: Membership) -> None:
    values = form(here, helper)
    for _ in range(2):
        assert here.client.post("/to/boi-duong/moi/", values).status_code == 302
    rows = Training.objects.all()
    assert {(row.member.user, row.trainer, str(row.hours), row.on) for row in rows} == {
        (who, helper, "1.5", dt.date(2026, 11, 20)) for who in (here.member, here.leader)
    }
    html = here.client.get("/to/boi-duong/").content.decode()
    assert "20/11/2026, 1,5 giờ, người dạy: Lò Thị Nâng" in html


def test_an_advanced_member_notes_her_own_and_nobody_elses(here: Setting, helper: Membership) -> None:
    other = advanced(here.team)
    browser = factories.signed_in(helper.user)
    assert browser.post("/to/boi-duong/moi/", form(here, other)).status_code == 422
    assert browser.post("/to/boi-duong/moi/", form(here, helper)).status_code == 302
    assert Training.objects.count() == 2


def test_a_core_member_notes_nothing(here: Setting, helper: Membership) -> None:
    for who in (here.member, here.leader):
        browser = factories.signed_in(who)
        assert browser.get("/to/boi-duong/moi/").status_code == 403
        assert browser.post("/to/boi-duong/moi/", form(here, helper)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "0"},
        {"hours": "13"},
        {"hours": "NaN"},
        {"hours": "1e9"},
        {"hours": "hai"},
        {"day": "24/11/2026"},
        {"day": "31/12/2025"},
        {"topic": ""},
        {"members": []},
        {"members": ["0"]},
        {"trainer": "0"},
    ],
)
def test_a_wrong_training_is_refused(here: Setting, helper: Membership, wrong: dict[str, object]) -> None:
    response = here.client.post("/to/boi-duong/moi/", form(here, helper, **wrong))
    assert response.status_code == 422
    assert not Training.objects.exists()


def test_nobody_teaches_herself(here: Setting, helper: Membership) -> None:
    wrong = form(here, helper, members=[str(helper.pk)])
    assert here.client.post("/to/boi-duong/moi/", wrong).status_code == 422
    both = form(here, helper, members=[str(helper.pk), str(here.line(here.member).pk)])
    here.client.post("/to/boi-duong/moi/", both)
    assert Training.objects.get().member.user == here.member


def test_who_was_not_advanced_on_that_day_did_not_teach(here: Setting) -> None:
    line = rosters.change_member(
        here.line(here.member),
        rosters.RosterLine(rosters.Position.MEMBER, rosters.Grade.ADVANCED),
        on=TODAY,
        by=here.officer,
    )
    values = form(here, line, members=[str(here.line(here.leader).pk)])
    assert here.client.post("/to/boi-duong/moi/", values).status_code == 422
    assert here.client.post("/to/boi-duong/moi/", {**values, "day": "23/11/2026"}).status_code == 302


def test_a_slip_is_taken_back_and_the_row_stays(here: Setting, helper: Membership) -> None:
    factories.signed_in(helper.user).post("/to/boi-duong/moi/", form(here, helper))
    one = Training.objects.first()
    assert one is not None
    stranger = factories.signed_in(here.leader)
    assert stranger.post(f"/to/boi-duong/{one.pk}/bo/").status_code == 404
    assert here.client.get(f"/to/boi-duong/{one.pk}/bo/").status_code == 405
    for _ in range(2):
        here.client.post(f"/to/boi-duong/{one.pk}/bo/")
    assert (Training.objects.count(), Training.objects.standing().count()) == (2, 1)


def test_members_of_another_commune_are_no_choice_and_not_shown(here: Setting, helper: Membership) -> None:
    theirs = advanced(factories.team())
    values = form(here, helper, members=[str(theirs.pk)])
    assert here.client.post("/to/boi-duong/moi/", values).status_code == 422
    officer = factories.officer(Role.COMMUNE_OFFICER, of=theirs.team.commune)
    here.client.post("/to/boi-duong/moi/", form(here, helper))
    assert "Nộp lại hồ sơ" not in factories.signed_in(officer).get("/to/boi-duong/").content.decode()


def test_the_list_asks_no_more_for_many(here: Setting, helper: Membership) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            here.client.get("/to/boi-duong/")
        return len(seen)

    here.client.post("/to/boi-duong/moi/", form(here, helper))
    before = queries()
    for _ in range(4):
        here.client.post("/to/boi-duong/moi/", form(here, helper))
    assert queries() == before


# --- Hard cases -------------------------------------------------------------------------------------------------
def opened(here: Setting, **changes: str) -> HardCase:
    browser = factories.signed_in(here.member)
    values = {"about": ABOUT, "to": "", "luot": str(uuid.uuid4()), **changes}
    response = browser.post("/to/ca-kho/moi/", values)
    assert response.status_code == 302, response.content.decode()
    assert browser.post("/to/ca-kho/moi/", values)["Location"] == response["Location"]
    return HardCase.objects.get(id=response["Location"].split("/")[-2])


def test_a_case_is_opened_taken_and_ended(here: Setting, helper: Membership) -> None:
    case = opened(here)
    browser = factories.signed_in(helper.user)
    assert ABOUT in browser.get("/to/ca-kho/").content.decode()
    assert browser.post(f"/to/ca-kho/{case.id}/nhan/").status_code == 302
    assert browser.post(f"/to/ca-kho/{case.id}/xong/", {"outcome": ""}).status_code == 422
    browser.post(f"/to/ca-kho/{case.id}/xong/", {"outcome": "Chụp ảnh nhỏ hơn"})
    case.refresh_from_db()
    assert (case.taken_by, case.closed_by, case.outcome) == (helper, helper.user, "Chụp ảnh nhỏ hơn")
    assert (
        "Chụp ảnh nhỏ hơn" in factories.signed_in(here.member).get(f"/to/ca-kho/{case.id}/").content.decode()
    )
    noted = AuditEntry.objects.filter(action__startswith="case.").order_by("pk")
    assert list(noted.values_list("action", flat=True)) == ["case.opened", "case.taken", "case.closed"]
    assert ABOUT not in str(list(noted.values_list("data")))


def test_a_case_is_handed_to_somebody_at_once(here: Setting, helper: Membership) -> None:
    assert opened(here, to=str(helper.pk)).taken_by == helper


def test_a_case_is_handed_on_and_given_back(here: Setting, helper: Membership) -> None:
    case, second = opened(here, to=str(helper.pk)), advanced(here.team)
    factories.signed_in(helper.user).post(f"/to/ca-kho/{case.id}/giao/", {"to": str(second.pk)})
    case.refresh_from_db()
    assert case.taken_by == second
    here.client.post(f"/to/ca-kho/{case.id}/giao/", {"to": ""})
    case.refresh_from_db()
    assert (case.taken_by, case.taken_at) == (None, None)


def test_the_second_to_take_it_is_told(here: Setting, helper: Membership) -> None:
    case, second = opened(here), advanced(here.team)
    for who in (helper, second):
        response = factories.signed_in(who.user).post(f"/to/ca-kho/{case.id}/nhan/", follow=True)
    assert "Đã có người khác nhận ca này" in response.content.decode()
    case.refresh_from_db()
    assert case.taken_by == helper


def test_an_ended_case_is_passed_on_no_more(here: Setting, helper: Membership) -> None:
    case = opened(here)
    growth.close_case(case, "Xong", by=here.officer)
    response = here.client.post(f"/to/ca-kho/{case.id}/giao/", {"to": str(helper.pk)}, follow=True)
    assert "vừa được ghi là xong" in response.content.decode()
    here.client.post(f"/to/ca-kho/{case.id}/xong/", {"outcome": "Khác"})
    case.refresh_from_db()
    assert (case.taken_by, case.outcome) == (None, "Xong")


def test_a_long_number_is_not_kept(here: Setting) -> None:
    browser = factories.signed_in(here.member)
    response = browser.post("/to/ca-kho/moi/", {"about": "Gọi 0912 345 678", "to": ""})
    assert response.status_code == 422
    assert "bỏ dãy số dài đi" in response.content.decode()
    assert not HardCase.objects.exists()


def test_a_core_member_takes_nothing_over(here: Setting) -> None:
    case = opened(here)
    assert factories.signed_in(here.leader).post(f"/to/ca-kho/{case.id}/nhan/").status_code == 403
    assert factories.signed_in(here.leader).post(f"/to/ca-kho/{case.id}/xong/").status_code == 403
    plain = factories.signed_in(factories.member(factories.team(here.commune)))
    assert plain.get(f"/to/ca-kho/{case.id}/").status_code == 404


def test_an_approver_reads_and_an_officer_of_elsewhere_does_not(here: Setting, helper: Membership) -> None:
    case = opened(here)
    approver = factories.signed_in(factories.officer(Role.COMMUNE_APPROVER, of=here.commune))
    assert approver.get(f"/to/ca-kho/{case.id}/").status_code == 200
    assert approver.post(f"/to/ca-kho/{case.id}/xong/", {"outcome": "Xong"}).status_code == 403
    theirs = advanced(factories.team())
    strangers = (theirs.user, factories.officer(Role.COMMUNE_OFFICER, of=factories.commune()))
    for who in strangers:
        browser = factories.signed_in(who)
        assert browser.get(f"/to/ca-kho/{case.id}/").status_code == 404
        assert browser.post(f"/to/ca-kho/{case.id}/giao/", {"to": ""}).status_code == 404
        assert ABOUT not in browser.get("/to/ca-kho/").content.decode()
    with pytest.raises(growth.NotAdvanced):
        growth.give_case(case, here.line(here.leader), by=here.officer)


def test_help_comes_from_the_same_commune(here: Setting, helper: Membership) -> None:
    far = advanced(factories.team())
    Membership.objects.create(team=far.team, user=here.member, role=Role.MEMBER, since=factories.LONG_SINCE)
    browser = factories.signed_in(here.member)
    values = {"about": ABOUT, "team": str(here.team.id), "to": str(far.pk)}
    assert browser.post("/to/ca-kho/moi/", values).status_code == 422
    assert browser.post("/to/ca-kho/moi/", {**values, "to": str(helper.pk)}).status_code == 302


def test_bad_text_never_breaks_it(here: Setting, helper: Membership) -> None:
    browser, case = factories.signed_in(here.member), opened(here)
    for raw in bad_inputs(60):
        text = raw.encode("utf-8", "ignore").decode()
        answers = [
            browser.post("/to/ca-kho/moi/", {"about": text, "to": text}),
            browser.post(f"/to/ca-kho/{case.id}/xong/", {"outcome": text}),
            here.client.post("/to/boi-duong/moi/", form(here, helper, topic=text, hours=text)),
        ]
        assert {answer.status_code for answer in answers} <= {302, 422}, text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(here: Setting, method: str) -> None:
    for path in ("/to/ca-kho/", "/to/boi-duong/", "/to/boi-duong/moi/"):
        assert getattr(here.client, method)(path).status_code == 405
