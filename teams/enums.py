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
    CANCELLED = "cancelled", _("cancelled")


class TopicKind(models.TextChoices):
    SCENARIO = "scenario", _("scenario")
    LESSON = "lesson", _("lesson")


class Sex(models.TextChoices):
    WOMAN = "f", _("woman")
    MAN = "m", _("man")


class AgeBand(models.TextChoices):
    """How old somebody looks or says she is, where the year of birth is not known."""

    UNDER_30 = "0-29", _("under 30")
    UNDER_45 = "30-44", _("30 to 44")
    UNDER_60 = "45-59", _("45 to 59")
    OLD = "60-", _("60 and older")


class TallyKind(models.TextChoices):
    """What is counted of a whole session. The first two are heads without a name, the others groups of all."""

    WOMEN = "women", _("women who are not on the list")
    MEN = "men", _("men who are not on the list")
    OLD = "old", _("people of 60 and older")
    MINORITY = "minority", _("people of ethnic minorities")
    POOR = "poor", _("people of poor and nearly poor households")
    DISABLED = "disabled", _("people with disabilities")


class LookKind(models.TextChoices):
    """How somebody looked at people's data."""

    PERSON = "person", _("opened her page")
    LIST = "list", _("looked through the list")
    ROSTER = "roster", _("opened the roll of a session")
    SHEET = "sheet", _("printed all that is kept")
    EXPORT = "export", _("saved all that is kept as a file")


class EvidenceKind(models.TextChoices):
    # these two show that somebody can file unaided
    OBSERVED = "observed", _("seen by a member")
    CHECKED = "checked", _("passed a check")
    # she filed with the state itself; a column of its own, never part of the headline
    REAL = "real", _("filed the real one")


class Rung(models.IntegerChoices):
    """What somebody can do with one procedure, from the least to the most (teams/README.md)."""

    WATCHED = 1, _("has watched or begun")
    HELPED = 2, _("can do it with help")
    HINTED = 3, _("can do it with hints")
    ALONE = 4, _("can do it alone")
    SECURE = 5, _("is secure")
    REAL = 6, _("has filed the real one")


class Task(models.TextChoices):
    """What a member looks for, one by one, while somebody files. The monthly report counts some of them."""

    FIND = "find", _("Found the right procedure and commune")
    SIGN_IN = "sign-in", _("Signed in, typed the codes with her own hand")
    FILL = "fill", _("Filled in the form from the papers")
    PHOTO = "photo", _("Photographed and attached the papers")
    SEND = "send", _("Read it once more and sent it")
    TRACK = "track", _("Looked it up, answered the office")
    PAY = "pay", _("Paid online")


class Answer(models.TextChoices):
    """ "Bác nộp được chưa?", two weeks after the card."""

    ALONE = "alone", _("Filed it alone")
    HELPED = "helped", _("Filed it, somebody helped")
    NOT_YET = "not-yet", _("Not yet")
    NO_NEED = "no-need", _("No need any more")


class FirstKind(models.TextChoices):
    """What a first of a month is counted of: each kind of evidence by itself, being unaided at all, having come.

    The last two are firsts of a year, so that the people of one year add up as well.
    """

    UNAIDED = "unaided", _("can do it alone")
    OBSERVED = "observed", _("seen by a member")
    CHECKED = "checked", _("passed a check")
    REAL = "real", _("filed the real one")
    CAME = "came", _("came to a session")
    UNAIDED_IN_YEAR = "alone-year", _("can do it alone, of the year")
    CAME_IN_YEAR = "came-year", _("came to a session, of the year")


class TwinState(models.TextChoices):
    """What is said of two rows that may be one person. The last three are an officer's decisions."""

    OPEN = "open", _("not decided")
    SAME = "same", _("one person")
    DIFFERENT = "different", _("two different people")
    LATER = "later", _("put off")


class Title(models.TextChoices):
    """Beside the role: a deputy stands in for the leader and may do what she may."""

    DEPUTY = "deputy", _("deputy leader")


class Position(models.TextChoices):
    """Role and title of a member in one word, as people say it."""

    LEADER = "leader", _("team leader")
    DEPUTY = "deputy", _("deputy leader")
    MEMBER = "member", _("team member")


class Grade(models.TextChoices):
    """An advanced member trains other members and takes over hard cases."""

    CORE = "core", _("core")
    ADVANCED = "advanced", _("advanced")


class Unit(models.TextChoices):
    """Where the members of a team come from: the units usual in communes, and any other."""

    YOUTH = "youth", _("Youth Union")
    WOMEN = "women", _("Women's Union")
    FARMERS = "farmers", _("Farmers' Union")
    VETERANS = "veterans", _("Veterans' Association")
    HAMLET = "hamlet", _("head of the hamlet, Party cell")
    POLICE = "police", _("commune police")
    TEACHER = "teacher", _("teacher")
    HEALTH = "health", _("health worker of the hamlet")
    TELECOM = "telecom", _("post and telecom")
    OTHER = "other", _("another unit")


class HandedOver(models.TextChoices):
    """What a leader passes on to the next one."""

    LISTS = "lists", _("The lists of people")
    KEY = "key", _("The key of the culture house")
    ZALO = "zalo", _("The Zalo group: the new leader is its head")
    PAPERS = "papers", _("Teaching papers and posters")


TEAM_ROLES = (Role.MEMBER, Role.LEADER)
ABILITIES = (FirstKind.UNAIDED, FirstKind.OBSERVED, FirstKind.CHECKED, FirstKind.REAL)
"""The firsts that evidence shows; once in a life."""
IN_YEAR = {FirstKind.UNAIDED: FirstKind.UNAIDED_IN_YEAR, FirstKind.CAME: FirstKind.CAME_IN_YEAR}
"""Of these a person's first in each year is counted, too."""
SHOWS_UNAIDED = frozenset({EvidenceKind.OBSERVED.value, EvidenceKind.CHECKED.value})
TASKS_TO_BE_ALONE = (
    Task.FIND,
    Task.SIGN_IN,
    Task.FILL,
    Task.PHOTO,
    Task.SEND,
)  # all of them: one dossier, sent
OFFICES = {
    Role.COMMUNE_OFFICER: _("commune officer"),
    Role.COMMUNE_APPROVER: _("approver of the commune"),
    Role.PROVINCE_OFFICER: _("province officer"),
    Role.ADMINISTRATOR: _("administrator"),
}
"""What the offices are called on the screen."""
