"""The guard: real-shaped values are dropped, practice values and their slips are kept.

Real-shaped values are made at run time; nothing here is anybody's.
"""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import guard, kinds
from sandbox.engine.coach import review
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.distance import within
from sandbox.engine.enums import GuardReason
from sandbox.engine.guard import PROVINCES, known_values, message, screen, screen_all
from sandbox.engine.packs import SHIPPED, read_pack
from sandbox.engine.schema import Pack, Scenario
from sandbox.engine.writing import digits_of
from tests.sandbox.engine.writings import (
    OURS,
    any_text,
    correct,
    digits_in_any_script,
    naughty,
    same_number,
    tried,
)

PACK = read_pack(OURS / "khai-sinh")
WHOLE = read_pack(SHIPPED / "khai-sinh")
KNOWN = known_values(PACK.scenarios[0], PACK.personas)
NUMBERS = [digits_of(value) for value in KNOWN]
KINDS = sorted(kinds.names())
MARKS = ["", "", "", " ", ".", "-", "\u00a0", "\u200b", ", ", " - ", "–", "/"]


def is_slip(digits: str) -> bool:
    return any(within(digits, number, 2) for number in NUMBERS)


# Digits that are written as a day are read as one: "số 12, 12/03/2026" is no card number.
A_DAY = re.compile(r"[1-9]/0?[1-9]/|[1-9]/1[0-2]/|[1-3][01]/0?[1-9]/|[1-3][01]/1[0-2]/")


@st.composite
def written(draw: st.DrawFn, digits: str) -> str:
    """Digits in groups, in any script, somewhere in a sentence."""
    typed = "".join(digit + draw(st.sampled_from(MARKS)) for digit in digits[:-1]) + digits[-1]
    before, after = (
        draw(st.sampled_from(["", "số ", "CCCD:", "thôn 5, ", "( "])),
        draw(st.sampled_from(["", " ạ", ")"])),
    )
    return before + draw(digits_in_any_script(typed)) + after


CITIZEN_NUMBERS = st.builds(
    lambda province, century, year, serial: f"{province}{century}{year:02d}{serial:06d}",
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 3),
    st.integers(0, 99),
    st.integers(0, 999_999),
)
MOBILES = st.builds(lambda a, b: f"0{a}{b:08d}", st.sampled_from("35789"), st.integers(0, 99_999_999))
OLD_NUMBERS = st.integers(10_000_000, 399_999_999).map(lambda number: f"{number:09d}")


def with_check_digit(start: str) -> str:
    """A card number: the start and its Luhn digit."""
    return next(card for card in (start + str(last) for last in range(10)) if _luhn(card))


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        total += digit if place % 2 == 0 else sum(divmod(2 * digit, 10))
    return total % 10 == 0


CARDS = st.builds(
    lambda start, rest: with_check_digit(start + rest),
    st.sampled_from(["4", "51", "62", "9704"]),
    st.text("0123456789", min_size=11, max_size=13),
)


# --- what is refused ---


@tried
@given(st.sampled_from(KINDS), st.data())
def test_no_real_shaped_citizen_number_comes_through(kind: str, data: st.DataObject) -> None:
    digits = data.draw(CITIZEN_NUMBERS)
    screened = screen(kind, data.draw(written(digits)), KNOWN)
    assert is_slip(digits) or (screened.value == "" and screened.reason is not None)


def test_every_province_century_and_decade_is_refused() -> None:
    rng = random.Random(1193)
    for province in sorted(PROVINCES):
        for century in "0123":
            for decade in range(0, 100, 10):
                number = f"{province}{century}{decade + rng.randrange(10):02d}{rng.randrange(10**6):06d}"
                if not is_slip(number):
                    assert screen("citizen_number", number, KNOWN).reason is GuardReason.CITIZEN_NUMBER, (
                        number
                    )


@tried
@given(st.sampled_from(KINDS), st.data())
def test_no_real_shaped_phone_comes_through(kind: str, data: st.DataObject) -> None:
    digits = data.draw(MOBILES)
    if is_slip(digits):
        return
    forms = [
        data.draw(written(digits)),
        f"+84{digits[1:]}",
        f"84 {digits[1:]}",
        f"0084{digits[1:]}",
        f"(+84) 0{digits[1:]}",
    ]
    for typed in forms:
        assert screen(kind, typed, KNOWN).value == "", typed


@tried
@given(st.sampled_from(KINDS), CARDS, st.data())
def test_no_card_number_comes_through(kind: str, card: str, data: st.DataObject) -> None:
    typed = data.draw(written(card))
    if not is_slip(card) and not A_DAY.search(typed):
        assert screen(kind, typed, KNOWN).value == ""


def test_what_only_looks_like_a_day_hides_no_card_number() -> None:
    assert screen("text", "4000 0/0/1900 006", KNOWN).reason is GuardReason.BANK_CARD


