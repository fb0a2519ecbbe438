"""Every state of every page that there is: empty, with a mistake, with hints, refused, full.

Each function is a walk that stops at every state; whoever follows it looks at the page, and leaves it where it was.
A new page or a new state of one belongs into one of these walks: then every gate looks at it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.journey import ALONE, COPIES, FATHER, MOTHER, PAPER, Practice
from tests.e2e.pages import fill, go, press, type_in
from tests.e2e.people import ADMINISTRATOR, CLASS_CODE, LEADER, MEMBER, OFFICER, sign_in

REAL_PHONE = "0912345678"
MOST_DAYS = 10
# What no code of a class can be; the codes of classes have four digits.
UNKNOWN_CODE = "0000"
BAD_PHOTO = "mat-goc"
OTHER_CHILD = "nguoi-khac"
# How the page of a dossier shows that it is the citizen's turn, that the result is there, that all is over without one.
ASKED = "form[action$='/bo-sung/']"
DRAFT = "a[href$='/ban-nhap/']"
TO_PAY = "main a.btn.go[href$='/thanh-toan/']"
RETURNED = "a[href$='/ket-qua/']"
REFUSED = "form[action$='/nop-lai/']"
NewPage = Callable[[], Page]


@dataclass(frozen=True)
class State:
    """A page in one of its states. ``mistake``: something on it has to be put right; ``lost``: it is no page at all."""

    name: str
    page: Page
    mistake: bool = False
    lost: bool = False

    @property
    def kind(self) -> str:
        """The page without its state."""
        return self.name.partition(",")[0]

    @property
    def path(self) -> str:
        """The address without the host."""
        return "/" + self.page.url.split("/", 3)[3]

    @property
    def replica(self) -> bool:
        """Whether this is a page of Cổng Tập."""
        return self.path.startswith("/tap/") and not self.lost


def walk(site: str, new_page: NewPage, *, short: bool = False) -> Iterator[State]:
    """Every state of the site, on phones of their own. ``short``: only the lessons and the way to the form."""
    yield from _reading(site, new_page())
    yield from _before_the_form(site, new_page())
    yield from _listening(site, new_page())
    if short:
        return
    yield from _accidents(site, new_page())
    yield from _from_machine_to_machine(site, new_page)
    yield from _watching(site, new_page())
    yield from _together(site, new_page())
    yield from _the_form(site, new_page())
    yield from _alone(site, new_page())
    yield from _paying(site, new_page())
    yield from _with_a_helper(site, new_page())
    yield from _drills(site, new_page())
    yield from _drawn_papers(site, new_page())
    yield from _classes(site, new_page)
    yield from _figures(site, new_page())
    yield from _gallery(site, new_page())


def _reading(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/")
    yield State("home", page)
    page.goto(f"{site}/hoc/")
    yield State("courses", page)
    press(page.locator("main h2 a").first)
    yield State("course", page)
    press(page.locator("main a.pick").first)
    lesson = page.url
    step = 1
    while page.locator("main a.btn.go").count():
        yield State(f"lesson, step {step}", page)
        go(page)
        step += 1
    yield State(f"lesson, step {step}", page)
    go(page)
    yield State("lesson, finished", page)
    yield from _answering(page, lesson)
    press(page.locator("form[action*='/nghi/'] button:not([data-b])"))
    yield State("home, half-way through a lesson", page)
    for name, query in (("empty", ""), ("found", "?q=khai+sinh"), ("nothing found", "?q=xyzxyz")):
        page.goto(f"{site}/tim/{query}")
        yield State(f"search, {name}", page)


def _answering(page: Page, lesson: str) -> Iterator[State]:
    page.goto(lesson)
    press(page.locator("main form:has([name=chon]) button:not([data-b])"))
    yield State("answer, none chosen", page, mistake=True)
    page.locator("main [name=chon]").first.check()
    go(page)
    yield State("answer, not quite", page)
    page.locator("main [name=chon]").nth(1).check()
    go(page)
    yield State("answer, right", page)
    page.goto(f"{lesson}buoc-2/")


def _listening(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/nghe/")
    yield State("how to listen", page)
    for value in ("0", "1"):
        press(page.locator(f"main [name=doc_to][value='{value}']"))
        page.goto(f"{site}/nghe/")
        yield State("how to listen, chosen", page)
    page.goto(f"{site}/tap/")
    page.locator("[data-all]").click()
    yield State("exercises, being read out", page)


def _accidents(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/khong-co-trang-nay/")
    yield State("404", page, lost=True)
    page.goto(f"{site}/tap/ho-so/00000000-0000-4000-8000-000000000000/")
    yield State("404 in the replica", page, lost=True)
    page.goto(f"{site}/tai-khoan/vao/")
    yield State("sign-in of the team", page)
    page.fill("[name=login]", MEMBER)
    page.fill("[name=password]", "khong-phai")
    go(page)
    yield State("sign-in of the team, wrong password", page, mistake=True)
    page.context.clear_cookies()
    fill(page, {"login": MEMBER, "password": "khong-phai"})
    go(page)
    yield State("open too long", page)
    page.goto(f"{site}/tai-khoan/dang-ky/")
    yield State("no signing up", page)
    sign_in(page, site, MEMBER)
    page.goto(f"{site}/quan-tri/")
    yield State("403", page)
    page.goto(f"{site}/tai-khoan/doi-mat-khau/")
    yield State("new password", page)
    go(page)
    yield State("new password, nothing typed", page, mistake=True)
    page.goto(f"{site}/tai-khoan/ra/")
    yield State("sign-out", page)


def _from_machine_to_machine(site: str, new_page: NewPage) -> Iterator[State]:
    """A resume code from one machine to a shared one, where somebody else has practised; then "Xong"."""
    hers, shared = new_page(), new_page()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, nothing to carry", hers)
    practice = Practice(hers, site, MOTHER)
    practice.open_start()
    practice.begin()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, before", hers)
    go(hers)
    yield State("resume code, told", hers)
    code = hers.locator(".ma-hoc").inner_text()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, one not used yet", hers)
    shared.goto(f"{site}/hoc-tiep/")
    yield State("resume code, asked for", shared)
    fill(shared, {"ma": "XXXXXX", "may": "chung"})
    go(shared)
    yield State("resume code, wrong", shared, mistake=True)
    practice = Practice(shared, site, FATHER)
    practice.open_start()
    fill(shared, {"may": "chung"})
    practice.begin()
    shared.goto(f"{site}/hoc-tiep/?ma={code}")
    go(shared)
    yield State("resume code, somebody else on the machine", shared)
    go(shared)
    yield State("resume code, arrived", shared)
    go(shared)
    yield State("exercises, on a shared machine", shared)
    press(shared.locator("a[href='/hoc-tiep/xong/']"))
    yield State("done, before leaving", shared)
    go(shared)
    yield State("done, with the code", shared)
    go(shared)
    yield State("done, forgotten", shared)


def _before_the_form(site: str, page: Page) -> Iterator[State]:
    practice = Practice(page, site, MOTHER)
    page.goto(f"{site}/tap/")
    yield State("exercises", page)
    page.goto(f"{site}/tap/ho-so/")
    yield State("my dossiers, none", page)
    page.goto(f"{site}/tap/dien-thoai/")
    yield State("practice phone, empty", page)
    page.goto(f"{site}/tap/tim/")
    yield State("portal search", page)
    practice.open_start()
    yield State("this is practice", page)
    practice.begin()
    yield State("find the procedure", page)
    go(page)
    yield State("find the procedure, nothing typed", page)
    practice.search("xyzxyz")
    yield State("find the procedure, nothing found", page)
    practice.search()
    yield State("find the procedure, found", page)
    press(page.locator("main a.pick:not(:has-text('1.001193'))").first)
    go(page)
    yield State("wrong procedure", page)
    press(page.locator("main a.link").first)
    practice.search()
    press(page.locator("main a.pick:has-text('1.001193')"))
    yield State("right procedure", page)
    go(page)
    yield State("practice sign-in", page)
    fill(page, {"number": REAL_PHONE, "word": "x"})
    go(page)
    yield State("practice sign-in, wrong", page, mistake=True)
    practice.sign_in()
    yield State("code", page)
    fill(page, {"code": "111111"})
    go(page)
    yield State("code, wrong", page, mistake=True)
    practice.confirm_code()
    yield State("consent", page)
    fill(page, {"passcode": "111111"})
    go(page)
    yield State("consent, no tick and a wrong passcode", page, mistake=True)
    practice.share()
    yield State("agency", page)
    fill(page, {"province": practice.scenario.agency.province})
    go(page)
    yield State("agency, none chosen", page, mistake=True)
    practice.choose_agency()
    yield State("second consent", page)
    practice.share()
    yield State("general information", page)
    go(page)
    yield State("general information, none chosen", page, mistake=True)
    page.goto(f"{site}/tap/")
    yield State("exercises, half-way through one", page)


def _watching(site: str, page: Page) -> Iterator[State]:
    """The worked example: of every place of the journey the first frame, and the last of all."""
    seen: set[str] = set()
    page.goto(f"{site}/tap/bat-dau/{MOTHER}/")
    while True:
        place = page.locator("h1").inner_text()
        if place not in seen or not page.locator("a.go[href^='/tap/xem/']").count():
            yield State(f"watch, {place}", page)
        seen.add(place)
        if not page.locator("a.go[href^='/tap/xem/']").count():
            break
        go(page)
    go(page)
    yield State("this is practice, together", page)


def _together(site: str, page: Page) -> Iterator[State]:
    """Guided: one field at a time, closed choices, and a wrong value that is shown how at once."""
    practice = Practice(page, site, MOTHER)
    practice.open_start("guided")
    practice.begin()
    practice.search()
    yield State("find the procedure, others are closed", page)
    page.goto(page.url.replace("/tim/", "/thu-tuc/1.000689/").partition("?")[0])
    yield State("wrong procedure, closed", page)
    go(page)
    practice.search()
    practice.choose_procedure()
    practice.sign_in()
    practice.confirm_code()
    practice.share()
    yield State("agency, others are closed", page)
    practice.choose_agency()
    practice.share()
    yield State("general information, the other is closed", page)
    practice.confirm_general()
    yield State("one field", page)
    fill(page, {"ngay_cap": "08/19/2024"})
    go(page)
    yield State("one field, wrong", page, mistake=True)
    _next_field(practice)
    _next_field(practice)
    yield State("one field, written by the portal", page)
    while page.locator("[name=o-nay]").count():
        if page.locator("[name=o-nay]").input_value() in ("loai_dang_ky", "dan_toc_con", "noi_sinh"):
            yield State(f"one field, {page.locator('[name=o-nay]').input_value()}", page)
        _next_field(practice)
    yield State("papers, bad photos are closed", page)
    page.goto(f"{site}/tap/")
    yield State("exercises, half-way through one together", page)


def _next_field(practice: Practice) -> None:
    """The one option that is open, or the right answer typed; then on."""
    page = practice.page
    choice = page.locator("main form select option:not([disabled]):not([value=''])")
    if choice.count():
        page.locator("main form select").select_option(choice.first.get_attribute("value"))
        go(page)
    else:
        fill(page, practice.answers)
        go(page)


def _the_form(site: str, page: Page) -> Iterator[State]:
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
    yield from _following(practice)
    yield from _looking_up(practice)


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


def _drawn_papers(site: str, page: Page) -> Iterator[State]:
    for scenario, paper in ((MOTHER, "can-cuoc"), (MOTHER, "giay-ket-hon"), (ALONE, "the-nhan-vat")):
        page.goto(f"{site}/tap/giay/{scenario}/{paper}/")
        yield State(f"drawn paper, {paper}", page)
    page.goto(f"{site}/tap/giay/{MOTHER}/giay-chung-sinh/?co=lon")
    yield State("drawn paper, enlarged", page)
    page.goto(f"{site}/tap/giay/{MOTHER}/")
    yield State("drawn papers to print", page)


def _stale(practice: Practice) -> Iterator[State]:
    """The same step in two tabs; afterwards the page stands at step 2 again, as it was sent last."""
    other = practice.page.context.new_page()
    other.goto(practice.page.url)
    fill(other, {"noi_sinh": "Trạm Y tế xã Mẫu"})
    go(other)
    other.close()
    practice.fill_step(noi_sinh="Trạm Y tế xã Suối Tập")
    yield State("step 2, a stale tab", practice.page, mistake=True)


def _following(practice: Practice) -> Iterator[State]:
    page = practice.page
    receipt = page.url
    go(page)
    yield State("dossier, just sent", page)
    yield from _days(practice, ASKED, "dossier, on its way")
    yield State("dossier, something more is asked", page)
    go(page)
    yield State("dossier, nothing chosen", page, mistake=True)
    yield from _sent_twice(practice)
    practice.supplement()
    yield State("dossier, after a supplement", page)
    yield from _days(practice, DRAFT, "dossier, on its way again")
    yield from _drafts(practice)
    yield from _days(practice, RETURNED, "dossier, the draft agreed")
    yield State("dossier, returned", page)
    go(page)
    yield State("result", page)
    press(page.locator("form[action$='/danh-gia/'] button:not([data-b])"))
    yield State("result, no rating chosen", page, mistake=True)
    page.locator("[name=muc]").first.check()
    press(page.locator("form[action$='/danh-gia/'] button:not([data-b])"))
    yield State("result, rated", page)
    page.goto(f"{practice.site}/tap/ho-so/")
    yield State("my dossiers", page)
    for name in ("new messages", "messages read"):
        page.goto(f"{practice.site}/tap/dien-thoai/")
        yield State(f"practice phone, {name}", page)
    page.goto(receipt)


def _drafts(practice: Practice) -> Iterator[State]:
    """A line that was right is pointed at, then the draft is agreed."""
    page = practice.page
    yield State("dossier, a draft is out", page)
    go(page)
    yield State("draft", page)
    page.locator("main summary:has-text('Có dòng')").click()
    press(page.locator("main form:has([name=dong]) button:not([data-b])"))
    yield State("draft, nothing chosen", page, mistake=True)
    page.locator("[name=dong]").first.check()
    page.fill("[name=dung_ra]", "Giàng A Khác")
    press(page.locator("main form:has([name=dong]) button:not([data-b])"))
    yield from _days(practice, DRAFT, "dossier, a line is looked at")
    go(page)
    yield State("draft, a line that was right", page)
    go(page)


def _sent_twice(practice: Practice) -> Iterator[State]:
    """A supplement that will not do; then the same form with another photo in it, as an old tab would send it."""
    page = practice.page
    old = page.locator("[name=token]").input_value()
    practice.supplement({PAPER: BAD_PHOTO})
    yield from _days(practice, ASKED, "dossier, looked at again")
    yield State("dossier, asked a second time", page)
    keep_token(page, "token", old)
    practice.supplement()
    yield State("sent twice", page)
    go(page)


def keep_token(page: Page, name: str, old: str) -> None:
    """Give the form the token of an earlier one."""
    page.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value; }", old)


def _days(practice: Practice, until: str, name: str) -> Iterator[State]:
    for day in range(1, MOST_DAYS + 1):
        if practice.page.locator(until).count():
            return
        practice.skip_a_day()
        yield State(f"{name}, day {day}", practice.page)
    raise AssertionError(f"{until} never came on {practice.page.url}")


def _looking_up(practice: Practice) -> Iterator[State]:
    page = practice.page
    code = page.locator(".rc-hd b").first.inner_text()
    word = page.locator(".rc-hd .code-in").inner_text()
    page.goto(f"{practice.site}/tap/tra-cuu/")
    yield State("look up", page)
    fill(page, {"code": code, "lookup_code": "XXXX"})
    go(page)
    yield State("look up, wrong pair", page, mistake=True)
    fill(page, {"code": code, "lookup_code": word})
    go(page)
    yield State("look up, found", page)


def _alone(site: str, page: Page) -> Iterator[State]:
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
    yield from _days(single, ASKED, "dossier, a bad photo")
    yield State("dossier, a good photo is asked for", page)
    yield from _days(single, REFUSED, "dossier, nobody answers")
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
    yield from _days(other, REFUSED, "dossier, another child's paper")
    yield State("dossier, refused at the door", page)


def _paying(site: str, page: Page) -> Iterator[State]:
    """Three copies: what they cost in the form, the office's request, the counter, the bank, the receipt."""
    practice = Practice(page, site, COPIES)
    practice.to_the_receipt()
    go(page)
    yield from _days(practice, ASKED, "dossier with copies, on its way")
    practice.supplement()
    yield from _days(practice, TO_PAY, "dossier with copies, complete")
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


