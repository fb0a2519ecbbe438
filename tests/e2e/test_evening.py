"""What issue 4 promises, done by people who know only the words on the screen: a class on the books, an evening, one
person whom two teams wrote down, a commune that takes another in. `volunteer` counts what it costs them."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.behind import MINE, OTHER, SECOND_LEADER, arrange
from tests.e2e.conftest import NewPage
from tests.e2e.journey import MOTHER, Practice
from tests.e2e.people import ADMINISTRATOR, LEADER, OFFICER
from tests.e2e.server import Site
from tests.e2e.volunteer import Volunteer

MOST_TAPS, MOST_SECONDS = 100, 5 * 60
LIVE = 20_000  # milliseconds in which the live list has to show what happened
FAMILIES = ("Giàng A", "Vàng Thị", "Lý Văn", "Hoàng Thị", "Bàn Văn", "Lò Thị", "Nông Văn", "Hà Thị")
GIVEN = ("Thử", "Mẫu", "Ví Dụ", "Tập", "Minh Họa")
NAMES = [f"{family} {given}" for given in GIVEN for family in FAMILIES]
HER = "Lò Thị Tập Dượt"
CAN = "người tự làm được"
REPORTED = ("Số buổi", "Số lượt người", "Số người (không trùng)", "Tự nộp được hồ sơ")
MOST_EVENING_TAPS = 15
DAY_OF_MERGER = "01/07/2026"
# 7 in Mẫu and 6 in Suối Tập in March, the merger, 4 in September: first half-year, second, whole year
YEAR = {
    "xã Suối Tập, đến 30/06/2026": [6, 0, 6],
    "xã Mẫu": [7, 4, 11],
    "Cộng": [13, 4, 17],
}


def leader(site: Site, new_page: NewPage, name: str = LEADER, *, keyboard_rises: bool = True) -> Volunteer:
    """Signed in, on a phone of her own."""
    she = Volunteer(new_page(), site.url, keyboard_rises=keyboard_rises)
    she.sign_in(name)
    return she


# --- A class of forty on the books ----------------------------------------------------------------------------------
def at_the_roll(site: Site, new_page: NewPage, *, keyboard_rises: bool = True) -> Volunteer:
    """From the first page to the roll of tonight's class."""
    she = leader(site, new_page, keyboard_rises=keyboard_rises)
    she.tap("Buổi tối nay")
    she.tap("Điểm danh")
    she.expect_words("Có 0 người dự")
    return she


def check_the_class(she: Volunteer) -> None:
    """Forty on the list and present, each by name, within what the issue allows."""
    she.expect_words("Có 40 người dự: 40 người có tên", "Bà con trong danh sách (40)")
    for name in NAMES:
        line = she.page.get_by_role("group", name=name, exact=True)
        expect(line.get_by_role("checkbox", name="Có mặt")).to_be_checked()
        expect(line.get_by_role("checkbox", name="Tự làm được")).not_to_be_checked()
    assert she.taps <= MOST_TAPS, f"{she.taps} taps"
    assert she.seconds <= MOST_SECONDS, f"{she.seconds} s for {she.taps} taps and {she.typings} typings"


def test_forty_people_get_on_the_books_from_a_list(fresh_site: Site, new_page: NewPage) -> None:
    she = at_the_roll(fresh_site, new_page)
    she.tap("Dán danh sách tên")
    she.paste("Tên, mỗi người một dòng", "\n".join(NAMES))
    she.tap("Xem từng dòng")
    she.tap("Lưu 40 người")
    check_the_class(she)
    assert she.taps < 15, f"a list is the short way, and took {she.taps} taps"


@pytest.mark.parametrize("keyboard_rises", [True, False], ids=["keyboard-rises", "each-box-is-touched"])
def test_forty_people_get_on_the_books_one_by_one_at_the_door(
    fresh_site: Site, new_page: NewPage, keyboard_rises: bool
) -> None:
    she = at_the_roll(fresh_site, new_page, keyboard_rises=keyboard_rises)
    for name in NAMES:
        she.write("Tên thường gọi", name)
        she.tap(f"{'Nữ' if 'Thị' in name else 'Nam'}, 45 đến 59 tuổi")
        she.expect_words(f"Đã ghi: {name} có mặt.")
    check_the_class(she)


