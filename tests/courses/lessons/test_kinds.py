"""The kinds of check questions, from the form to the reply: what was given is kept, and told kindly."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from courses.lessons.forms import TYPED_COOKIE
from courses.models import LessonEvent, LessonPage
from tests.courses.factories import FOREIGN, MISTAKE, ORDER, OURS, SEVERAL, STEPS, TYPED, make_lesson

pytestmark = pytest.mark.django_db


def ask(question: dict[str, Any]) -> str:
    """A lesson whose first step asks; the address of its question."""
    lesson = make_lesson(steps=[{**STEPS[0], "question": question}, *STEPS[1:]])
    return f"/hoc/tra-loi/{lesson.translation_key}/1/"


def reply(client: Client, address: str, data: dict[str, Any]) -> str:
    """The page after an answer, as a browser comes to it."""
    posted = client.post(address, data, headers=OURS)
    assert posted.status_code == 302
    response = client.get(posted["Location"])
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def acts() -> list[str]:
    return list(LessonEvent.objects.exclude(act="place").order_by("pk").values_list("act", flat=True))


# --- Several ------------------------------------------------------------------------------------------------------


def test_all_right_ones_are_praised_each_with_its_reply(client: Client) -> None:
    html = reply(client, ask(SEVERAL), {"chon": ["3", "1"]})
    assert "<h1>Đúng rồi</h1>" in html
    assert "Phải có giấy này." in html and "Để chép số." in html
    assert acts() == ["right"]


def test_a_wrong_tick_is_explained_and_the_ticks_are_kept(client: Client) -> None:
    html = reply(client, ask(SEVERAL), {"chon": ["1", "2"]})
    assert "<h1>Bác xem lại nhé</h1>" in html
    assert "Khai sinh không cần giấy này." in html
    assert "Phải có giấy này." not in html
    assert "Còn 1 ý đúng nữa" in html
    assert html.count(" checked") == 2
    assert acts() == ["wrong"]


@pytest.mark.parametrize("chosen", [[], [""], ["9"], ["1", "9"], ["<b>"], ["\x00"]])
def test_nothing_to_judge_is_asked_for_kindly(client: Client, chosen: list[str]) -> None:
    html = reply(client, ask(SEVERAL), {"chon": chosen})
    assert "<title>Lỗi:" in html and "Bác chọn ít nhất một câu." in html
    assert acts() == []


# --- Order --------------------------------------------------------------------------------------------------------


def places(order: list[str]) -> dict[str, str]:
    """The numbers that put the things into this order, field by field."""
    question = LessonPage.objects.get().steps[0].value.question
    shown = [question.items[item] for item in question.shown]
    assert shown != list(question.items)
    return {f"vi_tri_{at}": str(order.index(item) + 1) for at, item in enumerate(shown, 1)}


def test_the_right_order_is_praised(client: Client) -> None:
    address = ask(ORDER)
    html = reply(client, address, places(ORDER["items"]))
    assert "<h1>Đúng rồi</h1>" in html and "Đúng thứ tự rồi." in html
    assert acts() == ["right"]


def test_another_order_is_kept_and_says_how_far_it_was_right(client: Client) -> None:
    address, items = ask(ORDER), ORDER["items"]
    html = reply(client, address, places([items[0], items[1], items[3], items[2]]))
    assert "2 việc đầu đúng chỗ rồi" in html and "Bác nghĩ xem tay cầm gì trước." in html
    assert html.count(" selected") == 4
    assert html.index(f"<li>{items[3]}</li>") < html.index(f"<li>{items[2]}</li>")
    assert acts() == ["wrong"]


def test_the_order_shown_is_the_same_for_everybody(client: Client) -> None:
    ask(ORDER)
    first = client.get("/hoc/nop-ho-so/khai-sinh/").content
    assert first == Client().get("/hoc/nop-ho-so/khai-sinh/").content


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"vi_tri_2": ""}, "chọn số thứ tự"),
        ({"vi_tri_2": "9"}, "chọn số thứ tự"),
        ({"vi_tri_2": "\x00"}, "chọn số thứ tự"),
        ({"vi_tri_1": "1", "vi_tri_2": "1"}, "số 1 đã dùng cho"),
    ],
)
def test_a_missing_or_double_number_is_named_and_the_others_are_kept(
    client: Client, changed: dict[str, str], told: str
) -> None:
    address = ask(ORDER)
    html = reply(client, address, places(ORDER["items"]) | changed)
    assert told in html and "<title>Lỗi:" in html
    assert html.count(" selected") >= 3
    assert acts() == []


# --- Find the mistake ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "told", "act"), [("2", "Ngày đứng trước", "right"), ("1", "Tên đúng rồi.", "wrong")]
)
def test_a_line_of_the_form_is_pointed_at(client: Client, choice: str, told: str, act: str) -> None:
    html = reply(client, ask(MISTAKE), {"chon": choice})
    assert told in html
    assert acts() == [act]


# --- Typed --------------------------------------------------------------------------------------------------------


def test_the_line_of_the_paper_stands_above_the_box(client: Client) -> None:
    ask(TYPED)
    html = client.get("/hoc/nop-ho-so/khai-sinh/").content.decode()
    assert html.index("Giàng A Thử</dd>") < html.index('name="chu"')
    assert 'autocomplete="off"' in html


@pytest.mark.parametrize("typed", ["Giàng A Thử", "giàng a thử", " Giàng  A Thử "])
def test_what_is_on_the_paper_is_right_however_it_is_spaced(client: Client, typed: str) -> None:
    html = reply(client, ask(TYPED), {"chu": typed})
    assert "<h1>Đúng rồi</h1>" in html and "Khớp từng dấu rồi." in html
    assert acts() == ["right"]


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("Giang A Thu", "thiếu dấu hoặc sai dấu"),
        ("Giangf A Thuwr", "còn dính phím gõ dấu"),
        ("Giàng A Thử 1", "viết chưa đúng kiểu"),
        ("Vàng Thị Bài Tập", "chưa khớp với giấy"),
    ],
)
def test_the_coach_names_the_slip_and_what_was_typed_is_kept(client: Client, typed: str, slip: str) -> None:
    html = reply(client, ask(TYPED), {"chu": typed})
    assert f"Họ và tên: {slip}" in html and "Bác so lại từng chữ với giấy." in html
    assert f'value="{typed}"' in html
    assert acts() == ["wrong"]


def test_day_and_month_in_the_wrong_order_are_named(client: Client) -> None:
    question = {**TYPED, "field": "date", "answer": "03/11/2026", "paper": "Sinh ngày: 03/11/2026"}
    html = reply(client, ask(question), {"chu": "11/03/2026"})
    assert "Sinh ngày: đổi chỗ ngày và tháng" in html
    assert 'inputmode="numeric"' in html


def test_nothing_typed_is_asked_for_by_name(client: Client) -> None:
    html = reply(client, ask(TYPED), {"chu": "  "})
    assert "Họ và tên: bác gõ theo giấy." in html and "<title>Lỗi:" in html
    assert acts() == []


def test_what_was_typed_travels_in_no_address_and_leaves_no_row(client: Client) -> None:
    address = ask(TYPED)
    posted = client.post(address, {"chu": "Vàng Thị Bài Tập"}, headers=OURS)
    assert posted["Location"] == f"{address}?gui=1"
    cookie = posted.cookies[TYPED_COOKIE]
    assert cookie["path"] == address and cookie["httponly"] and cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 600
    assert "Vàng" not in cookie.value
    rows = LessonEvent.objects.values()
    assert "Vàng" not in str(list(rows))


def test_another_browser_with_the_address_sees_only_the_question(client: Client) -> None:
    address = ask(TYPED)
    client.post(address, {"chu": "Vàng Thị Bài Tập"}, headers=OURS)
    html = Client().get(f"{address}?gui=1").content.decode()
    assert "Vàng Thị" not in html and "Lỗi:" not in html
    assert "<h1>Bác thử xem</h1>" in html


def test_a_code_that_lost_a_figure_is_a_slip_whatever_its_end_looks_like(client: Client) -> None:
    code = "000.00.00.H00-261123-0001"
    question = {**TYPED, "field": "text", "answer": code, "paper": f"Mã hồ sơ: {code}"}
    html = reply(client, ask(question), {"chu": code[:-1]})
    assert "chưa khớp" in html and f'value="{code[:-1]}"' in html and acts() == ["wrong"]


@pytest.mark.parametrize("real", ["012345678912", "0912345678", "ai.do@gmail.com"])
def test_what_looks_real_is_kept_nowhere(client: Client, real: str) -> None:
    address = ask(TYPED)
    posted = client.post(address, {"chu": f"Giàng {real}"}, headers=OURS)
    signed = signing.loads(posted.cookies[TYPED_COOKIE].value, salt=TYPED_COOKIE + address)
    assert signed["chu"] == ""
    html = client.get(posted["Location"]).content.decode()
    assert real not in html and "Chúng tôi không giữ" in html and "Họ và tên: " in html
    assert acts() == []


def test_a_cookie_of_somebody_elses_making_is_no_answer(client: Client) -> None:
    address = ask(TYPED)
    client.cookies[TYPED_COOKIE] = signing.dumps({"chu": "Lừa", "vi_sao": ""}, salt=TYPED_COOKIE + "/khac/")
    assert "Lừa" not in client.get(f"{address}?gui=1").content.decode()


@pytest.mark.parametrize("headers", [FOREIGN, {}])
def test_a_foreign_page_puts_no_words_into_ours(client: Client, headers: dict[str, str]) -> None:
    address = ask(TYPED)
    posted = client.post(address, {"chu": "Gọi số này"}, headers=headers)
    assert not posted.cookies
    assert "Gọi số này" not in client.get(posted["Location"]).content.decode()


@pytest.mark.parametrize(
    "typed", ["\x00", "\x00Giàng", "x" * 10_000, "😀" * 300, "<script>alert(1)</script>", "\u200b"]
)
def test_no_text_breaks_it(client: Client, typed: str) -> None:
    html = reply(client, ask(TYPED), {"chu": typed})
    assert "<script>alert" not in html
    assert "Bác" in html
