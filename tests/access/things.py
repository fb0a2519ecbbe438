"""What fills the parameters of an address: ours, another's, and one that does not exist."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Task, Workflow

from accounts import sms
from courses.certificates import issuing
from courses.enums import TrackKind, TrackState
from courses.models import Certificate, LearningPath, LessonPage, Refresher, VoiceTrack
from courses.refreshers import reminding
from courses.voices.step_words import steps_of
from media.models import Attachment, Picture
from media.service import keep
from teams import observing
from teams.monthly import previous
from tests.access.expect import Entry
from tests.media.sounds import wav
from tests.people import Who
from tests.world import Side, World

NOWHERE = uuid.UUID("00000000-0000-4000-8000-000000000000")
NOBODY = 987654321
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
Pick = Callable[[World], Any]


@dataclass(frozen=True)
class Thing:
    """One kind of thing. `others` are all those that ours must not tell from `missing`."""

    own: Pick
    others: tuple[Pick, ...] = ()
    missing: Any = NOBODY


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
    "paper": Thing(lambda w: "giay-chung-sinh", missing="khong-co"),
    "drill": Thing(lambda w: "goi-hoi-ma", missing="khong-co"),
    "place": Thing(lambda w: "xem-lai", missing="khong-co"),
    "frame": Thing(lambda w: 1, missing=999),
    "mode": Thing(lambda w: "practice", missing="khong-co"),
    # teams
    "session": Thing(lambda w: w.own.session.id, (lambda w: w.other.session.id,), NOWHERE),
    "pair": Thing(lambda w: w.own.pair.id, (lambda w: w.other.pair.id,), NOWHERE),
    "trainee": Thing(
        lambda w: w.own.neighbour.trainee_id, (lambda w: w.other.neighbour.trainee_id,), NOWHERE
    ),
    "question": Thing(lambda w: w.own.question.id, (lambda w: w.other.question.id,), NOWHERE),
    "link of a question": Thing(lambda w: observing.link_word(w.own.question), missing="khong-co"),
    "code": Thing(lambda w: w.own.session.code, missing="1112"),
    "card": Thing(lambda w: w.own.card, missing="khong-co-the-nay"),
    "team": Thing(lambda w: w.own.team.id, (lambda w: w.other.team.id,), NOWHERE),
    "commune": Thing(lambda w: w.own.commune.pk, (lambda w: w.other.commune.pk,), "99999"),
    "month": Thing(lambda w: f"{previous(timezone.localdate().replace(day=1)):%Y-%m}", missing="2026-13"),
    "roster line": Thing(lambda w: w.own.line.pk, (lambda w: w.other.line.pk,)),
    "training": Thing(lambda w: w.own.training.pk, (lambda w: w.other.training.pk,)),
    "hand-over": Thing(lambda w: w.own.hand_over.pk, (lambda w: w.other.hand_over.pk,)),
    "hard case": Thing(lambda w: w.own.case.id, (lambda w: w.other.case.id,), NOWHERE),
    "help question": Thing(lambda w: w.own.help_question.id, (lambda w: w.other.help_question.id,), NOWHERE),
    "contact": Thing(lambda w: w.own.contact.pk, (lambda w: w.other.contact.pk,)),
    "sent list": Thing(lambda w: w.own.sent.id, (lambda w: w.other.sent.id,), NOWHERE),
    "entered list": Thing(lambda w: w.own.entered.id, (lambda w: w.other.entered.id,), NOWHERE),
    # the administrator's, of all sides
    "office": Thing(lambda w: w.own.users[Who.COMMUNE_OFFICER].appointments.get().pk),
    "text": Thing(
        lambda w: sms.post(w.own.users[Who.MEMBER], "+84000111222", "Mã 314159").pk, missing=NOWHERE
    ),
    "account": Thing(lambda w: w.own.users[Who.COMMUNE_OFFICER].pk),
    "hamlet": Thing(lambda w: w.own.hamlet.id, (lambda w: w.other.hamlet.id,), NOWHERE),
    "change of hamlets": Thing(lambda w: w.own.change.id, (lambda w: w.other.change.id,), NOWHERE),
    "participant": Thing(lambda w: w.own.neighbour.id, (lambda w: w.other.neighbour.id,), NOWHERE),
    # courses: a lesson that is not out yet, and one behind a restriction
    "lesson": Thing(
        lambda w: w.pages.lesson.translation_key,
        (lambda w: w.pages.draft.translation_key, lambda w: w.pages.private.translation_key),
        NOWHERE,
    ),
    "path": Thing(lambda w: path().slug, missing="khong-co"),
    "answers": Thing(lambda w: "abb", missing="xyz"),
    "certificate": Thing(lambda w: certificate(w.own).pk, (lambda w: certificate(w.other).pk,), NOWHERE),
    "code of a certificate": Thing(lambda w: certificate(w.own).code, missing="K7H4MXP2RT"),
    "refresher": Thing(lambda w: refresher(w, w.own).pk, (lambda w: refresher(w, w.other).pk,), NOWHERE),
    "link of a refresher": Thing(lambda w: link_of_refresher(w), missing="khong-co"),
    "public page": Thing(
        lambda w: w.pages.lesson.pk, (lambda w: w.pages.draft.pk, lambda w: w.pages.private.pk)
    ),
    "step": Thing(lambda w: 1, missing=99),
    "page to record": Thing(lambda w: w.pages.lesson.translation_key, missing=NOWHERE),
    "step to record": Thing(lambda w: steps_of(w.pages.lesson)[0].id, missing="khong-co"),
    "language": Thing(lambda w: "vi", missing="xx"),
    "voice track": Thing(
        lambda w: track(w, TrackState.HEARD).pk, (lambda w: track(w, TrackState.DECLINED).pk,), NOWHERE
    ),
    "waiting track": Thing(lambda w: track(w, TrackState.WAITING).pk, missing=NOWHERE),
    "upload": Thing(lambda w: upload().file.name, missing="khong/co.mp3"),
    # Wagtail's: what an officer may edit; another's is the first page, which only the administrator may
    "page": Thing(lambda w: w.pages.lesson.pk, (lambda w: w.pages.home.pk,)),
    "course page": Thing(lambda w: w.pages.course.pk, (lambda w: w.pages.home.pk,)),
    "revision": Thing(
        lambda w: w.pages.lesson.latest_revision_id, (lambda w: w.pages.home.latest_revision_id,)
    ),
    "user": Thing(
        lambda w: w.own.users[Who.COMMUNE_APPROVER].pk, (lambda w: w.other.users[Who.COMMUNE_APPROVER].pk,)
    ),
    "group": Thing(lambda w: Group.objects.get(name="commune_officer").pk),
    "site": Thing(lambda w: Site.objects.get().pk),
    "collection": Thing(lambda w: folder().pk),
    "workflow": Thing(lambda w: Workflow.objects.order_by("pk").values_list("pk", flat=True)[0]),
    "task": Thing(lambda w: Task.objects.order_by("pk").values_list("pk", flat=True)[0]),
    "document": Thing(lambda w: upload().pk),
    "image": Thing(lambda w: picture().pk),
    "app": _fixed("courses"),
    "model": _fixed("lessonpage"),
    "action": _fixed("publish"),
    "filter": _fixed("max-165x165"),
    "word": _fixed("khong-co"),
    "form step": _fixed("ke-khai"),
    "nothing": _fixed(NOBODY),
}


def upload() -> Attachment:
    """A file that an officer has put up."""
    found = Attachment.objects.filter(title="tờ rơi").first()
    return found or Attachment.objects.create(title="tờ rơi", file=ContentFile(b"%PDF-1.4 mau", "to-roi.pdf"))


def track(world: World, state: TrackState) -> VoiceTrack:
    """The first step of the lesson, read out by an officer; one for each state."""
    step = steps_of(world.pages.lesson)[0]
    about = {"page_key": world.pages.lesson.translation_key, "step": step.id, "mark": step.mark}
    found = VoiceTrack.objects.filter(**about, state=state).first()
    if found is None:
        told = {"language": "vi", "kind": TrackKind.BOOTH, "seconds": 2, "source": state, "state": state}
        kept = keep(wav())
        file = "" if state is TrackState.DECLINED else kept.name
        by = world.own.users[Who.COMMUNE_OFFICER]
        found = VoiceTrack.objects.create(**about, **told, file=file, size=kept.size, recorded_by=by)
    return found


def picture() -> Picture:
    """A picture that an officer has put up."""
    found = Picture.objects.filter(title="ảnh mẫu").first()
    return found or Picture.objects.create(title="ảnh mẫu", file=get_test_image_file(filename="mau.png"))


def folder() -> Collection:
    """A folder for files, below the one that all start in."""
    found: Collection | None = Collection.objects.filter(name="Thư mục mẫu").first()
    made: Collection = found or Collection.get_first_root_node().add_child(name="Thư mục mẫu")
    return made


@dataclass(frozen=True)
class Probe:
    """Two addresses that have to look alike: with another's thing in them, and with a missing one."""

    entry: Entry
    other: str
    missing: str
    other_value: str
    missing_value: str


