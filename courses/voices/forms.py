"""What people send who record: a sound for a step, and which language they look at."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from courses.voices.languages import LANGUAGES, VIETNAMESE
from courses.voices.step_words import StepWords
from media.enums import Why
from media.service import MOST_BYTES

FROM_BOOTH: Final = "thu"
ACCEPTED: Final = ".mp3,.m4a,.ogg,.opus,.webm,.wav,audio/*"
SENTENCES: Final = {
    Why.EMPTY: _("Sound file: it is empty. Record again, then send it."),
    Why.TOO_BIG: _("Sound file: it is larger than 10 MB. Save it as mp3, then send it."),
    Why.NOT_A_SOUND: _(
        "Sound file: this is not a sound we can play. Choose an mp3, m4a, ogg, webm or wav file."
    ),
    Why.PICTURES: _("Sound file: this is a film. Choose a file with sound only."),
    Why.DAMAGED: _("Sound file: it is damaged or cut off. Copy it again, then send it."),
    Why.TOO_LONG: _(
        "Sound file: it is longer than three minutes. Read this step alone; 90 seconds are enough."
    ),
    Why.TOO_SHORT: _("Sound file: it is shorter than half a second. Record again."),
}
CHANGED: Final = _(
    "Sound file: the words of this step have just changed. Load the page again, read it, then record."
)
NO_FILE: Final = _("Sound file: choose one.")


class RecordingForm(forms.Form):
    """One step read out. ``chu``: the mark of the words that were on the page; ``cach``: from the booth or a file."""

    tep = forms.FileField(
        label=_("Sound file"),
        help_text=_("mp3, m4a, ogg, webm or wav, at most 10 MB. 90 seconds are enough."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "missing": NO_FILE},
    )

    def __init__(self, step: StepWords, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"b{step.number}-%s")
        self.step = step

    def clean_tep(self) -> bytes:
        """The bytes of the file, never more than are allowed."""
        sent: UploadedFile = self.cleaned_data["tep"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError(SENTENCES[Why.TOO_BIG])
        return bytes(sent.read(MOST_BYTES + 1))

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when other words were read than those that stand there now."""
        if self.data.get("chu", "") != self.step.mark and "tep" in self.cleaned_data:
            self.add_error("tep", CHANGED)
        return self.cleaned_data


class LanguageForm(forms.Form):
    """Which language the list is about; Vietnamese when nothing else is said."""

    tieng = forms.ChoiceField(
        label=_("Language of the recording"),
        choices=[(one.tag, one.name) for one in LANGUAGES],
        required=False,
        error_messages={"invalid_choice": _("Language of the recording: choose one of the list.")},
    )

    @property
    def chosen(self) -> str:
        """The tag; after ``is_valid`` has been asked, whatever it said."""
        return str(self.cleaned_data.get("tieng") or VIETNAMESE)
