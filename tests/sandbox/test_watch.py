"""Xem làm mẫu: every frame can be shown to anybody, takes nothing, keeps nothing, and says where to look."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from sandbox import watching
from sandbox.engine import walkthrough
from sandbox.engine.packs import SHIPPED, read_pack
from sandbox.engine.schema import Frame
from sandbox.models import Attempt, PackVersion
from tests.sandbox import journeys
from tests.sandbox.journeys import FATHER, MOTHER

pytestmark = pytest.mark.django_db
PACK = read_pack(SHIPPED / "khai-sinh")
FRAMES = watching.frames_of(PACK, MOTHER)
NUMBERS = range(1, len(FRAMES) + 1)


def _address(number: int, scenario: str = MOTHER) -> str:
    return reverse("sandbox:watch", args=[scenario, number])


def _still(page: str) -> str:
    """The picture of the portal."""
    found = re.search(r'<section class="hinh.*?</section>', page, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("number", NUMBERS)
def test_every_frame_can_be_shown_and_takes_nothing(client: Client, number: int) -> None:
    response = client.get(_address(number))
    page = journeys.text(response)
    assert response.status_code == 200
    assert "<form" not in page and "csrf" not in page and 'type="password"' not in page
    controls = re.findall(r"<(?:input|select|textarea|button)\b[^>]*>", _still(page))
    assert all("disabled" in control for control in controls if "<button" not in control)
    assert "<button" not in _still(page) and "<a " not in _still(page)
    assert page.count('class="chi"') == 1


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("number", NUMBERS)
def test_every_frame_says_its_caption_and_how_far_it_is(client: Client, number: int) -> None:
    said = journeys.words(client.get(_address(number)))
    assert all(line in said for line in FRAMES[number - 1].caption)
    assert f"{number} / {len(FRAMES)}" in said or f"{number}/{len(FRAMES)}" in said


def _of_the_form() -> list[tuple[int, Frame]]:
    return [(number, frame) for number, frame in enumerate(FRAMES, 1) if frame.fields]


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(("number", "frame"), _of_the_form())
def test_fields_are_filled_in_rightly_and_carry_the_number_of_their_line(
    client: Client, number: int, frame: Frame
) -> None:
    page, scenario = journeys.text(client.get(_address(number))), PACK.scenario(MOTHER)
    marks = set(re.findall(r'class="mark">.*?</span>(\d+)<', page))
    assert marks == {str(scenario.lines[name].line) for name in frame.fields}
    for name in frame.fields:
        value = re.escape(scenario.fields[name])
        shown = rf'<input[^>]*name="{name}"[^>]*value="{value}"|<option value="{value}" selected|'
        shown += rf'<input[^>]*name="{name}"[^>]*checked'
        assert re.search(shown, page), name


@pytest.mark.usefixtures("packs")
def test_before_the_hand_has_come_by_a_field_is_empty(client: Client) -> None:
    first = next(n for n, frame in enumerate(FRAMES, 1) if frame.point == "dong-y")
    passcode = PACK.persona(PACK.scenario(MOTHER).persona).passcode
    assert passcode not in _still(journeys.text(client.get(_address(first))))
    assert passcode in _still(journeys.text(client.get(_address(first + 1))))


@pytest.mark.usefixtures("packs")
def test_one_turns_the_pages_forward_back_and_to_the_beginning(client: Client) -> None:
    first, middle, last = (journeys.text(client.get(_address(n))) for n in (1, 5, len(FRAMES)))
    assert f'class="btn go t" href="{_address(2)}"' in first
    assert f'href="{_address(4)}"' in middle and f'href="{_address(6)}"' in middle
    assert f'href="{_address(1)}"' in middle and f'href="{_address(1)}"' not in first
    guided = reverse("sandbox:start", args=[MOTHER, "guided"])
    assert f'class="btn go t" href="{guided}"' in last


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    "address", [_address(0), _address(len(FRAMES) + 1), _address(1, FATHER), _address(1, "x")]
)
def test_a_frame_that_there_is_not_is_a_missing_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("packs")
def test_a_stranger_may_be_served_from_a_cache_and_leaves_no_trace(client: Client) -> None:
    response = client.get(_address(1))
    assert "public" in response["Cache-Control"] and "Cookie" in response["Vary"]
    assert not response.cookies and response["X-Robots-Tag"].startswith("noindex")
    assert not Learner.objects.exists() and not Attempt.objects.exists()


def test_a_learner_is_served_the_same_page_from_no_cache(browser: Client, client: Client) -> None:
    hers, theirs = browser.get(_address(3)), client.get(_address(3))
    assert "private" in hers["Cache-Control"] and LEARNER_COOKIE not in hers.cookies
    assert journeys.text(hers) == journeys.text(theirs)


def test_nothing_but_the_answer_key_and_the_papers_is_shown(packs: PackVersion) -> None:
    for frame in FRAMES:
        assert frame.place in walkthrough.places(packs.pack)
        drawn = watching.still(packs.pack, packs.pack.scenario(MOTHER), frame)
        assert drawn.title and (drawn.fields or drawn.rows or drawn.button)
