"""YAML as people write it: every scalar stays the text that was typed, and a key given twice is an error.

YAML's own guesses would turn a citizen number into an octal integer and the answer "No" into a boolean.
"""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from sandbox.engine.problems import PackError, Problem


class _TextLoader(yaml.BaseLoader):
    """BaseLoader (scalars are text, no tags are constructed) that refuses doubled keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key.value!r} is given twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=_TextLoader)  # noqa: S506 - a BaseLoader


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file, all scalars as text; raises PackError where there is none."""
    try:
        data = _load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PackError([Problem(path.name, "", f"a readable UTF-8 file ({error})")]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or str(error)
        raise PackError([Problem(path.name, where, f"well-formed YAML ({what})")]) from error
    if not isinstance(data, dict):
        raise PackError([Problem(path.name, "", "a mapping (key: value) at the top")])
    return data