def _with_a_helper(site: str, page: Page) -> Iterator[State]:
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


def _drills(site: str, page: Page) -> Iterator[State]:
    """Six drills: the first page, every screen, nothing chosen, a wrong way, the debrief."""

    def begin(slug: str) -> Iterator[State]:
        page.goto(f"{site}/tap/su-co/{slug}/")
        yield State(f"drill {slug}, before", page)
        go(page)
        yield State(f"drill {slug}, begun", page)

    def choose(slug: str, *choices: str) -> Iterator[State]:
        for choice in choices:
            fill(page, {"chon": choice})
            go(page)
            yield State(f"drill {slug}, after {choice}", page)

    def code(digits: str = "") -> None:
        shown = digits or page.locator(".phone .code").inner_text()
        page.fill("[name=code]", shown)
        press(page.get_by_role("button", name="Xác nhận", exact=True))

    yield from begin("ma-den-cham")
    go(page)
    yield State("drill ma-den-cham, nothing chosen", page, mistake=True)
    code("111111")
    yield State("drill ma-den-cham, a code too early", page, mistake=True)
    yield from choose("ma-den-cham", "bam-lien", "doi")
    code()
    yield State("drill ma-den-cham, done", page)
    yield from begin("ma-het-han")
    old = page.locator(".phone .code").inner_text()
    code(old)
    yield State("drill ma-het-han, refused", page)
    yield from choose("ma-het-han", "gui-lai")
    code(old)
    yield State("drill ma-het-han, the old code again", page, mistake=True)
    code()
    yield State("drill ma-het-han, done", page)
    yield from begin("het-phien")
    go(page)
    yield State("drill het-phien, signed out", page)
    yield from choose("het-phien", "lam-lai", "dang-nhap")
    Practice(page, site, MOTHER).sign_in()
    yield State("drill het-phien, done", page)
    yield from begin("qua-tai")
    Practice(page, site, MOTHER).send()
    yield State("drill qua-tai, overloaded", page)
    yield from choose("qua-tai", "gui-lai", "chup-ma")
    yield from begin("goi-hoi-ma")
    go(page)
    yield State("drill goi-hoi-ma, nothing chosen", page, mistake=True)
    yield from choose("goi-hoi-ma", "doc-ma", "tat-may", "ra-xa")
    yield from begin("cong-gia")
    yield from choose("cong-gia", "tu-go", "them-duoi", "that")
    page.goto(f"{site}/tap/")
    yield State("exercises, all drills done", page)


