"""What the portal itself refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.portal import errors
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import any_text, correct, tried

TODAY = date(2026, 11, 22)


def messages(pack: Pack, scenario: Scenario, **typed: str) -> list[str]:
    return [error.message for error in errors(pack, {**scenario.fields, **typed}, None, TODAY)]


@tried
@given(st.data())
def test_right_answers_in_any_writing_are_taken(pack: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(pack.scenarios))
    typed = {
        name: data.draw(correct(pack.eform.field(name), right)) for name, right in scenario.fields.items()
    }
    assert errors(pack, typed, None, TODAY) == []


def test_wrong_answers_of_the_right_shape_are_taken(pack: Pack, mother: Scenario) -> None:
    typed = {"ho_ten_con": "Giang A Thu", "so_dinh_danh_me": "000095247816", "ngay_sinh_con": "11/3/2026"}
    assert messages(pack, mother, **typed) == []


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("dia_chi", " ", "Địa chỉ chi tiết là chỗ bắt buộc. Bác điền rồi bấm lại."),
        ("gioi_tinh_con", "", "Giới tính là chỗ bắt buộc. Bác chọn rồi bấm lại."),
        ("gioi_tinh_con", "x", "Giới tính: bác chọn một dòng có sẵn."),
        ("so_dien_thoai", "0000 000 03", "Số điện thoại phải gồm đúng 10 chữ số."),
        ("so_dinh_danh_me", "1", "Số định danh cá nhân người mẹ phải gồm đúng 12 chữ số."),
        ("ngay_cap", "31/4/2026", "Ngày cấp ghi ngày/tháng/năm. Ví dụ: 22/11/2026."),
        ("ngay_sinh_con", "23/11/2026", "Ngày, tháng, năm sinh không được là ngày trong tương lai."),
        ("ho_ten_me", "Vàng 2", "Họ, chữ đệm, tên người mẹ chỉ gồm chữ. Bỏ số và dấu lạ đi."),
    ],
)
def test_the_message_says_what_is_expected(
    pack: Pack, mother: Scenario, field: str, typed: str, message: str
) -> None:
    assert messages(pack, mother, **{field: typed}) == [message]


def test_today_is_not_the_future(pack: Pack, mother: Scenario) -> None:
    assert messages(pack, mother, ngay_sinh_con="22/11/2026") == []


def test_a_hidden_field_is_not_required(pack: Pack, mother: Scenario) -> None:
    assert messages(pack, mother, loai_khai_sinh="chua-ro-cha", ho_ten_cha="") == []


def test_only_the_fields_asked_for_are_checked(pack: Pack, mother: Scenario) -> None:
    found = errors(pack, {}, ["dia_chi", "ngay_cap"], TODAY)
    assert [error.field for error in found] == ["ngay_cap", "dia_chi"]
    assert [error.label for error in found] == ["Ngày cấp", "Địa chỉ chi tiết"]
    assert errors(pack, mother.fields, [], TODAY) == []


@tried
@given(st.dictionaries(st.sampled_from(["ngay_cap", "ho_ten_con", "dan_toc_con", "la"]), any_text()))
def test_no_text_breaks_the_portal(pack: Pack, typed: dict[str, str]) -> None:
    assert all(error.message for error in errors(pack, typed, None, TODAY))
