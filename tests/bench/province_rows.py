"""The rows of a generated province: every name invented, every telephone impossible, the same for one seed.

``make(Sizes)`` fills an empty, migrated database; it takes minutes at full size. Summaries are counted at the end, as
the migration does it.
"""

import datetime as dt
import hashlib
import random
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Model
from django.utils import timezone

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import Learner, User
from kit.folding import fold
from places.models import Commune, Hamlet, Province
from sandbox.models import Attempt, AttemptMistake, PackVersion
from sandbox.service import load_packs
from teams import names, shared_phones, summaries, twins
from teams.enums import AgeBand, EvidenceKind, Sex, TallyKind
from teams.models import (
    Attendance,
    Book,
    Evidence,
    Membership,
    Participant,
    Session,
    Tally,
    Team,
    Trainee,
)

SEED = 2612
PROVINCE = "98"
BATCH = 2_000  # rows a statement
AT_ONE_SESSION = 25
MONTHS = 12
FAMILIES = ["Giàng", "Vàng", "Lò", "Nông", "Hoàng", "Triệu", "Bàn", "Sùng", "Hà", "Mã", "Lý", "Đặng"]
MIDDLES = ["A", "Thị", "Văn", "Thử", "Bài", "Mẫu", "Giả", "Đức", "Minh", "Ngọc"]
GIVEN = [
    "Thử",
    "Tập",
    "Mẫu",
    "Giả",
    "Định",
    "Ví",
    "Dụ",
    "Bịa",
    "Đặt",
    "Tưởng",
    "Tượng",
    "Nháp",
    "Phép",
    "Luyện",
    "Rèn",
]
PROCEDURE, SCENARIO = "1.001193", "khai-sinh-me-nop"
FIELDS = ("con_ho_ten", "con_ngay_sinh", "me_so_dinh_danh", "noi_dang_ky")


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    communes: int = 120
    teams: int = 1_500
    people: int = 400_000
    attendances: int = 1_000_000

    def part(self, share: float) -> "Sizes":
        """As large as ``share`` of it, at least one of each."""
        counts = (self.communes, self.teams, self.people, self.attendances)
        return Sizes(*(max(1, round(number * share)) for number in counts))


def make(sizes: Sizes) -> None:
    """Fill the database."""
    rng = random.Random(SEED)
    load_packs()
    communes = _places(sizes)
    officers = _officers(communes)
    teams = _teams(communes, sizes, rng)
    for number, team in enumerate(teams):
        _team_rows(
            team, _share(sizes.people, len(teams), number), _share(sizes.attendances, len(teams), number), rng
        )
    _learners(teams, officers[0], rng)
    twins.search(communes[0])
    for commune in communes:
        summaries.rebuild(commune)
    shared_phones.keep(communes[0].province)


def _share(whole: int, parts: int, number: int) -> int:
    return whole * (number + 1) // parts - whole * number // parts


