"""/to/nguoi/: the list, a person's page, correcting, consent, all that is kept, erasing."""

import json
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from teams import attending, people
from teams.models import Access, Team, Trainee
from teams.people import Agreed, Details
from tests.teams import factories

pytestmark = pytest.mark.django_db
PAGES = ("person", "person_sheet", "person_export", "correct_person", "ask_consent", "erase_person")
LIST = "/to/nguoi/"


def person(team: Team, name: str = "Giàng A Thử", *, agreed: bool = False, **details: Any) -> Trainee:
    consent = Agreed(read_aloud=True) if agreed else None
    return people.add(team, Details(name=name, **details), by=None, agreed=consent)


def address(of: Trainee, name: str = "person") -> str:
    return reverse(f"teams:{name}", args=[of.id])


def client_of(who: User) -> Client:
    return factories.signed_in(who)


def names_on(client: Client, query: str = "") -> list[str]:
    html = client.get(LIST + query).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]+)</a>', html)


# --- who sees whom -------------------------------------------------------------------------------------------
def test_a_team_sees_its_own_book_a_commune_its_own_people_and_nobody_else_any() -> None:
    commune, other_commune = factories.commune(), factories.commune("Khác")
    own, neighbour, foreign = (
        factories.team(commune),
        factories.team(commune),
        factories.team(other_commune),
    )
    person(own, "Ma Thị Của Ta"), person(neighbour, "Lò Thị Hàng Xóm"), person(foreign, "Canary Xa")
    for role in (Role.MEMBER, Role.LEADER):
        assert names_on(client_of(factories.member(own, role))) == ["Ma Thị Của Ta"]
    for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER):
        found = names_on(client_of(factories.officer(role, of=commune)))
        assert sorted(found) == ["Lò Thị Hàng Xóm", "Ma Thị Của Ta"]
    province = factories.officer(Role.PROVINCE_OFFICER, of_province=commune.province)
    assert client_of(province).get(LIST).status_code == 403
    assert names_on(client_of(factories.administrator())) == []


def test_whoever_came_to_a_session_is_on_the_book_of_its_team_too() -> None:
    commune = factories.commune()
    first, second = factories.team(commune), factories.team(commune)
    her = person(first)
    client = client_of(factories.member(second))
    assert names_on(client) == []
    attending.mark(factories.session(second), [her.id], by=None)
    assert names_on(client) == ["Giàng A Thử"]


@pytest.mark.parametrize("name", PAGES)
def test_another_teams_person_looks_like_a_missing_one(name: str) -> None:
    commune = factories.commune()
    her = person(factories.team(commune))
    client = client_of(factories.member(factories.team(commune)))
    missing = client.get(reverse(f"teams:{name}", args=[uuid.uuid4()]))
    refused = client.get(address(her, name))
    assert missing.status_code == refused.status_code == 404
    assert "Giàng" not in refused.content.decode()
    assert not Access.objects.exists()


def test_a_dismissal_works_at_the_next_request() -> None:
    team = factories.team()
    her, member = person(team), factories.member(team)
    client = client_of(member)
    assert client.get(address(her)).status_code == 200
    member.memberships.all().delete()
    assert client.get(address(her)).status_code == 403


def test_an_approver_looks_but_changes_nothing() -> None:
    team = factories.team()
    her = person(team, agreed=True)
    client = client_of(factories.officer(Role.COMMUNE_APPROVER, of=team.commune))
    html = client.get(address(her)).content.decode()
    assert "/sua/" not in html and "/xoa/" not in html and "rut-dong-y" not in html
    for name in ("correct_person", "ask_consent", "withdraw_consent", "erase_person"):
        assert client.post(address(her, name), {"ten": "Khác", "cach": "doc"}).status_code == 403
    her.refresh_from_db()
    assert her.display_name == "Giàng A Thử" and her.consents.standing().exists()


def test_a_member_leaves_erasing_to_the_leader() -> None:
    team = factories.team()
    her = person(team)
    member = client_of(factories.member(team))
    assert member.get(address(her, "erase_person")).status_code == 403
    assert "/xoa/" not in member.get(address(her)).content.decode()
    assert client_of(factories.member(team, Role.LEADER)).get(address(her, "erase_person")).status_code == 200


