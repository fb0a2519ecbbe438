"""Forms that another site sends in somebody's name: refused everywhere, but for a short list that keeps nothing."""

import os

import pytest

from tests.access.expect import Entry, Outcome
from tests.access.survey import Seen, Visitors
from tests.access.table import OURS
from tests.access.test_permission import form_of
from tests.access.things import own_path
from tests.access.wagtail import WAGTAIL
from tests.people import Who
from tests.world import World

pytestmark = [pytest.mark.gate("permission"), pytest.mark.django_db]
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
UNSAFE = ("POST",) if QUICK else ("POST", "PUT", "DELETE", "PATCH")
# Lesson pages are the same for everybody and so carry no form token; what they post to asks the browser instead.
WITHOUT_TOKEN = {
    "hoc/tra-loi/<uuid:lesson_key>/<int:number>/": "a cached page posts to it",
    "hoc/nho-cho/<uuid:lesson_key>/<int:number>/": "a cached page posts to it",
    "hoc/nghi/<uuid:lesson_key>/<int:number>/": "a cached page posts to it",
    "hoc/hoc-xong/<uuid:lesson_key>/": "a cached page posts to it",
    "hoc/lo-trinh/<slug:slug>/di/": "a cached page posts to it",
}
FOREIGN: dict[str, dict[str, str]] = {
    "no word of where it comes from": {},
    "another site": {"HTTP_ORIGIN": "https://khac.invalid"},
    "a page that hides where it is": {"HTTP_ORIGIN": "null"},
    "another site, by its Referer": {"HTTP_REFERER": "https://khac.invalid/testserver/"},
    "the browser says so": {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
    "a neighbour's host": {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://testserver"},
    "our name inside another": {"HTTP_ORIGIN": "http://testserver.khac.invalid"},
}


def forged(visitors: Visitors, entry: Entry, who: Who, method: str, **headers: str) -> Seen:
    """The request that a foreign page makes this browser send."""
    world = visitors.world
    client = visitors.browser(who, enforce_csrf_checks=True)
    return visitors.ask(
        who,
        method,
        own_path(entry, world),
        form=form_of(entry, world),
        client=client,
        **headers,  # type: ignore[arg-type]  # names of headers
    )


@pytest.mark.parametrize("who", [Who.ADMINISTRATOR, Who.LEARNER, Who.LEADER])
def test_nothing_is_done_without_a_token(visitors: Visitors, who: Who) -> None:
    wrong = [
        f"{seen} wrote {sorted(seen.writes)}"
        for entry in (*OURS, *(WAGTAIL if who is Who.ADMINISTRATOR else ()))
        if entry.route not in WITHOUT_TOKEN
        for method in UNSAFE
        for seen in [forged(visitors, entry, who, method)]
        if seen.outcome is not Outcome.FORBIDDEN or seen.writes
    ]
    assert not wrong, "\n".join(wrong[:40])


def test_the_list_of_exceptions_is_the_whole_list(visitors: Visitors) -> None:
    exempt = {
        entry.route
        for entry in (*OURS, *WAGTAIL)
        if forged(visitors, entry, Who.ADMINISTRATOR, "POST").outcome is not Outcome.FORBIDDEN
    }
    assert exempt == set(WITHOUT_TOKEN)


@pytest.mark.parametrize("sender", FOREIGN)
@pytest.mark.parametrize("who", [Who.ANONYMOUS, Who.LEARNER])
def test_what_needs_no_token_keeps_nothing_that_a_foreign_page_sent(
    visitors: Visitors, who: Who, sender: str
) -> None:
    for entry in OURS:
        if entry.route in WITHOUT_TOKEN:
            seen = forged(visitors, entry, who, "POST", **FOREIGN[sender])
            assert not seen.writes, f"{seen} wrote {sorted(seen.writes)}"
            assert seen.status < 400


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_REFERER": "http://testserver/hoc/"},
    ],
)
def test_what_needs_no_token_keeps_what_our_own_page_sent(
    visitors: Visitors, headers: dict[str, str]
) -> None:
    for entry in OURS:
        if entry.route in WITHOUT_TOKEN and "tra-loi" not in entry.route:
            assert forged(visitors, entry, Who.LEARNER, "POST", **headers).writes, entry.route


def test_a_token_does_not_help_a_foreign_page(visitors: Visitors, world: World) -> None:
    client = visitors.browser(Who.LEARNER, enforce_csrf_checks=True)
    path = f"/tap/bai/{world.own.attempt.id}/chu-ho-so/"
    client.get(path)
    form = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    ours = visitors.ask(Who.LEARNER, "POST", path, form=form, client=client, HTTP_ORIGIN="http://testserver")
    theirs = visitors.ask(
        Who.LEARNER, "POST", path, form=form, client=client, HTTP_ORIGIN="http://khac.invalid"
    )
    assert (ours.outcome, theirs.outcome) == (Outcome.OPEN, Outcome.FORBIDDEN)


def test_the_answer_to_a_forged_form_says_how_to_go_on(world: World, visitors: Visitors) -> None:
    """Most who see it were only away too long."""
    client = visitors.browser(Who.LEARNER, enforce_csrf_checks=True)
    seen = visitors.ask(Who.LEARNER, "POST", "/tap/tra-cuu/", client=client, keep=True)
    assert seen.status == 403 and '<html lang="vi">' in seen.body and "href=" in seen.body
