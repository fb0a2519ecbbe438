"""Lessons from data, as the demo and other installations bring them: loading twice changes nothing.

A lesson that somebody has edited by hand since is theirs and is left alone.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from courses.models import CourseIndexPage, CoursePage, HomePage, LessonPage
from courses.words import words_from_text
from media.models import Attachment

Data = Mapping[str, Any]
_IDS = uuid.UUID("5f0c1f0e-2d0b-5b9e-9d5e-0f6f8f7c2a11")  # ids of blocks are made from this and their place


HOME_WORDS = ("lead", "needs_title", "class_words", "tip_title", "tip")


class BadLesson(ValueError):
    """The data do not make a lesson; the message says where and why."""


@transaction.atomic
def load_course(data: Data, folder: Path) -> LessonPage:
    """The published lesson of ``data`` in its course, both made or brought up to date.

    ``data`` has "course" and "lesson", as courses/demo/khai-sinh.yaml shows; sounds are files in ``folder``.
    Raises BadLesson.
    """
    index = CourseIndexPage.objects.get()
    course = _page(CoursePage, index, data["course"]["slug"])
    picture = data["course"].get("picture") or ""
    _bring(
        course, index, title=data["course"]["title"], intro=data["course"].get("intro", ""), drawing=picture
    )
    lesson = _page(LessonPage, course, data["lesson"]["slug"])
    _bring(lesson, course, **_lesson_fields(data["lesson"], folder))
    return lesson


@transaction.atomic
def load_home(data: Data) -> HomePage:
    """The first page with the words and needs of ``data``, which names lessons by slug. Raises BadLesson."""
    home: HomePage = HomePage.objects.get()
    words = {name: data.get(name) or "" for name in HOME_WORDS}
    needs = [_need(need, f"home/{number}") for number, need in enumerate(data.get("needs") or (), 1)]
    _bring(home, None, title=data["title"], needs=needs, **words)
    return home


def _need(need: Data, place: str) -> dict[str, Any]:
    shown = {"title": need["title"], "note": need.get("note") or "", "icon": need["icon"]}
    if practise := need.get("practise"):
        return _block("practise", {**shown, "mode": "", **practise}, place)
    if anchor := need.get("anchor"):
        return _block("place", {**shown, "anchor": anchor}, place)
    lesson = LessonPage.objects.filter(slug=need["lesson"]).first()
    if lesson is None:
        raise BadLesson(f"{place}.lesson: there is no lesson {need['lesson']!r}")
    return _block("lesson", {**shown, "lesson": lesson.pk, "step": need.get("step")}, place)


def _page(model: type[Any], parent: Any, slug: str) -> Any:
    return model.objects.child_of(parent).filter(slug=slug).first() or model(slug=slug)


def _bring(page: Any, parent: Any, **fields: Any) -> None:
    """Make or change ``page`` and publish it, unless it is as it should be or an editor has changed it."""
    if page.pk and (_is_theirs(page) or all(_value(page, name) == wanted for name, wanted in fields.items())):
        return
    for name, wanted in fields.items():
        setattr(page, name, wanted)
    try:
        _save(page, parent)
    except ValidationError as error:
        raise BadLesson(f"{page.slug}: {_problems(error)}") from error
    page.save_revision().publish()
    page.refresh_from_db()  # publishing works on a copy


def _save(page: Any, parent: Any) -> None:
    """A new page goes into the tree as a draft. Raises ValidationError for what the editor would refuse."""
    if not page.pk:
        page.live = False
        parent.add_child(instance=page)
    page.full_clean(exclude=["path", "depth", "numchild"])
    for name in ("steps", "needs"):
        if stream := getattr(page, name, None):
            stream.stream_block.clean(stream)


def _is_theirs(page: Any) -> bool:
    return bool(page.latest_revision and page.latest_revision.user_id)


def _value(page: Any, name: str) -> Any:
    value = getattr(page, name)
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


def _problems(error: Any, where: str = "") -> str:
    """Every message of a form's error or of nested blocks' errors, with the way to it: "3.picture.alt: …"."""
    nested = getattr(error, "block_errors", None)
    if not nested:
        messages = error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]
        return "; ".join(f"{where}{name}: {' '.join(found)}".replace(".: ", ": ") for name, found in messages)
    pairs: Iterable[tuple[Any, Any]] = nested.items() if isinstance(nested, dict) else enumerate(nested)
    # places in a list count from one, as people do
    named = [(name + 1 if isinstance(name, int) else name, inner) for name, inner in pairs if inner]
    return "; ".join(_problems(inner, f"{where}{name}.") for name, inner in named)


def _lesson_fields(lesson: Data, folder: Path) -> dict[str, Any]:
    closing = lesson.get("closing") or ""
    return {
        "title": lesson["title"],
        "summary": lesson["summary"],
        "minutes": lesson["minutes"],
        "icon": lesson.get("icon") or "giay",
        "procedure": lesson.get("procedure") or "",
        "pack": lesson.get("pack") or "",
        "review_by": lesson.get("review_by"),
        "closing": closing if isinstance(closing, str) else "\n".join(closing),
        "steps": [
            _block("step", _step(step, folder, f"{lesson['slug']}/{number}"), f"{lesson['slug']}/{number}")
            for number, step in enumerate(lesson["steps"], 1)
        ],
    }


def _block(kind: str, value: Any, place: str) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid5(_IDS, place))}


def _step(step: Data, folder: Path, place: str) -> dict[str, Any]:
    picture, sound, practise = (step.get(part) or {} for part in ("picture", "sound", "practise"))
    return {
        "title": step["title"],
        "picture": {"drawing": picture.get("drawing", ""), "image": None, "alt": picture.get("alt", "")},
        "sound": {
            "file": _attachment(folder / sound["file"], sound["seconds"], step["title"]).pk
            if sound
            else None,
            "words": step.get("narration") or "",
        },
        "parts": _parts(step, place),
        "practise": {"scenario": practise.get("scenario", ""), "mode": practise.get("mode", "")},
    }


def _parts(step: Data, place: str) -> list[dict[str, Any]]:
    parts = [_block("words", words_from_text(step["text"]), f"{place}/words")]
    for kind in ("tip", "warning"):
        if advice := step.get(kind):
            value = {"title": advice.get("title", ""), "text": advice["text"]}
            parts.append(_block(kind, value, f"{place}/{kind}"))
    if question := step.get("question"):
        parts.append(_block("question", _question(question, place), f"{place}/question"))
    return parts


def _question(question: Data, place: str) -> dict[str, Any]:
    answers = [
        _block(
            "item",
            {
                "text": option["text"],
                "drawing": option.get("drawing") or "",
                "right": bool(option.get("right")),
                "reply": option["reply"],
            },
            f"{place}/answer/{number}",
        )
        for number, option in enumerate(question["options"], 1)
    ]
    return {"text": question["text"], "answers": answers}


def _attachment(path: Path, seconds: int, title: str) -> Attachment:
    """The sound at ``path`` as a file of the editor; the one that is there if its bytes are the same."""
    sha1 = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()  # Wagtail's own file_hash
    known: Attachment | None = Attachment.objects.filter(file_hash=sha1, title=title).first()
    if known and known.file.storage.exists(known.file.name):
        return known
    with path.open("rb") as sound:
        made = known or Attachment(title=title, file_hash=sha1)
        made.seconds, made.file_size = seconds, path.stat().st_size
        made.file = File(sound, name=path.name)
        made.save()
    return made
