"""The places of an attempt, in their order: those of every portal, and between them the steps of the pack's e-form."""

from functools import lru_cache

from sandbox.engine.schema import Pack
from sandbox.enums import BEFORE_THE_FORM, Place


def places(pack: Pack) -> tuple[str, ...]:
    """Every place from the search to the sending; a fixed place by its value, a step of the form by its id."""
    return _places(pack.eform.papers_place, tuple(step.id for step in pack.eform.steps), bool(pack.papers))


def form_places(pack: Pack) -> tuple[str, ...]:
    """The numbered steps that the portal shows above its form: fields, papers, fields again, the last look."""
    return places(pack)[len(BEFORE_THE_FORM) :]


def following(pack: Pack, place: str) -> str:
    """The place after this one. Raises ValueError for one the pack does not have, IndexError after the last."""
    known = places(pack)
    return known[known.index(place) + 1]


def number(pack: Pack, place: str) -> int:
    """Which place it is, from 1; 1 too for a place that this pack does not have (any more)."""
    known = places(pack)
    return known.index(place) + 1 if place in known else 1


def label(pack: Pack, place: str) -> str:
    """The name of a place in a word or two."""
    if place in Place.values:
        return str(Place(place).label)
    return pack.eform.step(place).short_title


@lru_cache(maxsize=64)
def _places(papers_place: int, steps: tuple[str, ...], has_papers: bool) -> tuple[str, ...]:
    papers = (Place.PAPERS.value,) if has_papers else ()
    form = (*steps[:papers_place], *papers, *steps[papers_place:], Place.REVIEW.value)
    return (*(place.value for place in BEFORE_THE_FORM), *form)
