"""The guard: real people's numbers do not enter a practice portal.

Runs on each field before anything is stored, logged or shown again. Practice numbers cannot exist (citizen
numbers begin with 000, phones with 0000, passports have 0000 behind their letter, e-mail is @example.com or
@example.org); a number within two slips of one in the scenario is a slip and is kept, for the coach. Any
other value that has the shape of a real citizen number, old identity number, passport, phone, bank card or
e-mail address is dropped whole: nobody can tell which part was private.

Citizen numbers are shaped by Nghị định 137/2015/NĐ-CP, Điều 13 (province, century and sex, year, six figures); the
other shapes are those that papers and telephones show (sandbox/README.md has the sources). Numbers are looked for
anywhere in the text, in groups with any usual separator, in any script's digits, and with the letters O, l, I where
people mean 0 and 1.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sandbox.engine import texts, writing
from sandbox.engine.codes import AGENCY
from sandbox.engine.distance import within
from sandbox.engine.enums import GuardReason
from sandbox.engine.kinds import SLIPS, looks_like_a_sum, read_date
from sandbox.engine.schema import Eform, Persona, Scenario

# Codes of the 63 provinces of birth registration, by their first two digits: the gaps were never given out.
_BY_TENS = {
    **{"00": "12468", "01": "0124579", "02": "024567", "03": "01345678", "04": "0245689"},
    **{"05": "12468", "06": "024678", "07": "024579", "08": "0234679", "09": "123456"},
}
PROVINCES = frozenset(tens + unit for tens, units in _BY_TENS.items() for unit in units)
PRACTICE_MAIL = ("@example.com", "@example.org")


@dataclass(frozen=True)
class Screened:
    """A value that may go on, as typed; or, with a reason, the empty value it was replaced with."""

    value: str
    reason: GuardReason | None = None


def screen(kind: str, raw: str, known: Collection[str]) -> Screened:
    """One typed value of a field kind; `known` are the scenario's numbers and addresses (`known_values`)."""
    if kind == "date" and read_date(raw):
        return Screened(raw)
    if kind == "money" and looks_like_a_sum(raw) and not _phone(writing.digits_of(raw)):
        return Screened(raw)
    reason = _found(raw, known)
    return Screened("", reason) if reason else Screened(raw)


def screen_all(
    eform: Eform, answers: Mapping[str, str], known: Collection[str]
) -> tuple[dict[str, str], dict[str, GuardReason]]:
    """Every answer screened: the clean answers, and the reason for each field that was emptied.

    An answer to a field that the form does not have is screened as text.
    """
    kinds = {field.id: field.kind for field in eform.fields}
    screened = {field: screen(kinds.get(field, "text"), raw, known) for field, raw in answers.items()}
    reasons = {field: result.reason for field, result in screened.items() if result.reason}
    return {field: result.value for field, result in screened.items()}, reasons


def known_values(scenario: Scenario, personas: Iterable[Persona]) -> frozenset[str]:
    """The numbers of everybody in the scenario, of the personas given, and of the answer key."""
    people = [*scenario.people, *(persona.as_person("persona", "persona") for persona in personas)]
    numbers = {number for person in people for number in (person.citizen_number, person.phone)}
    answers = {value for answer in scenario.answers.values() for value in (answer.value, *answer.also)}
    return frozenset(v for v in numbers | answers if _is_number(v) or _passports(v) or "@" in v)


def message(reason: GuardReason, *, you: str = texts.YOU) -> str:
    """The kind sentence beside an emptied field."""
    return texts.phrase("guard", reason.value, you=you)


def _is_number(value: str) -> bool:
    return len(writing.digits_of(value)) >= SHORTEST


SHORTEST, LONGEST = 9, 19  # digits of the shortest and the longest number that is looked for
_MAIL = re.compile(r"[^\s@]{1,64} ?@ ?[^\s@]{1,255}\.[^\s@]{1,64}")
_OUR_CODES = re.compile(rf"{re.escape(AGENCY.casefold())}-\d{{6}}-\d{{4,}}")
_DATE = re.compile(r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])")
_RUN = re.compile(r"\d(?:[\W_]{0,3}\d)*")
_PASSPORT = re.compile(r"(?<!\w)[a-hjkmnp-z]\d{7,8}(?!\w)")
_NUMBERLIKE = re.compile(r"(?<!\S)(?=\S*\d)[\doil._-]+(?!\S)")
_LOOKALIKES = str.maketrans({"o": "0", "i": "1", "l": "1"})


