"""Teams, their sessions, the people on their books, and the evidence of what those can do alone."""

from teams.models.attendance import Attendance, Tally
from teams.models.evidence import CoverageMonth, Evidence, EvidenceQuerySet
from teams.models.lasting import AppendOnly
from teams.models.move import TeamMove, TraineeMove
from teams.models.person import Consent, Trainee, TraineeQuerySet
from teams.models.session import Participant, ParticipantQuerySet, Session, SessionQuerySet
from teams.models.team import Membership, MembershipQuerySet, Team

__all__ = [
    "AppendOnly",
    "Attendance",
    "Consent",
    "CoverageMonth",
    "Evidence",
    "EvidenceQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Participant",
    "ParticipantQuerySet",
    "Session",
    "SessionQuerySet",
    "Tally",
    "Team",
    "TeamMove",
    "Trainee",
    "TraineeMove",
    "TraineeQuerySet",
]
