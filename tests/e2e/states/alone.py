"""“Tự làm”, what has to be paid, and somebody beside her."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import ALONE, COPIES, FATHER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.states.following import days
from tests.e2e.states.state import ASKED, BAD_PHOTO, State

OTHER_CHILD = "nguoi-khac"
TO_PAY = "main a.btn.go[href$='/thanh-toan/']"
REFUSED = "form[action$='/nop-lai/']"


def alone(site: str, page: Page) -> Iterator[State]:
    """Check mode: nobody stands beside; and the fields that a choice hides."""
    practice = Practice(page, site, FATHER)
    practice.open_start("check")
    yield State("this is practice, check mode", page)
    practice.begin()
    yield State("find the procedure, check mode", page)
    single = Practice(page, site, ALONE)
    single.to_the_form("check")
    single.fill_step()
    single.fill_until("ngay_sinh_con")
    single.fill_step(ngay_sinh_con="31/02/2026")
    yield State("step 2, check mode, no such day", page, mistake=True)
    single.fill_until("ho_ten_me")
    fill(page, single.answers)
    yield State("step 2, check mode, no father", page)
    single.fill_step()
    single.attach(BAD_PHOTO)
    single.fill_step()
    single.send()
    go(page)
    yield from days(single, ASKED, "dossier, a bad photo")
    yield State("dossier, a good photo is asked for", page)
    yield from days(single, REFUSED, "dossier, nobody answers")
    yield State("dossier, refused", page)
    go(page)
    yield State("last look, filed again", page)
    single.send()
    go(page)
    yield State("dossier, filed again", page)
    press(page.locator("a[href$='/rut/']"))
    yield State("withdraw", page)
    press(page.locator("main form button:not([data-b])"))
    yield State("dossier, withdrawn", page)
    other = Practice(page, site, ALONE)
    other.to_the_form("check")
    other.fill_step()
    other.fill_step()
    other.attach(OTHER_CHILD)
    other.fill_step()
    other.send()
    go(page)
    yield from days(other, REFUSED, "dossier, another child's paper")
    yield State("dossier, refused at the door", page)


def paying(site: str, page: Page) -> Iterator[State]:
    """Three copies: what they cost in the form, the office's request, the counter, the bank, the receipt."""
    practice = Practice(page, site, COPIES)
    practice.to_the_receipt()
    go(page)
    yield from days(practice, ASKED, "dossier with copies, on its way")
    practice.supplement()
    yield from days(practice, TO_PAY, "dossier with copies, complete")
    yield State("dossier, to be paid", page)
    go(page)
    yield State("payment", page)
    go(page)
    yield State("payment, nothing chosen", page, mistake=True)
    fill(page, {"cach": "tai-quay"})
    go(page)
    yield State("payment, at the counter", page)
    go(page)
    yield State("bank", page)
    page.fill("[name=code]", "000000")
    go(page)
    yield State("bank, another code", page, mistake=True)
    page.fill("[name=code]", practice.persona.otp)
    go(page)
    yield State("receipt of the payment", page)
    go(page)
    yield State("dossier, paid", page)


def with_a_helper(site: str, page: Page) -> Iterator[State]:
    """Somebody sits beside: from the start, not for a while, and again in the middle of the form."""
    practice = Practice(page, site, FATHER)
    practice.open_start("check")
    fill(page, {"cam_may": "co-nguoi"})
    practice.begin()
    yield State("find the procedure, with somebody beside", page)
    press(page.locator("[name=cam_may]"))
    yield State("find the procedure, alone again", page)
    practice.search()
    practice.choose_procedure()
    practice.sign_in()
    practice.confirm_code()
    practice.share()
    practice.choose_agency()
    practice.share()
    practice.confirm_general()
    practice.fill_step()
    press(page.locator("[name=cam_may]"))
    yield State("step 2, with somebody beside", page)
    practice.fill_step()
    practice.attach()
    practice.fill_step()
    practice.send()
    yield State("receipt, with somebody beside", page)
    go(page)
    yield State("dossier, with somebody beside", page)
