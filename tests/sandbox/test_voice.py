"""What the replica says aloud: every label, hint, mistake, status and button, and nothing that a learner typed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from kit.idempotency import token
from sandbox import drilling, service
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import (
    APPLICANT,
    DECLARE,
    FATHER,
    MOTHER,
    PLACES,
    RECEIVE,
    dossier_url,
    on_step,
    post,
    url,
)
from tests.traps.pages import form_with

pytestmark = pytest.mark.django_db
TYPED = "Zuzu"  # in no text of ours
FORM = (APPLICANT, DECLARE, RECEIVE)


def silent_about(said: list[str]) -> bool:
    """Whether something was said, and nothing of it was typed."""
    return bool(said) and not [words for words in said if TYPED.lower() in words.lower()]


def wrong(attempt: Attempt, place: str) -> dict[str, str]:
    """The fields of a step, with what nobody should hear in each that takes words."""
    return {name: f"{TYPED} {value}" for name, value in on_step(attempt, place).items()}


@pytest.mark.parametrize("place", FORM)
@pytest.mark.parametrize("mode", ["practice", "check"])
def test_a_step_with_mistakes_says_the_mistakes_and_not_what_was_typed(
    browser: Client, learner: Learner, said: list[str], place: str, mode: str
) -> None:
    attempt = journeys.begin(learner, place, mode=mode)
    page = post(browser, url(attempt, place), wrong(attempt, place))
    mistakes = [line for line, _target in journeys.summary(page)]
    assert mistakes and set(mistakes) <= set(said)
    assert silent_about(said)


@pytest.mark.parametrize("place", FORM)
def test_every_label_and_hint_of_a_step_is_said(
    browser: Client, learner: Learner, said: list[str], place: str
) -> None:
    attempt = journeys.begin(learner, place)
    browser.get(url(attempt, place))
    for spec in attempt.pack.eform.step(place).fields:
        assert spec.label in said
        assert not spec.hint or any(spec.hint in words for words in said)
        assert {choice.label for choice in spec.choices if len(spec.choices) <= 4} <= set(said)
    assert "Bước tiếp theo" in said


def test_the_papers_to_copy_from_are_said_line_by_line(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    attempt = journeys.begin(learner, DECLARE)
    browser.get(url(attempt, DECLARE))
    lines = [line.value for paper in attempt.scenario.papers for line in paper.lines]
    assert lines and set(lines) <= set(said)


def test_every_opened_hint_is_said(browser: Client, learner: Learner, said: list[str]) -> None:
    attempt = journeys.begin(learner, DECLARE)
    sent = on_step(attempt, DECLARE, ho_ten_con=f"{TYPED} A")
    post(browser, url(attempt, DECLARE), sent)
    for level in ("2", "3"):
        post(browser, url(attempt, DECLARE), {**sent, "goi_y": f"ho_ten_con:{level}"})
    assert [words for words in said if "Giàng A Thử" in words and words.startswith("Làm mẫu.")]
    assert silent_about(said)


@pytest.mark.parametrize("place", PLACES)
def test_every_page_of_the_journey_says_its_title_and_its_button(
    browser: Client, learner: Learner, said: list[str], place: str
) -> None:
    attempt = journeys.begin(learner, place)
    page = browser.get(url(attempt, place), follow=True)
    title = journeys.text(page).split("<h1>")[1].split("</h1>")[0]
    assert title in said
    assert 'data-hear="/nghe/trang/mau"' in journeys.text(page)


def test_the_whole_way_says_nothing_that_she_typed(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    """Last look, the same press with something else in it, receipt, tracking, list, result."""
    attempt = journeys.begin(learner, Place.REVIEW, mode="check")
    names = [name for name, value in journeys.right(attempt).items() if is_words(attempt, name)]
    assert names
    for name in names:
        service.save_answers(attempt, journeys.right(attempt, **{name: TYPED}), attempt.revision)
        assert TYPED in journeys.text(browser.get(url(attempt, Place.REVIEW)))
    dossier = service.send(attempt)
    for page in ("dossier", "receipt"):
        browser.get(dossier_url(dossier, page))
    browser.get(reverse("sandbox:my_dossiers"))
    asked = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    browser.get(dossier_url(asked))
    key = token()
    for value in (TYPED, f"{TYPED} hai"):
        sent = dict.fromkeys([*journeys.asked(asked)], value) | {"token": key}
        post(browser, dossier_url(asked, "supplement"), sent)
        browser.get(dossier_url(asked))
    assert silent_about(said)


def is_words(attempt: Attempt, name: str) -> bool:
    """Whether a field takes any words."""
    return attempt.pack.eform.field(name).kind in ("text", "person_name", "address", "place")


def test_the_result_says_its_labels_and_not_the_answers(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    page = browser.get(dossier_url(dossier, "result"))
    child = dossier.attempt.answers["ho_ten_con"]
    assert child in journeys.text(page) and child not in said


def test_the_draft_says_its_labels_and_neither_the_answers_nor_what_she_would_have_instead(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    dossier = journeys.until_draft(journeys.send(learner, scenario=FATHER))
    address = dossier_url(dossier, "draft")
    wrote = (dossier.draft or {})["wrote"]["ho_ten_con"]
    assert wrote in journeys.text(browser.get(address))
    assert not [words for words in said if wrote in words], "made of what she has sent"
    key = token()
    for line, right in (
        ("", TYPED),
        ("ho_ten_con", ""),
        ("ho_ten_con", TYPED),
        ("ho_ten_con", f"{TYPED} hai"),
    ):
        post(browser, address, {"token": key, "dong": line, "dung_ra": right})
    browser.get(dossier_url(dossier))
    assert silent_about(said)


def test_what_she_says_of_the_service_is_not_said_back(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    for rating in ("", "very_satisfied"):
        page = post(browser, dossier_url(dossier, "rate"), {"muc": rating, "loi": TYPED})
    assert page.status_code < 400
    assert TYPED in journeys.text(browser.get(dossier_url(dossier, "result")))
    browser.get(reverse("sandbox:phone"))
    assert silent_about(said)


def test_a_form_kept_through_the_end_of_a_session_is_not_said_back(
    browser: Client, learner: Learner, said: list[str]
) -> None:
    run = drilling.begin(learner, drilling.find("het-phien"))
    attempt = run.attempt
    assert attempt is not None
    post(browser, url(attempt, APPLICANT), {**attempt.answers, "dia_chi": TYPED})
    run.refresh_from_db()
    drilling.choose(run, "dang-nhap")
    persona = attempt.persona
    post(browser, url(attempt, Place.SIGN_IN), {"number": persona.citizen_number, "word": persona.word})
    assert TYPED in journeys.text(browser.get(reverse("sandbox:drill_done", args=["het-phien"])))
    assert silent_about(said)


def test_the_receipt_says_when_the_result_comes(browser: Client, learner: Learner, said: list[str]) -> None:
    browser.get(dossier_url(journeys.send(learner), "receipt"))
    assert "Thời gian trả kết quả" in said
    assert [words for words in said if words.startswith("17 giờ") or "25/11/2026" in words]


@pytest.mark.parametrize(
    "ask",
    [
        lambda browser, attempt: browser.get(url(attempt, Place.SEARCH), {"tu_khoa": TYPED}),
        lambda browser, attempt: browser.get(url(attempt, Place.SEARCH), {"tu_khoa": f"khai sinh {TYPED}"}),
        lambda browser, attempt: browser.get(reverse("sandbox:home"), {"q": TYPED}),
        lambda browser, attempt: browser.post(
            reverse("sandbox:lookup"), {"code": TYPED, "lookup_code": TYPED}
        ),
        lambda browser, attempt: browser.get(f"/tap/{TYPED}/"),
    ],
)
def test_questions_are_not_said_back(
    browser: Client, learner: Learner, said: list[str], ask: Callable[[Client, Attempt], object]
) -> None:
    ask(browser, journeys.begin(learner, Place.SEARCH))
    assert silent_about(said)


@pytest.mark.parametrize("place", [Place.SIGN_IN, Place.CODE, Place.AGENCY, Place.PAPERS])
def test_wrong_answers_of_the_other_steps_are_not_said_back(
    browser: Client, learner: Learner, said: list[str], place: str
) -> None:
    attempt = journeys.begin(learner, place)
    page = browser.get(url(attempt, place))
    form = form_with(journeys.text(page), "csrfmiddlewaretoken") or form_with(journeys.text(page), "code")
    names = form.fields if form else {}
    post(browser, url(attempt, place), dict.fromkeys(names, TYPED))
    assert silent_about(said)


def test_the_story_is_said_before_she_begins(browser: Client, learner: Learner, said: list[str]) -> None:
    story = journeys.begin(learner, Place.SEARCH).scenario.story
    browser.get(reverse("sandbox:start", args=[MOTHER, "practice"]))
    assert story and set(story) <= set(said)
