"""/to/so-lieu/: figures, each for whom they are, and never a name."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from places.models import Commune, Hamlet
from teams import attending, summaries
from teams.enums import EvidenceKind
from tests.teams import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/to/so-lieu/"


def seen(who: User, **query: str) -> str:
    response = factories.signed_in(who).get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def unaided(commune: Commune, number: int, home: Hamlet | None = None) -> None:
    """``number`` people of ``commune`` who passed a check."""
    for one in range(number):
        trainee = factories.trainee(commune, home, f"Người {one}")
        summaries.record(trainee, procedure=factories.PROCEDURE, kind=EvidenceKind.CHECKED)


def headline(html: str) -> str:
    return html.partition('class="big"><b>')[2].partition("</b>")[0]


def test_the_line_of_the_commune_goes_from_nought_to_one() -> None:
    session = factories.session()
    officer = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    assert headline(seen(officer)) == "0"
    factories.confirmed(session)
    html = seen(officer)
    assert headline(html) == "1"
    assert "Tháng này thêm 1 người." in html


def test_kinds_stay_apart_and_the_headline_counts_once() -> None:
    session = factories.session()
    trainee = factories.confirmed(session).trainee
    assert trainee is not None
    summaries.record(trainee, procedure=factories.PROCEDURE, kind=EvidenceKind.CHECKED)
    html = seen(factories.officer(Role.COMMUNE_APPROVER, of=session.team.commune))
    assert headline(html) == "1"
    for number, label in ((1, "Tận mắt thấy"), (1, "Qua bài kiểm tra"), (0, "Đã nộp thật")):
        assert f"<li><b>{number}</b>{label}</li>" in html


def test_hamlets_show_every_number_inside_their_commune_against_their_adults() -> None:
    commune = factories.commune()
    unaided(commune, 12, factories.hamlet(commune, "Bản Học", adults=177))
    unaided(commune, 6, factories.hamlet(commune, "Thôn Một", adults=310))
    for name in ("Thôn Hai", "Thôn Ba"):
        unaided(commune, 2, factories.hamlet(commune, name, adults=286))
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=commune))
    assert headline(html) == "22"
    assert html.count('data-l="Tự làm được">2<') == 2
    assert 'data-l="Tự làm được">12<' in html
    assert 'data-l="Người lớn">177<' in html
    assert "Cứ 100 người lớn thì 2 người." in html


def test_people_whose_hamlet_nobody_knows_have_a_line_of_their_own() -> None:
    commune = factories.commune()
    unaided(commune, 5, factories.hamlet(commune))
    unaided(commune, 6)
    assert "Chưa rõ thôn" in seen(factories.officer(Role.COMMUNE_OFFICER, of=commune))


def test_without_a_count_of_adults_there_is_no_share() -> None:
    commune = factories.commune()
    unaided(commune, 9, factories.hamlet(commune, adults=None))
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=commune))
    assert "chưa đếm" in html
    assert "người lớn thì" not in html
    assert headline(html) == "9"


def test_no_page_of_figures_carries_a_name() -> None:
    commune = factories.commune()
    team = factories.team(commune)
    factories.confirmed(factories.session(team), "Chim Hoàng Yến")
    readers = [
        factories.member(team),
        factories.member(team, Role.LEADER),
        factories.officer(Role.COMMUNE_OFFICER, of=commune),
        factories.officer(Role.PROVINCE_OFFICER, of_province=commune.province),
    ]
    assert not [who for who in readers if "Chim" in seen(who)]


def test_a_member_sees_her_own_team_a_leader_the_commune() -> None:
    commune = factories.commune("Ví Dụ")
    ours, theirs = factories.team(commune), factories.team(commune)
    factories.confirmed(factories.session(ours))
    for name in ("Lý Văn Mẫu", "Giàng A Thử"):
        factories.confirmed(factories.session(theirs), name)
    assert headline(seen(factories.member(ours))) == "1"
    leader = factories.member(ours, Role.LEADER)
    assert headline(seen(leader)) == "3"
    assert headline(seen(leader, noi=f"to-{ours.id}")) == "1"


def test_another_communes_figures_look_the_same_as_missing() -> None:
    commune, other = factories.commune(), factories.commune("Suối Tập")
    client = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=commune))
    for key in (f"xa-{other.code}", f"tinh-{commune.province.code}", "xa-khong-co", "x"):
        assert client.get(ADDRESS, {"noi": key}).status_code == 404


def test_a_province_sees_one_line_per_commune_and_their_sum() -> None:
    province = factories.province("91")
    big, small, tiny = (factories.commune(name, in_province=province) for name in ("Lớn", "Nhỏ", "Con"))
    for commune, number in ((big, 8), (small, 3), (tiny, 1)):
        factories.team(commune)
        unaided(commune, number)
    elsewhere = factories.commune("Chim Hoàng Yến", in_province=factories.province("92"))
    factories.team(elsewhere)
    html = seen(factories.officer(Role.PROVINCE_OFFICER, of_province=province))
    assert headline(html) == "12"
    assert "xã Lớn" in html
    assert html.count('data-l="Tự làm được">&lt;5<') == 2
    assert "Chim Hoàng Yến" not in html


def test_invented_places_have_their_line_and_are_in_no_total() -> None:
    province = factories.province("91")
    invented = factories.commune("Tập", in_province=province, is_fictional=True)
    factories.team(invented)
    unaided(invented, 7)
    html = seen(factories.officer(Role.PROVINCE_OFFICER, of_province=province))
    assert headline(html) == "0"
    assert 'data-l="Tự làm được">7<' in html


def test_an_invented_province_says_that_it_is_invented() -> None:
    province = factories.province("00", is_fictional=True)
    html = seen(factories.officer(Role.PROVINCE_OFFICER, of_province=province))
    assert "không có thật" in html
    assert 'class="big"' not in html


def test_an_administrator_sees_provinces_and_no_commune() -> None:
    factories.province("91")
    assert "Tỉnh Thử 91" in seen(factories.administrator())


def test_it_rejects_post() -> None:
    session = factories.session()
    assert factories.signed_in(factories.member(session.team)).post(ADDRESS).status_code == 405


def test_a_citizen_is_sent_to_the_door() -> None:
    assert Client().get(ADDRESS).status_code == 302


def test_somebody_without_an_office_is_refused() -> None:
    assert factories.signed_in(factories.user()).get(ADDRESS).status_code == 403


# --- Who came ------------------------------------------------------------------------------------------------------
def busy(commune: Commune, people: int) -> None:
    """Two evenings of a team of ``commune`` to which ``people`` came each time."""
    team = factories.team(commune)
    crowd = [factories.trainee(commune).id for _one in range(people)]
    for _number in range(2):
        attending.mark(factories.session(team), crowd, by=None)


def test_a_commune_reads_who_came_and_how_often() -> None:
    commune = factories.commune()
    busy(commune, 3)
    html = seen(factories.officer(Role.COMMUNE_OFFICER, of=commune))
    assert "Đã có 3 người đến buổi tập huấn, năm nay 3 người. Tổng cộng 6 lượt." in html


def test_a_province_reads_who_came_and_hides_few() -> None:
    communes = [factories.commune(name) for name in ("Lớn", "Vừa", "Nhỏ", "Bé")]
    for commune, people in zip(communes, (9, 7, 2, 1), strict=True):
        busy(commune, people)
    html = seen(factories.officer(Role.PROVINCE_OFFICER, of_province=communes[0].province))
    for shown in (">9<", ">7<", ">&lt;5<"):
        assert f'data-l="Đã đến buổi"{shown}' in html
    assert 'data-l="Số lượt">18<' in html
    assert ">2<" not in html


def test_pages_of_whole_places_read_no_attendance_however_many_communes() -> None:
    first = factories.commune()
    busy(first, 2)
    officers = {
        "/to/so-lieu/": factories.officer(Role.COMMUNE_OFFICER, of=first),
        "/to/so-lieu/?": factories.officer(Role.PROVINCE_OFFICER, of_province=first.province),
        "/to/bao-cao/": factories.officer(Role.PROVINCE_OFFICER, of_province=first.province),
    }
    clients = {path: factories.signed_in(officer) for path, officer in officers.items()}
    before = {path: _asked(client, path) for path, client in clients.items()}
    for _number in range(3):
        busy(factories.commune(), 6)
    after = {path: _asked(client, path) for path, client in clients.items()}
    for path in ("/to/so-lieu/?", "/to/bao-cao/"):
        assert len(after[path]) == len(before[path]) <= 12
    for asked in after.values():
        assert not any("teams_attendance" in sql for sql in asked)


def _asked(client: Client, path: str) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]
