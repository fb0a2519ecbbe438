"""Two officers, and a member's tap, at the same moment: one decision, no circle, and figures that are right."""

from collections.abc import Callable
from itertools import combinations

import pytest

from accounts.enums import Role
from accounts.models import User
from places.models import Commune
from teams import coverage, summaries, twins
from teams.enums import EvidenceKind, TwinState
from teams.models import Evidence, Suspicion, Trainee, TwinDecision
from tests.sandbox.test_at_once import at_once, own_connections  # noqa: F401 - a fixture is found by its name
from tests.teams import factories as make
from tests.teams.test_twins import headline, table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_connections")]


@pytest.fixture
def commune(own_connections: None) -> Commune:  # noqa: F811 - the fixture, not the import
    return make.commune()


def saying(pair: Suspicion, verdict: TwinState, by: User) -> Callable[[], bool]:
    """An officer's press; whether it was taken."""

    def press() -> bool:
        try:
            twins.decide(pair, verdict, by=by)
        except twins.AlreadyDecided:
            return False
        return True

    return press


def people(commune: Commune, number: int) -> list[Trainee]:
    made = [make.trainee(commune) for _ in range(number)]
    for one in made:
        summaries.record(one, procedure=make.PROCEDURE, kind=EvidenceKind.CHECKED)
    return made


def pairs(rows: list[Trainee]) -> list[Suspicion]:
    return [
        Suspicion.objects.create(commune=one.commune, first=one, second=other)
        for one, other in combinations(rows, 2)
    ]


def rebuilt(commune: Commune) -> dict[coverage.First, int]:
    return coverage.firsts(Evidence.objects.filter(trainee__commune=commune).records())


@pytest.mark.parametrize("other", [TwinState.SAME, TwinState.DIFFERENT])
def test_of_two_officers_one_decides(commune: Commune, other: TwinState) -> None:
    (pair,) = pairs(people(commune, 2))
    officers = [make.officer(Role.COMMUNE_OFFICER, of=commune) for _ in range(2)]
    taken = at_once(saying(pair, TwinState.SAME, officers[0]), saying(pair, other, officers[1]))
    assert taken.count(True) == (2 if other is TwinState.SAME else 1)
    said = TwinDecision.objects.get()
    pair.refresh_from_db()
    assert pair.state == said.verdict
    assert headline(commune)[0] == (1 if said.verdict == TwinState.SAME else 2)
    assert table() == rebuilt(commune)


def test_three_rows_merged_crosswise_at_once_make_no_circle(commune: Commune) -> None:
    made = pairs(people(commune, 3))
    by = make.officer(Role.COMMUNE_OFFICER, of=commune)
    assert any(at_once(*(saying(pair, TwinState.SAME, by) for pair in made)))
    merged = Trainee.objects.keepers([commune.pk])
    assert set(merged.values()) <= set(Trainee.objects.on_books().values_list("pk", flat=True))
    assert headline(commune) == (3 - len(merged), 3 - len(merged))
    assert table() == rebuilt(commune)


def test_evidence_that_comes_in_while_rows_are_merged_is_counted_once(commune: Commune) -> None:
    rows = [make.trainee(commune) for _ in range(2)]
    (pair,) = pairs(rows)
    by = make.officer(Role.COMMUNE_OFFICER, of=commune)

    def marked(row: Trainee) -> Callable[[], bool]:
        return lambda: bool(summaries.record(row, procedure=make.PROCEDURE, kind=EvidenceKind.CHECKED))

    at_once(saying(pair, TwinState.SAME, by), *(marked(row) for row in rows * 2))
    assert headline(commune) == (1, 1)
    assert table() == rebuilt(commune)
