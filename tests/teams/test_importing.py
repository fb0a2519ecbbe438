"""Lists from Excel onto a book, by the pages: sent, looked at, entered, taken back."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from kit.models import AuditEntry
from places.models import Commune, HamletName
from teams import attending, importing, people
from teams.models import Access, Book, Consent, Import, ImportedPerson, Team, Trainee
from teams.people import Agreed, Details
from tests.teams import factories as make
from tests.teams.sheets import make as sheets

pytestmark = pytest.mark.django_db
SEND = "/to/nguoi/nhap/"
HEADER = sheets.HEADER


@pytest.fixture
def commune() -> Commune:
    made = make.commune()
    for name in ("Bản Học", "Thôn Mẫu", "Tổ dân phố 3"):
        make.hamlet(made, name)
    return made


@pytest.fixture
def team(commune: Commune) -> Team:
    return make.team(commune)


@pytest.fixture
def leader(team: Team) -> Client:
    return make.signed_in(make.member(team, Role.LEADER))


@pytest.fixture
def officer(commune: Commune) -> Client:
    return make.signed_in(make.officer(Role.COMMUNE_OFFICER, of=commune))


def send(client: Client, team: Team, data: bytes | None = None) -> Any:
    file = SimpleUploadedFile("danh-sach.xlsx", sheets.plain() if data is None else data)
    return client.post(SEND, {"to": str(team.id), "tep": file})


def sent(client: Client, team: Team, data: bytes | None = None, *, on_paper: bool = False) -> str:
    """Address of the fates of a list, its columns as guessed."""
    where = send(client, team, data)["Location"]
    page = client.get(where)
    typed = {name: page.context["form"][name].initial for name in page.context["form"].fields}
    typed = {name: value for name, value in typed.items() if value} | (
        {"tren_giay": "on"} if on_paper else {}
    )
    return str(client.post(where, typed)["Location"])


def enter(client: Client, where: str, **typed: str) -> Any:
    page = client.get(where)
    return client.post(where, {"luot": page.context["token"], "da_xem": page.context["seen"], **typed})


def rows(*people_of: tuple[Any, ...]) -> bytes:
    return sheets.data(sheets.titled(*people_of)[0])


GOOD = (
    (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", "0000 111 001"),
    (2, "Quàng Văn Nháp", 1980, "Nam", "Thôn Mẫu", None),
)


def test_a_list_is_looked_at_and_entered_all_at_once(leader: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    page = leader.get(where)
    assert "Lường Thị Ví Dụ" in page.content.decode() and not Trainee.objects.exists()
    assert enter(leader, where).status_code == 302
    assert sorted(one.display_name for one in Trainee.objects.filter(books__team=team)) == [
        "Lường Thị Ví Dụ",
        "Quàng Văn Nháp",
    ]
    assert Import.objects.get().rows == [] and Import.objects.get().table == {}


def test_without_consents_on_paper_only_the_age_group_is_kept(leader: Client, team: Team) -> None:
    enter(leader, sent(leader, team, rows(*GOOD)))
    one = Trainee.objects.get(display_name="Lường Thị Ví Dụ")
    assert (one.birth_year, one.phone, one.phone_key, one.age_band) == (None, "", "", "45-59")
    assert (one.sex, one.hamlet and one.hamlet.name, one.folded_name) == ("f", "Bản Học", "luong thi vi du")
    assert not Consent.objects.exists()


def test_with_consents_on_paper_year_and_telephone_are_kept(leader: Client, team: Team) -> None:
    enter(leader, sent(leader, team, rows(*GOOD), on_paper=True))
    one = Trainee.objects.get(display_name="Lường Thị Ví Dụ")
    assert (one.birth_year, one.phone, one.age_band) == (1971, "+84000111001", "")
    assert one.phone_key == people.phone_key("+84000111001")
    consent = one.consents.standing().get()
    assert consent.on_paper and consent.text_version == "2026-11" and consent.read_aloud_by is None


def test_the_same_list_again_enters_nobody(leader: Client, team: Team) -> None:
    for _again in range(2):
        enter(leader, sent(leader, team, rows(*GOOD)), nghi_trung="")
    assert Trainee.objects.count() == 2


def test_a_second_press_changes_nothing(leader: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    page = leader.get(where)
    typed = {"luot": page.context["token"], "da_xem": page.context["seen"]}
    for _press in range(2):
        leader.post(where, typed)
    assert Trainee.objects.count() == 2
    assert AuditEntry.objects.filter(action="list.entered").count() == 1


def test_rows_to_put_right_have_to_be_left_out_knowingly(leader: Client, team: Team) -> None:
    where = sent(leader, team)  # two of its rows are refused
    assert enter(leader, where).status_code == 422
    assert not Trainee.objects.exists()
    assert enter(leader, where, bo_dong="on").status_code == 302
    assert Trainee.objects.count() == 4


def test_a_book_that_has_changed_meanwhile_is_shown_again(leader: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    page = leader.get(where)
    people.add(team, Details("Quàng Văn Nháp", band="45-59", sex="m"), by=None)
    person = Trainee.objects.get()
    person.hamlet = team.commune.hamlets.get(name="Thôn Mẫu")
    person.save()
    typed = {"luot": page.context["token"], "da_xem": page.context["seen"]}
    assert leader.post(where, typed).status_code == 302
    assert Trainee.objects.count() == 1


def known(team: Team, **changes: Any) -> Trainee:
    home = team.commune.hamlets.get(name="Bản Học")
    return people.add(
        team, Details(**{"name": "Giàng A Thử", "birth_year": 1958, "hamlet": home, **changes}),
        by=None, agreed=Agreed(read_aloud=True),
    )  # fmt: skip


def test_what_is_not_known_is_filled_in_and_nothing_is_overwritten(leader: Client, team: Team) -> None:
    one = known(team, sex="")
    enter(leader, sent(leader, team, rows((1, "GIÀNG A THỬ", 1958, "Nam", "B. Học", "0000 123 456"))))
    one.refresh_from_db()
    assert (one.display_name, one.sex, one.phone, one.birth_year) == (
        "Giàng A Thử",
        "m",
        "+84000123456",
        1958,
    )
    assert Trainee.objects.count() == 1


def test_taken_back_everything_is_as_before(leader: Client, team: Team) -> None:
    one = known(team, sex="")
    row = (3, "Giàng A Thử", 1958, "Nam", "Bản Học", "0000 123 456")
    enter(leader, sent(leader, team, rows(*GOOD, row), on_paper=True))
    assert Trainee.objects.count() == 3
    made = Import.objects.get()
    assert leader.post(f"{SEND}{made.id}/bo/").status_code == 302
    one.refresh_from_db()
    assert list(Trainee.objects.all()) == [one]
    assert (one.sex, one.phone, one.phone_key, one.birth_year) == ("", "", "", 1958)
    assert one.consents.standing().count() == 1


def test_whom_somebody_looked_at_is_erased_when_the_list_is_taken_back(leader: Client, team: Team) -> None:
    enter(leader, sent(leader, team, rows(*GOOD)))
    one = Trainee.objects.get(display_name="Quàng Văn Nháp")
    leader.get(f"/to/nguoi/{one.id}/")
    leader.post(f"{SEND}{Import.objects.get().id}/bo/")
    one.refresh_from_db()
    assert one.erased_at and "Quàng" not in one.display_name
    assert not Trainee.objects.on_books().exists()


def test_who_has_come_since_prevents_that_a_list_is_taken_back(leader: Client, team: Team) -> None:
    enter(leader, sent(leader, team, rows(*GOOD)))
    one = Trainee.objects.get(display_name="Quàng Văn Nháp")
    attending.mark(make.session(team), [one.id], by=None)
    answer = leader.post(f"{SEND}{Import.objects.get().id}/bo/")
    assert answer.status_code == 409
    assert "Quàng Văn Nháp" in answer.content.decode() and "Lường Thị Ví Dụ" not in answer.content.decode()
    assert Trainee.objects.on_books().count() == 2


def test_what_was_corrected_since_stays_when_the_list_is_taken_back(leader: Client, team: Team) -> None:
    one = known(team, sex="")
    enter(leader, sent(leader, team, rows((1, "Giàng A Thử", 1958, "Nam", "Bản Học", "0000 123 456"))))
    one.refresh_from_db()
    one.phone = "+84000999999"
    one.save()
    leader.post(f"{SEND}{Import.objects.get().id}/bo/")
    one.refresh_from_db()
    assert (one.phone, one.sex) == ("+84000999999", "")


def test_the_sheet_of_errors_says_what_to_do_and_holds_no_formula(leader: Client, team: Team) -> None:
    where = sent(leader, team, sheets.formulas())
    answer = leader.get(f"{where}dong-can-sua/")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [line[0] for line in lines] == [8, 9]
    assert all(line[2] for line in lines)
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_a_leader_is_never_told_who_is_on_another_book(leader: Client, officer: Client, team: Team) -> None:
    other = make.team(team.commune)
    known(other)
    row = (1, "Giàng A Thử", 1958, "Nam", "Bản Học", None)
    text = leader.get(sent(leader, team, rows(row))).content.decode()
    assert "Mới: ghi vào sổ" in text and "Đã có" not in text and "Nghi trùng" not in text
    page = officer.get(sent(officer, team, rows(row)))
    assert "Đã có: Giàng A Thử" in page.content.decode()
    assert Access.objects.filter(kind="list").count() == 1


def test_another_communes_people_are_new_even_to_the_officer(officer: Client, team: Team) -> None:
    elsewhere = make.commune("Khác")
    make.hamlet(elsewhere, "Bản Học")
    known(make.team(elsewhere))
    page = officer.get(sent(officer, team, rows((1, "Giàng A Thử", 1958, "Nam", "Bản Học", None))))
    assert "Đã có: Giàng" not in page.content.decode()


def test_an_officer_puts_somebody_of_another_team_on_the_book_too(officer: Client, team: Team) -> None:
    one = known(make.team(team.commune))
    enter(officer, sent(officer, team, rows((1, "Giàng A Thử", 1958, "Nam", "Bản Học", None))))
    assert Trainee.objects.count() == 1 and one.books.filter(team=team).exists()
    officer.post(f"{SEND}{Import.objects.get().id}/bo/")
    assert not one.books.filter(team=team).exists() and one.books.count() == 1


def test_only_who_sent_a_list_sees_its_rows(leader: Client, officer: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    assert officer.get(where).status_code == 404
    enter(leader, where)
    assert officer.get(where).status_code == 200


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEADER])
def test_others_do_not_enter_lists(team: Team, role: Role) -> None:
    """A member may not at all, and a leader of another team not into this book."""
    stranger = make.signed_in(make.member(team if role is Role.MEMBER else make.team(), role))
    assert send(stranger, team).status_code == (403 if role is Role.MEMBER else 422)
    assert not Import.objects.exists()


def test_rows_are_forgotten_after_a_day(leader: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    Import.objects.update(made_at=timezone.now() - importing.LIFE - dt.timedelta(minutes=1))
    assert leader.get(where).status_code == 404
    importing.forget_lists("2026-11-23")
    assert not Import.objects.exists()


def test_a_list_that_is_not_wanted_leaves_nothing(leader: Client, team: Team) -> None:
    where = sent(leader, team, rows(*GOOD))
    leader.post(f"{where}thoi/")
    assert not Import.objects.exists() and not Trainee.objects.exists()


def test_columns_that_may_not_be_kept_are_not_even_for_a_day(leader: Client, team: Team) -> None:
    sent(leader, team, sheets.hidden())
    text = str(Import.objects.values_list("rows", "table").get())
    assert not any(word in text for word in ("000171000001", "Thái", "Lò Văn Ẩn"))


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04" + bytes(90), b"\x00" * 900, sheets.OLE, b"<html>"]
)
def test_whatever_is_sent_gets_a_sentence(leader: Client, team: Team, data: bytes) -> None:
    answer = send(leader, team, data)
    assert answer.status_code == 422 and "Tệp: " in answer.content.decode()


def test_a_hamlet_is_known_by_the_name_that_it_had(leader: Client, team: Team) -> None:
    hamlet = team.commune.hamlets.get(name="Bản Học")
    HamletName.objects.create(hamlet=hamlet, name="Bản Cũ Kỹ", since=dt.date(2020, 1, 1))
    enter(leader, sent(leader, team, rows((1, "Lường Thị Ví Dụ", 1971, "Nữ", "B. Cũ Kỹ", None))))
    assert Trainee.objects.get().hamlet == hamlet


def test_a_hamlet_that_is_no_more_takes_nobody(leader: Client, team: Team) -> None:
    team.commune.hamlets.filter(name="Bản Học").update(effective_until=dt.date(2025, 7, 1))
    page = leader.get(sent(leader, team, rows((1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None))))
    assert "Xã không có thôn này: Bản Học" in page.content.decode()


def test_a_column_can_be_only_one_thing(leader: Client, team: Team) -> None:
    where = send(leader, team, rows(*GOOD))["Location"]
    typed = {f"cot_{place}": "name" for place in range(6)}
    answer = leader.post(where, typed)
    assert answer.status_code == 422 and "đã có cột khác" in answer.content.decode()
    answer = leader.post(where, {f"cot_{place}": "nothing" for place in range(6)})
    assert answer.status_code == 422 and "cột nào là họ và tên" in answer.content.decode()


def test_two_namesakes_are_entered_only_when_somebody_says_so(leader: Client, team: Team) -> None:
    known(team)
    row = (1, "Giàng A Thử", None, None, "Bản Học", None)
    enter(leader, sent(leader, team, rows(row, *GOOD)))
    assert Trainee.objects.count() == 3
    enter(leader, sent(leader, team, rows(row)), nghi_trung="on")
    assert Trainee.objects.filter(display_name="Giàng A Thử").count() == 2


def test_queries_do_not_grow_with_the_list(
    leader: Client, team: Team, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    where = sent(leader, team, sheets.many(5000))
    with django_assert_max_num_queries(30):
        leader.get(where)
    page = leader.get(where)
    typed = {"luot": page.context["token"], "da_xem": page.context["seen"], "nghi_trung": "on"}
    with django_assert_max_num_queries(250):
        leader.post(where, typed)
    assert Book.objects.filter(team=team).count() == 5000 == ImportedPerson.objects.count()
    with django_assert_max_num_queries(300):
        leader.post(f"{SEND}{Import.objects.get().id}/bo/")
    assert not Trainee.objects.exists()