def _classes(site: str, new_page: NewPage) -> Iterator[State]:
    her, member, leader = new_page(), new_page(), new_page()
    her.goto(f"{site}/vao/")
    yield State("join, which class", her)
    fill(her, {"ma_lop": "47"})
    go(her)
    yield State("join, no code", her, mistake=True)
    her.goto(f"{site}/vao/{UNKNOWN_CODE}/")
    yield State("join, unknown code", her, mistake=True)
    sign_in(member, site, MEMBER)
    yield State("sessions", member)
    press(member.locator("main a.pick").first)
    yield State("live list, nobody yet", member)
    yield from _coming_in(site, her)
    member.reload()
    yield State("live list, somebody works", member)
    press(member.locator(".who button:not([data-b])"))
    yield State("live list, somebody can do it alone", member)
    member.locator("main summary").click()
    press(member.locator("main a[href$='/to-gioi-thieu/']"))
    yield State("poster", member)
    sign_in(leader, site, LEADER)
    yield from _planning(site, leader, her)


def _coming_in(site: str, her: Page) -> Iterator[State]:
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    yield State("join, the name", her)
    go(her)
    yield State("join, no name", her, mistake=True)
    fill(her, {"ten": "Hoàng Thị Ví Dụ"})
    old = her.locator("[name=luot]").input_value()
    go(her)
    Practice(her, site).begin()
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    yield State("join, in already", her)
    fill(her, {"ten": "Hà Văn Minh Họa"})
    keep_token(her, "luot", old)
    press(her.locator("main form button:not([data-b])"))
    yield State("join, two names", her)


