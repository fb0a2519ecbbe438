"""Two communes with a portal each: an officer of one reaches nothing of the other's by any address of the editor.

Every address of Wagtail and of ours inside it is asked for with the other's drafts, revisions, pictures, files and
workflow in it. Words planted there never show; nothing of theirs is written.
"""

import itertools
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, Task, Workflow

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import User
from courses.models import GuidePage, NewsPage
from media.models import Attachment, Picture
from tests.access.expect import Entry
from tests.access.survey import read, writes
from tests.access.test_permission import OWN_NOTES
from tests.access.things import THINGS, path_of
from tests.access.wagtail import WAGTAIL
from tests.courses.sides import Side, make_shared, make_side
from tests.people import make_officer, user_client
from tests.world import undone

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
THEIRS, OURS = "zqxakhacqz", "zqxataqz"
# What Wagtail writes of whoever asks, or by itself, and that says nothing of anybody's pages.
NOTES = OWN_NOTES | {"django_session", "wagtailadmin_editingsession", "kit_tries"}
FIXED = {
    "app": "courses",
    "model": "guidepage",
    "action": "publish",
    "filter": "max-165x165",
    "word": "khong-co",
    "nothing": "987654321",
}


@dataclass(frozen=True)
class Rooms:
    """A side with everything in it that could give something away. ``word`` stands in each."""

    side: Side
    word: str
    draft: GuidePage
    live: GuidePage
    news: NewsPage
    waiting: GuidePage
    picture: Picture
    file: Attachment
    pages: tuple[Page, ...]

    def values(self, page: Page) -> dict[str, str]:
        """Kind of thing → ours, for an address about ``page``."""
        state = self.waiting.current_workflow_state
        return {
            "page": str(page.pk),
            "course page": str(self.side.portal.page_id),
            "revision": str(page.latest_revision_id),
            "document": str(self.file.pk),
            "image": str(self.picture.pk),
            "collection": str(self.side.portal.folder_id),
            "group": str(self.side.portal.editors_id),
            "user": str(self.side.writer.pk),
            "workflow": str(Workflow.objects.get(workflow_tasks__task__name="Người duyệt của xã").pk),
            "task": str(Task.objects.get(name="Người duyệt của xã").pk),
            "task state": str(state.current_task_state_id),
            "workflow state": str(state.pk),
            "site": "1",
            **FIXED,
        }


def make_rooms(code: str, name: str, word: str) -> Rooms:
    """A commune that is at work."""
    side = make_side(code, name)
    draft = side.guide(f"Nháp {word}", live=False, summary=f"Tóm tắt {word}")
    live = side.guide(f"Đăng {code}", summary="Ai cũng đọc được.")
    live.title, live.papers = f"Đang sửa {word}", f"Giấy {word}"
    live.save_revision(user=side.writer, log_action=True)
    news = NewsPage(title=f"Tin {word}", summary=f"Tin {word}", live=False, owner=side.writer)
    side.portal.page.add_child(instance=news)
    news.save_revision(user=side.writer, log_action=True)
    waiting = side.guide(f"Chờ duyệt {word}", live=False)
    waiting.get_workflow().start(waiting, side.writer)
    Comment.objects.create(page=draft, user=side.writer, text=f"Góp ý {word}", contentpath="title")
    folder = side.portal.folder
    picture = Picture.objects.create(
        title=f"ảnh {word}", file=get_test_image_file(filename=f"{code}.png"), collection=folder
    )
    content = ContentFile(b"%PDF-1.4 mau", f"{code}.pdf")
    file = Attachment.objects.create(title=f"tệp {word}", file=content, collection=folder)
    for one in (draft, live, news, waiting, side.portal.page):
        one.refresh_from_db()
    pages = (draft, live, news, waiting, side.portal.page)
    return Rooms(side, word, draft, live, news, waiting, picture, file, pages)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals would only fill the log."""
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security")]
    for logger in loggers:
        logger.disabled = True
    yield
    for logger in loggers:
        logger.disabled = False


@pytest.fixture
def rooms() -> tuple[Rooms, Rooms]:
    """Ours and theirs."""
    make_shared()
    return make_rooms("TH8X1", "Bản Luyện", OURS), make_rooms("TH8X2", "Bản Khác", THEIRS)


PARAMETERS = {"task_state_id": "task state", "workflow_state_id": "workflow state", "object_id": "page"}


def kind_of(parameter: str, entry: Entry) -> str:
    """What fills a parameter; the table leaves some of Wagtail's choosers empty, here they hold files."""
    if parameter == "pk":
        for folder, kind in (("/documents/", "document"), ("/images/", "image")):
            if folder in f"/{entry.route}":
                return kind
    return PARAMETERS.get(parameter, entry.things.get(parameter, "nothing"))


