"""Everything that is kept of a person, as plain words: for her page, for the sheet that she may have, for a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.service import KeptByLessons, kept_of_learners
from kit import phones
from kit.vietnamese import short_date
from sandbox import service as sandbox_service
from teams import summaries
from teams.models import (
    Attendance,
    Consent,
    Evidence,
    HelpQuestion,
    HelpQuestionQuerySet,
    Participant,
    SessionQuerySet,
    Trainee,
)


@dataclass(frozen=True)
class Kept:
    """``others``: sessions of teams that the reader may not look into; they are a number only, as ``others_asked``,
    what she asked in the box of a team that is not the reader's. ``lessons``: of telephones tied to her."""

    rows: Sequence[dict[str, str]]
    sessions: Sequence[Attendance]
    others: int
    asked: Sequence[HelpQuestion]
    others_asked: int
    can: Sequence[dict[str, str]]
    consents: Sequence[Consent]
    lessons: KeptByLessons


def age_of(trainee: Trainee) -> str:
    """1958, or the words of her band, or nothing."""
    return str(trainee.birth_year) if trainee.birth_year else str(trainee.get_age_band_display() or "")


def line_of(trainee: Trainee) -> str:
    """1958 · Bản Học: what tells her from a namesake on a roll."""
    home = trainee.hamlet.name if trainee.hamlet else ""
    return " · ".join(part for part in (age_of(trainee), home) if part)


def details(trainee: Trainee) -> list[dict[str, str]]:
    """Label and value of what is written down about her; what is not known says so."""
    unknown = _("not written down")
    facts = (
        (_("Name people call her"), trainee.display_name),
        (_("Year of birth or age"), age_of(trainee)),
        (_("Woman or man"), str(trainee.get_sex_display())),
        (_("Hamlet"), trainee.hamlet.name if trainee.hamlet else ""),
        (_("Commune"), str(trainee.commune)),
        (_("Telephone"), phones.show(trainee.phone)),
    )
    return [{"label": label, "value": value or unknown} for label, value in facts]


def of(trainee: Trainee, visible: SessionQuerySet, read: HelpQuestionQuerySet) -> Kept:
    """What is kept of ``trainee``: of sessions what the reader may look into (``visible``), of questions ``read``."""
    hers = Q(trainee__in=summaries.family(trainee.pk))
    came = Attendance.objects.standing().filter(hers)
    seen = came.filter(session__in=visible).select_related("session").order_by("-session__starts_at")
    sessions = list(seen)
    joined = Participant.objects.filter(hers)
    questions = HelpQuestion.objects.filter(participant__in=joined)
    asked = list(questions.filter(pk__in=read.values("pk")).order_by("-asked_at", "-id"))
    return Kept(
        rows=details(trainee),
        sessions=sessions,
        others=came.count() - len(sessions),
        asked=asked,
        others_asked=questions.count() - len(asked),
        can=_abilities(Evidence.objects.standing().filter(hers).order_by("-at")),
        consents=list(trainee.consents.select_related("read_aloud_by", "withdrawn_by").order_by("-given_at")),
        lessons=kept_of_learners(joined.order_by().values_list("learner", flat=True).distinct()),
    )


def _abilities(evidence: Any) -> list[dict[str, str]]:
    rows = list(evidence)
    titles = sandbox_service.procedure_names({row.procedure for row in rows})
    return [
        {
            "what": titles.get(row.procedure) or row.procedure,
            "how": str(row.get_kind_display()),
            "when": short_date(timezone.localdate(row.at)),
        }
        for row in rows
    ]


def as_data(trainee: Trainee, kept: Kept) -> dict[str, Any]:
    """The same for a file that she or another programme can read."""
    return {
        "kept": kept.rows,
        "sessions": [
            {"title": row.session.title, "place": row.session.place, "day": row.session.starts_at.date()}
            for row in kept.sessions
        ],
        "other_sessions": kept.others,
        "can_do": kept.can,
        "asked": [
            {
                "text": one.text,
                "about": one.place,
                "asked": one.asked_at,
                "answer": one.answer,
                "answered": one.answered_at,
            }
            for one in kept.asked
        ],
        "asked_other_teams": kept.others_asked,
        "consents": [
            {
                "text_version": one.text_version,
                "given": one.given_at,
                "read_aloud": one.read_aloud_by_id is not None,
                "on_paper": one.on_paper,
                "withdrawn": one.withdrawn_at,
            }
            for one in kept.consents
        ],
        "lessons": _lessons(kept.lessons),
        "written_down": trainee.created_at,
    }


def _lessons(lessons: KeptByLessons) -> dict[str, Any]:
    return {
        "certificates": [
            {
                "code": one.code,
                "initials": one.initials,
                "procedure": one.procedure_name,
                "how": str(one.get_how_display()),
                "made": one.made_at,
                "withdrawn": one.withdrawn_at,
            }
            for one in lessons.certificates
        ],
        "asked_again": lessons.asked_again,
        "agreed_to_messages": lessons.agreed_at,
    }
