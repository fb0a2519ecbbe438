"""Every form of the site under two hundred bad inputs: it never breaks, keeps what was typed, lists its mistakes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import Learner
from courses.models import Refresher
from sandbox.engine.machine import Status
from sandbox.enums import Place as Step
from sandbox.models import Dossier
from teams import asking
from teams import service as teams
from teams.monthly import previous
from tests.badinput.conftest import Place
from tests.badinput.siege import INPUTS, Siege, browser_of, kept_or_cut, kept_visibly
from tests.courses.factories import MISTAKE, ORDER, OURS, SEVERAL, STEPS, TYPED, make_lesson
from tests.people import (
    PASSWORD,
    SCENARIO,
    as_time_passes,
    learner_client,
    make_attempt,
    make_dossier,
    make_member,
    make_officer,
    make_result,
    past_second_step,
    user_client,
    wait_for,
)
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE
from tests.traps.forms import Values
from tests.world import make_growth, make_lists, make_participant

pytestmark = [pytest.mark.gate("badinput"), pytest.mark.django_db]
Target = tuple[Client, str]
Setup = Callable[[Place], Target]
COPIES = "khai-sinh-ban-sao-buu-chinh"
JOINING = {302, 303, 200, 404, 410, 422}


def step(name: str, where: str, mode: str = "practice") -> Setup:
    """A step of an attempt that has come as far as that."""

    def make(place: Place) -> Target:
        learner = Learner.objects.create()
        attempt = make_attempt(learner, where, mode)
        return learner_client(learner), f"/tap/bai/{attempt.id}/{name}/"

    return make


def supplement(place: Place) -> Target:
    """A dossier whose office waits for a photo and for a corrected name."""
    learner = Learner.objects.create()
    dossier = wait_for(
        make_dossier(learner, "check", ho_ten_con="Giàng A Thu", noi_sinh="Hà Nội"),
        Status.SUPPLEMENT_REQUESTED,
    )
    return learner_client(learner), f"/tap/ho-so/{dossier.id}/"


def dossier(page: str, reached: Callable[[Learner], Dossier]) -> Setup:
    """A page of a dossier that has come as far as that."""

    def make(place: Place) -> Target:
        learner = Learner.objects.create()
        return learner_client(learner), f"/tap/ho-so/{reached(learner).id}/{page}/"

    return make


def drafted(learner: Learner) -> Dossier:
    """Its draft waits for her."""
    return journeys.until_draft(journeys.send(learner, mode="check"))


def billed(learner: Learner) -> Dossier:
    """The office asks for money."""
    sent = journeys.send(learner, mode="check", scenario=COPIES)
    return journeys.until(sent, Status.PAYMENT_REQUESTED)


def in_drill(slug: str) -> Setup:
    """Where a drill begins."""

    def make(place: Place) -> Target:
        client = learner_client(Learner.objects.create())
        return client, client.post(f"/tap/su-co/{slug}/")["Location"]

    return make


def asks(question: Mapping[str, Any]) -> Setup:
    """The question of a lesson, as a page of ours sends its answer."""

    def make(place: Place) -> Target:
        lesson = make_lesson(steps=[{**STEPS[0], "question": dict(question)}, *STEPS[1:]])
        return Client(headers=OURS), f"/hoc/tra-loi/{lesson.translation_key}/1/"

    return make


def stranger(path: str) -> Setup:
    """A page that anybody may open."""
    return lambda place: (Client(), path.format(code=place.session.code, lesson=place.lesson.translation_key))


def officer(path: str) -> Setup:
    """A page of the commune's officer, about the team or the hamlet of the place."""

    def make(place: Place) -> Target:
        team = place.session.team
        lines = {one.user_id: one.pk for one in team.memberships.all()}
        names = {"team": team.id, "line": lines[place.leader.pk], "hamlet": place.hamlet.id}
        return user_client(place.officer), path.format(**names)

    return make


def administrator(path: str) -> Setup:
    """A page of whoever looks after the site."""

    def make(place: Place) -> Target:
        office = place.officer.appointments.get()
        return user_client(place.administrator), path.format(office=office.pk)

    return make


def with_growth(path: str, who: str) -> Setup:
    """A page about training and hard cases: of the officer, or of the member who opened the case."""

    def make(place: Place) -> Target:
        team = place.session.team
        member = make_member(team)
        case = make_growth(team, member)["case"]
        user = member if who == "member" else make_officer(Role.COMMUNE_OFFICER, team.commune)
        return user_client(user), path.format(case=case.id, team=team.id)

    return make


def report(path: str, who: str) -> Setup:
    """A page of the monthly report of last month: of the leader or of the commune's officer."""

    def make(place: Place) -> Target:
        team = place.session.team
        month = f"{previous(timezone.localdate().replace(day=1)):%Y-%m}"
        user = place.leader if who == "leader" else make_officer(Role.COMMUNE_OFFICER, team.commune)
        return user_client(user), path.format(team=team.id, commune=team.commune_id, month=month)

    return make


