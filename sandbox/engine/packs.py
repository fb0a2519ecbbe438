"""Reading a pack from its directory, and its stored form.

    <slug>/procedure.yaml     procedure, eform, papers
    <slug>/scenarios.yaml     scenarios: story, people, right answers, the office's script
    <slug>/papers/*.yaml      the sample papers of one scenario each
    <slug>/walkthrough.yaml   the worked example, frame by frame; may be left out
    ../personas.yaml          the personas of all packs

`read_pack` stops at what cannot be read, and says all of it at once; `check_pack` judges the sense of a pack
that could be read.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sandbox.engine.checks import check_pack
from sandbox.engine.problems import SHIPPED, PackError, Problem, problems_of
from sandbox.engine.schema import (
    Eform,
    Frozen,
    Pack,
    PaperSpec,
    Persona,
    Procedure,
    SamplePaper,
    Scenario,
    Slug,
    Walkthrough,
)
from sandbox.engine.yamlfiles import read_yaml

__all__ = [
    "SHIPPED",
    "PackError",
    "Problem",
    "canonical_json",
    "check_pack",
    "digest",
    "pack_from_json",
    "problems_of",
    "read_pack",
    "shipped_packs",
]


class _ProcedureFile(Frozen):
    procedure: Procedure
    eform: Eform
    papers: tuple[PaperSpec, ...] = ()


class _ScenariosFile(Frozen):
    scenarios: tuple[Scenario, ...]


class _PapersFile(Frozen):
    scenario: Slug
    papers: tuple[SamplePaper, ...]


class _PersonasFile(Frozen):
    personas: tuple[Persona, ...]


Model = TypeVar("Model", bound=Frozen)


def shipped_packs(root: Path = SHIPPED) -> list[Path]:
    """The directories of the packs that come with the sandbox, by slug."""
    return sorted(path.parent for path in root.glob("*/procedure.yaml"))


def read_pack(directory: Path) -> Pack:
    """The pack in a directory; raises PackError with every problem that keeps it from being read."""
    problems: list[Problem] = []
    form = _read(_ProcedureFile, directory / "procedure.yaml", problems)
    stories = _read(_ScenariosFile, directory / "scenarios.yaml", problems)
    people = _read(_PersonasFile, directory.parent / "personas.yaml", problems)
    example = directory / "walkthrough.yaml"
    walkthrough = _read(Walkthrough, example, problems) if example.exists() else None
    papers = [_read(_PapersFile, path, problems) for path in sorted((directory / "papers").glob("*.yaml"))]
    if problems or form is None or stories is None or people is None:
        raise PackError(problems)
    try:
        return Pack(
            slug=directory.name,
            procedure=form.procedure,
            eform=form.eform,
            papers=form.papers,
            personas=_cast(stories.scenarios, people.personas),
            scenarios=_with_papers(stories.scenarios, [file for file in papers if file]),
            walkthrough=walkthrough,
        )
    except ValidationError as error:
        raise PackError(problems_of(f"{directory.name}/", error)) from error


def canonical_json(pack: Pack) -> str:
    """The one stored form of a pack: sorted keys, no spaces, letters as they are."""
    return json.dumps(pack.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(pack: Pack) -> str:
    """SHA-256 of the canonical form, in hex: the same content has the same digest."""
    return hashlib.sha256(canonical_json(pack).encode()).hexdigest()


def pack_from_json(text: str) -> Pack:
    """The pack that `canonical_json` wrote; raises PackError where the text is not one."""
    try:
        return Pack.model_validate_json(text)
    except ValidationError as error:
        raise PackError(problems_of("stored pack", error)) from error


def _read(model: type[Model], path: Path, problems: list[Problem]) -> Model | None:
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        problems += problems_of(path.name, error)
    except PackError as error:
        problems += error.problems
    return None


def _cast(scenarios: Iterable[Scenario], personas: Iterable[Persona]) -> tuple[Persona, ...]:
    """The personas that the scenarios call for; raises PackError where one is not there."""
    used, known = {scenario.persona for scenario in scenarios}, {persona.id: persona for persona in personas}
    if missing := sorted(used - known.keys()):
        raise PackError(
            Problem("scenarios.yaml", f"persona {name}", "a persona of personas.yaml") for name in missing
        )
    return tuple(persona for name, persona in known.items() if name in used)


def _with_papers(scenarios: Iterable[Scenario], files: Iterable[_PapersFile]) -> tuple[Scenario, ...]:
    """Each scenario with its sample papers; raises PackError for papers of a scenario that is not there."""
    papers = {file.scenario: file.papers for file in files}
    filled = tuple(
        scenario.model_copy(update={"papers": papers.pop(scenario.id, ())}) for scenario in scenarios
    )
    if papers:
        raise PackError(Problem("papers/", name, "the id of a scenario in scenarios.yaml") for name in papers)
    return filled
