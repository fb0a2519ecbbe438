"""Django form fields as the look draws them: label, hint above the box, error words, who describes what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import (
    BaseForm,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Widget,
)
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

BOX, OPTIONS, TICK = "ui/field.html", "ui/options.html", "ui/tick.html"
MOST_IN_SIGHT = 8  # squares to tick; of more, the first of them and what is ticked stay in sight


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a radio or checkbox group; `drawing` names a picture of ui/drawings or is empty, `picture` is one
    that was made for this option.
    """

    tag: SafeString
    label: str
    drawing: str = ""
    picture: SafeString | str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """Everything ui/field.html, ui/options.html and ui/tick.html print, already decided.

    The last ``folded`` of the options are folded away, from number ``fold_at`` on; 0 where all are in sight.
    """

    id: str
    label: str
    hint: str = ""
    errors: Sequence[str] = ()
    mark: int | str | None = None
    control: SafeString | str = ""
    options: Sequence[Option] = ()
    folded: int = 0
    fold_at: int = 0
    inline: bool = False
    role: str = "group"
    described_by: str = ""
    teacher: bool = False
    template: str = field(default=BOX, repr=False)


def _template(widget: Widget) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return OPTIONS
    return TICK if isinstance(widget, CheckboxInput) else BOX


def _described_by(bound: BoundField, hint: str) -> str:
    """Ids of the hint and of the error, in reading order; empty when there is neither."""
    ids = [f"{bound.auto_id}-h"] if hint else []
    return " ".join([*ids, f"{bound.auto_id}-e"] if bound.errors else ids)


def _attributes(bound: BoundField, described_by: str, short: bool) -> dict[str, Any]:
    """Attributes added to the control itself; Django adds id, required and, on errors, aria-invalid."""
    widget = bound.field.widget
    attributes: dict[str, Any] = {}
    if not isinstance(widget, CheckboxInput | FileInput | Select):
        attributes["autocomplete"] = widget.attrs.get("autocomplete", "off")
    elif isinstance(widget, Select):
        attributes["autocomplete"] = "off"
    if described_by:
        attributes["aria-describedby"] = described_by
    if short:
        attributes["class"] = f"{widget.attrs.get('class', '')} w-s".strip()
    return attributes


def _options(
    bound: BoundField, drawings: Mapping[str, str], pictures: Mapping[str, SafeString]
) -> list[Option]:
    """The choices in order; the group carries description and error, so the inputs carry neither."""
    for one in bound.subwidgets:
        for attribute in ("aria-invalid", "aria-describedby"):
            one.data["attrs"].pop(attribute, None)
    return [
        Option(
            tag=one.tag(wrap_label=False),
            label=str(one.choice_label),
            drawing=drawings.get(str(one.data["value"]), ""),
            picture=pictures.get(str(one.data["value"]), ""),
            chosen=bool(one.data["selected"]),
        )
        for one in bound.subwidgets
    ]


def _fold(options: list[Option], widget: Widget) -> tuple[list[Option], int]:
    """(options, how many of the last are folded away): of a long list to tick its beginning and what is ticked stay."""
    if not isinstance(widget, CheckboxSelectMultiple) or len(options) <= MOST_IN_SIGHT:
        return options, 0
    away = [one for one in options[MOST_IN_SIGHT - 2 :] if not one.chosen]
    return [one for one in options if one not in away] + away, len(away)


def target(bound: BoundField) -> str:
    """Id that a link to this field jumps to: the first choice of a group, else the control."""
    if _template(bound.field.widget) == OPTIONS and bound.subwidgets:
        return str(bound.subwidgets[0].id_for_label)
    return bound.id_for_label or str(bound.auto_id)


def field_view(
    bound: BoundField,
    *,
    mark: int | str | None = None,
    hint: str = "",
    short: bool = False,
    inline: bool = False,
    drawings: Mapping[str, str] | None = None,
    pictures: Mapping[str, SafeString] | None = None,
    teacher: bool = False,
) -> FieldView:
    """Prepare a bound field of any kind for its template.

    mark: number of the line on the paper (guided mode). hint: instead of the field's help text.
    short: a narrow box. inline: options side by side where there is room. drawings: option value to
    the name of a picture. pictures: option value to a picture made for it.
    teacher: the option belongs to the teacher's voice (chàm).
    """
    hint = hint or str(bound.help_text)
    described_by = _described_by(bound, hint)
    template = _template(bound.field.widget)
    grouped = template == OPTIONS
    options, folded = (
        _fold(_options(bound, drawings or {}, pictures or {}), bound.field.widget) if grouped else ([], 0)
    )
    return FieldView(
        id=str(bound.auto_id),
        label=str(bound.label),
        hint=hint,
        errors=[str(error) for error in bound.errors],
        mark=mark,
        control="" if grouped else bound.as_widget(attrs=_attributes(bound, described_by, short)),
        options=options,
        folded=folded,
        fold_at=len(options) - folded + 1 if folded else 0,
        inline=inline,
        # CheckboxSelectMultiple is a RadioSelect to Django, and many choices to a reader.
        role="group" if isinstance(bound.field.widget, CheckboxSelectMultiple) else "radiogroup",
        described_by=described_by,
        teacher=teacher,
        template=template,
    )


def error_items(form: BaseForm) -> list[dict[str, str]]:
    """Items of ui/errs.html in form order: the words at the field and the id they lead to.

    Errors of the form as a whole come first and lead nowhere.
    """
    items = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    for bound in form:
        items += [{"text": str(error), "target": target(bound)} for error in bound.errors]
    return items
