"""The engine's own Vietnamese words, read from phrases/vi.yaml: hints, messages, names of kinds and statuses.

`{you}` and `{You}` in a phrase are how the reader is addressed: "bác" by default, a setting makes it "anh" or
"chị".
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sandbox.engine.enums import MistakeKind

YOU = "bác"
PHRASES = Path(__file__).parent / "phrases" / "vi.yaml"


@cache
def phrases() -> Mapping[str, Any]:
    """The whole file of phrases, read once."""
    data: Mapping[str, Any] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    return data


def phrase(*keys: str, you: str = YOU, **values: str) -> str:
    """The phrase under these keys with its placeholders filled; raises KeyError where there is none."""
    return str(_under(keys)).format(you=you, You=you[:1].upper() + you[1:], **values)


def hints(kind: MistakeKind, *wordings: str, you: str = YOU, **values: str) -> tuple[str, str, str]:
    """The three hints (nudge, point, show) for a mistake, in the first of the wordings that it has, else the default.

    A wording is the name of a field kind, or of a case that needs words of its own ("should_be_empty").
    """
    versions = _under(("coach", kind.value))
    ladder = next((versions[name] for name in wordings if name in versions), versions["default"])
    nudge, point, show = (
        str(step).format(you=you, You=you[:1].upper() + you[1:], **values) for step in ladder
    )
    return nudge, point, show


def kind_name(kind: MistakeKind) -> str:
    """What kind of mistake it is, in everyday words after a colon ("đổi chỗ ngày và tháng")."""
    return phrase("kinds", kind.value)


def number_range(low: int | None, high: int | None) -> str:
    """Between which bounds a number has to lie, as the end of a sentence; empty without bounds."""
    known = {name: str(bound) for name, bound in (("low", low), ("high", high)) if bound is not None}
    return phrase("shapes", "_".join(["range", *known]), **known) if known else ""


def _under(keys: tuple[str, ...]) -> Any:
    found: Any = phrases()
    for key in keys:
        found = found[key]
    return found
