"""/to/buoi/<id>/the/: cards of a session's people, shown once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts import cards as accounts_cards
from accounts.enums import Role
from accounts.models import LearnerCard
from kit import qr
from kit.models import Act, AuditEntry
from teams.models import Access, Session
from tests.teams import factories

pytestmark = pytest.mark.django_db
TOKEN = "5f4dcc3b-5aa7-465d-8831-000000000001"


@pytest.fixture
def session() -> Session:
    return factories.session()


@pytest.fixture
def member(session: Session) -> Client:
    return factories.signed_in(factories.member(session.team))


def address(session: Session) -> str:
    return f"/to/buoi/{session.id}/the/"


def make(client: Client, session: Session, *people: Any, token: str = "") -> Any:
    return client.post(address(session), {"nguoi": [str(one.id) for one in people], "luot": token})


def ticked(html: str) -> list[str]:
    return re.findall(r'name="nguoi" value="([^"]+)" checked', html)


def test_everybody_of_the_session_is_ticked_who_has_no_card(session: Session, member: Client) -> None:
    people = [factories.participant(session, f"Giàng A Thử {number}") for number in range(3)]
    factories.participant(factories.session(), "Chim Hoàng Yến")
    page = member.get(address(session)).content.decode()
    assert ticked(page) == [str(one.id) for one in people]
    assert "Chim" not in page
    make(member, session, people[0])
    page = member.get(address(session)).content.decode()
    assert ticked(page) == [str(one.id) for one in people[1:]]
    assert "có thẻ từ" in page


def test_each_sheet_has_eight_cards_each_with_square_name_commune_and_strip(
    session: Session, member: Client
) -> None:
    people = [factories.participant(session, f"Giàng A Thử {number}") for number in range(9)]
    page = make(member, session, *people).content.decode()
    assert page.count('class="the8"') == 2 and page.count('class="the"') == 9
    assert page.count('<svg role="img" aria-label="Ô vuông trên thẻ của Giàng A Thử') == 9
    assert page.count(str(session.team.commune)) >= 9
    assert len(re.findall(r"<span>[123]\. ", page)) == 27


def test_the_square_leads_to_the_pictures_and_the_strip_is_right(
    session: Session, member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    square = qr.svg

    def note(text: str, *, label: str) -> SafeString:
        drawn.append(text)
        return square(text, label=label)

    monkeypatch.setattr(qr, "svg", note)
    her = factories.participant(session)
    page = make(member, session, her).content.decode()
    words = re.findall(r"<span>[123]\. ([^<]+)</span>", page)
    keys = {str(word): key for key, word in accounts_cards.PICTURES.items()}
    card = accounts_cards.find(drawn[0].rstrip("/").rpartition("/")[2])
    assert drawn[0].startswith("http://testserver/the/") and card
    assert accounts_cards.open_with(card, [keys[word] for word in words]) == her.learner


def test_the_page_loaded_again_does_not_end_what_was_just_printed(session: Session, member: Client) -> None:
    her = factories.participant(session)
    assert make(member, session, her, token=TOKEN).status_code == 200
    again = make(member, session, her, token=TOKEN)
    assert again.status_code == 422 and "Thẻ này làm rồi" in again.content.decode()
    assert LearnerCard.objects.get().ended_at is None


def test_nothing_that_opens_a_card_is_kept_with_the_act(session: Session, member: Client) -> None:
    page = make(member, session, factories.participant(session), token=TOKEN).content.decode()
    act = Act.objects.get(act="cards")
    assert act.answer == "" and set(act.body) == {"session", "nguoi"}
    assert "no-store" in member.get(address(session))["Cache-Control"] and "/the/" in page


def test_who_made_whose_is_noted_without_names(session: Session, member: Client) -> None:
    her = factories.participant(session)
    make(member, session, her)
    entry = AuditEntry.objects.get(action="cards.made")
    assert entry.data == {"learners": [str(her.learner_id)]} and entry.actor.startswith("user:")
    assert Access.objects.filter(session=session).exists()


def test_a_locked_card_gets_new_pictures_and_no_other_square(session: Session, member: Client) -> None:
    her = factories.participant(session)
    make(member, session, her)
    LearnerCard.objects.update(failures=5, locked_at=timezone.now())
    assert "thẻ đang bị khóa" in member.get(address(session)).content.decode()
    answer = member.post(f"{address(session)}{her.id}/")
    page = answer.content.decode()
    assert answer.status_code == 200 and len(re.findall(r"<span>[123]\. ", page)) == 3
    assert 'class="mat"' not in page
    card = LearnerCard.objects.get()
    assert card.locked_at is None and card.failures == 0


def test_pictures_for_somebody_without_a_card_say_what_to_do(session: Session, member: Client) -> None:
    her = factories.participant(session)
    answer = member.post(f"{address(session)}{her.id}/")
    assert answer.status_code == 422 and "Người: người này chưa có thẻ" in answer.content.decode()


@pytest.mark.parametrize(
    "people", [[], [""], ["\x00"], ["x" * 10_000], ["00000000-0000-4000-8000-000000000000"]]
)
def test_nobody_chosen_is_said(session: Session, member: Client, people: list[str]) -> None:
    factories.participant(session)
    answer = member.post(address(session), {"nguoi": people, "luot": "\x00"})
    assert answer.status_code == 422 and "Người: đánh dấu ít nhất một người" in answer.content.decode()
    assert not LearnerCard.objects.exists()


def test_somebody_of_another_session_gets_none(session: Session, member: Client) -> None:
    stranger = factories.participant(factories.session())
    assert make(member, session, stranger).status_code == 422
    assert member.post(f"{address(session)}{stranger.id}/").status_code == 404
    assert not LearnerCard.objects.exists()


def test_an_empty_session_says_who_can_get_one(session: Session, member: Client) -> None:
    assert "Chưa ai vào buổi này" in member.get(address(session)).content.decode()


def test_officers_only_look_and_strangers_see_nothing(session: Session) -> None:
    her = factories.participant(session)
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    other = factories.signed_in(factories.member(factories.team()))
    for client, status in ((officer, 403), (other, 404), (Client(), 302)):
        assert client.get(address(session)).status_code == status
        assert make(client, session, her).status_code == status
        assert client.post(f"{address(session)}{her.id}/").status_code == status
    assert not LearnerCard.objects.exists()


def test_forms_are_only_sent(session: Session, member: Client) -> None:
    her = factories.participant(session)
    assert member.get(f"{address(session)}{her.id}/").status_code == 405
    assert member.put(address(session)).status_code == 405


def test_a_hundred_people_cost_no_more_queries_than_one(
    session: Session, member: Client, django_assert_max_num_queries: Any
) -> None:
    factories.participant(session)
    member.get(address(session))
    with django_assert_max_num_queries(20) as few:
        member.get(address(session))
    for number in range(100):
        factories.participant(session, f"Giàng A Thử {number}")
    with django_assert_max_num_queries(len(few)):
        assert "Thử 99" in member.get(address(session)).content.decode()