def addresses(entry: Entry, of: Rooms) -> Iterator[str]:
    """The address with each page of this side in it, once."""
    kinds = {name: kind_of(name, entry) for name in entry.things}
    about_pages = any(kind in ("page", "revision") for kind in kinds.values())
    found = []
    for page in of.pages if about_pages else of.pages[:1]:
        values = of.values(page)
        chosen = {name: values.get(kind) or str(THINGS[kind].missing) for name, kind in kinds.items()}
        found.append(path_of(entry, chosen))
    yield from dict.fromkeys(found)


def questions(entry: Entry, theirs: Rooms) -> Iterator[Mapping[str, str]]:
    """What can be asked of an address beside its parameters."""
    yield {}
    if "<" in entry.route and "choose" not in entry.route and "/api/" not in entry.route:
        return
    page = str(theirs.draft.pk)
    for text in ("Nháp", "ảnh", "tệp"):
        yield {"q": text}
    yield {"collection_id": str(theirs.side.portal.folder_id), "term": "zq"}
    yield {"page_type": "courses.guidepage", "user_perms": "move_to", "target_pages[]": page}
    yield {"id": page, "next": "/quan-tri/"}
    yield {"child_of": str(theirs.side.portal.page_id), "for_explorer": "1", "fields": "*"}
    yield {"descendant_of": str(theirs.side.portal.page_id)}
    if "report" in entry.route:
        yield {"export": "csv"}
        yield {"user": str(theirs.side.writer.pk)}


BULK = [
    f"/quan-tri/bulk/{model}/{action}/?id={{{kind}}}"
    for model, kind, actions in (
        ("wagtailcore/page", "page", ("publish", "unpublish", "delete", "move")),
        ("media/picture", "image", ("delete", "add_tags", "add_to_collection")),
        ("media/attachment", "document", ("delete", "add_tags", "add_to_collection")),
    )
    for action in actions
]


def every_path(theirs: Rooms) -> Iterator[tuple[str, Mapping[str, str]]]:
    for entry in WAGTAIL:
        if entry.route.endswith(("logout/", "failwhale/")):
            continue
        for path in addresses(entry, theirs):
            for query in questions(entry, theirs):
                yield path, query
    for address, page in itertools.product(BULK, theirs.pages):
        yield address.format(**theirs.values(page)), {}
    for page in theirs.pages:
        for words in ("live...latest", "earliest...latest", f"{page.latest_revision_id}...latest"):
            yield f"/quan-tri/pages/{page.pk}/revisions/compare/{words}/", {}


FORM = {"title": "Của tôi", "slug": "cua-toi", "comment": "Của tôi", "action-publish": "1", "name": "Của tôi"}


def ask(client: Client, method: str, path: str, query: Mapping[str, str]) -> tuple[str, set[str]]:
    """(all that came back, tables written); the database is as before."""
    with undone(), writes() as written:
        if method == "POST":
            response = client.post(path, {**FORM, **query})
        else:
            response = client.get(path, dict(query)) if query else client.get(path)
        told = read(response) + "\n".join(response.headers.values())
    return told, set(written)


def readers(ours: Rooms) -> dict[str, User]:
    """Everybody on our side who gets into the editor."""
    return {
        "officer": ours.side.writer,
        "approver": ours.side.approver,
        "province": make_officer(Role.PROVINCE_OFFICER, ours.side.commune),
    }


@pytest.mark.parametrize("who", ["officer", "approver", "province"])
def test_nothing_of_another_communes_work_is_told(rooms: tuple[Rooms, Rooms], who: str) -> None:
    ours, theirs = rooms
    client = user_client(readers(ours)[who], raise_request_exception=False)
    told, asked = [], 0
    for path, query in every_path(theirs):
        asked += 1
        body, _ = ask(client, "GET", path, query)
        if THEIRS in body:
            told.append(f"GET {path} {dict(query)}")
    assert not told, f"{len(told)} of {asked}:\n" + "\n".join(told[:60])
    assert asked > 500


@pytest.mark.parametrize("who", ["officer", "approver", "province"])
def test_nothing_of_another_communes_work_is_touched(rooms: tuple[Rooms, Rooms], who: str) -> None:
    ours, theirs = rooms
    client = user_client(readers(ours)[who], raise_request_exception=False)
    wrong = []
    for path, query in every_path(theirs):
        if query and "id" not in query:
            continue
        body, written = ask(client, "POST", path, query)
        if THEIRS in body or written - NOTES:
            wrong.append(f"POST {path}: wrote {sorted(written - NOTES)}")
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:60])


