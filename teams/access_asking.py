"""The only ways to fetch a question of the box and a member's agreement to be shown.

A team sees its own questions, with the names by which people joined. What has waited for two days is seen by the
commune's officers too, without a name; the officer answers, the approver looks.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from teams.access import communes_of, teams_of
from teams.access_rosters import may_keep, my_memberships
from teams.models import Contact, HelpQuestion, HelpQuestionQuerySet, Team
from teams.models.asking import TO_THE_COMMUNE


def help_questions_of(user: User) -> HelpQuestionQuerySet:
    """What was asked of own teams; of the office's communes what has waited too long, and what ``user`` answered."""
    late = Q(answered_at=None, asked_at__lte=timezone.now() - TO_THE_COMMUNE)
    office = Q(team__commune__in=communes_of(user)) & (late | Q(answered_by=user))
    found = HelpQuestion.objects.filter(Q(team__in=teams_of(user)) | office)
    return found.select_related("team", "participant", "answered_by")


def read_by_name(user: User) -> HelpQuestionQuerySet:
    """What ``user`` may read together with the name of who asked: names are for her own team."""
    return HelpQuestion.objects.filter(team__in=teams_of(user))


def get_help_question(user: User, question_id: uuid.UUID) -> HelpQuestion:
    """A question that ``user`` may read. Raises Http404."""
    found = help_questions_of(user).filter(id=question_id).first()
    if found is None:
        raise Http404
    return found


def sees_name(user: User, question: HelpQuestion) -> bool:
    """Names are for her own team."""
    return teams_of(user).filter(pk=question.team_id).exists()


def may_answer(user: User, question: HelpQuestion) -> bool:
    """Her own team, and the commune's officer; an approver only looks."""
    return sees_name(user, question) or question.team.commune_id in communes_of(user, [Role.COMMUNE_OFFICER])


def get_help_question_to_answer(user: User, question_id: uuid.UUID) -> HelpQuestion:
    """Raises Http404 where ``user`` may not look, PermissionDenied where she may only look."""
    found = get_help_question(user, question_id)
    if not may_answer(user, found):
        raise PermissionDenied
    return found


def get_contact_to_hide(user: User, contact_id: int) -> Contact:
    """An agreement that ``user`` may take back: her own, of a team that she leads or keeps. Raises Http404."""
    found = Contact.objects.select_related("team", "user").filter(pk=contact_id).first()
    if found is None or not (found.user_id == user.pk or leads_or_keeps(user, found.team)):
        raise Http404
    return found


def contacts_of_team(team: Team) -> list[Contact]:
    """Who of ``team`` is shown to learners, for whoever may look at its roster."""
    return list(Contact.objects.shown().filter(team=team).order_by("pk"))


def leads_or_keeps(user: User, team: Team) -> bool:
    """Whether ``user`` may take other members of ``team`` off learners' pages."""
    led = my_memberships(user).filter(team=team, role=Role.LEADER)
    return led.exists() or may_keep(user, team)
