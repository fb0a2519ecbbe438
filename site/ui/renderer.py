"""The controls of Django's forms, written by Python where its templates cost more than everything around them.

A list of 35 provinces is 71 templates to Django, a third of the time that a form page takes. What is written here is
what `django/forms/widgets/*.html` give, sign by sign but for the line breaks between options; every other widget goes
to those templates as ever.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
_FOLDER = "django/forms/widgets/"
_INPUTS = ("text", "hidden", "number", "email", "password", "checkbox", "input")


def _text(value: object) -> str:
    """As ``stringformat:'s'`` prints it: a tuple stays one value."""
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _wrapped(widget: Widget) -> str:
    """One radio button or tick of several, in its label where that is wanted."""
    control = _input(widget)
    if not widget.get("wrap_label"):
        return control
    target = widget["attrs"].get("id")
    aim = f' for="{_text(target)}"' if target else ""
    return f"<label{aim}>{control} {conditional_escape(widget['label'])}</label>"


def _option(widget: Widget) -> str:
    label = conditional_escape(localize(widget["label"]))
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{label}</option>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>']
    for group, options, _ in widget["optgroups"]:
        inside = "\n".join(map(_option, options))
        parts.append(
            f'<optgroup label="{conditional_escape(group)}">\n{inside}\n</optgroup>' if group else inside
        )
    return "\n".join([*parts, "</select>"])


def _several(widget: Widget) -> str:
    """Radio buttons or ticks, one below the other: a folder or a group of each commune may be among them."""
    named = "".join(
        f' {name}="{_text(widget["attrs"][name])}"' for name in ("id", "class") if widget["attrs"].get(name)
    )
    parts = [f"<div{named}>"]
    for group, options, _ in widget["optgroups"]:
        inside = "\n".join(f"<div>{_wrapped(one)}</div>" for one in options)
        head = f"<div><label>{conditional_escape(group)}</label>"
        parts.append(f"{head}\n{inside}\n</div>" if group else inside)
    return "\n".join([*parts, "</div>"])


def _is_plain(widget: Widget) -> bool:
    """Whether each of several is written as Django writes it."""
    options = (one for _group, options, _index in widget["optgroups"] for one in options)
    return all(_WRITERS.get(one["template_name"]) is _wrapped for one in options)


_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{kind}.html": _input for kind in _INPUTS},
    f"{_FOLDER}radio_option.html": _wrapped,
    f"{_FOLDER}checkbox_option.html": _wrapped,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}radio.html": _several,
    f"{_FOLDER}checkbox_select.html": _several,
}


class QuickRenderer(DjangoTemplates):
    """`FORM_RENDERER`: the frequent controls by Python, the rest by Django's templates."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        writer = _WRITERS.get(template_name)
        if writer is None or (writer is _several and not _is_plain(context["widget"])):
            return super().render(template_name, dict(context), request)
        return mark_safe(writer(context["widget"]))  # noqa: S308 - each writer escapes what it is given
