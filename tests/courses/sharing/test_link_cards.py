"""What Zalo and Facebook show of a link, and the buttons below a page."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from courses.models import LessonPage
from tests.courses.sides import make_side

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"
SITE = "https://tu.example.org"


def metas(html: str) -> dict[str, str]:
    """Every meta that others read, by its name."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)" content="([^"]*)"', html))


@pytest.mark.parametrize("rest", ["", "buoc-2/", "xong/"])
def test_a_lesson_says_who_it_is_with_whole_addresses(
    client: Client, lesson: LessonPage, settings: Settings, rest: str
) -> None:
    settings.PUBLIC_URL = SITE
    found = metas(client.get(LESSON + rest).content.decode())
    assert found["og:title"] == "Khai sinh cho cháu"
    assert found["og:description"] == "Làm giấy khai sinh tại nhà."
    assert found["og:url"] == f"{SITE}{LESSON}"
    assert found["og:locale"] == "vi_VN" and found["twitter:card"] == "summary_large_image"
    assert found["og:image"].startswith(f"{SITE}/bia/{lesson.pk}/")
    assert client.get(found["og:image"].removeprefix(SITE)).status_code == 200


def test_every_page_of_ours_has_a_card_and_the_replica_has_none(client: Client, lesson: LessonPage) -> None:
    guide = make_side().guide("Tên có “ngoặc” & <dấu>")
    for path in ("/", "/hoc/", "/hoc/nop-ho-so/", "/xa/", guide.get_url()):
        found = metas(client.get(path).content.decode())
        assert found["og:url"].endswith(path) and "og:image" in found, path
    assert "&lt;dấu&gt;" in metas(client.get(guide.get_url()).content.decode())["og:title"]
    for path in ("/tap/", "/tap/tra-cuu/", "/tap/dien-thoai/", f"/hoc/tra-loi/{lesson.translation_key}/2/"):
        assert not metas(client.get(path).content.decode()), path


def test_long_words_are_cut_short(client: Client, lesson: LessonPage) -> None:
    lesson.summary = "Một câu dài. " * 19
    lesson.save_revision().publish()
    assert len(metas(client.get(LESSON).content.decode())["og:description"]) <= 160


@pytest.mark.parametrize("rest", ["", "xong/"])
def test_nothing_of_others_is_loaded_and_the_address_can_be_copied_without_scripts(
    client: Client, lesson: LessonPage, rest: str
) -> None:
    html = client.get(LESSON + rest).content.decode()
    assert 'href="https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2Ftestserver%2Fhoc' in html
    assert f'readonly value="http://testserver{LESSON}"' in html
    assert not re.findall(r'(?:src|action)="https?:', html) and "zalo.me" not in html
    assert re.search(r"<button[^>]*data-zalo[^>]*hidden", html)  # without a script it could do nothing
    assert 'role="status"' in html


def test_an_address_of_zalo_is_used_where_one_is_set(
    client: Client, lesson: LessonPage, settings: Settings
) -> None:
    settings.SHARE_ZALO = "https://zalo.example/?d={url}"
    html = client.get(f"{LESSON}xong/").content.decode()
    assert 'href="https://zalo.example/?d=http%3A%2F%2Ftestserver' in html and "data-zalo" not in html
