"""What courses ask of teams: in whose communes somebody may record lessons."""

from accounts.models import User
from teams.access import teams_of


def communes_of(user: User) -> set[str]:
    """Codes of the communes on whose teams ``user`` is today."""
    return set(teams_of(user).values_list("commune", flat=True))
