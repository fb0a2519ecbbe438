"""Form fields: label, hint, error and control belong together for eye and ear."""

from typing import Any

from django import forms
from django.template import Context, Template

from ui.service import error_items, field_view


class Sheet(forms.Form):
    """One of each kind, all required."""

    name = forms.CharField(
        label="Họ tên", help_text="Như trên giấy", error_messages={"required": "Bác gõ họ tên."}
    )
    town = forms.ChoiceField(label="Xã", choices=[("", "Chọn xã"), ("mau", "Xã Mẫu")])
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("nam", "Nam"), ("nu", "Nữ")], widget=forms.RadioSelect
    )
    tongues = forms.MultipleChoiceField(
        label="Tiếng", choices=[("tay", "Tày"), ("mong", "Mông")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Đồng ý")
    photo = forms.FileField(label="Ảnh")

    def clean(self) -> None:
        raise forms.ValidationError("Tờ khai chưa xong.")


def draw(form: forms.Form, name: str, options: str = "", **context: Any) -> str:
    """The field as a page shows it."""
    source = "{% load ui %}{% field bound " + options + " %}"
    return Template(source).render(Context({"bound": form[name], **context})).replace("\n", "")


def test_a_box_has_label_hint_and_no_autofill() -> None:
    html = draw(Sheet(), "name")
    assert '<label for="id_name">Họ tên</label>' in html
    assert '<p class="hint" id="id_name-h">Như trên giấy</p>' in html
    assert 'aria-describedby="id_name-h"' in html
    assert 'autocomplete="off"' in html
    assert "aria-invalid" not in html and "bad" not in html


def test_the_hint_stands_above_the_box() -> None:
    html = draw(Sheet(), "name", 'hint="Câu khác"')
    assert "Như trên giấy" not in html
    assert html.index("Câu khác") < html.index("<input")


def test_a_wrong_box_says_so_and_keeps_what_was_typed() -> None:
    form = Sheet({"name": "", "town": 'x"y'})
    html = draw(form, "name")
    assert 'class="field bad"' in html and 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name-h id_name-e"' in html
    assert '<span class="vh">Lỗi: </span>Bác gõ họ tên.' in html


def test_a_mark_names_the_line_on_the_paper() -> None:
    html = draw(Sheet(), "name", "mark=2")
    assert '<span class="vh">dòng </span>2<span class="vh"> trên giấy:</span>' in html


def test_a_short_box_is_narrow() -> None:
    assert 'class="w-s"' in draw(Sheet(), "name", "short=True")


def test_radios_are_a_group_with_a_legend() -> None:
    html = draw(Sheet({"sex": "nam"}), "sex", "inline=True")
    assert '<fieldset class="field opts" role="radiogroup"><legend>Giới tính</legend>' in html
    assert 'class="opts in"' in html
    assert html.count("<input") == 2 and html.count(" checked") == 1


def test_a_wrong_group_carries_the_error_not_its_options() -> None:
    html = draw(Sheet({}), "sex")
    assert 'role="radiogroup" aria-describedby="id_sex-e" aria-invalid="true"' in html
    assert html.count("aria-invalid") == 1 and html.count("aria-describedby") == 1


def test_options_may_have_pictures() -> None:
    html = draw(Sheet(), "sex", "drawings=pictures", pictures={"nam": "anh-du-goc"})
    assert html.count("<svg") == 1


def test_checkboxes_are_a_group_and_a_single_one_is_a_line() -> None:
    assert 'role="group"' in draw(Sheet(), "tongues")
    html = draw(Sheet({}), "agreed", "teacher=True")
    assert '<label class="opt t">' in html and "<fieldset" not in html and "id_agreed-e" in html


def test_a_file_box_and_a_list_are_boxes() -> None:
    assert 'type="file"' in draw(Sheet(), "photo")
    assert "<select" in draw(Sheet(), "town") and 'autocomplete="off"' in draw(Sheet(), "town")


def test_the_list_of_mistakes_is_in_order_and_leads_to_controls() -> None:
    items = error_items(Sheet({}))
    assert items[0] == {"text": "Tờ khai chưa xong.", "target": ""}
    assert [item["target"] for item in items[1:]] == [
        "id_name",
        "id_town",
        "id_sex_0",
        "id_tongues_0",
        "id_agreed",
        "id_photo",
    ]
    html = Template('{% load ui %}{% field_errors form as items %}{% include "ui/errs.html" %}').render(
        Context({"form": Sheet({})})
    )
    assert "Có 7 chỗ cần sửa" in html and '<a href="#id_name">Bác gõ họ tên.</a>' in html


def test_what_was_typed_is_escaped() -> None:
    html = draw(Sheet({"name": '"><script>alert(1)</script>'}), "name")
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_a_view_can_be_prepared_without_a_template() -> None:
    view = field_view(Sheet()["sex"], mark=3)
    assert (view.template, view.mark, [option.label for option in view.options]) == (
        "ui/options.html",
        3,
        ["Nam", "Nữ"],
    )


class LongList(forms.Form):
    """Twelve things to tick."""

    taught = forms.MultipleChoiceField(
        choices=[(str(n), f"Bài {n}") for n in range(12)], widget=forms.CheckboxSelectMultiple
    )


def test_a_long_list_to_tick_keeps_its_beginning_and_what_is_ticked_in_sight() -> None:
    view = field_view(LongList(initial={"taught": ["10", "1"]})["taught"])
    shown, folded = view.options[: view.fold_at - 1], view.options[view.fold_at - 1 :]
    assert [one.label for one in shown] == [f"Bài {n}" for n in (0, 1, 2, 3, 4, 5, 10)]
    assert [one.label for one in folded] == [f"Bài {n}" for n in (6, 7, 8, 9, 11)] and view.folded == 5
    html = draw(LongList(), "taught")
    assert html.count("<details") == html.count("</details>") == 1 and "Còn 6 dòng nữa" in html
    assert html.count('type="checkbox"') == 12
