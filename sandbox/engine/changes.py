"""What has changed from one version of a pack to another, told in Vietnamese.

Works on the stored form (`packs.canonical_json`, parsed), so that a version of an older release can still be compared.
Things are recognised by their ids: a label that changes is a change of its field, not a field gone and another come.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.engine import conditions
from sandbox.engine.change_words import EMPTY, KEYS, NO, THINGS, VALUES, YES
from sandbox.engine.comparing import (
    CONDITIONS,
    Data,
    Kind,
    Way,
    arranged,
    compared,
    field_ids,
    is_things,
    item_of,
    title_of,
    words_of,
)

NAMES_FIELDS = frozenset({"field", "fields", "per", "of", "receiving", "clear"})


@dataclass(frozen=True)
class Change:
    """One thing that is different. ``way`` leads to it in the pack; ``about`` is that way in words, outermost first.

    ``what`` of it has changed (empty where the thing came or went as a whole), what it said ``before`` and ``after``,
    and ``names``: what it is about, as "field:ngay_cap", "paper:…", "scenario:…", "step:…", "procedure", "example".
    """

    kind: Kind
    way: Way
    about: tuple[str, ...]
    what: str
    before: str
    after: str
    names: frozenset[str]

    @property
    def is_name(self) -> bool:
        """Whether what people read as the name of something is gone, or another one."""
        return self.kind is Kind.REMOVED or self.what == KEYS["label"]

    @property
    def old_name(self) -> str:
        """The name as it was."""
        return self.before if self.what else self.about[-1].partition("“")[2].rstrip("”")

    @property
    def headline(self) -> str:
        """The change in a few words, without what was said before and after."""
        thing = " · ".join(self.about)
        if self.kind is Kind.ADDED:
            return f"Thêm {_small(thing)}"
        if self.kind is Kind.REMOVED:
            return f"Bỏ {_small(thing)}"
        return f"{thing[:1].upper()}{thing[1:]}: đổi {self.what}"


def diff(before: Data, after: Data) -> tuple[Change, ...]:
    """Every difference between two packs in their stored form; none where they say the same."""
    common = field_ids(before) & field_ids(after)
    old, new = arranged(before, common), arranged(after, common)
    words = {**words_of(before), **words_of(after)}
    return tuple(
        _told(kind, way, one, other, (old, new), words) for kind, way, one, other in compared(old, new, ())
    )


def first_for(changes: Sequence[Change], names: frozenset[str]) -> tuple[list[Change], list[Change]]:
    """(those that are about one of ``names``, the others), each in the order in which they were."""
    ours = [change for change in changes if change.names & names]
    return ours, [change for change in changes if not change.names & names]


# --- Telling -------------------------------------------------------------------------------------------------------
def _told(
    kind: Kind, way: Way, old: Any, new: Any, packs: tuple[Data, Data], words: Mapping[str, str]
) -> Change:
    about, what = _named(way, packs, words)
    if what:  # something that a thing says: it may have said nothing before
        kind = Kind.CHANGED
    elif kind is Kind.CHANGED and (old is None or new is None):  # a thing of which there is one or none
        kind = Kind.ADDED if old is None else Kind.REMOVED
    elif kind is Kind.CHANGED:
        what = KEYS["value"]
    before, after = _text(way, old, words), _text(way, new, words)
    if before == after:  # another thing of the same name
        before, after = f"{before} ({_raw(old)})", f"{after} ({_raw(new)})"
    return Change(kind, way, about, what, before, after, _names(way, old, new))


def _raw(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _named(way: Way, packs: tuple[Data, Data], words: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """(the things on the way, in words; what of the last of them), the latter empty where the way ends at a thing."""
    about: list[str] = []
    group, at = "", 0
    while at < len(way):
        name, here = way[at], _at(packs, way[: at + 1])
        is_list = is_things(here) or name in ("answers", "copy")
        if is_list and at + 1 < len(way):
            noun = THINGS.get(f"{group}.{name}", THINGS.get(name, name))
            if way[at + 1] == "order":
                return (*about, f"các {noun}"), KEYS["order"]
            item = _at(packs, way[: at + 2])
            about.append(f"{noun} “{_item_title(name, way[at + 1], item, words)}”")
            group, at = name, at + 2
        elif isinstance(here, Mapping) and name in THINGS:
            about.append(THINGS[name])
            group, at = name, at + 1
        else:
            return tuple(about), _key(name, group)
    return tuple(about), ""


def _at(packs: tuple[Data, Data], way: Way) -> Any:
    """What stands there, in the newer pack or else in the older one."""
    for pack in reversed(packs):
        found = _follow(pack, way)
        if found is not None:
            return found
    return None


def _follow(value: Any, way: Way) -> Any:
    for name in way:
        if isinstance(value, Mapping):
            value = value.get(name)
        elif is_things(value):
            value = item_of(value, name)
        else:
            return None
    return value


def _item_title(group: str, name: str, item: Any, words: Mapping[str, str]) -> str:
    if group in ("answers", "copy"):
        return words.get(name, name)
    if not isinstance(item, Mapping):
        return name
    if group == "fills":
        return _text(("when",), item.get("when"), words)
    if group == "frames":
        return " ".join(item.get("caption") or (name,))
    return title_of(item)


def _key(name: str, group: str) -> str:
    """What a thing says, in words; a key of a later release goes by itself."""
    return KEYS.get(f"{group}.{name}", KEYS.get(name, f"mục {name}"))


def _text(way: Way, value: Any, words: Mapping[str, str]) -> str:
    """A value in words. What is empty is empty here too: the page says so (`EMPTY`)."""
    key = way[-1]
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if key in CONDITIONS:
        return _condition(value, words)
    if key == "layout":
        return "; ".join(_section(one, words) for one in value)
    if isinstance(value, Mapping):
        told = {name: _text((*way, name), one, words) for name, one in value.items() if name != "id"}
        return "; ".join(
            f"{KEYS.get(name, words.get(name, name))}: {one}" for name, one in told.items() if one
        )
    if isinstance(value, list):
        parts = [_text(way, one, words) for one in value]
        return "; ".join(part for part in parts if part)
    return _scalar(way, str(value), words)


def _scalar(way: Way, value: str, words: Mapping[str, str]) -> str:
    key = way[-1]
    if key in NAMES_FIELDS or way[-2:-1] == ("copy",):
        return words.get(value, value)
    if key in ("step", "papers_after", "place"):
        return words.get(f"step:{value}", value)
    if key == "paper":
        return words.get(f"paper:{value}", value)
    field = way[-2] if len(way) > 1 else ""
    return words.get(f"{field}={value}", VALUES.get(key, {}).get(value, value))


def _section(section: Data, words: Mapping[str, str]) -> str:
    fields = ", ".join(words.get(name, name) for name in section["fields"])
    return f"{section['title']}: {fields}" if section["title"] else fields


def _condition(value: Any, words: Mapping[str, str]) -> str:
    try:
        return conditions.from_data(value).explain(words)
    except ValueError:  # of an older release
        return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _names(way: Way, *values: Any) -> frozenset[str]:
    """What a change is about, by the names that lessons use."""
    kinds = {"fields": "field", "answers": "field", "copy": "field", "papers": "paper", "steps": "step"}
    found = {f"{kinds[group]}:{name}" for group, name in zip(way, way[1:], strict=False) if group in kinds}
    if way[0] == "scenarios":
        found = {f"scenario:{way[1]}"} if len(way) > 1 else set()
    if way[0] in ("procedure", "charges"):
        found.add("procedure")
    if way[0] == "walkthrough":
        found.add("example")
    if way[-1] in CONDITIONS:
        found |= {f"field:{name}" for value in values for name in _fields_in(value)}
    return frozenset(found)


def _fields_in(condition: Any) -> Iterator[str]:
    try:
        yield from conditions.from_data(condition).names()
    except ValueError:
        return


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


__all__ = ["EMPTY", "Change", "Kind", "diff", "first_for"]
