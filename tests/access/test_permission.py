"""Everybody × every address × every method: who gets in, and what those who do not can tell."""

import gc
import os
from collections.abc import Iterable

import pytest

from tests.access.expect import Entry, Outcome, Outcomes
from tests.access.survey import Seen, Visitors
from tests.access.table import OURS
from tests.access.things import Probe, missing_paths, own_path, own_values, probes
from tests.access.wagtail import WAGTAIL
from tests.people import Who
from tests.world import World

pytestmark = [
    pytest.mark.gate("permission"),
    pytest.mark.django_db,
    # Wagtail leaves the file of a thumbnail that it has just drawn to the collector
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE")
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
LET_IN = frozenset({Outcome.OPEN})
OWN_NOTES = frozenset(
    {"wagtailadmin_editingsession", "wagtailusers_userprofile", "wagtailcore_pagesubscription"}
)
"""What Wagtail keeps about whoever asks: which page she has open, how her menu is folded, what she follows."""
EDITORS = (Who.COMMUNE_OFFICER, Who.ADMINISTRATOR)
# In a hurry our own addresses are asked with GET and POST alone; and on those of libraries one stranger, one who is
# signed in, and the officer stand for the others.
HURRY = {Who.ANONYMOUS: METHODS, Who.MEMBER: METHODS[:2], Who.COMMUNE_OFFICER: METHODS[:2]}


def methods(entry: Entry, who: Who) -> tuple[str, ...]:
    """The methods to try. Pages of Wagtail are heavy, and HEAD is GET to it: not asked by those it lets in."""
    if not entry.library:
        return METHODS[:2] if QUICK else METHODS
    if QUICK:
        return HURRY.get(who, ())
    return tuple(method for method in METHODS if method != "HEAD") if who in EDITORS else METHODS


def form_of(entry: Entry, world: World) -> dict[str, str]:
    """What is posted: the fields without which an act means nothing."""
    return {
        name: str(world.own.neighbour.id) if kind == "person" else kind for name, kind in entry.form.items()
    }


def ask(visitors: Visitors, entry: Entry, who: Who, method: str, path: str) -> Seen:
    """One cell of the table."""
    if method == "GET":
        return visitors.look(who, path)
    return visitors.ask(who, method, path, form=form_of(entry, visitors.world))


@pytest.fixture(scope="module")
def answers(visitors: Visitors, world: World) -> list[tuple[Entry, Outcomes, Seen]]:
    """What everybody got for our own things, with what was expected."""
    found = [
        (entry, entry.expected(who, method), ask(visitors, entry, who, method, path))
        for entry in (*OURS, *WAGTAIL)
        for path in [own_path(entry, world)]
        for who in Who
        for method in methods(entry, who)
    ]
    gc.collect()
    return found


def told(lines: Iterable[object]) -> str:
    """A few of many."""
    found = [str(line) for line in lines]
    return f"{len(found)}:\n" + "\n".join(found[:200])


def test_everybody_gets_what_the_table_says(answers: list[tuple[Entry, Outcomes, Seen]]) -> None:
    wrong = [
        f"{seen}, but the table says {' or '.join(sorted(expected))}"
        for _, expected, seen in answers
        if seen.outcome not in expected
    ]
    assert not wrong, told(wrong)


def test_who_is_not_let_in_writes_nothing(answers: list[tuple[Entry, Outcomes, Seen]]) -> None:
    wrong = [
        f"{seen} wrote {sorted(seen.writes)}"
        for _, _, seen in answers
        if seen.outcome not in LET_IN and seen.writes - OWN_NOTES
    ]
    assert not wrong, told(wrong)


def test_reading_leaves_no_trace_of_a_stranger(answers: list[tuple[Entry, Outcomes, Seen]]) -> None:
    wrong = [
        f"{seen} wrote {sorted(seen.writes)}"
        for _, _, seen in answers
        if seen.who is Who.ANONYMOUS and seen.method in ("GET", "HEAD") and seen.writes
    ]
    assert not wrong, told(wrong)


def test_what_does_not_exist_is_not_found(visitors: Visitors, world: World) -> None:
    wrong = [
        seen
        for entry in OURS
        for who in Who
        if entry.read[who] == LET_IN
        for path in missing_paths(entry, world)
        for seen in [visitors.look(who, path)]
        if seen.outcome is not Outcome.MISSING
    ]
    assert not wrong, told(wrong)


def other_probes(entry: Entry, world: World) -> list[Probe]:
    return list(probes(entry, world)) if entry.scoped else []


@pytest.mark.parametrize("method", ["GET", "POST"] if QUICK else ["GET", "POST", "DELETE"])
def test_anothers_looks_exactly_like_a_missing_one(visitors: Visitors, world: World, method: str) -> None:
    wrong = []
    for entry in OURS:
        for probe in other_probes(entry, world):
            for who in Who:
                theirs, none = (
                    visitors.ask(who, method, path, form=form_of(entry, world), keep=True)
                    for path in (probe.other, probe.missing)
                )
                ids = (probe.other_value, probe.missing_value)
                if (
                    theirs.without(*ids) != none.without(*ids)
                    or theirs.outcome is Outcome.OPEN
                    or theirs.writes
                ):
                    wrong.append(f"{theirs}, missing: {none.status}, wrote {sorted(theirs.writes)}")
    assert not wrong, told(wrong)


def test_wagtail_changes_nothing_that_is_not_theirs(visitors: Visitors, world: World) -> None:
    """The first page, other people's accounts: an officer's POST leaves them as they were."""
    wrong = []
    for entry in WAGTAIL:
        for probe in probes(entry, world):
            for who in set(Who) - {Who.ADMINISTRATOR}:
                seen = visitors.ask(who, "POST", probe.other)
                if seen.writes - OWN_NOTES:
                    wrong.append(f"{seen} wrote {sorted(seen.writes)}")
    assert not wrong, told(wrong)


def test_no_scope_in_the_query_either(visitors: Visitors, world: World) -> None:
    """Figures of a place that is not ours: as if there were no such place."""
    own, other = world.own, world.other
    pairs = [
        (f"xa-{other.commune.code}", "xa-KHONG"),
        (f"to-{other.team.id}", "to-khong"),
        (f"tinh-{other.commune.province_id}", "tinh-KHONG"),
    ]
    wrong = []
    for who in set(own.users):
        for theirs, none in pairs:
            seen, missing = (
                visitors.ask(who, "GET", "/to/so-lieu/", query={"noi": noi}, keep=True)
                for noi in (theirs, none)
            )
            if (
                seen.without(theirs, none) != missing.without(theirs, none)
                or seen.outcome is not Outcome.MISSING
            ):
                wrong.append(seen)
    assert not wrong, told(wrong)


def test_each_role_has_its_own_figures(visitors: Visitors, world: World) -> None:
    own = world.own
    places = {
        Who.MEMBER: f"to-{own.team.id}",
        Who.LEADER: f"xa-{own.commune.code}",
        Who.COMMUNE_OFFICER: f"xa-{own.commune.code}",
        Who.COMMUNE_APPROVER: f"xa-{own.commune.code}",
        Who.PROVINCE_OFFICER: f"tinh-{own.commune.province_id}",
    }
    for who, place in places.items():
        assert visitors.ask(who, "GET", "/to/so-lieu/", query={"noi": place}).status == 200, who
    assert visitors.ask(Who.MEMBER, "GET", "/to/so-lieu/", query={"noi": places[Who.LEADER]}).status == 404
    assert (
        visitors.ask(Who.LEADER, "GET", "/to/so-lieu/", query={"noi": places[Who.PROVINCE_OFFICER]}).status
        == 404
    )


def test_a_person_of_another_session_cannot_be_marked(visitors: Visitors, world: World) -> None:
    """In our own session's address: the person is looked up inside it."""
    for act in ("tu-lam-duoc", "bo-danh-dau"):
        path = f"/to/buoi/{world.own.session.id}/{act}/"
        for person in (str(world.other.neighbour.id), "1' OR '1'='1"):
            seen = visitors.ask(Who.LEADER, "POST", path, form={"nguoi": person})
            assert (seen.outcome, seen.writes) == (Outcome.MISSING, frozenset()), seen


def test_parameters_of_the_table_fill_every_address(world: World) -> None:
    for entry in (*OURS, *WAGTAIL):
        assert "<" not in own_path(entry, world), entry.route
        assert all(own_values(entry, world).values()), entry.route
