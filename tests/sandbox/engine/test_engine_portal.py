"""What the portal itself refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.portal import errors, is_clear
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
    assert is_clear(pack, mother.fields, None, TODAY)


@tried
@given(st.dictionaries(st.sampled_from(["ngay_cap", "ho_ten_con", "dan_toc_con", "la"]), any_text()))
def test_no_text_breaks_the_portal(pack: Pack, typed: dict[str, str]) -> None:
    found = errors(pack, typed, None, TODAY)
    assert all(error.message for error in found)
    assert is_clear(pack, typed, None, TODAY) == (not found)
    for spec in pack.eform.fields:
        alone = [error for error in found if error.field == spec.id]
        assert is_clear(pack, typed, [spec.id], TODAY) == (not alone)


# --- a form with a field of every kind ---


@tried
@given(st.data())
def test_right_answers_to_every_kind_are_taken_in_any_writing(full: Pack, data: st.DataObject) -> None:
    scenario = data.draw(st.sampled_from(full.scenarios))
    typed = {
        name: data.draw(correct(full.eform.field(name), right))
        for name, right in scenario.fields.items()
        if right
    }
    assert errors(full, typed, None, TODAY) == []


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("cam_doan", "", "Tôi xin cam đoan: bác đánh dấu rồi bấm lại."),
        ("tinh_nyc", "", "Tỉnh/Thành phố là chỗ bắt buộc. Bác chọn rồi bấm lại."),
        ("tinh_nyc", "yên bái", "Tỉnh/Thành phố: Tỉnh Yên Bái nay thuộc Tỉnh Lào Cai."),
        ("tinh_nyc", "huyện Nào Đó", "Tỉnh/Thành phố: nay không còn huyện, quận, thị xã."),
        ("xa_nyc", "???", "Phường/Xã/Đặc khu: bác chọn một dòng có sẵn."),
        ("so_ban_sao", "0", "Số lượng bản sao ghi một con số từ 1 đến 20."),
        ("so_giay_to_nyc", "###", "Số giấy tờ chỉ gồm chữ cái và chữ số."),
        ("ngay_sinh_me", "96", "Ngày sinh hoặc năm sinh mẹ ghi ngày/tháng/năm, hoặc chỉ ghi năm."),
        ("ngay_sinh_me", "2027", "Ngày sinh hoặc năm sinh mẹ không được là ngày trong tương lai."),
        ("ngay_sinh_con_chu", "3/11/2026", "Ghi bằng chữ viết ngày, tháng, năm bằng chữ."),
        (
            "ngay_sinh_con_chu",
            "ngày ba tháng mười năm hai nghìn không trăm hai mươi sáu",
            "Ghi bằng chữ chưa khớp với ngày viết bằng số.",
        ),
    ],
)
def test_the_portal_says_what_each_kind_expects(
    full: Pack, story: Scenario, field: str, typed: str, message: str
) -> None:
    assert messages(full, story, **{field: typed}) == [message]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tinh_nyc", "Thuc Hanh"),
        ("xa_nyc", "Xã Mẫu Cũ"),
        ("dia_chi_nyc", "Bản Học, huyện Tập"),
        ("ngay_sinh_con_chu", "ngay ba thang muoi mot nam hai nghin khong tram hai muoi sau"),
        ("so_giay_to_nyc", "000095247816"),
        ("loai_dang_ky", "qua-han"),
    ],
)
def test_what_only_the_paper_can_tell_the_portal_takes(
    full: Pack, story: Scenario, field: str, typed: str
) -> None:
    assert messages(full, story, **{field: typed}) == []
