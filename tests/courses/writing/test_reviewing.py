"""Help while writing: what is open on a page, said beside the form, saved or not; and told once when it is sent."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from courses.loading.blocks import step_block
from courses.loading.files import read_content
from courses.loading.schema import LessonData
from courses.models import EditorTour, GuidePage, LessonPage, NewsPage
from courses.writing import reviewing
from courses.writing.readability import KINDS
from tests.courses.sides import Side, make_side
from tests.people import user_client

pytestmark = pytest.mark.django_db
HARD = "<p>Đề nghị bác xuất trình giấy.</p>"


@pytest.fixture
def side() -> Side:
    return make_side()


def step(title: str = "Mang giấy", words: str = "<p>Bác mang giấy.</p>", **picture: Any) -> tuple[str, Any]:
    """A step as a page keeps it."""
    return (
        "step",
        {
            "title": title,
            "picture": {"drawing": "", "image": None, "alt": "", **picture},
            "sound": {"file": None, "words": ""},
            "parts": [("words", words)] if isinstance(words, str) else words,
        },
    )


def guide_of(side: Side, *steps: tuple[str, Any], **fields: Any) -> GuidePage:
    """A draft with these steps."""
    raw = [
        {"type": kind, "value": _raw(value), "id": f"0000000{number}"}
        for number, (kind, value) in enumerate(steps)
    ]
    return side.guide("Mang giấy đến xã", live=False, steps=raw, **fields)


def _raw(value: dict[str, Any]) -> dict[str, Any]:
    parts = [
        {"type": kind, "value": part, "id": f"p{number}"}
        for number, (kind, part) in enumerate(value["parts"])
    ]
    return {**value, "parts": parts}


def kinds(page: Any) -> list[str]:
    return [note.kind for note in reviewing.review(page).notes if note.kind != "voice"]


def test_notes_stand_by_field_and_step_with_the_sentence_marked(side: Side) -> None:
    guide = guide_of(side, step(), step("Ký", HARD), summary="Mang giấy tờ liên quan.")
    made = reviewing.review(guide)
    assert [group.label for group in made.groups] == [
        "Tóm tắt một, hai câu",
        "Bước 1: Mang giấy",
        "Bước 2: Ký",
    ]
    note = next(one for one in made.notes if one.marked == "xuất trình")
    assert (note.before, note.after, note.place.anchor) == ("Đề nghị bác ", " giấy.", "block-p0-section")
    assert note.instead == "Thử viết: xuất trình (đưa cho xem)."
    assert made.notes[0].place.anchor == "id_summary"
    assert made.sentences and made.average and made.count == len(made.notes)


def test_a_word_explained_anywhere_on_the_page_is_explained(lesson: LessonPage) -> None:
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["parts"] = [{"type": "words", "value": "<p>Bác xuất trình giấy.</p>", "id": "a"}]
    raw[1]["value"]["parts"] = [
        {"type": "term", "value": {"word": "Xuất trình", "text": "Đưa cho xem."}, "id": "b"}
    ]
    lesson.steps = raw
    assert "term" not in kinds(lesson)
    raw[1]["value"]["parts"] = []
    lesson.steps = raw
    assert "term" in kinds(lesson)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ((step(drawing="to-giay"),), ["alt"]),
        ((step(drawing="to-giay", alt="IMG_2024.jpg"),), ["alt"]),
        ((step(drawing="to-giay", alt="Tờ giấy trên bàn"),), []),
        ((step(drawing="khong-con-nua", alt="Tờ giấy trên bàn"),), ["gone"]),
        ((step(), step()), ["heading"]),
        ((step(words="<p><b>Giấy cần mang</b></p><p>Căn cước.</p>"),), ["heading"]),
        ((step(words="<p>Mang <b>căn cước</b>.</p>"),), []),
        ((step(words="<h2>Một</h2><h5>Hai</h5>"),), ["heading"]),
        ((step(words='<p>Xem <a href="https://xa.example.com">tại đây</a>.</p>'),), ["link"]),
        ((step(words='<p><a linktype="page" id="987654">Trang của xã</a></p>'),), ["link"]),
        ((step(words="<p>Gõ dichvucong-gov.com nhé.</p>"),), ["link"]),
        ((step(words="<p>Gõ dichvucong.gov.vn nhé.</p>"),), []),
    ],
)
def test_what_else_is_open(side: Side, made: Any, found: list[str]) -> None:
    assert kinds(guide_of(side, *made)) == found


def test_a_step_without_a_voice_is_told_and_a_map_without_https(side: Side) -> None:
    guide = guide_of(side, step(), map_link="http://ban-do.example.com/xa")
    assert sorted(note.kind for note in reviewing.review(guide).notes) == ["link", "voice"]


def test_news_and_what_holds_nothing_are_looked_at(side: Side) -> None:
    news = NewsPage(title="Mở lớp", summary="Đề nghị bà con đến.", body=[("words", HARD)])
    assert kinds(news) == ["opening", "opening", "term"]
    assert reviewing.review(GuidePage()).count == 0 and reviewing.summary(reviewing.review(GuidePage())) == ""


def test_many_notes_are_counted_and_not_all_shown(side: Side) -> None:
    guide = guide_of(side, *[step(f"Bước tên {number}") for number in range(reviewing.MOST_NOTES + 5)])
    made = reviewing.review(guide)
    assert len(made.notes) == reviewing.MOST_NOTES and made.hidden == 5


LESSONS = [
    pytest.param(lesson, id=f"{files.folder.name}/{path.name}")
    for files in read_content()
    for path, lesson in files.lessons
]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_shipped_lesson_is_easy_to_read(lesson: LessonData) -> None:
    """At most two words that the lesson leaves unexplained."""
    steps = [step_block(step, str(number), None) for number, step in enumerate(lesson.steps)]
    page = LessonPage(
        title=lesson.title,
        summary=lesson.summary,
        card="\n".join(lesson.card),
        closing="\n".join(lesson.closing),
        steps=steps,
    )
    notes = [note for note in reviewing.review(page).notes if note.kind in (*KINDS, "heading", "link", "alt")]
    assert len(notes) <= 2, [
        (note.place.group, note.say, note.before + note.marked + note.after) for note in notes
    ]


# --- Beside the form --------------------------------------------------------------------------------------------
def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def address(page: Any) -> str:
    return reverse("courses_is_it_easy", args=[page.pk])


def form_data(words: str = "Bác xuất trình giấy.", **fields: str) -> dict[str, Any]:
    """What the form of a guide sends."""
    value = {
        "title": "Ký giấy",
        "picture": {"drawing": "", "image": "", "alt": ""},
        "sound": {"file": "", "words": ""},
        "parts": streamfield([("words", rich_text(f"<p>{words}</p>", features=["bold"]))]),
    }
    steps = nested_form_data({"steps": streamfield([("step", value)])})
    return {"title": "Chứng từ", "summary": "Bác mang giấy.", "papers": "", **steps, **fields}


def test_the_form_shows_what_is_open_in_the_last_draft(side: Side) -> None:
    guide = guide_of(side, step("Ký", HARD))
    html = user_client(side.writer).get(edit(guide)).content.decode()
    assert "Đọc có dễ không?" in html and "<mark>xuất trình</mark>" in html
    assert "courses/writing" in html and 'href="#block-p0-section"' in html
    page = user_client(side.writer).get(address(guide)).content.decode()  # without JavaScript
    assert f'href="{edit(guide)}#block-p0-section"' in page


def test_what_is_being_written_is_judged_and_not_saved(side: Side) -> None:
    guide = guide_of(side, step())
    client = user_client(side.writer)
    revisions = Revision.objects.count()
    response = client.post(address(guide), form_data())
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    html = response.content.decode()
    assert "<mark>xuất trình</mark>" in html and "<html" not in html
    assert Revision.objects.count() == revisions
    assert GuidePage.objects.get(pk=guide.pk).title == guide.title
    new = reverse("courses_is_it_easy_new", args=["guidepage", side.portal.page_id])
    assert "<mark>xuất trình</mark>" in client.post(new, form_data()).content.decode()


def test_more_steps_ask_the_database_no_more(side: Side) -> None:
    words = '<p><a linktype="page" id="5">Trang xã</a> https://xa.example.com /tim/</p>'
    few, many = (guide_of(side, *[step(f"Bước tên {n}", words) for n in range(count)]) for count in (1, 15))
    asked = []
    for guide in (few, many):
        fresh = GuidePage.objects.get(pk=guide.pk)
        with CaptureQueriesContext(connection) as captured:
            reviewing.review(fresh)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 4


@pytest.mark.parametrize(
    "change",
    [
        {"steps-count": "99999999"},
        {"steps-count": "khong"},
        {"steps-0-type": "khong-co"},
        {"steps-0-value-parts-0-value": "{hỏng"},
        {"steps-0-value-parts-0-value": '{"blocks": [{"type": 3}]}'},
        {"steps-0-value-parts-0-value": "[]"},
    ],
)
def test_a_form_that_did_not_arrive_whole_is_answered_with_a_sentence(
    side: Side, change: dict[str, str]
) -> None:
    response = user_client(side.writer).post(address(guide_of(side)), form_data(**change))
    assert response.status_code in (200, 422)
    if response.status_code == 422:
        assert "Lưu nháp rồi xem lại" in response.content.decode()


@pytest.mark.parametrize(
    "text",
    ["Bác đi. " * 120_000, "\x00" * 50, "😀👩🏽‍🌾 " * 500, "<script>alert(1)</script>" * 20, "a" * 1_000_000],
)
def test_any_text_is_judged(side: Side, text: str) -> None:
    client = user_client(side.writer)
    response = client.post(address(guide_of(side)), form_data(summary=text, title=text[:200]))
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.post(address(guide_of(side)), {}).status_code in (200, 422)


def test_another_communes_officer_finds_nothing(side: Side, lesson: LessonPage) -> None:
    other = make_side("TH0X2", "Bản Khác")
    guide = guide_of(side, step("Ký", HARD))
    new = reverse("courses_is_it_easy_new", args=["guidepage", side.portal.page_id])
    for user in (other.writer, other.approver):
        client = user_client(user)
        for answer in (
            client.get(address(guide)),
            client.post(address(guide), form_data()),
            client.post(new, form_data()),
        ):
            assert answer.status_code == 404
    client = user_client(side.writer)
    assert client.get(address(lesson)).status_code == 404
    assert client.get(address(side.portal.page)).status_code == 404
    for odd in (
        ["guidepage", lesson.get_parent().pk],
        ["homepage", side.portal.page_id],
        ["guidepage", 987654],
    ):
        assert client.post(reverse("courses_is_it_easy_new", args=odd), form_data()).status_code == 404
    assert client.get(new).status_code == 405


def test_whoever_sends_a_page_is_told_once_what_is_open(side: Side) -> None:
    guide = guide_of(side, step("Ký", HARD))
    client = user_client(side.writer)
    data = querydict_from_html(client.get(edit(guide)).content.decode(), form_id="page-edit-form")
    data.update(form_data())
    saved = client.post(edit(guide), data)
    assert not any("Đọc có dễ không?" in str(one) for one in get_messages(saved.wsgi_request))
    data["action-submit"] = "1"
    sent = client.post(edit(guide), {**data.dict(), "loaded_revision_id": ""})
    assert sent.status_code == 302
    told = [str(one) for one in get_messages(sent.wsgi_request)]
    assert sum("Đọc có dễ không?" in one for one in told) == 1, told
    guide.refresh_from_db()
    assert guide.current_workflow_state is not None


# --- The first guide --------------------------------------------------------------------------------------------
TOUR = "/quan-tri/bai-dau-tien/"


def test_the_first_guide_is_walked_through_until_it_is_put_away(side: Side) -> None:
    guide = guide_of(side)
    client = user_client(side.writer)

    def form() -> str:
        return client.get(edit(guide)).content.decode()

    html = form()
    assert 'data-step="1"' in html and "data-closed" not in html
    assert html.count("data-tour-stop=") == 7 and 'href="#id_address"' in html
    assert client.post(TOUR, {"buoc": "4"}, headers={"x-requested-with": "fetch"}).status_code == 204
    assert 'data-step="4"' in form()
    assert client.post(TOUR, {"cat": "1"}).status_code == 302
    html = form()
    assert "data-closed" in html and "Xem lại hướng dẫn" in html
    page = client.get(TOUR).content.decode()
    assert "Hiện lại cạnh tờ viết" in page and page.count("data-tour-stop=") == 7
    client.post(TOUR, {"lai": "1"})
    assert 'data-step="1"' in form() and "data-closed" not in form()


def test_each_officer_has_a_walk_of_her_own(side: Side) -> None:
    user_client(side.writer).post(TOUR, {"cat": "1"})
    guide = guide_of(side)
    assert "data-closed" not in user_client(side.approver).get(edit(guide)).content.decode()
    assert EditorTour.objects.get().user == side.writer


@pytest.mark.parametrize("odd", ["0", "99999999999", "-1", "ba", "", "\x00", "٣", "³"])
def test_an_odd_step_breaks_nothing(side: Side, odd: str) -> None:
    assert user_client(side.writer).post(TOUR, {"buoc": odd}).status_code == 302
    assert all(1 <= one.step <= 7 for one in EditorTour.objects.all())


def test_strangers_do_not_walk(client: Client, side: Side) -> None:
    assert client.get(TOUR).status_code == 302
    assert client.post(TOUR, {"cat": "1"}).status_code in (302, 403)
    assert not EditorTour.objects.exists()


def test_a_second_guide_of_the_same_name_gets_an_address_of_its_own(side: Side) -> None:
    add = reverse("wagtailadmin_pages:add", args=["courses", "guidepage", side.portal.page_id])
    client = user_client(side.writer)
    for _ in range(2):
        data = querydict_from_html(client.get(add).content.decode(), form_id="page-edit-form")
        data = {
            **data.dict(),
            **form_data(),
            "title": "Ký giấy ở xã",
            "slug": "ký-giấy-ở-xã",
            "action-submit": "1",
        }
        assert client.post(add, data).status_code == 302
    made = GuidePage.objects.filter(title="Ký giấy ở xã").order_by("pk")
    assert [one.slug for one in made] == ["ky-giay-o-xa", "ky-giay-o-xa-2"]
