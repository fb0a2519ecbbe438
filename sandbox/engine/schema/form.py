"""The form of a procedure and the papers it asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from kit.folding import fold
from sandbox.engine.schema.base import Fact, FieldId, Frozen, ShowIf, Slug, Source, Text, When

Precision = Literal["day", "month", "year"]


class Term(Frozen):
    """How long the office may take; `amount` counts `unit`, and is 0 for a same-day procedure."""

    amount: int = Field(ge=0, le=400)
    unit: Literal["same_day", "working_day", "day"]


class Fee(Frozen):
    """What the procedure costs, in đồng, with the rule in everyday words."""

    amount: int = Field(ge=0)
    note: Text


class Charge(Frozen):
    """What costs extra while `when` holds: `amount` đồng for each `unit`.

    `per` is the number field that says how many; empty for a flat sum.
    """

    id: Slug
    label: Text
    amount: int = Field(ge=1, le=1_000_000_000)
    unit: str = ""
    per: Literal[""] | FieldId = ""
    when: When
    source: Source


class Procedure(Frozen):
    """The procedure as the national catalogue lists it; `charges` come on top of its `fee`.

    `pay_first` says that the office asks for the money before it looks through the dossier. `search_words` are
    what the guide tells to type into the search; `for_whom` is what it says about for whom the dossier is filed.
    """

    came_later: ClassVar[frozenset[str]] = frozenset({"pay_first"})

    code: Annotated[str, StringConstraints(pattern=r"^\d\.\d{6}$")]
    name: Text
    short_name: Text
    field: Text
    level: Text
    agency: Text
    term: Term
    term_note: Text
    fee: Fee
    charges: tuple[Charge, ...] = ()
    pay_first: bool = False
    search_words: str = ""
    for_whom: str = ""
    result: Text
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def words_to_search(self) -> str:
        """A few words that find the procedure."""
        return self.search_words or self.short_name


class Choice(Frozen):
    """One option of a choice: what is stored, and the words on the screen.

    A pack may write the label alone ("Mông (Hmông)"); the stored value is then made from it ("mong-hmong").
    """

    value: Slug
    label: Text

    @model_validator(mode="before")
    @classmethod
    def _from_label(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        return {"value": re.sub(r"[^a-z0-9]+", "-", fold(data)).strip("-"), "label": data}


class FieldSpec(Frozen):
    """One field of an e-form.

    `label` is word for word that of the real form; `said` is the same thing in everyday words inside a
    sentence ("ngày sinh của cháu"). `whose` is the role of the person whose data it takes ("applicant" is
    whoever is signed in), empty where it belongs to nobody. `width` is a hint for the screen: s, m, l.

    `prefill` is the fact of the signed-in persona that the portal fills in by itself, and that stays editable
    unless `readonly`; `default` is what stands there from the start, of a choice its stored value. `of` is the
    field this one depends on: the date that a date in words writes out, the province of a commune. `precision`
    lists how exact a date may be; `old_places` lets a text name a unit as it was called then; `minimum`,
    `maximum` and `unit` belong to a number. `on_result` says that the office copies it into the result.
    """

    came_later: ClassVar[frozenset[str]] = frozenset({"old_places"})

    id: FieldId
    label: Text
    said: Text
    kind: FieldId
    required: bool = True
    hint: str = ""
    whose: str = ""
    choices: tuple[Choice, ...] = ()
    show_if: ShowIf = None
    may_be_future: bool = False
    width: Literal["s", "m", "l"] = "l"
    prefill: Literal[""] | Fact = ""
    readonly: bool = False
    default: str = ""
    of: Literal[""] | FieldId = ""
    precision: tuple[Precision, ...] = Field(default=("day",), min_length=1)
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    on_result: bool = False
    old_places: bool = False

    def choice(self, value: str) -> Choice | None:
        """The option with this stored value."""
        return next((choice for choice in self.choices if choice.value == value), None)


class Rows(Frozen):
    """That a section is a table, of `least` to `most` rows; `noun` is what a row is about ("người").

    A pack writes the columns once. They are spread out into fields, so that nothing else has to know of tables: the
    field `counter` says how many rows there are (`label` and `said` are its words), and `cell` names the field of a row
    and a column. Whatever of a column names another column, its condition included, comes to mean that of the same row,
    and `whose` with the id of the table the person of that row. With `any_order` it does not matter which row comes
    first; `exactly_one` is the column of a box that is ticked in one row and no other.
    """

    id: FieldId
    noun: Text
    label: Text
    said: Text
    least: int = Field(default=0, ge=0)
    most: int = Field(ge=1, le=6)
    any_order: bool = False
    exactly_one: Literal[""] | FieldId = ""

    @property
    def counter(self) -> str:
        """The id of the field that says how many rows there are."""
        return f"{self.id}_dong"

    def role(self, row: int) -> str:
        """The role of the person of a row, counted from 1."""
        return f"{self.id}{row}"

    def cell(self, row: int, column: str) -> str:
        """The id of the field in a row, counted from 1."""
        return f"{self.id}{row}_{column}"

    def cells(self, column: str) -> tuple[str, ...]:
        """The ids of a column's fields, in all rows that there may be."""
        return tuple(self.cell(row, column) for row in range(1, self.most + 1))

    def row_of(self, field: str) -> int:
        """The row that a field stands in; 0 for the counter and for fields of other sections."""
        found = re.fullmatch(rf"{self.id}(\d)_[a-z0-9_]+", field)
        return int(found[1]) if found else 0

    def spread(self, columns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The fields of the table as data: the counter, then row for row."""
        counter = {"id": self.counter, "label": self.label, "said": self.said, "kind": "rows"}
        bounds = {"minimum": self.least, "maximum": self.most, "default": str(self.least), "width": "s"}
        rows = range(1, self.most + 1)
        return [counter | bounds, *(self._cell(row, column, columns) for row in rows for column in columns)]

    def _cell(
        self, row: int, column: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        here = {str(other.get("id")): self.cell(row, str(other.get("id"))) for other in columns}
        rules = [_renamed(column["show_if"], here)] if column.get("show_if") else []
        if row > self.least:  # shown once that many rows are open
            counts = [str(count) for count in range(row, self.most + 1)]
            rules.insert(0, {"field": self.counter, "one_of": counts})
        return {
            **column,
            "id": here[str(column.get("id"))],
            "label": f"{column.get('label', '')} ({self.noun} {row})",
            "whose": self.role(row) if column.get("whose") == self.id else column.get("whose", ""),
            "of": here.get(str(column.get("of", "")), column.get("of", "")),
            "show_if": None if not rules else rules[0] if len(rules) == 1 else {"all": rules},
        }


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    """A condition as data, with other fields in it."""
    if isinstance(data, Mapping):
        fields = {key: names.get(str(data[key]), data[key]) for key in ("field", "before") if key in data}
        return {key: fields.get(key, _renamed(value, names)) for key, value in data.items()}
    return [_renamed(item, names) for item in data] if isinstance(data, list) else data


class Section(Frozen):
    """A part of a step under its own heading, as "II. Người được khai sinh"; the heading may be empty.

    With `rows` it is a table, and `fields` are all of its cells.
    """

    came_later: ClassVar[frozenset[str]] = frozenset({"rows"})

    title: str = ""
    rows: Rows | None = None
    fields: tuple[FieldSpec, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _spread_table(cls, data: Any) -> Any:
        """A table as a pack writes it becomes its cells; one that is stored has them already."""
        if not isinstance(data, Mapping) or not data.get("rows") or not isinstance(data.get("fields"), list):
            return data
        rows, columns = Rows.model_validate(data["rows"]), data["fields"]
        plain = all(isinstance(column, Mapping) for column in columns)
        is_spread = plain and any(column.get("id") == rows.counter for column in columns)
        return data if is_spread or not plain else {**data, "fields": rows.spread(columns)}


class Shown(Frozen):
    """A line of the signed-in persona's data that a step shows read-only; `fact` names a fact of the persona."""

    label: Text
    fact: Fact


class Step(Frozen):
    """One page of the e-form."""

    id: Slug
    title: Text
    short: str = ""
    shown: tuple[Shown, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def short_title(self) -> str:
        """The name of the step in a word or two."""
        return self.short or self.title

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of all sections, in form order."""
        return tuple(field for section in self.sections for field in section.fields)


class Fill(Frozen):
    """What the portal rewrites by itself when `when` begins to hold.

    `copy` (target: source, both field ids) and `clear` overwrite what was typed. On the ministry's electronic form
    choosing "Cha đẻ" or "Mẹ đẻ" copies the block of the person who asks. That another choice empties a block was
    seen on the form of 2.000635 and is taken to hold for 1.001193.
    """

    when: When
    copies: dict[FieldId, FieldId] = Field(default_factory=dict, alias="copy")
    clear: tuple[FieldId, ...] = ()


class Rule(Frozen):
    """A contradiction between answers: while `when` holds, `field` cannot be right, and `said` explains why."""

    id: Slug
    field: FieldId
    when: When
    said: Text


class Eform(Frozen):
    """The form of a procedure, as data.

    Papers are attached after the step `papers_after`: the last, if empty. `receiving` is the choice that says where the
    result is to be had; the receipt repeats it.
    """

    steps: tuple[Step, ...] = Field(min_length=1)
    papers_after: str = ""
    receiving: Literal[""] | FieldId = ""
    fills: tuple[Fill, ...] = ()
    rules: tuple[Rule, ...] = ()

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of all steps, in form order."""
        return tuple(field for step in self.steps for field in step.fields)

    @cached_property
    def tables(self) -> tuple[Rows, ...]:
        """The tables of all steps, in form order."""
        return tuple(part.rows for step in self.steps for part in step.sections if part.rows)

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the pack, and those of tables of which exactly one row is marked."""
        return (*self.rules, *(rule for rows in self.tables for rule in _one_row_marked(rows)))

    @property
    def papers_place(self) -> int:
        """How many steps come before the papers."""
        ids = [step.id for step in self.steps]
        return ids.index(self.papers_after) + 1 if self.papers_after in ids else len(ids)

    @cached_property
    def words(self) -> dict[str, str]:
        """Labels for `Condition.explain`: field id → label, "field=value" → label of the choice."""
        labels = {field.id: field.label for field in self.fields}
        options = {f"{f.id}={choice.value}": choice.label for f in self.fields for choice in f.choices}
        return labels | options

    def field(self, field_id: str) -> FieldSpec:
        """The field with this id; raises KeyError where there is none."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)

    def step(self, step_id: str) -> Step:
        """The step with this id; raises KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


def _one_row_marked(rows: Rows) -> Iterator[Rule]:
    """For each row that no other may be marked beside it."""
    cells = rows.cells(rows.exactly_one) if rows.exactly_one and rows.most > 1 else ()
    for row, cell in enumerate(cells, 1):
        others = [{"field": other, "filled": True} for other in cells if other != cell]
        when = {"all": [{"field": cell, "filled": True}, {"any": others}]}
        said = f"Chỉ đánh dấu một {rows.noun} thôi."
        yield Rule(id=f"{rows.id}-{row}-mot-dau", field=cell, when=when, said=said)


class Photo(Frozen):
    """One sample picture of a paper; `problem` is why the office cannot use it, empty for a good one."""

    id: Slug
    label: Text
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether the office can read it."""
        return not self.problem


class PaperSpec(Frozen):
    """A document to attach, with the sample pictures a learner chooses from.

    `show_if` and `required_if` look at the answers of the form; with a `required_if`, `required` does not
    count. `sandbox.engine.papers` says which papers a case asks for. `consent` is the role of somebody who has to
    agree: nothing is attached then, she gives it on her own phone (Luật Cư trú 68/2020/QH14, Điều 20), and the only
    photo stands for her having done so.
    """

    came_later: ClassVar[frozenset[str]] = frozenset({"consent"})

    id: Slug
    name: Text
    said: Text
    required: bool = True
    hint: str = ""
    photos: tuple[Photo, ...] = Field(min_length=1)
    show_if: ShowIf = None
    required_if: ShowIf = None
    consent: Literal[""] | FieldId = ""

    def photo(self, photo_id: str) -> Photo | None:
        """The sample picture with this id."""
        return next((photo for photo in self.photos if photo.id == photo_id), None)
