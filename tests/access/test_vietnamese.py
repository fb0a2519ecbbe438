"""The editor speaks Vietnamese: every screen that officers, approvers, the province and the administrator can open."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, override
from wagtail.models import Site

from accounts.enums import Role
from accounts.models import User
from sandbox import service as sandbox
from tests.access import english
from tests.access.survey import read
from tests.access.test_two_communes import BULK, OURS, Rooms, addresses, make_rooms
from tests.access.wagtail import WAGTAIL
from tests.courses.sides import make_shared
from tests.people import make_administrator, make_officer, user_client
from tests.world import undone

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
# What only whoever looks after the machine opens; where no way leads, as no text of ours holds a link or an embed; and
# Wagtail's own door, which is shut.
NOT_MET = re.compile(
    r"quan-tri/(sites|users|groups|redirects|settings|workflows|reports/page-types-usage|password_reset|test404|failwhale"
    r"|choose-(external|email|phone|anchor)-link|embeds)/"
)
# What is no sentence: pictures, data for scripts, pages that people outside see.
NO_SCREEN = re.compile(
    r"sprite/|jsi18n/|api/main/|logout/|view_draft/|revisions/\d+/view/|/preview/|block-preview/"
)
SETTINGS = (
    "/quan-tri/account/",
    "/quan-tri/pages/add/courses/lessonpage/{course}/",
    "/quan-tri/pages/add/courses/newspage/{portal}/",
    "/quan-tri/pages/search/?q=khongco",
    "/quan-tri/images/?q=khongco",
    "/quan-tri/documents/?q=khongco",
    "/quan-tri/images/chooser/results/?q=khongco",
    "/quan-tri/choose-page/search/?q=khongco",
    "/quan-tri/choose-page/?page_type=courses.guidepage",
    "/quan-tri/thu-tuc-da-doi/",
)


@pytest.fixture
def rooms() -> Rooms:
    """A commune at work, and pages in every state: scheduled, locked, sent back, taken over, an alias."""
    sandbox.load_packs()
    make_shared()
    ours = make_rooms("TH8X1", "Bản Luyện", OURS)
    writer = ours.side.writer
    tomorrow = timezone.now() + dt.timedelta(days=1)
    scheduled = ours.side.guide("Hẹn giờ", live=False)
    scheduled.go_live_at, scheduled.expire_at = tomorrow, tomorrow + dt.timedelta(days=1)
    scheduled.save_revision(user=writer, log_action=True).publish(user=make_administrator())
    locked = ours.side.guide("Đang khóa")
    locked.locked, locked.locked_by, locked.locked_at = True, ours.side.approver, timezone.now()
    locked.save()
    returned = ours.side.guide("Trả lại", live=False)
    returned.get_workflow().start(returned, writer)
    returned.current_workflow_state.current_task_state.reject(user=ours.side.approver, comment="Thiếu giờ")
    alias = ours.live.create_alias(update_slug="trang-sao-y")
    pages = tuple(
        page.specific_class.objects.get(pk=page.pk) for page in (scheduled, locked, returned, alias)
    )
    return replace(ours, pages=(*ours.pages, *pages))


def paths(ours: Rooms) -> Iterator[str]:
    """Every address of Wagtail's editor, with each of the pages where it is about one."""
    for entry in WAGTAIL:
        if not NOT_MET.match(entry.route):
            yield from addresses(entry, ours)
    for address in BULK:
        yield address.format(**ours.values(ours.live))
    values = {
        "course": str(Site.objects.get().root_page.get_children()[0].pk),
        "portal": ours.side.portal.page_id,
    }
    for address in SETTINGS:
        yield address.format(**values)
    for page in ours.pages[:2]:
        yield f"/quan-tri/pages/{page.pk}/revisions/compare/earliest...latest/"


def told(client: Client, addresses: Iterator[str]) -> tuple[dict[str, set[str]], int]:
    """(English text → where it stands, how many screens were looked at)."""
    texts: dict[str, set[str]] = {}
    screens = 0
    for path in addresses:
        if NO_SCREEN.search(path):
            continue
        with undone():
            response = client.get(path)
            body = read(response) if response.status_code == 200 else ""
        screens += bool(body)
        for text in english.found(body):
            texts.setdefault(text, set()).add(path)
    return texts, screens


