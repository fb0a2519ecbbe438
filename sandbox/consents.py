"""Consents: somebody else agrees on her own drawn phone, below the papers or while the office waits for it.

She is played by whoever sits beside, or by the learner; her six figures are printed on her card.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox import attempts
from sandbox.engine import guard, writing
from sandbox.engine.schema import PaperSpec, Person
from sandbox.forms import TypedField
from sandbox.models import Attempt
from ui.service import error_items

PRESSED = "dong_y"  # the name of the button; its value is the paper


class ConsentForm(forms.Form):
    """The six figures on the drawn phone of somebody else."""

    passcode = TypedField(
        label=_("The 6 digits of the practice passcode"),
        help_text=_("It is printed on this person's practice card."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-in"}),
    )


@dataclass(frozen=True)
class Consent:
    """One consent that the case asks for: whose, whether it is given, and the form on her phone."""

    spec: PaperSpec
    person: Person
    given: bool
    form: ConsentForm

    @property
    def target(self) -> str:
        """Where a message about it leads to."""
        return f"hang-{self.spec.id}"


def consents(
    attempt: Attempt, specs: Sequence[PaperSpec], data: Mapping[str, Any] | None = None
) -> list[Consent]:
    """The consents among these papers; ``data``: what was posted, kept where one of the buttons was pressed."""
    return list(_consents(attempt, specs, data or {}))


def _consents(attempt: Attempt, specs: Sequence[PaperSpec], data: Mapping[str, Any]) -> Iterator[Consent]:
    for spec in specs:
        person = attempt.pack.consenting(attempt.scenario, spec)
        if person is not None:
            sent = {f"{spec.id}-passcode": data.get(f"{spec.id}-passcode", "")}
            form = ConsentForm(sent if data.get(PRESSED) == spec.id else None, prefix=spec.id)
            yield Consent(spec, person, spec.id in attempt.papers, form)


def agree(attempt: Attempt, asked: Sequence[Consent]) -> bool:
    """Take the consent whose button was pressed. Where the figures are not hers, its form says so."""
    pressed = next((one for one in asked if one.form.is_bound), None)
    if pressed is None or pressed.given:
        return pressed is not None
    typed, dropped = attempts.screened(
        {"passcode": str(pressed.form.data.get(f"{pressed.spec.id}-passcode", ""))}
    )
    if dropped:
        attempts.note_dropped(attempt, {pressed.spec.id: dropped["passcode"]})
        pressed.form.data = {}
        message = f"{pressed.form.fields['passcode'].label}: {guard.message(dropped['passcode'])}"
        pressed.form.add_error("passcode", message)
        return False
    if writing.digits_of(typed["passcode"]) != pressed.person.passcode:
        attempts.note_mistake(attempt, pressed.spec.id, "different")
        pressed.form.add_error("passcode", _("The passcode: type the 6 digits of this person's card."))
        return False
    return attempts.attach(attempt, pressed.spec.id, pressed.spec.photos[0].id)


def errors(asked: Sequence[Consent]) -> list[dict[str, str]]:
    """What the list of mistakes says about wrong figures."""
    return [item for one in asked if one.form.is_bound for item in error_items(one.form)]