# --- the list ------------------------------------------------------------------------------------------------
def test_names_are_found_without_marks_by_hamlet_and_in_vietnamese_order() -> None:
    home = factories.hamlet(commune := factories.commune())
    team = factories.team(commune)
    for name in ("Vàng Thị Ánh", "Đỗ Thị Đào", "Ma Thị Dậu", "Lò Văn An"):
        person(team, name, hamlet=home if "Thị" in name else None)
    client = client_of(factories.member(team))
    assert names_on(client) == ["Lò Văn An", "Vàng Thị Ánh", "Ma Thị Dậu", "Đỗ Thị Đào"]
    assert names_on(client, "?q=do dao") == ["Đỗ Thị Đào"]
    assert names_on(client, "?q=ĐÀO ĐỖ") == ["Đỗ Thị Đào"]
    assert names_on(client, f"?thon={home.id}&q=thi d") == ["Ma Thị Dậu", "Đỗ Thị Đào"]
    assert "Không tìm thấy ai" in client.get(f"{LIST}?q=khong-co").content.decode()


@pytest.mark.parametrize(
    "query", ["?q=%00", "?thon=x", "?trang=-1", "?trang=9999", "?q=" + "a" * 5000, "?q=%F0%9F%98%80"]
)
def test_no_question_breaks_the_list(query: str) -> None:
    team = factories.team()
    person(team)
    assert client_of(factories.member(team)).get(LIST + query).status_code == 200


def test_fifty_stand_on_a_page_and_queries_do_not_grow() -> None:
    team = factories.team()
    client = client_of(factories.member(team))
    session = factories.session(team)
    counts = []
    for number in (2, 60):
        for place in range(number):
            attending.mark(session, [person(team, f"Lò Thị {number} {place:02}").id], by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert len(names_on(client)) == 50
    assert len(names_on(client, "?trang=2")) == 12
    assert counts[1] <= counts[0]


def test_erased_and_merged_rows_are_on_no_list() -> None:
    team = factories.team()
    first, second = person(team), person(team, "Lý Văn Mẫu")
    Trainee.objects.filter(pk=second.pk).update(merged_into=first)
    leader = factories.member(team, Role.LEADER)
    assert names_on(client_of(leader)) == ["Giàng A Thử"]
    client_of(leader).post(address(first, "erase_person"))
    assert names_on(client_of(leader)) == []
    assert client_of(leader).get(address(first)).status_code == 404


def test_a_list_is_noted_with_the_number_of_names_on_it() -> None:
    team = factories.team()
    person(team), person(team, "Lý Văn Mẫu")
    member = factories.member(team)
    client_of(member).get(LIST)
    row = Access.objects.get()
    assert (row.user, row.kind, row.number, row.trainee) == (member, "list", 2, None)


# --- entering and correcting ---------------------------------------------------------------------------------
RIGHT = {"ten": "Ma Thị Làm Quen", "gioi": "f", "nhom_tuoi": "60-", "thon": "", "dong_y": "chua"}


def test_a_person_is_entered_once_however_often_the_form_is_sent() -> None:
    team = factories.team()
    client = client_of(factories.member(team))
    html = client.get("/to/nguoi/them/").content.decode()
    assert not re.search(r'name="dong_y"[^>]*checked', html)
    token = re.search(r'name="luot" value="([^"]+)"', html)
    assert token
    for _ in range(2):
        response = client.post("/to/nguoi/them/", {**RIGHT, "luot": token[1]})
        assert response.status_code == 302
    her = Trainee.objects.get()
    assert response["Location"] == address(her)
    assert her.books.get().team == team


def test_what_is_typed_reaches_no_table_of_acts() -> None:
    from kit.models import Act

    client_of(factories.member(factories.team())).post("/to/nguoi/them/", RIGHT)
    assert "Ma Thị" not in str(list(Act.objects.values()))


@pytest.mark.parametrize("how", ["doc", "tu_doc"])
def test_with_consent_telephone_and_year_are_written_down(how: str) -> None:
    client = client_of(factories.member(factories.team()))
    sent = {**RIGHT, "dong_y": how, "dien_thoai": "0000 123 456", "nam_sinh": "1958"}
    assert client.post("/to/nguoi/them/", sent).status_code == 302
    her = Trainee.objects.get()
    assert (her.phone, her.birth_year) == ("+84000123456", 1958)
    assert (her.consents.get().read_aloud_by is not None) == (how == "doc")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ten": ""}, "Tên thường gọi: gõ tên vào."),
        ({"ten": "000123456789"}, "Tên thường gọi: gõ bằng chữ"),
        ({"dien_thoai": "0000 123 456"}, "Điện thoại: hỏi bà con đồng ý đã"),
        ({"nam_sinh": "1958"}, "Năm sinh: hỏi bà con đồng ý đã"),
        ({"nam_sinh": "58"}, "Năm sinh: gõ bốn chữ số"),
        ({"dien_thoai": "113"}, "Điện thoại: gõ mười chữ số"),
        ({"dong_y": ""}, "Bà con có đồng ý không: chọn một."),
        ({"dong_y": "\x00"}, "Bà con có đồng ý không: chọn một."),
        ({"thon": str(uuid.uuid4())}, "Thôn: chọn một thôn"),
        ({"gioi": "x"}, "Nữ hay nam: chọn một."),
        ({"nhom_tuoi": "x"}, "Tuổi: chọn một nhóm"),
    ],
)
def test_a_wrong_form_names_the_field_and_keeps_the_rest(changes: dict[str, str], sentence: str) -> None:
    client = client_of(factories.member(factories.team()))
    response = client.post("/to/nguoi/them/", {**RIGHT, **changes})
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    if "ten" not in changes:
        assert 'value="Ma Thị Làm Quen"' in html
    assert not Trainee.objects.exists()


