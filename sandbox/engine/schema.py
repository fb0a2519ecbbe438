"""The typed form of a pack: one procedure, its e-form, its papers, its people and its scenarios.

Everything here is data that a person writes in YAML; `sandbox.engine.packs` reads it. Models are frozen and
refuse unknown keys, so a slip of the pen in a pack is named instead of ignored.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from kit.folding import fold
from sandbox.engine import conditions
from sandbox.engine.conditions import Condition
from sandbox.engine.enums import Reason, SupplementType

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Minutes = Annotated[int, Field(ge=0, le=10_000)]


def _condition(data: Any) -> Condition | None:
    return data if data is None or hasattr(data, "holds") else conditions.from_data(data)


ShowIf = Annotated[
    Any,
    BeforeValidator(_condition),
    PlainSerializer(lambda rule: None if rule is None else rule.to_data()),
]


class Frozen(BaseModel):
    """Base of every model of a pack: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a fact comes from and the day on which somebody last looked."""

    title: Text
    url: str | None = None
    verified_on: date


class Term(Frozen):
    """How long the office may take; `amount` counts `unit`, and is 0 for a same-day procedure."""

    amount: int = Field(ge=0, le=400)
    unit: Literal["same_day", "working_day", "day"]


class Fee(Frozen):
    """What the procedure costs, in đồng, with the rule in everyday words."""

    amount: int = Field(ge=0)
    note: Text


class Procedure(Frozen):
    """The procedure as the national catalogue lists it."""

    code: Annotated[str, StringConstraints(pattern=r"^\d\.\d{6}$")]
    name: Text
    short_name: Text
    field: Text
    level: Text
    agency: Text
    term: Term
    term_note: Text
    fee: Fee
    result: Text
    sources: tuple[Source, ...] = Field(min_length=1)


class Choice(Frozen):
    """One option of a choice: what is stored, and the words on the screen.

    A pack may write the label alone ("Mông (Hmông)"); the stored value is then made from it ("mong-hmong").
    """

    value: Slug
    label: Text

    @model_validator(mode="before")
    @classmethod
    def _from_label(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        return {"value": re.sub(r"[^a-z0-9]+", "-", fold(data)).strip("-"), "label": data}


class FieldSpec(Frozen):
    """One field of an e-form.

    `label` is word for word that of the real form; `said` is the same thing in everyday words inside a
    sentence ("ngày sinh của cháu"). `whose` is the role of the person whose data it takes ("applicant" is
    whoever is signed in), empty where it belongs to nobody. `width` is a hint for the screen: s, m, l.
    """

    id: FieldId
    label: Text
    said: Text
    kind: FieldId
    required: bool = True
    hint: str = ""
    whose: str = ""
    choices: tuple[Choice, ...] = ()
    show_if: ShowIf = None
    may_be_future: bool = False
    width: Literal["s", "m", "l"] = "l"

    def choice(self, value: str) -> Choice | None:
        """The option with this stored value."""
        return next((choice for choice in self.choices if choice.value == value), None)


class Section(Frozen):
    """A part of a step under its own heading, as "II. Người được khai sinh"; the heading may be empty."""

    title: str = ""
    fields: tuple[FieldSpec, ...] = Field(min_length=1)


class Shown(Frozen):
    """A line of the signed-in persona's data that a step shows read-only; `fact` names a fact of the persona."""

    label: Text
    fact: Literal[
        "name",
        "citizen_number",
        "birth_date",
        "sex",
        "ethnicity",
        "issued_by",
        "hamlet",
        "commune",
        "province",
    ]


