"""Where a page's styles are: in it on a first visit, linked from then on; what the policy and a cache are told."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from pytest_django.fixtures import Settings

from tests.people import make_administrator, user_client
from tests.world import load_basics
from ui.service import STYLES_COOKIE
from ui.styles import written

READING, ASKING = "/hoc/", "/tai-khoan/vao/"  # a page without a form, and one whose form brings a cookie
IN_PAGE = re.compile(r"<style>(.*?)</style>", re.S)
LINKED = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


@pytest.fixture(autouse=True)
def as_it_is_run(db: None, settings: Settings) -> None:
    settings.STYLES_IN_PAGE = True
    load_basics()


def policy_of_styles(response: object) -> str:
    parts = response["Content-Security-Policy"].split(";")  # type: ignore[index]
    return next(part.strip() for part in parts if part.strip().startswith("style-src"))


@pytest.mark.parametrize("path", [READING, ASKING, "/tap/", "/khong-co/"])
def test_a_first_visit_needs_no_other_file_before_it_is_painted(client: Client, path: str) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert len(IN_PAGE.findall(page)) == 1 and not LINKED.findall(page)


@pytest.mark.parametrize("path", [READING, ASKING])
def test_the_policy_allows_these_styles_and_no_others(client: Client, path: str) -> None:
    response = client.get(path)
    [text] = IN_PAGE.findall(response.content.decode())
    digest = b64encode(sha256(text.encode()).digest()).decode()
    assert policy_of_styles(response) == f"style-src 'self' 'sha256-{digest}'"


def test_a_reader_without_cookies_is_given_none(client: Client) -> None:
    response = client.get(READING)
    assert not response.cookies and "Link" not in response
    assert IN_PAGE.search(client.get(READING).content.decode())


def test_whoever_has_a_cookie_fetches_the_sheets_and_is_linked_to_them_from_then_on(client: Client) -> None:
    first = client.get(ASKING)
    assert first.cookies[STYLES_COOKIE]["httponly"]
    assert re.findall(r"css/(tokens|look)[^>]*\.css>; rel=prefetch; as=style", first["Link"]) == [
        "tokens",
        "look",
    ]
    second = client.get(ASKING)
    page = second.content.decode()
    assert not IN_PAGE.search(page) and len(LINKED.findall(page)) == 2
    assert policy_of_styles(second) == "style-src 'self'"
    assert STYLES_COOKIE not in second.cookies and "Link" not in second


def test_changed_sheets_are_written_again(client: Client) -> None:
    client.cookies[STYLES_COOKIE] = "0123456789ab"
    response = client.get(ASKING)
    assert IN_PAGE.search(response.content.decode())
    assert response.cookies[STYLES_COOKIE].value != "0123456789ab"


def test_a_cache_is_told_that_the_page_depends_on_the_cookie(client: Client) -> None:
    assert "Cookie" in client.get(READING)["Vary"]


def test_a_developer_sees_a_changed_sheet_at_once(client: Client, settings: Settings) -> None:
    settings.STYLES_IN_PAGE = False
    page = client.get(READING).content.decode()
    assert not IN_PAGE.search(page) and len(LINKED.findall(page)) == 2


def test_an_accident_links_to_its_styles_without_asking_the_request() -> None:
    assert len(LINKED.findall(render_to_string("500.html"))) == 2


def test_only_sheets_that_stand_alone_can_be_written() -> None:
    with pytest.raises(ValueError, match="url"):
        written(("sandbox/sheets.css",))
    with pytest.raises(FileNotFoundError):
        written(("css/khong-co.css",))


def test_what_is_written_is_the_sheet_but_for_comments() -> None:
    path = finders.find("css/tokens.css")
    assert isinstance(path, str)
    text = written(("css/tokens.css",)).text
    assert "/*" not in text and text.count("{") == text.count("}") > 5
    assert "--tap: 48px;" in text


def test_every_sheet_of_a_page_is_written_and_allowed() -> None:
    response = user_client(make_administrator()).get("/to/")
    texts = IN_PAGE.findall(response.content.decode())
    digests = {b64encode(sha256(text.encode()).digest()).decode() for text in texts}
    assert len(digests) == 2 and "/css/team" in response["Link"]
    assert {f"'sha256-{digest}'" for digest in digests} == set(policy_of_styles(response).split()[2:])


def test_the_editor_keeps_its_own_policy() -> None:
    response = user_client(make_administrator()).get("/quan-tri/")
    assert "sha256" not in response["Content-Security-Policy"]