# --- An evening, from one tap to the figure ---------------------------------------------------------------------------
def figure(officer: Volunteer) -> int:
    """How many of the commune can do it alone, as its officer reads it now."""
    officer.tap("Số liệu")
    officer.expect_heading("xã Mẫu")
    return officer.number_before(CAN)


def end_what_is_open(she: Volunteer) -> None:
    """The demo has a class of today already; she ends it, so that the one tap has something to make."""
    she.tap("Tập nộp hồ sơ khai sinh")
    she.tap("Kết thúc buổi")
    she.tap("Kết thúc ngay, ghi lại sau")
    she.tap("Các buổi")


def open_tonight(she: Volunteer) -> str:
    """One tap: a class that is open, with a plan to read out; its code."""
    before = she.taps
    she.tap("Buổi tối nay")
    assert she.taps == before + 1
    she.expect_words("Cần mang theo", "Nói", "Làm", "Bà con")
    assert len(re.findall(r"\d\d:\d\d–\d\d:\d\d", she.shown)) > 3, "a plan has parts with hours"
    code = re.search(r"vào lớp bằng mã (\d{4})", she.shown)
    assert code, she.shown
    return code[1]


def come_in(her: Volunteer, code: str) -> None:
    """Another phone, which knows four digits and nothing else."""
    her.begin()
    her.write("Mã lớp", code)
    her.tap("Vào lớp")
    her.write("Tên thường gọi của bác", HER)
    her.tap("Vào lớp")


def practise(her: Volunteer) -> None:
    """From the page that she came in to, to "Gửi hồ sơ", with the right answers of the paper."""
    her.tap("Tập làm")
    practice = Practice(her.page, her.site, MOTHER)
    for move in (
        practice.begin,
        practice.search,
        practice.choose_procedure,
        practice.sign_in,
        practice.confirm_code,
        practice.share,
        practice.choose_agency,
        practice.share,
        practice.confirm_general,
        practice.fill_in,
    ):
        move()
    her.tap("Gửi hồ sơ")
    her.expect_heading("Gửi hồ sơ thành công")


def see(she: Volunteer, *texts: str) -> None:
    """The live list shows her with ``texts``, by itself."""
    card = she.page.get_by_role("listitem").filter(has_text=HER)
    for text in texts:
        expect(card).to_contain_text(text, timeout=LIVE)


def write_down(she: Volunteer) -> None:
    """How it was, in her own words; what was written can be read again."""
    she.tap("Kết thúc buổi")
    she.write("Khó khăn", "Mạng yếu, nhiều bác quên kính.")
    she.tap("Lưu và kết thúc buổi")
    she.expect_words("Buổi này đã kết thúc")
    she.tap("Buổi đã diễn ra thế nào")
    kept = she.page.get_by_role("textbox", name="Khó khăn")
    expect(kept).to_have_value("Mạng yếu, nhiều bác quên kính.")


def month(she: Volunteer) -> dict[str, int]:
    """What the team's monthly report says of the running month; one tap from where she is."""
    before = she.taps
    she.tap("Báo cáo tháng")
    assert she.taps == before + 1
    she.expect_heading("Báo cáo tháng")
    return {label: she.number_before(label) for label in REPORTED}


def test_an_evening_from_one_tap_to_the_report(fresh_site: Site, new_page: NewPage) -> None:
    officer = leader(fresh_site, new_page, OFFICER)
    assert figure(officer) == 0
    she, her = leader(fresh_site, new_page), Volunteer(new_page(), fresh_site.url)
    end_what_is_open(she)
    before = month(she)
    she.tap("Buổi tập huấn")
    at_home, typed = she.taps, she.typings
    come_in(her, open_tonight(she))
    she.tap("Sang bảng lớp")
    see(she, "chưa bắt đầu")
    practise(her)
    see(she, "13/13")
    she.tap("Tự làm được", beside=HER)
    she.expect_words(f"Đã ghi: {HER} tự làm được.")
    she.tap("Điểm danh")
    she.expect_words("Có 1 người dự: 1 người có tên")
    she.tap("Về buổi này")
    write_down(she)
    she.tap("Về buổi này")
    assert month(she) == {label: number + 1 for label, number in before.items()}, "tonight is in the report"
    she.expect_words("Tháng chưa hết. Chốt được từ ngày")
    assert she.taps - at_home <= MOST_EVENING_TAPS, f"{she.taps - at_home} taps"
    assert she.typings - typed == 1, "what was hard; all else is tapped"
    she.tap("Buổi tập huấn")
    assert month(she) == {label: number + 1 for label, number in before.items()}, (
        "from the first page of teams"
    )
    assert figure(officer) == 1
    assert figure(she) == 1, "the leader reads what the officer reads"


