"""A driver that files a dossier with nothing but the words of the pages and the papers of the persona.

It reads labels, headings, options and papers as a person does, writes what `understanding` makes of them, and presses
the one main button. It knows no field by another name than its label, and no answer that is not printed for everybody.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.e2e.pages import SLOW, press, words
from tests.e2e.reading import Desk, Field, read
from tests.e2e.understanding import Undecided, Understanding

ALONE = "Tự làm"
CODE = re.compile(r"\b\d\.\d{6}\b")
SIX_DIGITS = re.compile(r"\b\d{6}\b")
# Words for a photo that will not do, or that shows something else than what is asked for.
BAD_PHOTO = re.compile(r"\b(mất|mờ|chưa|thiếu|mới một|khác)\b")
MOST_DAYS = 20
HERS, OFFICE = "Đến lượt bác", "Đến lượt xã"
RESULT = "Xem kết quả"
READ_DRAFT = """
() => [...document.querySelectorAll("main section.paper")].filter((one) => one.innerText.includes("BẢN NHÁP"))
  .flatMap((one) => [...one.querySelectorAll("dt")].map((term) => [term.innerText, term.nextElementSibling.innerText]))
"""


class Clerk:
    """Somebody who can read, with one phone. ``diary``: what was asked of her after sending, in order."""

    def __init__(self, page: Page, site: str, look: Callable[[Page], None] = lambda page: None) -> None:
        self.page = page
        self.site = site
        self.look = look  # called on every page before anything is done there
        self.desk = Desk()
        self.sense = Understanding(self.desk)
        self.code = ""
        self.wrote: dict[str, str] = {}
        self.diary: list[str] = []
        # What a page may ask of her after sending: words that it shows → what she does.
        self.turns: dict[str, Callable[[], None]] = {
            "Xem bản nháp": self.check_draft,
            "Gửi bổ sung": self.supplement,
            "Thanh toán trực tuyến": self.pay,
        }

    def file(self, exercise: str) -> None:
        """From the list of exercises to the result page."""
        self.begin(exercise)
        self.find_procedure()
        self.sign_in()
        self.fill_pages()
        self.send()
        self.follow()

    # --- pressing ---

    def tap(self, what: Locator) -> None:
        """Look at the page, then press what leads to another one."""
        self.look(self.page)
        press(what)

    def main_button(self) -> None:
        """The one filled button."""
        filled = self.page.locator("main .btn.go:visible")
        assert filled.count() == 1, f"{filled.count()} main buttons on “{self.heading}”"
        self.tap(filled)

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.page.locator("h1").inner_text()

    def expect_heading(self, wanted: str) -> None:
        """Stop with the page's words where it is another page."""
        assert wanted in self.heading, (
            f"not “{wanted}” but “{self.heading}”, filled from {sorted(self.desk.papers)}:\n{words(self.page)}"
        )

    # --- the way to the form ---

    def begin(self, exercise: str) -> None:
        """Choose the exercise, read the story, begin alone."""
        self.page.goto(f"{self.site}/tap/")
        card = self.page.get_by_role("listitem").filter(
            has=self.page.get_by_role("heading", name=exercise, exact=True)
        )
        found = CODE.search(card.inner_text())
        assert found, "the exercise does not say the code of its procedure"
        self.code = found[0]
        self.tap(card.get_by_role("link", name=ALONE))
        self.page.get_by_role("radio", name="Tôi tự cầm máy").check()
        self.main_button()

    def find_procedure(self) -> None:
        """Ask the search for what the story names; the line with the code of the exercise."""
        self.expect_heading("Tìm")
        self.page.get_by_label("Nhập từ khoá tìm kiếm thủ tục hành chính").fill("khai sinh")
        self.main_button()
        self.tap(self.page.get_by_role("link", name=re.compile(re.escape(self.code))).first)
        self.main_button()

    def sign_in(self) -> None:
        """Number, practice word, the code on the phone, both consents, the agency, for whom."""
        self.fill_page()
        self.main_button()
        self.type_code()
        self.main_button()

    def type_code(self) -> None:
        """The six digits that the drawn phone shows."""
        phone = self.page.get_by_role("region", name="Điện thoại tập").inner_text()
        digits = SIX_DIGITS.search(phone)
        assert digits, "no code on the phone"
        self.page.get_by_role("textbox", name="Mã 6 số trên điện thoại tập").fill(digits[0])

    # --- fields ---

    def fill_pages(self) -> None:
        """One page after the other, until the last look."""
        seen: list[str] = []
        while "Xem lại" not in self.heading:
            assert self.heading not in seen, f"“{self.heading}” came back:\n{words(self.page)}"
            seen.append(self.heading)
            self.fill_page()
            self.main_button()

    def fill_page(self) -> None:
        """Every field that can be seen, from top to bottom; a choice may show or hide what comes below."""
        done: set[tuple[str, str]] = set()
        while field := next(
            (one for one in read(self.page, self.desk) if (one.part, one.label) not in done), None
        ):
            done.add((field.part, field.label))
            self.write(field)

    def write(self, field: Field) -> None:
        """What belongs into one field."""
        if field.kind == "tick":
            self.page.get_by_role("checkbox", name=field.label, exact=True).check()
            return
        answer = self.answer(field)
        if not answer:
            return
        self.wrote[field.label] = answer
        if field.kind == "text":
            if field.now != answer:
                self.page.get_by_role("textbox", name=field.label, exact=True).fill(answer)
            return
        option = next((one for one in field.options if one.casefold() == answer.casefold()), None)
        if option is None:
            raise Undecided(f"“{answer}” is no choice of “{field.label}”: {field.options}")
        self.choose(field, option)

    def answer(self, field: Field) -> str:
        """The words for one field; for whom she files, and which photo, she knows without a paper."""
        if field.label == "Đối tượng thực hiện":
            is_parent = self.sense.card.lines["Quan hệ với cháu"] in ("Mẹ đẻ", "Cha đẻ")
            return "Bản thân" if is_parent else "Làm thủ tục cho người khác"
        if field.kind == "buttons" and all(option.startswith("Ảnh") for option in field.options):
            return self.photo(field)
        return self.sense.answer(field)

    def photo(self, field: Field) -> str:
        """The one photo without a fault, of a paper that she has; none where she may do without."""
        has = any(field.label.startswith(said) for said in self.desk.papers)
        if not has:
            assert "để trống" in field.hint, f"she has no “{field.label}”, and may not leave it out"
            return ""
        good = [option for option in field.options if not BAD_PHOTO.search(option)]
        assert len(good) == 1, f"which photo of “{field.label}”: {field.options}"
        return good[0]

    def choose(self, field: Field, option: str) -> None:
        """One of several buttons, or a line of a list."""
        if field.now == option:
            return
        if field.kind == "buttons":
            group = self.page.get_by_role("radiogroup", name=field.label, exact=True)
            group.get_by_role("radio", name=re.compile(f"{re.escape(option)}$")).check()
            return
        box = self.page.get_by_role("combobox", name=field.label, exact=True)
        if field.reloads:
            self.choose_and_wait(box, field.label, option)
        else:
            box.select_option(label=option)

    def choose_and_wait(self, box: Locator, label: str, option: str) -> None:
        """A choice after which the page comes anew: by itself, or after its button."""
        named = re.compile(f": {re.escape(label).replace('/', '.')}$")
        button = self.page.get_by_role("button", name=named).and_(self.page.locator(":not([data-b])"))
        if button.count():  # only what can be seen has a role
            box.select_option(label=option)
            press(button)
            return
        with self.page.expect_navigation(wait_until="load", timeout=SLOW):
            box.select_option(label=option)

    # --- sending, and what comes after ---

    def send(self) -> None:
        """The last look; then the receipt with its code."""
        self.expect_heading("Xem lại")
        self.main_button()
        self.expect_heading("Gửi hồ sơ thành công")
        self.main_button()

    def follow(self) -> None:
        """Do what the page asks for, let days pass while it is the office's turn, and open the result."""
        for _day in range(MOST_DAYS):
            if self.page.get_by_role("link", name=RESULT).count():
                self.main_button()
                return
            self.take_turn()
        raise AssertionError(f"no result after {MOST_DAYS} turns:\n{words(self.page)}")

    def take_turn(self) -> None:
        """Hers, or the office's."""
        shown = words(self.page)
        if HERS not in shown:
            assert OFFICE in shown, f"whose turn is it?\n{shown}"
            self.tap(self.page.get_by_role("button", name="Bỏ qua một ngày"))
            return
        for name, act in self.turns.items():
            if name in shown:
                self.diary.append(name)
                act()
                return
        raise AssertionError(f"it is her turn, and these words do not say what she can do:\n{shown}")

    def supplement(self) -> None:
        """What the office asks for once more."""
        self.fill_page()
        self.main_button()

    def pay(self) -> None:
        """What the dossier costs, at the bank on this machine; the receipt leads back."""
        self.main_button()
        self.expect_heading("Thanh toán trực tuyến")
        self.page.get_by_role("radio", name=re.compile("Ngân hàng Tập")).check()
        self.main_button()
        self.expect_heading("Xác nhận chuyển tiền")
        self.type_code()
        self.main_button()
        assert "BIÊN LAI" in words(self.page), words(self.page)
        self.main_button()

    def check_draft(self) -> None:
        """Each line against what she wrote; the first that differs is pointed at, else the draft is right."""
        self.main_button()
        for label, value in self.page.evaluate(READ_DRAFT):
            wanted = self.wrote[label.partition(". ")[2]]
            if wanted.casefold() != value.casefold():
                self.point_at(label, wanted)
                return
        self.main_button()

    def point_at(self, label: str, wanted: str) -> None:
        """Say which line of the draft is wrong, and what ought to stand there."""
        self.diary.append(f"{label}: {wanted}")
        self.page.get_by_text("Có dòng chưa đúng").click()
        self.page.get_by_role("radio", name=re.compile(f"^{re.escape(label)}:")).check()
        self.page.get_by_role("textbox", name="Đúng ra phải ghi gì?").fill(wanted)
        self.tap(self.page.get_by_role("button", name="Nhờ xã sửa dòng này"))
