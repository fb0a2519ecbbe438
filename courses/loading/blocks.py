"""What the blocks of a page hold, from lesson data. Ids come from the place: loading twice gives the same."""

import uuid
from collections.abc import Mapping
from typing import Any

from courses.loading.schema import NeedData, QuestionData, SideData, StepData
from courses.writing.markup import words_from_text

Raw = dict[str, Any]
_IDS = uuid.UUID("5f0c1f0e-2d0b-5b9e-9d5e-0f6f8f7c2a11")  # ids of blocks are made from this and their place


def _block(kind: str, value: Any, place: str) -> Raw:
    return {"type": kind, "value": value, "id": str(uuid.uuid5(_IDS, place))}


def need_block(need: NeedData, place: str, lessons: Mapping[str, int]) -> Raw:
    """One need of the first page; ``lessons``: slug → id of the page. Raises KeyError for an unknown one."""
    shown = {"title": need.title, "note": need.note, "icon": need.icon}
    if need.practise:
        return _block("practise", {**shown, **need.practise.model_dump()}, place)
    if need.anchor:
        return _block("place", {**shown, "anchor": need.anchor}, place)
    return _block("lesson", {**shown, "lesson": lessons[str(need.lesson)], "step": need.step}, place)


def step_block(step: StepData, place: str, sound: int | None, image: int | None = None) -> Raw:
    """One step; ``sound`` and ``image``: ids of its recording and its picture, files of the editor."""
    value = {
        "title": step.title,
        "picture": {
            "drawing": step.picture.drawing if step.picture else "",
            "image": image,
            "alt": step.picture.alt if step.picture else "",
        },
        "sound": {"file": sound, "words": step.narration},
        "parts": [_block(kind, part, f"{place}/{name}") for kind, name, part in _parts(step, place)],
        "practise": step.practise.model_dump() if step.practise else {"scenario": "", "mode": ""},
    }
    return _block("step", value, place)


def _parts(step: StepData, place: str) -> list[tuple[str, str, Any]]:
    """(kind of block, name of its place, value) of each part, in the order of the page."""
    parts: list[tuple[str, str, Any]] = [("words", "words", words_from_text(step.text))]
    if step.term:
        parts.append(("term", "term", step.term.model_dump()))
    if step.tip:
        parts.append(("tip", "tip", step.tip.model_dump()))
    if step.warning:
        parts.append(("warning", "warning", step.warning.model_dump()))
    if step.compare:
        sides = {"wrong": _side(step.compare.wrong), "right": _side(step.compare.right)}
        parts.append(("compare", "compare", {"title": step.compare.title, **sides}))
    if step.question:
        parts.append((*_question(step.question, f"{place}/answer"),))
    if step.drill:
        parts.append(("drill", "drill", {"drill": step.drill}))
    if step.real:
        parts.append(("real", "real", {"procedure": step.real}))
    return parts


def _side(side: SideData) -> Raw:
    return {"drawing": side.drawing, "text": side.text}


def _question(question: QuestionData, place: str) -> tuple[str, str, Raw]:
    """The block of a question: one kind of block for each kind of question; the oldest kind is called "question"."""
    if question.kind == "order":
        items = [_block("item", item, f"{place}/{number}") for number, item in enumerate(question.items, 1)]
        value = {**question.model_dump(include={"text", "reply_right", "reply_wrong"}), "items": items}
        return "order", "question", value
    if question.kind == "typed":
        return "typed", "question", question.model_dump(exclude={"kind"})
    answers = [
        _block(
            "item", {"text": o.text, "drawing": o.drawing, "right": o.right, "reply": o.reply}, f"{place}/{n}"
        )
        for n, o in enumerate(question.options, 1)
    ]
    kind = "question" if question.kind == "one" else question.kind
    return kind, "question", {"text": question.text, "answers": answers}