def report(texts: Mapping[str, set[str]]) -> str:
    return "\n".join(
        f"{text[:160]!r} {sorted(where)[0]} (+{len(where) - 1})" for text, where in sorted(texts.items())
    )


# Who gets into the editor, with which of the pages each looks at what is told of a page, and screens at least.
READERS = {
    "officer": (slice(None), 150),
    "approver": (slice(3, 7), 80),
    "province": (slice(1), 40),
    "administrator": (slice(5, 9), 100),
}


def reader(ours: Rooms, who: str) -> User:
    """She whose editor it is."""
    if who == "administrator":
        return make_administrator()
    if who == "province":
        return make_officer(Role.PROVINCE_OFFICER, ours.side.commune)
    return ours.side.writer if who == "officer" else ours.side.approver


@pytest.mark.parametrize("who", READERS)
def test_no_screen_of_the_editor_says_anything_in_english(rooms: Rooms, who: str) -> None:
    chosen, least = READERS[who]
    client = user_client(reader(rooms, who), raise_request_exception=False)
    texts, screens = told(client, paths(replace(rooms, pages=rooms.pages[chosen])))
    assert not texts, f"{len(texts)}:\n{report(texts)}"
    assert screens >= least


def test_english_would_be_found() -> None:
    html = (
        '<p>Xin chào</p><button title="Close dialog">Save draft</button><input type="submit" value="Delete">'
    )
    assert english.found(html) == {"Close dialog", "Save draft", "Delete"}
    assert english.found(json.dumps({"html": '<input placeholder="Search all pages">'})) == {
        "Search all pages"
    }
    assert (
        english.found("<p>Chọn trang cho anh <code>Save draft</code></p><script>Delete()</script>") == set()
    )


# --- What scripts draw ---------------------------------------------------------------------------------------------
SHIPPED = Path(wagtail.__file__).parent


def ids_of(domain: str, *parts: str) -> set[str]:
    """The id of every message of these parts of Wagtail; of a plural the one for one."""
    ids: set[str] = set()
    for path in SHIPPED.rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
        if parts and path.relative_to(SHIPPED).parts[0] not in parts:
            continue
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    ids.add(message.id if isinstance(message.id, str) else message.id[0])
    return ids


def test_every_word_that_scripts_ask_for_is_in_their_catalogue(rooms: Rooms) -> None:
    answer = user_client(rooms.side.writer).get("/quan-tri/jsi18n/").content.decode()
    found: Any = re.search(r"const newcatalog = (\{.*?\n  \});?\n", answer, re.DOTALL)
    catalogue = json.loads(found[1].rstrip(";"))
    assert ids_of("djangojs") - set(catalogue) == set()


def test_every_word_of_the_parts_that_are_installed_has_its_vietnamese() -> None:
    """Messages of acts, mails and errors, which no screen shows by itself."""
    parts = ("admin", "documents", "images", "locale", "search", "sites", "snippets", "users")
    # Said the same in Vietnamese.
    same = {"Wagtail API v2", "%(range_start)s - %(range_end)s", "+%(counter)s more", "%(field_label)s:"}
    with override("vi"):
        left = {one for one in ids_of("django", *parts) if gettext(one) == one and english._words(one)}
    assert {one for one in left - same if english._words(one) & english.english()} == set()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ({"minutes": 2}, "2 phút"),
        ({"hours": 2}, "2 giờ"),
        ({"days": 2}, "2 ngày"),
        ({"days": 15}, "2 tuần, 1 ngày"),
        ({"days": 70}, "2 tháng, 1 tuần"),
        ({"days": 731}, "2 năm"),
    ],
)
def test_how_long_ago_is_said_in_vietnamese(ago: Mapping[str, int], said: str) -> None:
    now = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
    assert timesince(now - dt.timedelta(**ago), now).replace("\xa0", " ") == said
