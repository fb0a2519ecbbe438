"""Names that the rows of the sandbox use. The rules behind them are the engine's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where in the journey an attempt stands, apart from the steps of its e-form; in order, see ``journey``."""

    SEARCH = "tim", _("Find the procedure")
    PROCEDURE = "thu-tuc", _("Read the procedure")
    SIGN_IN = "dang-nhap", _("Sign in")
    CODE = "ma-xac-nhan", _("Type the code")
    SHARE = "chia-se", _("Agree to share")
    AGENCY = "co-quan", _("Choose the agency")
    SHARE_AGAIN = "chia-se-lan-hai", _("Agree to share again")
    GENERAL = "thong-tin-chung", _("General information")
    PAPERS = "giay-to", _("Attach papers")
    REVIEW = "xem-lai", _("Check and send")


BEFORE_THE_FORM = (
    Place.SEARCH,
    Place.PROCEDURE,
    Place.SIGN_IN,
    Place.CODE,
    Place.SHARE,
    Place.AGENCY,
    Place.SHARE_AGAIN,
    Place.GENERAL,
)


class ModeChoice(models.TextChoices):
    """How much help stands beside an attempt, in the words of the house. To watch takes no attempt."""

    GUIDED = "guided", _("do it together")
    PRACTICE = "practice", _("practise")
    CHECK = "check", _("on your own")


class Furthest(models.IntegerChoices):
    """How far somebody has come with a procedure here, with how much help. Grows with what she can do."""

    BEGUN = 1, _("has begun")
    HELPED = 2, _("has sent one with help")
    HINTED = 3, _("has sent one with hints")
    ALONE = 4, _("has sent one alone")


class Nudge(models.TextChoices):
    """What a member may say to a learner without coming over. Kind, and never what the mistake is: it is no hint."""

    CALM = "tu-tu", _("Take your time. There is no hurry.")
    READ = "doc-lai", _("Read the page aloud once more, from the top.")
    GO_ON = "di-tiep", _("It goes well. Go on to the next step.")
    HAND = "gio-tay", _("If you are stuck, raise your hand. Somebody comes at once.")
    COMING = "dang-den", _("Wait a moment. Somebody is coming to you.")
