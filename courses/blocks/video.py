"""A film in a step."""

from django.utils.translation import gettext_lazy as _

from courses.blocks.preview import PREVIEW
from media.blocks import VideoBlock


class LessonVideoBlock(VideoBlock):
    """A short film, which starts only when somebody taps it."""

    class Meta:
        description = _("A short film with its words. It is not loaded before somebody taps it.")
        preview_template = PREVIEW
        preview_value = {"title": "Chụp giấy đủ bốn góc", "words": "Đặt giấy lên bàn, chỗ sáng."}
