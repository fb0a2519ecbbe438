"""The walk through somebody's first guide: what stands beside the form, one step at a time, and how far she came."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.models import EditorTour


@dataclass(frozen=True)
class Stop:
    """A step: what to do, which element it is about (``target``, for scripts), and where its link leads."""

    title: str
    text: str
    target: str
    href: str = ""


def stops() -> list[Stop]:
    """The seven steps, in the order of the form."""
    return [
        Stop(
            _("Give it a name"),
            _(
                "Write what people want to do, in their words: “Get a copy stamped”. Below it one or two sentences."
            ),
            '[data-contentpath="title"]',
            "#id_title",
        ),
        Stop(
            _("Papers to bring"),
            _("One paper on each line. Say “identity card”, not “identity papers”."),
            '[data-contentpath="papers"]',
            "#id_papers",
        ),
        Stop(
            _("Address and hours"),
            _(
                "The house and the road as people call them. Leave it empty where it is the same as the commune's."
            ),
            '[data-contentpath="address"]',
            "#id_address",
        ),
        Stop(
            _("Whom to ask"),
            _("Write the counter, not the name of a person. The phone is the office's, not somebody's own."),
            '[data-contentpath="whom"]',
            "#id_whom",
        ),
        Stop(
            _("Steps and a picture"),
            _(
                "Press the plus: a step for each thing to do. Its picture needs words. The next plus adds the text."
            ),
            '[data-contentpath="steps"]',
            "#panel-child-content-steps-section",
        ),
        Stop(
            _("Look at it as people will"),
            _(
                "Press the phone at the right edge. Read it aloud. Then look below the form at “Is it easy to read?”."
            ),
            '[data-side-panel-toggle="preview"]',
        ),
        Stop(
            _("Send it for approval"),
            _(
                "Press the button at the bottom. The approver of the commune reads it; people see it after that."
            ),
            '[name="action-submit"], [name="action-publish"], [data-edit-form] footer button[type="submit"]',
        ),
    ]


def state_of(user: Any) -> EditorTour:
    """How far ``user`` is; at the first step where she never began."""
    return EditorTour.objects.filter(pk=user.pk).first() or EditorTour(user=user)


def go_to(user: Any, step: int) -> None:
    """Keep that she is at ``step``; a number that is none becomes the nearest one."""
    EditorTour.objects.update_or_create(
        pk=user.pk, defaults={"step": min(max(step, 1), len(stops())), "closed": False}
    )


def put_away(user: Any) -> None:
    """She knows her way: only the link stays."""
    EditorTour.objects.update_or_create(pk=user.pk, defaults={"closed": True})


def begin_again(user: Any) -> None:
    """From the first step."""
    go_to(user, 1)
