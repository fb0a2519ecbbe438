"""Who may set whose second step back: a leader her members', an officer those of the commune's teams.

Whoever holds an office is helped by the administrator alone, so that nobody weakens the door of somebody above her.
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.access import roles_of
from accounts.enums import Role
from accounts.models import User
from accounts.service import with_second_step
from teams.models import Membership

HELPERS = (Role.LEADER, Role.COMMUNE_OFFICER)


def people_to_help(helper: User) -> QuerySet[User]:
    """Those with a second step that ``helper`` may set back, never her own."""
    people = with_second_step(User.objects.filter(is_active=True).exclude(pk=helper.pk))
    if Role.ADMINISTRATOR in roles_of(helper):
        return people
    led = Membership.objects.current().filter(user=helper, role=Role.LEADER).values("team")
    communes = helper.appointments.active().filter(role=Role.COMMUNE_OFFICER).values("commune")
    members = Membership.objects.current().filter(Q(team__in=led) | Q(team__commune__in=communes))
    return people.filter(pk__in=members.values("user"), is_superuser=False).exclude(
        appointments__in=helper.appointments.model.objects.active()
    )


def get_person_to_help(helper: User, user_id: int) -> User:
    """One of them. Raises Http404 for everybody else, as for a missing one."""
    person = people_to_help(helper).filter(pk=user_id).first()
    if person is None:
        raise Http404
    return person
