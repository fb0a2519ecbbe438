"""Drills (tình huống sự cố): something goes wrong on purpose, and what is right is decided and explained.

A drill is data (packs/drills.yaml). Its kind is a registered class that says where the journey bends and what leads
on from each state: a choice, or something done on a page of the portal that is really bent. Pure: who plays, what
she typed and which page is shown is the business of others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import Field, ValidationError

from sandbox.engine.packs import SHIPPED, problems_of
from sandbox.engine.problems import PackError, Problem
from sandbox.engine.schema import Frozen, Slug, Source, Text
from sandbox.engine.yamlfiles import read_yaml

DRILLS = SHIPPED / "drills.yaml"
DONE = "xong"
OWN_SCREEN = "man"  # a state that is played on a screen of the drill, not on a page of the portal


class Verdict(StrEnum):
    """What a move was worth."""

    RIGHT = "right"
    WRONG = "wrong"
    NEUTRAL = "neutral"  # a slip of the finger, an old tab: nothing to learn from


# --- Data --------------------------------------------------------------------------------------------------------


class Choice(Frozen):
    """One way to act. `why` is said when it was the wrong one, and at the end when it was right."""

    id: Slug
    label: Text
    right: bool = False
    why: Text


class Phone(Frozen):
    """What the drawn phone shows. `code`: none, the one that has run out, or the one that is good."""

    sender: Text
    text: Text
    code: str = Field(default="", pattern=r"^(|old|new)$")
    warning: str = ""


class Scene(Frozen):
    """What one state shows beside the page itself."""

    title: Text
    lines: tuple[Text, ...] = ()
    phone: Phone | None = None
    ask: str = ""
    choices: tuple[Choice, ...] = ()

    def choice(self, choice_id: str) -> Choice | None:
        """The choice with this id, if there is one."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class Rule(Frozen):
    """What holds in real life, and where that stands."""

    text: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)


class Drill(Frozen):
    """One drill, as written."""

    id: Slug
    kind: Text
    title: Text
    goal: Text
    bends: Text
    scenario: Slug | None = None
    story: tuple[Text, ...] = Field(min_length=1)
    scenes: Mapping[str, Scene]
    debrief: tuple[Text, ...] = Field(min_length=1)
    already: tuple[Text, ...] = ()  # what to do when it has happened to her in earnest
    rule: Rule

    def rights(self) -> list[Choice]:
        """What was right, scene by scene, in the order in which they are played."""
        names = [step.name for step in kind_of(self).steps]
        return [choice for name in names for choice in self.scenes[name].choices if choice.right]


class DrillFile(Frozen):
    """The whole file."""

    drills: tuple[Drill, ...] = Field(min_length=1)


# --- Kinds -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A state of a drill: where it is played, and whether a choice leads on or a move on the page of the portal."""

    name: str
    place: str  # of the journey, or OWN_SCREEN
    moves: Mapping[str, Verdict] | None = None  # on the page: action → verdict; None: a choice

    @property
    def asks(self) -> bool:
        """Whether this state is left by a choice."""
        return self.moves is None


@dataclass(frozen=True)
class Move:
    """What came of an action: the state from now on, what it was worth, and the wrong choice to explain."""

    state: str
    verdict: Verdict
    said: str = ""


class DrillKind:
    """Base of the kinds. One class each; what differs is the way through (`steps`)."""

    id: ClassVar[str]
    steps: ClassVar[tuple[Step, ...]]

    def first(self) -> str:
        """The state in which a run begins."""
        return self.steps[0].name

    def step(self, state: str) -> Step | None:
        """The step of a state; None once it is over."""
        return next((step for step in self.steps if step.name == state), None)

    def after(self, state: str) -> str:
        """The state that follows."""
        names = [*(step.name for step in self.steps), DONE]
        return names[names.index(state) + 1]

    def move(self, drill: Drill, state: str, action: str) -> Move:
        """What an action leads to. One that this state does not know (an old tab) changes nothing."""
        step = self.step(state)
        if step is None:
            return Move(state, Verdict.NEUTRAL)
        if step.moves is None:
            return self._choose(drill, state, action)
        verdict = step.moves.get(action, Verdict.NEUTRAL)
        return Move(self.after(state) if verdict is Verdict.RIGHT else state, verdict)

    def _choose(self, drill: Drill, state: str, action: str) -> Move:
        choice = drill.scenes[state].choice(action)
        if choice is None:
            return Move(state, Verdict.NEUTRAL)
        if choice.right:
            return Move(self.after(state), Verdict.RIGHT)
        return Move(state, Verdict.WRONG, said=choice.id)


