"""The three pictures of a learner card: one press after the other, each a page of its own, so no script is needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.cards import PICTURES, PICTURES_OF_A_PIN, Pin
from accounts.enums import Device

BETWEEN = "."  # between the pictures pressed before


class PictureForm(forms.Form):
    """One picture more; ``da`` are those pressed before."""

    hinh = forms.ChoiceField(
        label=_("Picture"),
        choices=list(PICTURES.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Picture: press one of the nine.")),
    )
    da = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["da"].validators = []  # what the page did not write is simply no picture
        self.before: Pin = pictures_in(self.data.get("da", ""))

    def clean_hinh(self) -> str:
        """Another one than those before. Raises ValidationError."""
        pressed: str = self.cleaned_data["hinh"]
        if pressed in self.before:
            raise forms.ValidationError(_("Picture: you pressed this one already. Press the next one."))
        return pressed

    @property
    def pressed(self) -> Pin:
        """All pictures so far, of a form that is valid."""
        return (*self.before, self.cleaned_data["hinh"])

    @property
    def device(self) -> str:
        """Whose machine it is, if that was answered; anything else is no answer, and no mistake."""
        sent = self.data.get("may", "")
        return sent if sent in Device.values else ""


def pictures_in(text: str) -> Pin:
    """The pictures that a page wrote down; none where they are not what a page writes."""
    found = tuple(text.split(BETWEEN)) if text else ()
    is_ours = len(found) < PICTURES_OF_A_PIN and len(set(found)) == len(found) and set(found) <= set(PICTURES)
    return found if is_ours else ()
