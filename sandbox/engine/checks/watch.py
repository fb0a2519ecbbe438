"""Whether the worked example of a pack can be shown: places in their order, fields that are there, plain sentences."""

import re
from collections.abc import Iterator

from sandbox.engine import walkthrough
from sandbox.engine.checks.names import EXAMPLE, LONGEST_SENTENCE
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Frame, Pack, Scenario, Walkthrough

_SENTENCES = re.compile(r"(?<=[.?!:])\s+")


def worked_example(pack: Pack) -> Iterator[Problem]:
    """Problems of the walkthrough; none without one."""
    example = pack.walkthrough
    if example is None:
        return
    scenario = next((one for one in pack.scenarios if one.id == example.scenario), None)
    if scenario is None:
        yield Problem(EXAMPLE, "scenario", f"the id of a scenario in scenarios.yaml, not {example.scenario}")
        return
    wrong = list(_places(pack, example))
    for number, frame in enumerate(example.frames):
        wrong += _caption(frame, f"frames.{number}.caption")
        wrong += _target(pack, scenario, frame, f"frames.{number}")
    yield from wrong


def _places(pack: Pack, example: Walkthrough) -> Iterator[Problem]:
    """The whole journey, never backwards."""
    known = list(walkthrough.places(pack))
    latest = 0
    for number, frame in enumerate(example.frames):
        if frame.place not in known:
            expected = f"a place of the journey: {', '.join(known)}; not {frame.place}"
            yield Problem(EXAMPLE, f"frames.{number}.place", expected)
        elif known.index(frame.place) < latest:
            yield Problem(EXAMPLE, f"frames.{number}.place", "no place before that of the frame above")
        else:
            latest = known.index(frame.place)
    for place in known:
        if place not in {frame.place for frame in example.frames}:
            yield Problem(EXAMPLE, "frames", f"a frame for each place of the journey: none shows {place}")


def _caption(frame: Frame, key: str) -> Iterator[Problem]:
    for text in frame.caption:
        for sentence in _SENTENCES.split(text):
            if len(sentence.split()) > LONGEST_SENTENCE or not sentence.endswith((".", "?", "!", ":")):
                yield Problem(
                    EXAMPLE, key, f"whole sentences of at most {LONGEST_SENTENCE} tiếng: {sentence}"
                )


def _target(pack: Pack, scenario: Scenario, frame: Frame, key: str) -> Iterator[Problem]:
    targets = walkthrough.places(pack).get(frame.place)
    if targets is None:
        return
    if bool(frame.fields) == bool(frame.point):
        yield Problem(EXAMPLE, key, "either fields or a point")
    elif frame.point and frame.point not in targets:
        yield Problem(
            EXAMPLE, f"{key}.point", f"one of {', '.join(targets)} on {frame.place}, not {frame.point}"
        )
    else:
        yield from _fields(pack, scenario, frame, f"{key}.fields")


def _fields(pack: Pack, scenario: Scenario, frame: Frame, key: str) -> Iterator[Problem]:
    steps = {step.id: step.fields for step in pack.eform.steps}
    here = {field.id for field in steps.get(frame.place, ())} & scenario.answers.keys()
    for name in frame.fields:
        if name not in here:
            yield Problem(EXAMPLE, key, f"a field of {frame.place} that has a right answer, not {name}")
    if len(frame.fields) > walkthrough.MOST_FIELDS:
        yield Problem(EXAMPLE, key, f"at most {walkthrough.MOST_FIELDS} fields in one frame")
    papers = sorted({scenario.answers[name].paper for name in frame.fields if name in here})
    if len(papers) > 1:
        yield Problem(EXAMPLE, key, f"fields copied from one paper, not from {', '.join(papers)}")