def one_more(place: Place) -> Target:
    """A telephone that is in a class already, and takes one more person."""
    client, path = Client(), f"/vao/{place.session.code}/"
    client.post(path, {"ten": "Giàng A Thử"})
    return client, f"{path}?them=1"


def with_card(place: Place) -> Target:
    """The nine pictures of a card of somebody in the open session."""
    learner = Learner.objects.create()
    teams.join(place.session, learner, "Giàng A Thử")
    (made,) = accounts.make_cards([learner], actor="user:0")
    return Client(), f"/the/{made.token}/"


def leader(path: str) -> Setup:
    return lambda place: (user_client(place.leader), path.format(session=place.session.id))


def in_class(path: str) -> Setup:
    """A page of somebody who has just come into the session."""
    return lambda place: (learner_client(make_participant(place.session).learner), path)


def with_question(place: Place) -> Target:
    """What a learner asked, as the leader of her team answers it: a new one, for it is over when it is answered."""
    question = asking.ask(make_participant(place.session), "Nút gửi ở đâu?")
    return user_client(place.leader), f"/to/cau-hoi/{question.id}/"


def with_refresher(place: Place) -> Target:
    """A field of an exercise that is due to be asked again."""
    learner = Learner.objects.create()
    row = Refresher.objects.create(
        learner=learner, scenario=SCENARIO, field="ho_ten_con", due_on=timezone.localdate()
    )
    return learner_client(learner), f"/hoc/on-lai/{row.pk}/"


def with_proof(place: Place) -> Target:
    """Somebody who has just filed alone, before she types the name for the paper."""
    learner = Learner.objects.create()
    dossier = make_dossier(learner, "check")
    Dossier.objects.filter(pk=dossier.pk).update(decided_at=timezone.now())
    return learner_client(learner), "/hoc/giay-xac-nhan/"


def a_list(page: str) -> Setup:
    """A page of a list from Excel that the leader has sent."""

    def make(place: Place) -> Target:
        sent = make_lists(place.session.team, place.leader)["sent"]
        return user_client(place.leader), f"/to/nguoi/nhap/{sent.id}/{page}"

    return make


def planned(page: str) -> Setup:
    """A page of a session that nobody has opened yet: a new one each time, for it is over when the form is right."""

    def make(place: Place) -> Target:
        session = teams.plan_session(
            place.session.team,
            by=place.leader,
            title="Buổi mai",
            place="Nhà văn hóa",
            starts_at=timezone.now(),
            scenario=SCENARIO,
            mode="practice",
        )
        return user_client(place.leader), f"/to/buoi/{session.id}/{page}/"

    return make


def setting_up(place: Place) -> Target:
    """A leader who has just signed in, before the square of the second step."""
    client = Client()
    client.post("/tai-khoan/vao/", {"login": place.leader.username, "password": PASSWORD})
    return client, "/tai-khoan/buoc-hai/cai/"


def awaiting_code(place: Place) -> Target:
    """Somebody who has asked for a code to her phone."""
    client = Client()
    client.post("/tai-khoan/vao/dien-thoai/", {"phone": "0000 111 222"})
    return client, "/tai-khoan/vao/dien-thoai/ma/"


def own_number(page: str) -> Setup:
    """A leader who has just signed in, at the number for her account, or at the code sent there."""

    def make(place: Place) -> Target:
        client = Client()
        client.post("/tai-khoan/vao/", {"login": place.leader.username, "password": PASSWORD})
        past_second_step(client, place.leader)
        client.post("/tai-khoan/dien-thoai/", {"phone": "0000 111 222"})
        return client, f"/tai-khoan/dien-thoai/{page}"

    return make


@dataclass(frozen=True)
class Case:
    """One form. `how` are parts of the siege."""

    setup: Setup
    right: Values
    how: Mapping[str, Any]


def case(setup: Setup, right: Values | None = None, **how: Any) -> Case:
    return Case(setup, right or {}, how)