Kind = TypeVar("Kind", bound=type[DrillKind])
_kinds: dict[str, DrillKind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known under its id. Raises ValueError for an id that is taken."""
    if kind.id in _kinds:
        raise ValueError(f"two kinds of drill are called {kind.id}")
    _kinds[kind.id] = kind()
    return kind


def kind_of(drill: Drill) -> DrillKind:
    """The kind of a drill. Raises KeyError for one that nobody has registered (check says so first)."""
    return _kinds[drill.kind]


def kinds() -> tuple[str, ...]:
    """The ids of all kinds."""
    return tuple(_kinds)


RIGHT_CODE, OLD_CODE, WRONG_CODE = "dung", "cu", "sai"
CODE_PAGE, SIGN_IN_PAGE, FORM_PAGE, LAST_PAGE = "ma-xac-nhan", "dang-nhap", "to-khai", "xem-lai"


@register
class CodeLate(DrillKind):
    """The code does not come at once. Who waits gets it; then it is typed as always."""

    id = "code_late"
    steps = (
        Step("cho", CODE_PAGE),
        Step("co-ma", CODE_PAGE, {RIGHT_CODE: Verdict.RIGHT}),
    )


@register
class CodeExpired(DrillKind):
    """The code on the phone is too old. A new one is asked for, and the old one is left alone from then on."""

    id = "code_expired"
    steps = (
        Step("ma-cu", CODE_PAGE, {OLD_CODE: Verdict.RIGHT}),
        Step("het-han", CODE_PAGE),
        Step("ma-moi", CODE_PAGE, {RIGHT_CODE: Verdict.RIGHT, OLD_CODE: Verdict.WRONG}),
    )


@register
class SessionOver(DrillKind):
    """Signed out in the middle of the form. What was typed is kept; signing in again leads back to it."""

    id = "session_over"
    steps = (
        Step("dang-go", FORM_PAGE, {"gui": Verdict.RIGHT}),
        Step("het-phien", OWN_SCREEN),
        Step("vao-lai", SIGN_IN_PAGE, {"vao": Verdict.RIGHT}),
    )


@register
class Overload(DrillKind):
    """The portal takes the dossier, and breaks before it says so. Who looks first sends it once."""

    id = "overload"
    steps = (
        Step("gui", LAST_PAGE, {"gui": Verdict.RIGHT}),
        Step("qua-tai", OWN_SCREEN),
        Step("da-den", OWN_SCREEN),
    )


@register
class CodeCaller(DrillKind):
    """Somebody rings and asks for the code."""

    id = "code_caller"
    steps = (Step("dang-goi", OWN_SCREEN), Step("sau-do", OWN_SCREEN))


@register
class FalsePortal(DrillKind):
    """A message with an address that only looks right."""

    id = "false_portal"
    steps = (Step("tin-nhan", OWN_SCREEN), Step("dia-chi", OWN_SCREEN))


def old_code(code: str) -> str:
    """A code that has run out: six digits that are never those of ``code``."""
    return "".join(str((int(digit) + 3) % 10) for digit in code)


def read_code(typed: str, code: str) -> str:
    """What was typed into the box for the code: RIGHT_CODE, OLD_CODE or WRONG_CODE, with or without blanks."""
    plain = "".join(typed.split())
    return {code: RIGHT_CODE, old_code(code): OLD_CODE}.get(plain, WRONG_CODE)


# --- Reading -----------------------------------------------------------------------------------------------------


def check(drills: Sequence[Drill], file: str = DRILLS.name) -> list[Problem]:
    """What makes no sense in drills that could be read."""
    found = [problem for drill in drills for problem in _check(drill, file)]
    ids = [drill.id for drill in drills]
    return found + [Problem(file, one, "an id of its own") for one in sorted(set(ids)) if ids.count(one) > 1]


def _check(drill: Drill, file: str) -> list[Problem]:
    if drill.kind not in _kinds:
        return [Problem(file, f"{drill.id}.kind", f"one of {', '.join(_kinds)}")]
    steps = kind_of(drill).steps
    if set(drill.scenes) != {step.name for step in steps}:
        return [Problem(file, f"{drill.id}.scenes", f"exactly {', '.join(step.name for step in steps)}")]
    return [
        Problem(file, f"{drill.id}.scenes.{step.name}", expected)
        for step in steps
        if (expected := _expected(step, drill.scenes[step.name]))
    ]


def _expected(step: Step, scene: Scene) -> str:
    ids = [choice.id for choice in scene.choices]
    if not step.asks:
        return "no choices: what is done on the page leads on" if ids else ""
    if not scene.ask:
        return "a question (ask)"
    if len(set(ids)) != len(ids):
        return "an id of its own for each choice"
    rights = sum(choice.right for choice in scene.choices)
    return "" if 0 < rights < len(ids) else "at least one right choice and one that is not"


def read_drills(path: Path = DRILLS) -> tuple[Drill, ...]:
    """The drills of a file. Raises PackError where it cannot be read or makes no sense."""
    try:
        drills = DrillFile.model_validate(read_yaml(path)).drills
    except ValidationError as error:
        raise PackError(problems_of(path.name, error)) from error
    if problems := check(drills, path.name):
        raise PackError(problems)
    return drills


@cache
def shipped() -> tuple[Drill, ...]:
    """The drills that come with the sandbox, read once."""
    return read_drills()
