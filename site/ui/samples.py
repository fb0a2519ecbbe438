"""Sample contexts of the components: invented people, places and numbers, as everywhere in the practice."""

from typing import Any

from django.utils.safestring import mark_safe

from ui.lesson_samples import lesson_samples
from ui.sample_forms import form_samples
from ui.spoken import read
from ui.tables import Column, Contexts, Row, fold_rows, stitches

QR = mark_safe(
    '<svg role="img" aria-label="Mã vuông vào lớp 4712" viewBox="-1 -1 9 9" class="qr">'
    '<path fill="currentColor" fill-rule="evenodd" d="M0 0h7v7H0zM1 1v5h5V1zM2 2h3v3H2z"/></svg>'
)
PAPER: dict[str, Any] = {
    "title": "GIẤY CHỨNG SINH (MẪU)",
    "number": "MẪU-0001",
    "lines": [
        {"number": 1, "label": "Họ tên con", "value": "Giàng A Thử"},
        {"number": 2, "label": "Sinh ngày", "value": "03/11/2026, lúc 5 giờ 20"},
        {"number": 3, "label": "Giới tính", "value": "Nam"},
        {"number": 4, "label": "Dân tộc", "value": "Mông"},
        {"number": 5, "label": "Sinh tại", "value": "Trạm Y tế xã Mẫu, tỉnh Thực Hành"},
        {"number": 6, "label": "Mẹ", "value": "Vàng Thị Bài Tập, sinh 1998"},
    ],
}
RECEIPT_ROWS = [
    {"label": "Tiếp nhận hồ sơ của", "value": "Vàng Thị Bài Tập"},
    {"label": "Nội dung yêu cầu", "value": "Đăng ký khai sinh (1.001193) cho Giàng A Thử"},
    {"label": "Lệ phí", "value": "Không mất tiền"},
    {"label": "Thời gian trả kết quả", "value": "17 giờ 00 phút, thứ Tư 25/11/2026"},
]


EVENTS = [
    {
        "state": "past",
        "title": "Được tiếp nhận",
        "time": "07:40, 25/11/2026",
        "iso": "2026-11-25T07:40+07:00",
        "text": "Bước đã qua.",
    },
    {
        "state": "now",
        "title": "Yêu cầu bổ sung giấy tờ",
        "time": "08:10, 25/11/2026",
        "text": "Bước hiện tại.",
    },
    {"state": "next", "title": "Đang xử lý", "text": "Bước sắp tới."},
]


ACTIONS: dict[str, Contexts] = {
    "button": [
        {"href": "#nut", "kind": "go", "icon": "sach", "label": "Nút chính"},
        {"href": "#nut", "kind": "go", "label": "Nút chính, đang chọn", "shown_focus": True},
        {"href": "#nut", "label": "Nút phụ"},
        {"label": "Nút phụ, đang chọn", "shown_focus": True},
        {"label": "Chưa bấm được", "disabled": True},
        {"href": "#nut", "kind": "t", "icon": "loa", "label": "Nút của người hướng dẫn"},
        {"name": "luu", "value": "1", "icon": "luu", "label": "Lưu, làm sau", "novalidate": True},
        {"href": "#nut", "label": "Học tiếp", "icon_end": "toi", "full": True},
        {"href": "#nut", "kind": "link", "icon": "lui", "label": "Đường lùi"},
    ],
    "save_bar": [{"label": "Lưu điểm danh"}],
    "pick": [
        {"href": "#the", "icon": "be", "title": "Khai sinh cho cháu", "text": "6 bước · 15 phút"},
        {
            "href": "#the",
            "icon": "nha",
            "title": "Đang chọn",
            "text": "Viền đậm, nền vàng",
            "shown_focus": True,
        },
    ],
    "card": [
        {
            "id": "do",
            "title": "Bác đang học dở",
            "text": "Khai sinh",
            "href": "#the",
            "action": "Học tiếp",
        }
    ],
    "find": [
        {"action": "/tim/", "id": "q1", "name": "q", "label": "Gõ vài chữ, không dấu cũng được"},
        {
            "action": "/tim/",
            "id": "q2",
            "name": "q",
            "label": "Tìm lại",
            "value": "khai sinh",
            "main": True,
        },
    ],
    "hear": [
        {"sounds": "/nghe/trang/mau", "choice": "", "reading": read("<p>Bấm để nghe.</p>")},
        {"sounds": "", "choice": "0", "reading": read("")},
    ],
    "listen": [{"href": "#the", "label": "Nghe bước này", "seconds": 20, "kb": 60}],
    "prog": [stitches(3, 6), stitches(6, 6)],
    "transcript": [{"lines": ["Bác đặt giấy lên bàn, chỗ sáng.", "Thấy đủ bốn góc rồi mới bấm chụp."]}],
    "way": [
        {
            "steps": [
                {"label": "Chủ hồ sơ", "state": "past"},
                {"label": "Kê khai thông tin", "state": "now"},
                {"label": "Thành phần hồ sơ"},
                {"label": "Nhận kết quả, lệ phí"},
            ]
        }
    ],
}