@tried
@given(OLD_NUMBERS, st.data())
def test_no_old_number_of_nine_digits_comes_through(digits: str, data: st.DataObject) -> None:
    if not is_slip(digits):
        assert screen("text", data.draw(written(digits)), KNOWN).value == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("012085012345", GuardReason.CITIZEN_NUMBER),
        ("O12 O85 O12 345", GuardReason.CITIZEN_NUMBER),
        ("0l20850l2345", GuardReason.CITIZEN_NUMBER),
        ("thôn 5 012085012345 xóm 2", GuardReason.CITIZEN_NUMBER),
        ("số012085012345a", GuardReason.CITIZEN_NUMBER),
        ("000198000031 012085012345", GuardReason.CITIZEN_NUMBER),
        ("012085012345 000198000031", GuardReason.CITIZEN_NUMBER),
        ("105195012345", GuardReason.CITIZEN_NUMBER),
        ("0912 345 678", GuardReason.PHONE),
        ("sinh 03/11/2026, gọi 0912345678", GuardReason.PHONE),
        ("+84 912 345 678", GuardReason.PHONE),
        ("024 3825 1234", GuardReason.PHONE),
        ("012085012345 0912345678", GuardReason.PHONE),
        ("0120850123450912345678", GuardReason.CITIZEN_NUMBER),
        ("112 345 678", GuardReason.OLD_IDENTITY_NUMBER),
        ("4111 1111 1111 1111", GuardReason.BANK_CARD),
        ("9704 3600 0000 0000 123", GuardReason.BANK_CARD),
        ("B1234567", GuardReason.PASSPORT),
        ("hộ chiếu c 1 B12345678.", GuardReason.PASSPORT),
        ("ｂ１２３４５６７", GuardReason.PASSPORT),
        ("ten.ho@gmail.com", GuardReason.EMAIL),
        ("ten @ gmail.com", GuardReason.EMAIL),
        ("ＴＥＮ＠ＧＭＡＩＬ．ＣＯＭ", GuardReason.EMAIL),
        ("tap@example.com, ten@gmail.com", GuardReason.EMAIL),
        ("tap@example.com.vn", GuardReason.EMAIL),
    ],
)
def test_real_shaped_things_are_named(typed: str, reason: GuardReason) -> None:
    found = screen("text", typed, KNOWN)
    assert found.value == ""
    assert found.reason is not None
    assert found.reason is reason or {found.reason, reason} <= {GuardReason.PHONE, GuardReason.CITIZEN_NUMBER}


# --- what is kept ---


@tried
@given(st.data())
def test_right_answers_in_any_writing_are_kept_as_typed(data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(PACK.scenarios))
    known = known_values(scenario, [PACK.persona(scenario.persona)])
    typed = {
        name: data.draw(correct(PACK.eform.field(name), right)) for name, right in scenario.fields.items()
    }
    assert screen_all(PACK.eform, typed, known) == (typed, {})


@tried
@given(st.data())
def test_one_or_two_slips_of_a_number_in_the_scenario_are_kept(data: st.DataObject) -> None:
    digits = data.draw(st.sampled_from(NUMBERS))
    for _ in range(data.draw(st.integers(0, 2))):
        digits = data.draw(one_edit(digits))
    for kind in KINDS:
        assert screen(kind, digits, KNOWN).value == digits
        grouped = data.draw(same_number(digits)) if len(digits) == 12 else digits
        assert screen(kind, grouped, KNOWN).value == grouped


def every_slip(digits: str) -> set[str]:
    """Every digit changed, lost, added, and every two neighbours swapped."""
    places = range(len(digits))
    changed = {digits[:at] + digit + digits[at + 1 :] for at in places for digit in "0123456789"}
    added = {digits[:at] + digit + digits[at:] for at in (*places, len(digits)) for digit in "0123456789"}
    lost = {digits[:at] + digits[at + 1 :] for at in places}
    swapped = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[:-1]}
    return (changed | added | lost | swapped) - {digits}


@pytest.mark.parametrize("scenario", WHOLE.scenarios, ids=lambda scenario: scenario.id)
def test_every_slip_of_the_persona_s_own_number_is_kept_and_coached(scenario: Scenario) -> None:
    own = WHOLE.persona(scenario.persona).citizen_number
    field = next(name for name, value in scenario.fields.items() if value == own)
    known = known_values(scenario, WHOLE.personas)
    right = scenario.fields | {FILED_ON: scenario.told_on.isoformat()}
    for slip in every_slip(own):
        assert screen("citizen_number", slip, known).value == slip
        assert [found.field for found in review(WHOLE, scenario, right | {field: slip}, [field])] == [field]


