"""The story of the site, from the first page to one person more who can file alone.

A reader learns, practises, sends and follows a dossier; then a class: somebody comes in by its code, a member sees her
on the live list and marks her, she passes a check, and the commune's figures go from 0 to 1. With scripts and without,
on a small phone and on the narrowest there is.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage
from tests.e2e.journey import FATHER, MOTHER, Practice
from tests.e2e.pages import LESSON, go, open_course, press, words
from tests.e2e.people import CLASS_CODE, MEMBER, OFFICER, sign_in
from tests.e2e.server import Site

NARROW = (320, 640)
LIVE = 20_000  # milliseconds in which the live list has to show what happened
MOST_DAYS = 10  # that an office takes in the exercises, weekends and holidays included
CODE = re.compile(r"\b000\.00\.00\.H00-\d{6}-\d{4}\b")
READER = "Lò Thị Tham Khảo"


def met(page: Page) -> None:
    """What holds for every page that anybody meets: nothing sticks out sideways, and one thing is to be done."""
    wide, room = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert wide <= room, f"{page.url} is {wide - room} px wider than the {room} px there are"
    assert page.locator("h1").count() == 1, page.url


def forward(page: Page) -> None:
    """Press the one filled button, and look at what comes."""
    go(page)
    met(page)


def read_the_lesson(page: Page, site: str) -> None:
    """Home, course, lesson, each step, a question answered wrongly and then rightly, the end."""
    page.goto(site + "/")
    met(page)
    press(page.locator("footer a[href='/hoc/']"))
    met(page)
    open_course(page)
    met(page)
    press(page.locator(LESSON))
    met(page)
    answer_the_question(page)
    steps = 2
    while page.locator("main a.btn.go").count():  # the last step has a button of a form instead
        steps += 1
        met(page)
        go(page)
    assert steps == 7
    met(page)
    forward(page)
    expect(page.locator("main h1")).to_contain_text("học xong")


def answer_the_question(page: Page) -> None:
    """First a wrong choice, with a reply that does not blame; then the right one, and on to the next step."""
    page.locator("main [name=chon]").first.check()
    press(page.locator("main form:has([name=chon]) button:not([data-b])"))
    met(page)
    expect(page.locator("main .note.warn")).to_be_visible()
    page.locator("main [name=chon]").nth(1).check()
    forward(page)
    expect(page.locator("main .note.ok")).to_be_visible()
    go(page)


def walk_to_the_form(practice: Practice) -> None:
    """From the page that says "this is practice" to the first step of the form."""
    page = practice.page
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
    ):
        move()
        met(page)


def slip_and_correct(practice: Practice) -> None:
    """A name without marks: named at once, hinted at, pointed out, shown; then typed rightly."""
    page = practice.page
    practice.fill_step(ho_ten_con="Giang A Thu")
    met(page)
    assert page.title().startswith("Lỗi: TẬP DƯỢT")
    expect(page.locator("[data-errs] a")).to_have_count(1)
    expect(page.locator("main [name=ho_ten_con]")).to_have_value("Giang A Thu")
    expect(page.locator("main [name=noi_sinh]")).to_have_value(practice.answers["noi_sinh"])
    for opened in (2, 3):
        press(page.locator("[name=goi_y]"))
        met(page)
        expect(page.locator(".rungs .mark:not(.off)")).to_have_count(opened)
    expect(page.locator(".rungs")).to_contain_text("Giàng A Thử")
    practice.fill_step()


def send_and_keep_the_receipt(practice: Practice) -> str:
    """The last look and the receipt; its text."""
    page = practice.page
    met(page)
    practice.send()
    met(page)
    receipt = words(page)
    assert CODE.search(receipt), receipt
    assert re.search(r"Thời gian trả kết quả\s+\d\d? giờ \d\d, .*\d\d/\d\d/\d{4}", receipt), receipt
    return receipt


def let_the_office_work(practice: Practice, until: str) -> None:
    """Days pass until the page of the dossier has something that matches ``until``."""
    for _day in range(MOST_DAYS):
        if practice.page.locator(until).count():
            return
        practice.skip_a_day()
        met(practice.page)
    raise AssertionError(f"after {MOST_DAYS} days: {words(practice.page)}")


def follow_the_dossier(practice: Practice) -> None:
    """Tracking, a supplement that the office asks for, the result."""
    page = practice.page
    forward(page)
    let_the_office_work(practice, until="form[action$='/bo-sung/']")
    practice.supplement()
    met(page)
    let_the_office_work(practice, until="a[href$='/ban-nhap/']")
    forward(page)  # "Xem bản nháp"
    forward(page)  # "Đúng rồi"
    let_the_office_work(practice, until="a[href$='/ket-qua/']")
    forward(page)
    expect(page.locator(".paper h2")).to_contain_text("GIẤY KHAI SINH")


def practise_once(page: Page, site: str) -> None:
    """From "Tập ngay" at the end of the lesson to the example; then to the result, in practice mode."""
    practice = Practice(page, site, MOTHER)
    forward(page)  # "Tập ngay với giấy mẫu": who has done nothing yet is shown how it is done
    assert f"/tap/xem/{MOTHER}/" in page.url, page.url
    practice.open_start()
    met(page)
    walk_to_the_form(practice)
    practice.fill_step()
    met(page)
    slip_and_correct(practice)
    met(page)
    practice.attach("mat-goc")
    met(page)
    assert page.title().startswith("Lỗi:")
    practice.attach()
    met(page)
    practice.fill_step()
    send_and_keep_the_receipt(practice)
    follow_the_dossier(practice)


def come_in(page: Page, site: str) -> None:
    """Into the class with its code, typed on the first page, and a name."""
    page.goto(site + "/")
    page.fill("#ma", CLASS_CODE)
    press(page.locator("form[action='/vao/'] button:not([data-b])"))
    met(page)
    page.fill("[name=ten]", READER)
    forward(page)
    assert MOTHER in page.url


def see(page: Page, text: str, javascript: bool) -> None:
    """The live list shows ``text``: by itself with scripts, after a reload without."""
    if not javascript:
        page.reload()
    expect(page.locator("[data-board] .who").filter(has_text=READER)).to_contain_text(text, timeout=LIVE)
    met(page)


def headline(page: Page) -> str:
    """The one number."""
    page.reload()
    met(page)
    return page.locator(".big b").inner_text()


def kinds(page: Page) -> dict[str, str]:
    """How the numbers came about: words → number."""
    lines = page.locator("main .stat li").all_inner_texts()
    return {name.strip(): number.strip() for number, _sep, name in (line.partition("\n") for line in lines)}


def pass_the_check(page: Page, site: str) -> None:
    """Another family's papers, nobody helps: to the result, which says so."""
    practice = Practice(page, site, FATHER)
    practice.open_start("check")
    met(page)
    walk_to_the_form(practice)
    assert not page.locator("main .coach").count(), "in check mode the guide keeps away"
    practice.fill_in()
    send_and_keep_the_receipt(practice)
    follow_the_dossier(practice)
    expect(page.locator("main .note.ok")).to_contain_text("Bác tự làm được")


def hold_a_class(her: Page, member: Page, officer: Page, site: str, javascript: bool) -> None:
    """Code, name, live list, the tap, and the figures of the commune before and after."""
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/so-lieu/")
    assert headline(officer) == "0"
    sign_in(member, site, MEMBER)
    met(member)
    press(member.locator("main a.pick").first)
    met(member)
    expect(member.locator("main")).to_contain_text(CLASS_CODE)
    come_in(her, site)
    see(member, READER, javascript)
    Practice(her, site, MOTHER).begin()
    see(member, "1/13", javascript)
    press(member.get_by_role("button", name=re.compile(f"^Tự làm được.*{READER}$")))
    met(member)
    assert headline(officer) == "1"
    pass_the_check(her, site)
    assert headline(officer) == "1", "she is counted once"
    assert kinds(officer)["Qua bài kiểm tra"] == "1"


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["360", "320"])
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_story(fresh_site: Site, new_page: NewPage, javascript: bool, size: tuple[int, int]) -> None:
    reader = new_page(size, javascript)
    read_the_lesson(reader, fresh_site.url)
    practise_once(reader, fresh_site.url)
    her, member, officer = (new_page(size, javascript) for _phone in range(3))
    hold_a_class(her, member, officer, fresh_site.url, javascript)
