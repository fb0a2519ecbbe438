"""The box for a telephone number, read as `kit.phones` reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit import phones


class PhoneField(forms.CharField):
    """0912 345 678, +84 912…, with blanks or dots → E.164. Keeps what was typed when it is no number."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Phone number"),
            help_text=_("Ten digits, with or without spaces."),
            error_messages={"required": _("Phone number: type ten digits, for example 0000 123 456.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        number = phones.read(text)
        if number is None:
            raise forms.ValidationError(self.error_messages["required"], code="invalid")
        return number
