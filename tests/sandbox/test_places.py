"""The places of an attempt: those of the portal, and the steps of whatever form the pack has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import journey
from sandbox.engine import checks
from sandbox.engine.packs import read_pack, shipped_packs
from sandbox.engine.schema import Pack, Step
from sandbox.enums import BEFORE_THE_FORM, Place

[SHIPPED] = [read_pack(folder) for folder in shipped_packs()]


def pack_with(ids: list[str], papers_after: str = "", papers: bool = True) -> Pack:
    """The shipped pack with a form of these steps."""
    model = SHIPPED.eform.steps[0]
    steps = tuple(model.model_copy(update={"id": name, "title": name}) for name in ids)
    eform = SHIPPED.eform.model_copy(update={"steps": steps, "papers_after": papers_after})
    return SHIPPED.model_copy(update={"eform": eform, "papers": SHIPPED.papers if papers else ()})


IDS = st.lists(st.from_regex(r"b[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5, unique=True)


@given(IDS, st.data())
def test_papers_come_after_the_step_that_the_form_names(ids: list[str], data: st.DataObject) -> None:
    after = data.draw(st.sampled_from(ids))
    form = journey.form_places(pack_with(ids, after))
    assert form[form.index(after) + 1] == Place.PAPERS
    assert [place for place in form if place in ids] == ids and form[-1] == Place.REVIEW


@given(IDS)
def test_without_a_word_papers_come_last_and_without_papers_not_at_all(ids: list[str]) -> None:
    assert journey.form_places(pack_with(ids)) == (*ids, Place.PAPERS, Place.REVIEW)
    assert journey.form_places(pack_with(ids, papers=False)) == (*ids, Place.REVIEW)


@given(IDS)
def test_every_place_leads_to_the_next_and_has_a_name(ids: list[str]) -> None:
    pack = pack_with(ids)
    places = journey.places(pack)
    assert [journey.following(pack, place) for place in places[:-1]] == list(places[1:])
    assert [journey.number(pack, place) for place in places] == list(range(1, len(places) + 1))
    assert all(journey.label(pack, place) for place in places)
    assert places[: len(BEFORE_THE_FORM)] == BEFORE_THE_FORM


def test_the_last_place_leads_nowhere() -> None:
    with pytest.raises(IndexError):
        journey.following(SHIPPED, Place.REVIEW)


def test_no_step_of_a_form_takes_the_address_of_a_page_of_the_portal() -> None:
    assert set(Place.values) == checks.RESERVED
    for name in Place.values:
        found = checks.check_pack(pack_with([name]))
        assert any(problem.key == f"eform.{name}.id" for problem in found), name


def test_a_step_has_a_short_name_or_its_title() -> None:
    step: Step = SHIPPED.eform.steps[0]
    assert (step.short_title, step.model_copy(update={"short": ""}).short_title) == (step.short, step.title)
