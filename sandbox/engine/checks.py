"""Whether a pack that could be read makes sense: the form holds together, every right answer can be copied
from a paper and pleases the coach, nobody and no place in it is real, and no value leaves open which mistake
it would be.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from kit.folding import fold
from sandbox.engine import coach, kinds, writing
from sandbox.engine.conditions import Condition
from sandbox.engine.distance import within
from sandbox.engine.kinds import SLIPS, kind_of, read_date, visible_fields
from sandbox.engine.office_checks import check_office
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Answer, FieldSpec, Pack, Person, Scenario

PROVINCE = "Tỉnh Thực Hành"  # the one fictional province (domain.md 8)
_A_PROVINCE = re.compile(r"\btỉnh [^,.;()]+", re.IGNORECASE)
_CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}

FORM, STORIES, PERSONAS = "procedure.yaml", "scenarios.yaml", "personas.yaml"


def check_pack(pack: Pack) -> list[Problem]:
    """Every problem of a pack, in the order of its files; an empty list is a sound pack."""
    found = [*_form(pack), *_papers_to_attach(pack), *_personas(pack)]
    found += _cast(pack)
    if found:
        return found  # the stories are read by the form: its problems would come back as theirs
    for scenario in pack.scenarios:
        found += [*_people(pack, scenario), *_sample_papers(scenario), *_printed(pack, scenario)]
        found += check_office(STORIES, pack, scenario)
        found += list(_answers(pack, scenario)) or _judged(pack, scenario)
    return found


# --- procedure.yaml ---


def _form(pack: Pack) -> Iterator[Problem]:
    fields = pack.eform.fields
    yield from _doubled(FORM, "eform.steps", [step.id for step in pack.eform.steps])
    yield from _doubled(FORM, "eform.fields", [field.id for field in fields])
    for step in pack.eform.steps:
        yield from _doubled(FORM, f"eform.{step.id}.label", [field.label for field in step.fields])
    for place, field in enumerate(fields):
        yield from _field(field, f"eform.{field.id}")
        if field.show_if is not None:
            yield from _condition(field.show_if, fields[:place], f"eform.{field.id}.show_if")


def _field(field: FieldSpec, key: str) -> Iterator[Problem]:
    if field.kind not in kinds.names():
        yield Problem(FORM, f"{key}.kind", f"one of {', '.join(sorted(kinds.names()))}, not {field.kind}")
    if field.kind == "choice" and len(field.choices) < 2:
        yield Problem(FORM, f"{key}.choices", "at least two options for a choice")
    if field.kind != "choice" and field.choices:
        yield Problem(FORM, f"{key}.choices", "no options: only a choice has them")
    yield from _doubled(FORM, f"{key}.choices", [choice.value for choice in field.choices])
    yield from _doubled(FORM, f"{key}.choices", [writing.canonical(choice.label) for choice in field.choices])


def _condition(rule: Condition, before: Iterable[FieldSpec], key: str) -> Iterator[Problem]:
    earlier = {field.id: field for field in before}
    for name in sorted(rule.names() - earlier.keys()):
        yield Problem(FORM, key, f"the id of a field that stands earlier in the form, not {name}")
    for name, value in sorted(rule.compared()):
        if name in earlier and earlier[name].choices and earlier[name].choice(value) is None:
            yield Problem(FORM, key, f"a stored value of {name}, not {value}")


def _papers_to_attach(pack: Pack) -> Iterator[Problem]:
    yield from _doubled(FORM, "papers", [paper.id for paper in pack.papers])
    for paper in pack.papers:
        yield from _doubled(FORM, f"papers.{paper.id}.photos", [photo.id for photo in paper.photos])
        if not any(photo.good for photo in paper.photos):
            yield Problem(FORM, f"papers.{paper.id}.photos", "at least one photo without a problem")


# --- people and places ---


def _personas(pack: Pack) -> Iterator[Problem]:
    yield from _doubled(PERSONAS, "personas", [persona.id for persona in pack.personas])
    for persona in pack.personas:
        yield from _person(persona.as_person("persona", persona.id), PERSONAS, persona.id)
        if persona.province != PROVINCE:
            yield Problem(PERSONAS, f"{persona.id}.province", f"the fictional province, {PROVINCE}")
        if not re.fullmatch(r"[a-z]+( [a-z]+)*", persona.word):
            yield Problem(
                PERSONAS, f"{persona.id}.word", "plain lower-case words without marks, easy to type"
            )


def _cast(pack: Pack) -> Iterator[Problem]:
    yield from _doubled(STORIES, "scenarios", [scenario.id for scenario in pack.scenarios])
    known = {persona.id for persona in pack.personas}
    for scenario in pack.scenarios:
        if scenario.persona not in known:
            yield Problem(
                STORIES, f"{scenario.id}.persona", f"a persona of personas.yaml, not {scenario.persona}"
            )


def _people(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    roles = [person.role for person in pack.people(scenario)]
    yield from _doubled(STORIES, f"{scenario.id}.people", roles)
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
    born = read_date(person.birth_date)
    if person.citizen_number and born and not _fits(person.citizen_number, person.sex, born):
        yield Problem(
            file,
            f"{key}.citizen_number",
            "twelve digits: 000, century and sex, year of birth, a serial of six",
        )


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
    """Whether a number is a fictitious one that agrees with sex and year of birth (domain.md 5.1, 5.2)."""
    if not re.fullmatch(r"000[0-3]\d{8}", number):
        return False
    of_woman = int(number[3]) % 2 == 1
    return of_woman == (sex == "nu") and _CENTURIES[number[3]] + int(number[4:6]) == born.year


def _is_practice_phone(phone: str) -> bool:
    return bool(re.fullmatch(r"0000\d{6}", writing.digits_of(phone)))


# --- the sample papers ---


def _sample_papers(scenario: Scenario) -> Iterator[Problem]:
    file, ours = _papers_file(scenario), writing.canonical(PROVINCE)
    yield from _doubled(file, "papers", [paper.id for paper in scenario.papers])
    for paper in scenario.papers:
        yield from _doubled(file, paper.id, [str(line.number) for line in paper.lines])
        for line in paper.lines:
            if any(writing.canonical(name) != ours for name in _A_PROVINCE.findall(line.value)):
                yield Problem(file, f"{paper.id}.{line.number}", f"no province but the fictional {PROVINCE}")


def _printed(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Who cannot see another person's data cannot mix it up: all of it is on some paper."""
    lines = " | ".join(line.value for paper in scenario.papers for line in paper.lines)
    for person in pack.people(scenario):
        for value in (value for values in person.facts().values() for value in values):
            if fold(value) not in fold(lines):
                yield Problem(_papers_file(scenario), f"{person.role}: {value}", "on a line of some paper")


