"""The precedence of the kinds: total, and the order of the enum."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import mistakes
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import kind_of
from sandbox.engine.ledger import Ledger
from sandbox.engine.mistakes import Typed, first_kind
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import any_text, tried

ORDER = [
    "format",
    "keyboard_residue",
    "diacritics",
    "digits",
    "date_order",
    "other_person",
    "wrong_block",
    "old_place",
    "figures_and_words",
    "contradiction",
    "wrong_choice",
    "different",
    "missing",
]


def test_the_order_is_that_of_the_design() -> None:
    assert [kind.value for kind in MistakeKind] == ORDER


def test_every_kind_of_a_filled_answer_has_one_detector() -> None:
    assert set(mistakes._DETECTORS) == set(MistakeKind) - {MistakeKind.MISSING}


@tried
@given(st.data())
def test_the_first_kind_that_applies_is_the_answer(pack: Pack, full: Pack, data: st.DataObject) -> None:
    of = data.draw(st.sampled_from([pack, full]))
    scenario = data.draw(st.sampled_from(of.scenarios))
    name = data.draw(st.sampled_from(sorted(name for name, right in scenario.fields.items() if right)))
    raw = data.draw(any_text() | st.sampled_from(sorted(set(scenario.fields.values()))))
    beside = data.draw(st.sampled_from(["", "03/11/2026", "1/1/2000"]))
    kind = kind_of(of.eform.field(name))
    typed = Typed(raw, kind, (scenario.fields[name],), Ledger(of, scenario), beside)
    found = first_kind(typed)
    applying = [
        kind for kind in MistakeKind if kind in mistakes._DETECTORS and mistakes._DETECTORS[kind](typed)
    ]
    assert found == (None if typed.is_right() else applying[0])


def test_anything_in_a_field_that_ought_to_stay_empty_is_different(pack: Pack, mother: Scenario) -> None:
    field, ledger = kind_of(pack.eform.field("ho_ten_cha")), Ledger(pack, mother)
    for raw in ("Giàng A Giả Định", "Vàng Thị Bài Tập", "123", "?"):
        assert first_kind(Typed(raw, field, (), ledger)) is MistakeKind.DIFFERENT


def test_what_is_also_ones_own_is_the_wrong_block_and_nobody_elses(full: Pack, late: Scenario) -> None:
    field = kind_of(full.eform.field("dia_chi_me"))
    shared = Typed("Xã Suối Tập", field, ("Thôn Hai",), Ledger(full, late))
    assert shared.own is not None
    assert shared.others is None
    assert first_kind(shared) is MistakeKind.WRONG_BLOCK


def test_people_of_other_stories_count_only_by_what_names_them(full: Pack, story: Scenario) -> None:
    ledger = Ledger(full, story)
    name = Typed("Bùi Thị Diễn Tập", kind_of(full.eform.field("ho_ten_me")), ("Vàng Thị Bài Tập",), ledger)
    day = Typed("16/12/1996", kind_of(full.eform.field("ngay_sinh_me")), ("25/03/1998",), ledger)
    assert name.others is not None
    assert name.others.said == "người ở tình huống khác"
    assert day.others is None