def test_a_hamlet_of_another_of_her_communes_is_refused() -> None:
    first, second = factories.team(), factories.team()
    member = factories.member(first)
    factories.Membership.objects.create(
        team=second, user=member, role=Role.MEMBER, since=factories.LONG_SINCE
    )
    home = factories.hamlet(second.commune)
    sent = {**RIGHT, "thon": home.id}
    assert client_of(member).post("/to/nguoi/them/", {**sent, "to": first.id}).status_code == 422
    assert client_of(member).post("/to/nguoi/them/", {**sent, "to": uuid.uuid4()}).status_code == 422
    assert client_of(member).post("/to/nguoi/them/", {**sent, "to": second.id}).status_code == 302


def test_officers_have_no_book_to_write_in() -> None:
    officer = client_of(factories.officer(Role.COMMUNE_OFFICER, of=factories.commune()))
    assert officer.get("/to/nguoi/them/").status_code == 403
    assert client_of(factories.administrator()).get("/to/nguoi/them/").status_code == 403


def test_corrections_ask_for_a_telephone_only_where_a_consent_holds() -> None:
    team = factories.team()
    client = client_of(factories.member(team))
    without, with_one = person(team), person(team, agreed=True)
    assert "dien_thoai" not in client.get(address(without, "correct_person")).content.decode()
    assert "dien_thoai" in client.get(address(with_one, "correct_person")).content.decode()
    sent = {
        "ten": "Giàng A Tập",
        "dien_thoai": "0000 123 456",
        "nam_sinh": "1958",
        "gioi": "m",
        "nhom_tuoi": "",
        "thon": "",
    }
    for her in (without, with_one):
        assert client.post(address(her, "correct_person"), sent).status_code == 302
        her.refresh_from_db()
        assert her.display_name == "Giàng A Tập"
    assert (without.phone, with_one.phone) == ("", "+84000123456")


def test_the_commune_officer_corrects_too() -> None:
    team = factories.team()
    her = person(team)
    officer = client_of(factories.officer(Role.COMMUNE_OFFICER, of=team.commune))
    officer.post(
        address(her, "correct_person"), {"ten": "Giàng A Tập", "gioi": "", "nhom_tuoi": "", "thon": ""}
    )
    her.refresh_from_db()
    assert her.display_name == "Giàng A Tập"