def _papers_file(scenario: Scenario) -> str:
    return f"papers/{scenario.id}.yaml"


# --- the answers ---


def _answers(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    shown = {field.id: field for field in visible_fields(pack.eform, scenario.fields)}
    for name in sorted(scenario.answers.keys() - shown.keys()):
        yield Problem(
            STORIES, f"{scenario.id}.answers.{name}", "a field that these answers leave on the screen"
        )
    for name, field in shown.items():
        key = f"{scenario.id}.answers.{name}"
        if name in scenario.answers:
            yield from _answer(pack, scenario, field, key)
        elif field.required:
            yield Problem(STORIES, key, "the right value, for a required field has one in every scenario")


def _answer(pack: Pack, scenario: Scenario, field: FieldSpec, key: str) -> Iterator[Problem]:
    answer, kind = scenario.answers[field.id], kind_of(field)
    for value in filter(None, (answer.value, *answer.also)):
        if kind.normalise(value) is None:
            yield Problem(STORIES, key, f"a well-formed {field.kind}, not {value}")
            return
    if field.required and not answer.value:
        yield Problem(STORIES, f"{key}.value", "a value, for the field is required")
    roles = {"", "applicant", *(person.role for person in pack.people(scenario))}
    if field.whose not in roles:
        yield Problem(
            STORIES, f"{scenario.id}.people", f"somebody with the role {field.whose}, for {field.id}"
        )
    day = read_date(answer.value) if field.kind == "date" else None
    if day is not None and day > scenario.told_on and not field.may_be_future:
        yield Problem(STORIES, f"{key}.value", f"a date not after told_on ({scenario.told_on})")
    yield from _copied(scenario, field, answer, key)
    yield from _ambiguous(pack, scenario, field, answer, key)


def _copied(scenario: Scenario, field: FieldSpec, answer: Answer, key: str) -> Iterator[Problem]:
    paper = scenario.paper(answer.paper)
    line = paper.line(answer.line) if paper else None
    if line is None:
        yield Problem(
            STORIES, key, f"a line that is on a paper of the scenario, not {answer.paper} {answer.line}"
        )
    elif answer.value and not kind_of(field).printed_in(answer.value, line.value):
        yield Problem(
            STORIES, f"{key}.value", f"what line {answer.line} of {answer.paper} says: {line.value}"
        )


def _ambiguous(
    pack: Pack, scenario: Scenario, field: FieldSpec, answer: Answer, key: str
) -> Iterator[Problem]:
    """Values of other people so near the right one that a slip and a mix-up would look the same."""
    owner = scenario.persona_role if field.whose == "applicant" else field.whose
    for person in pack.people(scenario):
        for value in person.facts().get(field.kind, ()) if person.role != owner else ():
            if _too_near(field, answer.value, value):
                yield Problem(
                    STORIES,
                    f"{key}.value",
                    f"a value further from {person.role}'s {value}: more than two slips away",
                )


def _too_near(field: FieldSpec, left: str, right: str) -> bool:
    kind = kind_of(field)
    plain = (fold(kind.show(left)), fold(kind.show(right)))
    return within(*plain, SLIPS) or kind.same_but_marks(left, right) or kind.order_slip(left, right)


def _judged(pack: Pack, scenario: Scenario) -> list[Problem]:
    """What the coach has against the right answers and their other wordings: nothing, or the pack is wrong."""
    right = scenario.fields
    also = ((name, value) for name, answer in scenario.answers.items() for value in answer.also)
    found = {
        mistake.field: mistake.kind
        for answers in (right, *(right | {name: value} for name, value in also))
        for mistake in coach.review(pack, scenario, answers)
    }
    return [
        Problem(STORIES, f"{scenario.id}.answers.{name}", f"a right value: the coach finds {kind.value}")
        for name, kind in found.items()
    ]


def _doubled(file: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(file, key, f"{name} only once")
