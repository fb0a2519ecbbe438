""" "Mai đi nộp thật": the card of each procedure, told from its pack."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import tomorrow
from sandbox.catalogue import shipped_packs
from sandbox.engine.machine import Status
from sandbox.engine.schema import Pack
from sandbox.models import PackVersion
from tests.sandbox import journeys

pytestmark = pytest.mark.django_db
PACKS = shipped_packs()


def _page(code: str) -> str:
    response = Client().get(reverse("real:tomorrow", args=[code]))
    assert response.status_code == 200
    return journeys.words(response)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_paper_part_and_field_of_the_pack_is_on_the_card(pack: Pack, packs: PackVersion) -> None:
    words = _page(pack.procedure.code)
    told = [paper.name for paper in pack.papers] + [spec.label for spec in pack.eform.fields]
    told += [section.title for step in pack.eform.steps for section in step.sections if section.title]
    assert not [one for one in told if one not in words]
    assert pack.procedure.fee.note in words and pack.procedure.term_note in words


def test_a_paper_that_only_some_cases_need_stands_apart(packs: PackVersion) -> None:
    card = tomorrow.card(packs.procedure_code)
    assert [photo.name for photo in card.photos] == ["Giấy chứng sinh"]
    assert "Biên bản về việc trẻ bị bỏ rơi" in [photo.name for photo in card.rarer]


def test_a_field_that_may_stay_empty_is_told_so(packs: PackVersion) -> None:
    [contact] = [part for part in tomorrow.card(packs.procedure_code).asked if "Số điện thoại" in part.labels]
    assert "Email (không có thì để trống)" in contact.labels


def test_secrets_are_to_be_remembered_and_the_real_address_is_text(packs: PackVersion) -> None:
    response = Client().get(reverse("real:tomorrow", args=[packs.procedure_code]))
    assert "không ghi ra giấy" in journeys.words(response)
    page = journeys.text(response)
    assert "dichvucong.gov.vn" in page and 'href="https' not in page.partition("<main")[2]
    assert response["X-Robots-Tag"] == "noindex, nofollow" and not response.cookies


def test_a_procedure_that_nobody_practises_has_no_card(packs: PackVersion) -> None:
    for code in ("9.999999", "x" * 200, "%00"):
        assert Client().get(f"/mai-di-nop/{code}/").status_code == 404


def test_the_card_is_only_read(packs: PackVersion) -> None:
    assert Client().post(reverse("real:tomorrow", args=[packs.procedure_code])).status_code == 405


def test_the_result_of_a_dossier_leads_to_it(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, mode="check"), Status.RETURNED)
    page = journeys.text(browser.get(journeys.dossier_url(dossier, "result")))
    assert reverse("real:tomorrow", args=["1.001193"]) in page
