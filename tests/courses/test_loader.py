"""Loading lessons from data: once, twice, wrongly."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Revision

from courses.loader import load_home
from courses.models import CoursePage, HomePage, LessonPage
from courses.service import BadLesson, load_course, load_demo_lesson
from media.models import Attachment
from sandbox.service import load_packs
from tests.courses.factories import STEPS, lesson_data, make_lesson

pytestmark = pytest.mark.django_db


def test_the_shipped_lesson_loads_and_loading_again_changes_nothing() -> None:
    load_packs()
    first = load_demo_lesson()
    before = (Revision.objects.count(), Attachment.objects.count(), Page.objects.count())
    assert [lesson.live for lesson in first] == [True]
    assert first[0].step_count == 7
    assert all(step.value["sound"]["file"].seconds for step in first[0].steps)
    assert [need.block_type for need in HomePage.objects.get().needs].count("lesson") == 4
    assert load_demo_lesson() == first
    assert (Revision.objects.count(), Attachment.objects.count(), Page.objects.count()) == before
    assert not any(Page.find_problems())


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


def break_step(number: int, **parts: Any) -> list[dict[str, Any]]:
    steps = copy.deepcopy(STEPS)
    steps[number - 1].update(parts)
    return steps


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        (break_step(1, picture={"drawing": "khong-co", "alt": "x"}), "1.picture.drawing"),
        (break_step(1, picture={"drawing": "to-giay", "alt": ""}), "1.picture.alt: Viết lời tả hình này."),
        (break_step(3, title=""), "3.title"),
        (break_step(3, practise={"scenario": "khong-co", "mode": "practice"}), "3.practise.scenario"),
        (
            break_step(2, question={"text": "?", "options": [{"text": "a", "reply": "b"}] * 2}),
            "2.parts.3.answers: Đánh dấu đúng một câu là câu đúng.",
        ),
    ],
)
def test_bad_data_say_where_and_why(steps: list[dict[str, Any]], where: str) -> None:
    with pytest.raises(BadLesson, match=f"khai-sinh: .*{where}".replace("?", ".")):
        make_lesson(steps=steps)
    assert not LessonPage.objects.exists()


def test_a_course_without_a_title_is_refused() -> None:
    data = lesson_data()
    data["course"]["title"] = ""
    with pytest.raises(BadLesson, match="nop-ho-so"):
        load_course(data, Path())
    assert not CoursePage.objects.exists()


def test_home_cannot_need_a_lesson_that_is_not_there() -> None:
    need = {"title": "Tạm trú", "icon": "nha", "lesson": "tam-tru"}
    with pytest.raises(BadLesson, match="home/1.lesson: there is no lesson 'tam-tru'"):
        load_home({"title": "Tự Tay", "needs": [need]})
