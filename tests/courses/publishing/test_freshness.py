"""Whatever changes a public page is seen at once, in every web process, by readers known and unknown."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction, Site

from accounts.models import Learner
from courses.models import CoursePage, LessonPage
from kit import generation
from media.models import Attachment
from tests.courses.factories import make_lesson
from tests.kept import Process, switch_on
from tests.media.factories import make_picture
from tests.people import learner_client, make_administrator, user_client

pytestmark = pytest.mark.django_db
LESSON, COURSE, LIST, HOME = "/hoc/nop-ho-so/khai-sinh/", "/hoc/nop-ho-so/", "/hoc/", "/"
NEW = "Tên mới của bài"


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> None:
    switch_on(settings, tmp_path)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., Any]:
    """Do something as a request of its own does it: what waits for the commit happens."""

    def do(act: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            act()

    return do


@pytest.fixture
def processes(lesson: LessonPage) -> tuple[Process, Process]:
    """Two web processes in which somebody has read every page."""
    both = Process(), Process()
    for process in both:
        for path in (LESSON, f"{LESSON}buoc-2/", f"{LESSON}xong/", COURSE, LIST, HOME):
            assert process.get(path).status_code == 200
    return both


def rename(lesson: LessonPage) -> None:
    lesson.title = NEW
    lesson.save_revision().publish()


def rename_as_editor(lesson: LessonPage) -> None:
    """The row itself, as scripts and migrations of data do it."""
    lesson.title = NEW
    lesson.save()


def test_a_new_title_is_everywhere_at_once(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    committed(lambda: rename(lesson))
    learner = learner_client(Learner.objects.create())
    for process in processes:
        for path in (LESSON, f"{LESSON}buoc-2/", COURSE, LIST, HOME):
            assert NEW in process.text(path), path
            assert NEW in process.get(path, learner).content.decode(), path


def test_a_lesson_saved_by_hand_is_seen_too(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    committed(lambda: rename_as_editor(lesson))
    assert all(NEW in process.text(LIST) for process in processes)


def test_a_draft_changes_nothing_and_costs_nothing(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    before = generation.current()
    lesson.title = NEW
    committed(lambda: lesson.save_revision(user=make_administrator()))
    draft = LessonPage(title=NEW, slug="nhap", summary="x", steps=lesson.steps, live=False)
    committed(lambda: lesson.get_parent().add_child(instance=draft))
    assert generation.current() == before
    assert all(
        NEW not in process.text(path) for process in processes for path in (LESSON, COURSE, LIST, HOME)
    )


def test_a_lesson_taken_back_is_gone(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    committed(lesson.unpublish)
    for process in processes:
        assert process.get(LESSON).status_code == process.get(f"{LESSON}buoc-2/").status_code == 404
        assert all(lesson.title not in process.text(path) for path in (COURSE, LIST, HOME))


def test_a_lesson_that_is_deleted_is_gone(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    title = lesson.title
    committed(lambda: LessonPage.objects.get(pk=lesson.pk).delete())
    for process in processes:
        assert process.get(LESSON).status_code == 404
        assert title not in process.text(LIST)


def test_a_course_that_is_renamed_has_its_lessons_at_the_new_address(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    def change() -> None:
        course = CoursePage.objects.get()
        course.slug = "ten-moi"
        course.save_revision().publish()

    committed(change)
    for process in processes:
        assert process.get(LESSON).status_code in (301, 404)
        assert process.get("/hoc/ten-moi/khai-sinh/").status_code == 200
        assert "/hoc/ten-moi/khai-sinh/" in process.text(LIST)


def test_a_lesson_that_is_moved_is_where_it_was_moved_to(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    other = CoursePage(title="Khóa khác", slug="khoa-khac", intro="")
    committed(lambda: lesson.get_parent().get_parent().add_child(instance=other))
    committed(lambda: LessonPage.objects.get(pk=lesson.pk).move(other, pos="last-child"))
    for process in processes:
        assert process.get("/hoc/khoa-khac/khai-sinh/").status_code == 200
        assert process.get(LESSON).status_code in (301, 404)
        assert "/hoc/khoa-khac/khai-sinh/" in process.text(LIST)


def test_the_order_of_lessons_is_the_editors(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    committed(lambda: make_lesson(slug="bai-hai", title="Bài thứ hai"))
    assert all(
        process.text(COURSE).index(lesson.title) < process.text(COURSE).index("Bài thứ hai")
        for process in processes
    )
    second = LessonPage.objects.get(slug="bai-hai")
    committed(lambda: second.move(LessonPage.objects.get(pk=lesson.pk), pos="left"))
    assert all(
        process.text(COURSE).index(lesson.title) > process.text(COURSE).index("Bài thứ hai")
        for process in processes
    )


def test_a_page_that_is_closed_to_most_is_shown_to_nobody_else(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    closed: list[PageViewRestriction] = []

    def close() -> None:
        kind = PageViewRestriction.LOGIN
        closed.append(PageViewRestriction.objects.create(page=lesson, restriction_type=kind))

    committed(close)
    assert all(process.get(LESSON).status_code == 302 for process in processes)
    assert all(lesson.title not in process.text(LIST) for process in processes)
    committed(lambda: closed[0].delete())
    assert all(process.get(LESSON).status_code == 200 for process in processes)


def test_what_is_published_by_the_clock_is_seen(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    lesson.expire_at = timezone.now() - dt.timedelta(minutes=1)
    lesson.save()
    committed(lambda: call_command("publish_scheduled"))
    assert all(process.get(LESSON).status_code == 404 for process in processes)


def test_lessons_that_are_loaded_are_seen(
    processes: tuple[Process, Process], committed: Callable[..., None]
) -> None:
    committed(lambda: make_lesson(summary="Lời mới của bài."))
    assert all("Lời mới của bài." in process.text(LESSON) for process in processes)


def test_a_recording_that_is_measured_changes_its_length_on_the_page(
    lesson: LessonPage, committed: Callable[..., None]
) -> None:
    sound = Attachment.objects.create(title="Tiếng", file=ContentFile(b"ID3", name="tieng.mp3"), seconds=60)
    steps = lesson.steps.get_prep_value()
    steps[0]["value"]["sound"] = {"file": sound.pk, "words": "Bày giấy tờ ra bàn."}
    lesson.steps = lesson.steps.stream_block.to_python(steps)
    committed(lambda: lesson.save_revision().publish())
    processes = Process(), Process()
    before = [process.text(LESSON) for process in processes]
    sound.seconds = 75
    committed(sound.save)
    after = [process.text(LESSON) for process in processes]
    assert before[0] == before[1] and after[0] == after[1] and before[0] != after[0]


@pytest.mark.parametrize("model", ["picture", "site"])
def test_pictures_and_sites_make_pages_old(
    model: str, lesson: LessonPage, committed: Callable[..., None]
) -> None:
    before = generation.current()
    if model == "site":
        committed(Site.objects.get().save)
    else:
        committed(make_picture)
    assert generation.current() != before


def test_reading_a_page_makes_none_old(
    processes: tuple[Process, Process], committed: Callable[..., None]
) -> None:
    before = generation.current()
    learner = learner_client(Learner.objects.create())

    def read() -> None:
        processes[0].get(LESSON, learner)
        processes[0].get(HOME, learner)
        Client().post(f"/hoc/nghi/{Page.objects.get(slug='khai-sinh').translation_key}/1/")

    committed(read)
    assert generation.current() == before


def test_an_editor_publishes_in_the_editor_and_sees_it(
    processes: tuple[Process, Process], lesson: LessonPage, committed: Callable[..., None]
) -> None:
    client = user_client(make_administrator())
    committed(lambda: client.post(f"/quan-tri/pages/{lesson.pk}/unpublish/"))
    assert all(process.get(LESSON, client).status_code == 404 for process in processes)
    assert all(process.get(LESSON).status_code == 404 for process in processes)
