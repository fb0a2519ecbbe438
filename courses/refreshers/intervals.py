"""When a step that went wrong is asked again. Pure: days in, days out.

Asked again after growing breaks, a thing is kept far longer than when it is repeated at once (Cepeda, Pashler, Vul,
Wixted and Rohrer, "Distributed practice in verbal recall tasks", Psychological Bulletin 132, 2006; for how long, the
same with Vul in Psychological Science 19, 2008). So a slip is asked about 2, 14 and 60 days later. Right leads on to
the next of these; wrong begins anew, two days on, as in the card box of Leitner ("So lernt man lernen", 1972). Whoever
comes late loses nothing: the break that was planned begins on the day of her answer.
"""

import datetime as dt
from dataclasses import dataclass

DAYS = (2, 14, 60)  # after the slip, where every refresher is answered on its day
_BREAKS = tuple(after - before for before, after in zip((0, *DAYS), DAYS, strict=False))


@dataclass(frozen=True)
class Plan:
    """How many were answered right in a row, and the day of the next one; None when all are done."""

    stage: int
    due_on: dt.date | None


def begin(today: dt.date) -> Plan:
    """After a slip."""
    return Plan(0, today + dt.timedelta(days=_BREAKS[0]))


def answered(plan: Plan, today: dt.date, *, right: bool) -> Plan:
    """After an answer on ``today``. What is not due yet, or over, stays as it is: a second try counts nothing."""
    if plan.due_on is None or plan.due_on > today:
        return plan
    if not right:
        return begin(today)
    stage = plan.stage + 1
    if stage == len(DAYS):
        return Plan(stage, None)
    return Plan(stage, today + dt.timedelta(days=_BREAKS[stage]))
