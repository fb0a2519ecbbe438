"""/to/thon/ and /to/dia-gioi/: who keeps hamlets and communes, and what comes back when something is wrong."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from kit.idempotency import token
from places import service as places
from places.models import Change, Commune, Hamlet
from places.service import Paper
from teams.models import Trainee
from tests.teams import factories

pytestmark = pytest.mark.django_db
DAY = {"on": "01/07/2026", "decision": "12/QĐ-THU"}


class Office:
    """A commune with two hamlets, its officer's and its approver's browser, and a commune beside it."""

    def __init__(self) -> None:
        self.commune, self.other = factories.commune("Mẫu"), factories.commune("Ví Dụ")
        self.one = factories.hamlet(self.commune)
        self.two = factories.hamlet(self.commune, "Thôn Một", adults=23)
        self.officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=self.commune))
        self.approver = factories.signed_in(factories.officer(Role.COMMUNE_APPROVER, of=self.commune))
        self.stranger = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=self.other))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def admin() -> Client:
    return factories.signed_in(factories.administrator())


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, DAY | {"luot": token()} | values)


# --- the commune's hamlets -----------------------------------------------------------------------------------------
def test_the_list_shows_what_is_counted_and_who_works_there(office: Office) -> None:
    factories.team(office.commune, hamlets=[office.one])
    html = text(office.officer.get("/to/thon/"))
    assert "Các thôn của xã Mẫu" in html
    assert f'href="/to/thon/{office.one.id}/">Bản Học<' in html
    assert 'data-l="Người lớn">177<' in html
    assert html.count("chưa có") == 1


def test_the_list_asks_as_often_for_thirty_hamlets_as_for_two(office: Office) -> None:
    places.close_hamlet(
        factories.hamlet(office.commune, "Bản Cũ"), Paper(on=dt.date(2026, 7, 1), by="user:1")
    )
    with CaptureQueriesContext(connection) as few:
        office.officer.get("/to/thon/")
    for number in range(28):
        factories.team(office.commune, hamlets=[factories.hamlet(office.commune, f"Thôn {number}")])
        places.close_hamlet(
            factories.hamlet(office.commune, f"Bản {number}"), Paper(on=dt.date(2026, 7, 1), by="user:1")
        )
    with CaptureQueriesContext(connection) as many:
        office.officer.get("/to/thon/")
    assert len(many) == len(few)


def test_an_officer_adds_a_hamlet(office: Office) -> None:
    response = sent(office.officer, "/to/thon/them/", name="  Bản   Mới ", households="1.060", adults="")
    assert response.status_code == 302
    made = Hamlet.objects.get(name="Bản Mới")
    assert (made.commune, made.households, made.adults) == (office.commune, 1060, None)
    assert made.effective_from == dt.date(2026, 7, 1)


def test_a_hamlet_is_added_once_however_often_the_button_is_pressed(office: Office) -> None:
    form = DAY | {"luot": token(), "name": "Bản Mới"}
    assert [office.officer.post("/to/thon/them/", form).status_code for _press in range(2)] == [302, 302]
    assert Hamlet.objects.filter(name="Bản Mới").count() == 1
    again = office.officer.post("/to/thon/them/", form | {"name": "Bản Khác"})
    assert again.status_code == 409
    assert "Bản Khác" in text(again) and not Hamlet.objects.filter(name="Bản Khác").exists()


def test_an_officer_renames_counts_and_sees_what_was_before(office: Office) -> None:
    page = f"/to/thon/{office.one.id}/"
    assert sent(office.officer, f"{page}doi-ten/", name="Bản Tập").status_code == 302
    assert sent(office.officer, f"{page}so-dan/", households="70", adults="201").status_code == 302
    html = text(office.officer.get(page))
    assert "Từ 01/07/2026: Bản Tập" in html and "Từ 01/07/2025: Bản Học" in html
    assert 'data-l="Người lớn">201<' in html and 'data-l="Người lớn">177<' in html


def test_an_officer_merges_hamlets_and_takes_it_back(office: Office) -> None:
    person = factories.trainee(office.commune, office.two)
    chosen = [str(office.one.pk), str(office.two.pk)]
    assert sent(office.officer, "/to/thon/gop/", places=chosen, name="Bản Học").status_code == 302
    assert [one.name for one in places.hamlets_of(office.commune)] == ["Bản Học"]
    html = text(office.officer.get("/to/thon/"))
    assert "Bản Học, Thôn Một → Bản Học" in html and "12/QĐ-THU" in html
    undo = re.search(r'action="(/to/thon/thay-doi/[^"]+)"', html)
    assert undo
    assert office.officer.post(undo[1]).status_code == 302
    assert len(places.hamlets_of(office.commune)) == 2
    person.refresh_from_db()
    assert person.hamlet == office.two


def test_what_cannot_be_taken_back_says_why(office: Office) -> None:
    change = places.merge_hamlets(
        [office.one, office.two], "Bản Mới", Paper(on=dt.date(2026, 7, 1), by="user:1")
    )
    factories.trainee(office.commune, Hamlet.objects.get(name="Bản Mới"))
    response = office.officer.post(f"/to/thon/thay-doi/{change.pk}/bo/", follow=True)
    assert "Không lấy lại được" in text(response)
    assert Change.objects.standing().count() == 1


def test_an_officer_closes_a_hamlet(office: Office) -> None:
    page = f"/to/thon/{office.one.id}/"
    assert "Chỉ đóng thôn không còn ai ở" in text(office.officer.get(f"{page}dong/"))
    assert sent(office.officer, f"{page}dong/").status_code == 302
    assert office.officer.get(page).status_code == 404


@pytest.mark.parametrize(
    ("address", "values", "words"),
    [
        ("them/", {"name": "Bản Học"}, "Tên thôn: xã đã có thôn tên này"),
        ("them/", {"name": ""}, "Tên thôn: gõ tên vào"),
        ("them/", {"name": "Thôn Mới", "adults": "nhiều"}, "Người lớn: gõ bằng chữ số"),
        ("them/", {"name": "Thôn Mới", "adults": "9" * 4000}, "Người lớn: gõ bằng chữ số"),
        ("them/", {"name": "Thôn Mới", "households": "-3"}, "Số hộ: gõ bằng chữ số"),
        ("them/", {"name": "Thôn Mới", "on": "31/02/2026"}, "Ngày: gõ ngày, tháng, năm"),
        ("them/", {"name": "Thôn Mới", "on": "01/01/2999"}, "Ngày: chưa đến"),
        ("them/", {"name": "Thôn Mới", "on": "01/01/2020"}, "Ngày: chọn từ 01/07/2025"),
        ("them/", {"name": "x" * 10_000}, "Tên thôn: viết ngắn hơn 80 chữ"),
        ("gop/", {"name": "Bản Mới"}, "Các thôn: chọn từ hai thôn"),
        ("gop/", {"name": "Bản Mới", "places": ["x"]}, "Các thôn: chọn trong danh sách"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    office: Office, address: str, values: dict[str, Any], words: str
) -> None:
    response = sent(office.officer, f"/to/thon/{address}", **values)
    assert response.status_code == 422
    assert words in text(response)
    for name in ("name", "on"):
        if isinstance(values.get(name), str) and len(values[name]) < 80:
            assert values[name] in text(response)
    assert Hamlet.objects.count() == 2


def test_an_approver_looks_and_changes_nothing(office: Office) -> None:
    html = text(office.approver.get("/to/thon/"))
    assert "Bản Học" in html and "/to/thon/them/" not in html
    page = f"/to/thon/{office.one.id}/"
    assert office.approver.get(page).status_code == 200
    for address in ("/to/thon/them/", "/to/thon/gop/", f"{page}doi-ten/", f"{page}so-dan/", f"{page}dong/"):
        assert office.approver.get(address).status_code == 403
        assert sent(office.approver, address, name="Bản Mới").status_code == 403


def test_another_communes_hamlet_looks_the_same_as_a_missing_one(office: Office, admin: Client) -> None:
    change = places.close_hamlet(office.two, Paper(on=dt.date(2026, 7, 1), by="user:1"))
    page = f"/to/thon/{office.one.id}/"
    for client in (office.stranger, admin):
        for address in (page, f"{page}doi-ten/", f"{page}so-dan/", f"{page}dong/"):
            assert client.get(address).status_code == 404
        assert client.get("/to/thon/", {"xa": office.commune.pk}).status_code == 404
        assert client.post(f"/to/thon/thay-doi/{change.pk}/bo/").status_code == 404


def test_members_have_no_business_with_hamlets() -> None:
    member = factories.signed_in(factories.member(factories.team()))
    assert member.get("/to/thon/").status_code == 403
    assert member.get("/to/dia-gioi/").status_code == 403


def test_old_names_of_the_province_are_on_the_officers_page() -> None:
    province = factories.province("08")
    officer = factories.officer(Role.COMMUNE_OFFICER, of=factories.commune(in_province=province))
    assert "Tỉnh Hà Giang" in text(factories.signed_in(officer).get("/to/thon/"))


# --- the administrator's communes ----------------------------------------------------------------------------------
MERGER = {"places": "", "into": "", "code": "", "name": "", "kind": "xa"}


def test_an_administrator_looks_twice_and_merges_communes(office: Office, admin: Client) -> None:
    factories.team(office.commune)
    person = factories.trainee(office.commune, office.one)
    form = MERGER | {"places": office.commune.pk, "into": "Ví Dụ, Tỉnh Thử 90"}
    first = sent(admin, "/to/dia-gioi/gop/", **form)
    assert first.status_code == 200
    assert "Chưa đổi gì" in text(first) and not Change.objects.exists()
    numbers = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", text(first))
    assert ("Thôn, bản", "2") in numbers and ("Người được hướng dẫn", "1") in numbers
    assert ("Các tổ", "1") in numbers and ("Số chức vụ kết thúc", "2") in numbers
    assert sent(admin, "/to/dia-gioi/gop/", **form, chac="1").status_code == 302
    person.refresh_from_db()
    assert person.commune == office.other
    html = text(admin.get("/to/dia-gioi/"))
    assert "xã Mẫu → xã Ví Dụ" in html and "12/QĐ-THU" in html
    assert office.officer.get("/to/thon/").status_code == 403
    undo = re.search(r'action="(/to/dia-gioi/thay-doi/[^"]+)"', html)
    assert undo and admin.post(undo[1]).status_code == 302
    assert office.officer.get("/to/thon/").status_code == 200


def test_a_new_commune_is_made_of_two(office: Office, admin: Client) -> None:
    both = f"{office.commune.pk}\r\n\r\n{office.other.pk}\r\n{office.commune.pk}"
    form = MERGER | {"places": both, "code": "0a999", "name": "Hợp Tập", "kind": "phuong"}
    assert sent(admin, "/to/dia-gioi/gop/", **form, chac="1").status_code == 302
    assert str(Commune.objects.get(code="0A999")) == "phường Hợp Tập"
    assert Commune.objects.today().count() == 1


def test_the_second_look_leads_back_with_everything_typed(office: Office, admin: Client) -> None:
    form = MERGER | {"places": office.commune.pk, "into": office.other.pk}
    response = sent(admin, "/to/dia-gioi/gop/", **form, sua="1")
    assert response.status_code == 200
    assert office.commune.pk in text(response) and 'name="into"' in text(response)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"places": ""}, "Các xã thôi tồn tại: gõ ít nhất một xã"),
        ({"places": "Xã Không Có"}, "Các xã thôi tồn tại: nay không có xã “Xã Không Có”"),
        ({"places": "\x00🙂"}, "nay không có xã"),
        ({"places": "x" * 10_000}, "viết ngắn hơn 1000 chữ"),
        ({"places": "Mẫu"}, "Xã nhận: gõ xã đang có"),
        ({"places": "Mẫu", "into": "Mẫu"}, "Xã nhận: không thể là một trong các xã thôi tồn tại"),
        ({"places": "Mẫu", "into": "Ví Dụ", "code": "90999", "name": "A"}, "Mã xã mới: để trống"),
        ({"places": "Mẫu", "code": "90999"}, "Tên xã mới: gõ tên vào"),
        ({"places": "Mẫu", "code": "ă1", "name": "A"}, "Mã xã mới: chỉ gõ chữ số"),
        ({"places": "Mẫu", "code": "90999", "name": "A", "kind": "huyen"}, "Xã mới là: chọn trong danh sách"),
        ({"places": "Mẫu", "into": "Ví Dụ", "on": "01/01/2999"}, "Ngày: chưa đến"),
        ({"places": "Mẫu", "into": "Ví Dụ", "on": ""}, "Ngày: gõ ngày, tháng, năm"),
    ],
)
def test_a_merger_that_cannot_be_is_refused_in_a_sentence(
    office: Office, admin: Client, values: dict[str, str], words: str
) -> None:
    for extra in ({}, {"chac": "1"}):
        response = sent(admin, "/to/dia-gioi/gop/", **(MERGER | values), **extra)
        assert response.status_code == 422
        assert words in text(response)
    assert not Change.objects.exists()


def test_a_name_that_several_communes_have_asks_for_the_code(office: Office, admin: Client) -> None:
    factories.commune("Mẫu", in_province=factories.province("91"))
    response = sent(admin, "/to/dia-gioi/gop/", **(MERGER | {"places": "mau", "into": "Ví Dụ"}))
    assert response.status_code == 422
    assert "có nhiều xã tên “mau”" in text(response) and office.commune.pk in text(response)


def test_an_administrator_moves_a_hamlet(office: Office, admin: Client) -> None:
    person = factories.trainee(office.commune, office.one)
    form = {"source": office.commune.pk, "name": "ban hoc", "into": office.other.pk}
    assert "Bản Học" in text(sent(admin, "/to/dia-gioi/chuyen-thon/", **form))
    assert sent(admin, "/to/dia-gioi/chuyen-thon/", **form, chac="1").status_code == 302
    assert Trainee.objects.get(pk=person.pk).commune == office.other
    wrong = sent(admin, "/to/dia-gioi/chuyen-thon/", **(form | {"name": "Thôn Không Có"}))
    assert wrong.status_code == 422
    assert "xã không có thôn tên này" in text(wrong)


def test_communes_are_the_administrators_alone(office: Office) -> None:
    for address in ("/to/dia-gioi/", "/to/dia-gioi/gop/", "/to/dia-gioi/chuyen-thon/"):
        assert office.officer.get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_the_sixty_three_provinces_are_listed(admin: Client) -> None:
    factories.province("08")
    html = text(admin.get("/to/dia-gioi/"))
    assert "Tỉnh Hà Giang → Tỉnh Thử 08" in html


def test_acts_are_not_done_by_looking(office: Office, admin: Client) -> None:
    change = places.close_hamlet(office.two, Paper(on=dt.date(2026, 7, 1), by="user:1"))
    assert office.officer.get(f"/to/thon/thay-doi/{change.pk}/bo/").status_code == 405
    assert admin.get(f"/to/dia-gioi/thay-doi/{change.pk}/bo/").status_code == 405
    assert office.officer.post("/to/thon/").status_code == 405
    assert admin.post("/to/dia-gioi/").status_code == 405
    assert admin.post("/to/dia-gioi/thay-doi/00000000-0000-4000-8000-000000000000/bo/").status_code == 404
