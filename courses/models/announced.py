"""Pages that the loudspeaker of a hamlet reads out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.base import SitePage


class Announced(SitePage):
    """``bulletin``: the editor's own words for it. Empty: made of the page (sharing.announcing), read by a machine."""

    bulletin = models.TextField(
        _("your own words"),
        max_length=3000,
        blank=True,
        help_text=_("Empty: made of the page by itself. One paragraph on each line."),
    )
    bulletin_sound = models.ForeignKey(
        "media.Attachment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recording"),
        help_text=_("Somebody of the commune reads it: an mp3 file. Without one a machine reads."),
    )

    class Meta:
        abstract = True
