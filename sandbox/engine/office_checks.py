"""What is wrong with the office's script of a scenario, in the words of `check_pack`."""

from collections.abc import Iterator, Mapping

from sandbox.engine.kinds import kind_of
from sandbox.engine.office import result_fields
from sandbox.engine.papers import asked
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Pack, PlantedRefusal, PlantedSlip, Scenario


def check_office(file: str, pack: Pack, scenario: Scenario, answers: Mapping[str, str]) -> Iterator[Problem]:
    """Problems of the script, each with its key in `file`; `answers` are the right ones, with the day of filing."""
    script, key = scenario.office, f"{scenario.id}.office"
    wanted = "the id of a paper of procedure.yaml that these answers ask for"
    if script.planted and script.planted.paper not in {paper.id for paper in asked(pack, answers)}:
        yield Problem(file, f"{key}.planted.paper", wanted)
    if script.draft:
        yield from _slip(file, f"{key}.draft", pack, scenario, script.draft)
    if script.refusal:
        yield from _refusal(file, f"{key}.refusal", pack, script.refusal)


def _slip(file: str, key: str, pack: Pack, scenario: Scenario, slip: PlantedSlip) -> Iterator[Problem]:
    """The slip has to be on the draft, and it has to be one."""
    field = next((spec for spec in result_fields(pack.eform) if spec.id == slip.field), None)
    right = scenario.fields.get(slip.field, "")
    if field is None or not right:
        yield Problem(file, f"{key}.field", "a field that the result shows and that has an answer")
    elif kind_of(field).same(slip.wrote, right):
        yield Problem(file, f"{key}.wrote", f"something else than the right value {right}")


def _refusal(file: str, key: str, pack: Pack, refusal: PlantedRefusal) -> Iterator[Problem]:
    paper = next((paper for paper in pack.papers if paper.id == refusal.paper), None)
    if paper is None:
        yield Problem(file, f"{key}.paper", "the id of a paper of procedure.yaml")
    elif paper.photo(refusal.photo) is None:
        yield Problem(file, f"{key}.photo", f"the id of a photo of {paper.id}")
