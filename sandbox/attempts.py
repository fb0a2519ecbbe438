"""An attempt from its start to the moment of sending: what was typed, what is wrong with it, what was hinted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Learner
from kit import audit
from kit.folding import fold
from kit.typed import keepable
from sandbox import journey
from sandbox.catalogue import find_scenario
from sandbox.engine import coach, guard, papers, portal
from sandbox.engine.coach import Mistake
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.enums import GuardReason, MistakeKind
from sandbox.engine.kinds import Walk, kind_of, on_screen
from sandbox.engine.portal import PortalError
from sandbox.engine.prefill import prefilled, refilled
from sandbox.engine.schema import FieldSpec, PaperSpec
from sandbox.enums import Place
from sandbox.models import Attempt, AttemptMistake

HINTS, SECOND = 3, 2
SIGN_IN_NUMBER = FieldSpec(
    id="so_dinh_danh", label="Số định danh cá nhân", said="số định danh", kind="citizen_number"
)
SIGN_IN_FIELDS = {"number": SIGN_IN_NUMBER.id, "word": "chu_tap"}
WRONG_PROCEDURE = ("thu_tuc", "wrong_choice")


def start(learner: Learner, scenario_id: str, mode: str) -> Attempt:
    """Begin a scenario. Raises Http404 for a scenario that no current pack has."""
    version, scenario = find_scenario(scenario_id)
    known = _practised(learner, scenario.persona)
    attempt = Attempt.objects.create(
        learner=learner,
        version=version,
        scenario_id=scenario.id,
        persona_id=scenario.persona,
        mode=mode,
        persona_practised_before=known,
    )
    audit.log("attempt.started", actor=f"learner:{learner.pk}", data={"scenario": scenario.id, "mode": mode})
    return attempt


def _practised(learner: Learner, persona: str) -> bool:
    """Whether she has had this persona's papers in her hands. A drill that only asks for a code shows none of them."""
    only_a_code = Q(place=Place.CODE) & ~Q(drill="")
    return Attempt.objects.of(learner).filter(persona_id=persona).exclude(only_a_code).exists()


def reach(attempt: Attempt, place: str) -> None:
    """Move on to ``place``; going back to an earlier one loses nothing."""
    if journey.number(attempt.pack, place) > attempt.step:
        attempt.place = place
    attempt.touched_at = timezone.now()
    attempt.save(update_fields=["place", "touched_at"])


def touch(attempt: Attempt) -> None:
    """She has been here now."""
    Attempt.objects.filter(pk=attempt.pk).update(touched_at=timezone.now())


def note_mistake(attempt: Attempt, field: str, kind: str) -> None:
    """Keep that a mistake was made: field and kind, never a value."""
    AttemptMistake.objects.create(attempt=attempt, field=field, kind=kind)
    Attempt.objects.filter(pk=attempt.pk).update(touched_at=timezone.now())


def note_dropped(attempt: Attempt, dropped: Mapping[str, GuardReason]) -> None:
    """Keep which fields held something that looks real, and what it looked like."""
    for field, reason in dropped.items():
        note_mistake(attempt, field, f"guard:{reason.value}")


def open_form(attempt: Attempt) -> None:
    """Let the portal write what it knows of the signed-in persona; what stands there already stays."""
    attempt.answers = prefilled(attempt.pack, attempt.persona) | attempt.answers
    attempt.save(update_fields=["answers"])


@dataclass(frozen=True)
class Saved:
    """What became of a posted step: values that the guard dropped, whether another tab had been there, and which
    fields the portal itself wrote over because of what was chosen.
    """

    dropped: Mapping[str, GuardReason]
    stale: bool
    rewritten: tuple[str, ...] = ()


def screened(
    typed: Mapping[str, str], known: Collection[str] = ()
) -> tuple[dict[str, str], dict[str, GuardReason]]:
    """What was typed outside the e-form without anything that looks real, and why something is gone."""
    found = {name: guard.screen("text", keepable(raw), known) for name, raw in typed.items()}
    reasons = {name: one.reason for name, one in found.items() if one.reason}
    return {name: one.value for name, one in found.items()}, reasons


def screened_fields(
    attempt: Attempt, typed: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, GuardReason]]:
    """What was typed into the e-form, fit to be kept and without anything that looks real; why something is gone."""
    hers = {field: keepable(value) for field, value in typed.items()}
    return guard.screen_all(attempt.pack.eform, hers, known_values(attempt))


def known_values(attempt: Attempt) -> frozenset[str]:
    """Numbers that belong to the scenario: a slip of one of these is coached, not refused."""
    return guard.known_values(attempt.scenario, attempt.pack.personas)


