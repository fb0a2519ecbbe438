"""Pages from lesson data, as the site and other installations bring them: loading twice changes nothing.

A page that somebody has edited by hand since is theirs and is left alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, Page

from courses.loading.blocks import need_block, step_block
from courses.loading.schema import BadLesson, CourseData, HomeData, LessonData, OneLesson, StepData, parsed
from courses.loading.shots import PICTURES, hash_of, title_of
from courses.models import CourseIndexPage, CoursePage, HomePage, LessonPage
from courses.portals.making import COMMON
from media.models import Attachment, Picture
from sandbox.service import pack_version

HOME_WORDS = ("lead", "needs_title", "class_words", "tip_title", "tip")


@transaction.atomic
def load_course(data: Mapping[str, Any], folder: Path) -> LessonPage:
    """The published lesson of ``data`` in its course, both made or brought up to date.

    ``data`` has "course" and "lesson", as the files below courses/content show; sounds are files in ``folder``.
    Raises BadLesson.
    """
    one = parsed(OneLesson, data)
    course, _ = bring_course(one.course)
    lesson, _ = bring_lesson(course, one.lesson, folder)
    return lesson


@transaction.atomic
def load_home(data: Mapping[str, Any]) -> HomePage:
    """The first page with the words and needs of ``data``, which names lessons by slug. Raises BadLesson."""
    return bring_home(parsed(HomeData, data))[0]


def bring_course(data: CourseData) -> tuple[CoursePage, bool]:
    """The course of ``data``, and whether it was made or changed now. Raises BadLesson."""
    index = CourseIndexPage.objects.get()
    course: CoursePage = _page(CoursePage, index, data.slug)
    return course, _bring(course, index, title=data.title, intro=data.intro, drawing=data.picture)


def bring_lesson(course: CoursePage, data: LessonData, folder: Path) -> tuple[LessonPage, bool]:
    """The lesson of ``data``, and whether it was made or changed now. Raises BadLesson.

    It remembers the version of its pack that is current at that moment: the one it was written against. Loading
    again leaves that as it is for as long as the lesson itself stays the same, so that a newer pack can be told.
    """
    lesson: LessonPage = _page(LessonPage, course, data.slug)
    version = pack_version(data.pack) if data.pack else ""
    if lesson.pk and lesson.pack == data.pack and lesson.pack_version:
        fields = _lesson_fields(data, folder)
        return lesson, _bring(lesson, course, stamp={"pack_version": version}, **fields)
    return lesson, _bring(lesson, course, **_lesson_fields(data, folder), pack_version=version)


def bring_home(data: HomeData) -> tuple[HomePage, bool]:
    """The first page, and whether it was changed now. Raises BadLesson."""
    home: HomePage = HomePage.objects.get()
    words = {name: getattr(data, name) for name in HOME_WORDS}
    lessons = dict(LessonPage.objects.values_list("slug", "pk"))
    needs = []
    for number, need in enumerate(data.needs, 1):
        if need.lesson and need.lesson not in lessons:
            raise BadLesson(f"home/{number}.lesson: there is no lesson {need.lesson!r}")
        needs.append(need_block(need, f"home/{number}", lessons))
    return home, _bring(home, None, title=data.title, needs=needs, **words)


def keep_order(pages: Sequence[Page]) -> None:
    """Bring siblings into the given order in the tree. Pages of others between them stay where they are."""
    places = dict(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "path"))
    if sorted(places.values()) == [places[page.pk] for page in pages]:
        return
    for before, page in reversed(list(pairwise(pages))):
        left, right = Page.objects.get(pk=before.pk), Page.objects.get(pk=page.pk)
        if left.path > right.path:
            left.move(right, pos="left")


def _page(model: type[Any], parent: Any, slug: str) -> Any:
    return model.objects.child_of(parent).filter(slug=slug).first() or model(slug=slug)


def _bring(page: Any, parent: Any, stamp: Mapping[str, Any] | None = None, **fields: Any) -> bool:
    """Make or change ``page`` and publish it, unless it is as it should be or an editor has changed it.

    ``stamp``: what is written with a change and is no reason for one. Gives whether something was done.
    """
    if page.pk and (_is_theirs(page) or all(_value(page, name) == wanted for name, wanted in fields.items())):
        return False
    for name, wanted in {**fields, **(stamp or {})}.items():
        setattr(page, name, wanted)
    try:
        _save(page, parent)
    except ValidationError as error:
        raise BadLesson(f"{page.slug}: {_problems(error, page)}") from error
    page.save_revision().publish()
    page.refresh_from_db()  # publishing works on a copy
    return True


def _save(page: Any, parent: Any) -> None:
    """A new page goes into the tree as a draft. Raises ValidationError for what the editor would refuse."""
    for name in ("steps", "needs"):
        if stream := getattr(page, name, None):
            stream.stream_block.clean(stream)
    if not page.pk:
        page.live = False
        parent.add_child(instance=page)
    page.full_clean(exclude=["path", "depth", "numchild"])


def _is_theirs(page: Any) -> bool:
    return bool(page.latest_revision and page.latest_revision.user_id)


def _value(page: Any, name: str) -> Any:
    value = getattr(page, name)
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


def _problems(error: Any, page: Any) -> str:
    """Every message of a form's error or of nested blocks' errors, with the way to it: "step 3.picture.alt: …"."""
    if hasattr(error, "error_dict"):
        return "; ".join(f"{name}: {' '.join(found)}" for name, found in error.message_dict.items())
    return "; ".join(_nested(error, getattr(page, "steps", None) or page.needs, ()))


def _nested(error: Any, value: Any, way: tuple[str, ...]) -> Iterable[str]:
    """Places in a list count from one, as people do; a part of a step goes by the name of its kind."""
    inside = getattr(error, "block_errors", None)
    if not inside:
        return [f"{'.'.join(way)}: {' '.join(error.messages)}".removeprefix(": ")]
    pairs: Iterable[tuple[Any, Any]] = inside.items() if isinstance(inside, dict) else enumerate(inside)
    told: list[str] = []
    for name, one in pairs:
        if one:
            label, child = _child(value, name)
            told += _nested(one, child, (*way, label))
    return told


def _child(value: Any, name: Any) -> tuple[str, Any]:
    """How the child of a block's value is called in a message, and its own value."""
    if isinstance(name, str):
        return name, value.get(name) if hasattr(value, "get") else None
    child = value[name]
    kind = getattr(child, "block_type", "")
    label = {"step": f"step {name + 1}", "": str(name + 1)}.get(kind, kind)
    return label, getattr(child, "value", child)


