"""For a lesson that lets people copy one line of a paper: the guard first, then the coach, as in the exercises."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kit.typed import keepable
from sandbox.engine import coach, guard
from sandbox.engine.distance import within
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import SLIPS, kind_of
from sandbox.engine.schema import FieldSpec

# What a line of a paper may hold, and the kind of field that it is copied into.
COPY_FIELDS: Mapping[str, str] = {
    "name": "person_name",
    "date": "date",
    "text": "text",
    "citizen": "citizen_number",
    "phone": "phone",
}


@dataclass(frozen=True)
class Copied:
    """What came of copying a line. ``slip`` names the mistake, empty where there is none; ``hints`` go from a nudge to
    where to look, and are none where they could only say once more that it differs. The right value itself is not
    among them: it stands on the paper above.
    """

    slip: str
    hints: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.slip


def read_copy(typed: str, answer: str) -> tuple[str, str]:
    """What was typed, fit to be kept and shown, and the guard's kind words where it looked real and is gone.

    The numbers of the line itself count as those of a scenario do: a slip in one of them is kept, for the coach. So is
    a slip in the whole line: a code of several groups that lost a figure may look like another number by its end.
    """
    if within(typed.strip().casefold(), answer.casefold(), SLIPS):
        return keepable(typed), ""
    screened = guard.screen("text", keepable(typed), (answer,))
    return screened.value, guard.message(screened.reason) if screened.reason else ""


def check_copy(field: str, label: str, answer: str, typed: str) -> Copied:
    """The coach's word on ``typed``, where the line ``label`` of a sample paper says ``answer``.

    ``field`` is one of COPY_FIELDS. Raises KeyError for another.
    """
    said = label[:1].lower() + label[1:]
    spec = FieldSpec(id="dong_chep", label=label, said=said, kind=COPY_FIELDS[field])
    mistake = coach.copied(spec, answer, typed, paper=_("the sample paper"))
    if mistake is None:
        return Copied("", ())
    return Copied(mistake.message, () if mistake.kind is MistakeKind.DIFFERENT else mistake.hints[:2])


def can_be_copied(field: str, answer: str) -> bool:
    """Whether an answer has the shape of its field, so that it can be typed at all."""
    return kind_of(FieldSpec(id="dong_chep", label="x", said="x", kind=COPY_FIELDS[field])).takes(answer)