def _planning(site: str, leader: Page, her: Page) -> Iterator[State]:
    leader.goto(f"{site}/to/buoi/moi/")
    yield State("plan a session", leader)
    fill(leader, {"day": "32/13/2026"})
    press(leader.locator("[name=de_sau]"))
    yield State("plan a session, mistakes", leader, mistake=True)
    leader.goto(f"{site}/to/buoi/moi/")
    fill(leader, {"title": "Tập nộp hồ sơ", "place": "Nhà văn hóa Bản Học"})
    leader.locator("main select[name=scenario]").select_option(index=1)
    press(leader.locator("[name=de_sau]"))
    yield State("live list, planned", leader)
    code = leader.locator(".join b").inner_text()
    her.goto(f"{site}/vao/{code}/")
    yield State("join, not open yet", her, mistake=True)
    press(leader.locator("form[action$='/mo/'] button:not([data-b])"))
    press(leader.locator("form[action$='/dong/'] button:not([data-b])"))
    yield State("live list, ended", leader)
    her.goto(f"{site}/vao/{code}/")
    yield State("join, ended", her, mistake=True)


def _figures(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, OFFICER)
    yield State("sessions of the commune", page)
    page.goto(f"{site}/to/so-lieu/")
    yield State("coverage", page)


def _gallery(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site}/ui/")
    yield State("gallery", page)
