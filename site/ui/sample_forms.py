"""Samples of form fields: built anew each time, because a form belongs to one request."""

from django import forms

from ui.fields import error_items, field_view
from ui.tables import Contexts


class SampleForm(forms.Form):
    """One field of every kind that ui/fields.py draws."""

    use_required_attribute = False
    name = forms.CharField(label="Họ, chữ đệm, tên", required=False)
    town = forms.ChoiceField(label="Phường/Xã/Đặc khu", choices=[("mau", "Xã Mẫu"), ("suoi", "Xã Suối Tập")])
    photo = forms.FileField(label="Ảnh tự chụp", required=False)
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("nam", "Nam"), ("nu", "Nữ")], widget=forms.RadioSelect
    )
    picture = forms.ChoiceField(
        label="Ảnh nào gửi được?",
        choices=[("mat", "Ảnh mất góc"), ("du", "Ảnh đủ bốn góc"), ("mo", "Ảnh bị mờ")],
        widget=forms.RadioSelect,
        error_messages={"required": "Bác chọn một ảnh."},
    )
    languages = forms.MultipleChoiceField(
        label="Tiếng của bác", choices=[("tay", "Tày"), ("mong", "Mông")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(
        label="Bà con đồng ý cho tổ ghi tên", error_messages={"required": "Bác hỏi lại bà con."}
    )
    born = forms.CharField(
        label="Ngày, tháng, năm sinh", widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def clean_born(self) -> str:
        raise forms.ValidationError("Ngày sinh: đổi chỗ ngày và tháng")


def _filled() -> SampleForm:
    data = {
        "name": "Vàng Thị Bài Tập",
        "town": "mau",
        "sex": "nam",
        "languages": ["mong"],
        "born": "11/03/2026",
    }
    return SampleForm({f"sai-{name}": value for name, value in data.items()}, prefix="sai")


def form_samples() -> dict[str, Contexts]:
    empty, filled = SampleForm(prefix="trong"), _filled()
    pictures = {"mat": "anh-mat-goc", "du": "anh-du-goc", "mo": "anh-mo"}
    return {
        "field": [
            {"field": field_view(empty["name"], hint="Câu nhắc, ở trên ô")},
            {"field": field_view(filled["name"], mark=1)},
            {"field": field_view(empty["town"])},
            {"field": field_view(empty["photo"], hint="Chỉ chụp giấy mẫu. Ảnh JPG hoặc PNG, dưới 6 MB.")},
            {
                "field": field_view(
                    filled["born"], mark=2, short=True, hint="Gõ ngày trước. Ví dụ: 22/11/2026."
                )
            },
        ],
        "options": [
            {"field": field_view(filled["sex"], mark=3, inline=True)},
            {"field": field_view(filled["languages"])},
            {"field": field_view(empty["picture"], drawings=pictures)},
            {"field": field_view(filled["picture"], hint="Chọn một")},
        ],
        "tick": [
            {"field": field_view(empty["agreed"], teacher=True)},
            {"field": field_view(filled["agreed"])},
        ],
        "errs": [
            {
                "items": error_items(filled),
                "rest": "Những chỗ khác bác gõ đúng rồi. Chữ đã gõ vẫn còn nguyên.",
            }
        ],
    }
