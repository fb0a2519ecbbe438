"""The shipped courses as data: plain words, honest questions, ways that exist. Neither database nor Django."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ui.icons import ICONS

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "courses" / "content"
DRAWINGS = ROOT / "site" / "ui" / "templates" / "ui" / "drawings"
SANDBOX = ROOT / "sandbox"
COURSES = sorted(path.parent for path in CONTENT.glob("*/course.yaml"))
LESSONS = sorted(path for course in COURSES for path in course.glob("[0-9]*.yaml"))
FOR_MEMBERS = "6-nguoi-huong-dan"  # its readers are "anh/chị", and it shows what not to write
LONGEST_SENTENCE, USUAL_SENTENCE = 25, 15  # in tiếng
CHANGES_ON = date(
    2027, 3, 1
)  # Luật Hộ tịch 03/2026/QH16 comes into force: before it, somebody reads all of this again
COLD_OR_BLAMING = ("vui lòng", "sai rồi", "không hợp lệ", "quý khách", "bạn ")
KINDS = {"one", "several", "order", "mistake", "typed"}


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(source(path))
    return data


def steps() -> list[Any]:
    return [
        pytest.param(step, id=f"{path.stem}-{number}")
        for path in LESSONS
        for number, step in enumerate(read(path)["steps"], 1)
    ]


def texts(value: Any) -> Iterator[str]:
    """Every string of the data."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def sentences(data: Any) -> list[str]:
    found = (
        part
        for text in texts(data)
        for line in text.splitlines()
        for part in re.split(r"(?<=[.?!:])\s+", line)
    )
    return [part for part in found if part.strip()]


def syllables(sentence: str) -> int:
    """How many tiếng: groups of letters or digits between spaces."""
    return len([part for part in sentence.split() if any(map(str.isalnum, part))])


each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
each_step = pytest.mark.parametrize("step", steps())


# --- The whole ------------------------------------------------------------------------------------------------------
def test_there_are_six_courses_and_more_than_thirty_lessons() -> None:
    assert len(COURSES) == 6
    assert len(LESSONS) >= 30


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_lessons_of_a_course_are_numbered_without_a_gap(folder: Path) -> None:
    numbers = sorted(int(path.name.partition("-")[0]) for path in LESSONS if path.parent == folder)
    assert numbers == list(range(1, len(numbers) + 1))
    assert read(folder / "course.yaml")["slug"] == folder.name.partition("-")[2]


def test_no_two_lessons_have_one_address_or_one_title() -> None:
    lessons = [read(path) for path in LESSONS]
    assert (
        len({lesson["slug"] for lesson in lessons})
        == len({lesson["title"] for lesson in lessons})
        == len(lessons)
    )
    assert all(
        lesson["slug"] == path.stem.partition("-")[2] for lesson, path in zip(lessons, LESSONS, strict=True)
    )


def test_every_kind_of_question_is_asked() -> None:
    asked = [step["question"] for path in LESSONS for step in read(path)["steps"] if "question" in step]
    assert {question.get("kind", "one") for question in asked} == KINDS


# --- The words ------------------------------------------------------------------------------------------------------
@each_lesson
def test_sentences_are_short(path: Path) -> None:
    found = sentences(read(path))
    assert [one for one in found if syllables(one) > LONGEST_SENTENCE] == []
    assert len([one for one in found if syllables(one) > USUAL_SENTENCE]) <= 0.05 * len(found)


@each_lesson
def test_vietnamese_is_composed_and_free_of_stray_characters(path: Path) -> None:
    assert unicodedata.normalize("NFC", source(path)) == source(path)
    assert not re.search("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\ufeff]", source(path))


@each_lesson
def test_nobody_is_blamed_or_addressed_coldly(path: Path) -> None:
    if path.parent.name != FOR_MEMBERS:
        said = "\n".join(texts(read(path))).casefold()
        assert [cold for cold in COLD_OR_BLAMING if cold in said] == []


@each_lesson
def test_numbers_that_look_like_somebodys_begin_with_zeros(path: Path) -> None:
    said = "\n".join(texts(read(path)))
    assert [one for one in re.findall(r"\d(?:[ .\-]?\d){8,}", said) if not one.startswith("00")] == []


@each_lesson
def test_no_address_is_a_link(path: Path) -> None:
    assert "http" not in "".join(texts(read(path)))


@each_lesson
def test_bold_marks_come_in_pairs_and_in_the_text_of_steps_only(path: Path) -> None:
    lesson = read(path)
    for step in lesson["steps"]:
        assert step.pop("text").count("**") % 2 == 0
    assert [text for text in texts(lesson) if "**" in text] == []


# --- Kept right -----------------------------------------------------------------------------------------------------
@each_lesson
def test_a_lesson_says_where_its_facts_come_from_and_when_to_look_again(path: Path) -> None:
    assert source(path).startswith("#")
    assert read(path)["review_by"] <= CHANGES_ON


# --- Shape ----------------------------------------------------------------------------------------------------------
@each_lesson
def test_a_lesson_has_few_steps_something_to_remember_and_an_end(path: Path) -> None:
    lesson = read(path)
    assert 3 <= len(lesson["steps"]) <= 8
    assert lesson["icon"] in ICONS
    assert lesson["closing"].strip()
    lines = lesson.get("card", "").splitlines()
    assert len(lines) <= 5 and all(len(line) <= 60 for line in lines)


@each_step
def test_a_step_is_one_small_thing(step: dict[str, Any]) -> None:
    assert len(re.findall(r"[.?!](?=\s|$)", step["text"])) <= 4
    assert len(step["title"]) <= 80


@each_step
def test_a_drawing_has_the_size_of_its_place_and_words(step: dict[str, Any]) -> None:
    if picture := step.get("picture"):
        if name := picture.get("drawing"):
            assert 'width="340"' in (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
        else:
            assert picture["shot"] in read(CONTENT / "pictures.yaml")
        assert picture["alt"].strip()


@each_step
def test_what_a_step_leads_to_exists(step: dict[str, Any]) -> None:
    known = "\n".join(source(path) for path in (SANDBOX / "packs").glob("*/scenarios.yaml"))
    if practise := step.get("practise"):
        assert f"id: {practise['scenario']}\n" in known
    if drill := step.get("drill"):
        assert f"id: {drill}\n" in source(SANDBOX / "packs" / "drills.yaml")


# --- Questions ------------------------------------------------------------------------------------------------------
@each_step
def test_a_question_can_be_answered_and_every_answer_gets_its_own_reply(step: dict[str, Any]) -> None:
    question = step.get("question")
    if not question:
        return
    kind = question.get("kind", "one")
    assert kind in KINDS
    if kind in ("order", "typed"):
        assert question["reply_right"] != question["reply_wrong"]
        assert len(set(question.get("items", "abc"))) in (3, 4, 5)
        return
    options = question["options"]
    right = sum(bool(option.get("right")) for option in options)
    assert 2 <= len(options) <= 5
    assert 1 <= right < len(options) if kind == "several" else right == 1
    assert (
        len({option["text"] for option in options})
        == len({option["reply"] for option in options})
        == len(options)
    )


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_the_right_answer_is_not_always_in_the_same_place(folder: Path) -> None:
    places: Counter[int] = Counter()
    for path in LESSONS:
        for step in read(path)["steps"] if path.parent == folder else ():
            question = step.get("question", {})
            if question.get("kind", "one") in ("one", "mistake") and question:
                places[[bool(option.get("right")) for option in question["options"]].index(True)] += 1
    assert places and max(places.values()) <= 0.6 * places.total()
