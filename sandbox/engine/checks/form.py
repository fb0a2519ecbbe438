"""Whether the form of a pack holds together: fields, conditions, fills, rules and the papers to attach."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sandbox.engine import kinds, writing
from sandbox.engine.checks.names import FORM, LONGEST_SAID, LONGEST_SENTENCE, doubled
from sandbox.engine.conditions import Condition
from sandbox.engine.kinds import kind_of
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Eform, FieldSpec, Fill, Pack, Rows, Rule

# Addresses below an attempt that are not steps of its form.
RESERVED = frozenset(
    {"tim", "thu-tuc", "dang-nhap", "ma-xac-nhan", "chia-se", "co-quan", "chia-se-lan-hai", "thong-tin-chung"}
    | {"giay-to", "xem-lai"}
)
LISTED = ("choice", "province", "commune")  # kinds that may have options
DEPENDING = {
    "date_words": "date",
    "money_words": "money",
    "commune": "province",
}  # kind → kind of the field in `of`
BOUNDED = ("number", "money", "rows")
PREFILLED = {
    "name": ("person_name", "text"),
    "citizen_number": ("citizen_number", "paper_number"),
    "birth_date": ("date",),
    "sex": ("choice",),
    "ethnicity": ("choice",),
    "issued_on": ("date",),
    "issued_by": ("choice", "text"),
    "phone": ("phone",),
    "hamlet": ("text",),
    "commune": ("commune", "text"),
    "province": ("province", "text"),
}
Fields = Mapping[str, FieldSpec]


def form(pack: Pack) -> Iterator[Problem]:
    """Problems of the e-form; where there are none, of what it does by itself."""
    found = [*_steps(pack.eform), *_fields(pack.eform)]
    yield from found or [*_prefills(pack), *_fills(pack.eform), *_rules(pack.eform)]


def charges(pack: Pack) -> Iterator[Problem]:
    """Problems of what costs extra."""
    numbers = {field.id for field in pack.eform.fields if field.kind == "number"}
    yield from doubled(FORM, "procedure.charges", [charge.id for charge in pack.procedure.charges])
    for charge in pack.procedure.charges:
        key = f"procedure.charges.{charge.id}"
        if charge.per and charge.per not in numbers:
            yield Problem(FORM, f"{key}.per", f"the id of a field of the kind number, not {charge.per}")
        if charge.per and not charge.unit:
            yield Problem(
                FORM, f"{key}.unit", "what is counted (bản, trang, …), for the sum is so much for each"
            )
        yield from _condition(charge.when, pack.eform.fields, f"{key}.when")


def papers_to_attach(pack: Pack) -> Iterator[Problem]:
    """Problems of the papers that the procedure asks for."""
    yield from doubled(FORM, "papers", [paper.id for paper in pack.papers])
    for paper in pack.papers:
        key = f"papers.{paper.id}"
        yield from doubled(FORM, f"{key}.photos", [photo.id for photo in paper.photos])
        if paper.consent and (len(paper.photos) > 1 or not paper.photos[0].good):
            yield Problem(FORM, f"{key}.photos", "one photo without a problem: that the person has agreed")
        if not any(photo.good for photo in paper.photos):
            yield Problem(FORM, f"{key}.photos", "at least one photo without a problem")
        for name, rule in (("show_if", paper.show_if), ("required_if", paper.required_if)):
            if rule is not None:
                yield from _condition(rule, pack.eform.fields, f"{key}.{name}")


def _steps(eform: Eform) -> Iterator[Problem]:
    ids = [step.id for step in eform.steps]
    yield from doubled(FORM, "eform.steps", ids)
    for step_id in sorted(RESERVED.intersection(ids)):
        yield Problem(FORM, f"eform.{step_id}.id", f"another id: {step_id} is a page of the portal itself")
    if eform.papers_after not in ("", *ids):
        yield Problem(FORM, "eform.papers_after", f"the id of a step, not {eform.papers_after}")
    choices = {field.id for field in eform.fields if field.kind == "choice"}
    if eform.receiving not in ("", *choices):
        yield Problem(FORM, "eform.receiving", f"the id of a field of the kind choice, not {eform.receiving}")
    yield from doubled(FORM, "eform.fields", [field.id for field in eform.fields])
    for rows in eform.tables:
        yield from _table(eform, rows)
    for step in eform.steps:
        yield from doubled(FORM, f"eform.{step.id}.label", [field.label for field in step.fields])


def _table(eform: Eform, rows: Rows) -> Iterator[Problem]:
    key = f"eform.{rows.id}"
    if rows.least > rows.most:
        yield Problem(FORM, f"{key}.least", f"at most the number of rows that there may be, {rows.most}")
    marks = {field.id for field in eform.fields if field.kind == "declaration" and not field.required}
    if rows.exactly_one and not marks.issuperset(rows.cells(rows.exactly_one)):
        yield Problem(FORM, f"{key}.exactly_one", "a column that is a declaration, with required: false")


def _fields(eform: Eform) -> Iterator[Problem]:
    for place, field in enumerate(eform.fields):
        key, before = f"eform.{field.id}", eform.fields[:place]
        yield from _field(field, key)
        yield from _depends(field, before, f"{key}.of")
        if field.show_if is not None:
            yield from _condition(field.show_if, before, f"{key}.show_if")


def _field(field: FieldSpec, key: str) -> Iterator[Problem]:
    if field.kind not in kinds.names():
        yield Problem(FORM, f"{key}.kind", f"one of {', '.join(sorted(kinds.names()))}, not {field.kind}")
    if field.kind == "choice" and len(field.choices) < 2:
        yield Problem(FORM, f"{key}.choices", "at least two options for a choice")
    if field.kind not in LISTED and field.choices:
        yield Problem(FORM, f"{key}.choices", f"no options: only {', '.join(LISTED)} have them")
    yield from doubled(FORM, f"{key}.choices", [choice.value for choice in field.choices])
    yield from doubled(FORM, f"{key}.choices", [writing.canonical(choice.label) for choice in field.choices])
    if len(field.said.split()) > LONGEST_SAID:
        yield Problem(FORM, f"{key}.said", f"at most {LONGEST_SAID} tiếng, for it stands inside a sentence")
    yield from _only_for_some_kinds(field, key)


def _only_for_some_kinds(field: FieldSpec, key: str) -> Iterator[Problem]:
    if field.kind != "date" and field.precision != ("day",):
        yield Problem(FORM, f"{key}.precision", "nothing: only a date has a precision")
    yield from doubled(FORM, f"{key}.precision", field.precision)
    bounded = field.minimum is not None or field.maximum is not None or field.unit
    if field.kind not in BOUNDED and bounded:
        yield Problem(FORM, f"{key}.minimum, maximum, unit", "nothing: only a number or a sum has them")
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield Problem(FORM, f"{key}.minimum", f"at most the maximum, {field.maximum}")
    yield from _default(field, f"{key}.default")
    if field.readonly and not field.prefill:
        yield Problem(FORM, f"{key}.readonly", "a prefill: nobody could fill the field otherwise")


def _default(field: FieldSpec, key: str) -> Iterator[Problem]:
    if not field.default:
        return
    if field.kind == "declaration":
        yield Problem(FORM, key, "nothing: nobody promises by not touching a box")
    elif field.prefill:
        yield Problem(FORM, key, "nothing beside a prefill: the fact of the persona stands there")
    elif field.choices and field.choice(field.default) is None:
        yield Problem(FORM, key, f"a stored value of {field.id}, not {field.default}")
    elif field.kind in kinds.names() and not kind_of(field).takes(field.default):
        yield Problem(FORM, key, f"something that the field takes, not {field.default}")


def _depends(field: FieldSpec, before: Iterable[FieldSpec], key: str) -> Iterator[Problem]:
    wanted = DEPENDING.get(field.kind)
    if wanted is None and field.of:
        yield Problem(FORM, key, f"nothing: only {' and '.join(DEPENDING)} depend on another field")
    if wanted is not None and field.of not in {other.id for other in before if other.kind == wanted}:
        yield Problem(FORM, key, f"the id of a field of the kind {wanted} that stands earlier in the form")


def _condition(rule: Condition, known: Iterable[FieldSpec], key: str) -> Iterator[Problem]:
    earlier = {field.id: field for field in known}
    for name in sorted(rule.names() - earlier.keys()):
        yield Problem(FORM, key, f"the id of a field that stands earlier in the form, not {name}")
    for name, value in sorted(rule.compared()):
        if name in earlier and earlier[name].choices and earlier[name].choice(value) is None:
            yield Problem(FORM, key, f"a stored value of {name}, not {value}")
    for name in sorted(_dated(rule.to_data())):
        if name in earlier and earlier[name].kind != "date":
            yield Problem(FORM, key, f"a date to count the days from, not {name}")


def _dated(data: Mapping[str, Any]) -> set[str]:
    """The fields whose day the stored form of a condition looks at."""
    inner = [data["not"]] if "not" in data else data.get("all", data.get("any", ()))
    own = {str(data["field"])} if "older_than_days" in data else set()
    if "before" in data:
        own = {str(data["field"]), str(data["before"])}
    return own.union(*map(_dated, inner))


# --- what the form does by itself ---


def _prefills(pack: Pack) -> Iterator[Problem]:
    for field in (field for field in pack.eform.fields if field.prefill):
        key, fitting = f"eform.{field.id}.prefill", PREFILLED[field.prefill]
        if field.kind not in fitting:
            yield Problem(FORM, key, f"a field of the kind {' or '.join(fitting)} for {field.prefill}")
            continue
        for value in sorted({persona.fact(field.prefill) for persona in pack.personas}):
            if value and not kind_of(field).takes(value):
                yield Problem(FORM, key, f"something that the field takes, not {value}")


def _fills(eform: Eform) -> Iterator[Problem]:
    fields = {field.id: field for field in eform.fields}
    written = {name for fill in eform.fills for name in (*fill.copies, *fill.clear)}
    for number, fill in enumerate(eform.fills):
        key = f"eform.fills.{number}"
        yield from _condition(fill.when, eform.fields, f"{key}.when")
        yield from _written(fill, fields, key)
        # Else a fill would set off another, or itself again.
        looked_at = (fill.when.names() | set(fill.copies.values())) & written
        if looked_at:
            names = ", ".join(sorted(looked_at))
            yield Problem(FORM, key, f"conditions and sources that no fill writes, unlike {names}")


def _written(fill: Fill, fields: Fields, key: str) -> Iterator[Problem]:
    if not fill.copies and not fill.clear:
        yield Problem(FORM, key, "something to copy or to clear")
    for name in sorted({*fill.copies, *fill.copies.values(), *fill.clear} - fields.keys()):
        yield Problem(FORM, key, f"the id of a field of the form, not {name}")
    for name in sorted(fill.copies.keys() & set(fill.clear)):
        yield Problem(FORM, key, f"{name} either copied or cleared")
    for target, source in sorted(fill.copies.items()):
        if target in fields and source in fields and not _fits(fields[target], fields[source]):
            yield Problem(FORM, f"{key}.copy", f"two fields that take the same, unlike {target} and {source}")


def _fits(target: FieldSpec, source: FieldSpec) -> bool:
    values = {choice.value for choice in target.choices}
    same_kind = target.kind == source.kind and target.precision == source.precision
    return same_kind and values >= {choice.value for choice in source.choices}


def _rules(eform: Eform) -> Iterator[Problem]:
    fields = {field.id for field in eform.fields}
    yield from doubled(FORM, "eform.rules", [rule.id for rule in eform.rules])
    for rule in eform.rules:
        key = f"eform.rules.{rule.id}"
        if rule.field not in fields:
            yield Problem(FORM, f"{key}.field", f"the id of a field of the form, not {rule.field}")
        yield from _condition(rule.when, eform.fields, f"{key}.when")
        if rule.field not in rule.when.names():
            yield Problem(FORM, f"{key}.when", f"a condition that looks at {rule.field}, too")
        yield from _spoken(rule, key)


def _spoken(rule: Rule, key: str) -> Iterator[Problem]:
    for sentence in re.split(r"(?<=[.?!]) ", rule.said):
        if len(sentence.split()) > LONGEST_SENTENCE or sentence[-1] not in ".?!":
            yield Problem(FORM, f"{key}.said", f"whole sentences of at most {LONGEST_SENTENCE} tiếng")
