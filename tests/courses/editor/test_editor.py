"""The editor: who may do what, previews that show, and blocks that refuse what would hurt a reader."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from accounts.enums import Role
from accounts.models import User
from courses.blocks import StepBlock
from courses.blocks.parts import WordsBlock
from courses.blocks.question import QuestionBlock
from courses.models import CourseIndexPage, CoursePage, HomePage, LessonPage
from tests.people import past_second_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> User:
    """An officer of a commune, signed in."""
    user = User.objects.create_user("can-bo", last_name="Hà", first_name="Văn Minh Họa")
    user.groups.add(Group.objects.get(name=Role.COMMUNE_OFFICER))
    client.force_login(user)
    past_second_step(client, user)
    return user


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def step(title: str, tip: str = "Sạc pin trước.") -> tuple[str, dict[str, Any]]:
    """A step as the editor's form sends it."""
    return "step", {
        "title": title,
        "picture": {"drawing": "to-giay", "image": "", "alt": "Tờ giấy"},
        "sound": {"file": "", "words": ""},
        "parts": streamfield([("tip", {"title": "", "text": tip})]),
        "practise": {"scenario": "", "mode": ""},
    }


def sent(client: Client, form: str, *steps: tuple[str, dict[str, Any]], **fields: str) -> Any:
    """What the form at ``form`` sends with other ``fields``; its steps, which a script draws, are ``steps``."""
    data = querydict_from_html(client.get(form).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"steps": streamfield(list(steps))}))
    for name, value in fields.items():
        data[name.replace("_", "-")] = value
    return data


def test_an_officer_writes_below_the_list_of_courses_and_nowhere_else(
    client: Client, officer: User, lesson: LessonPage
) -> None:
    course = CoursePage.objects.get()
    assert client.get(edit(lesson)).status_code == 200
    assert client.get(edit(course)).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:add_subpage", args=[course.pk])).status_code in (200, 302)
    assert client.get(edit(HomePage.objects.get())).status_code == 302  # Wagtail's way of saying no
    assert course.permissions_for_user(officer).can_publish()
    assert not HomePage.objects.get().permissions_for_user(officer).can_edit()
    assert not CourseIndexPage.objects.get().permissions_for_user(officer).can_delete()


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index", "wagtailadmin_home"])
def test_an_officer_reaches_pictures_and_sounds(client: Client, officer: User, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailsites:index", "wagtailusers_groups:index"]
)
def test_an_officer_manages_neither_users_nor_sites(client: Client, officer: User, name: str) -> None:
    assert client.get(reverse(name)).status_code in (302, 403)


def test_an_officer_publishes_a_lesson_and_people_read_it_at_once(
    client: Client, officer: User, lesson: LessonPage
) -> None:
    data = sent(client, edit(lesson), step("Mở máy"), title="Khai sinh ở xã mình", action_publish="1")
    response = client.post(edit(lesson), data)
    assert response.status_code == 302, response.context["form"].errors
    html = Client().get(lesson.get_url()).content.decode()
    assert "<h1>Khai sinh ở xã mình</h1>" in html
    assert "<h2>Mở máy</h2>" in html
    assert "Sạc pin trước." in html


def test_an_officer_writes_a_new_lesson(client: Client, officer: User, lesson: LessonPage) -> None:
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", CoursePage.objects.get().pk])
    data = sent(client, add, step("Mở máy"), title="Mở điện thoại", slug="mo-dien-thoai", summary="Bật máy.")
    data["action-publish"] = "1"
    response = client.post(add, data)
    assert response.status_code == 302, response.context["form"].errors
    assert "Sạc pin trước." in Client().get("/hoc/nop-ho-so/mo-dien-thoai/").content.decode()


def test_a_picture_without_words_is_refused_at_its_place(
    client: Client, officer: User, lesson: LessonPage
) -> None:
    kind, value = step("Mở máy")
    value["picture"]["alt"] = " "
    response = client.post(edit(lesson), sent(client, edit(lesson), (kind, value), action_publish="1"))
    assert response.status_code == 200
    assert json.dumps("Viết lời tả hình này.").strip('"') in response.content.decode()  # a script draws it


def test_what_officers_paste_is_cleaned(client: Client, officer: User, lesson: LessonPage) -> None:
    words = WordsBlock().clean(RichText('<p>Đủ <b>dấu</b><script>x</script><a href="//x">x</a></p>'))
    assert words.source == "<p>Đủ <b>dấu</b>x</p>"
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["parts"][0]["value"] = '<p onclick="x">Chụp</p><script>alert(1)</script>'
    lesson.steps = raw
    lesson.save(clean=False)
    html = client.get(lesson.get_url()).content.decode()
    assert "<p>Chụp</p>" in html
    assert "<script>alert" not in html
    assert "onclick" not in html


@pytest.mark.parametrize(
    ("mode", "seen"), [("1", "Mở máy"), ("2", "Đặt máy xuống"), ("xong", "Bác đã học được")]
)
def test_every_page_of_a_lesson_can_be_seen_before_it_is_published(
    client: Client, officer: User, lesson: LessonPage, mode: str, seen: str
) -> None:
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    data = sent(client, edit(lesson), step("Mở máy"), step("Đặt máy xuống"), title="Bản nháp của xã")
    assert client.post(preview, data).json()["is_available"]
    response = client.get(preview, {"mode": mode})
    assert response.status_code == 200
    assert "Bản nháp của xã" in response.content.decode()
    assert seen in response.content.decode()
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "Bản nháp" not in Client().get(lesson.get_url()).content.decode()


def test_a_lesson_that_was_never_saved_can_be_previewed(
    client: Client, officer: User, lesson: LessonPage
) -> None:
    names = ["courses", "lessonpage", CoursePage.objects.get().pk]
    add = reverse("wagtailadmin_pages:add", args=names)
    preview = reverse("wagtailadmin_pages:preview_on_add", args=names)
    data = sent(client, add, step("Mở máy"), title="Mở điện thoại", slug="mo-dien-thoai", summary="Bật máy.")
    assert client.post(preview, data).json()["is_available"]
    response = client.get(preview, {"mode": "1"})
    assert response.status_code == 200
    assert "<h2>Mở máy</h2>" in response.content.decode()


def test_home_and_lists_can_be_previewed(lesson: LessonPage) -> None:
    for page in (HomePage.objects.get(), CourseIndexPage.objects.get(), CoursePage.objects.get()):
        assert page.make_preview_request(preview_mode="").status_code == 200


def test_a_lesson_needs_a_step_and_an_icon_of_the_look(lesson: LessonPage) -> None:
    lesson.icon = "khong-co"
    with pytest.raises(ValidationError, match="Không có hình nhỏ này"):
        lesson.full_clean()
    with pytest.raises(ValidationError):
        lesson.steps.stream_block.clean(lesson.steps.stream_block.to_python([]))


@pytest.mark.parametrize(
    ("right", "allowed"), [((True, False), True), ((True, True), False), ((False, False), False)]
)
def test_a_question_has_exactly_one_right_answer(right: tuple[bool, ...], allowed: bool) -> None:
    block = QuestionBlock()
    answers = [{"text": "a", "drawing": "", "right": one, "reply": "b"} for one in right]
    value = block.to_python({"text": "Ảnh nào?", "answers": answers})
    if allowed:
        assert block.clean(value)["text"] == "Ảnh nào?"
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_a_step_asks_at_most_one_question() -> None:
    parts = StepBlock().child_blocks["parts"]
    question = {"type": "question", "value": {"text": "?", "answers": []}}
    with pytest.raises(ValidationError):
        parts.clean(parts.to_python([question, question]))