VOICES: dict[str, Contexts] = {
    "tip": [{"id": "meo", "level": 3, "text": "Trong bài học. Một mẹo, hai câu."}],
    "coach": [
        {
            "id": "hd1",
            "level": 3,
            "title": "Chưa sai gì",
            "text": "Bác gõ khớp với giấy. Mời bác sang bước sau.",
        },
        {
            "id": "hd2",
            "level": 3,
            "text": mark_safe("Sai ở đây không sao. Bác còn <b>một chỗ</b> chưa khớp với giấy."),
            "form": "to-khai",
            "rungs": [
                {"name": "Nhắc", "open": True, "text": "Bác xem lại ngày sinh của cháu."},
                {"name": "Chỉ chỗ", "open": True, "text": "Nhìn dòng số 2 trên giấy chứng sinh."},
                {
                    "name": "Làm mẫu",
                    "text": "Bác thử thêm một lần. Vẫn chưa ra thì bấm.",
                    "value": "ngay_sinh:3",
                    "button": "Cho tôi xem cách gõ",
                },
            ],
        },
        {
            "id": "hd3",
            "level": 3,
            "title": "Khi làm thật",
            "lines": ["Mã đến máy của bác. Bác tự gõ.", "Ai hỏi mã, bác tắt máy."],
            "href": "#loi-thay",
            "action": "Nghe lại",
        },
    ],
    "mark": [{"number": 1}, {"number": 2, "off": True}],
    "note": [
        {"kind": "ok", "title": "Đúng rồi.", "text": "Ảnh đủ bốn góc, xã đọc được."},
        {"kind": "warn", "title": "Chưa đúng.", "text": "Ảnh này mất góc dưới. Bác chọn lại nhé."},
        {
            "kind": "stop",
            "title": "Chưa gửi được.",
            "text": "Mạng yếu. Chữ đã gõ vẫn còn. Bác bấm gửi lại.",
        },
        {
            "kind": "warn",
            "icon": "mang",
            "title": "Đang không có mạng.",
            "text": "3 lượt nằm trong máy này.",
        },
    ],
    "chip": [
        {"icon": "gio", "text": "2 phút"},
        {"kind": "ok", "icon": "tich", "text": "Tự làm"},
        {"kind": "warn", "icon": "giotay", "text": "Giơ tay 4 phút"},
        {"kind": "stop", "icon": "gio", "text": "Kẹt 6 phút"},
    ],
    "saved": [{"time": "14 giờ 05"}],
}


PAPERS: dict[str, Contexts] = {
    "paper": [
        {"paper": {**PAPER, "id": "gcs1"}, "level": 3, "marks": True},
        {
            "level": 3,
            "paper": {
                "id": "phieu",
                "title": "PHIẾU YÊU CẦU BỔ SUNG (BẢN TẬP DƯỢT)",
                "text": ["Cần bổ sung: 1. Ảnh giấy chứng sinh.", "Lý do: Ảnh mất góc dưới."],
            },
        },
    ],
    "papers": [
        {
            "title": "Giấy của chị Bài Tập",
            "papers": [{**PAPER, "id": "gcs2", "title": "GIẤY CHỨNG SINH, BẢN SAO (MẪU)"}],
            "level": 3,
        }
    ],
    "phone": [
        {
            "id": "dt",
            "level": 3,
            "sender": "Tin từ Cổng Tập:",
            "text": "Mã tập của bạn là",
            "code": "123 456",
            "warning": "Không đưa mã cho ai.",
        }
    ],
    "receipt": [
        {
            "id": "gtn",
            "level": 3,
            "office": ["UBND xã Mẫu", "Trung tâm Phục vụ hành chính công xã Mẫu"],
            "code": "000.00.00.H00-261123-0001",
            "lookup_code": "K7PM",
            "title": "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "rows": RECEIPT_ROWS,
        }
    ],
    "qr": [{"svg": QR}, {"svg": QR, "large": True}],
    "qr_sample": [{"words": "TẬP DƯỢT"}],
    "kv": [{"rows": RECEIPT_ROWS[:2]}],
    "turn": [
        {"title": "Đến lượt bác", "text": "Xã cần thêm một ảnh."},
        {"title": "Đến lượt xã", "text": "Bác chờ đến thứ Tư 25/11.", "wait": True},
    ],
    "line": [{"events": EVENTS}],
}


