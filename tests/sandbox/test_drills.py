"""Tập xử lý sự cố: six drills played on the pages that they bend, and what is kept of them."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from kit.idempotency import token
from sandbox import attempts, drilling
from sandbox.drilling import Outcome
from sandbox.engine import drills
from sandbox.engine.drills import Drill
from sandbox.enums import Place
from sandbox.models import Attempt, AttemptMistake, Dossier, DrillRun
from sandbox.progress import progress_of
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE, MOTHER

pytestmark = pytest.mark.django_db
ALL = drills.shipped()
LATE, EXPIRED, OVER, BUSY, CALLER, FALSE = (drill.id for drill in ALL)


def url(name: str, slug: str) -> str:
    return reverse(f"sandbox:{name}", args=[slug])


def begin(browser: Client, slug: str) -> str:
    """Where pressing the button leads."""
    return str(browser.post(url("drill", slug))["Location"])


def run(slug: str) -> DrillRun:
    return DrillRun.objects.select_related("attempt__version").get(drill=slug)


def attempt_of(slug: str) -> Attempt:
    """The attempt whose pages the drill bends."""
    attempt = run(slug).attempt
    assert attempt is not None
    return attempt


def choose(browser: Client, slug: str, choice: str) -> Any:
    return browser.post(url("drill_choose", slug), {"chon": choice}, follow=True)


def type_code(browser: Client, slug: str, code: str) -> Any:
    attempt = attempt_of(slug)
    return browser.post(journeys.url(attempt, Place.CODE), {"code": code}, follow=True)


def otp(slug: str) -> str:
    attempt = attempt_of(slug)
    return attempt.persona.otp


def sign_in(browser: Client, slug: str) -> Any:
    attempt = attempt_of(slug)
    data = {"number": attempt.persona.citizen_number, "word": attempt.persona.word}
    return browser.post(journeys.url(attempt, Place.SIGN_IN), data, follow=True)


def send(browser: Client, slug: str) -> Any:
    attempt = attempt_of(slug)
    attempt.refresh_from_db()
    data = {"token": token(), "cam_doan": "1", "revision": str(attempt.revision)}
    return browser.post(journeys.url(attempt, Place.REVIEW), data, follow=True)


def play(browser: Client, slug: str) -> Any:
    """From the first page to the debrief, right at once."""
    begin(browser, slug)
    if slug == LATE:
        choose(browser, slug, "doi")
        return type_code(browser, slug, otp(slug))
    if slug == EXPIRED:
        type_code(browser, slug, drills.old_code(otp(slug)))
        choose(browser, slug, "gui-lai")
        return type_code(browser, slug, otp(slug))
    if slug == OVER:
        attempt = attempt_of(slug)
        data = {**journeys.on_step(attempt, APPLICANT), "revision": str(attempt.revision)}
        browser.post(journeys.url(attempt, APPLICANT), data)
        choose(browser, slug, "dang-nhap")
        return sign_in(browser, slug)
    if slug == BUSY:
        send(browser, slug)
        choose(browser, slug, "xem-ho-so")
        return choose(browser, slug, "chup-ma")
    first, second = {CALLER: ("tat-may", "ra-xa"), FALSE: ("tu-go", "that")}[slug]
    choose(browser, slug, first)
    return choose(browser, slug, second)


# --- Every drill -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_a_drill_can_be_played_from_the_first_page_to_the_debrief(browser: Client, drill: Drill) -> None:
    intro = journeys.words(browser.get(url("drill", drill.id)))
    assert drill.goal in intro and drill.story[0] in intro
    page = play(browser, drill.id)
    assert page.redirect_chain[-1][0] == url("drill_done", drill.id)
    words = journeys.words(page)
    assert "Bác làm đúng ngay" in words
    for text in (*drill.debrief, *drill.already, *drill.rule.text):
        assert text.replace("{real}", "dichvucong.gov.vn") in words
    for right in drill.rights():
        assert right.why in words
    assert drill.rule.sources[0].title in words
    assert drilling.outcomes(run(drill.id).learner) == {drill.id: Outcome(done=True, at_once=True)}


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_what_went_wrong_on_the_way_is_explained_and_kept(browser: Client, drill: Drill) -> None:
    begin(browser, drill.id)
    state = next(name for name, scene in drill.scenes.items() if scene.choices)
    DrillRun.objects.update(state=state)
    wrong = next(choice for choice in drill.scenes[state].choices if not choice.right)
    assert wrong.why.replace("{real}", "dichvucong.gov.vn") in journeys.words(
        choose(browser, drill.id, wrong.id)
    )
    assert (run(drill.id).state, run(drill.id).slips) == (state, 1)


def test_the_exercises_show_what_is_done_and_how(browser: Client) -> None:
    home = reverse("sandbox:home")
    assert "Đã qua" not in journeys.words(browser.get(home))
    play(browser, CALLER)
    begin(browser, FALSE)
    for choice in ("bam-vao", "tu-go", "that"):
        choose(browser, FALSE, choice)
    page = journeys.words(browser.get(home))
    assert page.count("Đã qua, đúng ngay lần đầu") == 1 and page.count("Đã qua") == 2
    for drill in ALL:
        assert url("drill", drill.id) in journeys.text(browser.get(home))


def test_who_plays_it_again_without_a_slip_has_it_right_at_once(browser: Client, learner: Learner) -> None:
    begin(browser, CALLER)
    for choice in ("doc-ma", "tat-may", "ra-xa"):
        page = choose(browser, CALLER, choice)
    assert "Giờ bác biết rồi" in journeys.words(page)
    assert drilling.outcomes(learner)[CALLER] == Outcome(done=True, at_once=False)
    begin(browser, CALLER)
    for choice in ("tat-may", "ra-xa"):
        choose(browser, CALLER, choice)
    assert drilling.outcomes(learner)[CALLER] == Outcome(done=True, at_once=True)


def test_the_debrief_leads_to_the_next_one_until_all_are_done(browser: Client) -> None:
    assert f'href="{url("drill", LATE)}"' in journeys.text(play(browser, CALLER))
    for slug in (LATE, EXPIRED, OVER, BUSY):
        play(browser, slug)
    assert f'class="btn go" href="{reverse("sandbox:home")}"' in journeys.text(play(browser, FALSE))


# --- Bent pages ------------------------------------------------------------------------------------------------------


def test_the_code_is_not_on_the_phone_before_it_has_come(browser: Client) -> None:
    here = begin(browser, LATE)
    assert here == journeys.url(attempt_of(LATE), Place.CODE), "the real page, bent"
    assert otp(LATE) not in journeys.text(browser.get(here))
    refused = type_code(browser, LATE, otp(LATE))
    assert journeys.told(refused, "Mã: mã chưa đến."), "even the right one, guessed"
    choose(browser, LATE, "doi")
    assert otp(LATE) in journeys.text(browser.get(here))
    assert journeys.told(type_code(browser, LATE, "111111"), "trên điện thoại tập")
    assert run(LATE).slips == 0, "a slip of the finger is none of the drill"


def test_an_expired_code_is_refused_even_when_the_new_one_is_there(browser: Client) -> None:
    here = begin(browser, EXPIRED)
    old = drills.old_code(otp(EXPIRED))
    assert old in journeys.text(browser.get(here)) and otp(EXPIRED) not in journeys.text(browser.get(here))
    assert "Mã này hết hạn rồi" in journeys.text(type_code(browser, EXPIRED, old))
    choose(browser, EXPIRED, "gui-lai")
    assert journeys.told(type_code(browser, EXPIRED, old), "mã cũ đã hết hạn")
    assert run(EXPIRED).slips == 1
    assert "Giờ bác biết rồi" in journeys.words(type_code(browser, EXPIRED, otp(EXPIRED)))
    assert not Dossier.objects.exists(), "its choice to send the code again sends no dossier"


def test_a_real_number_in_the_code_s_box_is_dropped(browser: Client) -> None:
    begin(browser, LATE)
    page = type_code(browser, LATE, "0912345678")
    assert "0912345678" not in journeys.text(page)
    assert AttemptMistake.objects.get().kind == "guard:phone"


def test_signed_out_in_the_middle_of_the_form_nothing_is_lost(browser: Client) -> None:
    here = begin(browser, OVER)
    attempt = attempt_of(OVER)
    assert here == journeys.url(attempt, APPLICANT)
    last = list(journeys.on_step(attempt, APPLICANT))[-1]
    assert attempt.answers.get(last, "") == "", "one field is left for her"
    data = {**attempt.answers, last: "Giàng A Giả Định gõ dở", "revision": str(attempt.revision)}
    page = browser.post(here, data, follow=True)
    assert "Phiên làm việc đã hết" in journeys.words(page)
    attempt.refresh_from_db()
    assert attempt.answers[last] == "Giàng A Giả Định gõ dở", "kept before anything is judged"
    assert journeys.leads_to(browser.get(here), url("drill_scene", OVER)), "signed out is signed out"
    choose(browser, OVER, "dang-nhap")
    done = sign_in(browser, OVER)
    assert "Không mất chữ nào" in journeys.words(done)
    assert "Giàng A Giả Định gõ dở" in journeys.words(done)


def test_signing_in_wrongly_stays_at_the_sign_in(browser: Client) -> None:
    begin(browser, OVER)
    attempt = attempt_of(OVER)
    browser.post(journeys.url(attempt, APPLICANT), {})
    choose(browser, OVER, "dang-nhap")
    page = browser.post(journeys.url(attempt, Place.SIGN_IN), {"number": "1", "word": "x"})
    assert page.status_code == 200 and run(OVER).state == "vao-lai"


@pytest.mark.parametrize("retry", ["xem-ho-so", "gui-lai"])
def test_overloaded_and_tried_again_there_is_one_dossier(browser: Client, retry: str) -> None:
    begin(browser, BUSY)
    assert "Cổng đang quá tải" in journeys.words(send(browser, BUSY))
    send(browser, BUSY)
    code = Dossier.objects.get().code
    assert code not in journeys.text(browser.get(url("drill_scene", BUSY))), "the portal has not said so"
    page = choose(browser, BUSY, retry)
    assert code in journeys.words(page) and Dossier.objects.count() == 1
    choose(browser, BUSY, "chup-ma")
    assert Dossier.objects.count() == 1
    assert code in journeys.words(browser.get(reverse("sandbox:my_dossiers")))


def test_sending_what_an_old_tab_showed_is_refused_as_ever(browser: Client) -> None:
    here = begin(browser, BUSY)
    assert browser.post(here, {"revision": "0"}).status_code == 200
    assert run(BUSY).state == "gui" and not Dossier.objects.exists()


@pytest.mark.parametrize("slug", [LATE, EXPIRED, OVER, BUSY])
def test_other_pages_of_its_attempt_lead_to_where_the_drill_stands(browser: Client, slug: str) -> None:
    here = begin(browser, slug)
    attempt = attempt_of(slug)
    for place in (Place.SEARCH, Place.AGENCY, DECLARE, Place.PAPERS):
        assert journeys.leads_to(browser.get(journeys.url(attempt, place)), here)


@pytest.mark.parametrize("slug", [LATE, EXPIRED, OVER])
def test_pages_of_a_drill_that_is_over_lead_to_its_debrief(browser: Client, slug: str) -> None:
    play(browser, slug)
    attempt = attempt_of(slug)
    assert journeys.leads_to(browser.get(journeys.url(attempt, Place.CODE)), url("drill_done", slug))


# --- Choices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [LATE, CALLER])
def test_who_chooses_nothing_is_told_so(browser: Client, slug: str) -> None:
    begin(browser, slug)
    page = browser.post(url("drill_choose", slug), {})
    assert page.status_code == 200 and journeys.told(page, "Cách làm: bác chọn một cách.")
    assert run(slug).slips == 0


@pytest.mark.parametrize("choice", ["ra-xa", "khong-co", "xong", "\x00", "gui"])
def test_a_choice_that_the_state_does_not_know_changes_nothing(browser: Client, choice: str) -> None:
    begin(browser, CALLER)
    choose(browser, CALLER, choice)
    assert (run(CALLER).state, run(CALLER).slips) == ("dang-goi", 0)


@pytest.mark.parametrize(("slug", "action"), [(OVER, "gui"), (BUSY, "gui"), (EXPIRED, "cu")])
def test_what_is_done_on_a_page_cannot_be_chosen_instead(browser: Client, slug: str, action: str) -> None:
    begin(browser, slug)
    before = run(slug).state
    choose(browser, slug, action)
    assert run(slug).state == before


def test_the_right_choice_pressed_twice_is_one_step(browser: Client) -> None:
    begin(browser, CALLER)
    for _ in range(2):
        choose(browser, CALLER, "tat-may")
    assert run(CALLER).state == "sau-do" and run(CALLER).slips == 0


# --- Runs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [LATE, CALLER])
def test_pressing_begin_twice_begins_one(browser: Client, slug: str) -> None:
    assert begin(browser, slug) == begin(browser, slug)
    assert DrillRun.objects.count() == 1 and Attempt.objects.count() == (slug == LATE)


def test_the_database_itself_keeps_one_open_run(learner: Learner) -> None:
    DrillRun.objects.create(learner=learner, drill=CALLER, state="dang-goi")
    with pytest.raises(IntegrityError), transaction.atomic():
        DrillRun.objects.create(learner=learner, drill=CALLER, state="dang-goi")


def test_who_comes_back_goes_on_where_she_stopped(browser: Client) -> None:
    begin(browser, CALLER)
    choose(browser, CALLER, "tat-may")
    assert "Tập tiếp chỗ đang dở" in journeys.words(browser.get(url("drill", CALLER)))
    assert begin(browser, CALLER) == url("drill_scene", CALLER)
    assert run(CALLER).state == "sau-do"


@pytest.mark.usefixtures("packs")
def test_looking_at_a_drill_leaves_no_trace_and_beginning_makes_a_learner(client: Client) -> None:
    assert LEARNER_COOKIE not in client.get(url("drill", CALLER)).cookies
    assert not Learner.objects.exists()
    begin(client, CALLER)
    assert Learner.objects.get().understood_at is not None


def test_without_packs_a_drill_on_the_portal_says_whom_to_ask(client: Client) -> None:
    response = client.post(url("drill", LATE))
    assert response.status_code == 200 and "Bác hỏi Tổ công nghệ số" in journeys.words(response)
    assert client.post(url("drill", CALLER)).status_code == 302, "the drawn phone needs none"


@pytest.mark.parametrize("name", ["drill_scene", "drill_choose", "drill_done"])
def test_before_it_is_begun_there_is_only_the_first_page(browser: Client, name: str) -> None:
    response = browser.post(url(name, CALLER)) if name == "drill_choose" else browser.get(url(name, CALLER))
    assert journeys.leads_to(response, url("drill", CALLER))


def test_nobody_sees_the_run_of_somebody_else(browser: Client, stranger: Client) -> None:
    play(browser, CALLER)
    begin(browser, BUSY)
    assert journeys.leads_to(stranger.get(url("drill_done", CALLER)), url("drill", CALLER))
    assert stranger.get(journeys.url(attempt_of(BUSY), Place.REVIEW)).status_code == 404
    assert "Đã qua" not in journeys.words(stranger.get(reverse("sandbox:home")))


@pytest.mark.parametrize("name", ["drill", "drill_scene", "drill_choose", "drill_done"])
def test_an_unknown_drill_is_missing(browser: Client, name: str) -> None:
    method = browser.post if name == "drill_choose" else browser.get
    assert method(url(name, "khong-co")).status_code == 404


# --- Drills and exercises --------------------------------------------------------------------------------------------


def test_a_drill_is_no_exercise(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.AGENCY)
    begin(browser, OVER)
    assert attempts.latest_unfinished(learner) == attempt
    assert progress_of([learner.id])[learner.id].step == attempt.step, "on the board, too"


def test_a_code_alone_does_not_give_the_papers_away(browser: Client, learner: Learner) -> None:
    play(browser, LATE)
    assert not attempts.start(learner, MOTHER, "check").persona_practised_before


@pytest.mark.parametrize("slug", [OVER, BUSY])
def test_a_filled_in_form_does(browser: Client, learner: Learner, slug: str) -> None:
    begin(browser, slug)
    assert attempts.start(learner, MOTHER, "check").persona_practised_before


def test_addresses_are_words_and_never_links(browser: Client) -> None:
    begin(browser, FALSE)
    pages = [journeys.text(browser.get(url("drill_scene", FALSE)))]
    pages += [journeys.text(choose(browser, FALSE, choice)) for choice in ("tu-go", "gach-noi", "that")]
    assert any("dichvucong-gov-vn.example" in page for page in pages)
    for page in pages:
        assert not re.search(r'href="[^"]*(\.example|dichvucong)', page)
