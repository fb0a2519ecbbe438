"""Tables whose rows may come in any order: the answer key is arranged as the reader has filled them in.

Each row that was typed is paired with a row of the key so that as much as possible agrees; where several ways are as
good the order of the key stays. The arranged key is an answer key like any other, so that the coach, the office and the
hints need not know of it.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations

from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import Eform, FieldSpec, Rows, Scenario

Order = tuple[int, ...]  # typed row → row of the key, both counted from 0


def arranged(eform: Eform, scenario: Scenario, typed: Mapping[str, str]) -> Scenario:
    """The scenario with the rows of its key in the order in which the reader typed them."""
    for rows in eform.tables:
        if rows.any_order:
            columns = _columns(eform, rows)
            order = _best_order(rows, columns, scenario, typed)
            if order != tuple(sorted(order)):
                scenario = _reordered(scenario, rows, columns, order)
    return scenario


def count(rows: Rows, answers: Mapping[str, str]) -> int:
    """How many rows these answers have open."""
    raw = answers.get(rows.counter, "").strip()
    typed = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 3 else rows.least
    return min(max(typed, rows.least), rows.most)


def _columns(eform: Eform, rows: Rows) -> dict[str, FieldSpec]:
    """Column → its field in the first row."""
    first = rows.cell(1, "")
    return {field.id.removeprefix(first): field for field in eform.fields if rows.row_of(field.id) == 1}


def _best_order(
    rows: Rows, columns: Mapping[str, FieldSpec], scenario: Scenario, typed: Mapping[str, str]
) -> Order:
    size = max(count(rows, typed), count(rows, scenario.fields))
    agree = [[_agreeing(rows, columns, scenario, typed, (i, j)) for j in range(size)] for i in range(size)]
    return max(permutations(range(size)), key=lambda order: sum(agree[i][j] for i, j in enumerate(order)))


def _agreeing(
    rows: Rows,
    columns: Mapping[str, FieldSpec],
    scenario: Scenario,
    typed: Mapping[str, str],
    pair: Sequence[int],
) -> int:
    """In how many columns a typed row says what a row of the key does."""
    there, here = (row + 1 for row in pair)
    found = 0
    for column, field in columns.items():
        raw, answer = typed.get(rows.cell(there, column), ""), scenario.answers.get(rows.cell(here, column))
        if answer and raw:
            found += any(kind_of(field).same(raw, value) for value in (answer.value, *answer.also) if value)
    return found


def _reordered(scenario: Scenario, rows: Rows, columns: Mapping[str, FieldSpec], order: Order) -> Scenario:
    pairs = [(here + 1, there + 1) for there, here in enumerate(order)]
    fields = {rows.cell(here, c): rows.cell(there, c) for here, there in pairs for c in columns}
    roles = {rows.role(here): rows.role(there) for here, there in pairs}
    people = (p.model_copy(update={"role": roles.get(p.role, p.role)}) for p in scenario.people)
    papers = (p.model_copy(update={"owner": roles.get(p.owner, p.owner)}) for p in scenario.papers)
    answers = {fields.get(field, field): answer for field, answer in scenario.answers.items()}
    return scenario.model_copy(update={"answers": answers, "people": tuple(people), "papers": tuple(papers)})
