"""What is printed of a page and read out over the loudspeaker."""

import re
from pathlib import Path

import pytest
import segno
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import PageViewRestriction

from courses.models import LessonPage, NewsPage
from courses.sharing import handouts
from kit.limits import Door, Limit
from media import voice, voice_views
from media.models import Attachment
from tests.courses.factories import MISTAKE, ORDER, SEVERAL, STEPS, TYPED, make_lesson
from tests.courses.sides import Side, make_side
from tests.kept import kept_pages, switch_on
from tests.media.test_voice import Fake
from tests.people import user_client

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"
SITE = "https://tu.example.org"


@pytest.fixture
def side() -> Side:
    """A commune with its page published."""
    side = make_side()
    page = side.portal.page
    page.phone, page.address, page.hours = "0000 000 077", "Thôn Tập", "Thứ hai đến thứ sáu, 7h30 - 11h30"
    page.save_revision().publish()
    return side


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert not response.cookies and "csrf" not in response.content.decode()
    return response.content.decode()


def test_each_page_has_its_handouts_and_no_others(client: Client, lesson: LessonPage, side: Side) -> None:
    guide = side.guide()
    have = {
        "/": (handouts.POSTER,),
        "/hoc/nop-ho-so/": (handouts.POSTER, handouts.BOOKLET),
        LESSON: (handouts.POSTER, handouts.BOOKLET, handouts.BULLETIN),
        side.portal.page.get_url(): (handouts.POSTER,),
        guide.get_url(): (handouts.POSTER, handouts.BOOKLET, handouts.BULLETIN),
        "/hoc/": (),
    }
    for base, kinds in have.items():
        page = read(client, base)
        for name, (kind, _size) in handouts.ADDRESSES.items():
            response = client.get(f"{base}{name}/")
            assert response.status_code == (200 if kind in kinds else 404), f"{base}{name}/"
            if kind in kinds:
                assert 'content="noindex"' in response.content.decode()
                assert f'href="{base}{kind}/"' in page  # "In và chia sẻ" leads there


@pytest.mark.parametrize("name", handouts.ADDRESSES)
def test_of_drafts_and_private_pages_there_is_none(client: Client, lesson: LessonPage, name: str) -> None:
    restriction = PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert client.get(f"{LESSON}{name}/").status_code == 302  # to the door, like the lesson
    restriction.delete()
    lesson.unpublish()
    assert client.get(f"{LESSON}{name}/").status_code == 404


