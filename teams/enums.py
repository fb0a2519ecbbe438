"""Names that the rows of a team use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role


class SessionKind(models.TextChoices):
    CLASS = "class", _("class")
    VISIT = "visit", _("visit at home")
    DESK = "desk", _("on duty at the desk")


class SessionState(models.TextChoices):
    """Where a session stands; computed from its moments, never stored."""

    PLANNED = "planned", _("not open yet")
    OPEN = "open", _("open now")
    CLOSED = "closed", _("ended")


class EvidenceKind(models.TextChoices):
    # these two show that somebody can file unaided
    OBSERVED = "observed", _("seen by a member")
    CHECKED = "checked", _("passed a check")
    # she filed with the state itself; a column of its own, never part of the headline
    REAL = "real", _("filed the real one")


class FirstKind(models.TextChoices):
    """What a first of a month is counted of: each kind of evidence by itself, and being unaided at all."""

    UNAIDED = "unaided", _("can do it alone")
    OBSERVED = "observed", _("seen by a member")
    CHECKED = "checked", _("passed a check")
    REAL = "real", _("filed the real one")


TEAM_ROLES = (Role.MEMBER, Role.LEADER)
SHOWS_UNAIDED = frozenset({EvidenceKind.OBSERVED.value, EvidenceKind.CHECKED.value})
