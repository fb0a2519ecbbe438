"""Two hundred and fifty attempts in every field there is: nothing of them runs in Chromium, on any page of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Comment, Page

from courses.blocks.parts import WordsBlock
from courses.models import GuidePage, LessonPage, NewsPage
from tests.access import things
from tests.access.expect import Entry, Outcome
from tests.access.survey import Visitors
from tests.access.table import OURS
from tests.badinput.vectors import all_of_them, fill_everything, vectors
from tests.courses.sides import Side, make_shared, make_side
from tests.courses.writing.test_pasted import SAMPLES
from tests.e2e.inside import LOOK, Inside
from tests.people import Who
from tests.world import World, make_world

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file in which it makes a rendition to the garbage collector
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# The first of these that a page lets in looks at it: those who see most of others' words come first.
LOOKERS = (
    Who.COMMUNE_OFFICER,
    Who.LEADER,
    Who.MEMBER,
    Who.PROVINCE_OFFICER,
    Who.ADMINISTRATOR,
    Who.COMMUNE_APPROVER,
    Who.LEARNER,
    Who.ANONYMOUS,
)


@dataclass(frozen=True)
class Spoilt:
    """The world, with all of them in every row; a commune with a portal beside it."""

    world: World
    side: Side
    visitors: Visitors


@pytest.fixture(scope="module")
def spoilt(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Spoilt]:
    """Made once; gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        side = make_side("TH8X1", "Bản Luyện")
        make_shared()
        guide = side.guide("Chứng thực", origin=None)
        news = NewsPage(title="Tin", summary="Tin", live=True, owner=side.writer)
        side.portal.page.add_child(instance=news)
        Comment.objects.create(page=guide, user=side.writer, text="Góp ý", contentpath="title")
        made = Spoilt(world, side, Visitors(world))
        fill_everything(things.picture().pk, things.upload().pk, world.pages.lesson.pk)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def window(spoilt: Spoilt, browser: Browser) -> Iterator[Inside]:
    inside = Inside(browser, spoilt.visitors.browser(Who.ADMINISTRATOR))
    yield inside
    inside.context.close()


def wrong_with(window: Inside, paths: list[str]) -> list[str]:
    """What happened on these pages that should not have."""
    wrong = []
    for path in paths:
        seen = window.open(path)
        if any(seen.values()):
            wrong.append(f"{path}: {seen}")
        if window.statuses.get(path.partition("?")[0], 200) >= 500:
            wrong.append(f"{path}: {window.statuses}")
    return wrong


def who_looks(entry: Entry) -> Who | None:
    return next((who for who in LOOKERS if Outcome.OPEN in entry.read[who]), None)


def test_the_watch_sees_what_runs(window: Inside) -> None:
    """Otherwise all that follows would say nothing."""
    window.page.goto("/robots.txt")
    window.page.set_content(
        "<script>ran(1)</script><img src=x onerror=ran(2)><a href='java\tscript:ran(3)'>x</a>"
    )
    window.page.wait_for_function("window.__ran.length > 1")
    seen = window.page.evaluate(LOOK)
    assert seen["ran"][:2] == [1, 2]
    assert len(seen["found"]) == 3


def test_nothing_runs_on_the_pages_that_people_read(spoilt: Spoilt, window: Inside) -> None:
    window.client = spoilt.visitors.browser(Who.LEARNER)
    paths = [page.get_url() for page in Page.objects.live().public().specific() if page.depth > 1]
    lesson = LessonPage.objects.get(pk=spoilt.world.pages.lesson.pk)
    paths += [f"{lesson.get_url()}buoc-{number}/" for number in range(2, lesson.step_count + 1)]
    paths += [f"{lesson.get_url()}xong/", f"{lesson.get_url()}the-nho/", "/xa/?tinh=" + quote(vectors()[40])]
    paths += ["/tim/?q=" + quote(one) for one in vectors()[30:200:25]]
    assert lesson.step_count > 10
    assert not wrong_with(window, paths)


def test_nothing_runs_on_any_page_of_the_table(spoilt: Spoilt, window: Inside) -> None:
    wrong = []
    for entry in OURS:
        who = who_looks(entry)
        if who is None or not entry.things.keys() <= things.own_values(entry, spoilt.world).keys():
            continue
        path = things.own_path(entry, spoilt.world)
        answer = spoilt.visitors.browser(who).get(path, dict(entry.query))
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            assert answer.status_code < 500, path
            continue
        window.client = spoilt.visitors.browser(who)
        wrong += wrong_with(
            window, [path + "".join(f"?{name}={quote(value)}" for name, value in [*entry.query.items()][:1])]
        )
    assert not wrong, "\n".join(wrong[:10])


def test_nothing_runs_in_the_editor(spoilt: Spoilt, window: Inside) -> None:
    window.client = spoilt.visitors.browser(Who.ADMINISTRATOR)
    portal = spoilt.side.portal.page
    guide = GuidePage.objects.child_of(portal).get(live=True)
    pages = [
        portal,
        guide,
        NewsPage.objects.get(),
        spoilt.world.pages.lesson,
        spoilt.world.pages.home,
        spoilt.world.pages.course,
    ]
    names = [
        "wagtailadmin_home",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailusers_users:index",
        "courses_shared_guides",
    ]
    paths = [reverse(name) for name in names]
    paths += [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    paths += [reverse("wagtailadmin_explore", args=[page.pk]) for page in (portal, portal.get_parent())]
    paths += [
        reverse("wagtailadmin_pages:history", args=[guide.pk]),
        reverse("wagtailadmin_reports:site_history"),
    ]
    paths += [
        reverse("wagtailimages:edit", args=[things.picture().pk]),
        reverse("wagtaildocs:edit", args=[things.upload().pk]),
    ]
    assert not wrong_with(window, paths)


SENT = """() => [...document.querySelectorAll("input[type=hidden]")].map((one) => one.value)
  .find((value) => value.includes("bốn góc"))"""
PASTE = """([html]) => {
  const editor = document.querySelector(".public-DraftEditor-content");
  editor.focus();
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "chữ trơn");
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_what_is_pasted_into_the_real_editor_is_clean(spoilt: Spoilt, window: Inside) -> None:
    """Its scripts make something of it first; what they send becomes the same paragraphs, and nothing has run."""
    window.client = spoilt.visitors.browser(Who.ADMINISTRATOR)
    guide = GuidePage.objects.child_of(spoilt.side.portal.page).get(live=True)
    words = "<p>Đủ <b>bốn góc</b></p>" + SAMPLES[1]["source"] + all_of_them()
    window.open(reverse("wagtailadmin_pages:edit", args=[guide.pk]))
    window.page.wait_for_selector(".public-DraftEditor-content")
    window.page.evaluate(PASTE, [words])
    window.page.wait_for_timeout(500)
    sent = window.page.evaluate(SENT)
    block = WordsBlock()
    cleaned = block.clean(block.value_from_datadict({"w": sent}, {}, "w")).source
    assert "<b>bốn góc</b>" in cleaned
    assert "Căn cước" in cleaned
    assert "mso-" not in cleaned
    assert "<script" not in cleaned
    assert window.page.evaluate("() => window.__ran") == []
