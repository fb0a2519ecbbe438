"""What there is to see and to do in tests: pages, teams, sessions, and two communes side by side.

`make_world()` is the own side and another one that mirrors it in another province. What the other side must never
show to ours holds a word of `Words`: unmistakable, found nowhere else.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import Learner, User
from courses.models import CoursePage, HomePage, LessonPage
from courses.service import load_course
from places import loader
from places import service as places
from places.models import Change, Commune, Hamlet, Province
from sandbox import service as sandbox
from sandbox.engine.machine import Status
from sandbox.models import Attempt, Dossier
from teams import asking, growth, importing, nearby, observing
from teams import service as teams
from teams.enums import Grade
from teams.models import (
    Contact,
    HandOver,
    HardCase,
    HelpQuestion,
    Import,
    Membership,
    Participant,
    Question,
    Session,
    Suspicion,
    Team,
    Trainee,
    Training,
)
from tests.people import (
    SCENARIO,
    Who,
    learner_client,
    make_administrator,
    make_attempt,
    make_dossier,
    make_member,
    make_officer,
    make_result,
    user_client,
    wait_for,
)
from tests.teams.sheets import make as sheets

# --- Pages -----------------------------------------------------------------------------------------------------
LESSON: Mapping[str, Any] = {
    "course": {"slug": "giay-to", "title": "Giấy tờ trong nhà", "intro": ""},
    "lesson": {
        "slug": "khai-sinh-mau",
        "title": "Khai sinh cho cháu",
        "summary": "Bác tự nộp hồ sơ khai sinh.",
        "minutes": 5,
        "icon": "giay",
        "closing": "Bác đã biết nộp hồ sơ.",
        "steps": [
            {
                "title": "Xem giấy",
                "text": "Bác lấy giấy chứng sinh ra xem.",
                "question": {
                    "text": "Khai sinh cần giấy nào?",
                    "options": [
                        {"text": "Giấy chứng sinh", "right": True, "reply": "Đúng rồi, bác cầm giấy ấy."},
                        {"text": "Hóa đơn điện", "right": False, "reply": "Bác xem lại giấy của trạm y tế."},
                    ],
                },
            },
            {"title": "Nộp giấy", "text": "Bác bấm nút gửi hồ sơ."},
        ],
    },
}


@dataclass(frozen=True)
class Pages:
    """A lesson for all, one that is not published, one behind a restriction; home, with a draft waiting."""

    home: HomePage
    course: CoursePage
    lesson: LessonPage
    draft: LessonPage
    private: LessonPage


def make_pages(words: "Words") -> Pages:
    """The pages of the world; `words` stand in what is not for all."""
    lesson = load_course(LESSON)
    course = lesson.get_parent().specific
    draft = _lesson_beside(course, lesson, "ban-nhap", words.draft, live=False)
    draft.save_revision()
    private = _lesson_beside(course, lesson, "bai-kin", words.private, live=True)
    private.save_revision().publish()
    restriction = PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="không ai"))
    home: HomePage = HomePage.objects.get()
    home.lead = f"Lời đầu {words.home}"
    home.save_revision()
    home.refresh_from_db()
    return Pages(home, course, lesson, draft, private)


def _lesson_beside(course: CoursePage, like: LessonPage, slug: str, word: str, *, live: bool) -> LessonPage:
    page = LessonPage(
        title=f"Khai sinh {word}",
        slug=slug,
        summary=f"Bài {word}",
        minutes=5,
        closing=word,
        steps=like.steps,
        live=live,
    )
    course.add_child(instance=page)
    return page


# --- Two sides -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Words:
    """Words that give away where a text has come from. Small letters only, so that nothing changes them."""

    draft: str = "zqnhapqz"
    private: str = "zqkinqz"
    home: str = "zqtrangdauqz"
    officer: str = "zqcanboqz"  # name of an account of the other side
    other_team: str = "zqtokhacqz"
    other_session: str = "zqbuoikhacqz"
    other_person: str = "zqnguoikhacqz"
    other_answer: str = "zqtraloikhacqz"
    person: str = "zqnguoitaqz"  # somebody in our own session
    answer: str = "zqtraloitaqz"  # what our own learner has typed


@dataclass(frozen=True)
class Side:
    """A commune with everybody in it, and what its people work on.

    ``learner`` is in ``session`` and owns ``attempt`` (not sent), ``dossier`` (a supplement is due) and
    ``result``; ``neighbour`` sits beside her, is marked as one who can do it alone and took the card home
    (``question``); ``pair``: may be noted twice. ``line`` is the member's on the team's roster.
    The officer has ``sent`` a list from Excel and not decided yet; another is ``entered``.
    ``card`` is the token of the learner's card.
    """

    commune: Commune
    team: Team
    session: Session
    users: Mapping[Who, User]
    learner: Learner
    neighbour: Participant
    card: str
    pair: Suspicion
    attempt: Attempt
    dossier: Dossier
    result: Dossier
    line: Membership
    training: Training
    hand_over: HandOver
    case: HardCase
    help_question: HelpQuestion
    contact: Contact
    sent: Import
    entered: Import
    hamlet: Hamlet
    change: Change
    question: Question


@dataclass(frozen=True)
class World:
    """Our side, the other one, the pages, and the administrator of both."""

    own: Side
    other: Side
    pages: Pages
    administrator: User
    words: Words

    def user(self, who: Who) -> User | None:
        """The account of a column, on our side."""
        return self.administrator if who is Who.ADMINISTRATOR else self.own.users.get(who)

    def client(self, who: Who, **options: Any) -> Client:
        """The browser of a column, on our side."""
        if who is Who.ANONYMOUS:
            return Client(**options)
        if who is Who.LEARNER:
            return learner_client(self.own.learner, **options)
        user = self.user(who)
        assert user is not None
        return user_client(user, **options)


def make_team(commune: Commune, name: str = "Tổ công nghệ số Bản Học") -> Team:
    """A team without members."""
    return Team.objects.create(commune=commune, name=name)


def make_session(
    team: Team, by: User, title: str = "Buổi tối làm khai sinh", place: str = "Nhà văn hóa"
) -> Session:
    """A session that is open now."""
    session = teams.plan_session(
        team, by=by, title=title, place=place, starts_at=timezone.now(), scenario=SCENARIO, mode="practice"
    )
    teams.open_session(session, by=by)
    return session


def make_participant(session: Session, name: str = "Lò Thị Tham Khảo") -> Participant:
    """Somebody who has just come in, with a telephone of her own."""
    return teams.join(session, Learner.objects.create(), name)


def make_pair(commune: Commune, marked: Participant) -> Suspicion:
    """Somebody else's row of the same name as the participant's, waiting for an officer."""
    assert marked.trainee is not None
    twin = Trainee.objects.create(
        commune=commune, display_name=marked.display_name, folded_name=marked.trainee.folded_name
    )
    return Suspicion.objects.create(
        commune=commune, first=marked.trainee, second=twin, reasons=["name_same", "age_unknown"]
    )


def make_growth(team: Team, member: User, word: str = "") -> dict[str, Any]:
    """What a team has on paper: a member was trained, a leader handed over, a case is hard. ``word`` in each text."""
    lines = {one.user_id: one for one in team.memberships.all()}
    teacher = make_member(team)
    teacher.first_name = f"{teacher.first_name} {word}".strip()
    teacher.save()
    team.memberships.filter(user=teacher).update(grade=Grade.ADVANCED)
    line, trainer = lines[member.pk], team.memberships.get(user=teacher)
    today = timezone.localdate()
    (training,) = growth.record_training(
        members=[line],
        trainer=trainer,
        topic=f"Nộp lại {word}",
        on=today,
        hours=Decimal(2),
        note="",
        by=teacher,
    )
    handed = HandOver.objects.create(team=team, before=trainer, after=line, on=today, note=word)
    case = growth.open_case(team, f"Ảnh bị từ chối {word}", by=member)
    return {"line": line, "training": training, "hand_over": handed, "case": case}


def make_asked(team: Team, member: User, participant: Participant, word: str = "") -> dict[str, Any]:
    """A member who is shown to learners, and a question that has waited for so long that the commune sees it."""
    question = asking.ask(participant, f"Nút gửi ở đâu {word}".strip())
    question.asked_at -= dt.timedelta(days=3)
    question.save()
    name = f"chị Mẫu {word}".strip()
    return {"help_question": question, "contact": nearby.agree(team, member, name, phone=False, zalo=False)}


def make_lists(team: Team, by: User, word: str = "") -> dict[str, Any]:
    """A list from Excel that ``by`` has sent, ``word`` in its name, and one that is on the book."""
    made = sheets.book(("Họ và tên", "Năm sinh"), (f"Lò Thị Danh Sách {word}", 1970))[0]
    entered = Import.objects.create(team=team, by=by, decided_at=timezone.now(), counts={"new": 1})
    return {"sent": importing.start(team, sheets.data(made), by=by), "entered": entered}


def _side(commune: Commune, *, team: str, session: str, person: str, answer: str, officer: str) -> Side:
    group = make_team(commune, f"Tổ công nghệ số {team}".strip())
    users = {Who.LEADER: make_member(group, Role.LEADER), Who.MEMBER: make_member(group)}
    users |= {
        Who(role.value): make_officer(role, commune)
        for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER)
    }
    for user in users.values():
        user.first_name, user.email = (
            f"{user.first_name} {officer}".strip(),
            f"{officer or user.pk}@mau{user.pk}.invalid",
        )
        user.save()
    evening = make_session(
        group, users[Who.LEADER], f"Buổi tối {session}".strip(), f"Nhà văn hóa {session}".strip()
    )
    learner = Learner.objects.create()
    teams.join(evening, learner, f"Bùi Thị Diễn Tập {'' if not officer else person}".strip())
    neighbour = make_participant(evening, f"Giàng A Thử {person}")
    teams.confirm_unaided(neighbour, by=users[Who.MEMBER])
    neighbour.refresh_from_db()
    dossier = make_dossier(learner, noi_sinh=f"Trạm Y tế {answer}")
    return Side(
        commune=commune,
        team=group,
        session=evening,
        users=users,
        learner=learner,
        neighbour=neighbour,
        card=accounts.make_cards([learner], actor="user:0")[0].token,
        pair=make_pair(commune, neighbour),
        attempt=make_attempt(learner, noi_sinh=f"Trạm Y tế {answer}"),
        dossier=wait_for(dossier, Status.SUPPLEMENT_REQUESTED),
        result=make_result(learner),
        **make_growth(group, users[Who.MEMBER], officer),
        **make_asked(group, users[Who.MEMBER], neighbour, officer),
        **make_lists(group, users[Who.COMMUNE_OFFICER], person),
        hamlet=Hamlet.objects.create(commune=commune, name=f"Bản Thử {session}".strip()),
        change=make_change(commune),
        question=make_question(neighbour, users[Who.MEMBER]),
    )


def make_question(participant: Participant, by: User) -> Question:
    """Asked of somebody who took the card of her procedure home."""
    assert participant.trainee is not None
    return observing.give_card(participant.trainee, participant.session.procedure, by=by)


def make_change(commune: Commune) -> Change:
    """A hamlet of ``commune`` that was closed."""
    hamlet = Hamlet.objects.create(commune=commune, name="Bản Không Còn Ai")
    return places.close_hamlet(hamlet, places.Paper(on=dt.date(2026, 7, 1), by="user:0"))


def load_basics() -> Commune:
    """The invented places and the packs; Xã Mẫu. The country's own 3,321 communes are not needed here."""
    loader.load([place_list for place_list in loader.shipped() if place_list.is_fictional])
    sandbox.load_packs()
    return Commune.objects.select_related("province").get(code="TH001")


def make_other_commune() -> Commune:
    """A commune of another province, invented too."""
    province, _ = Province.objects.get_or_create(
        code="0X", defaults={"name": "Tỉnh Ví Dụ", "is_fictional": True}
    )
    return Commune.objects.create(
        code="TH0X1",
        name="Bản Luyện",
        province=province,
        is_fictional=True,
        effective_from=dt.date(2025, 7, 1),
    )


def make_world() -> World:
    """Both sides, from nothing."""
    words = Words()
    own = load_basics()
    return World(
        own=_side(own, team="", session="", person=words.person, answer=words.answer, officer=""),
        other=_side(
            make_other_commune(),
            team=words.other_team,
            session=words.other_session,
            person=words.other_person,
            answer=words.other_answer,
            officer=words.officer,
        ),
        pages=make_pages(words),
        administrator=make_administrator(),
        words=words,
    )


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing in the database."""
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)
