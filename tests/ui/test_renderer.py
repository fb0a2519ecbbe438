"""What Python writes of a control is what Django's templates would have written."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe

from ui.renderer import QuickRenderer

CHOICES = [("", "Chọn"), ("a & b", "Xã <Mẫu>"), (7, "Bảy"), ("nhóm", [("x", "Một"), ("y", "Hai")])]
HOSTILE = "\"'><script>&amp;\u0000 Giàng"


class Own(forms.CheckboxSelectMultiple):
    """Its ticks are written by a template of somebody else, as in Wagtail's workflows."""

    option_template_name = "django/forms/widgets/text.html"


WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-x": HOSTILE}), HOSTILE),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.NumberInput(attrs={"min": 0, "max": 40}), 7),
    (forms.EmailInput(), "a@b"),
    (forms.HiddenInput(), ("hai", "phần")),
    (forms.CheckboxInput(attrs={"required": True, "disabled": False}), True),
    (forms.CheckboxInput(), False),
    (forms.Select(choices=CHOICES), "y"),
    (forms.Select(choices=CHOICES, attrs={"class": "w-s"}), 7),
    (forms.Select(choices=[("a", mark_safe("<b>đậm</b>"))]), HOSTILE),
    (forms.SelectMultiple(choices=CHOICES), ["x", "a & b"]),
    (forms.RadioSelect(choices=CHOICES), "x"),
    (forms.CheckboxSelectMultiple(choices=CHOICES[:3]), ["a & b"]),
    (forms.CheckboxSelectMultiple(choices=CHOICES, attrs={"class": HOSTILE}), [7, "y"]),
    (Own(choices=CHOICES[:2]), ["a & b"]),
    (forms.Textarea(attrs={"rows": 3}), HOSTILE),
]


def bare(html: str) -> str:
    """Without the blanks between elements, which a browser does not show."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_control_is_written_as_by_the_template(widget: forms.Widget, value: Any) -> None:
    attrs = {"id": "id_o", "aria-describedby": "id_o-h"}
    quick = widget.render("ô", value, attrs, QuickRenderer())
    assert bare(quick) == bare(widget.render("ô", value, attrs, DjangoTemplates()))


@pytest.mark.parametrize("wrap", [True, False])
def test_one_of_several_is_written_as_by_the_template(wrap: bool) -> None:
    class Form(forms.Form):
        o = forms.ChoiceField(choices=CHOICES[:3], widget=forms.RadioSelect)

    tags = []
    for renderer in (QuickRenderer(), DjangoTemplates()):
        tags.append([bare(one.tag(wrap_label=wrap)) for one in Form(renderer=renderer)["o"].subwidgets])
    assert tags[0] == tags[1] and len(tags[0]) == 3


def test_the_site_writes_its_forms_with_it() -> None:
    assert isinstance(get_default_renderer(), QuickRenderer)
