"""The typed form of a pack: one procedure, its e-form, its papers, its people and its scenarios.

Everything here is data that a person writes in YAML; `sandbox.engine.packs` reads it. Models are frozen and
refuse unknown keys, so a slip of the pen in a pack is named instead of ignored.
"""

from typing import Self

from pydantic import Field, model_validator

from sandbox.engine.schema.base import Fact, FieldId, Frozen, Minutes, ShowIf, Slug, Source, Text, When
from sandbox.engine.schema.form import (
    Charge,
    Choice,
    Eform,
    Fee,
    FieldSpec,
    Fill,
    PaperSpec,
    Photo,
    Precision,
    Procedure,
    Rows,
    Rule,
    Section,
    Shown,
    Step,
    Term,
)
from sandbox.engine.schema.story import (
    Agency,
    Answer,
    LineRef,
    OfficeScript,
    PaperLine,
    Person,
    Persona,
    PlantedDelay,
    PlantedRefusal,
    PlantedSlip,
    PlantedSupplement,
    SamplePaper,
    Scenario,
)
from sandbox.engine.schema.watch import Frame, Walkthrough

__all__ = [
    "Agency",
    "Answer",
    "Charge",
    "Choice",
    "Eform",
    "Fact",
    "Fee",
    "FieldId",
    "FieldSpec",
    "Fill",
    "Frame",
    "Frozen",
    "LineRef",
    "Minutes",
    "OfficeScript",
    "Pack",
    "PaperLine",
    "PaperSpec",
    "Person",
    "Persona",
    "Photo",
    "PlantedDelay",
    "PlantedRefusal",
    "PlantedSlip",
    "PlantedSupplement",
    "Precision",
    "Procedure",
    "Rows",
    "Rule",
    "SamplePaper",
    "Scenario",
    "Section",
    "ShowIf",
    "Shown",
    "Slug",
    "Source",
    "Step",
    "Term",
    "Text",
    "Walkthrough",
    "When",
]


class Pack(Frozen):
    """Everything the sandbox needs for one procedure, complete in itself."""

    slug: Slug
    procedure: Procedure
    eform: Eform
    papers: tuple[PaperSpec, ...] = ()
    personas: tuple[Persona, ...] = Field(min_length=1)
    scenarios: tuple[Scenario, ...] = Field(min_length=1)
    walkthrough: Walkthrough | None = None

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

    def consenting(self, scenario: Scenario, paper: PaperSpec) -> Person | None:
        """Who has to agree on her own phone; None for a paper that is attached, and where nobody has that role."""
        return next((person for person in scenario.people if person.role == paper.consent), None)

    def people(self, scenario: Scenario) -> tuple[Person, ...]:
        """Everybody in a scenario, the signed-in persona first."""
        persona = self.persona(scenario.persona)
        return (persona.as_person(scenario.persona_role, scenario.persona_said), *scenario.people)
