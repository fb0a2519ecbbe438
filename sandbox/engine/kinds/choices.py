"""What is picked instead of typed: one option of several, and a box to tick."""

from functools import lru_cache

from sandbox.engine import writing
from sandbox.engine.kinds.base import FieldKind, registered
from sandbox.engine.schema import Choice


@registered
class OneChoice(FieldKind):
    """One of the options of the field, given by its stored value or by its label."""

    name = "choice"
    belongs = False
    restored = True

    @property
    def chosen(self) -> bool:
        return True

    def normalise(self, raw: str) -> str | None:
        if self.field.choice(raw):  # what the screen itself sends
            return raw
        return options(self.field.choices).get(writing.canonical(raw))

    def stored(self, raw: str) -> str:
        return self.normalise(raw) or raw

    def format_error(self, raw: str) -> bool:
        return False

    def show(self, value: str) -> str:
        choice = self.field.choice(self.normalise(value) or "")
        return choice.label if choice else writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        return writing.canonical(self.show(value)) == writing.canonical(line)


@registered
class Declaration(FieldKind):
    """A statement to tick: "on", or nothing."""

    name = "declaration"
    belongs = False
    restored = True
    ticked = "on"
    shown = "đánh dấu"
    _YES = frozenset({"on", "1", "true", "yes", "x", "có", "đã đánh dấu", shown, "đồng ý"})
    _NO = frozenset({"off", "0", "false", "no", "không"})

    @property
    def chosen(self) -> bool:
        return True

    def empty(self, raw: str) -> bool:
        plain = writing.visible(raw).casefold()
        return not plain or plain in self._NO

    def normalise(self, raw: str) -> str | None:
        return self.ticked if writing.visible(raw).casefold() in self._YES else None

    def stored(self, raw: str) -> str:
        return self.normalise(raw) or ""

    def show(self, value: str) -> str:
        return self.shown if self.normalise(value) else writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        """Nothing is copied: the paper only has to speak of the statement."""
        return True


@lru_cache(maxsize=256)
def options(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Every writing by which an option is known, with its stored value; a value comes before a label."""
    labels = {writing.canonical(choice.label): choice.value for choice in choices}
    return labels | {choice.value: choice.value for choice in choices}
