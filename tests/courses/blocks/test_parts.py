"""What a step is made of: each part shows what it holds, is previewed in the editor, refuses what would hurt."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.blocks import Block

from courses.blocks import StepBlock
from courses.models import LessonPage
from media.models import Attachment
from sandbox.service import drill_choices, load_packs
from tests.courses.factories import MISTAKE, ORDER, SEVERAL, STEPS, TYPED, make_lesson
from tests.media.factories import make_picture
from tests.people import past_second_step

pytestmark = pytest.mark.django_db
LESSON = "/hoc/nop-ho-so/khai-sinh/"
PARTS = StepBlock().child_blocks["parts"]


def page_with(client: Client, **parts: Any) -> str:
    """The first step of a lesson, with these parts."""
    make_lesson(steps=[{**STEPS[0], **parts}, *STEPS[1:]])
    response = client.get(LESSON)
    assert response.status_code == 200
    return response.content.decode()


def test_an_official_word_is_explained(client: Client) -> None:
    html = page_with(client, term={"word": "Giấy hẹn", "text": "Tờ ghi ngày trả kết quả."})
    assert "<dfn>Giấy hẹn</dfn>: Tờ ghi ngày trả kết quả." in html


def test_right_and_wrong_stand_side_by_side_the_right_one_last(client: Client) -> None:
    sides = {"wrong": {"text": "Đọc mã cho họ."}, "right": {"text": "Tắt máy.", "drawing": "anh-du-goc"}}
    html = page_with(client, compare={"title": "Có người hỏi mã", **sides})
    assert "Có người hỏi mã</h2>" in html
    assert (
        html.index("Đừng làm thế")
        < html.index("Đọc mã cho họ.")
        < html.index("Làm thế này")
        < html.index("Tắt máy.")
    )


def test_a_drawing_that_is_gone_leaves_the_words(client: Client) -> None:
    lesson = make_lesson(
        steps=[
            {
                **STEPS[0],
                "compare": {"wrong": {"text": "Sai", "drawing": "to-giay"}, "right": {"text": "Đúng"}},
            }
        ]
    )
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["parts"][2]["value"]["wrong"]["drawing"] = "khong-con"
    lesson.steps = raw
    lesson.save(clean=False)
    assert "Làm thế này" in client.get(LESSON).content.decode()


def test_a_step_leads_to_the_real_thing_and_to_what_may_go_wrong(client: Client) -> None:
    load_packs()
    slug, title = drill_choices()[0]
    html = page_with(client, real="1.001193", drill=slug)
    assert 'href="/mai-di-nop/1.001193/"' in html
    assert f'href="/tap/su-co/{slug}/"' in html
    assert title in html
    assert client.get("/mai-di-nop/1.001193/").status_code == 200


def test_a_drill_that_is_gone_leaves_no_link(client: Client) -> None:
    lesson = make_lesson()
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["parts"].append({"type": "drill", "value": {"drill": "khong-con"}})
    lesson.steps = raw
    lesson.save(clean=False)
    assert "/tap/su-co/" not in client.get(LESSON).content.decode()


def film(name: str = "phim.mp4", **fields: Any) -> dict[str, Any]:
    """The value of a film; the file holds nothing that could be played."""
    file = Attachment.objects.create(
        title="Phim", file=ContentFile(b"\x00" * 3_150_000, name=name), seconds=80, file_size=3_150_000
    )
    poster = make_picture(640, 360)
    return {
        "title": "Chụp giấy",
        "file": file.pk,
        "poster": poster.pk,
        "words": "Đặt giấy lên bàn.",
        **fields,
    }


def test_a_film_waits_for_a_tap_and_says_its_size_before(client: Client) -> None:
    lesson = make_lesson()
    raw = lesson.steps.get_prep_value()
    raw[0]["value"]["parts"].append({"type": "video", "value": film(poster=None)})
    lesson.steps = raw
    lesson.save()
    html = client.get(LESSON).content.decode()
    assert 'preload="none"' in html and "autoplay" not in html
    assert html.index("<b>3,2 MB</b>") < html.index("<video")
    assert "1 phút 20 giây" in html
    assert "Đặt giấy lên bàn." in html
    assert 'type="video/mp4"' in html


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a file that Wagtail leaves open
def test_the_picture_of_a_film_is_a_light_one() -> None:
    block = PARTS.child_blocks["video"]
    html = block.render(block.to_python(film()))
    assert 'width="640" height="360" poster="/' in html and ".webp" in html


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"name": "phim.mp3"}, "file"),
        ({"words": ""}, "words"),
        ({"poster": None}, "poster"),
        ({"file": None}, "file"),
    ],
)
def test_a_film_needs_its_words_and_its_picture(fields: dict[str, Any], key: str) -> None:
    block = PARTS.child_blocks["video"]
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(film(**fields)))
    assert key in caught.value.block_errors  # type: ignore[attr-defined]  # Wagtail's own kind of error


@pytest.mark.parametrize(
    ("question", "name", "sign"),
    [
        (SEVERAL, "several", 'type="checkbox" name="chon"'),
        (MISTAKE, "mistake", 'type="radio" name="chon"'),
        (ORDER, "order", 'name="vi_tri_1"'),
        (TYPED, "typed", 'name="chu"'),
    ],
)
def test_each_kind_of_question_stands_in_its_step(
    client: Client, question: dict[str, Any], name: str, sign: str
) -> None:
    html = page_with(client, question=question)
    assert sign in html
    assert question["text"] in html
    assert LessonPage.objects.get().steps[0].value["parts"][-1].block_type == name


def test_a_step_asks_once(client: Client) -> None:
    lesson = make_lesson(steps=[{**STEPS[0], "question": SEVERAL}, {**STEPS[1], "question": ORDER}])
    parts = [step.value["parts"][-1] for step in lesson.steps]
    raw = [{"type": part.block_type, "value": part.get_prep_value()["value"]} for part in parts]
    with pytest.raises(ValidationError):
        PARTS.clean(PARTS.to_python(raw))


@pytest.mark.parametrize("rights", [0, 3])
def test_several_means_some_and_not_all(rights: int) -> None:
    block = PARTS.child_blocks["several"]
    answers = [{"text": f"{n}", "right": n < rights, "reply": "x", "drawing": ""} for n in range(3)]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"text": "?", "answers": answers}))


def test_things_to_put_in_order_differ() -> None:
    block = PARTS.child_blocks["order"]
    with pytest.raises(ValidationError):
        block.clean(
            block.to_python({"text": "?", "items": ["a", "b", "a"], "reply_right": "x", "reply_wrong": "y"})
        )


# --- The editor ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS.child_blocks)
def test_every_part_can_be_looked_at_before_it_is_chosen(client: Client, name: str) -> None:
    load_packs()
    client.force_login(get_user_model().objects.create_superuser("quan-tri"))
    past_second_step(client, get_user_model().objects.get())
    block: Block = PARTS.child_blocks[name]
    assert block.is_previewable
    assert block.get_description()
    response = client.get("/quan-tri/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    html = response.content.decode()
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert len(html) > 1000 and "<h1" in html
    words = {"video": "Chụp giấy đủ bốn góc", "real": "/mai-di-nop/", "drill": "/tap/su-co/"}.get(name)
    assert (words or next(_words(block.get_preview_value()))) in html


def _words(value: Any) -> Any:
    """The first words of a sample."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "source"):
        yield "Đặt giấy lên bàn"
    else:
        for key in ("title", "word", "text"):
            if value.get(key):
                yield value[key]