@pytest.mark.parametrize("path", ["/quan-tri/images/add/", "/quan-tri/documents/add/"])
def test_there_are_no_tags_which_wagtail_shows_to_everybody(rooms: tuple[Rooms, Rooms], path: str) -> None:
    client = user_client(rooms[0].side.writer)
    assert 'name="tags"' not in client.get(path).content.decode()
    assert client.get("/quan-tri/tag-autocomplete/?term=a").status_code == 404


def test_their_revisions_and_tasks_are_not_reached_by_way_of_a_page_of_ours(
    rooms: tuple[Rooms, Rooms],
) -> None:
    ours, theirs = rooms
    client = user_client(ours.side.approver, raise_request_exception=False)
    state = theirs.waiting.current_workflow_state
    page, revision = ours.waiting.pk, theirs.live.latest_revision_id
    task = state.current_task_state_id
    for method, path in itertools.product(
        ("GET", "POST"),
        (
            f"/quan-tri/pages/{page}/revisions/{revision}/view/",
            f"/quan-tri/pages/{page}/revisions/{revision}/revert/",
            f"/quan-tri/pages/{page}/revisions/{revision}/unschedule/",
            f"/quan-tri/pages/{page}/revisions/compare/live...{revision}/",
            f"/quan-tri/pages/{page}/workflow_history/detail/{state.pk}/",
            f"/quan-tri/pages/workflow/action/{page}/approve/{task}/",
            f"/quan-tri/pages/workflow/collect_action_data/{page}/approve/{task}/",
            f"/quan-tri/pages/{page}/move/{theirs.side.portal.page_id}/confirm/",
        ),
    ):
        body, _ = ask(client, method, path, {})
        assert THEIRS not in body, f"{method} {path}"
    client.post(f"/quan-tri/pages/workflow/action/{page}/approve/{task}/")
    theirs.waiting.refresh_from_db()
    assert not theirs.waiting.live


def test_our_own_work_is_told_and_can_be_opened(rooms: tuple[Rooms, Rooms]) -> None:
    """Else the crawl above would look for words that nobody could meet."""
    ours, _ = rooms
    client = user_client(ours.side.writer)
    for path in (
        f"/quan-tri/pages/{ours.draft.pk}/edit/",
        f"/quan-tri/pages/{ours.side.portal.page_id}/",
        f"/quan-tri/pages/{ours.live.pk}/history/",
        f"/quan-tri/pages/{ours.live.pk}/view_draft/",
        f"/quan-tri/pages/{ours.live.pk}/revisions/compare/live...latest/",
        f"/quan-tri/images/{ours.picture.pk}/",
        f"/quan-tri/documents/edit/{ours.file.pk}/",
        "/quan-tri/images/",
        "/quan-tri/documents/",
        "/quan-tri/images/chooser/",
        "/quan-tri/pages/search/?q=Nháp",
    ):
        response = client.get(path)
        assert response.status_code == 200 and OURS in response.content.decode(), path
    waiting = user_client(ours.side.approver).get("/quan-tri/").content.decode()
    assert ours.waiting.title in waiting


def test_whoever_leaves_a_commune_is_told_nothing_more_of_it(rooms: tuple[Rooms, Rooms]) -> None:
    """She wrote these pages herself; by now she is another commune's."""
    ours, theirs = rooms
    mover = theirs.side.writer
    client = user_client(mover)
    assert THEIRS in client.get("/quan-tri/").content.decode()
    accounts.dismiss(mover.appointments.get())
    accounts.appoint(mover, Role.COMMUNE_OFFICER, commune=ours.side.commune)
    told = [
        path
        for path, query in every_path(theirs)
        if not query and THEIRS in ask(client, "GET", path, query)[0]
    ]
    assert told == []


@pytest.mark.parametrize("who", ["stranger", "officer"])
def test_drafts_are_on_no_page_for_people(rooms: tuple[Rooms, Rooms], who: str) -> None:
    ours, theirs = rooms
    client = Client() if who == "stranger" else user_client(ours.side.writer)
    base = theirs.side.portal.page.get_url()
    for path in (
        "/",
        "/xa/",
        "/huong-dan/",
        "/sitemap.xml",
        "/tim/?q=nhap",
        "/tim/?q=cho+duyet",
        base,
        theirs.live.get_url(),
        *(f"{base}{page.slug}/" for page in theirs.pages),
    ):
        response = client.get(path)
        assert THEIRS not in read(response), path
