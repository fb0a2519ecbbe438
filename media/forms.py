"""The forms of Wagtail's editor for pictures and files: one door for each, whichever screen they come through."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.intake import KIND, Problem, Refused, light_picture
from media.kinds import is_what_it_says

SENTENCES = {
    Problem.NO_PICTURE: _(
        "This file is not a picture. Choose a photo that opens on the phone or the computer."
    ),
    Problem.DAMAGED: _(
        "This picture is damaged: a part of it is missing. Send it once more, or take a new one."
    ),
    Problem.TOO_LARGE: _(
        "This picture is too large. Open it on the screen, take a picture of the screen, and send that one."
    ),
}
NOT_THAT_KIND = _("This file cannot be played here. Choose a sound (mp3, m4a, ogg) or a film (mp4).")


class PictureField(WagtailImageField):
    """Hands on a picture that is light and bare, whatever was sent. What is refused is never written anywhere."""

    def to_python(self, data: Any) -> Any:
        """Raises ValidationError with a sentence that says what to do."""
        file = FileField.to_python(self, data)
        if not isinstance(file, UploadedFile):
            return file
        if file.size is None or file.size > self.max_upload_size:
            raise ValidationError(SENTENCES[Problem.TOO_LARGE], code="file_too_large")
        try:
            light = light_picture(file.read())
        except Refused as refused:
            raise ValidationError(SENTENCES[refused.problem], code="invalid_image") from refused
        replace(file, light)
        return file


def replace(file: UploadedFile, light: bytes) -> None:
    """Put ``light`` in place of what was uploaded, in the same object: Wagtail's uploader keeps a second hold on it."""
    raw: Any = file.file
    raw.seek(0)
    raw.truncate()
    raw.write(light)
    raw.flush()
    raw.seek(0)
    file.size = len(light)
    file.name = f"{PurePosixPath(file.name or 'anh').stem}.{KIND}"
    file.content_type = f"image/{KIND}"


class PictureForm(BaseImageForm):
    """Of every screen that takes pictures: add, change, choose, several at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wagtails: forms.Field | None = self.fields.get("file")
        if wagtails is not None:
            self.fields["file"] = PictureField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )


class AttachmentForm(BaseDocumentForm):
    """Of every screen that takes files: sounds and films, which are what they call themselves."""

    def clean_file(self) -> Any:
        """Raises ValidationError for any other file."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            head = file.read(64)
            file.seek(0)
            if not is_what_it_says(file.name or "", head):
                raise ValidationError(NOT_THAT_KIND)
        return file
