"""Whether nobody and no place of a pack is real."""

import re
from collections.abc import Iterator
from datetime import date

from sandbox.engine import old_places, writing
from sandbox.engine.checks.names import PERSONAS, PROVINCE, STORIES, doubled
from sandbox.engine.kinds import read_date
from sandbox.engine.old_places import Level
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Pack, Person, Scenario

_CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}


def personas(pack: Pack) -> Iterator[Problem]:
    """Problems of the people who are signed in."""
    yield from doubled(PERSONAS, "personas", [persona.id for persona in pack.personas])
    for persona in pack.personas:
        yield from _person(persona.as_person("persona", persona.id), PERSONAS, persona.id)
        if not re.fullmatch(r"[a-z]+( [a-z]+)*", persona.word):
            yield Problem(
                PERSONAS, f"{persona.id}.word", "plain lower-case words without marks, easy to type"
            )


def people(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Problems of everybody in a scenario, and of its office."""
    roles = [person.role for person in pack.people(scenario)]
    yield from doubled(STORIES, f"{scenario.id}.people", roles)
    for person in pack.people(scenario):
        file = PERSONAS if person.role == scenario.persona_role else STORIES
        yield from _dates(person, scenario.told_on, file, f"{scenario.id}.{person.role}")
    for person in scenario.people:
        yield from _person(person, STORIES, f"{scenario.id}.{person.role}")
    if scenario.agency.province != PROVINCE:
        yield Problem(STORIES, f"{scenario.id}.agency.province", f"the fictional province, {PROVINCE}")
    if not _is_practice_phone(scenario.agency.officer_phone):
        yield Problem(STORIES, f"{scenario.id}.agency.officer_phone", "a phone 0000 xxx xxx")


def _person(person: Person, file: str, key: str) -> Iterator[Problem]:
    if len(person.name.split()) < 2:
        yield Problem(file, f"{key}.name", "a surname and a word of practice")
    if person.phone and not _is_practice_phone(person.phone):
        yield Problem(file, f"{key}.phone", "a phone 0000 xxx xxx")
    yield from _places(person, file, key)
    born = read_date(person.birth_date)
    if person.citizen_number and born and not _fits(person.citizen_number, person.sex, born):
        yield Problem(
            file,
            f"{key}.citizen_number",
            "twelve digits: 000, century and sex, year of birth, a serial of six",
        )


def _places(person: Person, file: str, key: str) -> Iterator[Problem]:
    """Facts have present names; papers alone may show old ones."""
    if person.province not in ("", PROVINCE):
        yield Problem(file, f"{key}.province", f"the fictional province, {PROVINCE}")
    facts = {name: getattr(person, name) for name in ("commune", "origin_commune", "origin_province")}
    for name, value in facts.items():
        levels: tuple[Level, ...] = ("province",) if name.endswith("province") else ("commune", "district")
        if value and old_places.find(value, levels):
            yield Problem(file, f"{key}.{name}", f"the present name of the place, not {value}")


def _dates(person: Person, told_on: date, file: str, key: str) -> Iterator[Problem]:
    born = read_date(person.birth_date)
    if born is None or born > told_on:
        yield Problem(file, f"{key}.birth_date", f"a date dd/mm/yyyy not after told_on ({told_on})")
        return
    issued = read_date(person.issued_on)
    if person.issued_on and (issued is None or not born < issued <= told_on):
        yield Problem(
            file, f"{key}.issued_on", f"a date dd/mm/yyyy after the birth and not after told_on ({told_on})"
        )


def _fits(number: str, sex: str, born: date) -> bool:
    """Whether a number is a fictitious one that agrees with sex and year of birth.

    000 is no province's code; the fourth digit says century and sex, the next two the year (Nghị định
    137/2015/NĐ-CP, Điều 13).
    """
    if not re.fullmatch(r"000[0-3]\d{8}", number):
        return False
    of_woman = int(number[3]) % 2 == 1
    return of_woman == (sex == "nu") and _CENTURIES[number[3]] + int(number[4:6]) == born.year


def _is_practice_phone(phone: str) -> bool:
    return bool(re.fullmatch(r"0000\d{6}", writing.digits_of(phone)))
