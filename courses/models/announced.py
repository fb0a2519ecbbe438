"""What pages that the loudspeaker of a hamlet reads out have: the editor's own words and a recording.

Empty: the words are made of the page (courses.announcing), and a machine reads them.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.base import SitePage


<<<<<<< HEAD
class Announced(SitePage):
    """``bulletin``: the editor's own words for it; empty: made of the page (courses.announcing)."""

    bulletin = models.TextField(
=======
def bulletin_text() -> "models.TextField[str, str]":
    """The editor's own words."""
    return models.TextField(
>>>>>>> share
        _("your own words"),
        max_length=3000,
        blank=True,
        help_text=_("Empty: made of the page by itself. One paragraph on each line."),
    )


def bulletin_recording() -> "models.ForeignKey[Any, Any]":
    """Somebody of the commune reading them."""
    return models.ForeignKey(
        "media.Attachment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recording"),
        help_text=_("Somebody of the commune reads it: an mp3 file. Without one a machine reads."),
    )

<<<<<<< HEAD
    class Meta:
        abstract = True
=======

BULLETIN_PANELS: list[Panel] = [
    MultiFieldPanel(
        [BulletinPanel(), bulletin_field(), sound_field()],
        heading=_("Words for the loudspeaker"),
        classname="collapsed",
    )
]
>>>>>>> share
