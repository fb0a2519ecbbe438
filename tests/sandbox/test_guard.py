"""Real people's numbers: never said again, never kept. Numbers are made at run time, none is written down here."""

import json
import logging
import random
from collections.abc import Callable

import pytest
from django.core import serializers
from django.db import connection, models
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Learner
from kit.models import Act, AuditEntry
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, AttemptMistake, Dossier, DossierEvent
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, CUT_OFF, DECLARE, GOOD, PAPER
from tests.traps.real_shaped import MAKERS, dressed, in_sentence, real_shaped

pytestmark = pytest.mark.django_db
ROWS: tuple[type[models.Model], ...] = (
    Attempt,
    AttemptMistake,
    Dossier,
    DossierEvent,
    Act,
    AuditEntry,
    Learner,
)
KINDS = sorted(MAKERS)
Post = Callable[[str], HttpResponse]


def _number(kind: str, seed: int = 7) -> str:
    return MAKERS[kind](random.Random(seed))


def _everything_kept() -> str:
    """Every row of every table that could hold something typed."""
    rows = [row for model in ROWS for row in model._default_manager.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


class Watch:
    """Everything that is written down while a page answers: rows, statements, logs, the page itself."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self.caplog = caplog
        caplog.set_level(logging.DEBUG)

    def sees_nothing_of(self, value: str, post: Post) -> HttpResponse:
        with CaptureQueriesContext(connection) as statements:
            response = post(value)
        said = journeys.text(response) + response.headers.get("Location", "")
        written = "\n".join(
            [*(query["sql"] for query in statements), self.caplog.text, _everything_kept(), said]
        )
        assert value not in written
        digits = "".join(filter(str.isdigit, value))
        assert len(digits) < 9 or digits not in written
        return response


@pytest.fixture
def watch(caplog: pytest.LogCaptureFixture) -> Watch:
    return Watch(caplog)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["practice", "check"])
def test_a_real_looking_value_is_dropped_with_a_kind_reason_and_only_its_kind_is_kept(
    browser: Client, learner: Learner, watch: Watch, mode: str, kind: str
) -> None:
    attempt = journeys.begin(learner, APPLICANT, mode=mode)
    address, right = journeys.url(attempt, APPLICANT), journeys.on_step(attempt, APPLICANT)
    response = watch.sees_nothing_of(
        _number(kind), lambda value: journeys.post(browser, address, {**right, "so_dien_thoai": value})
    )
    assert journeys.value(response, "so_dien_thoai") == ""
    [(line, _target)] = journeys.summary(response)
    assert line.startswith("Số điện thoại: ") and "không giữ" in line
    assert journeys.value(response, "dia_chi") == "Bản Học", "everything else that was typed stays"
    assert ("so_dien_thoai", f"guard:{kind}") in attempt.mistakes.values_list("field", "kind")
    attempt.refresh_from_db()
    assert attempt.answers["so_dien_thoai"] == "" and attempt.place == APPLICANT


@pytest.mark.parametrize(
    "name", ["ho_ten_con", "ngay_sinh_con", "dan_toc_con", "noi_sinh", "so_dinh_danh_me"]
)
def test_no_field_of_any_kind_lets_it_in(browser: Client, learner: Learner, watch: Watch, name: str) -> None:
    attempt = journeys.begin(learner, DECLARE)
    address, right = journeys.url(attempt, DECLARE), journeys.on_step(attempt, DECLARE)
    for kind in KINDS:
        watch.sees_nothing_of(
            _number(kind), lambda value: journeys.post(browser, address, {**right, name: value})
        )
        assert attempt.mistakes.filter(field=name, kind=f"guard:{kind}").exists()


def test_neither_grouping_nor_other_digits_nor_a_sentence_around_it_lets_it_in(
    browser: Client, learner: Learner, watch: Watch
) -> None:
    attempt = journeys.begin(learner, DECLARE, mode="check")
    address, rng = journeys.url(attempt, DECLARE), random.Random(11)
    values = [text for _kind, text in real_shaped(20, seed=3)]
    values += [in_sentence(dressed(_number(kind, 9), rng), rng) for kind in KINDS if kind != "email"]
    for typed in values:
        watch.sees_nothing_of(
            typed, lambda value: journeys.post(browser, address, {"noi_sinh": value, "luu": "1"})
        )
    attempt.refresh_from_db()
    assert attempt.answers["noi_sinh"] == ""
    assert attempt.mistakes.filter(field="noi_sinh", kind__startswith="guard:").count() == len(values)


def test_saving_for_later_goes_through_the_guard_too(browser: Client, learner: Learner, watch: Watch) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    address = journeys.url(attempt, APPLICANT)
    watch.sees_nothing_of(
        _number("phone"), lambda value: journeys.post(browser, address, {"so_dien_thoai": value, "luu": "1"})
    )


def test_asking_for_a_hint_goes_through_the_guard_too(
    browser: Client, learner: Learner, watch: Watch
) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    address = journeys.url(attempt, APPLICANT)
    journeys.post(browser, address, {"dia_chi": ""})
    response = watch.sees_nothing_of(
        _number("citizen_number"),
        lambda value: journeys.post(browser, address, {"dia_chi": value, "goi_y": "dia_chi:2"}),
    )
    assert "không giữ" in journeys.words(response)


# --- Slips ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "field", "slip"),
    [
        (APPLICANT, "so_dien_thoai", "0000 000 037"),
        (APPLICANT, "so_dien_thoai", "0900 000 031"),
        (DECLARE, "so_dinh_danh_me", "001198000031"),
        (DECLARE, "so_dinh_danh_me", "00198000031"),
        (DECLARE, "so_dinh_danh_me", "000095247816"),
        (DECLARE, "so_dinh_danh_me", "000085000012"),
    ],
)
def test_a_slip_of_a_number_of_the_story_and_any_practice_number_are_kept_and_coached(
    browser: Client, learner: Learner, place: Place, field: str, slip: str
) -> None:
    attempt = journeys.begin(learner, place)
    data = {**journeys.on_step(attempt, place), field: slip}
    response = journeys.post(browser, journeys.url(attempt, place), data)
    assert journeys.value(response, field) == slip
    attempt.refresh_from_db()
    assert attempt.answers[field] == slip
    [kind] = attempt.mistakes.values_list("kind", flat=True)
    assert not kind.startswith("guard:") and field in attempt.hints


# --- Outside the form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["number", "word"])
def test_the_sign_in_drops_it_names_the_field_and_notes_the_kind(
    browser: Client, learner: Learner, watch: Watch, field: str, kind: str
) -> None:
    attempt = journeys.begin(learner, Place.SIGN_IN)
    address = journeys.url(attempt, Place.SIGN_IN)
    right = {"number": attempt.persona.citizen_number, "word": attempt.persona.word}
    response = watch.sees_nothing_of(
        _number(kind), lambda value: journeys.post(browser, address, {**right, field: value})
    )
    other = "word" if field == "number" else "number"
    assert journeys.value(response, field) == "" and journeys.value(response, other) == right[other]
    [(line, target)] = journeys.summary(response)
    assert target == f"id_{field}" and "không giữ" in line
    assert line.startswith("Số định danh cá nhân: " if field == "number" else "Từ để đăng nhập tập: ")
    name = {"number": "so_dinh_danh", "word": "chu_tap"}[field]
    assert list(attempt.mistakes.values_list("field", "kind")) == [(name, f"guard:{kind}")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_code_of_the_practice_phone_drops_it(
    browser: Client, learner: Learner, watch: Watch, kind: str
) -> None:
    attempt = journeys.begin(learner, Place.CODE)
    address = journeys.url(attempt, Place.CODE)
    response = watch.sees_nothing_of(
        _number(kind), lambda value: journeys.post(browser, address, {"code": value})
    )
    assert journeys.value(response, "code") == "" and "không giữ" in journeys.words(response)
    assert list(attempt.mistakes.values_list("field", "kind")) == [("ma_xac_nhan", f"guard:{kind}")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_drops_it(browser: Client, learner: Learner, watch: Watch, kind: str) -> None:
    attempt = journeys.begin(learner, Place.SEARCH)
    address = journeys.url(attempt, Place.SEARCH)
    response = watch.sees_nothing_of(
        _number(kind),
        lambda value: browser.get(address, {"tu_khoa": value}),  # type: ignore[arg-type,return-value]
    )
    assert journeys.value(response, "tu_khoa") == "" and "không giữ" in journeys.words(response)


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["code", "lookup_code"])
def test_the_look_up_drops_it(client: Client, watch: Watch, field: str, kind: str) -> None:
    typed = {"code": "000.00.00.H00-261123-0001", "lookup_code": "ABCD"}
    response = watch.sees_nothing_of(
        _number(kind),
        lambda value: journeys.post(client, reverse("sandbox:lookup"), {**typed, field: value}),
    )
    assert journeys.value(response, field) == "" and "không giữ" in journeys.words(response)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("place", "names"), [(Place.AGENCY, ("province", "commune")), (Place.PAPERS, (PAPER,))]
)
def test_a_choice_that_was_made_up_is_not_said_again(
    browser: Client, learner: Learner, watch: Watch, place: Place, names: tuple[str, ...], kind: str
) -> None:
    address = journeys.url(journeys.begin(learner, place), place)
    watch.sees_nothing_of(
        _number(kind), lambda value: journeys.post(browser, address, dict.fromkeys(names, value))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_supplement_drops_it_and_notes_the_kind(
    browser: Client, learner: Learner, watch: Watch, kind: str
) -> None:
    dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    address = journeys.dossier_url(dossier, "supplement")
    response = watch.sees_nothing_of(
        _number(kind), lambda value: journeys.post(browser, address, {PAPER: GOOD, "ho_ten_con": value})
    )
    assert journeys.value(response, "ho_ten_con") == "" and journeys.value(response, PAPER) == GOOD
    assert "không giữ" in journeys.words(response)
    assert list(dossier.attempt.mistakes.values_list("field", "kind")) == [("ho_ten_con", f"guard:{kind}")]
    assert Dossier.objects.get().state is Status.SUPPLEMENT_REQUESTED


@pytest.mark.parametrize("kind", KINDS)
def test_an_unasked_field_of_a_supplement_reaches_no_row(
    browser: Client, learner: Learner, watch: Watch, kind: str
) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    address = journeys.dossier_url(dossier, "supplement")
    data = {PAPER: GOOD, "khac": "x"}
    response = watch.sees_nothing_of(
        _number(kind),
        lambda value: journeys.post(browser, address, {**data, "noi_sinh": value, "khac": value}),
    )
    assert journeys.leads_to(response, journeys.dossier_url(dossier))


# --- What is kept of mistakes ----------------------------------------------------------------------------------


def test_a_row_of_mistakes_has_no_place_for_a_value() -> None:
    names = {field.name for field in AttemptMistake._meta.get_fields()}
    assert names == {"id", "attempt", "field", "kind", "at"}


def test_mistakes_hold_field_and_kind_and_nothing_that_was_typed(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    fields = {field.id for field in attempt.pack.eform.fields}
    for typed in ("Giang A Thu", "Lò Văn Minh Họa", "11/03/2026", "000000000000"):
        data = dict.fromkeys(journeys.on_step(attempt, DECLARE), typed)
        journeys.post(browser, journeys.url(attempt, DECLARE), data)
    rows = list(attempt.mistakes.values_list("field", "kind"))
    assert rows and all(field in fields and kind.replace("_", "").isalpha() for field, kind in rows)
    assert "Giang A Thu" not in json.dumps(rows, ensure_ascii=False)


def test_the_audit_entries_of_a_whole_journey_hold_no_answers(learner: Learner) -> None:
    dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    journeys.until(dossier, Status.RETURNED)
    entries = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert entries == [
        "attempt.started",
        "dossier.submitted",
        "dossier.supplemented",
        "dossier.draft_agreed",
    ]
    kept = json.dumps(list(AuditEntry.objects.values_list("data", "actor")), ensure_ascii=False)
    for value in dossier.attempt.answers.values():
        assert len(value) < 5 or value not in kept


def test_the_history_of_a_dossier_names_what_was_supplemented_and_no_values(learner: Learner) -> None:
    dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng A Thư")
    dossier = journeys.until(dossier, Status.RETURNED)
    answered = next(event for event in dossier.events.all() if event.actor == "citizen" and event.number > 1)
    assert answered.data == {"fields": ["ho_ten_con"], "papers": [PAPER]}
    kept = json.dumps(list(dossier.events.values_list("data", flat=True)), ensure_ascii=False)
    assert "Giàng" not in kept