@st.composite
def one_edit(draw: st.DrawFn, digits: str) -> str:
    """One digit changed, lost, doubled or added, or two neighbours swapped."""
    at, digit = draw(st.integers(0, len(digits) - 1)), draw(st.sampled_from("0123456789"))
    edits = [
        digits[:at] + digit + digits[at + 1 :],
        digits[:at] + digits[at + 1 :],
        digits[:at] + digit + digits[at:],
        digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
    ]
    return draw(st.sampled_from(edits))


@tried
@given(st.integers(0, 3), st.integers(0, 99), st.integers(0, 999_999), st.data())
def test_every_practice_identity_is_kept(century: int, year: int, serial: int, data: st.DataObject) -> None:
    typed = data.draw(same_number(f"000{century}{year:02d}{serial:06d}"))
    assert screen("citizen_number", typed, frozenset()).value == typed


@tried
@given(st.integers(0, 999_999), st.sampled_from(["{0}", "0000 {1} {2}", "+84 000{0}"]))
def test_every_practice_phone_is_kept(serial: int, form: str) -> None:
    digits = f"{serial:06d}"
    typed = form.format(digits if "84" in form else f"0000{digits}", digits[:3], digits[3:])
    assert screen("phone", typed, frozenset()).value == typed


@pytest.mark.parametrize(
    "typed",
    [
        *("03/11/2026", "03-11-2026", "03112026", "ngày 3 tháng 11 năm 2026", "3.11.2026", "31/04/2026"),
        *("03/11/2026, lúc 5 giờ 20", "03/11/2026 5 giờ", "từ 01/01/2026 đến 31/12/2026", "19/08/2024 12"),
        *(
            "Bản Học, xã Mẫu",
            "Số nhà 12, tổ 3",
            "số 1.000.000",
            "tap@example.com",
            "Thư: tap@example.org.",
            "a@b",
        ),
        *(
            "mã 000.00.00.H00-261123-0001",
            "0000 000 031",
            "000 198 000 031 và 0000000031",
            "000198000031a",
            "12345678",
        ),
        *("Giàng A Thử", "", "không nhớ", "00019800O031", "OOOO 000 031"),
        *("B0000123", "o0001980", "AB1234567", "B12345", "MẪU-0001", "2 bản", "1998"),
    ],
)
def test_ordinary_and_practice_text_is_kept(typed: str) -> None:
    for kind in ("text", "date"):
        assert screen(kind, typed, KNOWN) == guard.Screened(typed)


@tried
@given(st.data())
def test_right_answers_to_every_kind_are_kept_as_typed(full: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(full.scenarios))
    known = known_values(scenario, [full.persona(scenario.persona)])
    right = {name: value for name, value in scenario.fields.items() if value}
    typed = {name: data.draw(correct(full.eform.field(name), value)) for name, value in right.items()}
    assert screen_all(full.eform, typed, known) == (typed, {})


def test_a_passport_of_the_scenario_may_slip() -> None:
    assert screen("paper_number", "B1234576", {"B1234567"}).reason is None
    assert screen("paper_number", "B7654321", {"B1234567"}).reason is GuardReason.PASSPORT


# --- whole forms, and any text ---


def test_only_the_field_with_the_real_value_is_emptied(pack: Pack, mother: Scenario) -> None:
    typed = {**mother.fields, "so_dinh_danh_me": "012085012345", "la": "0912345678"}
    clean, reasons = screen_all(pack.eform, typed, KNOWN)
    assert reasons == {"so_dinh_danh_me": GuardReason.CITIZEN_NUMBER, "la": GuardReason.PHONE}
    assert clean == {**mother.fields, "so_dinh_danh_me": "", "la": ""}


@tried
@given(st.sampled_from(KINDS), any_text())
def test_any_text_is_kept_as_typed_or_dropped_whole(kind: str, raw: str) -> None:
    screened = screen(kind, raw, KNOWN)
    assert screened == screen(kind, raw, KNOWN)
    assert (screened.value, screened.reason is None) in ((raw, True), ("", False))


@pytest.mark.parametrize("kind", KINDS)
def test_strings_that_break_software_do_not_break_the_guard(kind: str) -> None:
    for raw in naughty():
        assert screen(kind, raw, KNOWN).value in (raw, "")


def test_the_known_values_are_the_numbers_of_everybody_in_the_story(pack: Pack, mother: Scenario) -> None:
    known = known_values(mother, [pack.persona(mother.persona)])
    assert known == {"000198000031", "000095247816", "0000 000 031", "0000 262 748"}


@pytest.mark.parametrize("reason", GuardReason)
def test_the_message_is_kind_and_says_that_nothing_was_kept(reason: GuardReason) -> None:
    said = message(reason, you="anh")
    assert "Chúng tôi không giữ" in said
    assert "{" not in said
