"""The precedence of the kinds: total, and the order of the enum."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import mistakes
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import kind_of
from sandbox.engine.mistakes import Typed, first_kind
from sandbox.engine.schema import Pack
from tests.sandbox.engine.writings import any_text, tried

ORDER = [
    "format",
    "keyboard_residue",
    "diacritics",
    "digits",
    "date_order",
    "other_person",
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
def test_the_first_kind_that_applies_is_the_answer(pack: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(pack.scenarios))
    name = data.draw(st.sampled_from(sorted(scenario.answers)))
    raw = data.draw(any_text() | st.sampled_from(sorted(set(scenario.fields.values()))))
    typed = Typed(raw, kind_of(pack.eform.field(name)), (scenario.fields[name],), pack.people(scenario))
    found = first_kind(typed)
    applying = [
        kind for kind in MistakeKind if kind in mistakes._DETECTORS and mistakes._DETECTORS[kind](typed)
    ]
    assert found == (None if typed.is_right() else applying[0])


def test_anything_in_a_field_that_ought_to_stay_empty_is_different(pack: Pack) -> None:
    field = kind_of(pack.eform.field("ho_ten_cha"))
    for raw in ("Giàng A Giả Định", "123", "?"):
        assert first_kind(Typed(raw, field, (), ())) is MistakeKind.DIFFERENT
