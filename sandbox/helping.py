""" "Ai cầm máy?": who holds the machine, and what the one beside is asked to keep from doing.

That somebody helped is kept for good: an attempt that ever had a helper never counts as done alone
(sandbox/README.md, "Unaided"). Who holds the machine just now may change at every step.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Learner
from kit import audit
from sandbox import journey
from sandbox.enums import Place
from sandbox.models import Attempt

SELF, BESIDE = "tu-cam", "co-nguoi"
PROMPTS = {
    Place.SEARCH: _("Let the learner tap. You only read aloud."),
    Place.PROCEDURE: _("Ask: “Is the name the same?” Then wait."),
    Place.SIGN_IN: _("Hands on your knees. Point at the card, not at the screen."),
    Place.CODE: _("The code is for the owner alone. Look away for a moment."),
    Place.SHARE: _("Ask: “What is it that you share?” The learner reads it aloud."),
    Place.AGENCY: _("Ask: “Which commune?” Let the learner find it."),
    Place.SHARE_AGAIN: _("The passcode is the owner's secret. Look away for a moment."),
    Place.GENERAL: _("Ask: “Who is it for?” The learner decides."),
    Place.PAPERS: _("Ask: “Do you see all four corners?” The learner chooses."),
    Place.REVIEW: _("Let the learner read it all aloud, then press."),
}
OF_THE_FORM = (  # in turn, for as many steps as the form has
    _("Slow is fine. Count to ten before you say anything."),
    _("A mistake does no harm. Let the learner see it first."),
)
AFTER_SENDING = _("Let the learner read first. You only answer questions.")


def prompt(attempt: Attempt, place: str) -> str:
    """What the helper is asked at this step; empty while the learner holds the machine alone."""
    if not attempt.helper_beside:
        return ""
    if attempt.sent_at:
        return str(AFTER_SENDING)
    if place in Place.values:
        return str(PROMPTS[Place(place)])
    return str(OF_THE_FORM[journey.number(attempt.pack, place) % len(OF_THE_FORM)])


def is_answer(answer: str) -> bool:
    """Whether this says who holds the machine."""
    return answer in (SELF, BESIDE)


@transaction.atomic
def hold(attempt: Attempt, answer: str) -> None:
    """Keep who holds the machine from now on. Once the office has decided, nothing about the run changes any more."""
    row = Attempt.objects.select_for_update().get(pk=attempt.pk)
    beside = answer == BESIDE
    if not is_answer(answer) or beside is row.helper_beside or _is_decided(row):
        return
    row.helper_beside = beside
    row.helper = row.helper or beside
    row.save(update_fields=["helper_beside", "helper"])
    audit.log("attempt.helper", actor=f"learner:{row.learner_id}", data={"beside": beside})
    attempt.helper_beside, attempt.helper = row.helper_beside, row.helper


def _is_decided(row: Attempt) -> bool:
    return row.sent_at is not None and row.dossier.decided_at is not None


def held_last(learner: Learner | None) -> str:
    """Who held the machine the last time: what the start page proposes."""
    if learner is None:
        return SELF
    last = Attempt.objects.of(learner).order_by("-started_at").values_list("helper_beside", flat=True).first()
    return BESIDE if last else SELF
