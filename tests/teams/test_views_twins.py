"""/to/trung/: pairs side by side, three buttons, and the way back."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from places.models import Commune, Hamlet
from teams import jobs, service, twins
from teams.enums import TwinState
from teams.models import Suspicion, Team, Trainee
from tests.teams import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/to/trung/"


def person(of: Commune, home: Hamlet | None = None, name: str = "Giàng A Thử", **fields: Any) -> Trainee:
    made = make.trainee(of, home, name)
    Trainee.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def pair(of: Commune, first: str = "Giàng A Thử", second: str = "Giang A Thu", **fields: Any) -> Suspicion:
    return Suspicion.objects.create(
        commune=of, first=person(of, None, first), second=person(of, None, second), **fields
    )


def marked(team: Team, name: str) -> Trainee:
    """Somebody whom a member of ``team`` saw do it alone."""
    trainee = make.confirmed(make.session(team), name).trainee
    assert trainee is not None
    return trainee


def officer(of: Commune, role: Role = Role.COMMUNE_OFFICER) -> Client:
    return make.signed_in(make.officer(role, of=of))


def text(client: Client, **query: str) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def act(client: Client, of: Suspicion, answer: str = "mot", **fields: str) -> Any:
    return client.post(f"{ADDRESS}{of.pk}/", {"quyet": answer, **fields})


def test_a_pair_stands_side_by_side_with_what_is_known_of_both() -> None:
    team = make.team()
    home = make.hamlet(team.commune)
    tapped = make.confirmed(make.session(team), "Giang A Thu")
    first = person(
        team.commune, home, birth_year=1979, sex="m", phone="+840000111222", created_at="2026-01-01T00:00Z"
    )
    assert tapped.trainee is not None
    Suspicion.objects.create(
        commune=team.commune, first=first, second=tapped.trainee, reasons=["name_unmarked", "age_unknown"]
    )
    html = text(officer(team.commune))
    for words in (
        "Giàng A Thử",
        "Giang A Thu",
        "1979",
        "… 222",
        home.name,
        "thành viên tận mắt thấy",
        "1 buổi, gần nhất ngày",
        "Cùng họ tên, có bên viết thiếu dấu.",
        "Có bên chưa ghi tuổi.",
    ):
        assert words in html, words
    assert "0000111" not in html


def test_what_differs_says_so_in_a_word() -> None:
    commune = make.commune()
    one = pair(commune)
    Trainee.objects.filter(pk=one.first_id).update(birth_year=1979)
    Trainee.objects.filter(pk=one.second_id).update(birth_year=1980)
    html = text(officer(commune))
    assert html.count("(khác)") == 2  # the name and the year; what one does not say does not differ


def test_what_a_merged_row_has_done_is_told_of_the_person() -> None:
    team = make.team()
    people = [marked(team, f"Người Thử {number}") for number in range(2)]
    boss = make.officer(Role.COMMUNE_OFFICER, of=team.commune)
    merged = Suspicion.objects.create(commune=team.commune, first=people[0], second=people[1])
    twins.decide(merged, TwinState.SAME, by=boss)
    Suspicion.objects.create(commune=team.commune, first=people[0], second=person(team.commune))
    assert "2 buổi, gần nhất ngày" in text(make.signed_in(boss))


@pytest.mark.parametrize(
    ("answer", "state"), [("mot", TwinState.SAME), ("hai", TwinState.DIFFERENT), ("sau", TwinState.LATER)]
)
@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER])
def test_each_button_does_what_it_says(role: Role, answer: str, state: TwinState) -> None:
    commune = make.commune()
    one = pair(commune)
    client = officer(commune, role)
    response = act(client, one, answer)
    assert response.status_code == 302
    one.refresh_from_db()
    assert one.state == state
    assert (state is TwinState.LATER) == ("Giang A Thu</h2>" in text(client))


def test_a_decision_can_be_taken_back_on_the_same_page() -> None:
    commune = make.commune()
    one = pair(commune)
    client = officer(commune)
    act(client, one)
    assert "Tách lại" in text(client)
    assert client.post(f"{ADDRESS}{one.pk}/lai/").status_code == 302
    html = text(client)
    assert "Tách lại" not in html
    assert "Giang A Thu</h2>" in html
    assert Trainee.objects.on_books().count() == 2


def test_the_second_of_two_officers_is_told() -> None:
    commune = make.commune()
    one = pair(commune)
    act(officer(commune), one, "hai")
    late = officer(commune, Role.COMMUNE_APPROVER)
    response = late.post(f"{ADDRESS}{one.pk}/", {"quyet": "mot"}, follow=True)
    assert "Vừa có người quyết" in response.content.decode()
    assert Trainee.objects.on_books().count() == 2


def test_a_second_press_of_the_same_button_is_no_mistake() -> None:
    commune = make.commune()
    one = pair(commune)
    client = officer(commune)
    act(client, one)
    response = client.post(f"{ADDRESS}{one.pk}/", {"quyet": "mot"}, follow=True)
    assert "Vừa có người quyết" not in response.content.decode()


def test_pairs_put_off_stand_last_and_very_sure_ones_first() -> None:
    commune = make.commune()
    pair(commune, "Người Để Sau", state=TwinState.LATER, put_off=True)
    pair(commune, "Người Có Thể")
    pair(commune, "Người Rất Giống", is_sure=True)
    html = text(officer(commune))
    assert html.index("<h2>Người Rất Giống") < html.index("<h2>Người Có Thể") < html.index("<h2>Người Để Sau")


def test_a_telephone_of_another_commune_is_said_without_a_name() -> None:
    commune = make.commune()
    one = pair(commune)
    Trainee.objects.filter(pk=one.first_id).update(phone_key="a" * 64)
    person(make.commune("Xã Khác"), None, "Nguoikhac Thử", phone_key="a" * 64)
    html = text(officer(commune))
    assert "Số điện thoại này cũng có ở một xã khác." in html
    assert "Nguoikhac" not in html
    assert "Xã Khác" not in html


def test_without_pairs_the_page_says_so() -> None:
    assert "Không còn cặp nào chờ." in text(officer(make.commune()))


def test_another_communes_pair_looks_like_a_missing_one() -> None:
    theirs = pair(make.commune())
    client = officer(make.commune())
    assert "Giang A Thu" not in text(client)
    for address in (f"{ADDRESS}{theirs.pk}/", f"{ADDRESS}{theirs.pk}/lai/", f"{ADDRESS}{uuid.uuid4()}/"):
        assert client.post(address, {"quyet": "mot"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == TwinState.OPEN


@pytest.mark.parametrize("who", ["member", "leader", "province", "administrator"])
def test_nobody_else_sees_pairs(who: str) -> None:
    team = make.team()
    one = pair(team.commune)
    users: dict[str, User] = {
        "member": make.member(team),
        "leader": make.member(team, Role.LEADER),
        "province": make.officer(Role.PROVINCE_OFFICER, of_province=team.commune.province),
        "administrator": make.administrator(),
    }
    client = make.signed_in(users[who])
    refused = 404 if who == "administrator" else 403
    assert client.get(ADDRESS).status_code == refused
    assert act(client, one).status_code == refused
    assert client.post(f"{ADDRESS}{one.pk}/lai/").status_code == refused


def test_acts_are_posts_and_the_list_is_read_only() -> None:
    commune = make.commune()
    one = pair(commune)
    client = officer(commune)
    assert client.post(ADDRESS).status_code == 405
    assert client.get(f"{ADDRESS}{one.pk}/").status_code == 405
    assert client.get(f"{ADDRESS}{one.pk}/lai/").status_code == 405


@pytest.mark.parametrize("answer", ["", "ba", "\x00", "😀" * 5_000])
def test_an_answer_that_no_button_has_is_refused(answer: str) -> None:
    commune = make.commune()
    one = pair(commune)
    assert act(officer(commune), one, answer).status_code == 400
    one.refresh_from_db()
    assert one.state == TwinState.OPEN


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "\x00", "9" * 500])
def test_any_page_number_shows_a_page(page: str) -> None:
    commune = make.commune()
    one = pair(commune)
    client = officer(commune)
    assert "Giang A Thu" in text(client, trang=page)
    assert act(client, one, "sau", trang=page).status_code == 302


def test_a_long_list_has_pages() -> None:
    commune = make.commune()
    for number in range(12):
        pair(commune, f"Người Thử {number}")
    client = officer(commune)
    first, second = text(client), text(client, trang="2")
    assert (first.count("</table>"), second.count("</table>")) == (10, 2)
    assert "Trang sau" in first
    assert "Trang trước" in second
    assert act(client, Suspicion.objects.waiting()[11], "sau", trang="2")["Location"].endswith("?trang=2")


def test_ten_pairs_cost_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    team = make.team()
    client = officer(team.commune)

    def filled(number: int) -> None:
        for place in range(number):
            seen = marked(team, f"Người Đã Làm {Suspicion.objects.count()}")
            Suspicion.objects.create(commune=team.commune, first=person(team.commune), second=seen)
            decided = pair(team.commune)
            twins.decide(
                decided,
                TwinState.SAME if place % 2 else TwinState.DIFFERENT,
                by=make.officer(Role.COMMUNE_OFFICER, of=team.commune),
            )

    filled(2)
    with CaptureQueriesContext(connection) as few:
        text(client)
    filled(7)
    with django_assert_num_queries(len(few)):
        text(client)


def test_the_way_to_the_pairs_is_on_the_officers_first_page_only() -> None:
    team = make.team()
    assert ADDRESS in officer(team.commune).get("/to/").content.decode()
    assert ADDRESS not in make.signed_in(make.member(team)).get("/to/").content.decode()


def test_a_province_reads_how_many_may_be_counted_twice() -> None:
    province = make.province("92")
    here, there = (make.commune(in_province=province) for _ in range(2))
    for place in (here, there):
        make.team(place)
        person(place, phone_key="a" * 64)
    client = make.signed_in(make.officer(Role.PROVINCE_OFFICER, of_province=province))
    assert "Có thể đã đếm hai lần" not in client.get("/to/so-lieu/").content.decode()
    jobs.count_shared_phones("2026-11-23")
    assert "Có thể đã đếm hai lần: &lt;5 người." in client.get("/to/so-lieu/").content.decode()


def test_somebody_who_joins_again_after_a_merger_still_counts_once() -> None:
    team = make.team()
    old, new = (make.confirmed(make.session(team), "Vàng Thị Bài Tập") for _ in range(2))
    assert old.trainee is not None
    assert new.trainee is not None
    twins.decide(
        Suspicion.objects.create(commune=team.commune, first=old.trainee, second=new.trainee),
        TwinState.SAME,
        by=make.officer(Role.COMMUNE_OFFICER, of=team.commune),
    )
    again = service.join(make.session(team), new.learner, "Vàng Thị Bài Tập")
    assert again.trainee == new.trainee
    service.confirm_unaided(again, by=make.member(team))
    assert Trainee.objects.on_books().count() == 1