class Step(Frozen):
    """One page of the e-form."""

    id: Slug
    title: Text
    shown: tuple[Shown, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of all sections, in form order."""
        return tuple(field for section in self.sections for field in section.fields)


class Eform(Frozen):
    """The form of a procedure, as data."""

    steps: tuple[Step, ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of all steps, in form order."""
        return tuple(field for step in self.steps for field in step.fields)

    @property
    def words(self) -> dict[str, str]:
        """Labels for `Condition.explain`: field id → label, "field=value" → label of the choice."""
        labels = {field.id: field.label for field in self.fields}
        options = {f"{f.id}={choice.value}": choice.label for f in self.fields for choice in f.choices}
        return labels | options

    def field(self, field_id: str) -> FieldSpec:
        """The field with this id; raises KeyError where there is none."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)

    def step(self, step_id: str) -> Step:
        """The step with this id; raises KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


class Photo(Frozen):
    """One sample picture of a paper; `problem` is why the office cannot use it, empty for a good one."""

    id: Slug
    label: Text
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether the office can read it."""
        return not self.problem


class PaperSpec(Frozen):
    """A document to attach, with the sample pictures a learner chooses from."""

    id: Slug
    name: Text
    said: Text
    required: bool = True
    hint: str = ""
    photos: tuple[Photo, ...] = Field(min_length=1)

    def photo(self, photo_id: str) -> Photo | None:
        """The sample picture with this id."""
        return next((photo for photo in self.photos if photo.id == photo_id), None)


class PaperLine(Frozen):
    """A numbered line of a sample paper."""

    number: int = Field(ge=1, le=99)
    label: Text
    value: Text


class SamplePaper(Frozen):
    """A paper of a scenario that the learner reads and copies from; `said` is its name inside a sentence."""

    id: Slug
    title: Text
    said: Text
    number: str = ""
    lines: tuple[PaperLine, ...] = Field(min_length=1)

    def line(self, number: int) -> PaperLine | None:
        """The line with this number."""
        return next((line for line in self.lines if line.number == number), None)


class Person(Frozen):
    """Somebody in a scenario. Dates are dd/mm/yyyy; `said` names the person inside a sentence ("cha
    cháu")."""

    role: FieldId
    said: Text
    name: Text
    sex: Literal["nam", "nu"]
    birth_date: Text
    citizen_number: str = ""
    issued_on: str = ""
    phone: str = ""
    hamlet: str = ""

    def facts(self) -> dict[str, tuple[str, ...]]:
        """What is known of this person, per field kind."""
        found = {
            "person_name": (self.name,),
            "date": (self.birth_date, self.issued_on),
            "citizen_number": (self.citizen_number,),
            "phone": (self.phone,),
            "text": (self.hamlet,),
        }
        return {kind: tuple(value for value in values if value) for kind, values in found.items()}


class Persona(Frozen):
    """A fictitious citizen whose papers the learner copies from, and who is signed in.

    `word` is the practice word of the sign-in and `otp` the code on the drawn phone: both are printed for the
    learner and neither looks like a password anybody would use.
    """

    id: Slug
    name: Text
    sex: Literal["nam", "nu"]
    birth_date: Text
    citizen_number: Text
    issued_on: Text
    issued_by: Text
    ethnicity: Text
    phone: Text
    hamlet: Text
    commune: Text
    province: Text
    word: Text
    otp: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]

    def fact(self, name: str) -> str:
        """A fact by its name, as the portal shows it (`Shown.fact`)."""
        if name == "sex":
            return "Nữ" if self.sex == "nu" else "Nam"
        return str(getattr(self, name))

    def as_person(self, role: str, said: str) -> Person:
        """The persona as one of the people of a scenario."""
        shared = ("name", "sex", "birth_date", "citizen_number", "issued_on", "phone", "hamlet")
        return Person(role=role, said=said, **{key: getattr(self, key) for key in shared})


class Agency(Frozen):
    """The office that takes the dossier, and the officer who guides."""

    name: Text
    centre: Text
    commune: Text
    province: Text
    officer: Text
    officer_phone: Text


class PlantedSupplement(Frozen):
    """A supplement that the office asks for whatever was sent: which paper, what is the matter with it, why."""

    paper: Slug
    reason: Text
    type: SupplementType = SupplementType.INCORRECT


class PlantedSlip(Frozen):
    """A mistake of the office in its draft of the result: in which field, and what the office wrote there."""

    field: FieldId
    wrote: Text


class PlantedDelay(Frozen):
    """The office is late: it apologises when the result is due and names a day so many working days later."""

    days: int = Field(ge=1, le=10)
    reason: Text


class PlantedRefusal(Frozen):
    """A sample picture with which the office goes no further, and its reason in everyday words.

    `kind` decides where: on the merits it stops the dossier (8), otherwise it refuses it at the door (3).
    """

    paper: Slug
    photo: Slug
    kind: Literal[Reason.NOT_OUR_COMPETENCE, Reason.NOT_VALID, Reason.REFUSED_ON_MERITS]
    reason: Text


class OfficeScript(Frozen):
    """How the office of a scenario behaves: minutes of working time after the event before, and what is planted."""

    accept_after: Minutes
    start_after: Minutes
    review_after: Minutes
    finish_after: Minutes
    return_after: Minutes
    supplement_days: int = Field(ge=1, le=30)
    planted: PlantedSupplement | None = None
    draft: PlantedSlip | None = None
    late: PlantedDelay | None = None
    refusal: PlantedRefusal | None = None


class Answer(Frozen):
    """The right answer to a field: its value, the paper line it is copied from, other wordings that are as right."""

    value: str
    paper: Slug
    line: int = Field(ge=1, le=99)
    also: tuple[Text, ...] = ()


class LineRef(Frozen):
    """A line of a sample paper of the scenario."""

    paper: Slug
    line: int


class Scenario(Frozen):
    """Procedure + persona + story + facts (the answer key) + the office's script.

    `told_on` is the day on which the story was written: no date in it lies after that day.
    """

    id: Slug
    title: Text
    story: tuple[Text, ...] = Field(min_length=1)
    told_on: date
    persona: Slug
    persona_role: FieldId
    persona_said: Text
    agency: Agency
    people: tuple[Person, ...]
    papers: tuple[SamplePaper, ...] = ()
    answers: dict[FieldId, Answer]
    office: OfficeScript

    @property
    def fields(self) -> dict[str, str]:
        """Field id → right value; a choice by its stored value."""
        return {field: answer.value for field, answer in self.answers.items()}

    @property
    def lines(self) -> dict[str, LineRef]:
        """Field id → the paper line to copy from."""
        return {field: LineRef(paper=a.paper, line=a.line) for field, a in self.answers.items()}

    def paper(self, paper_id: str) -> SamplePaper | None:
        """The sample paper with this id."""
        return next((paper for paper in self.papers if paper.id == paper_id), None)


class Pack(Frozen):
    """Everything the sandbox needs for one procedure, complete in itself."""

    slug: Slug
    procedure: Procedure
    eform: Eform
    papers: tuple[PaperSpec, ...] = ()
    personas: tuple[Persona, ...] = Field(min_length=1)
    scenarios: tuple[Scenario, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _answers_in_form_order(self) -> Self:
        """Whoever lists answers lists them as the form asks; stored JSON has them by name."""
        place = {field.id: place for place, field in enumerate(self.eform.fields)}
        for scenario in self.scenarios:
            ordered = sorted(scenario.answers.items(), key=lambda pair: place.get(pair[0], len(place)))
            scenario.answers.clear()
            scenario.answers.update(ordered)
        return self

    def scenario(self, scenario_id: str) -> Scenario:
        """The scenario with this id; raises KeyError where there is none."""
        for scenario in self.scenarios:
            if scenario.id == scenario_id:
                return scenario
        raise KeyError(scenario_id)

    def persona(self, persona_id: str) -> Persona:
        """The persona with this id; raises KeyError where there is none."""
        for persona in self.personas:
            if persona.id == persona_id:
                return persona
        raise KeyError(persona_id)

    def people(self, scenario: Scenario) -> tuple[Person, ...]:
        """Everybody in a scenario, the signed-in persona first."""
        persona = self.persona(scenario.persona)
        return (persona.as_person(scenario.persona_role, scenario.persona_said), *scenario.people)
