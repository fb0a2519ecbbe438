"""The wallet: a photo is made once, named, and used again; nobody else sees it, and no dossier depends on it."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from kit.idempotency import token
from kit.models import Act
from sandbox import service, wallet
from sandbox.engine.enums import GuardReason
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.jobs import forget_answers
from sandbox.models import Attempt, WalletFile
from tests.sandbox import journeys
from tests.sandbox.journeys import ALONE, CUT_OFF, FATHER, GOOD, OTHER_CHILD, PAPER, Clock

pytestmark = pytest.mark.django_db
NAME = "Giấy của cháu"
TYPED = "Zuzu"


def _address(attempt: Attempt, page: str = "wallet", paper: str = PAPER) -> str:
    return reverse(f"sandbox:{page}", args=[attempt.id, paper])


def _add(browser: Client, attempt: Attempt, key: str = "", photo: str = GOOD, name: str = NAME) -> object:
    data = {"token": key or token(), "anh": photo, "ten": name}
    return journeys.post(browser, _address(attempt, "wallet_photo"), data)


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_a_new_photo_is_in_the_wallet_and_attached_at_once(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, mode=mode)
    response = _add(browser, attempt)
    assert response["Location"] == f"{journeys.url(attempt, Place.PAPERS)}#hang-{PAPER}"  # type: ignore[index]
    attempt.refresh_from_db()
    file = WalletFile.objects.get()
    assert attempt.papers == {PAPER: GOOD}
    assert (file.learner, file.name, file.photo, file.paper) == (learner, NAME, GOOD, PAPER)
    page = browser.get(journeys.url(attempt, Place.PAPERS))
    assert NAME in journeys.words(page) and journeys.has_id(page, f"hang-{PAPER}")


def test_pressing_twice_makes_one_file(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    key = token()
    for _press in range(2):
        assert _add(browser, attempt, key).status_code == 302  # type: ignore[attr-defined]
    assert WalletFile.objects.count() == 1


def test_the_same_press_with_another_photo_shows_both(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    key = token()
    _add(browser, attempt, key)
    response = _add(browser, attempt, key, photo=CUT_OFF, name="Tên khác")
    assert response.status_code == 409  # type: ignore[attr-defined]
    words = journeys.words(response)
    assert NAME in words and "Tên khác" in words and "Ảnh mất một góc" in words
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: GOOD} and WalletFile.objects.count() == 1


@pytest.mark.parametrize("photo", [CUT_OFF, OTHER_CHILD])
def test_a_poor_photo_is_kept_before_it_is_judged(browser: Client, learner: Learner, photo: str) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    _add(browser, attempt, photo=photo)
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: photo} and WalletFile.objects.get().photo == photo
    response = journeys.post(browser, journeys.url(attempt, Place.PAPERS), {PAPER: photo})
    assert journeys.told(response, "Giấy chứng sinh")


@pytest.mark.parametrize(
    ("photo", "name"), [("", NAME), ("x", NAME), (GOOD, ""), (GOOD, "  "), (GOOD, "a" * 61)]
)
def test_what_is_missing_is_named_and_what_was_typed_stays(
    browser: Client, learner: Learner, photo: str, name: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    response = _add(browser, attempt, photo=photo, name=name)
    [(_line, target)] = journeys.summary(response)
    assert journeys.has_id(response, target)
    assert journeys.value(response, "ten").strip() == name.strip()
    assert not WalletFile.objects.exists()


def test_a_real_number_never_becomes_a_name(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    response = _add(browser, attempt, name="gọi 0912345678")
    assert "0912345678" not in journeys.text(response)
    assert not WalletFile.objects.exists() and "0912345678" not in str(list(Act.objects.values()))
    assert [(m.field, m.kind) for m in attempt.mistakes.all()] == [("ten_tep", f"guard:{GuardReason.PHONE}")]


def test_a_file_is_chosen_again_in_the_next_dossier(browser: Client, learner: Learner) -> None:
    first = journeys.begin(learner, Place.PAPERS)
    _add(browser, first)
    again = journeys.begin(learner, Place.PAPERS)
    file = WalletFile.objects.get()
    assert NAME in journeys.words(browser.get(_address(again)))
    response = journeys.post(browser, _address(again), {"tep": str(file.id)})
    assert journeys.leads_to(response, journeys.url(again, Place.PAPERS))
    again.refresh_from_db()
    assert again.papers == {PAPER: GOOD} and WalletFile.objects.count() == 1


def test_in_another_family_s_dossier_it_is_the_paper_of_another_child(
    browser: Client, learner: Learner
) -> None:
    _add(browser, journeys.begin(learner, Place.PAPERS))
    other = journeys.begin(learner, Place.PAPERS, scenario=FATHER)
    journeys.post(browser, _address(other), {"tep": str(WalletFile.objects.get().id)})
    other.refresh_from_db()
    assert other.papers == {PAPER: OTHER_CHILD}


def test_a_file_of_another_paper_cannot_be_chosen_and_says_why(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, scenario=ALONE)
    file = WalletFile.objects.create(
        learner=learner, scenario_id=ALONE, paper="van-ban-uy-quyen", photo=GOOD, name=NAME
    )
    page = browser.get(_address(attempt))
    assert NAME in journeys.words(page) and f'id="tep-{file.id}"' not in journeys.text(page)
    response = journeys.post(browser, _address(attempt), {"tep": str(file.id)})
    assert journeys.summary(response)
    attempt.refresh_from_db()
    assert attempt.papers == {}


@pytest.mark.parametrize("raw", ["", "x", str(uuid.UUID(int=7)), "\x00"])
def test_choosing_nothing_is_named(browser: Client, learner: Learner, raw: str) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    wallet.add(attempt, PAPER, GOOD, NAME)
    response = journeys.post(browser, _address(attempt), {"tep": raw})
    [(_line, target)] = journeys.summary(response)
    assert journeys.has_id(response, target)


def test_a_file_is_taken_out_with_one_press_and_put_back_with_another(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    file = wallet.add(attempt, PAPER, GOOD, NAME)
    response = browser.post(_address(attempt), {"bo": str(file.id)}, follow=True)
    assert f'name="lai" value="{file.id}"' in journeys.text(response)
    assert f'id="tep-{file.id}"' not in journeys.text(response)
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: GOOD}, "what is attached stays"
    response = browser.post(_address(attempt), {"lai": str(file.id)}, follow=True)
    assert f'id="tep-{file.id}"' in journeys.text(response)


def test_a_file_that_was_taken_out_cannot_be_chosen(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    file = wallet.add(attempt, PAPER, CUT_OFF, NAME)
    service.attach(attempt, PAPER, GOOD)
    wallet.remove(file)
    assert journeys.summary(journeys.post(browser, _address(attempt), {"tep": str(file.id)}))
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: GOOD}


def test_a_full_wallet_says_so_and_the_short_way_still_attaches(
    browser: Client, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wallet, "MOST", 1)
    attempt = journeys.begin(learner, Place.PAPERS)
    _add(browser, attempt)
    key = token()
    assert journeys.summary(_add(browser, attempt, key, photo=CUT_OFF))
    journeys.post(browser, journeys.url(attempt, Place.PAPERS), {PAPER: CUT_OFF, "luu": "1"})
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: CUT_OFF} and WalletFile.objects.count() == 1
    wallet.remove(WalletFile.objects.get())
    assert _add(browser, attempt, key, photo=CUT_OFF).status_code == 302  # type: ignore[attr-defined]


def test_the_short_way_fills_the_wallet_too_and_only_once(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    for _press in range(2):
        journeys.post(browser, journeys.url(attempt, Place.PAPERS), {PAPER: GOOD})
    assert WalletFile.objects.get().name == "Giấy chứng sinh"


@pytest.mark.parametrize("page", ["wallet", "wallet_photo"])
def test_a_paper_that_the_case_does_not_ask_for_is_a_missing_page(
    browser: Client, learner: Learner, page: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    for paper in ("bien-ban-bo-roi", "khong-co"):
        assert browser.get(_address(attempt, page, paper)).status_code == 404


def test_another_s_file_is_nobody_s(learner: Learner, stranger: Client) -> None:
    hers = wallet.add(journeys.begin(learner, Place.PAPERS), PAPER, GOOD, NAME)
    other = Learner.objects.exclude(pk=learner.pk).get()
    attempt = journeys.begin(other, Place.PAPERS)
    assert NAME not in journeys.words(stranger.get(_address(attempt)))
    for act in ("tep", "bo", "lai"):
        journeys.post(stranger, _address(attempt), {act: str(hers.id)})
    hers.refresh_from_db()
    attempt.refresh_from_db()
    assert hers.removed_at is None and attempt.papers == {}


def test_the_wallet_is_shut_before_the_papers_and_after_sending(browser: Client, learner: Learner) -> None:
    early = journeys.begin(learner, journeys.DECLARE)
    assert journeys.leads_to(browser.get(_address(early)), journeys.url(early, journeys.DECLARE))
    dossier = journeys.send(learner)
    assert journeys.leads_to(browser.get(_address(dossier.attempt)), journeys.dossier_url(dossier))


def test_a_month_after_its_last_use_a_file_is_gone_and_what_was_sent_is_not(
    browser: Client, learner: Learner, clock: Clock
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    _add(browser, attempt, name=TYPED)
    used = wallet.add(attempt, PAPER, GOOD, "dùng lại")
    clock.forward(days=20)
    wallet.keep(attempt, attempt.pack.papers[0], GOOD)
    clock.forward(days=11)
    forget_answers("2026-12-25")
    assert [file.pk for file in WalletFile.objects.all()] == [used.pk]
    assert TYPED not in str(list(Act.objects.values()))
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: GOOD}


def test_a_file_taken_out_a_day_ago_is_gone(learner: Learner, clock: Clock) -> None:
    file = wallet.add(journeys.begin(learner, Place.PAPERS), PAPER, GOOD, NAME)
    wallet.remove(file)
    forget_answers("2026-11-23")
    assert WalletFile.objects.exists()
    clock.forward(days=1, minutes=1)
    forget_answers("2026-11-24")
    assert not WalletFile.objects.exists()


@pytest.mark.parametrize("page", ["wallet", "wallet_photo"])
def test_names_of_files_are_not_said_by_the_server(
    browser: Client, learner: Learner, said: list[str], page: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    file = wallet.add(attempt, PAPER, GOOD, f"{TYPED} một")
    browser.get(_address(attempt, page))
    browser.get(journeys.url(attempt, Place.PAPERS))
    browser.post(_address(attempt), {"bo": str(file.id)}, follow=True)
    assert said and not [words for words in said if TYPED in words]


def test_the_pictures_of_one_paper_differ_and_have_words(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    page = journeys.text(browser.get(journeys.url(attempt, Place.PAPERS)))
    drawn = re.findall(r'<svg class="photograph".*?</svg>', page, re.DOTALL)
    words = re.findall(r'class="photograph" role="img" aria-label="([^"]+)"', page)
    assert len(drawn) == len(set(drawn)) == len(set(words)) == len(attempt.pack.papers[0].photos)


def test_the_last_look_names_the_file(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    wallet.add(attempt, PAPER, GOOD, NAME)
    assert f"{NAME}: Ảnh chụp thẳng, đủ bốn góc" in journeys.words(
        browser.get(journeys.url(attempt, Place.REVIEW))
    )


def test_a_supplement_shows_the_pictures_too(browser: Client, learner: Learner) -> None:
    sent = journeys.send(learner, mode="check", photo=CUT_OFF)
    dossier = journeys.until(sent, Status.SUPPLEMENT_REQUESTED)
    page = journeys.text(browser.get(journeys.dossier_url(dossier)))
    assert page.count('class="photograph"') == len(dossier.attempt.pack.papers[0].photos)


def test_the_form_itself_is_attached_by_the_portal(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    page = browser.get(journeys.url(attempt, Place.PAPERS))
    assert "1. Tờ khai.pdf" in journeys.words(page) and "2. Giấy chứng sinh" in journeys.words(page)
    assert f'href="{reverse("sandbox:preview", args=[attempt.id])}?tu={Place.PAPERS.value}"' in journeys.text(
        page
    )
