"""The drawn papers: every line of every paper in its place, marked as practice, on a page of its own."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox.catalogue import shipped_packs
from sandbox.engine import sheets
from sandbox.engine.schema import PaperLine, SamplePaper, Scenario
from sandbox.models import PackVersion
from tests.sandbox import journeys
from tests.sandbox.journeys import MOTHER

PACK = shipped_packs()["khai-sinh"]
ALL = [(scenario, paper) for scenario in PACK.scenarios for paper in scenario.papers]
NAMES = [f"{scenario.id} {paper.id}" for scenario, paper in ALL]
WATERMARK = "MẪU TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


def _styles() -> str:
    return Path(str(finders.find("sandbox/sheets.css"))).read_text(encoding="utf-8")


@pytest.mark.parametrize(("scenario", "paper"), ALL, ids=NAMES)
def test_every_paper_has_a_drawing_that_loses_no_line(scenario: Scenario, paper: SamplePaper) -> None:
    assert paper.drawing in sheets.shipped().layouts
    drawn = [line for _part, lines in sheets.arrange(paper).parts for line in lines]
    assert sorted(drawn, key=lambda line: line.number) == list(paper.lines)
    assert all(lines for _part, lines in sheets.arrange(paper).parts)


@pytest.mark.parametrize("drawing", ["", "khong-biet", "can-cuoc", "giay-ket-hon"])
def test_a_line_that_no_part_asks_for_is_drawn_all_the_same(drawing: str) -> None:
    lines = (PaperLine(number=1, label="Nơi cấp", value="Xã"), PaperLine(number=2, label="Lạ", value="Có"))
    paper = SamplePaper(id="giay", title="GIẤY", said="giấy", drawing=drawing, lines=lines)
    drawn = [line for _part, placed in sheets.arrange(paper).parts for line in placed]
    assert sorted(drawn, key=lambda line: line.number) == list(lines)


def test_a_card_has_two_sides() -> None:
    paper = PACK.scenario(MOTHER).paper("can-cuoc")
    assert paper is not None
    (front, shown), (back, behind) = sheets.arrange(paper).parts
    assert front.face and not back.face
    assert "Họ, chữ đệm và tên khai sinh" in [line.label for line in shown]
    assert [line.label for line in behind] == ["Nơi cư trú", "Ngày cấp", "Nơi cấp"]


@pytest.mark.django_db
@pytest.mark.parametrize(("scenario", "paper"), ALL, ids=NAMES)
@pytest.mark.parametrize("size", ["", "?co=lon"])
def test_every_paper_is_a_page(
    client: Client, packs: PackVersion, scenario: Scenario, paper: SamplePaper, size: str
) -> None:
    response = client.get(reverse("sandbox:sheet", args=[scenario.id, paper.id]) + size)
    words = journeys.words(response)
    assert response.status_code == 200
    for line in paper.lines:
        assert f"{line.number} {line.label}" in words and line.value in words
    assert paper.title in words and paper.number in words and WATERMARK in words
    shown = re.search(r'class="sheet is-\w+( large)?"', journeys.text(response))
    assert shown and bool(shown[1]) == bool(size)


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", PACK.scenarios, ids=lambda scenario: scenario.id)
def test_a_class_prints_every_paper_of_an_exercise(
    client: Client, packs: PackVersion, scenario: Scenario
) -> None:
    page = journeys.text(client.get(reverse("sandbox:sheets", args=[scenario.id])))
    drawn = re.findall(r'<article class="sheet [^>]* aria-labelledby="to-([^"]+)"', page)
    assert drawn == [paper.id for paper in scenario.papers]
    assert page.count(f">{WATERMARK}<") == len(drawn)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["khong-co/", "khong-co/can-cuoc/", f"{MOTHER}/khong-co/"])
def test_a_paper_that_there_is_not_is_a_missing_page(
    client: Client, packs: PackVersion, address: str
) -> None:
    assert client.get(f"/tap/giay/{address}").status_code == 404


@pytest.mark.django_db
def test_a_learner_finds_the_papers_of_the_version_she_practises(browser: Client, learner: Learner) -> None:
    journeys.begin(learner, journeys.DECLARE)
    PackVersion.objects.update(is_current=False)
    assert browser.get(reverse("sandbox:sheet", args=[MOTHER, "can-cuoc"])).status_code == 200
    assert Client().get(reverse("sandbox:sheet", args=[MOTHER, "can-cuoc"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["practice", "check"])
def test_each_paper_beside_the_form_leads_to_its_drawing(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, journeys.DECLARE, mode=mode)
    page = journeys.text(browser.get(journeys.url(attempt, journeys.DECLARE)))
    for paper in attempt.scenario.papers:
        assert f'href="{reverse("sandbox:sheet", args=[MOTHER, paper.id])}"' in page


@pytest.mark.django_db
def test_a_drawn_paper_is_read_aloud_line_by_line(
    client: Client, packs: PackVersion, said: list[str]
) -> None:
    client.get(reverse("sandbox:sheet", args=[MOTHER, "giay-ket-hon"]))
    paper = PACK.scenario(MOTHER).paper("giay-ket-hon")
    assert paper and {line.value for line in paper.lines} <= set(said)


@pytest.mark.django_db
def test_the_story_of_an_exercise_leads_to_its_papers_to_print(client: Client, packs: PackVersion) -> None:
    page = journeys.text(client.get(reverse("sandbox:start", args=[MOTHER, "practice"])))
    assert f'href="{reverse("sandbox:sheets", args=[MOTHER])}"' in page


@pytest.mark.django_db
def test_a_drawn_paper_may_be_zoomed_and_brings_its_own_font(client: Client, packs: PackVersion) -> None:
    page = journeys.text(client.get(reverse("sandbox:sheet", args=[MOTHER, "can-cuoc"])))
    assert not re.search(r"user-scalable|maximum-scale", page)
    for font in re.findall(r'as="font"[^>]*href="/static/([^"]+)"', page):
        assert finders.find(font)
    assert finders.find("sandbox/fonts/OFL.txt")


def test_the_styles_print_one_paper_to_a_page_with_its_watermark() -> None:
    styles = _styles()
    printed = styles[styles.index("@media print") :]
    assert "break-after: page" in printed and "break-inside: avoid" in printed
    assert styles.count(WATERMARK) > 5 and ".sheet::after" not in printed, "the watermark is printed, too"
