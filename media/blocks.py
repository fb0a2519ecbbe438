"""Blocks that show or play a file. Pages of other apps put them into their own blocks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from media.models import PictureRendition
from media.pictures import light_rendition
from ui.service import drawing_choices, drawing_names

SOUND_KINDS = ("mp3", "m4a", "ogg", "oga", "opus")
_SYLLABLES_A_SECOND = 3  # a slow, clear reader


class NameBlock(ChoiceBlock):
    """One name out of a list that is asked for in the editor only.

    Wagtail's own block asks the list at every read, to give back keys that are not text. Ours are.
    """

    def get_field(self, **kwargs: Any) -> forms.ChoiceField:
        """The empty choice is a word: a row of dashes says nothing, and nothing is heard of it."""
        listed = kwargs.pop("choices")
        word = _("choose one") if kwargs.get("required", True) else _("none")

        def named() -> list[tuple[str, Any]]:
            return [("", word) if one == BLANK_CHOICE_DASH[0] else one for one in listed()]

        field: forms.ChoiceField = super().get_field(choices=named, **kwargs)
        return field

    def normalize_choice(self, value: Any) -> Any:
        return value

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nobody looks for the name of a drawing."""
        return []


class PictureValue(StructValue):
    """What the template of a picture asks."""

    @property
    def drawn(self) -> str:
        """Name of the drawing; empty for an upload, and for a drawing that a newer release no longer has."""
        name: str = self.get("drawing") or ""
        return name if name in drawing_names() else ""

    @property
    def photo(self) -> PictureRendition | None:
        """The upload in a light size; None without one or when its file is gone from the disk."""
        image = self.get("image")
        if self.drawn or image is None:
            return None
        try:
            return light_rendition(image)
        except (SourceImageIOError, InvalidFilterSpecError):
            return None


class PictureBlock(StructBlock):
    """A drawing of ours or an uploaded picture, with the words that stand in for it."""

    drawing = NameBlock(choices=drawing_choices, required=False, label=_("Drawing"))
    image = ImageChooserBlock(required=False, label=_("Your own picture"))
    alt = CharBlock(
        required=False,
        max_length=200,
        label=_("What the picture shows"),
        help_text=_("Read aloud to people who cannot see it. Say what to do, in one or two short sentences."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "media/blocks/picture.html"
        value_class = PictureValue

    def clean(self, value: Any) -> PictureValue:
        """One picture, not two, and never without words. Raises StructBlockValidationError."""
        cleaned: PictureValue = super().clean(value)
        errors = {}
        if cleaned["drawing"] and cleaned["image"]:
            errors["image"] = ValidationError(_("Choose a drawing or your own picture, not both."))
        if (cleaned["drawing"] or cleaned["image"]) and not cleaned["alt"].strip():
            errors["alt"] = ValidationError(_("Say in words what the picture shows."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class SoundValue(StructValue):
    """What the template of a sound asks."""

    @property
    def seconds(self) -> int:
        """Length of the sound; estimated from its words while nobody has measured it."""
        measured: int | None = self["file"].seconds
        return measured or max(1, round(len(self["words"].split()) / _SYLLABLES_A_SECOND))

    @property
    def lines(self) -> list[str]:
        """The words heard, paragraph by paragraph."""
        return [line.strip() for line in (self["words"] or "").splitlines() if line.strip()]


class SoundBlock(StructBlock):
    """A recording, and the very words that it says."""

    file = DocumentChooserBlock(required=False, label=_("Recording"), help_text=_("An mp3 or ogg file."))
    words = TextBlock(
        required=False,
        rows=4,
        label=_("Words of the recording"),
        help_text=_("Word for word as they are heard, for people who read along or cannot hear."),
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "media/blocks/sound.html"
        value_class = SoundValue

    def clean(self, value: Any) -> SoundValue:
        """A sound file with its words. Raises StructBlockValidationError."""
        cleaned: SoundValue = super().clean(value)
        errors = {}
        if cleaned["file"] and cleaned["file"].file_extension.lower() not in SOUND_KINDS:
            errors["file"] = ValidationError(_("This file is not a sound. Choose an mp3 or ogg file."))
        if cleaned["file"] and not cleaned["words"].strip():
            errors["words"] = ValidationError(_("Write the words that the recording says."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class VideoValue(StructValue):
    """What the template of a film asks."""

    @property
    def cover(self) -> PictureRendition | None:
        """The picture that stands there until somebody taps, in a light size; None when its file is gone."""
        try:
            return light_rendition(self["poster"]) if self.get("poster") else None
        except (SourceImageIOError, InvalidFilterSpecError):
            return None

    @property
    def length(self) -> tuple[int, int] | None:
        """(minutes, seconds) of the film; None while nobody has measured it."""
        seconds: int | None = self["file"].seconds if self.get("file") else None
        return divmod(seconds, 60) if seconds else None

    @property
    def lines(self) -> list[str]:
        """The words of the film, paragraph by paragraph."""
        return [line.strip() for line in self["words"].splitlines() if line.strip()]


class VideoBlock(StructBlock):
    """A film that is loaded only when somebody taps it, with its size said before, and its words."""

    title = CharBlock(max_length=80, label=_("What the film shows"))
    file = DocumentChooserBlock(label=_("Film"), help_text=_("An mp4 file, as short as can be."))
    poster = ImageChooserBlock(label=_("Picture before it starts"))
    words = TextBlock(
        rows=4,
        label=_("Words of the film"),
        help_text=_("What is said and what is done, for people who cannot hear or cannot load it."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "media/blocks/video.html"
        value_class = VideoValue

    def clean(self, value: Any) -> VideoValue:
        """A film that telephones can play. Raises StructBlockValidationError."""
        cleaned: VideoValue = super().clean(value)
        if cleaned["file"].file_extension.lower() != "mp4":
            problem = ValidationError(_("This file is not a film. Choose an mp4 file."))
            raise StructBlockValidationError(block_errors={"file": problem})
        return cleaned
