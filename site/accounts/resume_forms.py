"""Forms of the resume code and of the shared machine."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.enums import Device


class DeviceForm(forms.Form):
    """Máy của mình hay máy chung."""

    may = forms.ChoiceField(
        label=_("Whose machine is this?"),
        choices=Device.choices,
        widget=forms.RadioSelect,
        initial=Device.OWN,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Whose machine is this: choose one of the two.")
        ),
    )


class ResumeForm(forms.Form):
    """A resume code; and whose machine this is, where nobody has said so yet."""

    ma = forms.CharField(
        label=_("Resume code"),
        help_text=_("Six letters and digits. Capital or small, with or without a space, all are fine."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-in",
            }
        ),
        error_messages={"required": _("Resume code: type the six letters and digits.")},
    )

    def __init__(self, *args: Any, asks_device: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ma"].validators = []  # clean_ma has a kinder sentence, for a NUL too
        if asks_device:
            self.fields["may"] = DeviceForm().fields["may"]
            self.fields["may"].required = False

    def clean_ma(self) -> str:
        """The code as it is kept. Raises ValidationError for what can be none."""
        code = codes.normalise(self.cleaned_data["ma"])
        if not codes.is_code(code):
            raise forms.ValidationError(
                _("Resume code: it has six letters and digits, like K7H 4MX. Look at each of them.")
            )
        return code
