"""Ten thousand numbers and addresses with the shape of real people's, through every field of the form."""

import json
import logging
import os
from collections.abc import Iterator, Sequence

import pytest
from django.urls import reverse

from accounts.models import Learner
from sandbox import service
from sandbox.catalogue import load_packs
from sandbox.models import Attempt
from tests.badinput.siege import browser_of
from tests.badinput.test_guard import everything_kept, traces
from tests.people import learner_client
from tests.traps.real_shaped import real_shaped

pytestmark = [pytest.mark.gate("badinput"), pytest.mark.django_db]
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
COUNT, THROUGH_PAGES = (1_000, 100) if QUICK else (10_000, 1_500)
SCENARIO = "khai-sinh-ban-sao-buu-chinh"  # the one with the most fields on the screen


def values(count: int, seed: int) -> list[str]:
    return [text for _reason, text in real_shaped(count, seed)]


def dealt(texts: Sequence[str], names: Sequence[str]) -> Iterator[dict[str, str]]:
    """The values dealt out to the fields, one each; the next hand begins one field further on."""
    for at in range(0, len(texts), len(names)):
        turn = (at // len(names)) % len(names)
        yield dict(zip([*names[turn:], *names[:turn]], texts[at : at + len(names)], strict=False))


@pytest.fixture
def attempt() -> Attempt:
    load_packs()
    return service.start(Learner.objects.create(), SCENARIO, "practice")


def found_again(texts: Sequence[str], *places: str) -> list[str]:
    """Those that stand somewhere, as they were typed or by their digits alone."""
    heap = " ".join(places)
    return [trace for text in texts for trace in traces(text) if trace in heap]


def test_none_is_kept_and_each_is_counted(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    names, texts = [spec.id for spec in attempt.pack.eform.fields], values(COUNT, 1)
    for hand in dealt(texts, names):
        saved = service.save_answers(attempt, hand, attempt.revision)
        assert saved.dropped.keys() == hand.keys(), hand.keys() - saved.dropped.keys()
        assert not any(attempt.answers.get(name) for name in hand)
    assert attempt.mistakes.filter(kind__startswith="guard:").count() == len(texts)
    assert not found_again(texts, everything_kept(), caplog.text)


def test_none_comes_back_on_a_page(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, texts = browser_of(learner_client(attempt.learner)), values(THROUGH_PAGES, 2)
    step = attempt.pack.eform.step("ke-khai")
    service.reach(attempt, step.id)
    address = reverse("sandbox:step_fields", args=[attempt.id, step.id])
    for hand in dealt(texts, [spec.id for spec in step.fields]):
        page = client.post(address, hand).content.decode()
        assert not found_again(list(hand.values()), page)
    kept = json.dumps(list(Attempt.objects.values("answers", "hints")), ensure_ascii=False)
    assert not found_again(texts, kept, everything_kept(), caplog.text)
