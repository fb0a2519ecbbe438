"""Papers by case."""

from dataclasses import replace
from datetime import datetime, timedelta

from sandbox.engine import papers
from sandbox.engine.calendar import LOCAL, WorkingDays
from sandbox.engine.machine import Status
from sandbox.engine.office import Case, due_events
from sandbox.engine.schema import Pack, Scenario

MONDAY = datetime(2026, 11, 23, 9, tzinfo=LOCAL)


def asked(pack: Pack, scenario: Scenario, **typed: str) -> dict[str, bool]:
    return {paper.id: paper.required for paper in papers.asked(pack, scenario.fields | typed)}


def test_a_paper_shows_and_is_required_by_the_answers(full: Pack, story: Scenario, late: Scenario) -> None:
    assert asked(full, story) == {"giay-chung-sinh": True}
    assert asked(full, late) == {"giay-chung-sinh": False}
    assert asked(full, late, quan_he="Khác") == {"giay-chung-sinh": False, "uy-quyen": True}


def test_the_papers_of_a_case_have_no_condition_left(full: Pack, story: Scenario) -> None:
    specs = papers.asked(full, story.fields | {"quan_he": "khac"})
    assert papers.settled(specs, {}) == specs


def test_a_pack_without_conditions_asks_for_all_its_papers(pack: Pack, mother: Scenario) -> None:
    assert papers.asked(pack, {}) == papers.asked(pack, mother.fields) == pack.papers


def case(pack: Pack, scenario: Scenario) -> Case:
    return Case(
        status=Status.IN_PROGRESS,
        since=MONDAY,
        submitted_at=MONDAY,
        rounds=0,
        findings=(),
        papers={},
        specs=pack.papers,
        script=scenario.office,
        agency=scenario.agency,
        term=pack.procedure.term,
    )


def test_the_office_asks_for_the_papers_of_the_case_only(
    full: Pack, story: Scenario, late: Scenario, days: WorkingDays
) -> None:
    soon = MONDAY + timedelta(days=1)
    (event,) = due_events(replace(case(full, story), answers=story.fields), soon, days)
    assert event.request is not None
    assert [item.id for item in event.request.items] == ["giay-chung-sinh"]
    first, *_ = due_events(replace(case(full, late), answers=late.fields), soon, days)
    assert first.to is Status.DONE
    settled = replace(case(full, story), specs=papers.asked(full, story.fields))
    assert due_events(settled, soon, days) == [event]