# --- The card -----------------------------------------------------------------------------------------------------

CARD = "Tự gõ địa chỉ.\nTự tay gõ mã.\nThấy mã hồ sơ là xong."


def test_the_end_of_a_lesson_shows_its_card(client: Client) -> None:
    make_lesson(card=CARD)
    html = client.get(f"{LESSON}xong/").content.decode()
    assert "Thẻ nhớ" in html and "Tự tay gõ mã." in html
    assert f'href="{LESSON}the-nho/"' in html


@pytest.mark.parametrize(("sheet", "other"), [("the-nho", "the-nho-a6"), ("the-nho-a6", "the-nho")])
def test_the_card_is_printed_from_an_address_of_its_own(client: Client, sheet: str, other: str) -> None:
    make_lesson(card=CARD)
    response = client.get(f"{LESSON}{sheet}/")
    html = response.content.decode()
    assert all(line in html for line in CARD.splitlines())
    assert f'href="{LESSON}{other}/"' in html
    assert ('class="a5 a6 stack"' in html) == (sheet == "the-nho-a6")
    assert not response.cookies and "csrf" not in html and "Cookie" not in response.get("Vary", "")


def test_a_lesson_without_a_card_has_no_page_for_it(client: Client, lesson: LessonPage) -> None:
    assert client.get(f"{LESSON}the-nho/").status_code == 404
    assert "the-nho" not in client.get(f"{LESSON}xong/").content.decode()
    assert "the-nho" not in [mode for mode, _name in lesson.preview_modes]


def test_the_card_can_be_seen_before_it_is_published() -> None:
    lesson = make_lesson(card=CARD)
    assert lesson.make_preview_request(preview_mode="the-nho").status_code == 200


@pytest.mark.parametrize("card", ["x" * 61, "a\nb\nc\nd\ne\nf"])
def test_a_card_has_room_for_five_short_lines(card: str) -> None:
    lesson = make_lesson()
    lesson.card = card
    with pytest.raises(ValidationError):
        lesson.full_clean()