def own_values(entry: Entry, world: World) -> dict[str, str]:
    """Parameter → ours."""
    return {name: str(THINGS[kind].own(world)) for name, kind in entry.things.items()}


def path_of(entry: Entry, values: dict[str, str]) -> str:
    """The address with these values in it. KeyError for a parameter that the table does not fill."""
    return "/" + _PARAMETER.sub(lambda found: values[found[1]], entry.path or entry.route)


def own_path(entry: Entry, world: World) -> str:
    """The address of our own things."""
    return path_of(entry, own_values(entry, world))


def missing_paths(entry: Entry, world: World) -> list[str]:
    """The address with one parameter after the other that names nothing."""
    own = own_values(entry, world)
    return [
        path_of(entry, own | {name: str(THINGS[kind].missing)})
        for name, kind in entry.things.items()
        if THINGS[kind].missing != NOBODY or THINGS[kind].others
    ]


def probes(entry: Entry, world: World) -> Iterator[Probe]:
    """Every other's thing in every parameter, beside a missing one."""
    own = own_values(entry, world)
    for name, kind in entry.things.items():
        thing = THINGS[kind]
        for pick in thing.others:
            other, missing = str(pick(world)), str(thing.missing)
            yield Probe(
                entry,
                path_of(entry, own | {name: other}),
                path_of(entry, own | {name: missing}),
                other,
                missing,
            )


