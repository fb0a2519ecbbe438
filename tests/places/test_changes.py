"""Hamlets and communes over time: what an act leaves behind, what it refuses, and its taking back."""

import datetime as dt
from typing import Any

import pytest

from kit.models import AuditEntry
from places import service
from places.models import Change, Commune, Hamlet, Province
from places.service import NewCommune, Paper, Refused

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 1)
JUNE_30 = dt.date(2026, 6, 30)


def paper(on: dt.date = JULY, decision: str = "12/QĐ-THU") -> Paper:
    return Paper(on=on, by="user:1", decision=decision)


@pytest.fixture
def province() -> Province:
    return Province.objects.create(code="90", name="Tỉnh Thử")


@pytest.fixture
def communes(province: Province) -> list[Commune]:
    return [
        Commune.objects.create(code=f"9000{number}", name=name, province=province)
        for number, name in enumerate(("Mẫu", "Ví Dụ", "Suối Tập"), 1)
    ]


def hamlet(of: Commune, name: str = "Bản Học", **fields: Any) -> Hamlet:
    return Hamlet.objects.create(commune=of, name=name, **{"households": 60, "adults": 177, **fields})


def refusal(error: pytest.ExceptionInfo[Refused]) -> tuple[str, str]:
    return error.value.field, error.value.sentence


def names(of: Commune, day: dt.date | None = None) -> list[str]:
    return [one.name for one in service.hamlets_of(of, day)]


# --- hamlets ---------------------------------------------------------------------------------------------------
def test_a_new_hamlet_is_there_from_its_day_on(communes: list[Commune]) -> None:
    service.add_hamlet(communes[0], "Thôn Mới", paper(), households=10, adults=30)
    assert names(communes[0], JUNE_30) == []
    assert names(communes[0], JULY) == ["Thôn Mới"]


def test_one_name_is_one_hamlet_however_it_is_written(communes: list[Commune]) -> None:
    hamlet(communes[0], "Bản Hòa")
    with pytest.raises(Refused) as error:
        service.add_hamlet(communes[0], "ban hoà", paper())
    assert refusal(error)[0] == "name"
    service.add_hamlet(communes[1], "Bản Hòa", paper())


