"""What belongs to the whole site: health, robots, the policy of each page, fixed addresses, forgotten forms."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from tests.people import SCENARIO, make_administrator, user_client
from tests.world import load_basics

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def policy(client: Client, path: str) -> set[str]:
    return {part.strip() for part in client.get(path)["Content-Security-Policy"].split(";")}


@pytest.mark.django_db
def test_health_asks_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"ok": True})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_says_no_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert Client(raise_request_exception=False).get("/healthz").status_code >= 500


@pytest.mark.django_db
def test_search_engines_are_kept_out_of_the_replica(client: Client) -> None:
    rules = client.get("/robots.txt").content.decode()
    assert "Disallow: /tap/" in rules
    load_basics()
    for path in ("/tap/", f"/tap/bat-dau/{SCENARIO}/practice/", "/tap/tra-cuu/", "/tap/ho-so/"):
        response = client.get(path)
        assert "noindex" in response["X-Robots-Tag"]
        assert {"private", "no-cache", "max-age=0"} <= set(response["Cache-Control"].split(", "))
    assert "/tap/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/hoc/", "/tap/", "/vao/", "/tim/", "/tai-khoan/vao/", "/khong-co/", "/to/", "/quan-trix/"]
)
def test_every_page_is_strict(client: Client, path: str) -> None:
    assert policy(client, path) >= STRICT


@pytest.mark.django_db
def test_only_the_editor_has_more_room() -> None:
    sent = policy(user_client(make_administrator()), "/quan-tri/")
    assert "frame-ancestors 'self'" in sent
    assert not any("unsafe-eval" in part or "*" in part or "http" in part for part in sent)
    assert policy(user_client(make_administrator()), "/to/") >= STRICT


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_says_how_to_go_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/tap/tra-cuu/", {"code": "1"})
    page = response.content.decode()
    assert response.status_code == 403
    assert '<html lang="vi">' in page and "csrf" not in page.lower().replace("csrftoken", "")


@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("sandbox:home", [], "/tap/"),
        ("join:join", ["4712"], "/vao/4712/"),
        ("teams:home", [], "/to/"),
        ("courses:search", [], "/tim/"),
        ("account_login", [], "/tai-khoan/vao/"),
        ("gallery", [], "/ui/"),
        ("courses:sitemap", [], "/sitemap.xml"),
        ("healthz", [], "/healthz"),
        ("wagtailadmin_home", [], "/quan-tri/"),
    ],
)
def test_printed_addresses_stay(name: str, arguments: list[str], path: str) -> None:
    assert reverse(name, args=arguments) == path


@pytest.mark.django_db
def test_other_headers_that_browsers_heed(client: Client) -> None:
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
