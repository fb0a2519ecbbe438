"""No English sentence of allauth's at any of its addresses in use: allauth has no Vietnamese catalogue."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account import app_settings as account_settings
from babel.messages.pofile import read_po
from django.contrib.messages import get_messages
from django.test import Client

from accounts import urls
from tests.accounts.test_second_step import code_now, with_app
from tests.people import PASSWORD, as_time_passes, make_member
from tests.world import load_basics, make_team

pytestmark = pytest.mark.django_db
CATALOGUE = Path(allauth.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
ROOT = "/tai-khoan/"
BAD = ("", "sai-mat-roi", "x" * 300)
FIELDS = ("login", "password", "oldpassword", "password1", "password2", "code")


def english() -> list[str]:
    """Their sentences and headings; parts of sentences with values in them count too."""
    with CATALOGUE.open("rb") as file:
        ids = [str(message.id) for message in read_po(file, locale="de") if isinstance(message.id, str)]
    pieces = (piece.strip() for one in ids for piece in re.split(r"%\(\w+\)\w|\{\w+\}|<[^>]*>|\n", one))
    return sorted({piece for piece in pieces if len(piece.split()) > 1 and len(piece) > 7})


def words(response: Any) -> str:
    """What a person can read on a page, in labels and boxes too."""
    page = response.content.decode()
    said = re.findall(r'(?:placeholder|aria-label|title|alt|value)="([^"]*)"', page)
    page = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", page)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", page), *said]))


def test_the_catalogue_is_the_one_meant() -> None:
    found = english()
    assert len(found) > 150
    assert {"You have signed out.", "Incorrect code.", "Authenticator code"} <= set(found)


def clients() -> list[Client]:
    """Nobody; between password and code; signed in without the step; and past it."""
    user, plain = make_member(make_team(load_basics())), make_member(make_team(load_basics(), "Tổ Thử"))
    secret = with_app(user)
    between, without, past = Client(), Client(), Client()
    for client, who in ((between, user), (without, plain), (past, user)):
        client.post(f"{ROOT}vao/", {"login": who.username, "password": PASSWORD})
    past.post(f"{ROOT}vao/buoc-hai/", {"code": code_now(secret)})
    return [Client(), between, without, past]


def test_no_english_sentence_at_any_door() -> None:
    sentences, seen, wrong = english(), 0, []
    for client in clients():
        for pattern in urls.urlpatterns:
            path = f"{ROOT}{pattern.pattern}"
            if path.endswith("/may-khac/"):  # sets the step back: the rest of the walk would be another
                continue
            answers = [client.get(path)]
            if not path.endswith("/ra/"):
                answers += [client.post(path, dict.fromkeys(FIELDS, bad)) for bad in BAD]
            as_time_passes()
            for answer in answers:
                seen += answer.status_code == 200
                read = words(answer) + " ".join(map(str, get_messages(answer.wsgi_request)))
                wrong += [f"{path}: {one}" for one in sentences if one in read]
    assert seen > 25
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_too_many_tries_are_said_in_vietnamese_too() -> None:
    client = Client()
    for _ in range(6):
        answer = client.post(f"{ROOT}vao/", {"login": "khong-co", "password": "sai-mat-roi"})
    assert not [one for one in english() if one in words(answer)]
    assert "Chờ đến" in words(answer)
    assert account_settings.RATE_LIMITS == {}, "allauth counts nothing by itself"


def test_signing_out_and_in_says_nothing_in_english() -> None:
    for client in clients()[1:]:
        page = client.post(f"{ROOT}ra/", follow=True)
        assert not [one for one in english() if one in words(page)]
