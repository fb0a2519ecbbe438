"""The people, the sample papers and the scenarios of a pack."""

from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from sandbox.engine.enums import Reason, SupplementType
from sandbox.engine.schema.base import FieldId, Frozen, Minutes, Slug, Text


class PaperLine(Frozen):
    """A numbered line of a sample paper."""

    number: int = Field(ge=1, le=99)
    label: Text
    value: Text


class SamplePaper(Frozen):
    """A paper of a scenario that the learner reads and copies from.

    `said` is its name inside a sentence, `drawing` the slug of its picture, `owner` the role of whom it is
    about.
    """

    id: Slug
    title: Text
    said: Text
    number: str = ""
    drawing: Literal[""] | Slug = ""
    owner: Literal[""] | FieldId = ""
    lines: tuple[PaperLine, ...] = Field(min_length=1)

    def says(self, value: str) -> bool:
        """Whether a line holds this value and nothing else."""
        return any(line.value == value for line in self.lines)

    def line(self, number: int) -> PaperLine | None:
        """The line with this number."""
        return next((line for line in self.lines if line.number == number), None)


class Person(Frozen):
    """Somebody in a scenario. Dates are dd/mm/yyyy; `said` names the person inside a sentence ("cha
    cháu"). `origin_*` is the place of origin (quê quán), under its present name; `passcode` opens the drawn phone
    of somebody who has to agree."""

    came_later: ClassVar[frozenset[str]] = frozenset({"passcode"})

    role: FieldId
    said: Text
    name: Text
    sex: Literal["nam", "nu"]
    birth_date: Text
    citizen_number: str = ""
    issued_on: str = ""
    issued_by: str = ""
    ethnicity: str = ""
    nationality: str = ""
    phone: str = ""
    hamlet: str = ""
    commune: str = ""
    province: str = ""
    origin_commune: str = ""
    origin_province: str = ""
    deceased: bool = False
    passcode: Literal[""] | Annotated[str, StringConstraints(pattern=r"^\d{6}$")] = ""

    def facts(self) -> dict[str, tuple[str, ...]]:
        """What is known of this person and could be mixed up with another's, per field kind."""
        found = {
            "person_name": (self.name,),
            "date": (self.birth_date, self.issued_on),
            "citizen_number": (self.citizen_number,),
            "phone": (self.phone,),
            "text": (self.hamlet,),
            "commune": (self.commune, self.origin_commune),
            "province": (self.province, self.origin_province),
        }
        return {kind: tuple(value for value in values if value) for kind, values in found.items()}


class Persona(Frozen):
    """A fictitious citizen whose papers the learner copies from, and who is signed in.

    `word` is the practice word of the sign-in and `otp` the code on the drawn phone: both are printed for the
    learner and neither looks like a password anybody would use; `passcode` is the one of the two consents.
    """

    id: Slug
    name: Text
    sex: Literal["nam", "nu"]
    birth_date: Text
    citizen_number: Text
    issued_on: Text
    issued_by: Text
    ethnicity: Text
    nationality: str = ""
    phone: Text
    hamlet: Text
    commune: Text
    province: Text
    origin_commune: str = ""
    origin_province: str = ""
    word: Text
    otp: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    passcode: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]

    def fact(self, name: str) -> str:
        """A fact by its name, as the portal shows it (`Fact`)."""
        if name == "sex":
            return "Nữ" if self.sex == "nu" else "Nam"
        return str(getattr(self, name))

    def as_person(self, role: str, said: str) -> Person:
        """The persona as one of the people of a scenario."""
        shared = (Person.model_fields.keys() & type(self).model_fields.keys()) - {"passcode"}
        return Person(role=role, said=said, **{name: getattr(self, name) for name in shared})


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
    """How the office of a scenario behaves: minutes of working time after the event before, working days that the
    citizen has for an answer and for a payment, and what is planted.
    """

    accept_after: Minutes
    start_after: Minutes
    review_after: Minutes
    finish_after: Minutes
    return_after: Minutes
    supplement_days: int = Field(ge=1, le=30)
    payment_days: int = Field(default=3, ge=1, le=30)
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

    `told_on` is the day on which the story was written: no date in it lies after that day, and conditions
    that count days count to it. `filed_by_said` says who files, inside a sentence ("bà ngoại cháu").
    """

    id: Slug
    title: Text
    story: tuple[Text, ...] = Field(min_length=1)
    told_on: date
    persona: Slug
    persona_role: FieldId
    persona_said: Text
    filed_by_said: str = ""
    filed_for: Literal["self", "other"] = "self"
    agency: Agency
    people: tuple[Person, ...]
    papers: tuple[SamplePaper, ...] = ()
    answers: dict[FieldId, Answer]
    office: OfficeScript

    @property
    def fields(self) -> dict[str, str]:
        """Field id → right value; a choice by its stored value."""
        return {field: answer.value for field, answer in self.answers.items()}

    @cached_property
    def lines(self) -> dict[str, LineRef]:
        """Field id → the paper line to copy from."""
        return {field: LineRef(paper=a.paper, line=a.line) for field, a in self.answers.items()}

    def paper(self, paper_id: str) -> SamplePaper | None:
        """The sample paper with this id."""
        return next((paper for paper in self.papers if paper.id == paper_id), None)
