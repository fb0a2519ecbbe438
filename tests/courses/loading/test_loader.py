"""Loading lessons from data: once, twice, wrongly."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Revision

from courses.loading.loader import load_home
from courses.loading.shots import is_shot
from courses.models import CoursePage, LessonPage
from courses.service import BadLesson, load_course
from media.models import Attachment, Picture
from sandbox.models import PackVersion
from sandbox.service import load_packs, pack_version
from tests.courses.factories import STEPS, TYPED, lesson_data, make_lesson
from tests.courses.sides import make_side

pytestmark = pytest.mark.django_db


def test_loading_again_asks_little_of_the_database(
    lesson: LessonPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        make_lesson()


def test_new_words_reach_the_page() -> None:
    lesson = make_lesson()
    changed = make_lesson(title="Khai sinh", steps=STEPS[:2])
    assert changed.pk == lesson.pk
    assert (changed.title, changed.step_count) == ("Khai sinh", 2)
    assert Revision.objects.for_instance(lesson).count() == 2


def test_what_an_editor_changed_stays() -> None:
    lesson = make_lesson()
    officer = get_user_model().objects.create_superuser("can-bo")
    lesson.title = "Khai sinh ở xã mình"
    lesson.save_revision(user=officer).publish(user=officer)
    assert make_lesson().title == "Khai sinh ở xã mình"


def test_a_sound_is_stored_once(tmp_path: Path) -> None:
    (tmp_path / "buoc-1.mp3").write_bytes(b"ID3" + b"\x00" * 500)
    steps = copy.deepcopy(STEPS[:1])
    steps[0]["sound"] = {"file": "buoc-1.mp3", "seconds": 20}
    for _ in range(2):
        lesson = make_lesson(tmp_path, steps=steps)
    sound = Attachment.objects.get()
    assert lesson.steps[0].value["sound"]["file"] == sound
    assert (sound.seconds, sound.kilobytes) == (20, 1)
    sound.file.delete(save=False)  # the folder of uploads was emptied
    make_lesson(tmp_path, steps=steps)
    assert Attachment.objects.get().file.storage.exists(Attachment.objects.get().file.name)


def test_a_picture_has_a_title_to_read_and_is_stored_once_wherever_the_shared_folder_is() -> None:
    steps = copy.deepcopy(STEPS[:1])
    steps[0]["picture"] = {"shot": "ngay-cap", "alt": "Ô ngày cấp"}
    lesson = make_lesson(steps=steps)
    shown = Picture.objects.get()
    assert (shown.title, shown.width) == ("Cổng Tập: ô Ngày cấp", 648)
    for title, after in (("ngay-cap", shown.title), ("Tên của cán bộ", "Tên của cán bộ")):
        Picture.objects.update(title=title)  # as sites have it that were loaded before; as somebody calls it
        make_lesson(steps=steps)
        assert Picture.objects.get().title == after
    side = make_side()  # with the first portal, what all share goes into a folder of its own
    make_lesson(steps=steps)
    assert Picture.objects.get().collection.name == "Dùng chung"
    Picture.objects.update(collection=side.portal.folder)  # a commune's own copy is not everybody's
    assert make_lesson(steps=steps).pk == lesson.pk
    assert sorted(Picture.objects.values_list("collection__name", "title")) == [
        ("Dùng chung", "Cổng Tập: ô Ngày cấp"),
        (side.portal.folder.name, "Tên của cán bộ"),
    ]
    assert all(is_shot(picture) for picture in Picture.objects.all())


def break_step(number: int, **parts: Any) -> list[dict[str, Any]]:
    steps = copy.deepcopy(STEPS)
    steps[number - 1].update(parts)
    return steps


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        (break_step(1, picture={"drawing": "khong-co", "alt": "x"}), "step 1, picture.drawing: .*'khong-co'"),
        (break_step(1, picture={"drawing": "to-giay", "alt": ""}), "step 1, picture.alt: .*at least 1"),
        (break_step(3, title=""), "step 3, title: .*at least 1"),
        (break_step(3, title="x" * 81), "step 3, title: .*at most 80"),
        (break_step(3, tieu_de="x"), "step 3, tieu_de: Extra inputs"),
        (break_step(3, practise={"scenario": "khong-co"}), "khai-sinh: step 3.practise.scenario"),
        (break_step(3, drill="khong-co"), "khai-sinh: step 3.parts.drill.drill"),
        (break_step(3, real="0.000000"), "khai-sinh: step 3.parts.real.procedure"),
        (break_step(3, sound={"file": "x.mp3", "seconds": 3}), "step 3, sound.file: there is no 'x.mp3'"),
        (
            break_step(2, question={"text": "?", "options": [{"text": "a", "reply": "b"}] * 2}),
            "step 2, question: .*exactly one",
        ),
        (break_step(2, question={"kind": "doan", "text": "?"}), "step 2, question.kind"),
        (break_step(2, question={"kind": "order", "text": "?", "items": ["a"]}), "step 2, question.items"),
        (break_step(2, question={**TYPED, "answer": "Giàng A Sai"}), "step 2.parts.typed.paper"),
        (break_step(2, question={**TYPED, "field": "date"}), "step 2.parts.typed.answer"),
    ],
)
def test_bad_data_say_where_and_why(steps: list[dict[str, Any]], where: str) -> None:
    with pytest.raises(BadLesson, match=where):
        make_lesson(steps=steps)
    assert not LessonPage.objects.exists()


def test_a_course_without_a_title_is_refused() -> None:
    data = lesson_data()
    data["course"]["title"] = ""
    with pytest.raises(BadLesson, match="course.title: .*at least 1"):
        load_course(data, Path())
    assert not CoursePage.objects.exists()


def test_home_cannot_need_a_lesson_that_is_not_there() -> None:
    need = {"title": "Tạm trú", "icon": "nha", "lesson": "tam-tru"}
    with pytest.raises(BadLesson, match="home/1.lesson: there is no lesson 'tam-tru'"):
        load_home({"title": "Tự Tay", "needs": [need]})
    with pytest.raises(BadLesson, match="needs.1: .*exactly one"):
        load_home({"title": "Tự Tay", "needs": [{"title": "Tạm trú", "icon": "nha"}]})


def test_a_lesson_remembers_the_pack_it_was_written_against() -> None:
    assert make_lesson(pack="khai-sinh").pack_version == ""  # nothing is loaded yet
    load_packs()
    lesson = make_lesson(pack="khai-sinh")
    first = lesson.pack_version
    assert first == pack_version("khai-sinh")
    PackVersion.objects.current().filter(slug="khai-sinh").update(digest="0" * 64)
    assert (
        make_lesson(pack="khai-sinh").pack_version == first
    )  # the lesson is the old one, and the pack is newer
    assert make_lesson(pack="khai-sinh", title="Viết lại").pack_version == "0" * 64
