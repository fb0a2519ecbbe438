"""The list of mistakes: every form, sent empty and sent wrong, names its fields and leads to them."""

from collections.abc import Sequence

import pytest

from tests.badinput import judge
from tests.badinput.conftest import Place
from tests.badinput.siege import Siege, browser_of
from tests.badinput.test_forms import FORMS
from tests.traps.pages import Form, main_form

pytestmark = [pytest.mark.gate("badinput"), pytest.mark.django_db]
# Nothing to put right in these: a search finds or does not, a start only starts.
NO_MISTAKES = {
    "sandbox search",
    "site search",
    "start",
    "check and send",
    "form, saved for later",
    "form, after a choice",
    "how to listen",
    "supplement",
    "find people",
    "search for offices",
    "search for pages of communes",
    "card, pictures",  # only buttons: see tests/accounts/test_cards_views.py for a press that is none of them
    "list to enter",  # only boxes to tick
    "month closed",  # whatever is written of a month may stay empty
}
# Saved for later, a choice that changes the form, or a ready sentence for the box: nobody judges.
OTHER_BUTTONS = ("luu", "cap_nhat", "san")


def emptied(form: Form) -> dict[str, Sequence[str]]:
    """Every field without anything; what is hidden, and the button, stay."""
    sent: dict[str, Sequence[str]] = {**form.untouched()}
    sent |= {
        name: [] if field.options else [""] for name, field in form.fields.items() if field.kind != "hidden"
    }
    return {name: value for name, value in sent.items() if name not in OTHER_BUTTONS}


def nonsense(form: Form) -> dict[str, Sequence[str]]:
    """Every field with something that is none of its values."""
    wrong = {name: ["???"] for name, field in form.fields.items() if field.kind != "hidden"}
    return {name: value for name, value in {**form.untouched(), **wrong}.items() if name not in OTHER_BUTTONS}


RIGHT_AS_IT_IS = {
    ("drill, in its scene", nonsense),  # from an old tab: it leads to where the drill stands
    ("cancelled session", nonsense),  # "???" is a reason, and for an office too
    ("dismissal", nonsense),
    ("ended session", emptied),  # nothing was taught and nothing was hard: she may leave all of it empty
    ("numbers of a session", emptied),  # nothing was counted
    ("placement, type a name", nonsense),  # "???" is an answer: the next question comes
    ("refresher, type it", nonsense),
    ("question, type it", nonsense),  # "???" is an answer, which the coach looks at
    ("question to the team", nonsense),  # "???" is a question, and an answer
    ("answer of the team", nonsense),
    ("pasted list", nonsense),  # a line that is no name gets its own fate, before anything is saved
}
CASES = [
    (name, fill)
    for name in sorted(set(FORMS) - NO_MISTAKES)
    for fill in (emptied, nonsense)
    if (name, fill) not in RIGHT_AS_IT_IS
]


@pytest.mark.parametrize(("name", "fill"), CASES)
def test_the_list_names_every_field_that_is_wrong(place: Place, name: str, fill: object) -> None:
    client, url = FORMS[name].setup(place)
    siege = Siege(browser_of(client), url)
    form = main_form(siege.client.get(url).content.decode())
    assert form is not None and callable(fill)
    response = siege.send(form, fill(form))
    if response.status_code in (302, 303):
        response = siege.client.get(response.headers["Location"])
    page = response.content.decode()
    said = judge.mistakes(page)
    assert said.links or said.loose, "something is wrong, and the page does not say what"
    assert not list(judge.faults(page, one_question=name.startswith("question")))
