"""What all checks of a pack share: the files, the one fictional province, and the finding of doubles."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sandbox.engine.problems import Problem
from sandbox.engine.schema import Scenario

PROVINCE = "Tỉnh Thực Hành"  # the one fictional province (docs/pack-format.md)
COMMUNES = ("Xã Mẫu", "Xã Suối Tập", "Xã Bản Luyện", "Phường Ví Dụ")  # all that it has
FORM, STORIES, PERSONAS = "procedure.yaml", "scenarios.yaml", "personas.yaml"
EXAMPLE = "walkthrough.yaml"
LONGEST_SENTENCE = 15  # tiếng, as everywhere on the screen
LONGEST_SAID = 7  # tiếng, so that the sentence around it stays short


def papers_file(scenario: Scenario) -> str:
    """The file with the sample papers of a scenario."""
    return f"papers/{scenario.id}.yaml"


def doubled(file: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """A problem for each name that comes more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(file, key, f"{name} only once")
