"""What a step of a lesson can be made of: the first shipped step with each part and each kind of question."""

from collections.abc import Iterator

from playwright.sync_api import Page

from courses.loading.files import read_content
from courses.loading.schema import OrderData, QuestionData, SeveralData, StepData, TypedData
from tests.e2e.pages import go, press
from tests.e2e.states.state import State


def parts(site: str, page: Page) -> Iterator[State]:
    """Steps with their parts; each kind of question unanswered, answered wrongly and rightly; the card."""
    seen: set[str] = set()
    for address, step in _steps():
        new = _features(step) - seen
        if new:
            seen |= new
            page.goto(site + address)
            yield State(f"lesson with {', '.join(sorted(new))}", page)
            if step.question and new & {"several", "order", "typed", "mistake"}:
                yield from _answering(page, step.question)
    lesson = next(_steps())[0]
    for sheet in ("the-nho", "the-nho-a6"):
        page.goto(f"{site}{lesson}{sheet}/")
        yield State(f"card of a lesson, {sheet}", page)


def _steps() -> Iterator[tuple[str, StepData]]:
    """(address, step); lessons with a card first."""
    lessons = [(course.course.slug, lesson) for course in read_content() for _path, lesson in course.lessons]
    for course, lesson in sorted(lessons, key=lambda pair: not pair[1].card):
        for number, step in enumerate(lesson.steps, 1):
            yield f"/hoc/{course}/{lesson.slug}/" + (f"buoc-{number}/" if number > 1 else ""), step


def _features(step: StepData) -> set[str]:
    found = {name for name in ("term", "compare", "tip", "warning", "drill", "real") if getattr(step, name)}
    return found | ({step.question.kind} if step.question else set())


def _answering(page: Page, question: QuestionData) -> Iterator[State]:
    kind = question.kind
    press(page.locator("main form:has(button:not([data-b])) button:not([data-b])").first)
    yield State(f"answer to {kind}, nothing given", page, mistake=True)
    for right in (False, True):
        _answer(page, question, right=right)
        go(page)
        yield State(f"answer to {kind}, {'right' if right else 'not quite'}", page)


def _answer(page: Page, question: QuestionData, *, right: bool) -> None:
    if isinstance(question, OrderData):
        fields = page.locator("main .ranks .field")
        for at in range(len(question.items)):
            label = fields.nth(at).locator("label").inner_text()
            place = question.items.index(label) + 1
            number = place if right else len(question.items) + 1 - place
            fields.nth(at).locator("select").select_option(str(number))
    elif isinstance(question, TypedData):
        page.fill("main [name=chu]", question.answer if right else question.answer[:-1] + "x")
    else:
        for number, option in enumerate(question.options, 1):
            box = page.locator(f"main [name=chon][value='{number}']")
            if isinstance(question, SeveralData):
                box.set_checked(option.right == right)
            elif option.right == right:
                box.check()