def test_they_are_the_same_for_everybody_and_kept_like_pages(
    client: Client,
    lesson: LessonPage,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    switch_on(settings, tmp_path)
    for name in handouts.ADDRESSES:
        assert client.get(f"{LESSON}{name}/").content == client.get(f"{LESSON}{name}/").content
    assert len(kept_pages()) == len(handouts.ADDRESSES)
    lesson.title = "Tên mới của bài"
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    assert "Tên mới của bài" in read(client, f"{LESSON}to-dan/")


# --- The sheet to pin up ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", ["", "-a3"])
def test_the_sheet_leads_to_the_page_by_its_square_and_by_its_words(
    client: Client, side: Side, settings: Settings, size: str
) -> None:
    settings.PUBLIC_URL = SITE
    guide = side.guide()
    html = read(client, f"{guide.get_url()}to-dan{size}/".removeprefix(SITE))
    address = f"{SITE}/xa/ban-luyen/{guide.slug}/"
    wanted = segno.make(address, error="q", micro=False).svg_inline(border=4, svgclass="qr", omitsize=True)
    assert dark(html) == dark(wanted)
    assert address.removeprefix("https://").rstrip("/") in html.replace("/<wbr>", "/")
    assert guide.title in html and guide.summary in html and "Đóng dấu, ký tên" in html
    assert "0000 000 077" in html  # the commune's own number


def dark(html: str) -> list[str]:
    """The dark squares of the codes on a page."""
    return [
        path
        for code in re.findall(r'<svg[^>]*class="qr".*?</svg>', html)
        for path in re.findall(r' d="([^"]+)', code)
    ]


def test_without_a_number_of_the_commune_the_sites_is_on_the_sheet(
    client: Client, lesson: LessonPage
) -> None:
    assert "0000 000 012" in read(client, f"{LESSON}to-dan/")


def test_longer_titles_are_printed_smaller() -> None:
    assert [handouts._fit("a" * letters) for letters in (45, 46, 91, 151)] == ["", "dai", "dai2", "dai3"]


# --- The booklet -----------------------------------------------------------------------------------------------------
def test_the_booklet_holds_every_step_the_words_explained_and_the_answers(client: Client, db: None) -> None:
    steps = [
        {**STEPS[0], "term": {"word": "Thường trú", "text": "Nơi bác ở lâu dài."}, "question": SEVERAL},
        {**STEPS[1]},
        {"title": "Xếp thứ tự", "text": "Làm lần lượt.", "question": ORDER},
        {"title": "Tìm lỗi", "text": "Nhìn kỹ.", "question": MISTAKE},
        {
            "title": "Gõ lại",
            "text": "Gõ y như giấy.",
            "question": TYPED,
            "term": {"word": "thường trú", "text": "x"},
        },
    ]
    make_lesson(steps=steps, card="Giữ kín mã")
    html = read(client, f"{LESSON}sach-chu-to/")
    for step in steps:
        assert step["title"] in html
    assert (
        html.count("Nơi bác ở lâu dài.") == 2
    )  # in its step and at the end; spelled otherwise it is the same word
    before, answers = html.split('id="dap-an"')
    assert "Ảnh đủ bốn góc" in before and "Đủ bốn góc rồi." not in before  # the answer waits
    for right in (
        "Đủ bốn góc rồi.",
        "Giấy chứng sinh; Căn cước",
        " → ".join(ORDER["items"]),
        "11/30/2026",
        "Giàng A Thử",
    ):
        assert right in answers, right
    assert "Giữ kín mã" in before and "<form" not in html.split("<main")[1].split("</main>")[0]


def test_the_booklet_of_a_course_holds_its_published_lessons(client: Client, lesson: LessonPage) -> None:
    second = make_lesson(slug="tam-tru", title="Đăng ký tạm trú")
    html = read(client, "/hoc/nop-ho-so/sach-chu-to/")
    assert "Bài 1. Khai sinh cho cháu" in html and "Bài 2. Đăng ký tạm trú" in html
    assert html.count('class="qr"') == 2 and "Bài 2 · Bước 2" in html
    second.unpublish()
    assert "tạm trú" not in read(client, "/hoc/nop-ho-so/sach-chu-to/")


def test_the_booklet_of_a_guide_says_what_to_bring_and_where(client: Client, side: Side) -> None:
    html = read(client, f"{side.guide(phone='0000 000 055').get_url()}sach-chu-to-a5/")
    assert "Bản chính" in html and "0000 000 055" in html and "Thôn Tập" in html and "In khổ A5" in html


# --- The loudspeaker -------------------------------------------------------------------------------------------------
@pytest.fixture
def machine(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with a voice."""
    settings.TUTAY_VOICE, settings.VOICE_ROOT = True, tmp_path / "voice"
    monkeypatch.setattr(voice, "_found", lambda: Fake("espeak-ng", "ffmpeg"))
    monkeypatch.setattr(voice, "_known", {})


def test_a_guide_is_read_out_by_a_machine_with_a_file_to_take_along(
    client: Client, side: Side, machine: None
) -> None:
    guide = side.guide()
    html = read(client, f"{guide.get_url()}ban-tin-loa/")
    assert (
        "Thưa bà con xã Bản Luyện." in html
        and "không không không không, không không không, không bảy bảy" in html
    )
    address = re.findall(r'<a [^>]*href="(/nghe/trang/[^"]+)" download="(ban-tin-loa-[^"]+)"', html)
    assert address and address[0][1] == f"ban-tin-loa-{guide.slug}.mp3"
    said = b"".join(client.get(address[0][0]).streaming_content).decode()  # type: ignore[attr-defined]
    assert said.startswith(f"{guide.title}|Thưa bà con xã Bản Luyện.|")


def test_own_words_and_a_recording_come_first(client: Client, side: Side, machine: None) -> None:
    guide = side.guide()
    guide.bulletin = "Thưa bà con, sáng mai 7h họp."
    guide.bulletin_sound = Attachment.objects.create(title="Loa", file=ContentFile(b"ID3", name="loa.mp3"))
    guide.save_revision().publish()
    html = read(client, f"{guide.get_url()}ban-tin-loa/")
    assert "sáng mai bảy giờ họp." in html and "Bản chính" not in html.split("<main")[1]
    assert (
        Attachment.objects.get().url in html
        and "/nghe/trang/" not in html.split('id="tieng"')[1].split("</main>")[0]
    )


def test_news_are_read_out_with_their_day_and_without_a_voice_on_paper(client: Client, side: Side) -> None:
    news = NewsPage(title="Họp thôn", summary="Mời bác đến.", day="2026-11-05", live=True)
    side.portal.page.add_child(instance=news)
    html = read(client, f"{news.get_url()}ban-tin-loa/")
    assert "ngày mùng năm tháng mười một năm hai nghìn không trăm hai mươi sáu: Họp thôn" in html
    assert "Mời bà con đến." in html and "Máy chủ này chưa có giọng đọc" in html


def test_one_line_cannot_keep_the_voice_busy(
    client: Client, machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_views, "MAKING", Door("voice", by_address=(Limit(2, 3600),)))
    addresses = [voice.register([f"Lời {number}"], [0]) for number in range(3)]
    answers = [client.get(address) for address in [*addresses, addresses[0]]]
    assert [one.status_code for one in answers] == [
        200,
        200,
        429,
        200,
    ]  # what is made already is always heard
    assert answers[2]["Retry-After"]
    for one in answers:
        one.close()


# --- In the editor ---------------------------------------------------------------------------------------------------
def test_a_draft_is_seen_in_the_preview_and_its_menu_leads_to_what_is_published(
    client: Client, side: Side
) -> None:
    guide = side.guide()
    writer = user_client(side.writer)
    html = writer.get(f"/quan-tri/pages/{guide.pk}/edit/").content.decode()
    for kind in guide.handouts:
        assert f"{guide.get_url()}{kind}/" in html
    assert "khoảng" in html and "Thưa bà con xã Bản Luyện." in html  # the bulletin, with its seconds
    guide.title = "Chưa ai được đọc"
    guide.save_revision(user=side.writer)
    for mode in guide.handouts:
        preview = writer.get(f"/quan-tri/pages/{guide.pk}/view_draft/", {"mode": mode})
        assert "Chưa ai được đọc" in preview.content.decode()
        assert "Chưa ai được đọc" not in read(client, f"{guide.get_url()}{mode}/")


def test_a_page_cannot_take_the_address_of_a_handout(side: Side) -> None:
    guide = side.guide("Tờ dán")
    assert guide.slug == "to-dan-2"