ON: Values = {"luu": (), "cap_nhat": ()}  # not "save, go on later" nor "fill in what follows" but "next step"
RIGHT_SESSION = {
    "title": "Tối thứ sáu",
    "place": "Nhà văn hóa",
    "day": "27/11/2026",
    "hour": "19:30",
    "scenario": SCENARIO,
    "mode": "practice",
}
RIGHT_TEAM = {"name": "Tổ Bản Thử", "decided_on": "02/03/2026"}
RIGHT_MEMBER = {"name": "Lò Văn Mẫu", "position": "member", "grade": "core"}
RIGHT_OFFICIAL = {"received": "120", "online": "80", "source": "Báo cáo tháng"}
RIGHT_OFFICE = {"full_name": "Lò Văn Mẫu", "role": "commune_officer", "place": "Mẫu", "reason": "Quyết định"}
RIGHT_DAY = {"on": "01/07/2026"}
CODES: dict[str, Any] = {"keeps": kept_or_cut, "allowed": frozenset({200, 302, 404, 410, 422})}
FORMS: dict[str, Case] = {
    # the replica
    "sandbox search": case(step("tim", Step.PROCEDURE), keeps=kept_or_cut),
    "start": case(stranger(f"/tap/bat-dau/{SCENARIO}/practice/"), all_controls=True),
    "sign-in": case(step("dang-nhap", Step.SIGN_IN)),
    "code": case(step("ma-xac-nhan", Step.CODE)),
    "consent": case(step("chia-se", Step.SHARE), {"share": "on"}),
    "general information": case(step("thong-tin-chung", Step.GENERAL), all_controls=True),
    "agency": case(step("co-quan", Step.AGENCY), all_controls=True),
    "owner of the dossier": case(step("chu-ho-so", APPLICANT), ON),
    "owner, without the coach": case(step("chu-ho-so", APPLICANT, "check"), ON),
    "form": case(step("ke-khai", DECLARE), ON),
    "form, without the coach": case(step("ke-khai", DECLARE, "check"), ON),
    "form, every control": case(step("ke-khai", DECLARE), ON, all_controls=True),
    "form, saved for later": case(step("ke-khai", DECLARE), {"cap_nhat": ()}),
    "form, after a choice": case(step("ke-khai", DECLARE), {"luu": ()}),
    "papers": case(step("giay-to", Step.PAPERS), ON, all_controls=True),
    "check and send": case(step("xem-lai", Step.REVIEW), all_controls=True, follow=False),
    "supplement": case(supplement, all_controls=False),
    "draft": case(dossier("ban-nhap", drafted), all_controls=True),
    "rating": case(dossier("ket-qua", make_result), all_controls=True),
    "payment": case(dossier("thanh-toan", billed), all_controls=True),
    "bank": case(dossier("thanh-toan/ngan-hang", billed)),
    "new photo": case(step(f"giay-to/chup/{journeys.PAPER}", Step.PAPERS), all_controls=True),
    "second consent": case(step("chia-se-lan-hai", Step.SHARE_AGAIN), {"share": "on"}),
    "drill, on its page": case(in_drill("ma-den-cham"), all_controls=True),
    "drill, in its scene": case(in_drill("goi-hoi-ma"), all_controls=True),
    # blanks around the hyphens of a code are taken out before anything looks at it
    "lookup": case(stranger("/tap/tra-cuu/"), keeps=kept_visibly),
    # from machine to machine
    "resume code": case(stranger("/hoc-tiep/"), **CODES, all_controls=True),
    "card, pictures": case(with_card, all_controls=True),
    # sessions
    "session code": case(stranger("/vao/"), **CODES),
    "name": case(stranger("/vao/{code}/"), fresh=True),
    "name, the same form again": case(stranger("/vao/{code}/"), keeps=kept_visibly),
    # paths, refreshers, certificates
    "placement, type a name": case(stranger("/hoc/ba-cau-hoi/"), keeps=kept_or_cut),
    "refresher, type it": case(with_refresher, keeps=kept_or_cut),
    "name on a certificate": case(with_proof, {"thu_tuc": "1.001193"}, keeps=kept_or_cut),
    "code of a certificate": case(stranger("/xac-minh/"), **CODES),
    # questions to the team; numbers that look real are taken out of them
    "question to the team": case(in_class("/vao/hoi-to/"), keeps=kept_or_cut),
    "answer of the team": case(with_question, {"san": ()}),
    "what learners see of a member": case(
        lambda place: (user_client(place.leader), f"/to/ve-toi/hien/{place.session.team_id}/"),
        {"dong_y": "on", "dien_thoai": (), "zalo": ()},
        all_controls=True,
    ),
    # people
    "find people": case(leader("/to/nguoi/"), keeps=kept_or_cut),
    "add a person": case(
        leader("/to/nguoi/them/"), {"ten": "Ma Thị Làm Quen", "dong_y": "doc"}, all_controls=True
    ),
    "who gets a card": case(leader("/to/buoi/{session}/the/"), all_controls=True),
    "columns of a list": case(
        a_list("cot/"), {"cot_0": "name", "cot_1": "year"}, all_controls=True, follow=False
    ),
    "list to enter": case(a_list(""), all_controls=True, follow=False),
    "numbers of a session": case(leader("/to/buoi/{session}/diem-danh/")),
    "pasted list": case(leader("/to/buoi/{session}/diem-danh/dan/"), keeps=kept_or_cut),
    "name, one more person": case(one_more, fresh=True, allowed=frozenset({200, 302, 409, 410, 422})),
    "new session": case(leader("/to/buoi/moi/"), RIGHT_SESSION),
    "changed session": case(
        leader("/to/buoi/{session}/sua/"), RIGHT_SESSION | {"kind": "desk", "until": "21:00"}
    ),
    "cancelled session": case(planned("huy")),
    "ended session": case(leader("/to/buoi/{session}/ket-thuc/")),
    # teams on paper, training, hard cases, offices
    "month closed": case(report("/to/bao-cao/chot/{team}/{month}/", "leader"), all_controls=True),
    "official figures": case(
        report("/to/bao-cao/chinh-thuc/{commune}/{month}/", "officer"), RIGHT_OFFICIAL, all_controls=True
    ),
    "new team": case(officer("/to/cac-to/moi/"), RIGHT_TEAM, all_controls=True),
    "team on paper": case(officer("/to/cac-to/{team}/sua/"), RIGHT_TEAM, all_controls=True),
    "team dissolved": case(officer("/to/cac-to/{team}/giai-the/")),
    "new member": case(officer("/to/cac-to/{team}/nguoi/moi/"), RIGHT_MEMBER, all_controls=True),
    "member": case(officer("/to/cac-to/{team}/nguoi/{line}/"), all_controls=True),
    "member leaves": case(officer("/to/cac-to/{team}/nguoi/{line}/thoi/")),
    "hand-over": case(with_growth("/to/cac-to/{team}/ban-giao/", "officer"), all_controls=True),
    "training": case(with_growth("/to/boi-duong/moi/", "officer"), {"topic": "Nộp lại"}, all_controls=True),
    "new hard case": case(with_growth("/to/ca-kho/moi/", "member"), all_controls=True),
    "appointment": case(administrator("/to/vai-tro/bo-nhiem/"), RIGHT_OFFICE, all_controls=True),
    "dismissal": case(administrator("/to/vai-tro/{office}/thoi/")),
    "search for pages of communes": case(administrator("/to/cong-xa/?q=zz"), keeps=kept_or_cut),
    "search for offices": case(administrator("/to/vai-tro/?q=zz"), keeps=kept_or_cut),
    # hamlets and communes
    "new hamlet": case(officer("/to/thon/them/"), RIGHT_DAY | {"name": "Bản Mới"}),
    "name of a hamlet": case(officer("/to/thon/{hamlet}/doi-ten/"), RIGHT_DAY | {"name": "Bản Mới"}),
    "people of a hamlet": case(officer("/to/thon/{hamlet}/so-dan/"), RIGHT_DAY),
    "merge hamlets": case(officer("/to/thon/gop/"), RIGHT_DAY | {"name": "Bản Mới"}),
    "merge communes": case(administrator("/to/dia-gioi/gop/"), RIGHT_DAY, allowed=frozenset({200, 422})),
    "move a hamlet": case(
        administrator("/to/dia-gioi/chuyen-thon/"), RIGHT_DAY, allowed=frozenset({200, 422})
    ),
    # courses and doors
    "site search": case(stranger("/tim/"), keeps=kept_or_cut),
    "question": case(stranger("/hoc/tra-loi/{lesson}/1/"), all_controls=True),
    "question, several answers": case(asks(SEVERAL), all_controls=True),
    "question, put in order": case(asks(ORDER), all_controls=True),
    "question, find the mistake": case(asks(MISTAKE), all_controls=True),
    "question, type it": case(asks(TYPED), keeps=kept_or_cut),
    "how to listen": case(stranger("/nghe/"), all_controls=True),
    "login": case(stranger("/tai-khoan/vao/"), secret=("password",)),
    "number for a code": case(stranger("/tai-khoan/vao/dien-thoai/")),
    "code of a message": case(awaiting_code, secret=("code",)),
    "own number": case(own_number("")),
    "code for the own number": case(own_number("ma/"), secret=("code",)),
    "change of password": case(
        leader("/tai-khoan/doi-mat-khau/"), secret=("oldpassword", "password1", "password2")
    ),
    "second step, set up": case(setting_up, secret=("code",)),
    "is it you": case(leader("/tai-khoan/xac-nhan-lai/"), secret=("password",)),
    "one field": case(step("chu-ho-so", APPLICANT, "guided"), ON),
    "one field, every control": case(step("ke-khai", DECLARE, "guided"), ON, all_controls=True),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_withstands_bad_inputs(place: Place, name: str) -> None:
    chosen = FORMS[name]
    client, url = chosen.setup(place)
    siege = Siege(browser_of(client), url, right=chosen.right, before=as_time_passes, **chosen.how)
    told = siege.lay(INPUTS, seed=list(FORMS).index(name) + 1)
    assert not told, told
    assert siege.sent >= INPUTS
    print(name, siege.statuses)
