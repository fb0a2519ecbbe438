"""Folders of lessons: read in number order, strictly; and what comes with the site loads as a whole."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from courses.loading.files import CONTENT, read_content
from courses.models import CourseIndexPage, CoursePage, HomePage, LessonPage
from courses.service import BadLesson, load_courses
from media.models import Attachment
from sandbox.service import load_packs
from tests.courses.factories import STEPS, lesson_data, make_lesson

db = pytest.mark.django_db


def write(folder: Path, course: str, lessons: list[str], **course_data: Any) -> None:
    """A course ``1-khoa`` with lessons ``1-bai``; what they say is that of the factory."""
    data = lesson_data()
    into = folder / course
    into.mkdir(parents=True, exist_ok=True)
    slug = course.partition("-")[2]
    (into / "course.yaml").write_text(yaml.safe_dump({**data["course"], "slug": slug, **course_data}))
    for name in lessons:
        write_lesson(into, name)


def write_lesson(folder: Path, name: str, **lesson: Any) -> None:
    data = {**lesson_data()["lesson"], "slug": name.partition("-")[2], "title": f"Bài {name}", **lesson}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def tree() -> list[str]:
    """Courses and lessons in the order of the tree."""
    return list(CourseIndexPage.objects.get().get_descendants().values_list("slug", flat=True))


@db
def test_courses_and_lessons_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, "2-hai", ["1-a", "10-c", "9-b"])
    write(tmp_path, "10-muoi", ["1-d"])
    write(tmp_path, "1-mot", ["3-e"])
    loaded = load_courses(tmp_path)
    assert tree() == ["mot", "e", "hai", "a", "b", "c", "muoi", "d"]
    assert (loaded.courses, len(loaded.lessons), loaded.changed) == (3, 5, 8)


@db
def test_what_is_added_in_the_middle_later_gets_its_place(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a", "3-c"])
    write(tmp_path, "3-ba", ["1-g"])
    load_courses(tmp_path)
    write(tmp_path, "1-mot", ["2-b"])
    write(tmp_path, "2-hai", ["1-e", "2-f"])
    assert load_courses(tmp_path).changed == 4
    assert tree() == ["mot", "a", "b", "c", "hai", "e", "f", "ba", "g"]
    assert CoursePage.objects.get(slug="hai").url == "/hoc/hai/"
    assert LessonPage.objects.get(slug="c").url == "/hoc/mot/c/"
    assert not any(Page.find_problems())


@db
def test_a_course_of_the_commune_keeps_its_place_among_ours(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a"])
    load_courses(tmp_path)
    make_lesson()  # course "nop-ho-so", of nobody's folder
    write(tmp_path, "2-hai", ["1-b"])
    load_courses(tmp_path)
    assert tree() == ["mot", "a", "nop-ho-so", "khai-sinh", "hai", "b"]


@db
def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a", "2-b"])
    first = load_courses(tmp_path)
    before = (Revision.objects.count(), Page.objects.count())
    again = load_courses(tmp_path)
    assert (again.lessons, again.changed) == (first.lessons, 0)
    assert (Revision.objects.count(), Page.objects.count()) == before


@db
def test_a_lesson_that_an_editor_changed_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a"])
    [lesson] = load_courses(tmp_path).lessons
    lesson.title = "Khai sinh ở xã mình"
    officer = get_user_model().objects.create_superuser("can-bo")
    lesson.save_revision(user=officer).publish(user=officer)
    write_lesson(tmp_path / "1-mot", "1-a", title="Tên mới")
    assert load_courses(tmp_path).changed == 0
    assert LessonPage.objects.get().title == "Khai sinh ở xã mình"


@pytest.mark.parametrize(
    ("name", "lesson", "told"),
    [
        ("1-a", {"tieude": "x"}, "1-mot/1-a.yaml: tieude: Extra inputs"),
        ("1-a", {"summary": "x" * 251}, "1-mot/1-a.yaml: summary: .*at most 250"),
        ("1-a", {"steps": STEPS[:2]}, "1-mot/1-a.yaml: steps: 3 to 8, not 2"),
        (
            "1-a",
            {"steps": [*STEPS[:2], {"title": "Gửi", "text": "Gửi.", "tip": "x"}]},
            "1-a.yaml: step 3, tip",
        ),
        ("1-a", {"slug": "b"}, "1-mot/1-a.yaml: slug: 'a' as in the name, not 'b'"),
        ("1-a", {"card": "x" * 61}, "1-mot/1-a.yaml: card.1: .*at most 60"),
        ("1-a", {"icon": "khong-co"}, "1-mot/1-a.yaml: icon: .*'khong-co'"),
        ("a", {}, "1-mot/a.yaml: the name begins with a number"),
    ],
)
def test_a_slip_is_told_with_file_step_and_key(
    tmp_path: Path, name: str, lesson: dict[str, Any], told: str
) -> None:
    write(tmp_path, "1-mot", [])
    write_lesson(tmp_path / "1-mot", name, **lesson)
    with pytest.raises(BadLesson, match=told):
        read_content(tmp_path)


def test_two_lessons_with_one_number_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a", "01-b"])
    with pytest.raises(BadLesson, match="has this number already"):
        read_content(tmp_path)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", [])
    (tmp_path / "1-mot" / "1-a.yaml").write_text("title: [")
    with pytest.raises(BadLesson, match=r"1-mot/1-a.yaml: cannot be read"):
        read_content(tmp_path)


@db
def test_what_the_database_does_not_know_is_told_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, "1-mot", ["1-a"])
    step = {"title": "Tập", "text": "Bác tập.", "practise": {"scenario": "khong-co"}}
    write_lesson(tmp_path / "1-mot", "2-b", steps=[*STEPS[:2], step])
    with pytest.raises(BadLesson, match=r"1-mot/2-b.yaml: b: step 3.practise.scenario"):
        load_courses(tmp_path)
    assert not CoursePage.objects.exists()  # all or nothing


def test_every_shipped_file_can_be_read() -> None:
    read = read_content()
    assert sum(len(course.lessons) for course in read) >= 1
    slugs = [lesson.slug for course in read for _path, lesson in course.lessons]
    assert len(slugs) == len(set(slugs)), "the first page names lessons by slug"


@db
def test_the_shipped_courses_load_and_loading_again_changes_nothing() -> None:
    load_packs()
    first = load_courses()
    before = (Revision.objects.count(), Attachment.objects.count(), Page.objects.count())
    assert all(lesson.live for lesson in first.lessons)
    wanted = [lesson.slug for course in read_content(CONTENT) for _path, lesson in course.lessons]
    assert [slug for slug in tree() if slug in wanted] == wanted
    assert [need.block_type for need in HomePage.objects.get().needs].count("lesson") >= 1
    again = load_courses()
    assert (again.lessons, again.changed) == (first.lessons, 0)
    assert (Revision.objects.count(), Attachment.objects.count(), Page.objects.count()) == before
    assert not any(Page.find_problems())


@db
def test_the_command_says_what_it_did_and_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write(tmp_path, "1-mot", ["1-a"])
    call_command("load_courses", "--json", folder=tmp_path)
    assert capsys.readouterr().out.strip() == '{"courses": 1, "lessons": 1, "changed": 2}'
    write_lesson(tmp_path / "1-mot", "1-a", tieude="x")
    with pytest.raises(CommandError, match=r"1-mot/1-a.yaml: tieude"):
        call_command("load_courses", folder=tmp_path)