def path() -> LearningPath:
    """A path of one lesson that is out."""
    words = {"title": "Đường thử", "lead": "Đi thử.", "icon": "may", "number": 1}
    slug = LessonPage.objects.shown().values_list("slug", flat=True)[0]
    items = [{"lesson": slug, "why": "Bài này trước.", "known": ""}]
    return LearningPath.objects.get_or_create(slug="duong-thu", defaults=words | {"items": items})[0]


def certificate(side: Side) -> Certificate:
    """The paper of a side's learner."""
    fields = {
        "name": "Bùi Thị Diễn Tập",
        "procedure": "1.001193",
        "procedure_name": "Khai sinh",
        "how": "checked",
    }
    found = Certificate.objects.filter(learner=side.learner).first()
    if found is None:
        code = issuing.new_code()
        found = Certificate.objects.create(
            learner=side.learner, code=code, done_on=timezone.localdate(), **fields
        )
    return found


def refresher(world: World, side: Side) -> Refresher:
    """A step that a side's learner is to be asked about today."""
    fields = {"due_on": timezone.localdate(), "told_on": timezone.localdate()}
    what = {"learner": side.learner, "lesson": world.pages.lesson, "block": world.pages.lesson.steps[0].id}
    return Refresher.objects.get_or_create(**what, defaults=fields)[0]


def link_of_refresher(world: World) -> str:
    """The word in a message to our learner."""
    row = refresher(world, world.own)
    Refresher.objects.filter(pk=row.pk).update(link_digest=reminding.digest("mot-tu-bi-mat"))
    return "mot-tu-bi-mat"
