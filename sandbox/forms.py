"""Reading requests. What an answer means is the engine's business; a form here only carries and shows it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox import helping
from sandbox.engine.schema import FieldSpec, PaperSpec
from sandbox.enums import ModeChoice

FEW = 4  # up to so many options are shown as buttons to press, more as a list
NUMERIC = ("date", "citizen_number", "phone")


class TypedField(forms.CharField):
    """Whatever was typed, untouched: judging it is the engine's work, and nothing typed may be lost."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)
        self.validators = []

    def clean(self, value: Any) -> str:
        return "" if value is None else str(value)


def _widget(spec: FieldSpec) -> forms.Widget:
    attributes: dict[str, str] = {"spellcheck": "false", "autocomplete": "off"}
    if spec.choices:
        options = [(choice.value, choice.label) for choice in spec.choices]
        if len(options) <= FEW:
            return forms.RadioSelect(choices=options)
        return forms.Select(choices=[("", _("Choose")), *options])
    if spec.kind in NUMERIC:
        attributes["inputmode"] = "numeric"
    if spec.kind == "person_name":
        attributes["autocapitalize"] = "words"
    return forms.TextInput(attrs=attributes)


class EformForm(forms.Form):
    """The fields of one step. ``words`` says when a field applies, for those that do not always."""

    def __init__(self, specs: Sequence[FieldSpec], words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.specs = specs
        for spec in specs:
            self.fields[spec.id] = TypedField(
                label=spec.label, help_text=_help(spec, words), widget=_widget(spec)
            )

    def typed(self) -> dict[str, str]:
        """Field → as typed, for the fields that the page really sent; an unpressed choice counts as empty."""
        return {spec.id: self.data.get(spec.id, "") for spec in self.specs}

    def show_errors(self, messages: Mapping[str, str]) -> None:
        """Put the engine's words at their fields."""
        self.full_clean()
        for field, message in messages.items():
            if field in self.fields:
                self.add_error(field, message)


def _help(spec: FieldSpec, words: Mapping[str, str]) -> str:
    if spec.show_if is None:
        return spec.hint
    only = _("Only when %(rule)s.") % {"rule": spec.show_if.explain(words)}
    return f"{only} {spec.hint}".strip()


class StartForm(forms.Form):
    """Which exercise, and how much help."""

    mode = forms.ChoiceField(choices=ModeChoice.choices)


class WhoForm(forms.Form):
    """Ai cầm máy?"""

    cam_may = forms.ChoiceField(
        label=_("Who holds the machine?"),
        help_text=_("With somebody beside is fine too. We only write down which it was."),
        choices=[(helping.SELF, _("I hold it alone")), (helping.BESIDE, _("Somebody sits beside me"))],
        widget=forms.RadioSelect,
        required=False,
    )


class ChoiceForm(forms.Form):
    """One way to act in a drill."""

    chon = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("What you do: choose one way.")),
    )

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        field = cast(forms.ChoiceField, self.fields["chon"])
        field.label, field.choices = question, list(choices)


class SignInForm(forms.Form):
    """The practice sign-in: a number and a word, both printed on the persona's card. No password field anywhere."""

    number = TypedField(
        label=_("Personal identification number"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    word = TypedField(
        label=_("Practice word"),
        help_text=_("It is printed on the practice card. Never type a real password here."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class CodeForm(forms.Form):
    """The code on the drawn phone, and the consent that the real one asks for too."""

    code = TypedField(
        label=_("The 6 digits on the practice phone"),
        help_text=_("With or without a space, both are fine."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-in"}),
    )
    share = forms.BooleanField(
        label=_("I agree to share my information with Cổng Tập"),
        error_messages={"required": _("Tick the box to agree, then tap “Xác nhận chia sẻ”.")},
    )


class AgencyForm(forms.Form):
    """Which office takes the dossier: province, then commune."""

    province = forms.ChoiceField(
        label="Tỉnh/Thành phố",
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Province: choose one.")),
    )
    commune = forms.ChoiceField(
        label="Phường/Xã/Đặc khu",
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Commune: choose one.")),
    )

    def __init__(self, provinces: Sequence[str], communes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        _choices(self.fields["province"], provinces)
        _choices(self.fields["commune"], communes)


def _choices(field: forms.Field, names: Sequence[str]) -> None:
    cast(forms.ChoiceField, field).choices = [("", _("Choose")), *((name, name) for name in names)]


class PaperForm(forms.Form):
    """Which sample photo to attach for each paper."""

    def __init__(self, papers: Sequence[PaperSpec], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for paper in papers:
            self.fields[paper.id] = forms.ChoiceField(
                label=paper.name,
                help_text=paper.hint,
                choices=[(photo.id, photo.label) for photo in paper.photos],
                widget=forms.RadioSelect,
                required=paper.required,
                error_messages={
                    "required": _("%(paper)s: choose one photo.") % {"paper": paper.name},
                    "invalid_choice": _("%(paper)s: choose one of the photos below.") % {"paper": paper.name},
                },
            )


class LookupForm(forms.Form):
    """Both codes of a receipt."""

    code = TypedField(
        label=_("Dossier code"),
        help_text=_("It is on the receipt, like 000.00.00.H00-261123-0001."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    lookup_code = TypedField(
        label=_("Look-up code"),
        help_text=_("4 letters and digits, below the dossier code on the receipt."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
