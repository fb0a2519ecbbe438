"""Names that the rows of the sandbox use. The rules behind them are the engine's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where in the journey an attempt stands; nine steps, in order."""

    SEARCH = "tim", _("Find the procedure")
    PROCEDURE = "thu-tuc", _("Read the procedure")
    SIGN_IN = "dang-nhap", _("Sign in")
    CODE = "ma-xac-nhan", _("Type the code")
    AGENCY = "co-quan", _("Choose the agency")
    APPLICANT = "chu-ho-so", _("Owner of the dossier")
    DECLARE = "ke-khai", _("Fill in the form")
    PAPERS = "giay-to", _("Attach papers")
    REVIEW = "xem-lai", _("Check and send")


PLACES = tuple(Place)
FORM_PLACES = (Place.APPLICANT, Place.DECLARE, Place.PAPERS, Place.REVIEW)


class ModeChoice(models.TextChoices):
    """The modes that exist so far, in the words of the house."""

    PRACTICE = "practice", _("practise")
    CHECK = "check", _("on your own")
