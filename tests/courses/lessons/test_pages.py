"""Reading: every page for everybody, the same for everybody, in Vietnamese."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils import WagtailPageTestCase

from courses.models import CourseIndexPage, CoursePage, GuideIndexPage, HomePage, LessonPage, PortalIndexPage
from tests.courses.factories import STEPS, make_learner, make_lesson

LESSON = "/hoc/nop-ho-so/khai-sinh/"
pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_fresh_site_has_a_home_and_a_place_for_courses(client: Client) -> None:
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert "Tự tay làm giấy tờ trên mạng" in read(client, "/")
    assert "Chưa có bài học nào" in read(client, "/hoc/")
    assert "Welcome" not in " ".join(Page.objects.values_list("title", flat=True))


def test_home_leads_to_learning_practising_finding_and_the_class(client: Client, lesson: LessonPage) -> None:
    html = read(client, "/")
    assert f'class="btn go" href="{LESSON}"' in html
    assert 'href="/tap/"' in html
    assert 'action="/tim/"' in html
    assert '<form action="/vao/"' in html
    assert 'name="ma_lop"' in html
    assert "3 bước · 15 phút" in html
    assert "Không đưa mã 6 số cho ai" in html
    assert "Bác đang học dở" not in html


def test_with_more_lessons_than_one_learning_starts_at_the_list(client: Client, lesson: LessonPage) -> None:
    make_lesson(slug="tam-tru", title="Đăng ký tạm trú")
    assert 'class="btn go" href="/hoc/"' in read(client, "/")


def test_lists_lead_to_courses_and_lessons(client: Client, lesson: LessonPage) -> None:
    assert f'href="{LESSON}"' in read(client, "/hoc/")
    assert 'href="/hoc/nop-ho-so/"' in read(client, "/hoc/")
    assert f'href="{LESSON}"' in read(client, "/hoc/nop-ho-so/")


def test_the_first_step_introduces_the_lesson(client: Client, lesson: LessonPage) -> None:
    html = read(client, LESSON)
    assert "<h1>Khai sinh cho cháu</h1>" in html
    assert "<h2>Bày giấy tờ ra bàn</h2>" in html
    assert "Làm giấy khai sinh tại nhà." in html
    assert 'href="/hoc/nop-ho-so/"' in html
    assert "<p>Lấy <b>giấy chứng sinh</b> ra.</p><p>Để điện thoại bên cạnh.</p>" in html
    assert 'aria-label="Tờ giấy trên bàn"' in html
    assert "<p>Bày giấy tờ ra bàn.</p><p>Lấy giấy chứng sinh ra.</p>" in html  # the words of the sound
    assert "Bước trước" not in html


def test_a_step_has_the_way_back_and_the_way_on(client: Client, lesson: LessonPage) -> None:
    html = read(client, f"{LESSON}buoc-2/")
    assert "<h1>Chụp giấy cho rõ</h1>" in html
    assert f'class="btn go" href="{LESSON}buoc-3/"' in html
    assert "Bước sau: Gửi hồ sơ" in html
    assert f'href="{LESSON}"' in html
    assert "Bước trước: Bày giấy tờ ra bàn" in html
    assert "Không đưa mã cho ai." in html


def test_the_last_step_ends_the_lesson(client: Client, lesson: LessonPage) -> None:
    html = read(client, f"{LESSON}buoc-3/")
    assert "Tôi học xong bài này" in html
    assert f'action="/hoc/hoc-xong/{lesson.translation_key}/"' in html
    assert "Bước sau" not in html


def test_the_end_says_what_was_learnt_and_what_comes_next(client: Client, lesson: LessonPage) -> None:
    html = read(client, f"{LESSON}xong/")
    assert all(step["title"] in html for step in STEPS)
    assert "Bác làm được rồi." in html
    assert "Xem các bài khác" in html


def test_the_end_leads_to_the_next_lesson_of_the_course_that_may_be_read(
    client: Client, lesson: LessonPage
) -> None:
    assert "Bài sau:" not in read(client, f"{LESSON}xong/")
    make_lesson(slug="nhap", title="Bài nháp").unpublish()
    make_lesson(slug="tam-tru", title="Đăng ký tạm trú")
    html = read(client, f"{LESSON}xong/")
    assert 'class="btn go" href="/hoc/nop-ho-so/tam-tru/">Bài sau: Đăng ký tạm trú' in html
    assert "Bài nháp" not in html
    assert "Bài sau:" not in read(client, "/hoc/nop-ho-so/tam-tru/xong/")


def test_step_one_has_one_address(client: Client, lesson: LessonPage) -> None:
    response = client.get(f"{LESSON}buoc-1/")
    assert (response.status_code, response["Location"]) == (301, LESSON)


@pytest.mark.parametrize(
    "rest",
    [
        "buoc-4/",
        "buoc-0/",
        "buoc-99/",
        "buoc-100/",
        "buoc-٣/",
        "buoc-2/x/",
        "xong/x/",
        "la/",
        "a/b/c/d/e/f/g/h/",
    ],
)
def test_an_unknown_step_is_a_missing_page_in_vietnamese(
    client: Client, lesson: LessonPage, rest: str
) -> None:
    response = client.get(LESSON + rest)
    assert response.status_code == 404
    assert "Không thấy trang này" in response.content.decode()


@pytest.mark.parametrize("rest", ["", "buoc-2/", "buoc-3/", "xong/"])
def test_a_lesson_page_is_the_same_for_everybody(client: Client, lesson: LessonPage, rest: str) -> None:
    first = client.get(LESSON + rest)
    assert not first.cookies
    assert "csrf" not in first.content.decode()
    assert "Cookie" not in first.get("Vary", "")
    known = Client()
    make_learner(known, display_name="Vàng Thị Bài Tập")
    assert known.get(LESSON + rest).content == first.content


@pytest.mark.parametrize("address", ["/", "/hoc/", "/hoc/nop-ho-so/", "/tim/?q=khai"])
def test_other_pages_set_no_cookie_and_carry_no_token(
    client: Client, lesson: LessonPage, address: str
) -> None:
    response = client.get(address)
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_no_page_has_inline_script_or_style(client: Client, lesson: LessonPage) -> None:
    for address in ("/", LESSON, f"{LESSON}buoc-2/", f"{LESSON}xong/", "/tim/?q=x"):
        html = read(client, address)
        assert "style=" not in html
        assert " onclick" not in html
        assert "<script>" not in html


def test_a_draft_is_read_by_nobody(client: Client, lesson: LessonPage) -> None:
    lesson.unpublish()
    for rest in ("", "buoc-2/", "xong/"):
        assert client.get(LESSON + rest).status_code == 404
    assert "Khai sinh cho cháu" not in read(client, "/") + read(client, "/hoc/") + read(
        client, "/tim/?q=khai"
    )


def test_a_private_lesson_is_listed_nowhere(client: Client, lesson: LessonPage) -> None:
    PageViewRestriction.objects.create(page=lesson.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert "Khai sinh cho cháu" not in read(client, "/") + read(client, "/hoc/") + read(
        client, "/tim/?q=khai"
    )
    assert LESSON not in read(client, "/sitemap.xml")


def test_a_private_course_is_listed_nowhere(client: Client, lesson: LessonPage) -> None:
    course = lesson.get_parent()
    assert course.title in read(client, "/hoc/")
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    html = read(client, "/hoc/")
    assert course.title not in html and "Khai sinh cho cháu" not in html


def test_an_unpublished_lesson_leaves_the_needs_of_home(client: Client, lesson: LessonPage) -> None:
    home = HomePage.objects.get()
    home.needs = [
        ("lesson", {"title": "Chụp giấy", "note": "", "icon": "anh", "lesson": lesson, "step": 2}),
        ("place", {"title": "Học ở lớp", "note": "Có người ngồi cạnh", "icon": "nhom", "anchor": "lop"}),
        ("practise", {"title": "Tập nộp", "note": "", "icon": "giay", "scenario": "x", "mode": "practice"}),
    ]
    home.save()
    html = read(client, "/")
    assert f'class="pick" href="{LESSON}buoc-2/"' in html
    assert 'class="pick" href="#lop"' in html
    assert 'class="pick" href="/tap/bat-dau/x/practice/"' in html
    lesson.unpublish()
    html = read(client, "/")
    assert "Chụp giấy" not in html
    assert "Học ở lớp" in html


def test_a_drawing_that_a_release_took_away_breaks_no_page(client: Client, lesson: LessonPage) -> None:
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["picture"]["drawing"] = "khong-con"
    lesson.steps, lesson.icon = raw, "khong-con"
    lesson.save(clean=False)
    assert "Bày giấy tờ" in read(client, LESSON)
    assert "Khai sinh cho cháu" in read(client, "/")


def test_absolute_addresses_are_those_people_use(
    client: Client, lesson: LessonPage, settings: Settings
) -> None:
    sitemap = client.get("/sitemap.xml", headers={"host": "may-o-thon:8000"}).content.decode()
    assert f"<loc>http://may-o-thon:8000{LESSON}</loc>" in sitemap
    assert "<loc>http://may-o-thon:8000/</loc>" in sitemap
    assert "/tap/" not in sitemap
    settings.PUBLIC_URL = "https://tutay.example.org"
    assert f"<loc>https://tutay.example.org{LESSON}</loc>" in read(client, "/sitemap.xml")
    assert lesson.full_url == f"https://tutay.example.org{LESSON}"


def test_a_course_cannot_take_an_address_that_is_ours() -> None:
    course = CoursePage(title="Trả lời", slug="tra-loi")
    with pytest.raises(ValidationError, match="Địa chỉ này"):
        CourseIndexPage.objects.get().add_child(instance=course)


class TreeTest(WagtailPageTestCase):
    def test_every_page_has_its_place(self) -> None:
        self.assertAllowedSubpageTypes(HomePage, {CourseIndexPage, PortalIndexPage, GuideIndexPage})
        self.assertAllowedSubpageTypes(CourseIndexPage, {CoursePage})
        self.assertAllowedSubpageTypes(CoursePage, {LessonPage})
        self.assertAllowedSubpageTypes(LessonPage, set())
        self.assertAllowedParentPageTypes(LessonPage, {CoursePage})
