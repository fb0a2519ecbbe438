"""What happens in and around a session."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Learner
from kit.models import AuditEntry
from places.models import Commune
from teams import codes, reports, service, summaries
from teams.coverage import added_up, firsts
from teams.enums import EvidenceKind, SessionState
from teams.models import AppendOnly, CoverageMonth, Evidence, Session, Trainee
from tests.teams import factories

pytestmark = pytest.mark.django_db


def unaided_in(commune: Commune) -> int:
    return sum(CoverageMonth.objects.filter(commune=commune, kind="unaided").values_list("firsts", flat=True))


def summary_of(commune: Commune) -> dict[tuple[str, dt.date, str], int]:
    rows = CoverageMonth.objects.filter(commune=commune, firsts__gt=0)
    return {(row.commune_id, row.month, row.kind): row.firsts for row in rows}


def plan(**changes: Any) -> Session:
    team = changes.pop("team", None) or factories.team()
    values: dict[str, Any] = {
        "title": "Khai sinh",
        "place": "Nhà văn hóa",
        "starts_at": timezone.now(),
        "scenario": factories.SCENARIO,
        "mode": "practice",
    }
    return service.plan_session(team, by=factories.member(team), **{**values, **changes})


def test_a_planned_session_has_its_code_and_procedure_and_lets_nobody_in() -> None:
    session = plan()
    assert (session.procedure, session.state) == (factories.PROCEDURE, SessionState.PLANNED)
    with pytest.raises(service.SessionNotOpen):
        service.join(session, Learner.objects.create(), "Lý Văn Mẫu")


def test_two_sessions_that_have_not_ended_never_share_a_code() -> None:
    first = factories.session(code="4712")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.session(code="4712")
    service.close_session(first, by=factories.user())
    assert factories.session(code="4712").is_open


def test_a_code_drawn_by_somebody_else_in_the_same_moment_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    factories.session(code="4712")
    drawn = iter(["4712", "4713"])
    monkeypatch.setattr(codes, "new_code", lambda taken: next(drawn))
    assert plan().code == "4713"


def test_opening_and_ending_leave_an_audit_line_each_and_happen_once() -> None:
    session, by = plan(), factories.user()
    for _ in range(2):
        service.open_session(session, by=by)
    for _ in range(2):
        service.close_session(session, by=by)
    assert session.state is SessionState.CLOSED
    actions = AuditEntry.objects.filter(action__in=["session.opened", "session.closed"])
    assert actions.count() == 2


def test_a_session_opened_again_gets_a_new_code_when_its_own_is_taken() -> None:
    session, by = factories.session(code="4712"), factories.user()
    service.close_session(session, by=by)
    factories.session(code="4712")
    service.open_session(session, by=by)
    assert session.is_open
    assert session.code != "4712"


def test_joining_twice_corrects_the_name() -> None:
    session, learner = factories.session(), Learner.objects.create()
    service.join(session, learner, "Ly Van Mau")
    service.join(session, learner, "Lý Văn Mẫu")
    assert [one.display_name for one in session.participants.all()] == ["Lý Văn Mẫu"]
    learner.refresh_from_db()
    assert learner.display_name == "Lý Văn Mẫu"


def test_the_tap_takes_the_commune_from_nought_to_one() -> None:
    session = factories.session()
    commune = session.team.commune
    assert reports.commune_figures(commune).unaided == 0
    factories.confirmed(session)
    assert reports.commune_figures(commune).unaided == 1


def test_a_second_tap_changes_nothing() -> None:
    session = factories.session()
    by = factories.member(session.team)
    participant = factories.confirmed(session, by=by)
    service.confirm_unaided(participant, by=by)
    assert Evidence.objects.count() == 1
    assert unaided_in(session.team.commune) == 1


def test_the_tap_puts_the_person_on_the_books_of_the_teams_only_hamlet() -> None:
    commune = factories.commune()
    hamlet = factories.hamlet(commune)
    session = factories.session(factories.team(commune, hamlets=[hamlet]))
    trainee = factories.confirmed(session, "Giàng A Thử").trainee
    assert trainee is not None
    assert (trainee.commune, trainee.hamlet, trainee.folded_name) == (commune, hamlet, "giang a thu")


def test_a_team_of_two_hamlets_does_not_guess_the_hamlet() -> None:
    commune = factories.commune()
    both = [factories.hamlet(commune), factories.hamlet(commune, "Thôn Một")]
    trainee = factories.confirmed(factories.session(factories.team(commune, hamlets=both))).trainee
    assert trainee is not None
    assert trainee.hamlet is None


def test_undoing_takes_it_back_by_another_record() -> None:
    session = factories.session()
    by = factories.member(session.team)
    participant = factories.confirmed(session, by=by)
    undo = service.undo_confirmation(participant, by=by)
    assert undo is not None
    assert undo.undoes is not None
    assert Evidence.objects.count() == 2
    assert unaided_in(session.team.commune) == 0
    assert service.undo_confirmation(participant, by=by) is None


def test_marked_again_after_an_undo_she_counts_again() -> None:
    session = factories.session()
    by = factories.member(session.team)
    participant = factories.confirmed(session, by=by)
    service.undo_confirmation(participant, by=by)
    service.confirm_unaided(participant, by=by)
    assert unaided_in(session.team.commune) == 1


def test_evidence_is_never_changed() -> None:
    evidence = Evidence.objects.get(trainee=factories.confirmed(factories.session()).trainee)
    with pytest.raises(AppendOnly):
        evidence.save()
    with pytest.raises(AppendOnly):
        Evidence.objects.update(kind=EvidenceKind.REAL)


def test_evidence_is_undone_at_most_once() -> None:
    trainee = factories.trainee(factories.commune())
    checked = factories.evidence(trainee)
    factories.evidence(trainee, undoes=checked)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.evidence(trainee, undoes=checked)


def test_the_same_telephone_and_name_on_another_evening_is_the_same_person() -> None:
    team = factories.team()
    by = factories.member(team)
    first = factories.confirmed(factories.session(team), "Lý Văn Mẫu", by=by)
    again = service.join(factories.session(team), first.learner, "ly van mau")
    service.confirm_unaided(again, by=by)
    assert Trainee.objects.count() == 1
    assert unaided_in(team.commune) == 1


def test_another_name_on_the_same_telephone_is_another_person() -> None:
    team = factories.team()
    by = factories.member(team)
    first = factories.confirmed(factories.session(team), "Lý Văn Mẫu", by=by)
    again = service.join(factories.session(team), first.learner, "Vàng Thị Bài Tập")
    assert again.trainee is None
    service.confirm_unaided(again, by=by)
    assert unaided_in(team.commune) == 2


def test_a_namesake_on_another_telephone_is_another_person() -> None:
    session = factories.session()
    by = factories.member(session.team)
    for _ in range(2):
        factories.confirmed(session, "Lý Văn Mẫu", by=by)
    assert unaided_in(session.team.commune) == 2


def test_who_is_marked_tonight_cannot_become_somebody_else() -> None:
    participant = factories.confirmed(factories.session(), "Lý Văn Mẫu")
    with pytest.raises(service.NameIsTied):
        service.join(participant.session, participant.learner, "Vàng Thị Bài Tập")
    service.join(participant.session, participant.learner, "LÝ VĂN MẪU")
    participant.refresh_from_db()
    assert participant.display_name == "LÝ VĂN MẪU"


def test_a_known_person_by_mistake_can_still_be_corrected() -> None:
    team = factories.team()
    first = factories.confirmed(factories.session(team), "Lý Văn Mẫu")
    again = service.join(factories.session(team), first.learner, "Lý Văn Mẫu")
    assert again.trainee == first.trainee
    again = service.join(again.session, again.learner, "Vàng Thị Bài Tập")
    assert again.trainee is None


def decided(learner: uuid.UUID, **changes: Any) -> None:
    values: dict[str, Any] = {
        "dossier_id": uuid.uuid4(),
        "learner_id": learner,
        "procedure": factories.PROCEDURE,
        "scenario": factories.SCENARIO,
        "mode": "check",
        "unaided": True,
        "decided_at": timezone.now(),
    }
    service.record_decision(sender=None, **{**values, **changes})


def test_a_passed_check_of_somebody_on_the_books_is_evidence_once_per_dossier() -> None:
    participant = factories.confirmed(factories.session())
    dossier = uuid.uuid4()
    for _ in range(2):
        decided(participant.learner_id, dossier_id=dossier)
    assert Evidence.objects.filter(kind=EvidenceKind.CHECKED).count() == 1
    assert unaided_in(participant.session.team.commune) == 1


def test_the_check_keeps_her_counted_when_the_observation_is_taken_back() -> None:
    participant = factories.confirmed(factories.session())
    decided(participant.learner_id)
    service.undo_confirmation(participant, by=factories.member(participant.session.team))
    figures = reports.commune_figures(participant.session.team.commune)
    assert (figures.unaided, figures.counts["observed"], figures.counts["checked"]) == (1, 0, 1)


def test_the_same_dossier_told_twice_in_one_moment_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    participant = factories.confirmed(factories.session())
    dossier = uuid.uuid4()
    decided(participant.learner_id, dossier_id=dossier)
    monkeypatch.setattr(Evidence.objects, "filter", lambda **_: Evidence.objects.none())
    decided(participant.learner_id, dossier_id=dossier)
    monkeypatch.undo()
    assert Evidence.objects.filter(kind=EvidenceKind.CHECKED).count() == 1


def test_a_pass_with_help_is_no_evidence() -> None:
    participant = factories.confirmed(factories.session())
    decided(participant.learner_id, unaided=False)
    assert not Evidence.objects.filter(kind=EvidenceKind.CHECKED).exists()


def test_a_pass_of_somebody_on_nobodys_books_is_no_evidence() -> None:
    decided(factories.participant(factories.session()).learner_id)
    decided(Learner.objects.create().pk)
    assert not Evidence.objects.exists()


def test_a_telephone_in_other_hands_since_brings_no_evidence() -> None:
    team = factories.team()
    first = factories.confirmed(factories.session(team), "Lý Văn Mẫu")
    service.join(factories.session(team), first.learner, "Vàng Thị Bài Tập")
    decided(first.learner_id)
    assert not Evidence.objects.filter(kind=EvidenceKind.CHECKED).exists()


def test_the_signal_of_the_sandbox_reaches_the_books() -> None:
    from sandbox.signals import dossier_decided

    participant = factories.confirmed(factories.session())
    dossier_decided.send(
        sender=None,
        dossier_id=uuid.uuid4(),
        learner_id=participant.learner_id,
        procedure=factories.PROCEDURE,
        scenario=factories.SCENARIO,
        mode="check",
        unaided=True,
        decided_at=timezone.now(),
    )
    assert Evidence.objects.filter(kind=EvidenceKind.CHECKED).count() == 1


def test_a_rebuild_gives_what_the_increments_gave() -> None:
    team = factories.team()
    by = factories.member(team, Role.LEADER)
    session = factories.session(team)
    people = [
        factories.confirmed(session, name, by=by)
        for name in ("Lý Văn Mẫu", "Giàng A Thử", "Bàn Văn Mô Phỏng")
    ]
    decided(people[0].learner_id, decided_at=timezone.now() - dt.timedelta(days=70))
    service.undo_confirmation(people[1], by=by)
    kept = summary_of(team.commune)
    summaries.rebuild(team.commune)
    assert summary_of(team.commune) == kept
    assert added_up(firsts(Evidence.objects.records()))["unaided"] == 2
