"""A field that is written once and filled in afterwards is the field that its template draws, whatever stands in it."""

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ui import written as module
from ui.fields import field_view
from ui.written import written

TOWNS = [("", "Chọn"), ("a", "Xã <Mẫu>"), ("b & c", "Phường Ví Dụ")]
HOSTILE = '"\'><script>&amp; value="x" Giàng'


class Sheet(forms.Form):
    """One of each control."""

    name = forms.CharField(label="Họ <tên>", help_text="Như trên giấy", required=False, strip=False)
    number = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), initial="12")
    town = forms.ChoiceField(choices=TOWNS)
    sex = forms.ChoiceField(choices=TOWNS[1:], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)
    words = forms.CharField(widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    several = forms.MultipleChoiceField(choices=TOWNS, widget=forms.CheckboxSelectMultiple, required=False)
    grouped = forms.ChoiceField(choices=[("nhóm", TOWNS)], required=False)


def drawn(form: forms.Form, name: str, options: Mapping[str, Any]) -> str:
    view = field_view(form[name], **options)
    return render_to_string(view.template, {"field": view})


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    module._kept.clear()


DATA: list[dict[str, Any] | None] = [
    None,
    {},
    {"name": "", "town": "", "sex": ""},
    {"name": "Mai", "number": "7", "town": "a", "sex": "a", "agreed": "on", "words": "x", "several": ["a"]},
    {"name": HOSTILE, "number": HOSTILE, "town": "b & c", "sex": "b & c", "words": HOSTILE},
    {"name": "0", "town": HOSTILE, "sex": HOSTILE, "grouped": HOSTILE},
]
OPTIONS: list[dict[str, Any]] = [
    {},
    {"short": True, "hint": "Hai chữ"},
    {"mark": 3, "inline": True},
    {"teacher": True, "drawings": {"a": "chup-giay"}},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_first_and_every_later_time_it_is_what_the_template_draws(options: dict[str, Any]) -> None:
    for _time in range(2):
        for data in DATA:
            for form in (
                Sheet(data),
                Sheet(data, auto_id="khac_%s"),
                Sheet(data, use_required_attribute=False),
            ):
                for name in form.fields:
                    assert written(form[name], options) == drawn(form, name, options), (name, data)


@given(st.text(), st.text())
def test_what_was_typed_by_one_is_never_shown_to_another(one: str, other: str) -> None:
    for typed in (one, other):
        form = Sheet({"name": typed, "number": "1", "town": "a", "sex": "a"})
        assert written(form["name"], {}) == drawn(form, "name", {})


def test_nothing_typed_is_kept() -> None:
    form = Sheet({"name": "Vàng Thị Mẩy", "number": "7", "town": "a", "sex": "a"})
    for name in ("name", "town", "sex"):
        written(form[name], {})
    assert len(module._kept) == 3
    assert "Vàng" not in repr(module._kept)


def test_an_error_is_shown_and_not_kept() -> None:
    wrong = Sheet({"name": "Mai"})
    assert "err" in written(wrong["town"], {}) and not module._kept
    assert "err" not in written(Sheet()["town"], {})


def test_another_choice_of_towns_is_another_field() -> None:
    form = Sheet()
    before = written(form["town"], {})
    form.fields["town"].widget.choices = [*TOWNS, ("d", "Xã Mới")]
    assert "Xã Mới" in written(form["town"], {}) and "Xã Mới" not in before


def test_another_language_is_another_field() -> None:
    form = Sheet()
    form.fields["name"].label = translation.gettext_lazy("Error:")
    here = written(form["name"], {})
    with translation.override("en"):
        assert written(form["name"], {}) != here


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 2)
    for number in range(5):
        written(Sheet(prefix=f"p{number}")["name"], {})
    assert len(module._kept) <= 2
