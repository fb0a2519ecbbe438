"""The form itself, its papers and its wallet, until it is sent."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import fill, go, press, type_in
from tests.e2e.states.following import following, looking_up
from tests.e2e.states.state import BAD_PHOTO, REAL_PHONE, State


def the_form(site: str, page: Page) -> Iterator[State]:
    practice = Practice(page, site, MOTHER)
    practice.to_the_form()
    yield State("step 1", page)
    go(page)
    yield State("step 1, nothing typed", page, mistake=True)
    practice.fill_step(so_dien_thoai=REAL_PHONE)
    yield State("step 1, a real phone number", page, mistake=True)
    practice.fill_step()
    yield State("step 2", page)
    practice.fill_until("noi_sinh")
    yield State("step 2, the child", page)
    yield from _stale(practice)
    practice.fill_step(ho_ten_con="Giang A Thu", ngay_sinh_con="11/03/2026", dan_toc_con="kinh")
    yield State("step 2, three mistakes", page, mistake=True)
    for level in ("2", "3"):
        press(page.locator(f"[name=goi_y][value='ho_ten_con:{level}']"))
        yield State(f"step 2, hint {level}", page, mistake=True)
    for part, field in (
        ("the mother", "ho_ten_me"),
        ("the father", "ho_ten_cha"),
        ("the marriage", "da_ket_hon"),
    ):
        practice.fill_until(field)
        yield State(f"step 2, {part}", page)
    press(page.locator("main a[href$='phan=tat-ca']"))
    yield State("step 2, all parts", page)
    practice.fill_step()
    yield State("papers", page)
    go(page)
    yield State("papers, none chosen", page, mistake=True)
    practice.attach(BAD_PHOTO)
    yield State("papers, a corner missing", page, mistake=True)
    yield from _wallet(page)
    practice.attach()
    yield State("receiving", page)
    go(page)
    yield State("receiving, nothing chosen and no promise", page, mistake=True)
    fill(page, {"cach_nhan": "buu-chinh", "ban_sao": "co"})
    go(page)
    yield State("receiving, by post and with copies", page, mistake=True)
    practice.fill_step()
    yield State("last look", page)
    practice.send()
    yield State("receipt", page)
    yield from following(practice)
    yield from looking_up(practice)


def _wallet(page: Page) -> Iterator[State]:
    """The wallet with one file, a new photo of the paper, a file taken out; then the preview; back to the papers."""
    papers = page.url
    press(page.locator("main a[href*='/giay-to/vi/']").first)
    yield State("wallet", page)
    press(page.locator("main a[href*='/giay-to/chup/']"))
    yield State("new photo", page)
    go(page)
    yield State("new photo, none chosen", page, mistake=True)
    type_in(page, "anh", "du")
    go(page)
    press(page.locator("main a[href*='/giay-to/vi/']").first)
    press(page.locator("main [name=bo]").first)
    yield State("wallet, a file taken out", page)
    page.goto(papers)
    press(page.locator("main a[href*='/xem-truoc/']").first)
    yield State("preview", page)
    page.goto(papers)


def _stale(practice: Practice) -> Iterator[State]:
    """The same step in two tabs; afterwards the page stands at step 2 again, as it was sent last."""
    other = practice.page.context.new_page()
    other.goto(practice.page.url)
    fill(other, {"noi_sinh": "Trạm Y tế xã Mẫu"})
    go(other)
    other.close()
    practice.fill_step(noi_sinh="Trạm Y tế xã Suối Tập")
    yield State("step 2, a stale tab", practice.page, mistake=True)
