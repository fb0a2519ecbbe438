"""/tim/: what people see when they look for something, and what must never be found."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from courses.finding import library, rows
from courses.finding.results import find
from courses.finding.suggest import MOST_BYTES, suggest
from courses.models import Findable, LessonPage
from sandbox.service import load_packs
from tests.courses.factories import make_lesson
from tests.courses.sides import make_guide, make_shared, make_side

pytestmark = pytest.mark.django_db
QUERIES = 3


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    library.forget()
    yield
    library.forget()


@pytest.fixture
def other(lesson: LessonPage) -> LessonPage:
    """A second lesson, about something else."""
    steps = [{"title": "Đăng nhập", "text": "Không đưa mã cho ai, kẻo bị **lừa đảo**."}]
    return make_lesson(
        slug="tam-tru", title="Báo tạm trú cho khách", summary="Ở trọ thì báo xã.", steps=steps
    )


def page(client: Client, typed: str = "", **asked: str) -> str:
    """The page for ``typed``."""
    response = client.get("/tim/", {"q": typed, **asked})
    assert response.status_code == 200
    return str(response.content.decode())


def titles(typed: str, commune: str = "") -> list[str]:
    """Titles of what was found, from above."""
    return [one.text.title for group in find(typed, commune).groups for one in group.results]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("khai sinh cho cháu", "Khai sinh cho cháu"),
        ("KHAI SINH CHO CHAU", "Khai sinh cho cháu"),
        ("chup giay cho ro", "Khai sinh cho cháu"),
        ("bốn góc", "Khai sinh cho cháu"),
        ("bon goc", "Khai sinh cho cháu"),
        ("tam tru cho khach", "Báo tạm trú cho khách"),
        ("kẻo bị lừa đảo", "Báo tạm trú cho khách"),
        ("ba\u0301o ta\u0323m tru\u0301 khách", "Báo tạm trú cho khách"),  # NFD, as some telephones send it
    ],
)
def test_a_lesson_is_found_with_and_without_diacritics(other: LessonPage, typed: str, title: str) -> None:
    lessons = [
        text.title for text in (one.text for g in find(typed).groups for one in g.results) if text.note
    ]
    assert lessons[0] == title


def test_groups_are_counted_and_words_are_marked(client: Client, other: LessonPage) -> None:
    html = page(client, "Khai sinh")
    assert 'href="/hoc/nop-ho-so/khai-sinh/"' in html and "3 bước · 15 phút" in html
    assert "Bài học (1)" in html and "Thủ tục (" in html
    assert "<mark>khai sinh</mark>" in html
    assert 'value="Khai sinh"' in html and '<meta name="robots" content="noindex">' in html


def test_a_procedure_leads_to_its_exercise_when_there_is_one(client: Client, lesson: LessonPage) -> None:
    assert "Chưa có bài tập cho việc này" in page(client, "giấy độc thân")
    load_packs()
    library.forget()
    html = page(client, "1001193")
    assert reverse("real:tomorrow", args=["1.001193"]) in html and '"/tap/bat-dau/' in html
    assert html.count('class="card stack tight found"') == 1


def test_a_slip_is_mended_and_told(client: Client, lesson: LessonPage) -> None:
    html = page(client, "khai sjnh")
    assert "Đang cho xem kết quả của" in html and "khai sinh</span></b>" in html.replace("</bdi>", "</span>")


@pytest.mark.parametrize("typed", ["xyzzy", "!!!", "%", '"', "qqqq OR qqqq", "*", "😀", "_", "אבג", "سشق"])
def test_nothing_found_is_said_kindly_with_a_way_on(client: Client, lesson: LessonPage, typed: str) -> None:
    html = page(client, typed)
    assert "Chưa thấy gì" in html and "Khai sinh cho cháu" in html and 'href="#nho-giup"' in html


def test_titles_that_look_alike_are_proposed(client: Client, other: LessonPage) -> None:
    assert "Có phải bác tìm" in page(client, "baotamtruuchokhac")


@pytest.mark.parametrize("typed", ["khai\x00sinh", "khai\u200bsinh", " khai \t\n sinh ", "khai\u202esinh"])
def test_signs_that_no_keyboard_types_are_gaps(client: Client, lesson: LessonPage, typed: str) -> None:
    html = page(client, typed)
    assert 'value="khai sinh"' in html and "Bài học (1)" in html


@pytest.mark.parametrize("typed", ["a" * 81, "khai sinh " * 1000, "\x00" * 10 + "đ" * 10_000])
def test_a_long_text_gets_a_kind_word(client: Client, lesson: LessonPage, typed: str) -> None:
    html = page(client, typed)
    assert "Câu này dài quá. Bác gõ vài chữ thôi." in html and len(html) < 20_000
    assert client.get("/tim/goi-y/", {"q": typed}).content == b""


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%20", "?q=&xa=%27&loai=x&trang=-1"])
def test_nothing_typed_asks_for_words(client: Client, lesson: LessonPage, query: str) -> None:
    html = client.get(f"/tim/{query}").content.decode()
    assert "Gõ tên giấy tờ hay việc bác cần." in html and "Chưa thấy gì" not in html


def test_what_was_typed_and_what_is_written_are_escaped(client: Client) -> None:
    make_lesson(title="Chuyện <b>lạ</b>", summary="Một <script>alert(1)</script> lạ & khác.")
    html = page(client, '"><script>alert(1)</script> lạ')
    assert "<script>alert" not in html and "&quot;&gt;&lt;script&gt;" in html
    assert "Chuyện &lt;b&gt;lạ&lt;/b&gt;" in html and "<mark>lạ</mark> &amp; khác." in html
    assert "<b>" not in suggest("chuyện")


def test_searching_takes_get_only(client: Client) -> None:
    assert client.post("/tim/", {"q": "x"}).status_code == client.post("/tim/goi-y/").status_code == 405


def test_what_was_typed_is_not_handed_to_the_servers_voice(
    client: Client, lesson: LessonPage, said: list[str]
) -> None:
    for typed in ("Zuzu", "khai sinh Zuzu", "khai sjnh Zuzu", "Zuzu" * 30):
        page(client, typed)
    assert "Tìm" in said
    assert not [words for words in said if "zuzu" in words.lower()]


# --- Fresh, and nothing that is not for everybody ----------------------------------------------------------------
def test_a_change_is_found_at_once(client: Client, lesson: LessonPage) -> None:
    assert titles("khai sinh cho cháu")[0] == "Khai sinh cho cháu" or "Khai sinh cho cháu" in titles(
        "khai sinh"
    )
    lesson.title = "Làm hộ chiếu xanh"
    lesson.save_revision()
    assert "Làm hộ chiếu xanh" not in titles("hộ chiếu xanh") and "chiếu" not in suggest("hộ chiếu")
    lesson.get_latest_revision().publish()
    assert titles("hộ chiếu xanh")[0] == "Làm hộ chiếu xanh" and "chiếu" in suggest("ho chieu xa")
    LessonPage.objects.get(pk=lesson.pk).get_parent().specific.delete()
    assert not Findable.objects.exists() and "Làm hộ chiếu xanh" not in titles("hộ chiếu xanh")


def test_what_is_taken_back_shut_expired_or_not_yet_due_is_never_found(
    client: Client, lesson: LessonPage
) -> None:
    def seen() -> str:
        return page(client, "zqlaqz") + suggest("zqlaqz") + page(client, "zqlaqzz")

    lesson.title = "Việc zqlaqz"
    lesson.go_live_at = timezone.now() + dt.timedelta(days=1)
    lesson.save_revision().publish()
    assert "Việc zq" not in seen()
    lesson.go_live_at, lesson.expire_at = None, timezone.now() + dt.timedelta(days=1)
    lesson.save_revision().publish()
    assert "Việc zqlaqz" in seen() and suggest("zqlaqz")
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=timezone.now() - dt.timedelta(days=1))
    call_command("publish_scheduled")
    assert "Việc zq" not in seen()
    fresh = LessonPage.objects.get(pk=lesson.pk)
    fresh.expire_at = None
    fresh.save_revision().publish()
    assert "Việc zqlaqz" in seen()
    PageViewRestriction.objects.create(
        page=lesson.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert "Việc zq" not in seen()


def test_rows_of_an_older_site_are_made_after_its_migrations(lesson: LessonPage) -> None:
    Findable.objects.all().delete()
    rows.fill()
    assert Findable.objects.filter(page=lesson.pk, title=lesson.title).exists()
    call_command("index_search")
    assert Findable.objects.count() == 2  # the lesson and its course


# --- Communes ------------------------------------------------------------------------------------------------------
def test_a_commune_that_is_named_or_chosen_comes_first(client: Client, lesson: LessonPage) -> None:
    one, two = make_side(), make_side("TH0X2", "Bản Tập")
    for side in (one, two):
        side.guide("Chứng thực bản sao tại xã", summary="Mang bản chính đến.")
    make_shared("Chứng thực bản sao ở tỉnh")
    assert len({text for text in titles("chứng thực bản sao") if "tại xã" in text}) == 1
    found = find("chứng thực bản sao bản luyện")
    local = [one.text.url for group in found.groups if group.local for one in group.results]
    assert local[0].startswith(one.portal.page.get_url()) and not any("ban-tap" in url for url in local)
    html = page(client, "chứng thực bản sao", xa=two.commune.code)
    assert html.index(two.portal.page.title) < html.index("Chứng thực bản sao ở tỉnh")
    assert f'type="hidden" name="xa" value="{two.commune.code}"' in html
    assert titles("bản luyện")[0] == one.portal.page.title


def test_drafts_of_communes_are_not_found(lesson: LessonPage) -> None:
    side = make_side()
    side.guide("Bài zqnhapqz", live=False)
    assert (
        titles("zqnhapqz") == titles("zqnhapqz bản luyện")[1:] == titles("zqnhapqz", side.commune.code) == []
    )


def test_with_too_many_communes_the_reader_chooses_hers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.finding.results.MOST_ANYWHERE", 1)
    side = make_side()
    for number in range(2):
        side.guide(f"Lễ hội xuống đồng {number}")
    html = page(client, "lễ hội xuống đồng")
    assert "Nhiều xã có bài về việc này" in html and "xuống đồng 0" not in html


def test_one_group_is_read_page_by_page_without_a_script(client: Client, lesson: LessonPage) -> None:
    index = make_shared("Mượn sách số 0").get_parent().specific
    for number in range(1, 12):
        make_guide(index, f"Mượn sách số {number}")
    first = page(client, "mượn sách số")
    assert "Hướng dẫn chung cho mọi xã (12)" in first or "(12)" in first
    assert (
        first.count("found") < 12
        and escape("/tim/?q=m%C6%B0%E1%BB%A3n+s%C3%A1ch+s%E1%BB%91&loai=huong-dan") in first
    )
    second = page(client, "mượn sách số", loai="huong-dan", trang="2")
    assert second.count('tight found"') == 2 and 'rel="prev"' in second and 'rel="next"' not in second
    assert page(client, "mượn sách số", loai="huong-dan", trang="999") == second


# --- What it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed", ["khai sinh", "khai sjnh zzz", "chứng thực bản luyện", "' OR 1=1 --", "1.001193", "x y " * 20]
)
def test_any_search_asks_the_same_few_queries(
    client: Client, lesson: LessonPage, typed: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    side = make_side()
    for number in range(3):
        side.guide(f"Chứng thực bản sao {number}")
    page(client, "x")  # what a process learns once
    with django_assert_max_num_queries(QUERIES):
        page(client, typed, xa=side.commune.code)
    with django_assert_max_num_queries(1):
        client.get("/tim/goi-y/", {"q": typed})


def test_proposals_are_small_and_the_same_for_everybody(client: Client, lesson: LessonPage) -> None:
    course = lesson.get_parent().specific
    for number in range(12):
        long = f"Việc rất dài số {number} " + "dài ơi là dài " * 12
        course.add_child(
            instance=LessonPage(title=long, slug=f"dai-{number}", summary="x", steps=lesson.steps)
        )
    response = client.get("/tim/goi-y/", {"q": "viec rat da"})
    assert 0 < len(response.content) <= MOST_BYTES
    assert response.content.count(b'role="option"') == len(set(response.content.split(b'id="')[1:]))
    assert (
        not response.cookies
        and "max-age=60" in response["Cache-Control"]
        and "public" in response["Cache-Control"]
    )
    assert client.get("/tim/goi-y/", {"q": "r"}).content == b""
