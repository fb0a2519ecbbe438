"""Who somebody is to the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    # anybody who practises; needs no account
    LEARNER = "learner", "learner"
    # on a team; given by teams.Membership
    MEMBER = "member", "member"
    LEADER = "leader", "leader"
    # of an office; given by accounts.Appointment
    COMMUNE_OFFICER = "commune_officer", "commune officer"
    COMMUNE_APPROVER = "commune_approver", "commune approver"
    PROVINCE_OFFICER = "province_officer", "province officer"
    ADMINISTRATOR = "administrator", "administrator"


class Device(models.TextChoices):
    """Whose machine this is, as whoever uses it has said. A shared one is to forget her."""

    OWN = "minh", _("My own")
    SHARED = "chung", _("Shared: of the commune, or of somebody else")


OF_COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
APPOINTED = (*OF_COMMUNE, Role.PROVINCE_OFFICER, Role.ADMINISTRATOR)
STAFF = frozenset(Role) - {Role.LEARNER}
# a province officer sees counts only
SEES_NAMES = STAFF - {Role.PROVINCE_OFFICER}
