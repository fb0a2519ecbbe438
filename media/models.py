"""Pictures and files that editors upload. Our own models from the first day: Wagtail cannot change them later.

No tags: Wagtail offers those of everybody to everybody, and a commune's are its own. Folders keep things apart.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture; ``description`` (Wagtail's own field) is its alternative text."""

    admin_form_fields = tuple(name for name in WagtailImage.admin_form_fields if name != "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """What a screen reader says: the description, never the file name."""
        return self.description


class PictureRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "picture rendition"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class Attachment(AbstractDocument):
    """A file to listen to or to download; sounds know how long they are."""

    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)

    admin_form_fields = (*(name for name in WagtailDocument.admin_form_fields if name != "tags"), "seconds")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def clean(self) -> None:
        """Only a new file has to be of a kind that can be played; one from before can still be renamed."""
        if not self.file or not self.file._committed:
            super().clean()

    @property
    def kilobytes(self) -> int:
        """Size in KB, rounded up, as it is said before somebody taps."""
        return -(-int(self.get_file_size() or 0) // 1000)

    @property
    def megabytes(self) -> float:
        """Size in MB with one decimal, rounded up: 0.1 at least."""
        return max(1, -(-int(self.get_file_size() or 0) // 100_000)) / 10