def _lesson_fields(lesson: LessonData, folder: Path) -> dict[str, Any]:
    return {
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "icon": lesson.icon,
        "procedure": lesson.procedure,
        "pack": lesson.pack,
        "review_by": lesson.review_by,
        "card": "\n".join(lesson.card),
        "closing": "\n".join(lesson.closing),
        "steps": [
            step_block(step, f"{lesson.slug}/{number}", _sound(step, number, folder), _image(step, number))
            for number, step in enumerate(lesson.steps, 1)
        ],
    }


def _sound(step: StepData, number: int, folder: Path) -> int | None:
    """The id of a step's sound as a file of the editor. Raises BadLesson when there is no such file."""
    if step.sound is None:
        return None
    path = folder / step.sound.file
    if not path.is_file():
        raise BadLesson(f"step {number}, sound.file: there is no {step.sound.file!r}")
    return _upload(Attachment, path, step.title, seconds=step.sound.seconds)


def _image(step: StepData, number: int) -> int | None:
    """The id of a step's picture of the replica. Raises BadLesson when there is no such picture."""
    if step.picture is None or step.picture.shot is None:
        return None
    shot = step.picture.shot
    path = PICTURES / f"{shot}.webp"
    if not path.is_file():
        raise BadLesson(f"step {number}, picture.shot: there is no {shot!r}")
    return _upload(Picture, path, title_of(shot), was=shot, description=step.picture.alt)


def _upload(model: type[Any], path: Path, title: str, *, was: str = "", **told: Any) -> int:
    """The id of the file at ``path`` as one of the editor, in the folder that all share.

    It is known again by its bytes. ``was``: a title of before, which gives way to ``title``; any other was given to it
    by an editor and stays.
    """
    sha1 = hash_of(path)
    shared = Q(collection__depth=1) | Q(collection__depth=2, collection__name=COMMON)
    known = model.objects.filter(shared, file_hash=sha1).order_by("pk").first()
    if known and known.title == was:
        known.title = title
        known.save(update_fields=["title"])
    if known and known.file.storage.exists(known.file.name):
        return int(known.pk)
    made = known or model(title=title, file_hash=sha1, collection=_shared_folder(), **told)
    with path.open("rb") as file:
        made.file_size, made.file = path.stat().st_size, File(file, name=path.name)
        made.save()
    return int(made.pk)


def _shared_folder() -> Collection:
    """The common one, since there are portals; before, the one that is there."""
    common: Collection | None = Collection.objects.filter(name=COMMON, depth=2).first()
    return common or Collection.get_first_root_node()
