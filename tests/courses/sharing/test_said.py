"""Written Vietnamese as the loudspeaker says it: no figure, no sign left."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.sharing.said import as_said, date_said, spelled

TEXTS = st.text(max_size=200) | st.text(alphabet="ab đờ 1290.,/-–@:hg%\n", max_size=200)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("7h30 - 11h30", "bảy giờ rưỡi đến mười một giờ rưỡi"),
        ("13:00–17:15", "mười ba giờ đến mười bảy giờ mười lăm phút"),
        ("17 giờ 00", "mười bảy giờ"),
        ("Thứ hai - thứ sáu", "Thứ hai đến thứ sáu"),
        ("ngày 3/4/2026", "ngày mùng ba tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("ngày 20/11", "ngày hai mươi tháng mười một"),
        ("tháng 11/2026", "tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("0000 000 012", "không không không không, không không không, không một hai"),
        ("+84 000 111 222", "không không không không, một một một, hai hai hai"),
        ("8.000 đồng, 50.000đ", "tám nghìn đồng, năm mươi nghìn đồng"),
        ("1.001193", "một, không không một một chín ba"),
        ("3/5 người, 25%", "ba trên năm người, hai mươi lăm phần trăm"),
        ("gọi 1900 1234", "gọi một chín không không, một hai ba bốn"),
        (
            "Nghị định 118/2025, 50 m2",
            "Nghị định một trăm mười tám năm hai nghìn không trăm hai mươi lăm, năm mươi mét vuông",
        ),
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("mở https://tu.vn/xa/?x=1 nhé", "mở tê u, chấm, vê nờ nhé"),
        ("Khai sinh – việc đầu", "Khai sinh, việc đầu"),
        ("“Gửi hồ sơ” (bắt buộc)", "Gửi hồ sơ bắt buộc"),
    ],
)
def test_figures_and_signs_become_words(written: str, said: str) -> None:
    assert as_said(written) == said


@given(TEXTS)
def test_no_figure_is_left_and_twice_is_once(text: str) -> None:
    said = as_said(text)
    assert not any(sign.isnumeric() for sign in said) and not set(said) & set("/@–-%\n\0")
    assert as_said(said) == said


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_date_written_in_figures_is_said_as_the_date(day: dt.date) -> None:
    assert as_said(f"{day:%d/%m/%Y}") == date_said(day)


def test_an_address_is_spelled_letter_by_letter() -> None:
    assert spelled("a-1.vn") == "a, gạch ngang, một, chấm, vê nờ"
