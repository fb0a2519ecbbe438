"""Check questions: the choice is kept by POST, and its reply has an address that can be loaded again."""

import pytest
from django.test import Client

from accounts.models import Learner
from courses.models import LessonEvent, LessonPage, LessonProgress
from tests.courses.factories import ANY_POST, FOREIGN, OURS, learner_of, make_learner

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"


@pytest.fixture
def address(lesson: LessonPage) -> str:
    """Where the question of the second step posts to."""
    return f"/hoc/tra-loi/{lesson.translation_key}/2/"


def test_the_lesson_page_posts_to_the_question(client: Client, address: str) -> None:
    html = client.get(f"{LESSON}buoc-2/").content.decode()
    assert f'<form method="post" action="{address}"' in html
    assert 'type="radio" name="chon" value="1"' in html


@ANY_POST
def test_an_answer_leads_to_its_reply_wherever_it_came_from(
    client: Client, address: str, headers: dict[str, str]
) -> None:
    response = client.post(address, {"chon": "2"}, headers=headers)
    assert (response.status_code, response["Location"]) == (302, f"{address}?chon=2")


def test_a_right_answer_is_praised_and_leads_on(client: Client, address: str) -> None:
    html = client.get(address, {"chon": "2"}).content.decode()
    assert "<h1>Đúng rồi</h1>" in html
    assert "Đủ bốn góc rồi." in html
    assert f'class="btn go" href="{LESSON}buoc-3/"' in html


def test_a_wrong_answer_is_explained_and_may_be_changed(client: Client, address: str) -> None:
    html = client.get(address, {"chon": "1"}).content.decode()
    assert "<h1>Bác xem lại nhé</h1>" in html
    assert "Ảnh này mất góc dưới." in html
    assert f'<form method="post" action="{address}"' in html
    assert " checked" not in html
    assert f'href="{LESSON}buoc-3/"' in html  # nobody is held back


@pytest.mark.parametrize("choice", ["", "0", "7", "abc", "\x00", "<script>", "1" * 5000])
def test_no_choice_brings_a_kind_word_and_the_question_again(
    client: Client, address: str, choice: str
) -> None:
    posted = client.post(address, {"chon": choice}, headers=OURS)
    assert posted["Location"] == f"{address}?chon="
    for response in (client.get(posted["Location"]), client.get(address, {"chon": choice})):
        html = response.content.decode()
        assert response.status_code == 200
        assert "Bác chọn một câu trả lời." in html
        assert "Ảnh đủ bốn góc" in html
        assert "<title>Lỗi:" in html
    assert not LessonEvent.objects.exists()


def test_asking_without_a_choice_shows_the_question(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert "<h1>Bác thử xem</h1>" in html
    assert "Lỗi:" not in html


def test_a_first_answer_makes_a_learner_and_keeps_her_place(
    client: Client, address: str, lesson: LessonPage
) -> None:
    client.post(address, {"chon": "1"}, headers=OURS)
    client.post(address, {"chon": "2"}, headers=OURS)
    progress = LessonProgress.objects.get()
    assert (progress.learner, progress.lesson, progress.furthest_step) == (learner_of(client), lesson, 2)
    acts = LessonEvent.objects.order_by("pk").values_list("act", "step", "block")
    block = str(lesson.steps[1].id)
    assert list(acts) == [("place", 2, block), ("wrong", 2, block), ("right", 2, block)]


def test_a_known_learner_stays_herself(client: Client, address: str) -> None:
    learner = make_learner(client)
    client.post(address, {"chon": "2"}, headers=OURS)
    assert LessonProgress.objects.get().learner == learner
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("headers", [FOREIGN, {}])
def test_a_foreign_page_can_write_nothing_and_change_nobody(
    client: Client, address: str, headers: dict[str, str]
) -> None:
    response = client.post(address, {"chon": "2"}, headers=headers)
    assert not response.cookies
    assert not LessonEvent.objects.exists()
    assert not Learner.objects.exists()


def test_reading_a_reply_leaves_no_trace(client: Client, address: str) -> None:
    response = client.get(address, {"chon": "2"})
    assert not response.cookies
    assert not Learner.objects.exists()
    assert "no-cache" in response["Cache-Control"]


def test_a_step_without_a_question_leads_back_to_it(client: Client, lesson: LessonPage) -> None:
    for send in (client.get, client.post):
        response = send(f"/hoc/tra-loi/{lesson.translation_key}/3/")
        assert response["Location"] == f"{LESSON}buoc-3/"


@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999"])
def test_an_unknown_step_is_missing(client: Client, lesson: LessonPage, number: str) -> None:
    assert client.get(f"/hoc/tra-loi/{lesson.translation_key}/{number}/").status_code == 404


def test_a_draft_looks_like_an_unknown_lesson(client: Client, address: str, lesson: LessonPage) -> None:
    lesson.unpublish()
    assert client.get(address).status_code == 404
    assert client.post(address, {"chon": "1"}, headers=OURS).status_code == 404
    assert client.get("/hoc/tra-loi/00000000-0000-0000-0000-000000000000/1/").status_code == 404


def test_other_methods_are_refused(client: Client, address: str) -> None:
    assert client.put(address).status_code == 405
    assert client.delete(address).status_code == 405
