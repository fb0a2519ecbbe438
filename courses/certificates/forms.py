"""Reading the name for a certificate of practice, and the code of one."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.service import CODE_ALPHABET, normalise_code
from courses.models.certificates import CODE_LETTERS
from kit.typed import keepable
from sandbox.service import without_real_numbers

LONGEST_NAME, LONGEST_CODE = 60, 2_000


def tidy(raw: str) -> str:
    """A name as it is kept: NFC, one blank between words, no invisible letters."""
    text = keepable(raw)
    seen = "".join(" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(letter for letter in seen if unicodedata.category(letter)[0] != "C").split())


class NameForm(forms.Form):
    """The name to stand on the paper, and for which procedure; letters only, so no number can get in."""

    use_required_attribute = False
    ten = forms.CharField(
        required=False,
        label=_("Your name, as it shall stand on the paper"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    thu_tuc = forms.ChoiceField(
        label=_("For which procedure"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("For which procedure: choose one of those listed.")
        ),
    )

    def __init__(self, procedures: list[tuple[str, str]], data: Any = None) -> None:
        """A number that looks real is taken out before anything echoes it."""
        self.dropped = ""
        if data is not None:
            typed, self.dropped = without_real_numbers(tidy(str(data.get("ten", ""))))
            data = {"ten": typed, "thu_tuc": data.get("thu_tuc", "")}
        super().__init__(data)
        self.fields["thu_tuc"].choices = procedures  # type: ignore[attr-defined]  # a ChoiceField
        if len(procedures) == 1:
            self.fields["thu_tuc"].initial = procedures[0][0]

    def clean_ten(self) -> str:
        """Raises ValidationError for a number, for nothing, and for more than the paper has room for."""
        name = str(self.cleaned_data["ten"])
        if self.dropped:
            raise forms.ValidationError(
                _("Your name: type letters only. We do not keep the number just typed.")
            )
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Your name: type it as people call you."))
        if any(letter.isdigit() for letter in name):
            raise forms.ValidationError(_("Your name: type letters only, without a number."))
        if len(name) > LONGEST_NAME:
            raise forms.ValidationError(_("Your name: make it shorter than 60 letters."))
        return name


class CodeForm(forms.Form):
    """The code of a certificate; case, blanks and hyphens do not count."""

    use_required_attribute = False
    ma = forms.CharField(
        required=False,
        label=_("Code on the paper"),
        help_text=_("Ten letters and digits. Capital or small, with or without a space, all are fine."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-in",
            }
        ),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:
            data = {"ma": keepable(str(data.get("ma", "")))[:LONGEST_CODE]}
        super().__init__(data, **kwargs)
        self.fields["ma"].validators = []  # clean_ma has a kinder sentence

    def clean_ma(self) -> str:
        """The code as it is kept. Raises ValidationError for what can be none."""
        code = normalise_code(self.cleaned_data["ma"])
        if not code:
            raise forms.ValidationError(_("Code on the paper: type the ten letters and digits."))
        if len(code) != CODE_LETTERS or not set(code) <= set(CODE_ALPHABET):
            raise forms.ValidationError(
                _("Code on the paper: it has ten letters and digits, like K7H4M XP2RT. Look at each of them.")
            )
        return code
