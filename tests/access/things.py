"""What fills the parameters of an address: ours, another's, and one that does not exist."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, Site, Task, Workflow

from media.models import Attachment, Picture
from tests.access.expect import Entry
from tests.people import World

NOWHERE = uuid.UUID("00000000-0000-4000-8000-000000000000")
NOBODY = 987654321


class Scope(StrEnum):
    """Whose thing an address names."""

    OWN = "own"
    OTHER = "another's"
    MISSING = "a missing one's"


@dataclass(frozen=True)
class Thing:
    """One kind of thing. `others` are all those that ours must not tell from `missing`."""

    own: Callable[[World], Any]
    others: tuple[Callable[[World], Any], ...] = ()
    missing: Any = NOBODY

    def values(self, world: World, scope: Scope) -> list[str]:
        """The values to try; none where nobody else has such a thing."""
        if scope is Scope.OWN:
            return [str(self.own(world))]
        if scope is Scope.MISSING:
            return [str(self.missing)]
        return [str(other(world)) for other in self.others]


def _fixed(value: Any) -> Thing:
    return Thing(lambda world: value)


THINGS = {
    # the sandbox: a learner's own, or nobody's
    "attempt": Thing(lambda w: w.own.attempt.id, (lambda w: w.other.attempt.id,), NOWHERE),
    "dossier": Thing(lambda w: w.own.dossier.id, (lambda w: w.other.dossier.id,), NOWHERE),
    "result": Thing(
        lambda w: w.own.result.id, (lambda w: w.other.result.id, lambda w: w.other.dossier.id), NOWHERE
    ),
    "procedure": Thing(lambda w: w.own.attempt.pack.procedure.code, missing="9.999999"),
    "scenario": Thing(lambda w: w.own.attempt.scenario_id, missing="khong-co-bai-nay"),
    "mode": _fixed("practice"),
    # teams
    "session": Thing(lambda w: w.own.session.id, (lambda w: w.other.session.id,), NOWHERE),
    "person": Thing(lambda w: w.own.neighbour.id, (lambda w: w.other.neighbour.id,), NOWHERE),
    "code": Thing(lambda w: w.own.session.code, missing="khong-co"),
    # courses
    "lesson": Thing(
        lambda w: w.pages.lesson.translation_key,
        (lambda w: w.pages.draft.translation_key, lambda w: w.pages.private.translation_key),
        NOWHERE,
    ),
    "step": _fixed(1),
    "upload": Thing(lambda w: upload().file.name, missing="khong/co.mp3"),
    # Wagtail: what an officer may edit; another's is the first page, which only the administrator may
    "page": Thing(lambda w: w.pages.lesson.pk, (lambda w: w.pages.home.pk, lambda w: w.pages.draft.pk)),
    "course page": Thing(lambda w: w.pages.course.pk, (lambda w: w.pages.home.pk,)),
    "revision": Thing(lambda w: w.pages.lesson.latest_revision_id, (lambda w: w.pages.home.latest_revision_id,)),
    "user": Thing(
        lambda w: w.own.users["member"].pk,  # type: ignore[index]  # a StrEnum is its word
        (lambda w: w.other.users["member"].pk,),  # type: ignore[index]
    ),
    "group": Thing(lambda w: Group.objects.get(name="commune_officer").pk),
    "site": Thing(lambda w: Site.objects.get().pk),
    "collection": Thing(lambda w: Collection.objects.filter(depth__gt=1).first() or folder().pk),
    "workflow": Thing(lambda w: Workflow.objects.order_by("pk").values_list("pk", flat=True)[0]),
    "task": Thing(lambda w: Task.objects.order_by("pk").values_list("pk", flat=True)[0]),
    "document": Thing(lambda w: upload().pk),
    "image": Thing(lambda w: picture().pk),
    "nothing": _fixed(NOBODY),
    "app": _fixed("courses"),
    "model": _fixed("lessonpage"),
    "action": _fixed("publish"),
    "word": _fixed("khong-co"),
    "filter": _fixed("max-165x165"),
}


def upload() -> Attachment:
    """A file that an officer has put up."""
    from django.core.files.base import ContentFile

    found = Attachment.objects.filter(title="tờ rơi").first()
    return found or Attachment.objects.create(title="tờ rơi", file=ContentFile(b"%PDF-1.4 mau", "to-roi.pdf"))


def picture() -> Picture:
    """A picture that an officer has put up."""
    from wagtail.images.tests.utils import get_test_image_file

    found = Picture.objects.filter(title="ảnh mẫu").first()
    return found or Picture.objects.create(title="ảnh mẫu", file=get_test_image_file(filename="mau.png"))


def folder() -> Collection:
    """A folder for files below the one that all start in."""
    made: Collection = Collection.get_first_root_node().add_child(name="Thư mục mẫu")
    return made


def paths(entry: Entry, world: World, scope: Scope) -> list[str]:
    """The addresses of ``entry`` to ask for in this scope; none where the scope says nothing new."""
    if not entry.things:
        return [f"/{entry.path or entry.route}"] if scope is Scope.OWN else []
    tried = [THINGS[kind].values(world, scope) for kind in entry.things.values()]
    own = [THINGS[kind].values(world, Scope.OWN) for kind in entry.things.values()]
    if scope is not Scope.OWN and not any(one for one, kind in zip(tried, entry.things.values(), strict=True) if THINGS[kind].others or scope is Scope.MISSING):
        return []
    return _filled(entry, tried, own)


def _filled(entry: Entry, tried: list[list[str]], own: list[list[str]]) -> list[str]:
    raise NotImplementedError
