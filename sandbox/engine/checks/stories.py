"""Whether the scenarios of a pack can be done: every right answer stands on a paper, pleases the coach, and leaves
open for no slip which mistake it would be."""

import re
from collections.abc import Iterator

from kit.folding import fold
from sandbox.engine import coach, old_places, writing
from sandbox.engine.checks.names import COMMUNES, PROVINCE, STORIES, doubled, papers_file
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.distance import within
from sandbox.engine.kinds import SLIPS, kind_of, read_date, visible_answers, visible_fields
from sandbox.engine.ledger import NOBODY, Entry, Ledger
from sandbox.engine.office_checks import check_office
from sandbox.engine.old_places import Level
from sandbox.engine.papers import asked
from sandbox.engine.problems import Problem
from sandbox.engine.schema import Answer, FieldSpec, Pack, Scenario

_A_PROVINCE = re.compile(r"\btỉnh [^,.;()]+", re.IGNORECASE)
_ALIKE = ({"citizen_number", "paper_number"},)  # kinds whose values can be typed for each other


def right_answers(scenario: Scenario) -> dict[str, str]:
    """The answer key as answers, filed on the day of the story."""
    return scenario.fields | {FILED_ON: scenario.told_on.isoformat()}


def story(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Problems of one scenario, and of its sample papers."""
    yield from _sample_papers(pack, scenario)
    yield from _printed(pack, scenario)
    yield from _sign_in(pack, scenario)
    yield from _consents(pack, scenario)
    yield from _places(pack, scenario)
    yield from check_office(STORIES, pack, scenario, right_answers(scenario))
    wrong = list(_answers(pack, scenario))
    yield from wrong or [*_kept_rules(pack, scenario), *_judged(pack, scenario)]


def _sample_papers(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    file, ours = papers_file(scenario), {writing.canonical(name) for name in (PROVINCE, *old_places.names())}
    yield from doubled(file, "papers", [paper.id for paper in scenario.papers])
    roles = {"", *(person.role for person in pack.people(scenario))}
    for paper in scenario.papers:
        if paper.owner not in roles:
            yield Problem(file, f"{paper.id}.owner", f"a role of the scenario, not {paper.owner}")
        yield from doubled(file, paper.id, [str(line.number) for line in paper.lines])
        for line in paper.lines:
            if any(writing.canonical(name) not in ours for name in _A_PROVINCE.findall(line.value)):
                yield Problem(file, f"{paper.id}.{line.number}", f"no province but the fictional {PROVINCE}")


def _printed(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Who cannot see another person's data cannot mix it up: all of it is on some paper."""
    lines = " | ".join(line.value for paper in scenario.papers for line in paper.lines)
    for person in pack.people(scenario):
        for value in (value for values in person.facts().values() for value in values):
            if fold(value) not in fold(lines):
                yield Problem(papers_file(scenario), f"{person.role}: {value}", "on a line of some paper")


def _sign_in(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """What the sign-in asks for has a line of its own, else nobody could sign in."""
    persona = pack.persona(scenario.persona)
    for name in ("citizen_number", "word", "passcode"):
        secret = getattr(persona, name)
        if not any(paper.says(secret) for paper in scenario.papers):
            key = f"{persona.id}.{name}: {secret}"
            yield Problem(papers_file(scenario), key, "alone on a line of some paper, for the sign-in")


def _consents(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Whoever has to agree is in the story, with six figures that stand on a paper of hers."""
    for paper in asked(pack, right_answers(scenario)):
        if not paper.consent:
            continue
        person = pack.consenting(scenario, paper)
        if person is None or not person.passcode:
            yield Problem(
                STORIES, f"{scenario.id}.people", f"{paper.consent} with a passcode, for {paper.id}"
            )
        elif not any(p.owner == person.role and p.says(person.passcode) for p in scenario.papers):
            yield Problem(
                papers_file(scenario), f"{person.role}: passcode", "on a line of a paper of that person"
            )


def _places(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Communes are chosen from a list: one that is not in it cannot be chosen."""
    wanted = f"a commune of {PROVINCE}: {', '.join(COMMUNES)}"
    if scenario.agency.commune not in COMMUNES:
        yield Problem(STORIES, f"{scenario.id}.agency.commune", wanted)
    for field in pack.eform.fields:
        answer, province = scenario.answers.get(field.id), scenario.answers.get(field.of)
        if field.kind != "commune" or answer is None or province is None:
            continue
        if province.value == PROVINCE and answer.value and answer.value not in COMMUNES:
            yield Problem(STORIES, f"{scenario.id}.answers.{field.id}", wanted)


# --- the answers ---


def _answers(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    shown = {field.id: field for field in visible_fields(pack.eform, right_answers(scenario))}
    ledger = Ledger(pack, scenario)
    for name in sorted(scenario.answers.keys() - shown.keys()):
        yield Problem(
            STORIES, f"{scenario.id}.answers.{name}", "a field that these answers leave on the screen"
        )
    for name, field in shown.items():
        key = f"{scenario.id}.answers.{name}"
        if name in scenario.answers:
            yield from _answer(pack, scenario, field, key)
            yield from _ambiguous(ledger, scenario.answers[name], field, key)
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
    if field.kind in ("province", "commune") and _is_gone(field, answer.value):
        yield Problem(STORIES, f"{key}.value", f"the present name of the place, not {answer.value}")
    roles = {"", "applicant", *(person.role for person in pack.people(scenario))}
    if field.whose not in roles:
        yield Problem(
            STORIES, f"{scenario.id}.people", f"somebody with the role {field.whose}, for {field.id}"
        )
    yield from _dated(scenario, field, answer, key)
    yield from _copied(scenario, field, answer, key)


def _is_gone(field: FieldSpec, value: str) -> bool:
    level: Level = "province" if field.kind == "province" else "commune"
    return old_places.find(value, (level,)) is not None


def _dated(scenario: Scenario, field: FieldSpec, answer: Answer, key: str) -> Iterator[Problem]:
    day = kind_of(field).day(answer.value)
    if day is None:
        return
    if day > scenario.told_on and not field.may_be_future:
        yield Problem(STORIES, f"{key}.value", f"a date not after told_on ({scenario.told_on})")
    figures = read_date(scenario.fields.get(field.of, "")) if field.kind == "date_words" else day
    if figures != day:
        yield Problem(STORIES, f"{key}.value", f"the words of the date in {field.of}")


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


def _ambiguous(ledger: Ledger, answer: Answer, field: FieldSpec, key: str) -> Iterator[Problem]:
    """Other values so near the right one that a slip and a mix-up would look the same.

    The very same value is no mix-up: it is right where it is right. Only what names one person cannot be
    another's, too.
    """
    owner = ledger.owner(field)
    for entry in ledger.entries if answer.value else ():
        if entry.owner.startswith("@") or entry.field == field.id or not _alike(field.kind, entry.kind):
            continue
        if _same(field, answer, entry):
            wrong = kind_of(field).identifies and NOBODY not in (owner, entry.owner) and entry.owner != owner
        else:
            wrong = _too_near(field, answer.value, entry.value)
        if wrong:
            whose = entry.field or f"{entry.owner}'s"
            yield Problem(
                STORIES,
                f"{key}.value",
                f"a value further from {whose} {entry.value}: more than two slips away",
            )


def _alike(left: str, right: str) -> bool:
    return left == right or any({left, right} <= kinds for kinds in _ALIKE)


def _same(field: FieldSpec, answer: Answer, entry: Entry) -> bool:
    return any(kind_of(field).same(value, entry.value) for value in (answer.value, *answer.also))


def _too_near(field: FieldSpec, left: str, right: str) -> bool:
    kind = kind_of(field)
    if field.kind == "date_words":
        return kind.order_slip(left, right)
    plain = (fold(kind.show(left)), fold(kind.show(right)))
    return within(*plain, SLIPS) or kind.same_but_marks(left, right) or kind.order_slip(left, right)


def _kept_rules(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """A rule that the right answers break would call a right answer a contradiction as soon as another is wrong."""
    known = visible_answers(pack.eform, right_answers(scenario))
    for rule in pack.eform.all_rules:
        if rule.when.holds(known):
            yield Problem(
                STORIES,
                f"{scenario.id}.answers.{rule.field}",
                f"right answers that keep the rule {rule.id} of procedure.yaml",
            )


def _judged(pack: Pack, scenario: Scenario) -> list[Problem]:
    """What the coach has against the right answers and their other wordings: nothing, or the pack is wrong."""
    right = right_answers(scenario)
    found = {mistake.field: mistake.kind for mistake in coach.review(pack, scenario, right)}
    for name, answer in scenario.answers.items():
        for value in answer.also:
            judged = coach.review(pack, scenario, right | {name: value}, [name])
            found |= {mistake.field: mistake.kind for mistake in judged}
    return [
        Problem(STORIES, f"{scenario.id}.answers.{name}", f"a right value: the coach finds {kind.value}")
        for name, kind in found.items()
    ]
