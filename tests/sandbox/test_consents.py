"""Somebody else agrees on her own drawn phone: below the papers, and while the office waits for it."""

import pytest
from django.test import Client

from accounts.models import Learner
from kit.idempotency import token
from sandbox import attempts, catalogue, service
from sandbox.engine.checks.stories import story
from sandbox.engine.machine import Status
from sandbox.engine.schema import Pack
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier
from tests.sandbox import journeys
from tests.sandbox.engine.test_engine_rows import KEY, with_table

pytestmark = pytest.mark.django_db
CONSENT, CODE = "y-kien-vo", "135790"
PAPER = {
    "id": CONSENT,
    "name": "Ý kiến đồng ý của vợ",
    "said": "ý kiến của vợ anh",
    "consent": "tv1",
    "photos": [{"id": "dong-y", "label": "Đã đồng ý"}],
}


def with_consent(passcode: str = CODE, printed: str = CODE) -> Pack:
    """The made-up pack with its table, and somebody in it who has to agree."""
    data = with_table().model_dump(mode="json")
    data["papers"].append(PAPER)
    first = data["scenarios"][0]
    next(person for person in first["people"] if person["role"] == "tv1")["passcode"] = passcode
    card = {"number": 1, "label": "Passcode tập", "value": printed}
    first["papers"].append(
        {"id": "the-tv1", "title": "THẺ (MẪU)", "said": "thẻ của vợ", "owner": "tv1", "lines": [card]}
    )
    return Pack.model_validate(data)


def begin(learner: Learner, mode: str) -> Attempt:
    pack = with_consent()
    catalogue._load(pack)
    attempt = service.start(learner, pack.scenarios[0].id, mode)
    service.open_form(attempt)
    service.save_answers(attempt, {**attempt.scenario.fields, **KEY}, attempt.revision)
    attempt.refresh_from_db()
    for paper in attempts.papers_to_attach(attempt):
        service.attach(attempt, paper.id, next(photo.id for photo in paper.photos if photo.good))
    return attempt


@pytest.fixture(params=["practice", "check"])
def attempt(learner: Learner, request: pytest.FixtureRequest) -> Attempt:
    """At the papers, all photos chosen, nobody has agreed yet."""
    attempt = begin(learner, request.param)
    service.reach(attempt, Place.PAPERS)
    return attempt


@pytest.mark.parametrize(
    ("passcode", "printed", "keys"),
    [
        (CODE, CODE, []),
        ("", CODE, ["moi-kieu-me-nop.people"]),
        (CODE, "0", ["tv1: passcode"]),
    ],
)
def test_the_checks_want_the_person_and_her_card(passcode: str, printed: str, keys: list[str]) -> None:
    pack = with_consent(passcode, printed)
    found = [
        problem.key
        for problem in story(pack, pack.scenarios[0])
        if "people" in problem.key or "passcode" in problem.key
    ]
    assert found == keys


def address(attempt: Attempt) -> str:
    return journeys.path(attempt, Place.PAPERS)


def photos(attempt: Attempt) -> dict[str, str]:
    return {paper.id: attempt.papers[paper.id] for paper in attempts.papers_to_attach(attempt)}


def press(browser: Client, attempt: Attempt, code: str) -> str:
    sent = {**photos(attempt), "dong_y": CONSENT, f"{CONSENT}-passcode": code}
    page = browser.post(address(attempt), sent, follow=True).content.decode()
    attempt.refresh_from_db()
    return page


def test_her_figures_are_her_consent(browser: Client, attempt: Attempt) -> None:
    page = browser.get(address(attempt)).content.decode()
    assert "Điện thoại tập của Lý Thị Bài Học" in page and f'name="{CONSENT}"' not in page
    page = press(browser, attempt, "135 790")
    assert attempt.papers[CONSENT] == "dong-y"
    assert "Lý Thị Bài Học đã đồng ý." in page and "Tôi đồng ý" not in page


@pytest.mark.parametrize("code", ["", "820364", "13579", "một"])
def test_other_figures_are_none(browser: Client, attempt: Attempt, code: str) -> None:
    page = press(browser, attempt, code)
    assert CONSENT not in attempt.papers
    assert "gõ 6 số trên thẻ của người này" in page and f'value="{code}"' in page or not code


def test_what_looks_real_is_not_kept(browser: Client, attempt: Attempt) -> None:
    page = press(browser, attempt, "0912345678")
    assert CONSENT not in attempt.papers and "0912345678" not in page


@pytest.mark.parametrize("pressed", ["", "giay-chung-sinh", "khong-co", "y-kien-vo' or 1=1"])
def test_a_button_that_is_not_there_agrees_to_nothing(
    browser: Client, attempt: Attempt, pressed: str
) -> None:
    response = browser.post(address(attempt), {"dong_y": pressed, f"{CONSENT}-passcode": CODE}, follow=True)
    attempt.refresh_from_db()
    assert response.status_code == 200 and CONSENT not in attempt.papers


def test_the_guide_holds_up_whoever_forgot_it_and_the_portal_does_not(
    browser: Client, attempt: Attempt
) -> None:
    page = browser.post(address(attempt), photos(attempt), follow=True).content.decode()
    attempt.refresh_from_db()
    assert ("đưa máy cho người ấy" in page) is attempt.coached
    assert attempts.papers_settled(attempt) is not attempt.coached


def test_a_consent_has_no_wallet(browser: Client, attempt: Attempt) -> None:
    assert browser.get(f"{address(attempt)}vi/{CONSENT}/").status_code == 404


def sent_without(learner: Learner) -> Dossier:
    """The dossier in which the office asks for the consent."""
    attempt = begin(learner, "check")
    service.reach(attempt, Place.REVIEW)
    dossier = service.send(attempt)
    for _ in range(9):
        dossier = service.look(Dossier.objects.get(pk=dossier.pk))
        if dossier.state is Status.SUPPLEMENT_REQUESTED:
            return dossier
        dossier = service.skip(dossier, 1)
    raise AssertionError(dossier.state)


def test_the_office_asks_for_it_and_goes_on_once_it_is_given(browser: Client, learner: Learner) -> None:
    dossier = sent_without(learner)
    assert dossier.request is not None
    asked = [(item["id"], item["reason"]) for item in dossier.request["items"]]
    assert asked == [(CONSENT, "Chưa thấy người này đồng ý trên máy của mình.")]
    supplement = journeys.dossier_url(dossier, "supplement")
    page = journeys.text(journeys.post(browser, supplement, {"token": "a"}))
    assert "đưa máy cho người ấy" in page
    journeys.post(browser, supplement, {"dong_y": CONSENT, f"{CONSENT}-passcode": "111111"})
    assert Dossier.objects.get(pk=dossier.pk).attempt.papers.get(CONSENT) is None
    journeys.post(browser, supplement, {"dong_y": CONSENT, f"{CONSENT}-passcode": CODE})
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.attempt.papers[CONSENT] == "dong-y" and dossier.state is Status.SUPPLEMENT_REQUESTED
    page = browser.get(journeys.dossier_url(dossier)).content.decode()
    assert "đã đồng ý" in page
    journeys.post(browser, supplement, {"token": token()})
    assert service.look(Dossier.objects.get(pk=dossier.pk)).state is Status.IN_PROGRESS


def test_a_consent_that_never_comes_stops_the_dossier(learner: Learner) -> None:
    dossier = sent_without(learner)
    for _ in range(9):
        dossier = service.skip(dossier, 3)
    assert (dossier.state, dossier.reason) == (Status.STOPPED, "supplement_overdue")
