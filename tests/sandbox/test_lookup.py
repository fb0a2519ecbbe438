"""Tra cứu hồ sơ: both codes, or nothing."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox.models import Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(learner: Learner) -> Dossier:
    return journeys.send(learner)


def _look_up(browser: Client, code: str, lookup_code: str) -> HttpResponse:
    data = {"code": code, "lookup_code": lookup_code}
    return journeys.post(browser, reverse("sandbox:lookup"), data)


def _found(response: HttpResponse) -> bool:
    return "Mới đăng ký" in journeys.words(response)


def test_the_page_asks_for_both_codes(client: Client) -> None:
    page = client.get(reverse("sandbox:lookup"))
    assert journeys.value(page, "code") == journeys.value(page, "lookup_code") == ""
    assert not journeys.summary(page)


def test_whoever_holds_both_codes_sees_the_status(client: Client, dossier: Dossier) -> None:
    assert _found(_look_up(client, dossier.code, dossier.lookup_code))


def test_a_look_up_shows_the_status_and_no_answers(client: Client, dossier: Dossier, clock: Clock) -> None:
    clock.forward(hours=4)
    page = journeys.words(_look_up(client, dossier.code, dossier.lookup_code))
    assert "Yêu cầu bổ sung giấy tờ" in page
    for value in (*dossier.attempt.answers.values(), dossier.attempt.persona.name):
        if len(value) > 4:
            assert value not in page
    assert str(dossier.id) not in page and str(dossier.attempt_id) not in page


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (str.lower, str.lower),
        (str.upper, str.upper),
        (lambda code: f"  {code}  ", lambda word: f" {word}\t"),
        (lambda code: code.replace("-", " - "), lambda word: " ".join(word)),
        (lambda code: f"\u200b{code}\u00a0", lambda word: word.lower() + "\u200b"),
    ],
)
def test_case_and_spaces_do_not_matter(client: Client, dossier: Dossier, code: object, word: object) -> None:
    assert callable(code) and callable(word)
    assert _found(_look_up(client, code(dossier.code), word(dossier.lookup_code)))


def test_a_wrong_pair_looks_the_same_as_somebody_elses(
    client: Client, dossier: Dossier, learner: Learner
) -> None:
    other = journeys.send(learner, scenario=journeys.FATHER)
    nobody = "000.00.00.H00-261123-9999"
    tried = [
        (dossier.code, "2222"),
        (dossier.code, other.lookup_code),
        (nobody, dossier.lookup_code),
        (nobody, ""),
    ]
    seen = set()
    for code, word in tried:
        response = _look_up(client, code, word)
        page = journeys.words(response)
        assert journeys.value(response, "code") == code and journeys.value(response, "lookup_code") == word
        seen.add((response.status_code, page, tuple(journeys.summary(response))))
    assert len(seen) == 1


def test_a_wrong_pair_names_the_field_and_what_to_check(client: Client, dossier: Dossier) -> None:
    [(line, target)] = journeys.summary(_look_up(client, dossier.code, "2222"))
    assert "mã" in line.lower() and target == "id_code"


@pytest.mark.parametrize("typed", ["", "\x00", "<script>x</script>", "'; DROP", "ê" * 5000, "%", "\ud7ff"])
def test_anything_else_finds_nothing_and_comes_back_as_text(
    client: Client, dossier: Dossier, typed: str
) -> None:
    response = _look_up(client, typed, typed)
    assert response.status_code == 200 and not _found(response)
    assert "<script>x" not in journeys.text(response)
    assert journeys.value(response, "code").strip("\x00\ufffd") == typed.strip("\x00")
