"""What a dossier costs, as people read it: in the form, in the office's request, and on the receipt."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from kit.vietnamese import clock, long_date
from sandbox import attempts
from sandbox.engine import fees
from sandbox.engine.fees import Line, dong
from sandbox.models import Attempt, Dossier

BANK = "Ngân hàng Tập"
Row = dict[str, Any]


def cost(attempt: Attempt) -> dict[str, Any]:
    """What the answers so far cost: rows, the rule in everyday words, and whether anything has to be paid."""
    bill = fees.bill(attempt.pack, attempts.dated(attempt))
    rows = (
        _rows(bill.lines, bill.total) if bill else [_row("Lệ phí", _("This practice dossier costs nothing."))]
    )
    return {
        "rows": rows,
        "note": attempt.pack.procedure.fee.note,
        "due": bool(bill),
        "charged": bool(attempt.pack.procedure.charges),
    }


def on_the_receipt(dossier: Dossier) -> str:
    """The fee in one line of the receipt of form 01: as the office counted it, before that as the answers have it."""
    attempt = dossier.attempt
    due = (dossier.bill or {}).get("total") or fees.bill(attempt.pack, attempts.dated(attempt)).total
    if not due:
        return _("This practice dossier costs nothing.")
    return _("%(sum)s, to be paid when the office asks for it.") % {"sum": dong(due)}


def bill_rows(dossier: Dossier) -> list[Row]:
    """The lines of the bill that the office made, and their total."""
    bill = dossier.bill or {"lines": [], "total": 0}
    return _rows([Line(**line) for line in bill["lines"]], bill["total"])


def transfer_rows(dossier: Dossier) -> list[Row]:
    """What the bank shows before it pays: to whom, for what, how much."""
    return [
        _row("Người nhận", dossier.attempt.scenario.agency.name),
        _row("Nội dung chuyển tiền", dossier.code),
        _row("Số tiền", total(dossier)),
        _row("Trả từ", _("The practice purse: no real money")),
    ]


def total(dossier: Dossier) -> str:
    """The sum of the bill in words of the screen."""
    return dong((dossier.bill or {}).get("total", 0))


def receipt(dossier: Dossier) -> dict[str, Any]:
    """Biên lai điện tử of a dossier that is paid: who paid what, to whom, for what, when on the dossier's clock."""
    bill, attempt = dossier.bill or {}, dossier.attempt
    at = timezone.localtime(parse_datetime(bill["paid_at"]))
    rows = [
        _row("Người nộp", attempt.persona.name),
        _row("Người nhận", attempt.scenario.agency.name),
        _row("Nội dung chuyển tiền", dossier.code),
        *bill_rows(dossier),
        _row("Tiền thật đã trả", dong(0)),
        _row("Thời gian", f"{clock(at)}, {long_date(at.date())}"),
    ]
    return {
        "dossier": dossier,
        "number": bill["number"],
        "office": [BANK, attempt.scenario.agency.name],
        "rows": rows,
        "total": dong(bill["total"]),
    }


def _rows(lines: Iterable[Line], sum_: int) -> list[Row]:
    return [*(_row(line.label, _line(line)) for line in lines), _row("Tổng cộng", dong(sum_))]


def _line(line: Line) -> str:
    if line.count == 1 and not line.unit:
        return dong(line.total)
    return f"{line.count} {line.unit} × {dong(line.amount)} = {dong(line.total)}"


def _row(label: str, value: str) -> Row:
    """None of it is as somebody typed it."""
    return {"label": label, "value": value, "own": True}
