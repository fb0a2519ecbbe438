"""Labels of choices as the screen shows them (domain.md 2.0, 2.1), by field and value.

What a citizen reads beside the button is as right an answer as the value that the button sends.
"""

from __future__ import annotations

LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "gioi_tinh_con": {"nam": ("Nam",), "nu": ("Nữ",)},
    "dan_toc_con": {"mong": ("Mông",), "dao": ("Dao",), "thai": ("Thái",)},
    "loai_khai_sinh": {
        "ca-cha-va-me": ("Đã xác định được cả cha lẫn mẹ",),
        "chua-ro-cha": ("Chưa xác định được cha",),
    },
}
