"""Rows for tests of teams: each function makes one thing, with whatever it needs."""

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts import service as accounts_service
from accounts.enums import Role
from accounts.models import Learner, User
from places.models import Commune, Hamlet, Province
from sandbox.enums import Furthest
from sandbox.service import Progress
from teams import service
from teams.enums import EvidenceKind
from teams.models import Evidence, Membership, Participant, Session, Team, Trainee
from tests.people import user_client

SCENARIO, PROCEDURE = "khai-sinh-me-nop", "1.001193"
LONG_SINCE = dt.date(2026, 1, 1)
_numbers = itertools.count(1)


def progress(minutes_idle: int = 1, now: dt.datetime | None = None, **changes: Any) -> Progress:
    """Somebody in the middle of the e-form, a minute ago."""
    values: dict[str, Any] = {
        "step": 5,
        "steps": 9,
        "step_label": "Chọn cơ quan",
        "field_label": "",
        "mistakes": 0,
        "hints": 0,
        "touched_at": (now or timezone.now()) - dt.timedelta(minutes=minutes_idle),
        "mode": "practice",
        "finished": False,
        "unaided": False,
    }
    return Progress(**{**values, **changes})


@dataclass
class FakeSandbox:
    """What teams ask of the sandbox, answered from a dictionary."""

    known: dict[uuid.UUID, Progress] = field(default_factory=dict)
    furthest: dict[uuid.UUID, Furthest] = field(default_factory=dict)

    def progress_of(self, learner_ids: Any) -> dict[uuid.UUID, Progress]:
        return {learner: self.known[learner] for learner in learner_ids if learner in self.known}

    def scenario_choices(self) -> list[tuple[str, str]]:
        return [(SCENARIO, "Khai sinh, mẹ đi nộp")]

    def procedure_of(self, scenario_id: str) -> str:
        return PROCEDURE if scenario_id == SCENARIO else ""

    def procedure_choices(self) -> list[tuple[str, str]]:
        return [(PROCEDURE, "Đăng ký khai sinh")]

    def furthest_of(self, learner_ids: Any) -> dict[tuple[uuid.UUID, str], Furthest]:
        return {
            (learner, PROCEDURE): self.furthest[learner]
            for learner in learner_ids
            if learner in self.furthest
        }

    def start_url(self, scenario_id: str, mode: str) -> str:
        return f"/tap/bat-dau/{scenario_id}/{mode}/"


def province(code: str = "90", *, is_fictional: bool = False) -> Province:
    made, _ = Province.objects.get_or_create(
        code=code, defaults={"name": f"Tỉnh Thử {code}", "is_fictional": is_fictional}
    )
    return made


def commune(name: str = "Mẫu", *, in_province: Province | None = None, is_fictional: bool = False) -> Commune:
    return Commune.objects.create(
        code=f"9{next(_numbers):04d}",
        name=name,
        province=in_province or province(),
        is_fictional=is_fictional,
    )


def hamlet(of: Commune, name: str = "Bản Học", adults: int | None = 177) -> Hamlet:
    return Hamlet.objects.create(commune=of, name=name, households=60, adults=adults)


def user(name: str = "") -> User:
    number = next(_numbers)
    return User.objects.create(
        username=name or f"nguoi-{number}", last_name="Nông Văn", first_name="Giả Định"
    )


def team(of: Commune | None = None, *, hamlets: list[Hamlet] | None = None) -> Team:
    made = Team.objects.create(name=f"Tổ số {next(_numbers)}", commune=of or commune())
    made.hamlets.set(hamlets or [])
    return made


def member(of: Team, role: Role = Role.MEMBER, **dates: dt.date | None) -> User:
    made = user()
    since = {"since": LONG_SINCE, **dates}  # of the row itself, whatever day a test says it is
    Membership.objects.create(team=of, user=made, role=role, **since)
    return made


def officer(role: Role, *, of: Commune | None = None, of_province: Province | None = None) -> User:
    made = user()
    accounts_service.appoint(made, role, commune=of, province=of_province)
    return made


def administrator() -> User:
    return User.objects.create(username=f"quantri-{next(_numbers)}", is_superuser=True)


def session(of: Team | None = None, *, is_open: bool = True, **changes: Any) -> Session:
    number = next(_numbers)
    values: dict[str, Any] = {
        "team": of or team(),
        "code": f"{4000 + number % 5000:04d}",
        "title": "Tập nộp hồ sơ khai sinh",
        "place": "Nhà văn hóa Bản Học",
        "starts_at": timezone.now(),
        "scenario": SCENARIO,
        "procedure": PROCEDURE,
        "mode": "practice",
        "opened_at": timezone.now() if is_open else None,
    }
    return Session.objects.create(**{**values, **changes})


def participant(of: Session, name: str = "Vàng Thị Bài Tập", **changes: Any) -> Participant:
    learner = changes.pop("learner", None) or Learner.objects.create(display_name=name)
    return Participant.objects.create(session=of, learner=learner, display_name=name, **changes)


def confirmed(of: Session, name: str = "Vàng Thị Bài Tập", by: User | None = None) -> Participant:
    made = participant(of, name)
    service.confirm_unaided(made, by=by or member(of.team))
    made.refresh_from_db()
    return made


def trainee(of: Commune, home: Hamlet | None = None, name: str = "Giàng A Thử") -> Trainee:
    return Trainee.objects.create(commune=of, hamlet=home, display_name=name, folded_name=name.lower())


def evidence(of: Trainee, kind: EvidenceKind = EvidenceKind.CHECKED, **changes: Any) -> Evidence:
    return Evidence.objects.create(trainee=of, procedure=PROCEDURE, kind=kind, **changes)


def signed_in(who: User) -> Client:
    return user_client(who)