CLASSES: dict[str, Contexts] = {
    "who": [
        {
            "number": 3,
            "name": "Hoàng Thị Ví Dụ",
            "need": True,
            "chip": {"kind": "warn", "icon": "giotay", "text": "Giơ tay 4 phút"},
            "step": 6,
            "steps": 9,
            "label": "Đính kèm giấy tờ",
            "more": "2 lỗi",
            "action": "#so",
            "button": {"name": "den", "value": "3", "label": "Tôi đến chỗ số 3"},
        },
        {
            "number": 5,
            "name": "Giàng A Thử",
            "chip": {"kind": "ok", "icon": "tich", "text": "Tự làm"},
            "step": 9,
            "steps": 9,
            "label": "gửi hồ sơ",
        },
        {
            "number": 2,
            "name": "Trần Văn Thực Hành",
            "meta": "2 phút · 0 lỗi",
            "step": 0,
            "steps": 9,
            "label": "vào lớp",
        },
    ],
    "roll": [
        {
            "people": [
                {
                    "id": "n91",
                    "name": "Lý Văn Mẫu",
                    "text": "1970 · Thôn Một",
                    "boxes": [
                        {"name": "co_91", "label": "Có mặt", "checked": True},
                        {"name": "tu_91", "label": "Tự làm được", "teacher": True},
                    ],
                }
            ]
        }
    ],
    "stat": [
        {
            "label": "Tóm tắt",
            "figures": [{"number": 12, "label": "người"}, {"number": 2, "label": "giơ tay"}],
        }
    ],
}


COLUMNS = [
    Column("Thôn"),
    Column("Người lớn"),
    Column("Tự nộp được", strong=True),
    Column("So với người lớn", number=False, whole=True),
    Column("Buổi gần nhất", whole=True),
]
ROWS: list[Row] = [
    ("Thôn Một", ["310", "102", (102, 164, 310), "20/11"]),
    ("Bản Học", ["177", "4", (4, 32, 177), "08/10"]),
]
FIGURES: dict[str, Contexts] = {
    "big": [
        {
            "number": "412",
            "label": "người tự nộp được",
            "text": "Cứ 100 người lớn thì 21 người.",
            "first": 412,
            "second": 849,
            "total": 1960,
            "parts": [
                {"kind": "v", "label": "Tự nộp được", "number": "412"},
                {"kind": "lop", "label": "Đã học, chưa tự nộp", "number": "437"},
                {"label": "Chưa đến lớp", "number": "1.111"},
            ],
        },
        {"number": "0", "label": "người tự nộp được"},
    ],
    "bar": [{"first": 33, "second": 53, "total": 100, "height": 14}],
    "fold": [{"caption": "Theo thôn", "columns": COLUMNS, "rows": fold_rows(COLUMNS, ROWS)}],
    "empty": [
        {
            "title": "Bác chưa có hồ sơ tập nào.",
            "text": "Tập thử một hồ sơ, khoảng 15 phút.",
            "href": "#trong",
            "action": "Tập khai sinh",
        },
        {"title": "Chưa ai vào lớp.", "text": "Đọc to mã 4712 cho bà con.", "drawing": "dang-nhap"},
    ],
    "a5": [
        {
            "level": 3,
            "title": "Khai sinh cho cháu, 2 bước",
            "needs": "Cần có: điện thoại của bác, giấy chứng sinh.",
            "help_phone": "0000 000 012",
            "end": "Tổ công nghệ số xã Mẫu. Không đưa mã 6 số cho ai.",
            "steps": [
                {"drawing": "go-theo-giay", "text": mark_safe("Gõ <b>y như giấy chứng sinh</b>.")},
                {"drawing": "chup-bon-goc", "text": mark_safe("Chụp giấy <b>đủ bốn góc</b>.")},
            ],
        }
    ],
}


def samples() -> dict[str, Contexts]:
    """Contexts by component name, at least one each; every state that the look shows."""
    return {
        **ACTIONS,
        **VOICES,
        **lesson_samples(),
        **form_samples(),
        **PAPERS,
        **CLASSES,
        **FIGURES,
    }
