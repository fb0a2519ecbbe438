"""The two steps of fields: kept first, judged afterwards; hints; two tabs."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import service
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE

pytestmark = pytest.mark.django_db
CHILD, MOTHER_NUMBER = "ho_ten_con", "so_dinh_danh_me"
CHILD_LABEL = "Họ, chữ đệm, tên người được khai sinh"


@pytest.fixture
def attempt(learner: Learner) -> Attempt:
    """In practice mode, at the second step of the form."""
    return journeys.begin(learner, DECLARE)


@pytest.fixture
def checked(learner: Learner) -> Attempt:
    """The same in check mode."""
    return journeys.begin(learner, DECLARE, mode="check")


def _declare(browser: Client, attempt: Attempt, **changed: str) -> HttpResponse:
    attempt.refresh_from_db()
    data = {"revision": str(attempt.revision)}
    data |= journeys.on_step(attempt, DECLARE, **changed)
    return journeys.post(browser, journeys.url(attempt, DECLARE), data | changed)


@pytest.mark.parametrize("mode", ["practice", "check"])
@pytest.mark.parametrize(("place", "after"), [(APPLICANT, DECLARE), (DECLARE, Place.PAPERS)])
def test_right_answers_lead_on_and_are_kept_as_typed(
    browser: Client, learner: Learner, place: Place, after: Place, mode: str
) -> None:
    attempt = journeys.begin(learner, place, mode=mode)
    typed = journeys.on_step(attempt, place)
    response = journeys.post(
        browser, journeys.url(attempt, place), {**typed, "revision": str(attempt.revision)}
    )
    assert journeys.leads_to(response, journeys.url(attempt, after))
    attempt.refresh_from_db()
    assert {name: attempt.answers[name] for name in typed} == typed
    assert attempt.place == after and not attempt.mistakes.exists()


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_page_has_a_field_for_every_answer_of_the_step(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, DECLARE, mode=mode)
    page = browser.get(journeys.url(attempt, DECLARE))
    for name in journeys.on_step(attempt, DECLARE):
        assert journeys.value(page, name) == "", name


def test_the_first_step_shows_what_the_portal_knows_of_the_persona(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    page = journeys.words(browser.get(journeys.url(attempt, APPLICANT)))
    for line in attempt.pack.eform.step("chu-ho-so").shown:
        assert line.label in page and attempt.persona.fact(line.fact) in page


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_an_empty_step_names_every_missing_field_and_stays(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, APPLICANT, mode=mode)
    response = journeys.post(browser, journeys.url(attempt, APPLICANT), {"ngay_cap": ""})
    for field in (field for field in attempt.pack.eform.step("chu-ho-so").fields if field.required):
        assert journeys.told(response, field.label), field.label
    attempt.refresh_from_db()
    assert attempt.place == APPLICANT


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_what_the_portal_refuses_keeps_what_was_typed_and_names_the_field(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, DECLARE, mode=mode)
    response = _declare(browser, attempt, ngay_sinh_con="31/02/2026", **{CHILD: "Giàng A 7hử"})
    assert journeys.value(response, "ngay_sinh_con") == "31/02/2026"
    assert journeys.value(response, CHILD) == "Giàng A 7hử"
    assert journeys.told(response, CHILD_LABEL) and journeys.told(response, "Ngày, tháng, năm sinh")
    assert len(journeys.summary(response)) == 2


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_a_birth_in_the_future_is_refused(browser: Client, learner: Learner, mode: str) -> None:
    attempt = journeys.begin(learner, DECLARE, mode=mode)
    assert journeys.told(_declare(browser, attempt, ngay_sinh_con="24/11/2026"), "Ngày, tháng, năm sinh")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", "missing"),
        ("Giang A Thu", "diacritics"),
        ("Giàng A Thuwr", "keyboard_residue"),
        ("Vàng Thị Bài Tập", "other_person"),
        ("Giàng A Thử 2", "format"),
    ],
)
def test_the_coach_speaks_at_once_in_practice_and_notes_field_and_kind(
    browser: Client, attempt: Attempt, typed: str, kind: str
) -> None:
    response = _declare(browser, attempt, **{CHILD: typed})
    assert journeys.told(response, CHILD_LABEL) and journeys.value(response, CHILD) == typed
    assert list(attempt.mistakes.values_list("field", "kind")) == [(CHILD, kind)]


def test_nobody_coaches_in_check_mode_and_the_mistake_goes_on_to_the_office(
    browser: Client, checked: Attempt
) -> None:
    response = _declare(browser, checked, **{CHILD: "Giang A Thu"})
    assert journeys.leads_to(response, journeys.url(checked, Place.PAPERS))
    checked.refresh_from_db()
    assert checked.answers[CHILD] == "Giang A Thu" and not checked.mistakes.exists() and checked.hints == {}


def test_a_page_with_mistakes_keeps_the_right_answers_too(browser: Client, attempt: Attempt) -> None:
    response = _declare(browser, attempt, **{CHILD: ""})
    for name, right in journeys.on_step(attempt, DECLARE, **{CHILD: ""}).items():
        assert journeys.value(response, name) == right


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "a'b\"c & d", "a\r\nb", "ô" * 5000]
)
def test_whatever_was_typed_comes_back_as_text(browser: Client, attempt: Attempt, typed: str) -> None:
    response = _declare(browser, attempt, noi_sinh=typed)
    assert response.status_code == 200 and journeys.value(response, "noi_sinh") == typed
    assert "<script>alert" not in journeys.text(response)


def test_what_was_sent_is_saved_before_it_is_judged(
    browser: Client, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the judge fell ill")

    monkeypatch.setattr(service, "judge", fail)
    with pytest.raises(RuntimeError):
        _declare(browser, attempt, **{CHILD: "Giàng A"})
    attempt.refresh_from_db()
    assert attempt.answers[CHILD] == "Giàng A"


def test_wrong_answers_are_saved_too(browser: Client, attempt: Attempt) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A"})
    attempt.refresh_from_db()
    assert attempt.answers[CHILD] == "Giang A"
    assert journeys.value(browser.get(journeys.url(attempt, DECLARE)), CHILD) == "Giang A"


def test_decomposed_letters_and_nul_are_kept_in_one_form(browser: Client, attempt: Attempt) -> None:
    _declare(browser, attempt, **{CHILD: "Gia\u0300ng A\x00 Thu\u031b\u0309"})
    attempt.refresh_from_db()
    assert attempt.answers[CHILD] == "Giàng A Thử"


def test_save_and_go_on_later_judges_nothing(browser: Client, attempt: Attempt) -> None:
    response = _declare(browser, attempt, luu="1", **{CHILD: "Giang"})
    assert journeys.leads_to(response, reverse("sandbox:home"))
    attempt.refresh_from_db()
    assert attempt.answers[CHILD] == "Giang" and attempt.place == DECLARE
    assert not attempt.mistakes.exists()


@pytest.mark.parametrize("mode", ["practice", "check"])
@pytest.mark.parametrize("place", [APPLICANT, DECLARE])
def test_the_last_page_leads_back_to_what_was_spoilt_and_left(
    browser: Client, learner: Learner, place: Place, mode: str
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, mode=mode)
    spoilt = next(iter(journeys.on_step(attempt, place)))
    data = {**journeys.on_step(attempt, place, **{spoilt: ""}), "luu": "1", "revision": str(attempt.revision)}
    journeys.post(browser, journeys.url(attempt, place), data)
    for response in (browser.get(journeys.url(attempt, Place.REVIEW)), journeys.promise(browser, attempt)):
        assert journeys.leads_to(response, journeys.url(attempt, place))
    attempt.refresh_from_db()
    assert attempt.sent_at is None


def test_the_last_page_leads_back_to_a_mistake_only_where_somebody_coaches(
    browser: Client, learner: Learner
) -> None:
    shown = []
    for mode in ("practice", "check"):
        attempt = journeys.begin(learner, Place.REVIEW, mode=mode)
        service.save_answers(attempt, {CHILD: "Giang A Thu"}, attempt.revision)
        shown.append(browser.get(journeys.url(attempt, Place.REVIEW)).status_code)
    assert shown == [302, 200]


def test_a_field_that_does_not_apply_is_not_asked_for(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE, scenario=journeys.ALONE)
    assert "ho_ten_cha" not in attempt.scenario.fields
    response = _declare(browser, attempt, ho_ten_cha="")
    assert journeys.leads_to(response, journeys.url(attempt, Place.PAPERS))


def test_without_script_a_field_says_when_it_applies(browser: Client, attempt: Attempt) -> None:
    page = journeys.words(browser.get(journeys.url(attempt, DECLARE)))
    assert "Đã xác định được cả cha lẫn mẹ" in page.split("tên người cha")[1].split("Bước tiếp theo")[0]


# --- Hints -----------------------------------------------------------------------------------------------------


def _hints(attempt: Attempt, field: str = CHILD, **changed: str) -> tuple[str, ...]:
    from sandbox.engine import coach

    answers = journeys.right(attempt, **changed)
    return next(m for m in coach.review(attempt.pack, attempt.scenario, answers) if m.field == field).hints


def test_the_first_hint_is_there_at_once_and_the_others_are_asked_for(
    browser: Client, attempt: Attempt
) -> None:
    nudge, where, shown = _hints(attempt, **{CHILD: "Giang A Thu"})
    first = _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    assert nudge in journeys.words(first) and where not in journeys.words(first)
    assert f'value="{CHILD}:2"' in journeys.text(first)
    second = _declare(browser, attempt, goi_y=f"{CHILD}:2", **{CHILD: "Giang A Thu"})
    assert where in journeys.words(second) and shown not in journeys.words(second)
    assert f'value="{CHILD}:3"' in journeys.text(second)
    third = _declare(browser, attempt, goi_y=f"{CHILD}:3", **{CHILD: "Giang A Thu"})
    assert shown in journeys.words(third) and 'name="goi_y"' not in journeys.text(third)


def test_the_second_hint_comes_by_itself_after_a_second_mistake_in_the_same_field(
    browser: Client, attempt: Attempt
) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    _nudge, where, shown = _hints(attempt, **{CHILD: "Giang A Thử"})
    again = _declare(browser, attempt, **{CHILD: "Giang A Thử"})
    assert where in journeys.words(again) and shown not in journeys.words(again)
    once_more = _declare(browser, attempt, **{CHILD: "Giang A Thử"})
    assert shown not in journeys.words(once_more)  # how it is typed is shown to who asks
    attempt.refresh_from_db()
    assert (attempt.hints, attempt.hints_used) == ({CHILD: 2}, 0)


@pytest.mark.parametrize("typed", [("", "Giang A Thu"), ("Giang A Thu", ""), ("", "")])
def test_an_empty_field_is_not_a_try(browser: Client, attempt: Attempt, typed: tuple[str, str]) -> None:
    for value in typed:
        _declare(browser, attempt, **{CHILD: value})
    attempt.refresh_from_db()
    assert attempt.hints == {CHILD: 1}


def test_every_hint_asked_for_is_counted_and_the_first_is_free(browser: Client, attempt: Attempt) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    attempt.refresh_from_db()
    assert (attempt.hints, attempt.hints_used) == ({CHILD: 1}, 0)
    for level in (2, 3):
        _declare(browser, attempt, goi_y=f"{CHILD}:{level}", **{CHILD: "Giang A Thu"})
        attempt.refresh_from_db()
        assert (attempt.hints, attempt.hints_used) == ({CHILD: level}, level - 1)


def test_asking_for_a_hint_keeps_what_was_typed_and_notes_no_new_mistake(
    browser: Client, attempt: Attempt
) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    response = _declare(browser, attempt, goi_y=f"{CHILD}:2", **{CHILD: "Giang A Thử"})
    assert journeys.value(response, CHILD) == "Giang A Thử"
    assert attempt.mistakes.count() == 1


def test_opened_hints_stay_open_while_the_mistake_stays(browser: Client, attempt: Attempt) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    _declare(browser, attempt, goi_y=f"{CHILD}:2", **{CHILD: "Giang A Thu"})
    _nudge, where, _shown = _hints(attempt, **{CHILD: "Giang A Thu"})
    assert where in journeys.words(_declare(browser, attempt, **{CHILD: "Giang A Thu"}))


def test_asking_for_a_hint_never_leads_on_by_itself(browser: Client, attempt: Attempt) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    assert _declare(browser, attempt, goi_y=f"{CHILD}:2").status_code == 200


@pytest.mark.parametrize(
    "asked", ["ho_ten_con:1", "ho_ten_con:4", "ho_ten_con:x", "x:2", "noi_sinh:2", ":", "<b>:2"]
)
def test_a_hint_that_there_is_not_counts_for_nothing(browser: Client, attempt: Attempt, asked: str) -> None:
    _declare(browser, attempt, **{CHILD: "Giang A Thu"})
    assert _declare(browser, attempt, goi_y=asked, **{CHILD: "Giang A Thu"}).status_code == 200
    attempt.refresh_from_db()
    assert attempt.hints_used == 0
    assert attempt.hints[CHILD] < 3  # at most a second mistake, which opens the second by itself


def test_there_are_no_hints_in_check_mode(browser: Client, checked: Attempt) -> None:
    response = _declare(browser, checked, goi_y=f"{CHILD}:2", **{CHILD: ""})
    assert response.status_code == 200 and journeys.told(response, CHILD_LABEL)
    page = journeys.text(response)
    assert 'name="goi_y"' not in page and 'class="rungs"' not in page and "Giàng A Thử" in page
    checked.refresh_from_db()
    assert (checked.hints, checked.hints_used) == ({}, 0)


def test_the_service_gives_no_hint_in_check_mode_whatever_the_row_says(checked: Attempt) -> None:
    checked.hints = {CHILD: 1}
    checked.save()
    service.ask_hint(checked, CHILD, 2)
    checked.refresh_from_db()
    assert (checked.hints, checked.hints_used) == ({CHILD: 1}, 0)


# --- Two tabs --------------------------------------------------------------------------------------------------


def _is_told_of_two_tabs(response: HttpResponse) -> bool:
    return 'class="note warn" role="status"' in journeys.text(response)


def test_a_stale_tab_is_told_and_what_was_sent_last_counts(browser: Client, attempt: Attempt) -> None:
    seen = attempt.revision
    _declare(browser, attempt, revision=str(seen), luu="1", noi_sinh="Trạm Y tế")
    response = _declare(browser, attempt, revision=str(seen), noi_sinh="Trạm Y tế xã Mẫu")
    assert response.status_code == 200 and _is_told_of_two_tabs(response)
    assert journeys.value(response, "noi_sinh") == "Trạm Y tế xã Mẫu"
    attempt.refresh_from_db()
    assert attempt.answers["noi_sinh"] == "Trạm Y tế xã Mẫu"


def test_once_told_the_next_press_leads_on(browser: Client, attempt: Attempt) -> None:
    seen = attempt.revision
    _declare(browser, attempt, revision=str(seen), luu="1", noi_sinh="Trạm Y tế")
    told = _declare(browser, attempt, revision=str(seen))
    assert _is_told_of_two_tabs(told)
    response = _declare(browser, attempt, revision=journeys.value(told, "revision"))
    assert journeys.leads_to(response, journeys.url(attempt, Place.PAPERS))


def test_a_stale_tab_that_says_the_same_is_not_told(browser: Client, attempt: Attempt) -> None:
    seen = attempt.revision
    _declare(browser, attempt, revision=str(seen), luu="1")
    response = _declare(browser, attempt, revision=str(seen))
    assert journeys.leads_to(response, journeys.url(attempt, Place.PAPERS))


@pytest.mark.parametrize("raw", ["", "x", "-1", "９", "9" * 30, "99"])
def test_a_form_with_a_strange_revision_is_taken_as_the_latest(
    browser: Client, attempt: Attempt, raw: str
) -> None:
    data = {**journeys.on_step(attempt, DECLARE), "revision": raw}
    response = journeys.post(browser, journeys.url(attempt, DECLARE), data)
    assert journeys.leads_to(response, journeys.url(attempt, Place.PAPERS))


def test_each_save_is_a_new_revision(browser: Client, attempt: Attempt) -> None:
    before = attempt.revision
    for number in (1, 2, 3):
        _declare(browser, attempt, luu="1")
        attempt.refresh_from_db()
        assert attempt.revision == before + number


def test_what_the_form_holds_from_the_start_stands_there_and_stays_out_once_taken_out(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, DECLARE)
    service.open_form(attempt)
    page = browser.get(journeys.url(attempt, DECLARE))
    assert journeys.value(page, "quoc_tich_con") == "viet-nam"
    service.save_answers(attempt, {"quoc_tich_con": ""}, attempt.revision)
    service.open_form(attempt)
    assert journeys.value(browser.get(journeys.url(attempt, DECLARE)), "quoc_tich_con") == ""
