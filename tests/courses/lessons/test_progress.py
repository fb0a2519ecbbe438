"""How far a learner came: kept by acts, shown on the first page, never lost."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from courses.lessons import recorder
from courses.models import LessonEvent, LessonPage, LessonProgress
from tests.courses.factories import FOREIGN, OURS, learner_of, lesson_data, make_learner, make_lesson

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"


def address(name: str, lesson: LessonPage, number: int | None = None) -> str:
    return f"/hoc/{name}/{lesson.translation_key}/" + (f"{number}/" if number else "")


def acts() -> list[str]:
    return list(LessonEvent.objects.order_by("pk").values_list("act", flat=True))


def test_stopping_keeps_the_place_and_home_shows_it(client: Client, lesson: LessonPage) -> None:
    response = client.post(address("nghi", lesson, 2), headers=OURS)
    assert response["Location"] == "/#hoc-do"
    html = client.get("/").content.decode()
    assert "Bác đang học dở" in html
    assert "Bước 2 / 3" in html
    assert f'href="{LESSON}buoc-2/"' in html
    assert "Học tiếp bước 2" in html


def test_stopping_at_the_first_step_leads_back_to_the_lesson(client: Client, lesson: LessonPage) -> None:
    client.post(address("nghi", lesson, 1), headers=OURS)
    html = client.get("/").content.decode()
    assert f'<a class="btn full" href="{LESSON}">Học tiếp' in html


def test_the_script_keeps_the_place_of_learners_we_know(client: Client, lesson: LessonPage) -> None:
    learner = make_learner(client)
    response = client.post(address("nho-cho", lesson, 3), headers=OURS)
    assert (response.status_code, response.content) == (204, b"")
    assert LessonProgress.objects.get(learner=learner).furthest_step == 3


@pytest.mark.parametrize("known", [True, False])
def test_the_script_makes_no_learner_and_trusts_no_foreign_page(
    client: Client, lesson: LessonPage, known: bool
) -> None:
    if known:
        make_learner(client)
    response = client.post(address("nho-cho", lesson, 3), headers=FOREIGN if known else OURS)
    assert response.status_code == 204
    assert Learner.objects.count() == known
    assert not LessonProgress.objects.exists()


def test_going_back_loses_no_ground(client: Client, lesson: LessonPage) -> None:
    make_learner(client)
    for number in (1, 3, 2, 2):
        client.post(address("nho-cho", lesson, number), headers=OURS)
    assert LessonProgress.objects.get().furthest_step == 3
    assert list(LessonEvent.objects.order_by("pk").values_list("step", flat=True)) == [1, 3]


def test_finishing_is_kept_once_and_shows_the_end(client: Client, lesson: LessonPage) -> None:
    for _ in range(2):
        response = client.post(address("hoc-xong", lesson), headers=OURS)
        assert response["Location"] == f"{LESSON}xong/"
    progress = LessonProgress.objects.get()
    assert progress.learner == learner_of(client)
    assert progress.finished_at is not None
    assert progress.furthest_step == 3
    assert acts() == ["finished"]
    assert "Bác đang học dở" not in client.get("/").content.decode()


def test_reading_a_finished_lesson_again_does_not_open_it_again(client: Client, lesson: LessonPage) -> None:
    client.post(address("hoc-xong", lesson), headers=OURS)
    client.post(address("nho-cho", lesson, 1), headers=OURS)
    assert LessonProgress.objects.get().finished_at is not None
    assert "Bác đang học dở" not in client.get("/").content.decode()


def test_a_foreign_page_finishes_nothing_but_shows_the_end(client: Client, lesson: LessonPage) -> None:
    response = client.post(address("hoc-xong", lesson), headers=FOREIGN)
    assert response["Location"] == f"{LESSON}xong/"
    assert client.post(address("nghi", lesson, 2), headers=FOREIGN)["Location"] == f"{LESSON}buoc-2/"
    assert not response.cookies
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize("name", ["nho-cho", "nghi", "hoc-xong"])
def test_progress_takes_post_only_and_real_lessons_only(
    client: Client, lesson: LessonPage, name: str
) -> None:
    number = None if name == "hoc-xong" else 1
    assert client.get(address(name, lesson, number)).status_code == 405
    if number:
        assert client.post(address(name, lesson, 9), headers=OURS).status_code == 404
    lesson.unpublish()
    assert client.post(address(name, lesson, number), headers=OURS).status_code == 404


def test_home_shows_the_lesson_touched_last(client: Client, lesson: LessonPage) -> None:
    learner = make_learner(client)
    other = make_lesson(slug="tam-tru", title="Đăng ký tạm trú")
    recorder.keep_place(learner, other, 2)
    recorder.keep_place(learner, lesson, 2)
    LessonProgress.objects.filter(lesson=lesson).update(touched_at=timezone.now() - dt.timedelta(days=1))
    html = client.get("/").content.decode()
    assert f'href="{LESSON.replace("khai-sinh", "tam-tru")}buoc-2/"' in html


def test_a_lesson_that_was_unpublished_or_grew_shorter_breaks_no_home(
    client: Client, lesson: LessonPage
) -> None:
    learner = make_learner(client)
    recorder.keep_place(learner, lesson, 3)
    shorter = make_lesson(steps=lesson_data()["lesson"]["steps"][:2])
    assert shorter.pk == lesson.pk
    assert "Bước 2 / 2" in client.get("/").content.decode()
    lesson.unpublish()
    assert "Bác đang học dở" not in client.get("/").content.decode()


def test_another_learner_sees_nothing_of_it(client: Client, lesson: LessonPage) -> None:
    client.post(address("nghi", lesson, 2), headers=OURS)
    stranger = Client()
    make_learner(stranger)
    response = stranger.get("/")
    assert "Bác đang học dở" not in response.content.decode()
    assert "Cookie" in response["Vary"]
