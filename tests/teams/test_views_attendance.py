"""/to/buoi/<id>/diem-danh/: the roll, the door, telephones, numbers, a pasted list."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from teams import attending, consent_texts, people
from teams.models import Access, Attendance, Consent, Participant, Session, Tally, Trainee
from teams.people import Details
from tests.teams import factories

pytestmark = pytest.mark.django_db
ACTS = ("save_attendance", "walk_in", "tie_telephones", "count_heads")


def address(session: Session, name: str = "attendance") -> str:
    return reverse(f"teams:{name}", args=[session.id])


def team_client(session: Session) -> Client:
    return factories.signed_in(factories.member(session.team))


def page(session: Session, query: str = "") -> str:
    return team_client(session).get(address(session) + query).content.decode()


def on_book(session: Session, name: str = "Giàng A Thử", **details: Any) -> Trainee:
    return people.add(session.team, Details(name=name, **details), by=None)


def token_of(html: str) -> str:
    found = re.search(r'name="luot" value="([^"]+)"', html)
    assert found
    return found[1]


# --- who may -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["attendance", "paste_list"])
def test_it_looks_the_same_as_missing_to_a_stranger(name: str) -> None:
    session = factories.session()
    stranger = factories.signed_in(factories.member(factories.team(session.team.commune)))
    assert stranger.get(address(session, name)).status_code == 404
    assert stranger.get(reverse(f"teams:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_posts_of_the_own_team(name: str) -> None:
    session = factories.session()
    officer = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    both = factories.member(factories.team())
    factories.accounts_service.appoint(both, Role.COMMUNE_OFFICER, commune=session.team.commune)
    assert team_client(session).get(address(session, name)).status_code == 405
    assert factories.signed_in(officer).post(address(session, name)).status_code == 403
    assert factories.signed_in(both).post(address(session, name)).status_code == 403
    assert not Attendance.objects.exists()


def test_an_officer_sees_who_was_there_and_no_boxes() -> None:
    session = factories.session()
    attending.mark(session, [on_book(session).id], by=None)
    on_book(session, "Ma Thị Vắng")
    officer = factories.officer(Role.COMMUNE_APPROVER, of=session.team.commune)
    html = factories.signed_in(officer).get(address(session)).content.decode()
    assert "Giàng A Thử" in html and "Ma Thị Vắng" not in html
    assert "checkbox" not in html and "moi-den" not in html


def test_no_name_of_another_team_is_on_the_roll() -> None:
    session = factories.session()
    on_book(factories.session(factories.team(session.team.commune)), "Canary Zqz")
    participant = factories.participant(session, "Canary Zqz")
    html = page(session)
    assert html.count("Canary Zqz") == html.count(participant.display_name) > 0
    assert "Là người trong sổ" not in html


def test_whoever_opens_the_roll_is_noted_and_an_empty_one_shows_nobody() -> None:
    session = factories.session()
    page(session)
    assert not Access.objects.exists()
    on_book(session)
    page(session)
    row = Access.objects.get()
    assert (row.kind, row.session, row.number) == ("roster", session, 1)


def test_what_is_asked_before_writing_down_can_be_read_out_for_the_first_and_for_the_next() -> None:
    session = factories.session()
    question = consent_texts.current().question
    assert page(session).count(question) == 1
    on_book(session)
    assert page(session).count(question) == 1


# --- the roll ------------------------------------------------------------------------------------------------
def test_ticks_mark_and_missing_ticks_undo() -> None:
    session = factories.session()
    one, two = on_book(session), on_book(session, "Lý Văn Mẫu")
    attending.mark(session, [one.id], by=None)
    client = team_client(session)
    response = client.post(
        address(session, "save_attendance"), {"co": [two.id], "truoc_co": [one.id]}, follow=True
    )
    assert attending.present(session) == {two.id}
    assert "Đã lưu: 1 người có mặt." in response.content.decode()


def test_two_members_at_once_do_not_undo_each_other() -> None:
    session = factories.session()
    one, two = on_book(session), on_book(session, "Lý Văn Mẫu")
    team_client(session).post(address(session, "save_attendance"), {"co": [one.id]})
    team_client(session).post(address(session, "save_attendance"), {"co": [two.id]})  # saw an empty roll
    team_client(session).post(address(session, "save_attendance"), {"co": [two.id]})  # and tapped twice
    assert attending.present(session) == {one.id, two.id}
    assert Attendance.objects.count() == 2


def test_forty_ticks_are_one_form_that_works_without_script() -> None:
    session = factories.session()
    everybody = [on_book(session, f"Lò Thị Mẫu {place}") for place in range(40)]
    html = page(session)
    assert html.count('name="co"') == 40
    assert "Bà con trong danh sách (40)" in html
    team_client(session).post(address(session, "save_attendance"), {"co": [one.id for one in everybody]})
    assert len(attending.present(session)) == 40
    assert page(session).count('name="truoc_co"') == 40


@pytest.mark.parametrize("sent", ["", "khong-phai-so", "\x00", "😀", str(uuid.uuid4()), "x" * 10_000])
def test_what_names_nobody_changes_nothing(sent: str) -> None:
    session = factories.session()
    stranger = factories.trainee(session.team.commune)
    client = team_client(session)
    for name in ("co", "tu", "truoc_co", "truoc_tu"):
        assert (
            client.post(address(session, "save_attendance"), {name: [sent, stranger.id]}).status_code == 302
        )
    assert client.post(address(session, "tie_telephones"), {"gan": sent}).status_code == 302
    assert client.post(address(session, "tie_telephones"), {"gan": f"{sent}:{sent}"}).status_code == 302
    assert client.post(address(session, "walk_in"), {"cung_nguoi": str(stranger.id)}).status_code == 302
    assert not Attendance.objects.exists()


def test_queries_do_not_grow_with_the_roll() -> None:
    session = factories.session()
    client = team_client(session)
    counts = []
    for number in (2, 30):
        for place in range(number):
            one = on_book(session, f"Lò Thị Mẫu {number} {place}")
            factories.participant(session, f"Ma Thị {number} {place}")
            attending.mark(session, [one.id], by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(session))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_roll_is_found_by_name_and_paged() -> None:
    session = factories.session()
    for place in range(120):
        on_book(session, f"Lò Thị Mẫu {place:03}")
    on_book(session, "Đặng Văn Đức")
    assert page(session).count('name="co"') == 100
    assert page(session, "?trang=2").count('name="co"') == 21
    assert page(session, "?q=dang duc").count('name="co"') == 1
    assert page(session, "?q=\x00&thon=x&trang=y").count('name="co"') == 100


# --- the door ------------------------------------------------------------------------------------------------
WALK_IN = {"ten": "Ma Thị Làm Quen", "nguoi": "f:60-"}


def test_a_walk_in_is_on_the_book_and_present_and_the_next_form_waits() -> None:
    home = factories.hamlet(commune := factories.commune())
    session = factories.session(factories.team(commune, hamlets=[home]))
    response = team_client(session).post(
        address(session, "walk_in"), {**WALK_IN, "thon": home.id}, follow=True
    )
    her = Trainee.objects.get()
    assert (her.display_name, her.sex, her.age_band, her.hamlet) == ("Ma Thị Làm Quen", "f", "60-", home)
    assert attending.present(session) == {her.id}
    html = response.content.decode()
    assert response.redirect_chain[0][0].endswith("?moi=1#id_ten"), "the browser puts the fingers there"
    assert re.search(r'<input[^>]*name="ten"[^>]*id="id_ten"', html)
    assert "<b>Có mặt 1 người.</b>" in html
    assert 'value="Ma Thị' not in html


def test_two_taps_write_one_person_and_two_people_of_one_name_are_two() -> None:
    session = factories.session()
    client = team_client(session)
    token = token_of(client.get(address(session)).content.decode())
    for _ in range(2):
        client.post(address(session, "walk_in"), {**WALK_IN, "luot": token, "khac": "1"})
    assert Trainee.objects.count() == 1
    client.post(address(session, "walk_in"), {**WALK_IN, "luot": str(uuid.uuid4()), "khac": "1"})
    assert Trainee.objects.count() == 2


def test_the_page_asks_before_it_writes_a_namesake() -> None:
    session = factories.session()
    known = on_book(session, "Ma Thi Lam Quen", band="60-")
    client = team_client(session)
    response = client.post(address(session, "walk_in"), WALK_IN)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Có thể đã có trong sổ" in html and f'value="{known.id}"' in html
    assert 'value="Ma Thị Làm Quen"' in html and '<input type="hidden" name="nguoi" value="f:60-">' in html
    assert Trainee.objects.count() == 1
    client.post(address(session, "walk_in"), {"cung_nguoi": known.id})
    assert attending.present(session) == {known.id}


def test_a_walk_in_who_agreed_has_a_consent_read_aloud() -> None:
    session = factories.session()
    team_client(session).post(address(session, "walk_in"), {**WALK_IN, "dong_y": "on"})
    assert Consent.objects.get().read_aloud_by is not None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ten": ""}, "Tên thường gọi: gõ tên vào."),
        ({"ten": "0000 123 456 789"}, "Tên thường gọi: gõ bằng chữ"),
        ({"ten": "a" * 10_000}, "Tên thường gọi: gõ ngắn hơn 80 chữ cái."),
        ({"nguoi": ""}, "Nữ hay nam: chọn một."),
        ({"nguoi": "\x00:60-"}, "Nữ hay nam: chọn một."),
        ({"thon": "x"}, "Thôn: chọn một thôn trong danh sách."),
    ],
)
def test_a_wrong_walk_in_is_told_which_field(changes: dict[str, str], sentence: str) -> None:
    session = factories.session()
    response = team_client(session).post(address(session, "walk_in"), {**WALK_IN, **changes})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Trainee.objects.exists()


def test_an_unknown_band_is_no_band() -> None:
    session = factories.session()
    team_client(session).post(address(session, "walk_in"), {**WALK_IN, "nguoi": "f:zzz"})
    assert Trainee.objects.get().age_band == ""


# --- telephones ----------------------------------------------------------------------------------------------
def test_all_who_joined_by_telephone_are_put_on_the_book_with_one_tap() -> None:
    session = factories.session()
    for place in range(3):
        factories.participant(session, f"Lò Thị Mẫu {place}")
    known = on_book(session, "Giàng A Thử", birth_year=1958)
    namesake = factories.participant(session, "Giang A Thu")
    html = page(session)
    assert "Ghi cả 3 người vào sổ" in html
    assert "Là người trong sổ: Giàng A Thử, từ 60 tuổi trở lên" in html
    client = team_client(session)
    client.post(address(session, "tie_telephones"), {"tat_ca": "1"})
    client.post(address(session, "tie_telephones"), {"tat_ca": "1"})
    assert len(attending.present(session)) == 3
    assert Participant.objects.get(trainee=None) == namesake
    client.post(address(session, "tie_telephones"), {"gan": f"{namesake.id}:{known.id}"})
    assert known.id in attending.present(session)
    assert Trainee.objects.count() == 4


def test_a_telephone_of_another_session_or_a_person_of_another_book_is_not_tied() -> None:
    session, other = factories.session(), factories.session()
    foreign, own = factories.participant(other), factories.participant(session)
    stranger = on_book(other)
    client = team_client(session)
    client.post(address(session, "tie_telephones"), {"gan": f"{foreign.id}:moi"})
    client.post(address(session, "tie_telephones"), {"gan": f"{own.id}:{stranger.id}"})
    assert not Participant.objects.exclude(trainee=None).exists()


# --- numbers -------------------------------------------------------------------------------------------------
def test_numbers_of_people_without_a_name_add_up() -> None:
    session = factories.session()
    attending.mark(session, [on_book(session).id], by=None)
    client = team_client(session)
    sent = {"women": "3", "men": "２", "old": "6", "minority": "", "poor": "0", "disabled": ""}
    response = client.post(address(session, "count_heads"), sent, follow=True)
    assert dict(Tally.objects.values_list("kind", "number")) == {"women": 3, "men": 2, "old": 6, "poor": 0}
    assert "Có 6 người dự" in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"women": "2", "poor": "3"}, "ghi 3, mà buổi này có 2 người."),
        ({"women": "nhiều"}, "gõ một số từ 0 đến 999, hoặc để trống."),
        ({"men": "-1"}, "gõ một số từ 0 đến 999, hoặc để trống."),
        ({"men": "9" * 10_000}, "gõ một số từ 0 đến 999, hoặc để trống."),
        ({"old": "1\x00"}, "gõ một số từ 0 đến 999, hoặc để trống."),
    ],
)
def test_numbers_that_cannot_be_are_asked_about(sent: dict[str, str], sentence: str) -> None:
    session = factories.session()
    response = team_client(session).post(address(session, "count_heads"), sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Tally.objects.exists()


# --- a pasted list -------------------------------------------------------------------------------------------
LIST = "Giàng A Thử, 1958, Bản Học\nVàng Thị Bài Tập, nữ\n12345"


def preview(client: Client, session: Session, **sent: str) -> tuple[str, str]:
    html = client.post(address(session, "paste_list"), {"danh_sach": LIST, **sent}).content.decode()
    seen = re.search(r'name="da_xem" value="([^"]+)"', html)
    return html, seen[1] if seen else ""


def test_each_lines_fate_is_shown_before_anything_is_saved() -> None:
    session = factories.session()
    factories.hamlet(session.team.commune)
    client = team_client(session)
    html, seen = preview(client, session)
    assert "Sẽ lưu 2 người." in html and "Không thấy tên: bỏ qua" in html
    assert "1958 (chỉ ghi nhóm tuổi) · Bản Học" in html
    assert not Trainee.objects.exists()
    for _ in range(2):
        client.post(address(session, "paste_list"), {"danh_sach": LIST, "luu": "1", "da_xem": seen})
    assert len(attending.present(session)) == Trainee.objects.count() == 2
    him = Trainee.objects.get(sex="")
    assert (him.birth_year, him.age_band, him.hamlet.name if him.hamlet else "") == (None, "60-", "Bản Học")


def test_a_list_changed_after_it_was_shown_is_shown_again() -> None:
    session = factories.session()
    client = team_client(session)
    _html, seen = preview(client, session)
    changed = {"danh_sach": f"{LIST}\nMa Thị Làm Quen", "luu": "1", "da_xem": seen}
    response = client.post(address(session, "paste_list"), changed)
    assert response.status_code == 200 and "Sẽ lưu 3 người." in response.content.decode()
    assert not Trainee.objects.exists()


def test_years_are_kept_of_a_list_that_agreed() -> None:
    session = factories.session()
    client = team_client(session)
    _html, seen = preview(client, session, dong_y="on")
    client.post(
        address(session, "paste_list"), {"danh_sach": LIST, "dong_y": "on", "luu": "1", "da_xem": seen}
    )
    assert Trainee.objects.get(birth_year=1958)
    assert Consent.objects.count() == 2


def test_telephone_numbers_in_a_list_are_neither_kept_nor_shown() -> None:
    session = factories.session()
    html, _seen = preview(team_client(session), session, danh_sach="Giàng A Thử, 0000 123 456")
    assert "123 456" not in html
    assert "Chúng tôi không giữ" in html
    assert (
        "<summary>Hỏi bà con trước khi ghi vào sổ</summary>" in html
    )  # the note and the consent are two texts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Tên: dán ít nhất một dòng."),
        ("a" * 20_001, "Tên: danh sách dài quá."),
        ("Lò Thị Mẫu\n" * 201, "Tên: hơn 200 dòng."),
    ],
)
def test_a_list_that_is_none_or_too_long_is_refused(text: str, sentence: str) -> None:
    session = factories.session()
    response = team_client(session).post(address(session, "paste_list"), {"danh_sach": text})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_list_that_is_not_valid_text_breaks_nothing() -> None:
    session = factories.session()
    for text in ("\x00\x00", "😀\n<b>Mẫu</b>", "\u202e\u200b", "﷽" * 500):
        response = team_client(session).post(address(session, "paste_list"), {"danh_sach": text})
        assert response.status_code in (200, 422)
        assert "<b>Mẫu</b>" not in response.content.decode()