@transaction.atomic
def save_answers(attempt: Attempt, typed: Mapping[str, str], revision: int, *, chosen: bool = False) -> Saved:
    """Keep what was typed before anybody judges it; the guard comes first. Last write wins, and says so.

    ``chosen``: only a choice was made, and the portal writes what follows from it over whatever stands there, as the
    real one does. Else what came together with the choice stays as it was typed.
    """
    row = Attempt.objects.select_for_update().get(pk=attempt.pk)
    locked = _locked(attempt)
    hers = {field: value for field, value in typed.items() if field not in locked}
    clean, dropped = screened_fields(attempt, hers)
    stale = revision < row.revision and any(row.answers.get(f, "") not in ("", v) for f, v in clean.items())
    typed_now = {**row.answers, **clean}
    kept = {} if chosen else {f: value for f, value in clean.items() if value != row.answers.get(f, "")}
    row.answers = _refilled(row, row.answers, typed_now) | kept
    row.revision += 1
    row.touched_at = timezone.now()
    row.save(update_fields=["answers", "revision", "touched_at"])
    note_dropped(row, dropped)
    attempt.answers, attempt.revision = row.answers, row.revision
    rewritten = (field for field, value in row.answers.items() if typed_now.get(field, "") != value)
    return Saved(dropped, stale, tuple(rewritten))


def _locked(attempt: Attempt) -> frozenset[str]:
    """The fields that the portal has filled in for good; a browser sends them all the same."""
    return frozenset(spec.id for spec in attempt.pack.eform.fields if spec.readonly)


