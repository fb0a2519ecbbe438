"""What a dossier costs: lines and a total that follow from the answers and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import fees
from sandbox.engine.fees import Line
from sandbox.engine.schema import Charge, Fee, Pack
from tests.sandbox.engine.writings import any_text, tried

COPY = {
    "id": "ban-sao",
    "label": "Bản sao",
    "amount": 8000,
    "unit": "bản",
    "per": "so_ban_sao",
    "when": {"field": "ban_sao", "equals": "co"},
    "source": {"title": "Đặt ra để kiểm tra", "verified_on": "2026-11-22"},
}
FLAT = COPY | {"id": "chuyen", "label": "Chuyển phát", "amount": 30000, "unit": "", "per": ""}


def costing(pack: Pack, *charges: dict[str, object], fee: int = 0) -> Pack:
    """The pack with these charges."""
    more = {
        "charges": tuple(map(Charge.model_validate, charges)),
        "fee": Fee(amount=fee, note="Theo mức của tỉnh."),
    }
    return pack.model_copy(update={"procedure": pack.procedure.model_copy(update=more)})


def test_three_copies_cost_three_times_eight_thousand(full: Pack) -> None:
    bill = fees.bill(costing(full, COPY), {"ban_sao": "co", "so_ban_sao": "3"})
    assert bill.lines == (Line("Bản sao", 3, "bản", 8000),)
    assert bill.total == bill.lines[0].total == 24000 and bill


def test_a_flat_sum_comes_once_and_lines_add_up(full: Pack) -> None:
    bill = fees.bill(costing(full, COPY, FLAT), {"ban_sao": "Có", "so_ban_sao": " 2 bản"})
    assert [(line.label, line.count, line.total) for line in bill.lines] == [
        ("Bản sao", 2, 16000),
        ("Chuyển phát", 1, 30000),
    ]
    assert bill.total == 46000


def test_the_fee_of_the_procedure_itself_stands_first(full: Pack) -> None:
    bill = fees.bill(costing(full, COPY, fee=7000), {"ban_sao": "co", "so_ban_sao": "1"})
    assert [line.total for line in bill.lines] == [7000, 8000]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"ban_sao": "co"},
        {"ban_sao": "co", "so_ban_sao": ""},
        {"ban_sao": "co", "so_ban_sao": "ba"},
        {"ban_sao": "co", "so_ban_sao": "-3"},
        {"ban_sao": "co", "so_ban_sao": "0"},
        {"ban_sao": "co", "so_ban_sao": "21"},
        {"ban_sao": "khong", "so_ban_sao": "3"},
        {"so_ban_sao": "3"},
    ],
)
def test_what_is_hidden_or_is_no_number_costs_nothing(full: Pack, answers: dict[str, str]) -> None:
    assert fees.bill(costing(full, COPY), answers) == fees.NOTHING
    assert not fees.bill(costing(full, COPY), answers)


def test_a_pack_without_charges_costs_nothing_whatever_is_answered(full: Pack) -> None:
    assert not fees.bill(full, {"ban_sao": "co", "so_ban_sao": "3"})


@tried
@given(st.sampled_from(["co", "khong", "Có", ""]) | any_text(), st.integers(1, 20), st.integers(1, 10**6))
def test_the_total_is_the_count_times_the_amount_or_nothing(
    full: Pack, copies: str, count: int, amount: int
) -> None:
    pack = costing(full, COPY | {"amount": amount})
    assert fees.bill(pack, {"ban_sao": copies, "so_ban_sao": str(count)}).total in (0, count * amount)
    assert fees.bill(pack, {"ban_sao": "co", "so_ban_sao": str(count)}).total == count * amount


@tried
@given(any_text(), any_text())
def test_no_text_breaks_the_sum_or_makes_it_negative(full: Pack, copies: str, count: str) -> None:
    for answer in ("co", copies):
        bill = fees.bill(costing(full, COPY, FLAT), {"ban_sao": answer, "so_ban_sao": count})
        assert bill.total == sum(line.total for line in bill.lines) >= 0
        assert all(line.count > 0 and line.amount > 0 for line in bill.lines)


@tried
@given(st.integers(0, 10**12))
def test_a_sum_is_written_with_dots_and_can_be_read_back(amount: int) -> None:
    words = fees.dong(amount)
    assert words.endswith(" đồng") and int(words.removesuffix(" đồng").replace(".", "")) == amount
    assert all(len(group) == 3 for group in words.removesuffix(" đồng").split(".")[1:])


def test_a_sum_looks_as_people_write_it() -> None:
    assert [fees.dong(sum_) for sum_ in (0, 800, 8000, 24000, 1234567)] == [
        "0 đồng",
        "800 đồng",
        "8.000 đồng",
        "24.000 đồng",
        "1.234.567 đồng",
    ]
