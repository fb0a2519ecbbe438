"""The demo's team and its session of today, in a commune that does not exist."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from kit.folding import fold
from places.service import practice_commune
from sandbox import service as sandbox_service
from sandbox.enums import ModeChoice
from teams import twins
from teams.enums import Sex
from teams.models import Membership, Session, Team, Trainee

TEAM = "Tổ công nghệ số cộng đồng Bản Học"
HAMLET = "Bản Học"
CODE = "4712"
TITLE = "Tập nộp hồ sơ khai sinh"
PLACE = "Nhà văn hóa Bản Học"
SCENARIO = "khai-sinh-me-nop"
NOTED_TWICE = (("Lò Thị Tham Khảo", Sex.WOMAN), ("Lo Thi Tham Khao", ""))
BEGINS = dt.time(19, 30)


@transaction.atomic
def load_demo_team(*, leader: User, member: User) -> Session:
    """The team with its two people, and an open session of today with code 4712. Again changes nothing.

    A demo session of an earlier day is ended first, so that there is always exactly one, of today.
    Needs `load_places` and `load_packs`. Raises Commune.DoesNotExist without the places.
    """
    commune = practice_commune()
    team, _ = Team.objects.get_or_create(
        commune=commune,
        name=TEAM,
        defaults={"decision_number": "12/QĐ-UBND", "decided_on": dt.date(2026, 3, 2)},
    )
    team.hamlets.add(commune.hamlets.get(name=HAMLET))
    for user, role in ((leader, Role.LEADER), (member, Role.MEMBER)):
        Membership.objects.get_or_create(team=team, user=user, until=None, defaults={"role": role})
    _noted_twice(team, by=leader)
    return _session_of_today(team)


def _noted_twice(team: Team, *, by: User) -> None:
    """One invented person on the books twice, from a list and in a hurry, for the officer to see."""
    home = team.hamlets.get(name=HAMLET)
    for name, sex in NOTED_TWICE:
        Trainee.objects.get_or_create(
            commune=team.commune,
            display_name=name,
            defaults={
                "folded_name": fold(name),
                "hamlet": home,
                "birth_year": 1962,
                "sex": sex,
                "created_by": by,
            },
        )
    twins.search(team.commune)


def _session_of_today(team: Team) -> Session:
    now = timezone.now()
    starts_at = timezone.make_aware(dt.datetime.combine(timezone.localdate(), BEGINS))
    held = Session.objects.holding_code().filter(code=CODE).first()
    if held and held.starts_at == starts_at:
        return held
    if held:
        held.closed_at = now
        held.save(update_fields=["closed_at"])
        sandbox_service.end_class(held.id)
    return Session.objects.create(
        team=team,
        code=CODE,
        title=TITLE,
        place=PLACE,
        starts_at=starts_at,
        scenario=SCENARIO,
        procedure=sandbox_service.procedure_of(SCENARIO),
        mode=ModeChoice.PRACTICE,
        opened_at=now,
    )