def test_a_renamed_hamlet_keeps_what_it_was_called(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    service.rename_hamlet(one, "Bản Tập", paper())
    assert [(row.name, row.since) for row in one.names.order_by("since")] == [
        ("Bản Học", service.EARLIEST),
        ("Bản Tập", JULY),
    ]
    assert Hamlet.objects.get().name == "Bản Tập"


def test_a_name_of_before_the_present_one_is_refused(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    service.rename_hamlet(one, "Bản Tập", paper())
    with pytest.raises(Refused) as error:
        service.rename_hamlet(one, "Bản Thử", paper(JUNE_30))
    assert refusal(error)[0] == "on"


def test_adults_are_those_of_the_day(communes: list[Commune]) -> None:
    one, _two = hamlet(communes[0]), hamlet(communes[0], "Thôn Một", adults=23)
    service.count_hamlet(one, paper(), households=70, adults=200)
    code = communes[0].code
    assert service.adults_on(JUNE_30, [code]) == {code: 200}
    assert service.adults_on(JULY, [code]) == {code: 223}
    one.refresh_from_db()
    assert (one.households, one.adults) == (70, 200)


def test_a_count_entered_for_an_earlier_day_does_not_become_the_present_one(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    service.count_hamlet(one, paper(), households=70, adults=200)
    service.count_hamlet(one, paper(dt.date(2026, 3, 1)), households=65, adults=190)
    one.refresh_from_db()
    assert one.adults == 200
    code = communes[0].code
    assert service.adults_on(JUNE_30, [code]) == {code: 190}
    assert service.adults_on(dt.date(2026, 2, 28), [code]) == {code: 177}


def test_a_part_is_no_whole(communes: list[Commune]) -> None:
    hamlet(communes[0]), hamlet(communes[0], "Thôn Một", adults=None)
    code, empty = communes[0].code, communes[1].code
    assert service.adults_on(JULY, [code, empty]) == {code: None, empty: None}


def test_merged_hamlets_go_on_as_one_with_their_numbers_added(communes: list[Commune]) -> None:
    one, two = hamlet(communes[0]), hamlet(communes[0], "Thôn Một", adults=23)
    service.merge_hamlets([one, two], "Bản Học", paper())
    assert names(communes[0], JUNE_30) == ["Bản Học", "Thôn Một"]
    assert names(communes[0], JULY) == ["Bản Học"]
    assert service.hamlets_of(communes[0], JULY)[0].adults == 200


def test_hamlets_of_two_communes_do_not_merge(communes: list[Commune]) -> None:
    pair = [hamlet(communes[0]), hamlet(communes[1])]
    for chosen in (pair, pair[:1], [pair[0], pair[0]]):
        with pytest.raises(Refused) as error:
            service.merge_hamlets(chosen, "Bản Mới", paper())
        assert refusal(error)[0] == "places"


def test_a_closed_hamlet_is_gone_from_its_day_on_and_its_name_is_free(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    service.close_hamlet(one, paper())
    assert (names(communes[0], JUNE_30), names(communes[0], JULY)) == (["Bản Học"], [])
    service.add_hamlet(communes[0], "Bản Học", paper(dt.date(2026, 8, 1)))


def test_a_moved_hamlet_ends_here_and_goes_on_there(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    hamlet(communes[1])
    service.move_hamlet(one, communes[1], paper())
    assert (names(communes[0], JUNE_30), names(communes[0], JULY)) == (["Bản Học"], [])
    assert names(communes[1], JULY) == ["Bản Học", "Bản Học (Mẫu)"]
    with pytest.raises(Refused):
        service.move_hamlet(one, communes[1], paper(dt.date(2026, 8, 1)))


def test_a_hamlet_does_not_move_to_where_it_is(communes: list[Commune]) -> None:
    with pytest.raises(Refused) as error:
        service.move_hamlet(hamlet(communes[0]), communes[0], paper())
    assert refusal(error)[0] == "into"


@pytest.mark.parametrize("day", [dt.date(2025, 6, 30), dt.date(2999, 1, 1)])
def test_days_before_the_two_tiers_and_days_to_come_are_refused(
    communes: list[Commune], day: dt.date
) -> None:
    one = hamlet(communes[0])
    acts = [
        lambda: service.add_hamlet(communes[0], "Thôn Mới", paper(day)),
        lambda: service.rename_hamlet(one, "Thôn Mới", paper(day)),
        lambda: service.count_hamlet(one, paper(day), households=1, adults=1),
        lambda: service.close_hamlet(one, paper(day)),
        lambda: service.merge_communes(communes[:1], communes[1], paper(day)),
    ]
    for act in acts:
        with pytest.raises(Refused) as error:
            act()
        assert refusal(error)[0] == "on"
    assert not Change.objects.exists()


def test_an_act_for_a_day_after_which_something_changed_is_refused(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    service.count_hamlet(one, paper(), households=70, adults=200)
    for act in (
        lambda: service.close_hamlet(one, paper(JUNE_30)),
        lambda: service.merge_communes(communes[:1], communes[1], paper(JUNE_30)),
    ):
        with pytest.raises(Refused) as error:
            act()
        assert refusal(error) == (
            "on",
            "Ngày: thôn Bản Học đã thay đổi ngày 01/07/2026. Chọn ngày sau ngày đó.",
        )


@pytest.mark.parametrize("kind", ["added", "closed"])
def test_a_merger_does_not_reach_behind_a_hamlet_that_came_or_went(
    communes: list[Commune], kind: str
) -> None:
    if kind == "added":
        service.add_hamlet(communes[0], "Thôn Mới", paper())
    else:
        service.close_hamlet(hamlet(communes[0]), paper())
    with pytest.raises(Refused) as error:
        service.merge_communes(communes[:1], communes[1], paper(JUNE_30))
    assert refusal(error)[0] == "on"


# --- communes --------------------------------------------------------------------------------------------------
def test_a_commune_that_merges_goes_on_with_its_hamlets_in_the_other(communes: list[Commune]) -> None:
    hamlet(communes[0]), hamlet(communes[0], "Thôn Một"), hamlet(communes[1])
    service.merge_communes(communes[:1], communes[1], paper())
    assert names(communes[0], JUNE_30) == ["Bản Học", "Thôn Một"]
    assert names(communes[0], JULY) == []
    assert names(communes[1], JUNE_30) == ["Bản Học"]
    assert names(communes[1], JULY) == ["Bản Học", "Bản Học (Mẫu)", "Thôn Một"]
    assert communes[0] in Commune.objects.on(JUNE_30)
    assert communes[0] not in Commune.objects.on(JULY)


def test_several_communes_can_become_a_new_one(communes: list[Commune]) -> None:
    hamlet(communes[0]), hamlet(communes[1])
    service.merge_communes(communes[:2], NewCommune("90009", "Hợp Tập", "xa"), paper())
    new = Commune.objects.get(code="90009")
    assert (new.effective_from, new.province.name) == (JULY, "Tỉnh Thử")
    assert names(new, JULY) == ["Bản Học", "Bản Học (Ví Dụ)"]
    assert list(Commune.objects.on(JULY)) == [communes[2], new]


def test_a_merger_is_written_down_with_its_paper(communes: list[Commune]) -> None:
    change = service.merge_communes(communes[:1], communes[1], paper())
    assert (change.decision, change.made_by, change.on) == ("12/QĐ-THU", "user:1", JULY)
    assert [(row.from_commune_id, row.to_commune_id) for row in change.successions.all()] == [
        ("90001", "90002")
    ]
    assert AuditEntry.objects.filter(action="places.communes", actor="user:1").count() == 1


def test_what_overlaps_is_refused_and_changes_nothing(communes: list[Commune]) -> None:
    hamlet(communes[0])
    service.merge_communes(communes[:1], communes[1], paper())
    acts = {
        "places": lambda: service.merge_communes(communes[:1], communes[2], paper(dt.date(2026, 8, 1))),
        "on": lambda: service.merge_communes(communes[1:2], communes[2], paper(JUNE_30)),
        "into": lambda: service.merge_communes(communes[1:2], communes[1], paper(dt.date(2026, 8, 1))),
        "code": lambda: service.merge_communes(
            communes[1:2], NewCommune("90003", "Trùng", "xa"), paper(dt.date(2026, 8, 1))
        ),
    }
    for field, act in acts.items():
        with pytest.raises(Refused) as error:
            act()
        assert refusal(error)[0] == field
    assert Change.objects.count() == 1


def test_nobody_merges_nothing(communes: list[Commune]) -> None:
    with pytest.raises(Refused):
        service.merge_communes([], communes[0], paper())


# --- taking back -----------------------------------------------------------------------------------------------
def picture() -> list[tuple[Any, ...]]:
    """Every place that was there on some day, without the leftovers of acts that were taken back."""
    rows = [
        *Commune.objects.values_list("code", "name", "effective_from", "effective_until"),
        *Hamlet.objects.values_list("id", "name", "effective_from", "effective_until"),
    ]
    return sorted((row for row in rows if not row[2] or row[2] != row[3]), key=str)


@pytest.mark.parametrize("act", ["into one that is there", "into a new one", "hamlets", "move", "close"])
def test_what_is_taken_back_was_never_done(communes: list[Commune], act: str) -> None:
    one, two = hamlet(communes[0]), hamlet(communes[0], "Thôn Một")
    hamlet(communes[1])
    before = picture()
    new = NewCommune("90009", "Hợp Tập", "xa")
    acts = {
        "into one that is there": lambda: service.merge_communes(communes[:1], communes[1], paper()),
        "into a new one": lambda: service.merge_communes(communes[:2], new, paper()),
        "hamlets": lambda: service.merge_hamlets([one, two], "Bản Học", paper()),
        "move": lambda: service.move_hamlet(one, communes[1], paper()),
        "close": lambda: service.close_hamlet(one, paper()),
    }
    change = acts[act]()
    assert picture() != before
    service.undo(change, by="user:2")
    assert picture() == before
    service.undo(change, by="user:2")
    for refreshed in (*communes, one, two):
        refreshed.refresh_from_db()
    acts[act]()  # and it can be done again


def test_what_something_hangs_on_stays(communes: list[Commune]) -> None:
    one = hamlet(communes[0])
    first = service.merge_communes(communes[:1], communes[1], paper())
    new = service.hamlets_of(communes[1], JULY)[0]
    second = service.move_hamlet(new, communes[2], paper(dt.date(2026, 8, 1)))
    with pytest.raises(Refused):
        service.undo(first, by="user:1")
    service.undo(second, by="user:1")
    service.undo(first, by="user:1")
    one.refresh_from_db()
    assert one.effective_until is None


def test_a_hamlet_counted_since_keeps_its_merger(communes: list[Commune]) -> None:
    change = service.merge_hamlets([hamlet(communes[0]), hamlet(communes[0], "Thôn Một")], "Bản Mới", paper())
    service.count_hamlet(Hamlet.objects.get(name="Bản Mới"), paper(), households=9, adults=9)
    with pytest.raises(Refused):
        service.undo(change, by="user:1")


def test_a_name_that_was_given_away_keeps_a_hamlet_closed(communes: list[Commune]) -> None:
    change = service.close_hamlet(hamlet(communes[0]), paper())
    service.add_hamlet(communes[0], "Bản Học", paper(dt.date(2026, 8, 1)))
    with pytest.raises(Refused) as error:
        service.undo(change, by="user:1")
    assert "Bản Học" in refusal(error)[1]
