"""The four ways to practise an exercise, as a ladder: their names, where they begin, which are done, which is next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Learner
from sandbox import catalogue, watching
from sandbox.engine import fading
from sandbox.engine.enums import Mode
from sandbox.engine.schema import Pack
from sandbox.models import Attempt
from sandbox.progress import start_url

NAMES: Mapping[Mode, Promise] = {
    Mode.WATCH: _("Watch how it is done"),
    Mode.GUIDED: _("Do it together"),
    Mode.PRACTICE: _("Practise"),
    Mode.CHECK: _("Do it on your own"),
}
WORDS: Mapping[Mode, Promise] = {
    Mode.WATCH: _("You only look. Nothing to type."),
    Mode.GUIDED: _("One field at a time. Only the right way is open."),
    Mode.PRACTICE: _("You type by yourself. The guide tells you at once where to look again."),
    Mode.CHECK: _("Nobody gives hints, as in the real thing."),
}
ICONS = {Mode.WATCH: "mat", Mode.GUIDED: "nhom", Mode.PRACTICE: "tay", Mode.CHECK: "tich"}


@dataclass(frozen=True)
class Done:
    """In which modes somebody has begun an exercise, and in which she has sent her dossier."""

    begun: frozenset[Mode] = frozenset()
    finished: frozenset[Mode] = frozenset()


@dataclass(frozen=True)
class Rung:
    """One way to practise. ``suggested``: the one to take now."""

    mode: Mode
    url: str
    done: bool
    suggested: bool

    @property
    def name(self) -> str:
        return str(NAMES[self.mode])

    @property
    def words(self) -> str:
        return str(WORDS[self.mode])

    @property
    def icon(self) -> str:
        return ICONS[self.mode]


def done_by(learner: Learner | None, scenario_ids: Iterable[str]) -> dict[str, Done]:
    """Exercise → what she has done of it; nothing for somebody unknown. One query."""
    begun: dict[str, set[Mode]] = defaultdict(set)
    finished: dict[str, set[Mode]] = defaultdict(set)
    if learner is not None:
        rows = Attempt.objects.of(learner).exercises().filter(scenario_id__in=list(scenario_ids))
        for scenario_id, mode, sent_at in rows.values_list("scenario_id", "mode", "sent_at"):
            (finished if sent_at else begun)[scenario_id].add(Mode(mode))
    return {name: Done(frozenset(begun[name]), frozenset(finished[name])) for name in {*begun, *finished}}


def rungs(pack: Pack, scenario_id: str, done: Done) -> list[Rung]:
    """The ladder of an exercise, from the most help to none; without an example it has three rungs."""
    example = watching.first_url(pack, scenario_id)
    ways = fading.LADDER if example else fading.LADDER[1:]
    suggested = fading.next_mode(ways, done.begun, done.finished)
    return [
        Rung(
            mode,
            example if mode is Mode.WATCH else start_url(scenario_id, mode.value),
            mode in done.finished,
            mode is suggested,
        )
        for mode in ways
    ]


def of(learner: Learner | None, pack: Pack, scenario_id: str) -> list[Rung]:
    """Her ladder of one exercise."""
    return rungs(pack, scenario_id, done_by(learner, [scenario_id]).get(scenario_id, Done()))


def next_url(learner: Learner | None, scenario_id: str) -> str:
    """Where the way that is right for her now begins. Raises Http404 for a scenario that no current pack has."""
    version, scenario = catalogue.find_scenario(scenario_id)
    ladder = of(learner, version.pack, scenario.id)
    return next(rung.url for rung in ladder if rung.suggested)


def practise_url(scenario_id: str, mode: str = "") -> str:
    """The address at which an exercise begins, the same for all readers of a page.

    Without a mode it leads everybody to the way to practise that is right for her by then. Empty for what cannot be
    the name of an exercise: no page breaks for a value that no form would have taken.
    """
    try:
        return start_url(scenario_id, mode) if mode else reverse("sandbox:exercise", args=[scenario_id])
    except NoReverseMatch:
        return ""


def practise_links() -> dict[str, str]:
    """Code → address where practising it begins, of every procedure with a current pack. One query."""
    return {
        version.procedure_code: practise_url(version.pack.scenarios[0].id)
        for version in catalogue.current_packs()
    }
