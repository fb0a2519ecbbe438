"""Drills as they are played: one run at a time for each learner and drill, its state, and how it came out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.models import Learner
from kit import audit
from sandbox import attempts, dossiers, journey
from sandbox.catalogue import current_packs
from sandbox.engine import drills
from sandbox.engine.drills import DONE, FORM_PAGE, OWN_SCREEN, Drill, Move, Step, Verdict
from sandbox.enums import ModeChoice, Place
from sandbox.models import Attempt, DrillRun

SEND_AGAIN = ("qua-tai", "gui-lai")  # state and choice of the overload drill


class NoExercise(Exception):
    """A drill on pages of the portal needs a pack, and none is loaded."""


def find(slug: str) -> Drill:
    """The drill with this id. Raises Http404."""
    for drill in drills.shipped():
        if drill.id == slug:
            return drill
    raise Http404


def drill_links(slugs: Iterable[str]) -> list[tuple[str, str]]:
    """(title, address) of those among ``slugs`` that are shipped drills, in the order asked for."""
    titles = {drill.id: drill.title for drill in drills.shipped()}
    return [(titles[slug], reverse("sandbox:drill", args=[slug])) for slug in slugs if slug in titles]


def drill_choices() -> list[tuple[str, str]]:
    """(slug, title) of every drill that is shipped."""
    return [(drill.id, drill.title) for drill in drills.shipped()]


def drill_of(run: DrillRun) -> Drill:
    """The drill that a run plays. Raises Http404 for one that is no longer shipped."""
    return find(run.drill)


def step_of(run: DrillRun) -> Step | None:
    """Where a run stands; None once it is over."""
    return drills.kind_of(drill_of(run)).step(run.state)


def open_run(learner: Learner | None, drill: Drill) -> DrillRun | None:
    """The run that she has not brought to its end, if any."""
    if learner is None:
        return None
    runs = DrillRun.objects.unfinished().with_pack()
    return runs.filter(learner=learner, drill=drill.id).first()


def last_finished(learner: Learner | None, drill: Drill) -> DrillRun | None:
    """The run that she finished last, if any."""
    if learner is None:
        return None
    runs = DrillRun.objects.finished().with_pack()
    return runs.filter(learner=learner, drill=drill.id).order_by("-finished_at").first()


def run_of(attempt: Attempt) -> DrillRun | None:
    """The run whose pages are those of this attempt."""
    return DrillRun.objects.with_pack().filter(attempt=attempt).first()


@transaction.atomic
def begin(learner: Learner, drill: Drill) -> DrillRun:
    """Begin a drill, or go on with the run that is open: pressing twice begins one. Raises NoExercise."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    if run := open_run(learner, drill):
        return run
    kind = drills.kind_of(drill)
    first = kind.steps[0]
    attempt = None if first.place == OWN_SCREEN else _attempt_at(learner, drill, first)
    audit.log("drill.started", actor=f"learner:{learner.pk}", data={"drill": drill.id})
    return DrillRun.objects.create(learner=learner, drill=drill.id, state=kind.first(), attempt=attempt)


def place_of(attempt: Attempt, step: Step) -> str:
    """Where in the journey a step of a drill is played. The form is bent at its first page."""
    return attempt.pack.eform.steps[0].id if step.place == FORM_PAGE else step.place


def _attempt_at(learner: Learner, drill: Drill, first: Step) -> Attempt:
    """A real attempt that stands where the drill bends the journey, with everything before it right."""
    attempt = attempts.start(learner, _scenario(drill), ModeChoice.PRACTICE)
    attempt.drill = drill.id
    attempt.save(update_fields=["drill"])
    place = place_of(attempt, first)
    answers = _answers(attempt, place)
    if answers:
        attempts.save_answers(attempt, answers, attempt.revision)
    if place == Place.REVIEW:
        for paper in attempts.papers_asked(attempt):
            attempts.attach(attempt, paper.id, next(photo.id for photo in paper.photos if photo.good))
    attempts.reach(attempt, place)
    return attempt


def _scenario(drill: Drill) -> str:
    """The scenario that the drill names, else the first that there is. Raises NoExercise."""
    known = [scenario.id for version in current_packs() for scenario in version.pack.scenarios]
    if not known:
        raise NoExercise
    return drill.scenario if drill.scenario in known else known[0]


def _answers(attempt: Attempt, place: str) -> dict[str, str]:
    """The right answers up to ``place``; of the step itself all but the last, which is left for her to type."""
    answers: dict[str, str] = {}
    for step in attempt.pack.eform.steps:
        at = journey.number(attempt.pack, step.id) - journey.number(attempt.pack, place)
        names = [field.id for field in step.fields if field.id in attempt.scenario.fields]
        if at <= 0:
            answers |= {name: attempt.scenario.fields[name] for name in (names if at else names[:-1])}
    return answers


@transaction.atomic
def act(run: DrillRun, action: str) -> Move:
    """Do something in a run. A wrong choice is kept, to be explained; one that the state does not know is not."""
    row = DrillRun.objects.select_for_update().get(pk=run.pk)
    drill = drill_of(row)
    move = drills.kind_of(drill).move(drill, row.state, action)
    if move.verdict is Verdict.NEUTRAL:
        return move
    row.state, row.said = move.state, move.said
    row.slips = row.slips + (move.verdict is Verdict.WRONG)
    if move.state == DONE:
        row.finished_at = timezone.now()
    row.save(update_fields=["state", "said", "slips", "finished_at"])
    if row.finished_at:
        data = {"drill": row.drill, "at_once": row.at_once}
        audit.log("drill.finished", actor=f"learner:{row.learner_id}", data=data)
    run.state, run.said, run.slips, run.finished_at = row.state, row.said, row.slips, row.finished_at
    return move


def choose(run: DrillRun, choice: str) -> Move:
    """A choice, where the run stands before one; anywhere else (an old tab) it changes nothing.

    The one that sends again really sends again, so that she sees what comes of it: still one dossier.
    """
    step = step_of(run)
    if step is None or not step.asks:
        return Move(run.state, Verdict.NEUTRAL)
    move = act(run, choice)
    if move.verdict is Verdict.RIGHT and (step.name, choice) == SEND_AGAIN and run.attempt:
        dossiers.send(run.attempt)
    return move


@dataclass(frozen=True)
class Outcome:
    """How a drill came out for one learner: brought to its end, and whether once without any slip."""

    done: bool = False
    at_once: bool = False


def outcomes(learner: Learner | None) -> Mapping[str, Outcome]:
    """Drill → outcome, for those that she has brought to an end."""
    if learner is None:
        return {}
    found: dict[str, Outcome] = {}
    for drill, slips in DrillRun.objects.finished().filter(learner=learner).values_list("drill", "slips"):
        known = found.get(drill, Outcome())
        found[drill] = Outcome(done=True, at_once=known.at_once or slips == 0)
    return found