def _refilled(attempt: Attempt, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """What the form holds once the portal has written what follows from a choice (sandbox.engine.prefill)."""
    eform = attempt.pack.eform
    answers = refilled(eform, dated(attempt, before), dated(attempt, after))
    return {field: value for field, value in answers.items() if field != FILED_ON}


def dated(attempt: Attempt, answers: Mapping[str, str] | None = None) -> dict[str, str]:
    """The answers with the day of filing, which conditions count from: the day on which the story is told."""
    known = attempt.answers if answers is None else answers
    return {**known, FILED_ON: attempt.scenario.told_on.isoformat()}


def papers_asked(attempt: Attempt) -> tuple[PaperSpec, ...]:
    """The papers that this case asks for."""
    return papers.asked(attempt.pack, dated(attempt))


def papers_to_attach(attempt: Attempt) -> tuple[PaperSpec, ...]:
    """Those of them that she attaches herself; the others are somebody's consent."""
    return tuple(paper for paper in papers_asked(attempt) if not paper.consent)


@dataclass(frozen=True)
class Judgement:
    """What stands in the way of the next step."""

    errors: tuple[PortalError, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def clear(self) -> bool:
        return not self.errors and not self.mistakes


def visible(attempt: Attempt, fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
    """Those of ``fields`` that apply, given the answers so far."""
    shown = walk(attempt).shown
    return tuple(field for field in fields if field.id in shown)


def walk(attempt: Attempt) -> Walk:
    """What applies of the whole form; walked once for the same answers, for a page asks many times."""
    typed = dated(attempt)
    if attempt.walked is None or attempt.walked.typed != typed:
        fields, known = on_screen(attempt.pack.eform, typed)
        attempt.walked = Walk(typed, frozenset(field.id for field in fields), known)
    return attempt.walked


def judge(attempt: Attempt, fields: tuple[FieldSpec, ...]) -> Judgement:
    """The portal's own checks in every mode; the coach's where it stands beside."""
    names = [field.id for field in visible(attempt, fields)]
    errors = portal.errors(attempt.pack, dated(attempt), names, timezone.localdate())
    mistakes = coach.review(attempt.pack, attempt.scenario, dated(attempt), names) if attempt.coached else []
    return Judgement(tuple(errors), tuple(mistakes))


def is_clear(attempt: Attempt, fields: tuple[FieldSpec, ...]) -> bool:
    """Whether `judge` would find nothing in these fields; quicker, for nothing has to be explained."""
    names = [field.id for field in visible(attempt, fields)]
    if not portal.is_clear(attempt.pack, dated(attempt), names, timezone.localdate()):
        return False
    return not attempt.coached or coach.is_right(attempt.pack, attempt.scenario, dated(attempt), names)


@transaction.atomic
def record(attempt: Attempt, judgement: Judgement) -> None:
    """Keep field and kind of each mistake.

    The first hint of a coached mistake is shown at once, the second after a second one in the same field. An empty
    field is no try.
    """
    coached = {mistake.field for mistake in judgement.mistakes}
    tried = {mistake.field for mistake in judgement.mistakes if mistake.kind is not MistakeKind.MISSING}
    before = AttemptMistake.objects.filter(attempt=attempt, field__in=tried).exclude(kind=MistakeKind.MISSING)
    again = set(before.values_list("field", flat=True)) if tried else set()
    found = [(mistake.field, mistake.kind.value) for mistake in judgement.mistakes]
    found += [(error.field, "portal") for error in judgement.errors if error.field not in coached]
    AttemptMistake.objects.bulk_create(AttemptMistake(attempt=attempt, field=f, kind=k) for f, k in found)
    attempt.hints |= {
        field: max(SECOND if field in again else 1, attempt.hints.get(field, 0)) for field in coached
    }
    attempt.save(update_fields=["hints"])


def ask_hint(attempt: Attempt, field: str, level: int) -> None:
    """Show the next hint for ``field``; every one asked for is counted. Nothing happens in check mode."""
    if not attempt.coached or not 1 < level <= HINTS or field not in attempt.hints:
        return
    attempt.hints[field] = max(level, attempt.hints[field])
    attempt.save(update_fields=["hints"])
    Attempt.objects.filter(pk=attempt.pk).update(hints_used=F("hints_used") + 1, touched_at=timezone.now())


def attach(attempt: Attempt, paper_id: str, photo_id: str) -> bool:
    """Attach a sample photo; False when there is no such photo. A poor one may be sent: the office will say."""
    paper = next((paper for paper in attempt.pack.papers if paper.id == paper_id), None)
    if paper is None or paper.photo(photo_id) is None:
        return False
    attempt.papers[paper_id] = photo_id
    attempt.touched_at = timezone.now()
    attempt.save(update_fields=["papers", "touched_at"])
    return True


def portal_only(attempt: Attempt, answers: Mapping[str, str], fields: Sequence[FieldSpec]) -> Judgement:
    """The portal's own checks of ``answers`` that are not saved yet; nobody coaches a supplement."""
    names = [spec.id for spec in fields]
    errors = portal.errors(
        attempt.pack, dated(attempt, {**attempt.answers, **answers}), names, timezone.localdate()
    )
    return Judgement(tuple(errors), ())


def first_open_place(attempt: Attempt) -> str | None:
    """The first step that still has something to put right, before sending; None when all is well.

    Steps can be reopened and saved for later, so that the last page has to look at all of them again.
    """
    for step in attempt.pack.eform.steps:
        if not judge(attempt, step.fields).clear:
            return step.id
    return None if papers_settled(attempt) else Place.PAPERS


def papers_settled(attempt: Attempt) -> bool:
    """Whether every paper that is asked for has its photo, and the coach has nothing against one."""
    missing = any(paper.required and paper.id not in attempt.papers for paper in papers_to_attach(attempt))
    return not missing and photo_problem(attempt) is None


@dataclass(frozen=True)
class PhotoProblem:
    """Why a chosen photo will not do, in the coach's words."""

    paper: str
    text: str


def photo_problem(attempt: Attempt) -> PhotoProblem | None:
    """What the coach has against an attached photo, or a consent that nobody has given; in check mode nobody says so
    before the office does.
    """
    if not attempt.coached:
        return None
    for paper in papers_asked(attempt):
        photo = paper.photo(attempt.papers.get(paper.id, ""))
        if paper.consent and paper.required and not photo:
            said = _("hand the machine over, and let them agree below.")
            return PhotoProblem(paper.id, f"{paper.name}: {said}")
        if photo and not photo.good:
            return PhotoProblem(paper.id, f"{paper.name}: {photo.problem}")
    return None


def sign_in_errors(
    attempt: Attempt, typed: Mapping[str, str], dropped: Mapping[str, GuardReason]
) -> dict[str, str]:
    """Field → what is wrong with the practice sign-in; nothing where the guard has spoken already."""
    persona = attempt.persona
    errors: dict[str, str] = {}
    note_dropped(attempt, {SIGN_IN_FIELDS[name]: reason for name, reason in dropped.items()})
    if "number" not in dropped and not kind_of(SIGN_IN_NUMBER).same(typed["number"], persona.citizen_number):
        errors["number"] = (
            _("The number: it is not as on the practice card yet. Compare it digit by digit.")
            if kind_of(SIGN_IN_NUMBER).takes(typed["number"])
            else _("The number: type the 12 digits of the practice card.")
        )
    if "word" not in dropped and fold(typed["word"]).split() != fold(persona.word).split():
        errors["word"] = _("The practice word: type it as it is printed on the card.")
    for name in errors:
        note_mistake(attempt, SIGN_IN_FIELDS[name], "different")
    return errors


def is_right_code(attempt: Attempt, typed: str) -> bool:
    """Whether this is the code on the drawn phone, with or without spaces."""
    return "".join(typed.split()) == attempt.persona.otp


def is_right_passcode(attempt: Attempt, typed: str) -> bool:
    """Whether this is the passcode on the persona's card, with or without spaces."""
    return "".join(typed.split()) == attempt.persona.passcode


def latest_unfinished(learner: Learner | None) -> Attempt | None:
    """Where she stopped, if anywhere."""
    if learner is None:
        return None
    return Attempt.objects.of(learner).exercises().unfinished().with_pack().order_by("-touched_at").first()


def latest_of(learner: Learner | None, scenario_id: str) -> Attempt | None:
    """Her latest run through this scenario; drills have their own pages."""
    if learner is None:
        return None
    runs = Attempt.objects.of(learner).exercises().filter(scenario_id=scenario_id)
    return runs.with_pack().order_by("-started_at").first()