# --- consent -------------------------------------------------------------------------------------------------
def test_consent_is_asked_with_the_text_and_nothing_chosen_beforehand() -> None:
    team = factories.team()
    her, client = person(team), client_of(factories.member(team))
    html = client.get(address(her, "ask_consent")).content.decode()
    for words in ("Ghi những gì", "Để làm gì", "Ai được xem", "Giữ bao lâu", "Đổi ý thì sao"):
        assert words in html
    assert not re.search(r'name="cach"[^>]*checked', html)
    assert client.post(address(her, "ask_consent")).status_code == 422
    assert not her.consents.exists()
    client.post(address(her, "ask_consent"), {"cach": "doc"})
    assert her.consents.standing().exists()


def test_consent_to_a_text_that_is_not_the_one_of_today_is_not_kept() -> None:
    team = factories.team()
    her, client = person(team), client_of(factories.member(team))
    response = client.post(address(her, "ask_consent"), {"cach": "doc", "ban": "2020-01"})
    assert response.status_code == 422
    assert not her.consents.exists()


def test_taking_consent_back_is_one_button_and_a_second_press_changes_nothing() -> None:
    team = factories.team()
    her, client = person(team, agreed=True, phone="+84000123456"), client_of(factories.member(team))
    assert client.get(address(her, "withdraw_consent")).status_code == 405
    for _ in range(2):
        assert client.post(address(her, "withdraw_consent")).status_code == 302
    html = client.get(address(her)).content.decode()
    assert "Rút lại lúc" in html and "123 456" not in html


# --- what she may ask for ------------------------------------------------------------------------------------
def test_the_sheet_and_the_file_tell_all_that_is_kept() -> None:
    team = factories.team()
    her = person(team, agreed=True, phone="+84000123456", birth_year=1958)
    client = client_of(factories.member(team))
    html = client.get(address(her, "person_sheet")).content.decode()
    response = client.get(address(her, "person_export"))
    data = json.loads(response.content)
    for fact in ("Giàng A Thử", "1958", "0000 123 456"):
        assert fact in html and fact in str(data["kept"])
    assert "Giàng" not in response["Content-Disposition"]
    assert sorted(Access.objects.values_list("kind", flat=True)) == ["export", "sheet"]


def test_sessions_of_another_team_are_a_number_to_a_member_and_named_to_the_commune() -> None:
    team = factories.team()
    her = person(team)
    other = factories.session(factories.team(team.commune), title="Buổi zqz")
    attending.mark(other, [her.id], by=None)
    for name in ("person", "person_sheet", "person_export"):
        assert "zqz" not in client_of(factories.member(team)).get(address(her, name)).content.decode()
    assert "Và 1 buổi của tổ khác." in client_of(factories.member(team)).get(address(her)).content.decode()
    officer = client_of(factories.officer(Role.COMMUNE_OFFICER, of=team.commune))
    assert "Buổi zqz" in officer.get(address(her)).content.decode()


def test_who_looked_is_shown_to_the_communes_officers_only() -> None:
    team = factories.team()
    her, member = person(team), factories.member(team)
    html = client_of(member).get(address(her)).content.decode()
    assert "Ai đã xem gần đây" not in html
    officer = factories.officer(Role.COMMUNE_APPROVER, of=team.commune)
    html = client_of(officer).get(address(her)).content.decode()
    assert "Ai đã xem gần đây" in html and member.get_full_name() in html


def test_erasing_is_asked_about_and_then_done() -> None:
    team = factories.team()
    her, client = person(team), client_of(factories.member(team, Role.LEADER))
    html = client.get(address(her, "erase_person")).content.decode()
    assert "Xóa Giàng A Thử?" in html and "Xóa rồi không lấy lại được." in html
    response = client.post(address(her, "erase_person"), follow=True)
    assert "Đã xóa. Chỉ còn con số." in response.content.decode()
    her.refresh_from_db()
    assert her.display_name == "Đã xóa theo yêu cầu"


def test_pages_with_names_are_kept_by_no_cache() -> None:
    team = factories.team()
    her = person(team)
    client = client_of(factories.member(team, Role.LEADER))
    for path in (LIST, *(address(her, name) for name in PAGES)):
        assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("name", ["person", "person_sheet", "person_export"])
def test_pages_to_read_reject_post(name: str) -> None:
    team = factories.team()
    assert client_of(factories.member(team)).post(address(person(team), name)).status_code == 405
