"""What a new portal begins with: a first page, and drafts of guides in which only the commune's own facts are missing.

Drafts name no fee and no number of days: these change, and what is not known is better left out than wrong.
"""

import uuid
from typing import Any

from courses.models import CommunePage, GuidePage
from courses.writing.markup import words_from_text
from places.models import Commune

OFFICE = "Trung tâm Phục vụ hành chính công"

GUIDES: tuple[dict[str, Any], ...] = (
    {
        "slug": "noi-lam-giay-to",
        "title": "Nơi làm giấy tờ của xã",
        "icon": "nha",
        "summary": "Đường đi, giờ mở cửa và quầy để hỏi. Bác xem trước, đỡ mất một chuyến đi.",
        "papers": "Căn cước của bác\nGiấy tờ có sẵn ở nhà về việc cần làm\nĐiện thoại đang dùng, đã sạc pin",
        "whom": f"Quầy hướng dẫn, {OFFICE}",
        "steps": (
            (
                "Hỏi trước khi đi",
                "Gọi số điện thoại của xã. Nói rõ việc bác cần làm.\n\nHỏi cần mang những giấy nào.",
            ),
            ("Lấy số, ngồi chờ", "Đến nơi, bác lấy số ở cửa. Đến lượt thì ra đúng quầy ghi trên bảng."),
            ("Giữ giấy hẹn", "Nộp xong, bác nhận **giấy hẹn**. Giữ giấy này đến ngày lấy kết quả."),
        ),
    },
    {
        "slug": "nop-tren-mang-can-giup",
        "title": "Nộp trên mạng mà cần người chỉ",
        "icon": "giotay",
        "summary": "Bác tự bấm, người của xã ngồi cạnh chỉ. Không ai làm thay bác.",
        "papers": "Căn cước của bác\nĐiện thoại có ứng dụng định danh\nGiấy tờ của việc cần nộp",
        "whom": "Tổ công nghệ số cộng đồng",
        "steps": (
            ("Tập trước ở nhà", "Vào mục **Tập làm** trên trang này. Làm sai cũng không sao."),
            ("Chụp giấy tờ cho rõ", "Đặt giấy trên bàn, chỗ sáng. Thấy đủ bốn góc rồi mới chụp."),
            ("Đến gặp người hướng dẫn", "Mang điện thoại và giấy tờ. Bác cầm máy, người hướng dẫn chỉ tay."),
        ),
    },
    {
        "slug": "tranh-bi-lua",
        "title": "Ai gọi điện xưng là cán bộ",
        "icon": "khoa",
        "summary": "Cán bộ xã không hỏi mã 6 số và không bảo chuyển tiền qua điện thoại.",
        "papers": "",
        "whom": "Công an xã",
        "steps": (
            ("Không đọc mã cho ai", "Mã 6 số là chìa khóa nhà bác. **Không đọc cho ai**, dù họ xưng là ai."),
            ("Không bấm đường dẫn lạ", "Tin nhắn có đường dẫn lạ thì đừng bấm. Đừng cài ứng dụng họ gửi."),
            ("Gọi lại cho xã", "Cúp máy. Gọi số của xã để hỏi cho chắc."),
        ),
    },
)


def welcome(commune: Commune) -> dict[str, str]:
    """The words of the first page."""
    return {
        "lead": f"Bác xem nơi làm giấy tờ, giấy cần mang và tin mới của {commune}.",
        "address": "",
        "hours": "",
        "phone": "",
    }


def add_texts(page: CommunePage) -> None:
    """The drafts below ``page``: nobody reads them before somebody has sent them and somebody else has approved.

    Address, hours and telephone are those of the first page, where a guide says nothing else.
    """
    for guide in GUIDES:
        steps = [block("step", step(*one)) for one in guide["steps"]]
        made = GuidePage(**{**guide, "steps": steps}, live=False)
        page.add_child(instance=made)
        made.save_revision()


def step(title: str, text: str) -> dict[str, Any]:
    """A step of a guide with nothing but words, as the database keeps it; ``text`` as `words_from_text` reads it."""
    return {
        "title": title,
        "picture": {"drawing": "", "image": None, "alt": ""},
        "sound": {"file": None, "words": ""},
        "parts": [block("words", words_from_text(text))],
    }


def block(kind: str, value: Any) -> dict[str, Any]:
    """A new block of a page's stream."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
