"""Certificates of practice: who gets one, what is on it, and what a stranger with the code is shown."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from courses.certificates import issuing
from courses.models import Certificate
from kit.models import Tries
from sandbox import service as sandbox
from sandbox.models import Dossier
from tests.courses.factories import make_learner
from tests.people import make_dossier

NAME = "Giàng A Thử"
CODE = "1.001193"


@pytest.fixture
def learner(client: Client, db: None) -> Learner:
    """Somebody who has filed one exercise alone, up to its result."""
    sandbox.load_packs()
    found = make_learner(client)
    dossier = make_dossier(found, "check")
    Dossier.objects.filter(pk=dossier.pk).update(decided_at=timezone.now())
    return found


@pytest.fixture
def paper(learner: Learner) -> Certificate:
    return issuing.make(learner, CODE, NAME)


def ask(client: Client, **changes: str) -> Any:
    return client.post("/hoc/giay-xac-nhan/", {"ten": NAME, "thu_tuc": CODE} | changes)


def test_whoever_filed_alone_gets_one_with_the_name_she_typed(learner: Learner, client: Client) -> None:
    for _ in range(2):  # pressed twice
        response = ask(client)
    made = Certificate.objects.get()
    assert response["Location"] == f"/hoc/giay-xac-nhan/{made.pk}/"
    assert (made.name, made.how, made.done_on) == (NAME, "checked", timezone.localdate())
    response = client.get(response["Location"])
    page = response.content.decode()
    for words in (NAME, made.shown_code, "Bình dân học vụ số", "/xac-minh/", "<svg"):
        assert words in page
    assert "no-store" in response["Cache-Control"]
    assert "a4page" in client.get(f"/hoc/giay-xac-nhan/{made.pk}/?kho=a4").content.decode()


@pytest.mark.parametrize(
    "change", [{"hints_used": 1}, {"helper": True}, {"mode": "practice"}, {"persona_practised_before": True}]
)
def test_help_or_hints_earn_none(learner: Learner, client: Client, change: dict[str, Any]) -> None:
    learner.attempts.update(**change)
    assert "/tap/" in ask(client).content.decode()
    with pytest.raises(issuing.NotYet):
        issuing.make(learner, CODE, NAME)
    assert not Certificate.objects.exists()


def test_what_a_member_saw_earns_one_too(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    early = timezone.now() - dt.timedelta(days=5)
    monkeypatch.setattr(issuing, "_observers", [lambda _: {CODE: [early]}])
    (proof,) = issuing.proofs_of(learner)
    assert (proof.how, proof.done_on) == ("both", timezone.localdate(early))
    learner.attempts.update(helper=True)
    assert issuing.proofs_of(learner)[0].how == "observed"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Tên của bác:"),
        ("   \x00", "Tên của bác:"),
        ("😀", "Tên của bác:"),
        ("Giàng 012345678901", "không giữ số"),
        ("Giàng 12", "không gõ số"),
        ("A" * 10_000, "60 chữ"),
    ],
)
def test_a_wrong_name_is_told_and_no_number_comes_back(
    learner: Learner, client: Client, name: str, words: str
) -> None:
    response = ask(client, ten=name)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "012345678901" not in response.content.decode()
    assert not Certificate.objects.exists()


def test_a_stranger_is_told_how_it_is_earned(db: None, client: Client) -> None:
    assert "/tap/" in client.get("/hoc/giay-xac-nhan/").content.decode()
    assert ask(client).status_code == 200
    assert not Learner.objects.exists()


def test_a_stranger_with_the_code_sees_initials_and_never_the_name(paper: Certificate) -> None:
    shown = paper.code.lower()
    for typed in (paper.code, f" {shown[:3]} {shown[3:]}", f"{shown[:5]}-{shown[5:]}"):
        found = Client().get("/xac-minh/", {"ma": typed}, follow=True)
        page = found.content.decode()
        assert found.status_code == 200
        assert "G. A. T." in page and NAME not in page and "Bình dân học vụ số" in page
        assert "no-store" in found["Cache-Control"]


@pytest.mark.parametrize(
    "typed", ["", "abc", "0" * 10, "\x00", "x" * 10_000, "K7H4MXP2RT", "😀" * 10, "/../"]
)
def test_a_code_that_is_none_is_told(paper: Certificate, typed: str) -> None:
    response = Client().get("/xac-minh/", {"ma": typed}, follow=True)
    assert response.status_code in (404, 422)
    assert "G. A. T." not in response.content.decode()


def test_guesses_are_counted_and_right_codes_are_not(paper: Certificate, client: Client) -> None:
    for _ in range(70):
        assert client.get(f"/xac-minh/{paper.code}/").status_code == 200
    codes = {client.get("/xac-minh/K7H4MXP2RT/").status_code for _ in range(61)}
    assert codes == {404, 429}
    assert client.get(f"/xac-minh/{paper.code}/").status_code == 429
    Tries.objects.all().delete()
    assert client.get(f"/xac-minh/{paper.code}/").status_code == 200


def test_withdrawn_it_says_so_and_the_name_is_gone(paper: Certificate, client: Client) -> None:
    for _ in range(2):
        assert client.post(f"/hoc/giay-xac-nhan/{paper.pk}/rut/").status_code == 302
    paper.refresh_from_db()
    assert paper.name == ""
    page = client.get(f"/xac-minh/{paper.code}/").content.decode()
    assert "rút lại" in page and "G. A. T." not in page
    assert client.get(f"/hoc/giay-xac-nhan/{paper.pk}/").status_code == 404
    assert ask(client).status_code == 302  # a new one, with a new code
    assert Certificate.objects.standing().get().code != paper.code


def test_hers_is_a_missing_page_for_anybody_else(paper: Certificate) -> None:
    other = Client()
    make_learner(other)
    assert other.get(f"/hoc/giay-xac-nhan/{paper.pk}/").status_code == 404
    assert other.post(f"/hoc/giay-xac-nhan/{paper.pk}/rut/").status_code == 404
    assert NAME not in other.get("/hoc/giay-xac-nhan/").content.decode()
    assert Certificate.objects.standing().exists()


def test_after_two_years_it_is_deleted(paper: Certificate) -> None:
    issuing.forget_old("")
    assert Certificate.objects.exists()
    Certificate.objects.update(made_at=timezone.now() - dt.timedelta(days=740))
    issuing.forget_old("")
    assert not Certificate.objects.exists()


def test_codes_are_of_letters_that_nobody_mistakes() -> None:
    codes = {issuing.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01OILBSZGAEU")
