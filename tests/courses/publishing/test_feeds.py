"""What programs ask for: the Atom feeds and the map of the site."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from courses.models import LessonPage, NewsPage
from courses.publishing import sitemap
from tests.courses.paths.test_placement import make_path
from tests.courses.sides import Side, make_shared, make_side

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def side() -> Side:
    """A commune with a guide, a piece of news and a draft."""
    side = make_side()
    side.guide("Chứng thực <bản> sao", summary="Mang bản chính & căn cước.")
    side.guide("Bài còn viết", live=False)
    news = NewsPage(title="Lớp học tối thứ Ba", summary="Ở nhà văn hóa.")
    side.portal.page.add_child(instance=news)
    news.save_revision().publish()
    return side


def feed(client: Client, path: str) -> ET.Element:
    """The feed at ``path``, read as programs read it."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def test_a_commune_tells_its_guides_and_news(client: Client, side: Side, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://tutay.example.org"
    path = f"{side.portal.page.get_url()}moi.xml"
    root = feed(client, path)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert {one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")} == {
        "Chứng thực <bản> sao",
        "Lớp học tối thứ Ba",
    }
    for one in (root, *root.iter(f"{ATOM}entry")):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert (one.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        links = [str(link.get("href")) for link in one.findall(f"{ATOM}link")]
        assert links and all(link.startswith("https://tutay.example.org/xa/") for link in links)
    assert root.find(f"{ATOM}author") is not None
    page = client.get(side.portal.page.get_url()).content.decode()
    assert (
        f'<link rel="alternate" type="application/atom+xml" title="{side.portal.page.title}" href="{path}">'
        in page
    )


def test_an_entry_keeps_its_id_when_it_is_renamed(client: Client, side: Side) -> None:
    path = f"{side.portal.page.get_url()}moi.xml"
    before = {one.findtext(f"{ATOM}id") for one in feed(client, path).iter(f"{ATOM}entry")}
    guide = next(one.specific for one in side.portal.page.get_children().live() if "Chứng" in one.title)
    guide.title, guide.slug = "Tên khác", "ten-khac"
    guide.save_revision().publish()
    from kit import generation

    generation.renew_now()  # a test's transaction is never committed
    after = feed(client, path)
    assert before == {one.findtext(f"{ATOM}id") for one in after.iter(f"{ATOM}entry")}
    assert "Tên khác" in {one.findtext(f"{ATOM}title") for one in after.iter(f"{ATOM}entry")}


def test_what_is_for_everybody_has_a_feed_too(client: Client, lesson: LessonPage) -> None:
    assert len(list(feed(client, "/huong-dan/moi.xml").iter(f"{ATOM}entry"))) == 1
    make_shared("Cấp lại thẻ mượn sách")
    assert (
        "moi.xml" in client.get("/huong-dan/").content.decode()
        and "moi.xml" in client.get("/hoc/").content.decode()
    )


def test_a_reader_who_has_the_feed_is_told_so(client: Client, side: Side) -> None:
    path = f"{side.portal.page.get_url()}moi.xml"
    first = client.get(path)
    assert not first.cookies and "public" in first["Cache-Control"]
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_feeds_of_nobody_are_missing(client: Client, side: Side) -> None:
    assert client.get("/xa/khong-co/moi.xml").status_code == 404
    page = side.portal.page
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.get_url()}moi.xml").status_code == 404
    assert client.post("/huong-dan/moi.xml").status_code == 405


def test_an_empty_portal_has_a_valid_feed(client: Client) -> None:
    root = feed(client, f"{make_side().portal.page.get_url()}moi.xml")
    assert root.findtext(f"{ATOM}updated") and not list(root.iter(f"{ATOM}entry"))


# --- The map ---------------------------------------------------------------------------------------------------------
def places(client: Client, path: str = "/sitemap.xml") -> list[str]:
    """The addresses of a map or of a list of maps."""
    root = ET.fromstring(client.get(path).content)  # noqa: S314 - our own
    return [str(one.text) for one in root.iter(f"{MAP}loc")]


def test_the_map_holds_public_pages_with_their_day(client: Client, lesson: LessonPage, side: Side) -> None:
    found = places(client)
    assert "http://testserver/" in found and f"http://testserver{lesson.get_url()}" in found
    assert f"http://testserver{side.portal.page.get_url()}chung-thuc-ban-sao/" in found
    assert not [one for one in found if "bai-con-viet" in one or "/tap/" in one or "/tim/" in one]
    assert b"<lastmod>20" in client.get("/sitemap.xml").content
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert not [one for one in places(client) if "nop-ho-so" in one]
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_large_map_has_sections(client: Client, side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    make_path()
    whole = places(client)
    assert whole[-2:] == ["http://testserver/hoc/lo-trinh/", "http://testserver/hoc/lo-trinh/thu/"]
    monkeypatch.setattr(sitemap, "MOST", 3)
    sections = places(client)
    assert sections[0] == "http://testserver/sitemap-1.xml" and len(sections) == -(-len(whole) // 3)
    assert [
        one for path in sections for one in places(client, path.removeprefix("http://testserver"))
    ] == whole
    for number in (0, len(sections) + 1, 10**30):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_the_map_asks_three_queries(
    client: Client, side: Side, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_path()
    with django_assert_max_num_queries(3):
        client.get("/sitemap.xml")
