"""Numbers and addresses that look like real people's: neither shown again, nor kept, nor in the log."""

import json
import logging
import os
import random
import unicodedata
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.badinput.conftest import Place
from tests.badinput.siege import NOT_KEPT, Siege, browser_of
from tests.badinput.test_forms import FORMS
from tests.people import as_time_passes
from tests.traps.forms import REDIRECTS, Response, as_received, comparable, listed
from tests.traps.pages import Field, main_form
from tests.traps.real_shaped import in_sentence, real_shaped

pytestmark = [pytest.mark.gate("badinput"), pytest.mark.django_db]
COUNT = 5 if os.environ.get("TUTAY_GATE_QUICK") == "1" else 20  # values for each field
# Where a learner types, alone or in a session. Wherever staff type about their own work a phone may be right.
GUARDED = (
    "sandbox search",
    "sign-in",
    "code",
    "owner of the dossier",
    "owner, without the coach",
    "form",
    "form, without the coach",
    "form, saved for later",
    "supplement",
    "lookup",
    "name",
)
ADDRESS = "@"  # a name with an address in it is no number: the guard of the session's form looks at numbers
FREE_TEXT = ("dia_chi", "noi_sinh", "ho_ten_con", "ten")


def everything_kept() -> str:
    """Every row of every table, as JSON."""
    rows = [
        [model._meta.label, list(model._base_manager.values_list())]
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    ]
    return json.dumps(rows, default=str, ensure_ascii=False)


def traces(value: str) -> Iterator[str]:
    """The shapes in which ``value`` would be found again: as typed, and its digits alone."""
    yield comparable(as_received(value))
    plain = unicodedata.normalize("NFKC", value)
    digits = "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdigit())
    if len(digits) >= 9:
        yield digits


def values(seed: int, field: str) -> list[tuple[str, str]]:
    """Values to type, each with the number or address in it."""
    rng = random.Random(seed)
    plain = [(text, text) for reason, text in real_shaped(COUNT, seed) if reason != "email" or field != "ten"]
    told = [(in_sentence(text, rng), text) for _, text in plain[: COUNT // 3]] if field in FREE_TEXT else []
    return plain + told


@pytest.mark.parametrize("name", GUARDED)
def test_what_looks_real_is_dropped_at_once(
    place: Place, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = FORMS[name]
    client, url = chosen.setup(place)
    caplog.set_level(logging.DEBUG)
    siege = Siege(browser_of(client), url, refused=everything, before=as_time_passes, **chosen.how)
    form = main_form(siege.client.get(url).content.decode())
    assert form is not None
    typed = []
    for field in form.texts():
        for text, value in values(GUARDED.index(name), field.name):
            sent = {**form.untouched(), **listed(chosen.right), field.name: [text]}
            told = list(troubles(siege, siege.send(form, sent), field, text))
            assert not told, f"{field.name} ← {text!r}: {told}"
            typed.append(value)
    kept, log = everything_kept(), caplog.text
    found = [trace for value in typed for trace in traces(value) if trace in kept or trace in log]
    assert not found, found[:10]


def everything(_field: Field, _text: str) -> bool:
    """Nothing of what is typed here may come back."""
    return True


def troubles(siege: Siege, response: Response, field: Field, text: str) -> Iterator[str]:
    """What is wrong with the answer to ``text`` in ``field``."""
    page = response.content.decode()
    yield from siege._faults(response, page, field, text)
    if response.status_code not in REDIRECTS and NOT_KEPT not in page:
        yield "nothing says that it was dropped"


def test_what_is_kept_is_found(place: Place) -> None:
    """Else the search above could look in the wrong place."""
    client, url = FORMS["form, saved for later"].setup(place)
    client.post(url, {"ho_ten_con": "Giàng A Thử Nghiệm", "luu": "1"})
    assert "Giàng A Thử Nghiệm" in everything_kept()
