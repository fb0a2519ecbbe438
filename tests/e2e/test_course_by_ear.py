"""A whole course with the screen dark: what to press, to choose and to type is decided from what the voice says."""

import re
from typing import Any

import yaml
from playwright.sync_api import Locator, Page

from kit.voice import spoken_form
from tests.e2e.conftest import NewPage
from tests.e2e.pages import press
from tests.e2e.server import ROOT, Site
from tests.e2e.test_voice import give_voice, said

COURSE = ROOT / "courses" / "content" / "3-tim-va-dien"
CHECK, NEXT_LESSON = "Xem đúng chưa", "Bài sau: "
SPOKEN_DATE = re.compile(r"ngày (\d+) tháng (\d+) năm (\d+)")


def bare(words: str) -> str:
    return re.sub(r"\W", "", spoken_form(words)).casefold()


def taught() -> dict[str, dict[str, Any]]:
    """What she has understood of each lesson: a question, as it is said, with its answers."""
    lessons = [yaml.safe_load(path.read_text()) for path in sorted(COURSE.glob("[0-9]*.yaml"))]
    steps = [step for lesson in lessons for step in lesson["steps"]]
    return {bare(step["question"]["text"]): step["question"] for step in steps}


class Pupil:
    """Somebody who hears each page to its end, and then acts."""

    def __init__(self, page: Page) -> None:
        self.page, self.taught = page, taught()
        self.heard: list[str] = []
        self.asked: set[str] = set()

    def hear(self) -> list[str]:
        self.page.evaluate("window.__said = []")
        self.page.locator("[data-all]").click()
        self.heard = said(self.page)
        assert not [one for one in self.heard if re.search(r"[/<>·{}]|^\W|\d\.\d{4}|^None$", one)], self.heard
        return self.heard

    def press(self, words: str) -> None:
        """Press what was heard under these words, and hear the page that comes."""
        assert words in self.heard, f"“{words}” was never said: {self.heard}"
        press(self.named("main a:visible, main button:not([data-b]):visible", words))
        self.hear()

    def named(self, what: str, words: str) -> Locator:
        """The one thing with these words; lines of a list of things end with how long they are."""
        every = self.page.locator(what)
        texts = [bare(text) for text in every.all_inner_texts()]
        return every.nth(texts.index(bare(words)))

    def answer(self, question: dict[str, Any], *, right: bool) -> None:
        """Choose, number or type; each answer has to be heard after the question."""
        kind, after = question.get("kind", "one"), self.heard[self.place(question["text"]) + 1 :]
        if kind == "order":
            items = question["items"] if right else question["items"][::-1]
            for number, item in enumerate(items, 1):
                assert bare(item) in map(bare, after), item
                self.page.get_by_role("combobox", name=item, exact=True).select_option(str(number))
        elif kind == "typed":
            label = question["paper"].partition(":")[0]
            box = self.page.get_by_role("textbox", name=label, exact=True)
            box.fill(self.copied(after[after.index(f"{label}:") + 1]) if right else "Chưa đúng")
        else:
            assert [bare(one["text"]) for one in question["options"]] == [
                bare(one)
                for one in after
                if bare(one) in {bare(each["text"]) for each in question["options"]}
            ]
            self.choose(question["options"], right=right, many=kind == "several")

    def choose(self, options: list[dict[str, Any]], *, right: bool, many: bool) -> None:
        wanted = [one["text"] for one in options if bool(one.get("right")) is right]
        for option in options if many else []:
            self.named("main label.opt", option["text"]).locator("input").set_checked(
                option["text"] in wanted
            )
        if not many:
            self.named("main label.opt", wanted[0]).click()

    def copied(self, line: str) -> str:
        """What she types of a line that was read to her; of an address only the hamlet."""
        day = SPOKEN_DATE.fullmatch(line)
        return "/".join(day.groups()) if day else line.partition(",")[0]

    def place(self, words: str) -> int:
        return [bare(one) for one in self.heard].index(bare(words))

    def study(self) -> None:
        """The steps of a lesson, each kind of question once wrongly; until the page that ends it."""
        while question := next(filter(None, (self.taught.get(bare(one)) for one in self.heard)), None):
            kind = question.get("kind", "one")
            if kind not in self.asked:
                self.asked.add(kind)
                self.answer(question, right=False)
                self.press(CHECK)
                assert "Bác xem lại nhé" in self.heard and self.heard[-1] == CHECK
            self.answer(question, right=True)
            self.press(CHECK)
            assert "Đúng rồi" in self.heard, self.heard
            self.press(self.heard[-1])


def test_a_whole_course_is_learnt_by_ear(site: Site, new_page: NewPage) -> None:
    page, lessons = new_page(), 0
    give_voice(page)
    page.add_init_script("window.__slow = 1")
    page.goto(site.url)
    pupil = Pupil(page)
    pupil.press(pupil.hear()[-1])
    [course] = [one for one in pupil.heard if one.startswith("Tìm đúng, điền đúng")]
    pupil.named("main summary", course).click()
    following = next(one for one in pupil.hear() if one.startswith("Tìm đúng việc mình cần"))
    while following:
        pupil.press(following)
        pupil.study()
        lessons += 1
        following = next((one for one in pupil.heard if one.startswith(NEXT_LESSON)), "")
    assert lessons == len(list(COURSE.glob("[0-9]*.yaml")))
    assert pupil.asked == {"one", "several", "order", "mistake", "typed"}
    pupil.press(pupil.heard[-1])
    assert "Bài hôm nay" in pupil.heard and "bắt đầu" in pupil.heard[-1]
