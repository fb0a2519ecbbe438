"""What the answers of a form cost: pure, one line for each charge of the procedure that applies."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.engine.kinds import kind_of, visible_answers
from sandbox.engine.schema import Charge, Eform, Pack


@dataclass(frozen=True)
class Line:
    """So many times `amount` đồng; `unit` is what is counted, empty for a flat sum."""

    label: str
    count: int
    unit: str
    amount: int

    @property
    def total(self) -> int:
        """The sum of the line in đồng."""
        return self.count * self.amount


@dataclass(frozen=True)
class Bill:
    """All lines; false where nothing is to be paid."""

    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> int:
        """The sum of all lines in đồng."""
        return sum(line.total for line in self.lines)

    def __bool__(self) -> bool:
        return self.total > 0


NOTHING = Bill()


def bill(pack: Pack, answers: Mapping[str, str]) -> Bill:
    """What these answers (as typed, with the day of filing) cost; the fee of the procedure itself stands first.

    What a hidden field says costs nothing, nor does a number that cannot be read: the office asks for it anew.
    """
    shown, procedure = visible_answers(pack.eform, answers), pack.procedure
    own = [Line(procedure.name, 1, "", procedure.fee.amount)] if procedure.fee.amount else []
    due = (charge for charge in procedure.charges if charge.when.holds(shown))
    lines = (Line(c.label, _count(pack.eform, c, shown), c.unit, c.amount) for c in due)
    return Bill((*own, *(line for line in lines if line.count)))


def _count(eform: Eform, charge: Charge, shown: Mapping[str, str]) -> int:
    if not charge.per:
        return 1
    number = kind_of(eform.field(charge.per)).normalise(shown.get(charge.per, ""))
    return int(number or 0)


def dong(amount: int) -> str:
    """An amount as people write it: "24.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"