def _found(raw: str, known: Collection[str]) -> GuardReason | None:
    """The first real-shaped thing in a text."""
    text = writing.visible(raw).casefold()
    if "@" in text and _has_real_mail(text, known):
        return GuardReason.EMAIL
    if any(_is_real_passport(number, known) for number in _passports(text)):
        return GuardReason.PASSPORT
    text = _DATE.sub(" x ", _OUR_CODES.sub(" x ", _MAIL.sub(" x ", text)))
    numbers = frozenset(filter(None, map(writing.digits_of, known)))
    read_as_digits = _NUMBERLIKE.sub(lambda found: found[0].translate(_LOOKALIKES), text)
    for reading in dict.fromkeys((text, read_as_digits)):
        for run in _RUN.findall(reading):
            if reason := _in_run(re.findall(r"\d+", run), numbers):
                return reason
    return None


def _has_real_mail(text: str, known: Collection[str]) -> bool:
    addresses = (found.replace(" ", "").strip(".,;:()<>\"'") for found in _MAIL.findall(text))
    ours = [value.casefold() for value in known if "@" in value]
    return any(
        not address.endswith(PRACTICE_MAIL) and not any(within(address, value, SLIPS) for value in ours)
        for address in addresses
    )


def _passports(text: str) -> list[str]:
    """What is written like the number of a passport: a letter and digits; o, i and l are digits that slipped."""
    return _PASSPORT.findall(writing.visible(text).casefold())


def _is_real_passport(number: str, known: Collection[str]) -> bool:
    """Neither a practice number, which begins with four zeros, nor a slip of one in the scenario."""
    ours = (value.casefold() for value in known if _passports(value))
    return not number[1:].startswith("0000") and not any(within(number, value, SLIPS) for value in ours)


def _in_run(groups: list[str], numbers: frozenset[str]) -> GuardReason | None:
    """The first real-shaped number in neighbouring groups of digits, the longest reading first.

    Groups that make a practice number are set aside: no reading goes over them.
    """
    free = [True] * len(groups)
    for first, last in _slices(groups):
        if not all(free[first:last]):
            continue
        digits = "".join(groups[first:last])
        if _is_practice(digits, numbers):
            free[first:last] = [False] * (last - first)
        elif reason := _shape(digits):
            return reason
    left = (group for group, alone in zip(groups, free, strict=True) if alone)
    return next(filter(None, map(_inside, left)), None)


def _slices(groups: list[str]) -> list[tuple[int, int]]:
    """Every stretch of neighbouring groups that could be one number, the longest number first."""
    found = []
    for first in range(len(groups)):
        length = 0
        for last in range(first, len(groups)):
            length += len(groups[last])
            if length > LONGEST:
                break
            if length >= SHORTEST - SLIPS:
                found.append((-length, first, last + 1))
    return [(first, last) for _, first, last in sorted(found)]


def _is_practice(digits: str, numbers: frozenset[str]) -> bool:
    """A number that cannot exist, or a slip of one in the scenario."""
    if (len(digits) == 12 and digits.startswith("000")) or (len(digits) == 10 and digits.startswith("0000")):
        return True
    return any(within(digits, number, SLIPS) for number in numbers)


def _shape(digits: str) -> GuardReason | None:
    """What a number of exactly these digits would be in real life."""
    return next((reason for reason, looks in _SHAPES.items() if looks(digits)), None)


def _inside(digits: str) -> GuardReason | None:
    """What hides in digits too many to be one number, typed without a gap."""
    if len(digits) <= 12:
        return None
    windows = (digits[at : at + size] for size in (12, 10) for at in range(len(digits) - size + 1))
    return next((reason for window in windows if (reason := _shape(window))), None)


def _citizen_number(digits: str) -> bool:
    """A province of birth registration; or from 100 on a country of birth, with a century digit of our time."""
    if len(digits) != 12:
        return False
    return digits[:3] in PROVINCES or (digits[0] != "0" and digits[3] in "0123")


def _phone(digits: str) -> bool:
    """A mobile with 0, 84 or 0084 in front, or a landline."""
    return bool(re.fullmatch(r"(?:0|84|840|0084)[35789]\d{8}|02\d{9}", digits))


def _bank_card(digits: str) -> bool:
    """A card number with its check digit (Luhn), or one of the domestic network 9704."""
    if not 13 <= len(digits) <= LONGEST:
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    luhn = sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
    return luhn or (digits.startswith("9704") and len(digits) in (16, 19))


def _old_identity_number(digits: str) -> bool:
    """Nine digits, as the identity card of before 2021; 000 was never issued."""
    return len(digits) == SHORTEST and not digits.startswith("000")


_SHAPES: Mapping[GuardReason, Callable[[str], bool]] = {
    GuardReason.PHONE: _phone,
    GuardReason.CITIZEN_NUMBER: _citizen_number,
    GuardReason.BANK_CARD: _bank_card,
    GuardReason.OLD_IDENTITY_NUMBER: _old_identity_number,
}
