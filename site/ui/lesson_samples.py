"""Samples of the parts of a lesson."""

from django import forms

from ui.tables import Contexts


class OrderSample(forms.Form):
    """Three things, shown mixed."""

    use_required_attribute = False
    one = forms.ChoiceField(label="Bấm chụp", choices=[("", "Chọn"), ("1", "1"), ("2", "2"), ("3", "3")])
    two = forms.ChoiceField(
        label="Đặt giấy lên bàn", choices=[("", "Chọn"), ("1", "1"), ("2", "2"), ("3", "3")]
    )
    three = forms.ChoiceField(label="Mở máy ảnh", choices=[("", "Chọn"), ("1", "1"), ("2", "2"), ("3", "3")])


def lesson_samples() -> dict[str, Contexts]:
    """Contexts by component name; the form is built anew, because it belongs to one request."""
    return {
        "term": [
            {"word": "Cổng Dịch vụ công quốc gia", "text": "Trang của Nhà nước để nộp hồ sơ trên mạng."},
        ],
        "compare": [
            {
                "id": "so-sanh",
                "level": 3,
                "title": "Chụp giấy",
                "wrong": "Ảnh mất góc dưới, xã không đọc được.",
                "wrong_drawing": "anh-mat-goc",
                "right": "Ảnh thấy đủ bốn góc giấy.",
                "right_drawing": "anh-du-goc",
            },
            {"wrong": "Đọc mã cho người gọi đến.", "right": "Tắt máy, tự tay gõ mã."},
        ],
        "order": [{"id": "thu-tu", "title": "Làm việc nào trước?", "form": OrderSample(prefix="xep")}],
        "memo": [
            {
                "id": "the-nho",
                "level": 3,
                "lines": ["Tự gõ địa chỉ.", "Tự tay gõ mã.", "Thấy mã hồ sơ là đã gửi xong."],
                "href": "#the",
            }
        ],
    }
