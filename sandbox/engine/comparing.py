"""Where two packs in their stored form differ: found by ids, and put where people see it.

A pack is arranged first, so that what people see as one thing stands in one place: the fields by themselves, with the
step on which they are, and the steps without them. `sandbox.engine.changes` tells what is found.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

Data = Mapping[str, Any]
Way = tuple[str, ...]
CONDITIONS = frozenset({"show_if", "required_if", "when"})
WHOLE = CONDITIONS | {"layout"}  # compared and told as one
TITLES = ("label", "title", "name", "said", "id", "value")
IDENTITIES = ("id", "value", "role", "number", "label", "title")


class Kind(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


Found = tuple[Kind, Way, Any, Any]


def arranged(pack: Data, common: frozenset[str]) -> dict[str, Any]:
    """The pack with its fields in one list; ``common``: ids of those that both versions have."""
    form: Data = pack.get("eform") or {}
    steps: Sequence[Data] = form.get("steps") or ()
    procedure = dict(pack.get("procedure") or {})
    charges = procedure.pop("charges", [])
    told = {"eform", "procedure", "slug"}
    return {
        "fields": [
            {**field, "step": step.get("id", "")} for step in steps for field in _fields_of_step(step)
        ],
        "papers": pack.get("papers") or [],
        "procedure": {**procedure, "slug": pack.get("slug", "")},
        "charges": charges,
        "steps": [_step(step, common) for step in steps],
        "form": {key: value for key, value in form.items() if key not in ("steps", "fills", "rules")},
        "rules": form.get("rules") or [],
        "fills": form.get("fills") or [],
        **{key: value for key, value in pack.items() if key not in told | {"papers"}},
    }


def _step(step: Data, common: frozenset[str]) -> dict[str, Any]:
    """A step without its fields, which are told by themselves; their order is that of those in both versions."""
    layout = [
        {
            "title": section.get("title", ""),
            "fields": [field["id"] for field in section.get("fields", ()) if field.get("id") in common],
        }
        for section in step.get("sections") or ()
    ]
    return {**{key: value for key, value in step.items() if key != "sections"}, "layout": layout}


def _fields_of_step(step: Data) -> Iterator[Data]:
    for section in step.get("sections") or ():
        yield from section.get("fields") or ()


def fields(pack: Data) -> Iterator[Data]:
    """Every field of the form, in its order."""
    for step in (pack.get("eform") or {}).get("steps") or ():
        yield from _fields_of_step(step)


def field_ids(pack: Data) -> frozenset[str]:
    """The ids of its fields."""
    return frozenset(str(field.get("id")) for field in fields(pack))


def words_of(pack: Data) -> dict[str, str]:
    """Field → label, "field=value" → label of the choice, "step:id", "paper:id" → their names."""
    words: dict[str, str] = {}
    for field in fields(pack):
        words[str(field.get("id"))] = str(field.get("label"))
        for choice in field.get("choices") or ():
            words[f"{field.get('id')}={choice.get('value')}"] = str(choice.get("label"))
    for step in (pack.get("eform") or {}).get("steps") or ():
        words[f"step:{step.get('id')}"] = str(step.get("title"))
    for paper in pack.get("papers") or ():
        words[f"paper:{paper.get('id')}"] = str(paper.get("name"))
    return words


# --- Comparing -----------------------------------------------------------------------------------------------------
def compared(old: Any, new: Any, way: Way) -> Iterator[Found]:
    """Where ``old`` and ``new`` differ, as deep as both have something there."""
    if old == new and type(old) is type(new):
        return
    if way and way[-1] in WHOLE:
        yield Kind.CHANGED, way, old, new
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_groups(old, new, way)
    elif is_things(old) and is_things(new):
        yield from _of_lists(old, new, way)
    else:
        yield Kind.CHANGED, way, old, new


def _of_groups(old: Data, new: Data, way: Way) -> Iterator[Found]:
    for key in (*old, *(key for key in new if key not in old)):
        if key not in new:
            yield Kind.REMOVED, (*way, key), old[key], None
        elif key not in old:
            yield Kind.ADDED, (*way, key), None, new[key]
        else:
            yield from compared(old[key], new[key], (*way, key))


def _of_lists(old: Sequence[Data], new: Sequence[Data], way: Way) -> Iterator[Found]:
    identity = _identity(old, new)
    if identity is None:  # nothing tells them apart but their place
        one, other = ({str(n): item for n, item in enumerate(items, 1)} for items in (old, new))
        yield from _of_groups(one, other, way)
        return
    one, other = ({identity(item): item for item in items} for items in (old, new))
    yield from _of_groups(one, other, way)
    order, later = [name for name in one if name in other], [name for name in other if name in one]
    if order != later and way != ("fields",):  # that of fields stands in the layout of their step
        titles = ([title_of(one[name]) for name in order], [title_of(other[name]) for name in later])
        yield Kind.CHANGED, (*way, "order"), *titles


def is_things(value: Any) -> bool:
    """Whether it is a list of groups, which may have ids; an empty list may be one."""
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)


def _by_key(key: str) -> Callable[[Data], str]:
    return lambda one: str(one.get(key) or "")


def _by_look(one: Data) -> str:
    """A frame, by what it shows."""
    return f"{one['place']}/{one.get('point')}/{one.get('fields')}" if "place" in one else ""


def _by_condition(one: Data) -> str:
    return json.dumps(one["when"], sort_keys=True) if "when" in one else ""


WAYS_TO_KNOW = (*(_by_key(key) for key in IDENTITIES), _by_look, _by_condition)


def _identity(old: Sequence[Data], new: Sequence[Data]) -> Callable[[Data], str] | None:
    """What each thing of both lists is known by: the first that all have, and that tells them apart."""
    for way in WAYS_TO_KNOW:
        names = [[way(one) for one in items] for items in (old, new)]
        if all(all(found) and len(set(found)) == len(found) for found in names):
            return way
    return None


def item_of(things: Sequence[Data], name: str) -> Any:
    """The thing that is known as ``name``, else the one at this place counted from 1; None where there is none."""
    for way in WAYS_TO_KNOW:
        found = next((one for one in things if way(one) == name), None)
        if found is not None:
            return found
    return things[int(name) - 1] if name.isdecimal() and 0 < int(name) <= len(things) else None


def title_of(item: Data) -> str:
    """What people call it."""
    return next((str(item[key]) for key in TITLES if item.get(key)), "?")
