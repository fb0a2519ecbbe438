"""Whose value is this? Everything that the papers of a scenario say of anybody, findable by what was typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kit.folding import fold
from sandbox.engine import texts, writing
from sandbox.engine.kinds import FieldKind, kind_of
from sandbox.engine.kinds.base import kind_class
from sandbox.engine.schema import FieldSpec, Pack, Scenario

Key = tuple[str, str]  # family of kinds, normal form without marks
NOBODY = ""


@dataclass(frozen=True)
class Entry:
    """A value that lies on the papers.

    `owner` is a role of the scenario, NOBODY's, or "@" and a scenario where it belongs to another story.
    `field` is the field whose right answer it is, empty for a fact of a person that no field asks for; `said`
    names the owner and `what` the field, each inside a sentence.
    """

    owner: str
    kind: str
    value: str
    said: str = ""
    field: str = ""
    what: str = ""


class Ledger:
    """All entries of a scenario, built when somebody first asks."""

    def __init__(self, pack: Pack, scenario: Scenario) -> None:
        self._pack, self._scenario = pack, scenario

    def owner(self, field: FieldSpec) -> str:
        """The role whose data a field takes."""
        return self._scenario.persona_role if field.whose == "applicant" else field.whose

    def find(self, kind: FieldKind, raw: str) -> tuple[Entry, ...]:
        """The entries that say what was typed, read as any kind that it may be."""
        if not kind.belongs:
            return ()
        readings = (kind, *(other for other in self._kinds if other.name != kind.name))
        keys = dict.fromkeys(filter(None, (_key(reading, raw) for reading in readings)))
        return tuple(entry for key in keys for entry in self._by_key.get(key, ()))

    def places(self, owner: str) -> Iterator[str]:
        """The provinces and communes of a person and of nobody, as they are written."""
        return (
            entry.value
            for entry in self.entries
            if entry.kind in ("province", "commune") and entry.owner in (owner, NOBODY)
        )

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Answers before facts, this scenario before the others."""
        return (*self._answers(), *self._facts(), *self._elsewhere())

    @cached_property
    def _by_key(self) -> dict[Key, list[Entry]]:
        book: dict[Key, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if key := _key_of_value(entry.kind, entry.value):
                book[key].append(entry)
        return book

    @cached_property
    def _kinds(self) -> tuple[FieldKind, ...]:
        """Each kind of which there are entries, once."""
        return tuple(_unbound(name) for name in sorted({entry.kind for entry in self.entries}))

    def _answers(self) -> Iterator[Entry]:
        people = {person.role: person.said for person in self._pack.people(self._scenario)}
        for field in self._pack.eform.fields:
            answer = self._scenario.answers.get(field.id)
            if answer is None or not kind_class(field.kind).belongs:
                continue
            owner = self.owner(field)
            for value in filter(None, (answer.value, *answer.also)):
                shown = kind_of(field).show(value) if field.choices else value
                yield Entry(owner, field.kind, shown, people.get(owner, ""), field.id, field.said)

    def _facts(self) -> Iterator[Entry]:
        for person in self._pack.people(self._scenario):
            for kind, values in person.facts().items():
                yield from (Entry(person.role, kind, value, person.said) for value in values)

    def _elsewhere(self) -> Iterator[Entry]:
        """People of the other scenarios count only by what names a person; a date or a hamlet does not."""
        said = texts.phrase("people", "elsewhere")
        for other in self._pack.scenarios:
            if other.id != self._scenario.id:
                for person in self._pack.people(other):
                    facts = ((k, v) for k, v in person.facts().items() if kind_class(k).identifies)
                    yield from (
                        Entry(f"@{other.id}", kind, value, said) for kind, values in facts for value in values
                    )


class NoLedger(Ledger):
    """That of a line which stands alone: there are no papers beside it."""

    def __init__(self) -> None:
        """Neither pack nor scenario."""

    def owner(self, field: FieldSpec) -> str:
        return NOBODY

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return ()


def _key(kind: FieldKind, raw: str) -> Key | None:
    """What a typed value is found by; marks that were left out do not hide it."""
    day = kind.day(raw) if kind.name == "date_words" else None
    normal = day.isoformat() if day else kind.normalise(raw)
    return (kind.family or kind.name, fold(normal)) if normal else None


@lru_cache(maxsize=4096)
def _key_of_value(kind: str, value: str) -> Key | None:
    """The same for a value of a pack, kept because it never changes."""
    return _key(_unbound(kind), value)


@lru_cache(maxsize=64)
def _unbound(kind: str) -> FieldKind:
    """The kind as it reads values that belong to no field in particular."""
    precision = ("day", "month", "year") if kind == "date" else ("day",)
    return kind_of(FieldSpec(id="x", label="x", said="x", kind=kind, precision=precision))


def repeats_places(kind: FieldKind, raw: str, right: Iterable[str], places: Iterable[str]) -> bool:
    """Whether a text is a right one with units behind it that have boxes of their own."""
    tails = {tail for place in places for tail in _tails(place)}
    text, wanted = kind.normalise(raw) or "", {kind.normalise(value) for value in right}
    stripped = _without_tails(text, tails)
    return stripped != text and stripped in wanted


def _tails(place: str) -> tuple[str, ...]:
    """How a unit may stand at the end of an address: with its sort, without it, or with its short form."""
    whole = writing.canonical(place)
    return (whole, *(kind.normalise(place) or whole for kind in map(_unbound, ("province", "commune"))))


def _without_tails(text: str, tails: Iterable[str]) -> str:
    longest = sorted(tails, key=len, reverse=True)
    while tail := next((tail for tail in longest if text.endswith(f" {tail}")), ""):
        text = text.removesuffix(f" {tail}")
    return text