# --- Two teams, one person --------------------------------------------------------------------------------------------
def train(she: Volunteer) -> None:
    """Her onto the book of this team, who agreed, and what the team saw her do."""
    she.tap("Buổi tối nay")
    she.tap("Điểm danh")
    she.tap("Dán danh sách tên")
    she.write("Tên, mỗi người một dòng", f"{HER}, 1961, nữ, Bản Học")
    she.choose("Tôi đã đọc to lời hỏi")
    she.tap("Xem từng dòng")
    she.tap("Lưu 1 người")
    she.choose("Tự làm được", beside=HER)
    she.tap("Lưu điểm danh")


def open_pairs(officer: Volunteer) -> None:
    """The page of people who may be noted twice."""
    officer.tap("Buổi tập huấn")
    officer.tap("Xem ai ghi trùng")


def test_two_teams_train_one_person_and_the_commune_counts_one(fresh_site: Site, new_page: NewPage) -> None:
    arrange(fresh_site, "second_team")
    for name in (LEADER, SECOND_LEADER):
        train(leader(fresh_site, new_page, name))
    officer = leader(fresh_site, new_page, OFFICER)
    assert figure(officer) == 2
    arrange(fresh_site, "night")
    open_pairs(officer)
    officer.tap("Là một người", beside=f"{HER} và {HER}")
    assert figure(officer) == 1
    open_pairs(officer)
    officer.unfold("Vừa quyết gần đây")
    officer.tap("Tách lại", beside=f"{HER} và {HER}")
    assert figure(officer) == 2


# --- A commune takes another in, in mid-year ------------------------------------------------------------------------
def merge(administrator: Volunteer) -> None:
    """ "Suối Tập" becomes part of "Mẫu" on the first of July, after one more look."""
    administrator.tap("Địa giới: sáp nhập, chuyển thôn")
    administrator.tap("Sáp nhập xã")
    administrator.write("Các xã thôi tồn tại", "Suối Tập, Tỉnh Thực Hành")
    administrator.write("Xã nhận, nếu là xã đang có", "xã Mẫu, Tỉnh Thực Hành")
    administrator.write("Từ ngày", DAY_OF_MERGER)
    administrator.tap("Xem sẽ đổi những gì")
    administrator.expect_words("Suối Tập", "Mẫu", DAY_OF_MERGER)
    administrator.tap("Sáp nhập các xã")


def halves(officer: Volunteer, head: str) -> list[int]:
    """First half-year, second half-year, whole year of one line."""
    return [int(re.sub(r"\D", "", cell)) for cell in officer.line(head)[1:4]]


def test_a_commune_takes_another_in_and_both_half_years_and_the_total_are_right(
    fresh_site: Site, new_page: NewPage
) -> None:
    for commune, number in ((MINE, "7"), (OTHER, "6")):
        arrange(fresh_site, "learned", commune, "spring", number)
    officer = leader(fresh_site, new_page, OFFICER)
    assert figure(officer) == 7
    merge(leader(fresh_site, new_page, ADMINISTRATOR))
    arrange(fresh_site, "learned", MINE, "autumn", "4")
    assert figure(officer) == 17
    officer.tap("2026")
    assert officer.number_before("người lần đầu tự làm được") == 17
    assert {head: halves(officer, head) for head in YEAR} == YEAR
    rows = officer.sheet("Tải Excel")
    title, heads, lines = rows[0][0], rows[2], {str(row[0]): row[2:5] for row in rows[3:6]}
    assert title == officer.heading
    assert heads[2:5] == ["6 tháng đầu", "6 tháng cuối", "Cả năm"]
    assert lines == YEAR
