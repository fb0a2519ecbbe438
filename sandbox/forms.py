"""Reading requests. What an answer means is the engine's business; a form here only carries and shows it."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox import helping, wallet
from sandbox.engine.schema import FieldSpec, PaperSpec
from sandbox.engine.writing import visible
from sandbox.enums import ModeChoice

FEW = 4  # up to so many options are shown as buttons to press, more as a list
NUMERIC = ("date", "citizen_number", "phone", "number", "rows")
UPDATING = ("province",)  # kinds whose answer changes what other fields offer


@dataclass(frozen=True)
class PlaceNames:
    """What the lists of places offer: all provinces, and the communes of those that have been chosen."""

    provinces: Sequence[str] = ()
    communes: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)


NO_PLACES = PlaceNames()
INLINE = 3  # up to so many short options stand side by side


class _OneWay:
    """A widget of which only some options can be chosen; the others are there to be read."""

    is_open: Callable[[str], object] = staticmethod(lambda value: True)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        if str(value) and not self.is_open(str(value)):
            option["attrs"]["disabled"] = True
        return option


class OneWayRadio(_OneWay, forms.RadioSelect):
    """Buttons to press, some of them closed."""


class OneWaySelect(_OneWay, forms.Select):
    """A list to choose from, some lines of it closed."""


def close_others(field: forms.Field, is_right: Callable[[str], object], why: str) -> None:
    """Leave only those options open that are right, and say why; a field without options stays as it is."""
    widget = field.widget
    if isinstance(widget, forms.RadioSelect | forms.Select):
        closed = OneWayRadio if isinstance(widget, forms.RadioSelect) else OneWaySelect
        field.widget = closed(attrs=widget.attrs, choices=widget.choices)
        field.widget.is_open = is_right
        field.widget.is_required = widget.is_required
        field.help_text = f"{field.help_text} {why}".strip()


class TypedField(forms.CharField):
    """Whatever was typed, untouched: judging it is the engine's work, and nothing typed may be lost."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)
        self.validators = []

    def clean(self, value: Any) -> str:
        return "" if value is None else str(value)


def _field(
    spec: FieldSpec, words: Mapping[str, str], known: Mapping[str, str], places: PlaceNames
) -> TypedField:
    """The field of a form; its control is made for it alone, so Django is not given one to copy."""
    made = partial(TypedField, label=spec.label, help_text=_help(spec, words))
    if spec.kind == "declaration":
        return made(widget=forms.CheckboxInput)
    if spec.choices and len(spec.choices) <= FEW:
        field = made(widget=forms.RadioSelect)
        field.widget.choices = [(choice.value, choice.label) for choice in spec.choices]
        return field
    if options := _options(spec, known, places):
        field = made(widget=forms.Select)
        field.widget.choices = [("", _("Choose")), *options]
        return field
    field = made(widget=forms.TextInput)
    field.widget.attrs |= _attributes(spec)
    return field


def _attributes(spec: FieldSpec) -> dict[str, str | bool]:
    """How the keyboard of a phone shall behave in a box."""
    attributes: dict[str, str | bool] = {"spellcheck": "false", "autocomplete": "off"}
    if spec.kind in NUMERIC:
        attributes["inputmode"] = "numeric"
    if spec.kind == "person_name":
        attributes["autocapitalize"] = "words"
    if spec.readonly:
        attributes["readonly"] = True
    return attributes


def _options(spec: FieldSpec, known: Mapping[str, str], places: PlaceNames) -> list[tuple[str, str]]:
    """What a list offers; what stands in the field already is among it, whatever it is."""
    if spec.choices:
        return [(choice.value, choice.label) for choice in spec.choices]
    if spec.kind not in ("province", "commune"):
        return []
    names = places.provinces if spec.kind == "province" else places.communes.get(known.get(spec.of, ""), ())
    typed = known.get(spec.id, "")
    kept = [typed] if typed and typed not in names else []
    return [(name, name) for name in (*kept, *names)]


def is_inline(spec: FieldSpec) -> bool:
    """Whether the options are few and short enough to stand side by side."""
    return 0 < len(spec.choices) <= INLINE and all(len(choice.label) < 12 for choice in spec.choices)


class EformForm(forms.Form):
    """The fields of one step. ``words`` says when a field applies, for those that do not always."""

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        words: Mapping[str, str],
        places: PlaceNames = NO_PLACES,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.specs = specs
        for spec in specs:
            self.fields[spec.id] = _field(spec, words, self.data, places)

    def typed(self) -> dict[str, str]:
        """Field → as typed, for the fields that the page really sent; an unpressed choice counts as empty."""
        return {spec.id: self.data.get(spec.id, "") for spec in self.specs}

    def hide_counters(self, names: Iterable[str]) -> None:
        """Below a table its buttons say how many rows there are; the box that counts them is not seen."""
        for name in names:
            self.fields[name].widget = forms.HiddenInput()

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
    """The code on the drawn phone."""

    code = TypedField(
        label=_("The 6 digits on the practice phone"),
        help_text=_("With or without a space, both are fine."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-in"}),
    )


class ShareForm(forms.Form):
    """The consent of the identity app: a tick, and the passcode of the persona's card."""

    share = forms.BooleanField(
        label=_("I agree to share my information with Cổng Tập"),
        error_messages={"required": _("Tick the box to agree, then tap “Xác nhận chia sẻ”.")},
    )
    passcode = TypedField(
        label=_("The 6 digits of the practice passcode"),
        help_text=_("It is printed on the practice card."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-in"}),
    )


class GeneralForm(forms.Form):
    """For whom the dossier is filed."""

    filed_for = forms.ChoiceField(
        label="Đối tượng thực hiện",
        choices=[("self", "Bản thân"), ("other", "Làm thủ tục cho người khác")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("For whom: choose one.")),
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


class WalletPhotoForm(forms.Form):
    """How the photo of a paper came out, and under which name it goes into the wallet."""

    anh = forms.ChoiceField(label=_("How did the photo come out?"), widget=forms.RadioSelect)
    ten = TypedField(
        label=_("Name of the file"),
        help_text=_("So that you find it again. For example: Giấy chứng sinh của cháu."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": wallet.NAME_LENGTH}),
    )

    def __init__(self, paper: PaperSpec, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["anh"])
        field.choices = [(photo.id, photo.label) for photo in paper.photos]
        wrong = _("%(paper)s: choose one photo.") % {"paper": paper.name}
        field.error_messages |= dict.fromkeys(("required", "invalid_choice"), wrong)

    def clean_ten(self) -> str:
        """A name in one line. Raises ValidationError for none, and for one that is too long."""
        name = " ".join(visible(str(self.cleaned_data["ten"])).split())
        if not name:
            raise forms.ValidationError(_("Name of the file: type a name, two or three words will do."))
        if len(name) > wallet.NAME_LENGTH:
            raise forms.ValidationError(
                _("Name of the file: at most %(most)s letters.") % {"most": wallet.NAME_LENGTH}
            )
        return name


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
