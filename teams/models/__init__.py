"""Teams, their sessions, the people on their books, and the evidence of what those can do alone."""

from teams.models.asking import Contact, ContactQuerySet, HelpQuestion, HelpQuestionQuerySet
from teams.models.attendance import Attendance, Tally
from teams.models.book import Access, AccessQuerySet, Book
from teams.models.contacts import ContactMonth, SharedPhones
from teams.models.evidence import CoverageMonth, Evidence, EvidenceQuerySet
from teams.models.growth import HandOver, HardCase, Training, TrainingQuerySet
from teams.models.imports import Import, ImportedPerson, ImportQuerySet
from teams.models.lasting import AppendOnly
from teams.models.move import TeamMove, TraineeMove
from teams.models.observation import Checklist, ChecklistQuerySet, Question, QuestionQuerySet
from teams.models.person import Consent, ConsentQuerySet, Trainee, TraineeQuerySet
from teams.models.planning import SessionReport, SessionTopic
from teams.models.reporting import Closing, OfficialMonth
from teams.models.session import Participant, ParticipantQuerySet, Session, SessionQuerySet
from teams.models.team import Membership, MembershipQuerySet, Team
from teams.models.twins import Suspicion, SuspicionQuerySet, TwinDecision

__all__ = [
    "Access",
    "AccessQuerySet",
    "AppendOnly",
    "Attendance",
    "Book",
    "Checklist",
    "ChecklistQuerySet",
    "Closing",
    "Consent",
    "ConsentQuerySet",
    "Contact",
    "ContactQuerySet",
    "ContactMonth",
    "CoverageMonth",
    "Evidence",
    "EvidenceQuerySet",
    "HandOver",
    "HardCase",
    "HelpQuestion",
    "HelpQuestionQuerySet",
    "Import",
    "ImportQuerySet",
    "ImportedPerson",
    "Membership",
    "MembershipQuerySet",
    "OfficialMonth",
    "Participant",
    "ParticipantQuerySet",
    "Question",
    "QuestionQuerySet",
    "Session",
    "SessionQuerySet",
    "SessionReport",
    "SessionTopic",
    "SharedPhones",
    "Suspicion",
    "SuspicionQuerySet",
    "Tally",
    "Team",
    "TeamMove",
    "Trainee",
    "TraineeMove",
    "TraineeQuerySet",
    "TwinDecision",
    "Training",
    "TrainingQuerySet",
]
