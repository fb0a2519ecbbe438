"""Who looked at whose data: a row for each page with people on it. The live board is not one of them."""

from collections.abc import Sequence

from accounts.models import User
from teams.enums import LookKind
from teams.models import Access, AccessQuerySet, Session, Trainee

SHOWN = 20  # on a person's page


def at_person(user: User, trainee: Trainee, kind: LookKind = LookKind.PERSON) -> None:
    """``user`` sees, prints or saves what is kept of one person."""
    Access.objects.create(user=user, kind=kind, trainee=trainee, commune_id=trainee.commune_id)


def at_list(user: User, people: Sequence[Trainee]) -> None:
    """``user`` sees a page of names. An empty one shows nobody."""
    if people:
        Access.objects.create(
            user=user, kind=LookKind.LIST, commune_id=people[0].commune_id, number=len(people)
        )


def at_roster(user: User, session: Session, number: int) -> None:
    """``user`` sees the roll of a session."""
    if number:
        Access.objects.create(
            user=user, kind=LookKind.ROSTER, session=session, team_id=session.team_id, number=number
        )


def of_person(trainee: Trainee) -> AccessQuerySet:
    """Who looked at this person, the latest first."""
    return Access.objects.filter(trainee=trainee).select_related("user").order_by("-at", "-id")
