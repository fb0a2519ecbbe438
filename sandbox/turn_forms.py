"""Reading the citizen's answers after sending."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import Eform
from sandbox.forms import TypedField
from sandbox.outcome import ratings
from ui.service import with_typed

RIGHT = "dung_ra"
COUNTER = "tai-quay"


def _line_words(line: Mapping[str, Any]) -> str:
    """A line of the draft in one line; what stands in it was typed, and is not read out by the server."""
    label = f"{line['number']}. {line['label']}".replace("%", "%%")
    return with_typed(f"{label}: %(value)s", value=line["value"])


class CorrectionForm(forms.Form):
    """Which line of the draft is wrong, and what it ought to be. ``refused``: why the guard kept nothing of it."""

    dong = forms.ChoiceField(
        label=_("Which line is wrong?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("The line: choose one.")),
    )
    dung_ra = TypedField(
        label=_("What ought to stand there?"),
        help_text=_("Copy it from the paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self, lines: Sequence[Mapping[str, Any]], eform: Eform, refused: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.refused = refused
        self.lines = {line["field"]: line["value"] for line in lines}
        self.eform = eform
        self.fields["dong"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, see above
            (line["field"], _line_words(line)) for line in lines
        ]

    def clean(self) -> dict[str, Any]:
        """An empty correction, or one that is what the draft says already, corrects nothing."""
        data = super().clean() or {}
        field, right = data.get("dong"), data.get(RIGHT, "").strip()
        if self.refused:
            self.add_error(RIGHT, f"{self.fields[RIGHT].label} {self.refused}")
        elif not right:
            self.add_error(RIGHT, _("What ought to stand there: type it from the paper."))
        elif field and kind_of(self.eform.field(field)).same(right, self.lines[field]):
            self.add_error(RIGHT, _("What ought to stand there: this is what the draft says already."))
        return data


class PaymentForm(forms.Form):
    """Where to pay what the office asks for."""

    cach = forms.ChoiceField(
        label=_("Where do you want to pay?"),
        choices=[
            ("ngan-hang", _("On this machine, at Ngân hàng Tập")),
            (COUNTER, _("In cash, at the counter of the commune")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Where to pay: choose one.")),
    )


class RatingForm(forms.Form):
    """How she found the service, and one sentence if she likes."""

    muc = forms.ChoiceField(
        label=_("How did you find it?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Your rating: choose one.")),
    )
    loi = TypedField(
        label=_("Anything to add? You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "200"}),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["muc"].choices = ratings()  # type: ignore[attr-defined]  # a ChoiceField, see above
