"""One person's way through the sandbox, with the right answers of the scenario at hand."""

import functools
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from sandbox.engine.packs import read_pack
from sandbox.engine.schema import FieldSpec, Pack, Persona, Scenario
from tests.e2e.pages import fill, go, press, type_in

PACK = Path(__file__).resolve().parents[2] / "sandbox" / "packs" / "khai-sinh"
MOTHER = "khai-sinh-me-nop"
FATHER = "khai-sinh-cha-nop"
ALONE = "khai-sinh-ba-nop"
COPIES = "khai-sinh-ban-sao-buu-chinh"
GOOD_PHOTO = "du"
PAPER = "giay-chung-sinh"


@functools.cache
def pack() -> Pack:
    """The pack that all of this walks through."""
    return read_pack(PACK)


def was_taken(answer: Response | None) -> bool:
    """Whether what was sent led on: to another page, not to the same one with something to put right."""
    return answer is not None and answer.request.redirected_from is not None


class Practice:
    """A scenario on a page. Every method is one page of the replica, in its order."""

    def __init__(self, page: Page, site: str, scenario: str = MOTHER) -> None:
        self.page = page
        self.site = site
        self.scenario: Scenario = pack().scenario(scenario)
        self.persona: Persona = pack().persona(self.scenario.persona)
        self.answers: dict[str, str] = self.scenario.fields
        # The paper that every case of this pack has: the one about the birth.
        self.paper = self.scenario.papers[0].id

    def open_start(self, mode: str = "practice") -> None:
        """The story, before the replica."""
        self.page.goto(f"{self.site}/tap/bat-dau/{self.scenario.id}/{mode}/")

    def begin(self) -> None:
        """ "Tôi hiểu đây là tập. Bắt đầu": on to the search box."""
        go(self.page)

    def search(self, words: str = "giay khai sinh") -> None:
        """Ask the search box; the list of results."""
        self.page.fill("#tu-khoa", words)
        go(self.page)

    def choose_procedure(self) -> None:
        """The right line of the list, then "Nộp trực tuyến": on to the sign-in."""
        press(self.page.locator(f'main a.pick:has-text("{pack().procedure.code}")'))
        go(self.page)

    def sign_in(self) -> None:
        """Number and practice word of the card: on to the code."""
        fill(self.page, {"number": self.persona.citizen_number, "word": self.persona.word})
        go(self.page)

    def confirm_code(self) -> None:
        """The code that the drawn phone shows: on to the consent."""
        self.page.fill("[name=code]", self.page.locator(".phone .code").inner_text())
        go(self.page)

    def share(self) -> None:
        """The consent with the passcode of the card: on to the agency, the second time to the general information."""
        self.page.check("[name=share]")
        self.page.fill("[name=passcode]", self.persona.passcode)
        go(self.page)

    def confirm_general(self) -> None:
        """For whom the dossier is: on to the form."""
        fill(self.page, {"filed_for": self.scenario.filed_for})
        go(self.page)

    def choose_agency(self) -> None:
        """Province, commune: on to the second consent."""
        agency = self.scenario.agency
        fill(self.page, {"province": agency.province, "commune": agency.commune})
        go(self.page)

    def to_the_form(self, mode: str = "practice") -> None:
        """From the story to the first step of the form."""
        self.open_start(mode)
        self.begin()
        self.search()
        self.choose_procedure()
        self.sign_in()
        self.confirm_code()
        self.share()
        self.choose_agency()
        self.share()
        self.confirm_general()

    def fill_step(self, **slips: str) -> Response | None:
        """Fill in the step that is open, ``slips`` instead of the right answers, and press on: part after part of a
        long one, until the next step or something to put right."""
        step = urlsplit(self.page.url).path
        while True:
            fill(self.page, {**self.answers, **slips})
            answer = go(self.page)
            if urlsplit(self.page.url).path != step or not was_taken(answer):
                return answer

    def fill_until(self, field: str) -> None:
        """Fill in the parts before the one that has this field."""
        while not self.page.locator(f'main [name="{field}"]').count():
            fill(self.page, self.answers)
            assert was_taken(go(self.page)), f"no {field} here: {self.page.title()}"

    def attach(self, photo: str = GOOD_PHOTO) -> None:
        """A photo of the paper about the birth."""
        type_in(self.page, self.paper, photo)
        go(self.page)

    def fill_in(self) -> None:
        """All steps of the form without a slip: on to the last look."""
        self.fill_step()
        self.fill_step()
        self.attach()
        self.fill_step()

    def send(self) -> None:
        """The last look, then "Gửi hồ sơ": on to the receipt."""
        go(self.page)

    def to_the_receipt(self, mode: str = "practice") -> None:
        """From the story to the receipt, without a slip."""
        self.to_the_form(mode)
        self.fill_in()
        self.send()

    def skip_a_day(self) -> None:
        """ "Bỏ qua một ngày"."""
        press(self.page.locator("[name=ngay][value='1']"))

    def supplement(self, changes: Mapping[str, str] | None = None) -> None:
        """What the office asks for, put right."""
        fill(self.page, {**self.answers, self.paper: GOOD_PHOTO, **(changes or {})})
        go(self.page)

    def fields(self) -> tuple[FieldSpec, ...]:
        """Every field of the form."""
        return pack().eform.fields
