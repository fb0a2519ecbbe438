"""The pages of the form itself: a step or a part of it, its fields with the words of portal and coach."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.vietnamese import clock
from sandbox import attempts, pages, parts, paying
from sandbox.attempts import Judgement, Saved
from sandbox.engine import rows as engine_rows
from sandbox.engine.coach import Mistake
from sandbox.engine.schema import Eform, FieldSpec, Rows, Section
from sandbox.forms import EformForm, is_inline
from sandbox.models import Attempt
from sandbox.parts import Sheet
from ui.service import error_items


@dataclass(frozen=True)
class Rung:
    """One hint of the ladder as ui/coach.html draws it."""

    name: str
    text: str
    open: bool
    value: str = ""
    button: str = ""


@dataclass
class Row:
    """One field on the page, with the coach beside it where there is something to say."""

    bound: Any
    inline: bool
    short: bool
    rule: str = ""  # the condition as JSON, for the script that hides what does not apply
    update: str = ""  # the words of its "update" button: choosing here changes other fields
    rungs: list[Rung] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """A section that is a table: the hidden count of its rows, and what the buttons below it may do."""

    bound: Any
    noun: str
    count: int
    may_add: bool
    may_drop: bool
    rungs: list[Rung]


def show_fields(
    request: HttpRequest,
    attempt: Attempt,
    sheet: Sheet,
    judgement: Judgement = pages.CLEAR,
    saved: Saved | None = None,
) -> HttpResponse:
    """A step of the form, or a part of it, with everything typed still there."""
    form = pages.eform_form(attempt, sheet.fields, attempt.answers)
    form.show_errors(pages.messages(attempt.pack.eform, judgement, saved))
    form.hide_counters(part.rows.counter for part in sheet.sections if part.rows)
    step, rows = sheet.step, _rows(form, attempt, sheet, judgement)
    sections = [
        {
            "title": part.title,
            "sources": sources(attempt, sheet, part),
            "table": _table(attempt, part.rows, rows) if part.rows else None,
            "groups": _groups(part, rows),
        }
        for part in sheet.sections
    ]
    return pages.show(
        request,
        attempt,
        "fields",
        form_id="to-khai",
        step=step,
        sheet=sheet,
        part_urls=parts.urls(attempt, sheet),
        way=pages.way(attempt, step.id),
        shown=[
            {"label": line.label, "value": attempt.persona.fact(line.fact), "own": True}
            for line in (step.shown if sheet.number < 2 else ())
        ],
        sections=sections,
        papers=pages.paper_views(attempt.scenario, pages.papers_for(attempt, sheet.fields)),
        errors=error_items(form),
        stale=bool(saved and saved.stale),
        rewritten=rewritten_labels(attempt, saved),
        cost=paying.cost(attempt) if step == attempt.pack.eform.steps[-1] else None,
        filed_on=attempt.scenario.told_on.isoformat(),
        known=json.dumps(parts.known_elsewhere(attempt, sheet), ensure_ascii=False),
        saved_at=clock(timezone.now()) if saved else "",
    )


def sources(attempt: Attempt, sheet: Sheet, part: Section) -> list[dict[str, Any]]:
    """The papers that a part of a step is copied from, where the page has several parts."""
    used = pages.papers_for(attempt, part.fields) if len(sheet.sections) > 1 else []
    return pages.paper_views(attempt.scenario, used)[: len(used)]


def _table(attempt: Attempt, table: Rows, rows: Mapping[str, Row]) -> Table:
    counter, count = rows[table.counter], engine_rows.count(table, attempt.answers)
    return Table(
        bound=counter.bound,
        noun=table.noun,
        count=count,
        may_add=count < table.most,
        may_drop=count > table.least,
        rungs=counter.rungs,
    )


def _groups(part: Section, rows: Mapping[str, Row]) -> list[dict[str, Any]]:
    """The fields under their headings: one group without a heading, or one for each row of a table."""
    table = part.rows
    if table is None:
        return [{"title": "", "rows": [rows[spec.id] for spec in part.fields]}]
    by_row: dict[int, list[Row]] = {}
    for spec in part.fields:
        by_row.setdefault(table.row_of(spec.id), []).append(rows[spec.id])
    noun = table.noun[:1].upper() + table.noun[1:]
    return [{"title": f"{noun} {number}", "rows": found} for number, found in by_row.items() if number]


def asked_row(request: HttpRequest, attempt: Attempt, sheet: Sheet) -> tuple[str, str, str]:
    """What "one more row" or "one less" asks for: (field that counts, new count, field to go to); empty: nothing."""
    name, _colon, way = request.POST.get("dong", "").partition(":")
    table = next((part.rows for part in sheet.sections if part.rows and part.rows.id == name), None)
    if table is None or way not in ("them", "bot"):
        return "", "", ""
    before = engine_rows.count(table, attempt.answers)
    after = engine_rows.count(
        table, {table.counter: str(before + (1 if way == "them" else -1 if before else 0))}
    )
    added = [spec.id for spec in sheet.step.fields if table.row_of(spec.id) == after > before]
    return table.counter, str(after), added[0] if added else table.counter


def updates(eform: Eform) -> frozenset[str]:
    """Fields after whose choice the form looks otherwise: lists of communes, and blocks that the portal copies."""
    provinces = {spec.of for spec in eform.fields if spec.kind == "commune" and spec.of}
    return frozenset(provinces.union(*(fill.when.names() for fill in eform.fills)))


def asked_update(request: HttpRequest, sheet: Sheet) -> str:
    """The field whose "update" button was pressed; empty when none was."""
    name = request.POST.get("cap_nhat", "")
    return name if name in (spec.id for spec in sheet.fields) else ""


def _rows(form: EformForm, attempt: Attempt, sheet: Sheet, judgement: Judgement) -> dict[str, Row]:
    """Field → its row, for every field on the page."""
    mistakes = {mistake.field: mistake for mistake in judgement.mistakes}
    changing = updates(attempt.pack.eform)
    return {
        spec.id: Row(
            bound=form[spec.id],
            inline=is_inline(spec),
            short=spec.width == "s",
            rule=json.dumps(spec.show_if.to_data()) if spec.show_if else "",
            update=_update(spec) if spec.id in changing else "",
            rungs=_rungs(mistakes.get(spec.id), attempt.hints.get(spec.id, 1)),
        )
        for spec in sheet.fields
    }


def _update(spec: FieldSpec) -> str:
    """The words of the button for a browser without scripts."""
    return _("Show the communes") if spec.kind == "province" else _("Let the form fill in what follows")


def _rungs(mistake: Mistake | None, level: int) -> list[Rung]:
    """The hints opened so far, and a button for the next one; none where nothing is wrong."""
    if mistake is None:
        return []
    names = (_("A nudge"), _("Where to look"), _("Shown"))
    buttons = ("", _("Show me where"), _("Show me how to type it"))
    opened = [Rung(names[number], mistake.hints[number], True) for number in range(level)]
    if level < attempts.HINTS:
        value = f"{mistake.field}:{level + 1}"
        opened.append(
            Rung(names[level], _("Try once more. Still not? Tap here."), False, value, buttons[level])
        )
    return opened


def rewritten_labels(attempt: Attempt, saved: Saved | None) -> list[str]:
    """The labels of the fields that the portal wrote over, for the note that says so."""
    return [attempt.pack.eform.field(name).label for name in (saved.rewritten if saved else ())]
