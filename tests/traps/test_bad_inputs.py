"""The traps themselves: enough of them, the same each time, and what they claim to be."""

from __future__ import annotations

import unicodedata

import pytest

from tests.traps.naughty import bad_inputs, made_up, naughty_strings, require_naughty
from tests.traps.old_encodings import mojibake, tcvn3, telex, viqr, vni, vni_keys, windows_1258
from tests.traps.real_shaped import MAKERS, PROVINCES, luhn, real_shaped
from tests.traps.vietnamese import Trap, traps


def test_there_are_more_than_three_hundred_different_traps() -> None:
    found = traps()
    assert len({trap.name for trap in found}) == len(found)
    assert len({trap.text for trap in found}) >= 500


def test_traps_are_the_same_each_time() -> None:
    assert traps() == traps()


@pytest.mark.parametrize(
    "name",
    [
        "NFD 1",
        "TCVN3 bytes as Latin-1 1",
        "VNI bytes as Latin-1 1",
        "name of 1 syllables",
        "name of 60 syllables",
        "H'Hen Niê",
        "Ê-đê letters",
        "Chăm script",
        "Khmer script",
        "date '1958'",
        "date '29/02/2026'",
        "date '31/04/2026'",
        "date '7/3/26'",
        "number '+84 000 000 012'",
        "real-shaped phone with country code 1",
        "real-shaped number in full-width digits",
        "U+200B inside",
        "U+202E inside",
        "U+0000 inside",
        "lone high surrogate",
        "100 kB of words",
        "emoji",
        "combining flood",
        "script",
        "Django tag",
        "SQL drop",
    ],
)
def test_each_trap_of_the_catalogue_is_there(name: str) -> None:
    assert name in {trap.name for trap in traps()}


def test_very_long_texts_have_100_kilobytes() -> None:
    long = [trap for trap in traps() if trap.name.startswith("100 kB")]
    assert len(long) == 7
    assert all(98_000 <= len(trap.text.encode()) <= 110_000 for trap in long), long_sizes(long)


def long_sizes(found: list[Trap]) -> dict[str, int]:
    return {trap.name: len(trap.text.encode()) for trap in found}


@pytest.mark.parametrize(
    ("write", "text", "written"),
    [
        (tcvn3, "Nguyễn Thị Tập Huấn", "NguyÔn ThÞ TËp HuÊn"),
        (tcvn3, "Đường ở xã", "§\xadêng ë x·"),
        (vni, "Nguyễn Thị Tập Huấn", "Nguyeãn Thò Taäp Huaán"),
        (vni, "Đường", "Ñöôøng"),
        (telex, "Nguyễn, Đường", "Nguyeenx, Dduwowngf"),
        (vni_keys, "Nguyễn, Đường", "Nguye6n4, D9u7o7ng2"),
        (viqr, "Nguyễn Thị", "Nguye^~n Thi."),
        (windows_1258, "Tập", "Tâ\u0323p"),
    ],
)
def test_old_encodings_write_what_old_machines_wrote(write: object, text: str, written: str) -> None:
    assert callable(write)
    assert write(text) == written


def test_mojibake_can_be_undone() -> None:
    assert mojibake("Nguyễn").encode("latin-1").decode("utf-8") == "Nguyễn"


def test_real_shaped_values_have_their_shape() -> None:
    assert len(PROVINCES) == 63
    for reason, text in real_shaped(500, seed=3):
        digits = "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
        sizes = {"citizen_number": 12, "old_identity_number": 9, "phone": 10, "bank_card": 16}
        assert reason == "email" or len(digits) == sizes[reason], text
        assert reason != "citizen_number" or digits[:3] in PROVINCES
        assert reason != "bank_card" or luhn(digits)


def test_real_shaped_values_come_in_every_kind_and_repeat_with_their_seed() -> None:
    assert {reason for reason, _text in real_shaped(20, seed=1)} == set(MAKERS)
    assert list(real_shaped(20, seed=1)) == list(real_shaped(20, seed=1))
    assert list(real_shaped(20, seed=1)) != list(real_shaped(20, seed=2))


@pytest.mark.parametrize("n", [3, 50, 200])
def test_a_mix_has_as_many_inputs_as_asked_and_no_two_alike(n: int) -> None:
    mix = bad_inputs(n, seed=5)
    assert len(mix) == len(set(mix)) == n


def test_a_mix_repeats_with_its_seed() -> None:
    assert bad_inputs(60, seed=1) == bad_inputs(60, seed=1)
    assert bad_inputs(60, seed=1) != bad_inputs(60, seed=2)


def test_a_mix_draws_from_all_its_sources() -> None:
    mix = set(bad_inputs(200, seed=1))
    assert len(mix & {trap.text for trap in traps()}) >= 60
    assert not naughty_strings() or len(mix & set(naughty_strings())) >= 60
    assert len(mix - {trap.text for trap in traps()} - set(naughty_strings())) >= 40


def test_too_small_a_mix_is_refused() -> None:
    with pytest.raises(ValueError, match="at least three"):
        bad_inputs(2)


def test_made_up_texts_are_strange() -> None:
    texts = made_up(200, 1)
    assert any(unicodedata.normalize("NFC", text) != text for text in texts)
    assert any("\ud800" <= char <= "\udfff" for text in texts for char in text)


def test_the_naughty_list_is_read_where_it_is_present() -> None:
    assert len(require_naughty()) > 400
