"""The lesson that came first, with its recordings, and the first page: plain words, pictures and sounds."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from courses.loading.files import CONTENT, read_content
from courses.loading.schema import ChoiceData, HomeData, PractiseData, SoundData, StepData, read_file
from ui.icons import ICONS

ROOT = Path(__file__).resolve().parents[3]
FOLDER = CONTENT / "5-tu-nop-ho-so-tren-mang"
SLUG = "khai-sinh-cho-chau"
DRAWINGS = ROOT / "site" / "ui" / "templates" / "ui" / "drawings"
PACK = ROOT / "sandbox" / "packs" / "khai-sinh"

LARGEST_DRAWING = 3_000  # bytes
LARGEST_SOUND = 90_000  # bytes: half a minute at 24 kbit/s
PACE = 1.8, 3.0  # tiếng a second: slow and clear; outside it, sound and words have drifted apart
BYTES_A_SECOND = 24_000 // 8
LONGEST_SENTENCE, USUAL_SENTENCE = 25, 15  # in tiếng
DRAWING_CLASSES = {"d", "th", "s", "tr", "on", "fok", "f0", "f1", "f2", "f3", "f4"}
COLD_OR_BLAMING = ("vui lòng", "sai rồi", "không hợp lệ", "quý khách", "bạn ")

SOURCES = [FOLDER / f"1-{SLUG}.yaml", FOLDER / "course.yaml", CONTENT / "home.yaml"]
SOURCE = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
COURSE = next(course for course in read_content() if course.folder == FOLDER)
LESSON = next(lesson for _path, lesson in COURSE.lessons if lesson.slug == SLUG)
LESSONS = {lesson.slug: lesson for course in read_content() for _path, lesson in course.lessons}
HOME = read_file(HomeData, CONTENT / "home.yaml")
PICTURES = [step.picture.drawing for step in LESSON.steps if step.picture]
QUESTIONS = [step.question for step in LESSON.steps if isinstance(step.question, ChoiceData)]
SOUNDS = [(step.sound, step.narration) for step in LESSON.steps if step.sound]
STEPS = [pytest.param(step, id=f"step-{number}") for number, step in enumerate(LESSON.steps, 1)]


def sentences(text: str) -> list[str]:
    """Sentences of a text; a colon ends one too, for the eye rests there."""
    return [part for part in re.split(r"(?<=[.?!:])\s+", text.strip()) if part]


def syllables(sentence: str) -> int:
    """How many tiếng: groups of letters or digits between spaces."""
    return len([part for part in sentence.split() if any(map(str.isalnum, part))])


def spoken(text: str) -> list[str]:
    """The bare words: no bold, no punctuation, no capitals."""
    return re.findall(r"\w+", text.casefold())


def shown(step: StepData) -> str:
    """Title, text, tip, warning: the words of the page in their order."""
    boxes = [box for box in (step.tip, step.warning) if box]
    return ". ".join([step.title, step.text, *(f"{box.title}. {box.text}" for box in boxes)])


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) of every string in the content."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{key}.{number}")
    elif isinstance(value, str):
        yield key, value


ALL_TEXTS = [pair for path in SOURCES for pair in texts(yaml.safe_load(path.read_text(encoding="utf-8")))]
PROSE = re.compile(
    r"(title|text|reply|alt|summary|intro|lead|tip|class_words|note|narration|closing|lines\.\d)$"
)
SENTENCES = [(key, sentence) for key, text in ALL_TEXTS if PROSE.search(key) for sentence in sentences(text)]


def practice_places() -> list[PractiseData]:
    wished = [step.practise for step in LESSON.steps] + [need.practise for need in HOME.needs]
    return [practise for practise in wished if practise]


def drawings_used() -> dict[str, tuple[str, str]]:
    """Name → (width, height) that its place in the page needs."""
    large = [COURSE.course.picture, *PICTURES]
    small = [option.drawing for question in QUESTIONS for option in question.options if option.drawing]
    return dict.fromkeys(large, ("340", "236")) | dict.fromkeys(small, ("92", "68"))


# the words


def test_every_sentence_is_short() -> None:
    too_long = [(key, sentence) for key, sentence in SENTENCES if syllables(sentence) > LONGEST_SENTENCE]
    assert not too_long


def test_sentences_are_short_on_average_in_every_step() -> None:
    for number in range(1, len(LESSON.steps) + 1):
        counts = [syllables(sentence) for key, sentence in SENTENCES if key.startswith(f"steps.{number}.")]
        assert sum(counts) / len(counts) <= USUAL_SENTENCE


def test_few_sentences_pass_the_usual_length() -> None:
    over = [sentence for _, sentence in SENTENCES if syllables(sentence) > USUAL_SENTENCE]
    assert len(over) <= len(SENTENCES) * 0.05, over


@pytest.mark.parametrize("step", STEPS)
def test_a_step_says_one_thing_in_at_most_three_sentences(step: StepData) -> None:
    assert len(sentences(step.text)) <= 3


def test_nobody_is_blamed_or_addressed_coldly() -> None:
    found = [(key, cold) for key, text in ALL_TEXTS for cold in COLD_OR_BLAMING if cold in text.casefold()]
    assert not found


def test_vietnamese_is_composed_and_free_of_stray_characters() -> None:
    assert unicodedata.normalize("NFC", SOURCE) == SOURCE
    assert not re.search("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\ufeff]", SOURCE)


def test_bold_marks_come_in_pairs() -> None:
    assert not [key for key, text in ALL_TEXTS if text.count("**") % 2]


def test_numbers_that_look_like_somebodys_begin_with_zeros() -> None:
    long_numbers = re.findall(r"\d(?:[ .\-]?\d){8,}", SOURCE)
    assert [number for number in long_numbers if not number.startswith("000")] == []


def test_the_real_portal_is_words_and_never_a_link() -> None:
    assert "http" not in "".join(text for _, text in ALL_TEXTS)


# what is heard


@pytest.mark.parametrize("step", STEPS)
def test_the_words_heard_are_the_words_read(step: StepData) -> None:
    assert spoken(step.narration) == spoken(shown(step))


def test_every_step_has_a_recording() -> None:
    assert len(SOUNDS) == len(LESSON.steps)


@pytest.mark.parametrize(("sound", "words"), SOUNDS)
def test_a_sound_is_there_light_and_as_long_as_it_says(sound: SoundData, words: str) -> None:
    data = (FOLDER / "sounds" / sound.file).read_bytes()
    assert len(data) <= LARGEST_SOUND
    assert data[0] == 0xFF
    assert data[3] >> 6 == 3, "mono"
    assert abs(len(data) / BYTES_A_SECOND - sound.seconds) <= 1


@pytest.mark.parametrize(("sound", "words"), SOUNDS)
def test_a_sound_has_the_length_of_its_words(sound: SoundData, words: str) -> None:
    slowest, fastest = PACE
    assert slowest <= len(spoken(words)) / sound.seconds <= fastest


def test_no_sound_is_left_over() -> None:
    assert {path.name for path in (FOLDER / "sounds").iterdir()} == {sound.file for sound, _words in SOUNDS}


# what is seen


@pytest.mark.parametrize(("name", "size"), drawings_used().items())
def test_a_drawing_is_there_light_and_plain(name: str, size: tuple[str, str]) -> None:
    path = DRAWINGS / f"{name}.svg"
    assert path.stat().st_size <= LARGEST_DRAWING
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert (root.get("width"), root.get("height")) == size
    assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}"
    for element in root.iter():
        assert not {"style", "id", "fill", "stroke", "role", "aria-label"} & set(element.attrib)
        assert set(element.get("class", "").split()) <= DRAWING_CLASSES


def test_every_step_has_a_picture_of_its_own() -> None:
    assert len(set(PICTURES)) == len(PICTURES) == len(LESSON.steps)


def test_icons_are_those_of_the_look() -> None:
    assert {LESSON.icon, *(need.icon for need in HOME.needs)} <= set(ICONS)


# questions


def test_most_steps_ask_something() -> None:
    assert len(QUESTIONS) >= 3


def test_answers_and_replies_differ_from_each_other() -> None:
    for question in QUESTIONS:
        count = len(question.options)
        assert len({option.text for option in question.options}) == count
        assert len({option.reply for option in question.options}) == count


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = {[option.right for option in question.options].index(True) for question in QUESTIONS}
    assert len(places) >= 3


# what it leads to


def test_exercises_exist() -> None:
    known = {one["id"] for one in yaml.safe_load((PACK / "scenarios.yaml").read_text("utf-8"))["scenarios"]}
    assert "khai-sinh-me-nop" in known
    assert {practise.scenario for practise in practice_places()} <= known


def test_the_last_step_lets_people_practise() -> None:
    assert LESSON.steps[-1].practise


def test_the_procedure_is_the_one_of_the_pack() -> None:
    procedure = yaml.safe_load((PACK / "procedure.yaml").read_text("utf-8"))["procedure"]
    assert procedure["code"] == LESSON.procedure
    assert PACK.name == LESSON.pack


def test_the_home_page_promises_only_what_exists() -> None:
    for need in HOME.needs:
        assert sum(bool(way) for way in (need.lesson, need.practise, need.anchor)) == 1
        if need.lesson:
            assert need.step is None or 1 <= need.step <= len(LESSONS[need.lesson].steps)


def test_the_home_page_says_the_right_length_of_the_lesson() -> None:
    first = HOME.needs[0]
    assert (first.title, first.note) == (LESSON.title, f"{len(LESSON.steps)} bước · {LESSON.minutes} phút")
