"""Lessons for tests, made the way the demo is made."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.models import Learner
from accounts.service import LEARNER_COOKIE, learner_from_cookie
from courses.models import LessonPage
from courses.service import load_course

QUESTION: dict[str, Any] = {
    "text": "Ảnh nào gửi được?",
    "options": [
        {"text": "Ảnh mất góc", "right": False, "reply": "Ảnh này mất góc dưới.", "drawing": "anh-mat-goc"},
        {"text": "Ảnh đủ bốn góc", "right": True, "reply": "Đủ bốn góc rồi."},
    ],
}
SEVERAL: dict[str, Any] = {
    "kind": "several",
    "text": "Bày những gì ra bàn?",
    "options": [
        {"text": "Giấy chứng sinh", "right": True, "reply": "Phải có giấy này."},
        {"text": "Hóa đơn điện", "reply": "Khai sinh không cần giấy này."},
        {"text": "Căn cước", "right": True, "reply": "Để chép số."},
    ],
}
ORDER: dict[str, Any] = {
    "kind": "order",
    "text": "Làm việc nào trước?",
    "items": ["Đặt giấy lên bàn", "Mở máy ảnh", "Bấm chụp", "Xem lại ảnh"],
    "reply_right": "Đúng thứ tự rồi.",
    "reply_wrong": "Bác nghĩ xem tay cầm gì trước.",
}
MISTAKE: dict[str, Any] = {
    "kind": "mistake",
    "text": "Dòng nào gõ chưa khớp giấy?",
    "options": [
        {"text": "Họ và tên: Giàng A Thử", "reply": "Tên đúng rồi."},
        {"text": "Ngày sinh: 11/30/2026", "right": True, "reply": "Ngày đứng trước, tháng đứng sau."},
    ],
}
TYPED: dict[str, Any] = {
    "kind": "typed",
    "text": "Bác gõ tên y như trên giấy.",
    "field": "name",
    "answer": "Giàng A Thử",
    "paper": "Họ và tên: Giàng A Thử",
    "reply_right": "Khớp từng dấu rồi.",
    "reply_wrong": "Bác so lại từng chữ với giấy.",
}
STEPS: list[dict[str, Any]] = [
    {
        "title": "Bày giấy tờ ra bàn",
        "picture": {"drawing": "to-giay", "alt": "Tờ giấy trên bàn"},
        "text": "Lấy **giấy chứng sinh** ra.\n\nĐể điện thoại bên cạnh.",
        "tip": {"title": "Mẹo nhỏ", "text": "Chỗ sáng thì dễ nhìn."},
        "narration": "Bày giấy tờ ra bàn.\nLấy giấy chứng sinh ra.",
    },
    {
        "title": "Chụp giấy cho rõ",
        "picture": {"drawing": "chup-giay", "alt": "Hai tay cầm điện thoại"},
        "text": "Thấy đủ bốn góc rồi mới chụp.",
        "warning": {"title": "Bác cẩn thận", "text": "Không đưa mã cho ai."},
        "question": QUESTION,
    },
    {"title": "Gửi hồ sơ", "text": "Bấm Gửi hồ sơ."},
]


def lesson_data(**lesson: Any) -> dict[str, Any]:
    """A course of one lesson; ``lesson`` replaces what is given."""
    data: dict[str, Any] = {
        "course": {
            "title": "Nộp hồ sơ trên mạng",
            "slug": "nop-ho-so",
            "intro": "Học rồi tập.",
            "picture": "",
        },
        "lesson": {
            "title": "Khai sinh cho cháu",
            "slug": "khai-sinh",
            "summary": "Làm giấy khai sinh tại nhà.",
            "minutes": 15,
            "icon": "be",
            "steps": STEPS,
            "closing": "Bác làm được rồi.\nBây giờ bác tập thử.",
            **lesson,
        },
    }
    return copy.deepcopy(data)


def make_lesson(folder: Path = Path("/nowhere"), **lesson: Any) -> LessonPage:
    """A published lesson of three steps; the second asks a question."""
    return load_course(lesson_data(**lesson), folder)


def make_learner(client: Client, **fields: Any) -> Learner:
    """A learner, with her cookie in ``client``."""
    learner = Learner.objects.create(**fields)
    signed = HttpResponse()
    signed.set_signed_cookie(LEARNER_COOKIE, str(learner.id), salt=LEARNER_COOKIE)
    client.cookies[LEARNER_COOKIE] = signed.cookies[LEARNER_COOKIE].value
    return learner


def learner_of(client: Client) -> Learner | None:
    """The learner whose cookie the client carries."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    return learner_from_cookie(request)


OURS = {"origin": "http://testserver"}
FOREIGN = {"origin": "https://example.org"}
ANY_POST = pytest.mark.parametrize("headers", [OURS, FOREIGN, {}])
