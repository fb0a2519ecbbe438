"""Pages kept whole are just what would have been drawn, and hold nothing of anybody (docs/decisions/0009)."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction

from accounts.devices import DEVICE_COOKIE
from accounts.enums import Device, Role
from accounts.models import Learner
from courses.models import HomePage
from courses.service import load_course
from sandbox.service import load_packs
from teams import asking, nearby
from teams import service as teams
from tests.courses.factories import lesson_data, make_lesson
from tests.kept import Process, kept_pages, switch_on
from tests.people import learner_client, make_administrator, make_member, make_officer, user_client
from tests.world import Words, load_basics, make_pages, make_session, make_team
from ui.service import STYLES_COOKIE
from ui.styles import SHEETS, written

pytestmark = pytest.mark.django_db
HELPER, HER_NAME = "chị Hiện Tên Riêng", "Lò Thị Người Học Riêng"
LESSON = "/hoc/nop-ho-so/khai-sinh/"


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> None:
    switch_on(settings, tmp_path / "pages")


@pytest.fixture
def lessons() -> None:
    load_packs()
    make_lesson()
    other = lesson_data(slug="chup-giay", title="Chụp giấy")
    load_course({**other, "course": {**other["course"], "slug": "khac", "title": "Khoá khác"}})


def in_a_class() -> Learner:
    """A learner whose team shows her a member, and has answered a question of hers."""
    team = make_team(load_basics())
    leader = make_member(team, Role.LEADER)
    nearby.agree(team, leader, HELPER, phone=False, zalo=False)
    learner = Learner.objects.create(display_name=HER_NAME)
    question = asking.ask(teams.join(make_session(team, leader), learner, HER_NAME), "Nút gửi ở đâu?")
    asking.answer(question, "Ở cuối trang.", by=leader)
    return learner


def _officer() -> Client:
    return user_client(make_officer(Role.COMMUNE_OFFICER, load_basics()))


def _with(client: Client, **cookies: str) -> Client:
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def styled(client: Client) -> Client:
    """A browser that has the sheets already."""
    return _with(client, **{STYLES_COOKIE: written(SHEETS).version})


SHARED = {DEVICE_COOKIE: Device.SHARED.value}
READERS: dict[str, Callable[[], Client]] = {
    "nobody known": Client,
    "nobody known, with the sheets": lambda: styled(Client()),
    "sheets of another release": lambda: _with(Client(), **{STYLES_COOKIE: "0" * 12}),
    "a cookie of no meaning": lambda: _with(Client(), khac="1"),
    "a shared machine": lambda: _with(Client(), **SHARED),
    "a learner": lambda: learner_client(Learner.objects.create()),
    "a learner with the sheets": lambda: styled(learner_client(Learner.objects.create())),
    "a learner on a shared machine": lambda: _with(learner_client(Learner.objects.create()), **SHARED),
    "a learner in a class": lambda: learner_client(in_a_class()),
    "a forged learner": lambda: _with(Client(), nguoi_hoc="khong:phai:that"),
    "an officer": _officer,
    "an officer on a shared machine": lambda: _with(_officer(), **SHARED),
    "an administrator": lambda: user_client(make_administrator()),
}
OF_THE_CACHE = ("ETag", "Content-Encoding", "Content-Length")


def public_addresses() -> list[str]:
    """Every page that anybody may read, and what stands below it."""
    found = [page.get_url() for page in Page.objects.live().public().filter(depth__gt=1)]
    lessons = [address for address in found if address.count("/") == 4]
    assert len(lessons) == 2
    return [*found, *(f"{one}{part}/" for one in lessons for part in ("buoc-2", "buoc-3", "xong"))]


def seen(response: HttpResponse) -> tuple[object, ...]:
    """Everything that reaches a reader, but for what only a kept page has."""
    headers = {name: value for name, value in response.items() if name not in OF_THE_CACHE}
    headers["Vary"] = ", ".join(sorted(headers.get("Vary", "").split(", ")))
    packed = response.headers.get("Content-Encoding") == "gzip"
    body = gzip.decompress(response.content) if packed else response.content
    cookies = {(name, one["max-age"]) for name, one in response.cookies.items()}  # values are signed anew
    return response.status_code, body.decode(), headers, cookies


@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_what_would_have_been_drawn(reader: str, lessons: None, settings: Settings) -> None:
    client, process = READERS[reader](), Process()
    process.get(
        "/khong-co/", client
    )  # a session on a shared machine notes at the first page that somebody is here
    for path in public_addresses():
        settings.WHOLE_PAGES = False
        fresh = seen(process.get(path, client))
        settings.WHOLE_PAGES = True
        for moment in ("first", "second"):
            for coding in ("identity", "gzip"):
                assert seen(process.get(path, client, accept_encoding=coding)) == fresh, (
                    path,
                    moment,
                    coding,
                )


def test_most_pages_of_the_test_above_really_are_kept(lessons: None) -> None:
    process = Process()
    for path in public_addresses():
        process.get(path)
    assert len(kept_pages()) == len(public_addresses())


@pytest.mark.parametrize(
    ("reader", "most"),
    [
        ("nobody known", 0),
        ("nobody known, with the sheets", 0),
        ("a shared machine", 0),
        ("an officer", 0),
        ("a learner", 1),  # whom she may ask
        ("a learner in a class", 1),
    ],
)
def test_a_kept_page_asks_the_database_nothing(
    reader: str, most: int, lessons: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, process = READERS[reader](), Process()
    for path in (LESSON, f"{LESSON}buoc-2/", "/hoc/", "/hoc/nop-ho-so/"):
        process.get(path, client)
        with django_assert_max_num_queries(most):
            process.get(path, client)


def test_home_asks_nothing_for_nobody_known(
    lessons: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    process = Process()
    process.get("/")
    with django_assert_max_num_queries(0):
        process.get("/")


def test_a_second_process_finds_what_the_first_has_drawn(
    lessons: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Process().get(LESSON)
    with django_assert_max_num_queries(0):
        Process().get(LESSON)


@pytest.mark.parametrize("reader", READERS)
def test_a_browser_that_has_the_page_is_told_so(reader: str, lessons: None) -> None:
    client, process = READERS[reader](), Process()
    for _ in range(2):
        first = process.get(LESSON, client)
        again = process.get(LESSON, client, if_none_match=first["ETag"])
        other = process.get(LESSON, client, if_none_match='W/"khac"')
        assert (again.status_code, again.content) == (304, b"")
        assert other.status_code == 200 and first["ETag"].startswith('W/"')
        assert again["ETag"] == first["ETag"]


def test_readers_who_see_another_page_have_another_tag(lessons: None) -> None:
    process = Process()
    tags = [
        process.get(LESSON, READERS[reader]())["ETag"] for reader in ("nobody known", "a learner in a class")
    ]
    assert len(set(tags)) == 2


def test_a_cache_on_the_way_is_told_what_a_page_depends_on(lessons: None) -> None:
    process = Process()
    for _ in range(2):
        assert set(process.get(LESSON)["Vary"].split(", ")) == {"Accept-Encoding", "Cookie"}


def test_each_host_has_pages_of_its_own(lessons: None) -> None:
    process = Process()
    for host in ("mot.example.com", "hai.example.com", "mot.example.com"):
        page = process.get("/hoc/", host=host).content.decode()
        assert "example.com" not in page or f"//{host}" in page
    assert len(kept_pages()) == 2


# --- What is never kept ----------------------------------------------------------------------------------------
def keeps(path: str, client: Client | None = None, **headers: str) -> bool:
    before = len(kept_pages())
    Process().get(path, client, **headers)
    return len(kept_pages()) > before


def test_a_page_is_kept_whoever_comes_first(lessons: None) -> None:
    assert keeps(LESSON) and keeps("/hoc/", learner_client(Learner.objects.create()))


@pytest.mark.parametrize(
    "path",
    [
        f"{LESSON}?fbclid=1",
        "/hoc/khong-co/",
        f"{LESSON}buoc-9/",
        "/hoc",
        "/tim/",
        "/tap/",
        "/tai-khoan/vao/",
        "/vao/",
        "/healthz",
        "/quan-tri/",
    ],
)
def test_everything_else_is_not(path: str, lessons: None) -> None:
    assert not keeps(path)


def test_the_first_page_of_a_learner_is_drawn_for_her(lessons: None) -> None:
    learner = learner_client(Learner.objects.create())
    process = Process()
    process.get("/")
    assert "ETag" in process.get("/") and "ETag" not in process.get("/", learner)


@pytest.mark.parametrize(
    "kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]
)
def test_a_page_that_is_not_for_all_is_not_kept(kind: str, lessons: None) -> None:
    page = Page.objects.get(slug="khai-sinh")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="mat-khau-mau"
    )
    group = Group.objects.create(name="riêng")
    restriction.groups.add(group)
    officer = make_officer(Role.COMMUNE_OFFICER, load_basics())
    officer.groups.add(group)
    assert not keeps(LESSON) and not keeps(LESSON, user_client(officer))
    assert kept_pages() == []


def test_only_pages_that_are_asked_for_with_get_are_kept(lessons: None) -> None:
    assert Client().head(LESSON).status_code == 200
    assert Client().post(LESSON).status_code in (200, 403, 405)
    assert kept_pages() == []


def test_a_preview_is_never_answered_from_what_is_kept(lessons: None) -> None:
    assert not keeps(LESSON + "?x") and keeps(LESSON)
    page = Page.objects.get(slug="khai-sinh").specific
    page.title = "zqnhapqz"
    for mode in ("1", "2"):
        assert "zqnhapqz" in page.make_preview_request(preview_mode=mode).content.decode()
    assert "zqnhapqz" not in Process().text(LESSON)


def test_switched_off_nothing_is_kept(lessons: None, settings: Settings) -> None:
    settings.WHOLE_PAGES = False
    assert not keeps(LESSON)


# --- Canaries --------------------------------------------------------------------------------------------------
def test_nothing_of_anybody_is_in_what_is_kept(lessons: None) -> None:
    """Everybody reads every page first, so that whatever is kept was asked for by somebody with a name."""
    words = Words()
    make_pages(words)
    home = HomePage.objects.get()
    for reader, make in READERS.items():
        client = make()
        client.defaults |= {
            "HTTP_USER_AGENT": "zqtrinhduyetqz",
            "HTTP_REFERER": "http://testserver/zqtudauqz/",
            "HTTP_X_FORWARDED_FOR": "203.0.113.77",
            "HTTP_ACCEPT_LANGUAGE": "zq-QZ",
            "HTTP_AUTHORIZATION": "Basic zqmatqz",
        }
        process = Process()
        for page in Page.objects.filter(depth__gt=1):
            process.get(page.get_url() or "/", client)
            process.get(f"{page.get_url()}?zqhoiqz=1", client)
        client.get("/tai-khoan/vao/")  # a page with a form token
        assert home.pk, reader
    kept = kept_pages()
    assert len(kept) >= 10
    secrets = ("zq", "203.0.113.77", HELPER, HER_NAME, "csrf", "sessionid", "nguoi_hoc", "data-seconds")
    for page in kept:
        everything = repr((page.headers, page.own)) + b"".join(page.texts).decode()
        assert not [word for word in secrets if word in everything]
        assert not {"set-cookie", "link"} & {name.lower() for name in page.headers}
        assert gzip.decompress(page.gzipped) == page.body