def put(rows: Iterable[Model]) -> None:
    """Write rows of one kind, a batch at a time."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)


# --- Places and people at work -------------------------------------------------------------------------------------
def _places(sizes: Sizes) -> list[Commune]:
    province = Province.objects.create(code=PROVINCE, name="Tỉnh Thử")
    communes = [
        Commune(code=f"{PROVINCE}{number:03d}", name=f"Thử {number + 1}", province=province)
        for number in range(sizes.communes)
    ]
    put(communes)
    return communes


def _officers(communes: list[Commune]) -> list[User]:
    """The officers by whom the pages are asked for: of the first commune, and of the province."""
    officer, province_officer = (User.objects.create(username=name) for name in ("can-bo-xa", "can-bo-tinh"))
    accounts.appoint(officer, Role.COMMUNE_OFFICER, commune=communes[0])
    accounts.appoint(province_officer, Role.PROVINCE_OFFICER, province=communes[0].province)
    return [officer, province_officer]


def _teams(communes: list[Commune], sizes: Sizes, rng: random.Random) -> list[Team]:
    teams = [
        Team(name=f"Tổ công nghệ số cộng đồng Bản Thử {number + 1}", commune=communes[number % len(communes)])
        for number in range(sizes.teams)
    ]
    put(teams)
    hamlets = [
        Hamlet(
            commune=team.commune, name=f"Bản Thử {number + 1}", households=120, adults=rng.randint(300, 900)
        )
        for number, team in enumerate(teams)
    ]
    put(hamlets)
    link = Team.hamlets.through
    put(link(team_id=team.pk, hamlet_id=hamlet.pk) for team, hamlet in zip(teams, hamlets, strict=True))
    users = [
        User(username=f"to-truong-{number}", last_name="Nông Văn", first_name="Giả Định")
        for number in range(len(teams))
    ]
    put(users)
    since = dt.date(2025, 1, 1)
    put(
        Membership(team=team, user=user, role=Role.LEADER, since=since)
        for team, user in zip(teams, users, strict=True)
    )
    for team, hamlet, user in zip(teams, hamlets, users, strict=True):
        team.home, team.leader = hamlet, user  # type: ignore[attr-defined]
    return teams


# --- The people of one team ----------------------------------------------------------------------------------------
@cache
def _keys(name: str) -> tuple[str, str]:
    return fold(name), names.order_key(name)


def _trainee(team: Any, rng: random.Random, since: dt.datetime) -> Trainee:
    name = f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
    folded, order = _keys(name)
    says = rng.random()
    phone = f"+84000{rng.randrange(10**6):06d}" if rng.random() < 0.4 else ""
    return Trainee(
        commune_id=team.commune_id,
        hamlet_id=team.home.pk,
        display_name=name,
        folded_name=folded,
        order_key=order,
        birth_year=rng.randint(1940, 2006) if says < 0.6 else None,
        age_band=rng.choice(AgeBand.values) if 0.6 <= says < 0.85 else "",
        sex=rng.choice(Sex.values) if rng.random() < 0.9 else "",
        phone=phone,
        phone_key=hashlib.sha256(phone.encode()).hexdigest() if phone else "",
        created_at=since,
    )


def _team_rows(team: Any, people: int, attendances: int, rng: random.Random) -> None:
    """People on the book, one in a hundred written down twice; their sessions of the last year; what they can do."""
    now = timezone.now()
    crowd = [_trainee(team, rng, now - dt.timedelta(days=400)) for _number in range(people)]
    merged = crowd[::100][1:]
    kept = [one for one in crowd if one not in merged] if len(merged) < 5 else crowd[1::100]
    for row, keeper in zip(merged, kept, strict=False):
        row.merged_into_id = keeper.pk
    crowd.sort(key=lambda one: one.merged_into_id is not None)  # first those whom the others point to
    put(crowd)
    put(Book(team=team, trainee=one) for one in crowd)
    sessions = list(_sessions(team, max(1, round(attendances / AT_ONE_SESSION)), now, rng))
    put(sessions)
    put(
        Tally(session=one, kind=kind, number=rng.randint(0, 6))
        for one in sessions
        for kind in (TallyKind.WOMEN, TallyKind.MINORITY)
    )
    came = []
    for number, session in enumerate(sessions):
        size = min(people, _share(attendances, len(sessions), number))
        came += [
            Attendance(session=session, trainee=one, marked_by=team.leader, at=session.starts_at)
            for one in rng.sample(crowd, size)
        ]
    put(came)
    put(Attendance(session=one.session, trainee=one.trainee, at=one.at, undoes=one) for one in came[::100])
    put(_evidence(team, came[::4], rng))


def _sessions(team: Any, number: int, now: dt.datetime, rng: random.Random) -> Iterator[Session]:
    for _number in range(number):
        at = now - dt.timedelta(days=rng.randrange(1, 30 * MONTHS), hours=rng.randrange(10))
        yield Session(
            team_id=team.pk,
            code="0000",
            title="Tập nộp hồ sơ khai sinh",
            place="Nhà văn hóa Bản Thử",
            starts_at=at,
            opened_at=at,
            closed_at=at + dt.timedelta(hours=2),
            scenario=SCENARIO,
            procedure=PROCEDURE,
            mode="practice",
        )


def _evidence(team: Any, came: list[Attendance], rng: random.Random) -> Iterator[Evidence]:
    for one in came:
        yield Evidence(
            trainee=one.trainee,
            procedure=PROCEDURE,
            kind=rng.choice([EvidenceKind.OBSERVED, EvidenceKind.CHECKED]),
            session=one.session,
            member=team.leader,
            at=one.at,
        )


# --- Telephones ----------------------------------------------------------------------------------------------------
def _learners(teams: list[Team], officer: User, rng: random.Random) -> None:
    """Three of every session of this month practised by telephone, and where they were stuck."""
    since = timezone.now() - dt.timedelta(days=31)
    sessions = list(Session.objects.filter(starts_at__gte=since))
    version = PackVersion.objects.current().filter(procedure_code=PROCEDURE).first()
    assert version is not None, "load_packs loads it"
    pairs = [(session, Learner(display_name="Bài Tập")) for session in sessions for _number in range(3)]
    put(learner for _session, learner in pairs)
    put(Participant(session=session, learner=learner, display_name="Bài Tập") for session, learner in pairs)
    attempts = [
        Attempt(
            id=uuid.uuid4(),
            learner=learner,
            version=version,
            scenario_id=SCENARIO,
            persona_id="me",
            mode="practice",
            started_at=session.starts_at,
        )
        for session, learner in pairs
    ]
    put(attempts)
    put(
        AttemptMistake(attempt=one, field=rng.choice(FIELDS), kind="diacritics", at=one.started_at)
        for one in attempts
        for _number in range(4)
    )
