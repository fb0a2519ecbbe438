"""Three questions and the paths: the rule, the files, and the pages."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Learner
from courses.lessons.recorder import keep_finish, keep_place
from courses.loading.files import read_content
from courses.loading.schema import BadLesson, parsed
from courses.models import LearnerPath, LearningPath, LessonPage, LessonProgress
from courses.paths import placement, walking
from courses.paths.placement import ALONE, SKILLS, Level, NoAnswers
from courses.paths.schema import PathData, questions, read_paths
from courses.service import load_courses
from sandbox.service import load_packs
from tests.courses.factories import FOREIGN, OURS, learner_of, make_learner, make_lesson
from tests.people import SCENARIO, make_attempt, make_dossier

WORDS = ["".join(letters) for letters in itertools.product("abc", repeat=3)]
answers = st.tuples(*[st.sampled_from(Level)] * 3)
BETTER = {Level.NEVER: Level.HELPED, Level.HELPED: Level.ALONE, Level.ALONE: Level.ALONE}


# --- The rule --------------------------------------------------------------------------------------------------
@given(answers)
def test_a_path_begins_at_the_first_thing_not_done_alone(given_: placement.Answers) -> None:
    entry, known = placement.entry(given_), placement.known(given_)
    assert entry == ALONE if known == set(SKILLS) else entry not in known
    before = SKILLS if entry == ALONE else SKILLS[: SKILLS.index(placement.Skill(entry))]
    assert set(before) <= known


@given(answers, st.integers(0, 2))
def test_whoever_can_more_never_begins_earlier(given_: placement.Answers, place: int) -> None:
    order = [*SKILLS, ALONE]
    better = tuple(BETTER[one] if at == place else one for at, one in enumerate(given_))
    assert order.index(placement.entry(better)) >= order.index(placement.entry(given_))
    assert placement.known(given_) <= placement.known(better)


@given(st.text(max_size=5))
def test_a_word_is_answers_or_refused(word: str) -> None:
    try:
        found = placement.read(word)
    except NoAnswers:
        assert not re.fullmatch(r"[abc]{0,3}", word)
    else:
        assert placement.written(found) == word


# --- The files -------------------------------------------------------------------------------------------------
def test_every_entry_has_a_path_that_skips_nothing_of_its_own() -> None:
    found = read_paths()
    entries = {path.entry: path for path in found if path.entry}
    assert set(entries) == {*SKILLS, ALONE}
    lessons = {lesson.slug for course in read_content() for _, lesson in course.lessons}
    assert {item.lesson for path in found for item in path.items if item.lesson} <= lessons
    for word in WORDS:
        given_ = placement.read(word)
        path, known = entries[placement.entry(given_)], placement.known(given_)
        assert [item for item in path.items if item.known not in known]
    assert len(found) - len(entries) == 3  # for parents, for a member of a team, for an officer


def test_the_questions_offer_a_task_and_then_three_things_done() -> None:
    first, *others = questions()
    assert first.task is not None
    assert [len(one.choices) for one in others] == [3, 3]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"items": []}, "items"),
        ({"vua_bia": 1}, "vua_bia"),
        ({"entry": "khac"}, "entry"),
        ({"icon": "khong-co"}, "icon"),
        ({"items": [{"why": "Vì sao."}, {"lesson": "a", "why": "Vì sao."}]}, "items.1"),
        ({"items": [{"lesson": "a", "why": "x" * 121}] * 2}, "items.1.why"),
    ],
)
def test_a_slip_in_a_file_is_named(change: dict[str, Any], told: str) -> None:
    right = {
        "title": "Thử",
        "slug": "thu",
        "lead": "Thử.",
        "icon": "may",
        "items": [{"lesson": "a", "why": "Vì sao."}] * 2,
    }
    parsed(PathData, right)
    with pytest.raises(BadLesson, match=told):
        parsed(PathData, right | change)


def test_two_paths_with_one_entry_are_refused(tmp_path: Path) -> None:
    (tmp_path / "paths").mkdir()
    for number in (1, 2):
        data = {"title": "T", "slug": f"p{number}", "lead": "L", "icon": "may", "entry": "typing"}
        data["items"] = [{"lesson": "a", "why": "Vì."}, {"lesson": "b", "why": "Vì."}]  # type: ignore[assignment]
        (tmp_path / f"paths/{number}-p{number}.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(BadLesson, match="same entry"):
        read_paths(tmp_path)


# --- Rows ------------------------------------------------------------------------------------------------------
def make_path(slug: str = "thu", **fields: Any) -> LearningPath:
    items = [
        {"lesson": "khai-sinh", "why": "Bài này trước.", "known": "typing"},
        {"scenario": SCENARIO, "mode": "practice", "why": "Rồi tập.", "known": ""},
    ]
    wanted = {
        "number": 1,
        "title": "Đường thử",
        "lead": "Đi thử.",
        "icon": "may",
        "entry": "account",
        "items": items,
    }
    return LearningPath.objects.create(slug=slug, **wanted | fields)


@pytest.mark.django_db
def test_loading_the_shipped_paths_twice_changes_nothing() -> None:
    load_packs()
    load_courses()
    assert LearningPath.objects.count() == len(read_paths())
    LearningPath.objects.filter(slug="tu-ban-phim").update(title="Đổi tay")
    make_path("cu", entry="")
    assert load_courses().changed == 2  # one as its file again, one without a file gone
    assert load_courses().changed == 0


@pytest.mark.django_db
def test_a_path_that_names_no_lesson_is_refused(lesson: LessonPage) -> None:
    data = {"title": "T", "slug": "t", "lead": "L", "icon": "may"}
    item = {"lesson": "khong-co", "why": "Vì."}
    with pytest.raises(BadLesson, match="khong-co"):
        walking.bring_paths([parsed(PathData, data | {"items": [item, item]})])


# --- The pages -------------------------------------------------------------------------------------------------
@pytest.fixture
def way(db: None) -> LearningPath:
    load_packs()
    make_lesson()
    return make_path()


def test_the_task_is_judged_and_what_was_typed_is_kept_nowhere(way: LearningPath, client: Client) -> None:
    task = questions()[0].task
    assert task is not None
    for typed, letter in (
        (task.value, "a"),
        ("Vang Thi Bai Tap", "b"),
        ("g", "b"),
        (f" {task.value.lower()} ", "a"),
    ):
        response = client.post("/hoc/ba-cau-hoi/", {"chu": typed})
        assert response["Location"] == f"/hoc/ba-cau-hoi/{letter}/", typed
    assert not Learner.objects.exists()
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "012345678901"])
def test_nothing_typed_is_asked_again_with_a_sentence(way: LearningPath, client: Client, typed: str) -> None:
    response = client.post("/hoc/ba-cau-hoi/", {"chu": typed})
    assert response.status_code == 422
    assert "Họ và tên:" in response.content.decode()


def test_choices_lead_through_the_questions_to_a_path(way: LearningPath, client: Client) -> None:
    address = "/hoc/ba-cau-hoi/a/"
    for _ in range(2):
        page = client.get(address).content.decode()
        address = re.findall(r'class="pick" href="([^"]+)"', page)[1]
    response = client.get(address)
    assert response["Location"] == "/hoc/lo-trinh/thu/abb/"
    page = client.get(response["Location"]).content.decode()
    assert "Bài này trước." in page
    assert page.count('class="past"') == 1  # typing is known


@pytest.mark.parametrize(
    "address", ["ba-cau-hoi/d/", "ba-cau-hoi/abca/", "lo-trinh/thu/ab/", "lo-trinh/khong-co/"]
)
def test_what_names_nothing_is_a_missing_page(way: LearningPath, client: Client, address: str) -> None:
    assert client.get(f"/hoc/{address}").status_code == 404


def test_the_page_of_a_path_is_the_same_for_all_strangers(way: LearningPath, client: Client) -> None:
    response = client.get("/hoc/lo-trinh/thu/abb/")
    assert "csrf" not in response.content.decode()
    assert not response.cookies
    assert "Cookie" in response["Vary"]
    assert "no-store" not in response.get("Cache-Control", "")


def test_taking_a_path_keeps_it_and_leads_to_what_is_next(way: LearningPath, client: Client) -> None:
    response = client.post("/hoc/lo-trinh/thu/di/", {"tra_loi": "cbb"}, headers=OURS)
    assert response["Location"].endswith("/khai-sinh/")
    kept = LearnerPath.objects.get()
    assert (kept.path, kept.answers, kept.learner) == (way, "cbb", learner_of(client))
    client.post("/hoc/lo-trinh/thu/di/", {"tra_loi": "abb"}, headers=OURS)
    assert LearnerPath.objects.get().answers == "abb"


def test_a_foreign_page_puts_nobody_on_a_path(way: LearningPath, client: Client) -> None:
    for headers in (FOREIGN, {}):
        assert client.post("/hoc/lo-trinh/thu/di/", headers=headers).status_code == 302
    assert not LearnerPath.objects.exists()
    assert client.post("/hoc/lo-trinh/thu/di/", {"tra_loi": "xyz"}, headers=OURS).status_code == 404


def test_her_path_shows_what_is_done_and_what_is_next(way: LearningPath, client: Client) -> None:
    learner = make_learner(client)
    walking.keep(learner, way)
    keep_finish(learner, LessonPage.objects.get())
    page = client.get("/hoc/lo-trinh/thu/").content.decode()
    assert re.search(rf'btn go" href="[^"]*{SCENARIO}', page)
    make_dossier(learner, "check")  # in a way with less help than asked for
    page = client.get("/hoc/lo-trinh/thu/").content.decode()
    assert "/hoc/giay-xac-nhan/" in page
    assert page.count('class="past"') == 2


def test_a_path_asks_as_much_for_twenty_stops_as_for_two(
    way: LearningPath, client: Client, django_assert_max_num_queries: Any
) -> None:
    learner = make_learner(client)
    walking.keep(learner, way)
    way.items = way.items * 10
    way.save()
    client.get("/hoc/lo-trinh/thu/")
    with django_assert_max_num_queries(10):
        client.get("/hoc/lo-trinh/thu/")


def test_the_first_page_leads_to_her_path_and_strangers_to_the_questions(
    way: LearningPath, client: Client
) -> None:
    page = client.get("/").content.decode()
    assert "/hoc/ba-cau-hoi/" in page and "/hoc/lo-trinh/thu/" not in page
    assert "/hoc/ba-cau-hoi/" in client.get("/hoc/").content.decode()
    walking.keep(make_learner(client), way)
    assert "/hoc/lo-trinh/thu/" in client.get("/").content.decode()


def test_what_she_left_last_comes_first(way: LearningPath, client: Client) -> None:
    learner = make_learner(client)
    keep_place(learner, LessonPage.objects.get(), 2)
    attempt = make_attempt(learner)
    page = client.get("/").content.decode()
    assert re.search(rf'btn go" href="/tap/bai/{attempt.pk}', page)
    assert "/khai-sinh/buoc-2/" in page
    LessonProgress.objects.update(touched_at=attempt.touched_at.replace(year=2999))
    assert re.search(r'btn go" href="[^"]*/khai-sinh/buoc-2/', client.get("/").content.decode())
