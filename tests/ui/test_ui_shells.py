"""The three shells and the pages of an accident."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "site" / "static" / "css"
FIRST_FLIGHT = 14_600  # bytes that reach a phone in the first round trip (docs/contributing.md)
ERRORS = [{"text": "Ngày sinh: đổi chỗ ngày và tháng", "target": "ngay-sinh"}]


def shell(name: str, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return render_to_string(name, context, request=request)


def child(source: str, **context: object) -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize("name", ["base.html", "tap.html", "team.html"])
def test_a_shell_has_its_landmarks_in_order(name: str) -> None:
    html = shell(name)
    places = [
        html.index(part) for part in ('class="skip"', "<header", '<main id="noi-dung"', "</main>", "<footer")
    ]
    assert places == sorted(places)
    assert html.startswith('<!doctype html>\n<html lang="vi">')


@pytest.mark.parametrize("name", ["base.html", "tap.html"])
def test_a_citizens_shell_holds_nothing_personal(name: str) -> None:
    html = shell(name)
    assert "csrf" not in html and "<form" not in html
    assert re.findall(r"<script[^>]*>", html) == ['<script defer src="/static/js/hear.js">'], (
        "no nonce, no words"
    )
    assert html == shell(name), "the same bytes for everybody"


@pytest.mark.parametrize("name", ["base.html", "tap.html"])
def test_help_is_at_the_same_place_on_every_citizens_page(name: str) -> None:
    html = shell(name)
    assert 'href="#nho-giup"' in html and 'id="nho-giup"' in html
    assert 'href="tel:0000000012"' in html


def test_the_practice_portal_wears_its_frame() -> None:
    html = shell("tap.html")
    assert html.count('<aside class="band') == 2
    assert "<title>TẬP DƯỢT · " in html and " · Cổng Tập</title>" in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert "og:" not in html and "password" not in html


def test_the_real_address_is_words_and_never_a_link() -> None:
    html = shell("tap.html")
    assert "<b>dichvucong.gov.vn</b>" in html
    assert "http" not in html


def test_a_child_cannot_close_the_bands() -> None:
    source = (ROOT / "site" / "templates" / "tap.html").read_text(encoding="utf-8")
    for part in source.split('<aside class="band')[1:]:
        assert "{% block" not in part.split("</aside>")[0]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tap.html", "<title>Lỗi: TẬP DƯỢT · Kê khai · Cổng Tập</title>"),
        ("base.html", "<title>Lỗi: Kê khai · Tự Tay</title>"),
    ],
)
def test_a_page_with_mistakes_says_so_first(name: str, title: str) -> None:
    html = child(
        '{% extends "'
        + name
        + '" %}{% block title %}Kê khai{% endblock %}{% block main %}<h1>x</h1>{% endblock %}',
        errors=ERRORS,
    )
    assert title in html
    assert html.index('class="errs" role="alert" tabindex="-1"') < html.index("<h1>")
    assert '<a href="#ngay-sinh">Ngày sinh: đổi chỗ ngày và tháng</a>' in html
    assert "js/errs.js" in html


def test_the_place_one_is_at_is_marked() -> None:
    assert '<a href="/hoc/" aria-current="page">' in shell("base.html", "/hoc/")
    assert '<a href="/hoc/" aria-current="true">' in shell("base.html", "/hoc/khai-sinh/")
    assert "aria-current" not in shell("base.html", "/")


@pytest.mark.parametrize("name", ["403.html", "404.html", "429.html", "csrf_failure.html"])
def test_pages_of_a_refusal_say_what_to_do(name: str) -> None:
    html = shell(name)
    assert html.count("<h1>") == 1 and 'href="#nho-giup"' in html and "noindex" in html


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_an_accident_need_no_request(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1>") == 1 and 'href="/"' in html


def test_robots_keeps_the_replica_out() -> None:
    text = shell("robots.txt")
    assert "Disallow: /tap/" in text and text.rstrip().endswith("Sitemap: http://testserver/sitemap.xml")


@pytest.mark.parametrize("name", ["base.html", "tap.html", "team.html"])
def test_an_empty_page_and_its_style_fit_the_first_flight(name: str) -> None:
    parts = [shell(name).encode(), *(path.read_bytes() for path in sorted(CSS.glob("*.css")))]
    assert sum(len(gzip.compress(part)) for part in parts) <= FIRST_FLIGHT


@pytest.mark.parametrize("name", ["base.html", "tap.html", "team.html"])
def test_what_is_drawn_once_follows_the_settings(name: str, settings: Settings) -> None:
    settings.TUTAY_HELP_PHONE = "0000 000 034"
    assert "0000 000 034" in shell(name) or name == "team.html"
    settings.TUTAY_HELP_PHONE = "0000 000 056"
    assert "0000 000 034" not in shell(name)
