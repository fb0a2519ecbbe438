"""Finding a lesson the way people type."""

import pytest
from django.test import Client

from courses.models import LessonPage
from courses.search import find_lessons
from tests.courses.factories import make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(lesson: LessonPage) -> LessonPage:
    """A second lesson, about something else."""
    steps = [{"title": "Đăng nhập", "text": "Không đưa mã cho ai, kẻo bị **lừa đảo**."}]
    return make_lesson(slug="tam-tru", title="Đăng ký tạm trú", summary="Ở trọ thì báo xã.", steps=steps)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("khai sinh", "Khai sinh cho cháu"),
        ("KHAI SINH", "Khai sinh cho cháu"),
        ("chup giay cho ro", "Khai sinh cho cháu"),
        ("bốn góc", "Khai sinh cho cháu"),
        ("bon goc", "Khai sinh cho cháu"),
        ("dang ky tam tru", "Đăng ký tạm trú"),
        ("đăng ký tạm trú", "Đăng ký tạm trú"),
        ("ĐĂNG KÝ", "Đăng ký tạm trú"),
        ("lua dao", "Đăng ký tạm trú"),
        ("đăng ký", "Đăng ký tạm trú"),  # NFD, as some telephones send it
    ],
)
def test_a_lesson_is_found_with_and_without_diacritics(other: LessonPage, typed: str, title: str) -> None:
    found = find_lessons(typed)
    assert found.exact
    assert [lesson.title for lesson in found.lessons] == [title]


def test_when_no_lesson_has_every_word_the_closest_is_shown(client: Client, other: LessonPage) -> None:
    found = find_lessons("tam tru cho sinh vien")
    assert not found.exact
    assert found.lessons[0] == other
    html = client.get("/tim/", {"q": "tam tru cho sinh vien"}).content.decode()
    assert "Mấy bài gần nhất" in html


def test_results_lead_to_the_lesson_and_keep_the_words(client: Client, lesson: LessonPage) -> None:
    html = client.get("/tim/", {"q": "Khai sinh"}).content.decode()
    assert 'class="pick" href="/hoc/nop-ho-so/khai-sinh/"' in html
    assert "3 bước · 15 phút" in html
    assert 'value="Khai sinh"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    "typed", ["xyzzy", "!!!", "%", '"', "' OR 1=1 --", "AND", "NEAR(a b)", "*", "😀", "_"]
)
def test_nothing_found_is_said_kindly(client: Client, lesson: LessonPage, typed: str) -> None:
    response = client.get("/tim/", {"q": typed})
    assert response.status_code == 200
    assert "Chưa thấy bài nào" in response.content.decode()


@pytest.mark.parametrize("typed", ["khai\x00sinh", "khai\u200bsinh", " khai \t\n sinh ", "khai\u202esinh"])
def test_signs_that_no_keyboard_types_are_gaps(client: Client, lesson: LessonPage, typed: str) -> None:
    html = client.get("/tim/", {"q": typed}).content.decode()
    assert 'value="khai sinh"' in html
    assert "Có 1 bài" in html


@pytest.mark.parametrize("typed", ["a" * 81, "khai sinh " * 500, "\x00" * 10 + "đ" * 90])
def test_a_long_text_gets_a_kind_word(client: Client, lesson: LessonPage, typed: str) -> None:
    response = client.get("/tim/", {"q": typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Câu này dài quá. Bác gõ vài chữ thôi." in html
    assert len(html) < 20_000


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%20"])
def test_nothing_typed_asks_for_words(client: Client, lesson: LessonPage, query: str) -> None:
    html = client.get(f"/tim/{query}").content.decode()
    assert "Gõ tên giấy tờ bác cần." in html
    assert "Chưa thấy bài nào" not in html


def test_what_was_typed_is_escaped(client: Client) -> None:
    html = client.get("/tim/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_searching_takes_get_only(client: Client) -> None:
    assert client.post("/tim/", {"q": "khai sinh"}).status_code == 405


def test_what_was_typed_is_not_handed_to_the_servers_voice(
    client: Client, lesson: LessonPage, said: list[str]
) -> None:
    for typed in ("Zuzu", "khai sinh Zuzu", "Zuzu" * 30):
        client.get("/tim/", {"q": typed})
    assert "Tìm bài học" in said
    assert not [words for words in said if "zuzu" in words.lower()]
