"""The library of the shipped lessons, straight from their files: loading them as pages would take many seconds."""

from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from courses.finding.everyday import everyday
from courses.finding.library import Library, _procedures, doc_of, text_of
from courses.loading.files import read_content
from courses.models import Kind

SILENT = frozenset({"narration", "practise", "drill", "real", "drawing", "shot", "kind", "picture", "sound"})


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, BaseModel):
        for name, value in data:
            if name not in SILENT:
                yield from _words(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _words(value)
    elif isinstance(data, str):
        yield data


@cache
def shipped_library() -> Library:
    """Every shipped course and lesson, and the procedures; nothing can be practised in it."""
    rows, key = [], 0
    for files in read_content():
        for slug, title, summary, kind, steps in [
            (files.course.slug, files.course.title, files.course.intro, Kind.COURSE, ()),
            *((one.slug, one.title, one.summary, Kind.LESSON, one.steps) for _, one in files.lessons),
        ]:
            key += 1
            passages = [[step.title, " ".join(_words(step))] for step in steps]
            rows.append(
                SimpleNamespace(
                    pk=key, kind=kind, title=title, summary=summary, note="", passages=passages,
                    url_path=f"/home/hoc/{slug}/", path="",
                )
            )  # fmt: skip
    texts = {f"{row.kind}:{row.pk}": text_of(row) for row in rows}
    docs = [doc_of(row, everyday().rewriting) for row in rows]
    for text, doc in _procedures():
        texts[doc.id] = text
        docs.append(doc)
    return Library(texts, tuple(docs))
