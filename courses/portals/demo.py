"""The demo's portal: two guides and a piece of news that a commune published, and a draft that waits for approval.

Places, numbers and hours are invented, and no person is named.
"""

from typing import Any

from django.db import transaction

from accounts.models import User
from courses.models import CommunePage, GuidePage, NewsPage, Portal
from courses.portals.making import create_portal
from courses.portals.starter import OFFICE, block, step
from courses.writing.markup import words_from_text
from places.models import Commune

OFFICE_FACTS = {
    "address": "Nhà một cửa, Bản Học, xã Mẫu, Tỉnh Thực Hành",
    "hours": "\n".join(
        (
            "Sáng thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30",
            "Chiều thứ Hai đến thứ Sáu: 13 giờ 30 đến 17 giờ",
            "Sáng thứ Bảy: 7 giờ 30 đến 11 giờ",
        )
    ),
    "phone": "0000 200 100",
}
STARTER = "noi-lam-giay-to"  # of the starter set; with the facts above nothing is missing in it
MACHINES: dict[str, Any] = {
    "slug": "muon-may-tinh-cua-xa",
    "title": "Mượn máy tính của xã",
    "icon": "may",
    "summary": "Nhà chưa có máy, chưa có mạng thì bác ra xã. Bác tự gõ, có người ngồi cạnh chỉ.",
    "papers": "Căn cước của bác\nĐiện thoại có VNeID, đã sạc pin\nGiấy tờ của việc cần nộp",
    "whom": f"Quầy hướng dẫn, {OFFICE}",
    "fee": "Không mất tiền",
    "steps": (
        (
            "Gọi trước để giữ chỗ",
            "Xã có hai máy. Bác gọi số ở trên, hẹn ngày giờ.\n\nMỗi lượt khoảng một tiếng.",
        ),
        (
            "Tự đăng nhập",
            "Bác tự gõ số định danh và mật khẩu. **Không đọc mã cho ai**, kể cả người ngồi cạnh.",
        ),
        (
            "Gửi xong thì thoát",
            "Chép mã hồ sơ vào giấy. Bấm **Thoát** rồi mới đứng dậy. Máy này còn nhiều người dùng.",
        ),
    ),
}
COPIES: dict[str, Any] = {
    "slug": "chung-thuc-ban-sao",
    "title": "Chứng thực bản sao ở xã",
    "icon": "giay",
    "summary": "Nơi khác cần bản sao có dấu. Bác mang bản chính ra xã là làm được.",
    "papers": "Bản chính của giấy cần sao\nBản phô tô, nếu đã làm ở nhà",
    "whom": f"Quầy chứng thực, {OFFICE}",
    "steps": (
        ("Xem lại bản chính", "Giấy phải rõ chữ, rõ dấu. Giấy đã tẩy xóa thì không chứng thực được."),
        ("Đếm trước số bản", "Bác nghĩ xem cần nộp những nơi nào. Làm đủ một lần cho đỡ đi lại."),
        ("Nhận và kiểm lại", "Xem bản sao đủ trang, có chữ ký và dấu. Thiếu thì báo ngay tại quầy."),
    ),
}
NEWS = {
    "slug": "them-sang-thu-bay",
    "title": "Quầy một cửa mở thêm sáng thứ Bảy",
    "summary": "Từ tháng này bà con làm giấy tờ được cả sáng thứ Bảy. Ngày thường vẫn như cũ.",
}
NEWS_WORDS = (
    "Quầy mở từ **7 giờ 30 đến 11 giờ** sáng thứ Bảy. Bà con đi làm cả tuần thì đến buổi này cho tiện.\n\n"
    "Chưa rõ cần giấy gì, bà con gọi số của xã trước khi đi."
)


@transaction.atomic
def load_demo_portal(commune: Commune, *, writer: User, approver: User) -> Portal:
    """The portal of ``commune`` with its pages. One that is there already is left as somebody has made it."""
    known = Portal.objects.filter(commune=commune).first()
    if known is not None:
        return known
    portal = create_portal(commune)
    page = portal.page
    for name, value in OFFICE_FACTS.items():
        setattr(page, name, value)
    _publish(page, writer, approver)
    _publish(GuidePage.objects.child_of(page).get(slug=STARTER), writer, approver)
    _publish(_guide(page, MACHINES, writer), writer, approver)
    news = NewsPage(**NEWS, body=[block("words", words_from_text(NEWS_WORDS))], live=False, owner=writer)
    _publish(page.add_child(instance=news), writer, approver)
    _send(_guide(page, COPIES, writer), writer)
    return portal


def _guide(parent: CommunePage, told: dict[str, Any], writer: User) -> GuidePage:
    steps = [block("step", step(*one)) for one in told["steps"]]
    made: GuidePage = parent.add_child(
        instance=GuidePage(**{**told, "steps": steps}, live=False, owner=writer)
    )
    return made


def _publish(page: Any, writer: User, approver: User) -> None:
    page.save_revision(user=writer).publish(user=approver)


def _send(page: GuidePage, writer: User) -> None:
    """It waits for whoever approves, in the editor's own list."""
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
