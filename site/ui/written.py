"""A field of a form as HTML, written once and then only filled in: forty learners see the same forty fields.

What somebody typed is never kept: a box is kept empty, and its value is put in each time. Of a choice it is kept which
one was made. A field with an error, with pictures or with a control that is not one of the plain four is written anew.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from django.forms import CheckboxInput, RadioSelect, Select, TextInput
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ui.fields import field_view

_CHOICES = (RadioSelect, Select)
_MOST_KEPT = 2000  # fields of some KB
_kept: dict[Hashable, tuple[str, str]] = {}  # what stands before the value, and after it


def written(bound: BoundField, options: Mapping[str, Any]) -> SafeString:
    """The field as `ui.fields.field_view` and its template draw it; ``options`` are those of field_view."""
    key = _key(bound, options)
    if key is None:
        return _drawn(bound, options)
    value = _value(bound)
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = _around(_drawn(bound, options), bound, value)
    before, after = _kept[key]
    return mark_safe(before + value + after)  # noqa: S308 - cut out of a template's output; the value is escaped


def _drawn(bound: BoundField, options: Mapping[str, Any]) -> SafeString:
    view = field_view(bound, **options)
    return render_to_string(view.template, {"field": view})


def _value(bound: BoundField) -> str:
    """The attribute with what stands in a box; empty for an empty box and for a choice."""
    widget = bound.field.widget
    if type(widget) is not TextInput:
        return ""
    value = widget.format_value(bound.value())
    return "" if value is None else f' value="{escape(value)}"'


def _around(html: str, bound: BoundField, value: str) -> tuple[str, str]:
    if type(bound.field.widget) is not TextInput:
        return html, ""
    name = f'<input type="text" name="{escape(bound.html_name)}"'
    before, _name, after = html.partition(name + value)
    return before + name, after


def _key(bound: BoundField, options: Mapping[str, Any]) -> Hashable | None:
    """All that a field's HTML depends on but the value of a box; None where that cannot be told."""
    field, widget = bound.field, bound.field.widget
    plain = type(widget) in (TextInput, CheckboxInput) or (
        type(widget) in _CHOICES and isinstance(widget.choices, list)
    )
    if not plain or bound.errors:
        return None
    key = (
        get_language(),
        type(widget),
        tuple(widget.attrs.items()),
        tuple(widget.choices) if type(widget) in _CHOICES else None,
        None if type(widget) is TextInput else str(bound.value()),
        (bound.html_name, bound.auto_id, str(bound.label), str(bound.help_text)),
        (field.required, field.disabled, bound.form.use_required_attribute),
        tuple(options.items()),
    )
    try:
        hash(key)
    except (
        TypeError
    ):  # groups of options, pictures of them: their order and content are not the key's business
        return None
    return key
