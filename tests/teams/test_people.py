"""People on the books: what is kept of them, with and without consent, and that it can be taken away."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kit.jobs import daily_jobs
from kit.models import Act, AuditEntry
from teams import ages, attending, consent_texts, erasing, kept, people, service
from teams.enums import AgeBand
from teams.models import Access, AppendOnly, Book, Consent, Evidence, HelpQuestion, Trainee
from teams.names import order_key
from teams.people import Agreed, Details
from tests.teams import factories

PHONE = "+84000123456"
ALOUD = Agreed(read_aloud=True)


# --- pure ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("1958", 1958),
        (" 7/3/1958 ", 1958),
        ("1958.", None),
        ("58", None),
        ("1850", None),
        ("2027", None),
        ("", None),
    ],
)
def test_a_year_of_birth_is_four_digits_of_somebody_alive(typed: str, year: int | None) -> None:
    assert ages.read_year(typed, 2026) == year


@given(st.integers(1906, 2026))
def test_every_year_has_one_band(year: int) -> None:
    band = ages.band_of(year, 2026)
    limits = {
        AgeBand.UNDER_30: (0, 29),
        AgeBand.UNDER_45: (30, 44),
        AgeBand.UNDER_60: (45, 59),
        AgeBand.OLD: (60, 120),
    }
    low, high = limits[band]
    assert low <= 2026 - year <= high
    assert ages.may_be_one((year, ""), (None, band.value), 2026)


def test_lists_are_sorted_by_given_name_then_by_all_of_it() -> None:
    names = ["Vàng Thị Ánh", "Lò Thị Anh", "Bàn Văn Ẩn", "Đỗ Thị Đào", "Ma Thị Dậu", "Hà Anh", "An"]
    ordered = sorted(names, key=order_key)
    assert ordered == ["An", "Hà Anh", "Lò Thị Anh", "Vàng Thị Ánh", "Bàn Văn Ẩn", "Ma Thị Dậu", "Đỗ Thị Đào"]


@given(st.text(max_size=80))
def test_the_key_of_the_order_is_small_letters_that_fit(name: str) -> None:
    key = order_key(name)
    assert len(key) <= 600
    assert key == "" or (key.isascii() and key.isalpha() and key.islower())


def test_the_newest_text_promises_what_the_clock_does(settings: Any) -> None:
    assert consent_texts.current().months == settings.PEOPLE_MONTHS
    spoken = " ".join(part.text for part in consent_texts.current().parts)
    assert f"{settings.PEOPLE_MONTHS} tháng" in spoken


# --- what is kept --------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


def person(**details: Any) -> Trainee:
    agreed = details.pop("agreed", None)
    made = people.add(
        factories.team(),
        Details(**{"name": "Giàng A Thử", "birth_year": 1958, "phone": PHONE, **details}),
        by=factories.user(),
        agreed=agreed,
    )
    made.refresh_from_db()
    return made


def test_without_consent_only_a_band_is_kept_of_the_year_and_no_telephone() -> None:
    made = person()
    assert (made.birth_year, made.age_band, made.phone, made.phone_key) == (None, AgeBand.OLD, "", "")


def test_with_consent_year_and_telephone_are_kept_and_who_read_the_text() -> None:
    made = person(agreed=ALOUD)
    assert (made.birth_year, made.age_band, made.phone) == (1958, "", PHONE)
    assert len(made.phone_key) == 64
    consent = made.consents.get()
    assert consent.text_version == consent_texts.current().version
    assert consent.read_aloud_by == consent.recorded_by is not None


def test_whoever_read_it_herself_names_no_reader() -> None:
    assert person(agreed=Agreed(read_aloud=False)).consents.get().read_aloud_by is None


def test_the_key_of_a_telephone_depends_on_the_secret_and_on_nothing_else(settings: Any) -> None:
    first = people.phone_key(PHONE)
    assert first == people.phone_key(PHONE) != people.phone_key("+84000123457")
    settings.TUTAY_PHONE_KEY = "một khóa khác"
    assert people.phone_key(PHONE) != first
    assert people.phone_key("") == ""


def test_taking_consent_back_removes_telephone_and_year_at_once_and_keeps_the_rest() -> None:
    made, member = person(agreed=ALOUD, sex="m"), factories.user()
    assert people.withdraw(made, by=member)
    made.refresh_from_db()
    assert (made.phone, made.phone_key, made.birth_year) == ("", "", None)
    assert (made.age_band, made.sex, made.display_name) == (AgeBand.OLD, "m", "Giàng A Thử")
    assert made.consents.get().withdrawn_by == member
    assert not people.withdraw(made, by=member)


def test_a_newer_consent_takes_the_place_of_the_older_which_stays() -> None:
    made = person(agreed=ALOUD)
    people.agree(made, ALOUD, by=factories.user())
    assert made.consents.count() == 2
    assert made.consents.standing().count() == 1
    assert made.consents.filter(withdrawn_at=None).count() == 2


def test_a_correction_keeps_no_telephone_where_no_consent_holds() -> None:
    made = person()
    people.correct(made, Details(name="Giàng A Tập", birth_year=1970, phone=PHONE), by=factories.user())
    made.refresh_from_db()
    assert (made.display_name, made.folded_name) == ("Giàng A Tập", "giang a tap")
    assert (made.phone, made.birth_year, made.age_band) == ("", None, AgeBand.UNDER_60)


def test_the_audit_knows_no_names() -> None:
    made = person(agreed=ALOUD)
    people.withdraw(made, by=factories.user())
    erasing.erase(made, by=factories.user())
    for entry in AuditEntry.objects.all():
        assert "Thử" not in f"{entry.actor} {entry.action} {entry.data}"


def test_rows_of_who_looked_last() -> None:
    made = person()
    row = Access.objects.create(user=factories.user(), kind="person", trainee=made)
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()
    with pytest.raises(AppendOnly):
        Access.objects.all().delete()
    with pytest.raises(AppendOnly):
        Access.objects.update(number=2)


# --- erasing -------------------------------------------------------------------------------------------------
def everything_stored() -> str:
    """All rows in which a name could be left."""
    from django.apps import apps

    found = []
    for model in apps.get_models():
        if model._meta.app_label in ("teams", "kit", "accounts"):
            found += [str(list(model._default_manager.values()))]
    return " ".join(found)


def test_erasing_leaves_counts_and_nothing_that_names_her() -> None:
    session = factories.session()
    learner = factories.Learner.objects.create()
    canary = "Zúng Thị Canary"
    with_act = service.join(session, learner, canary)
    Act.objects.create(
        key=session.id, act="join", owner="x", digest="d", body={"ten": canary}, answer=str(with_act.id)
    )
    member = factories.member(session.team)
    service.confirm_unaided(with_act, by=member)
    her = Trainee.objects.get()
    people.agree(her, ALOUD, by=member)
    people.correct(her, Details(name=canary, birth_year=1960, phone=PHONE), by=member)
    before = service_figures(session.team)
    assert canary in everything_stored()
    erasing.erase(her, by=member)
    her.refresh_from_db()
    stored = everything_stored()
    assert canary not in stored and PHONE not in stored
    assert her.display_name == "Đã xóa theo yêu cầu"
    assert (her.birth_year, her.phone_key, her.folded_name, her.order_key) == (None, "", "", "")
    assert not Consent.objects.exists() and not Book.objects.exists()
    assert Evidence.objects.standing().count() == 1
    assert attending.present(session) == {her.id}
    assert service_figures(session.team) == before


def service_figures(team: Any) -> Any:
    from teams import reports

    return reports.team_figures(team).counts, reports.commune_figures(team.commune).counts


def test_erasing_reaches_the_rows_that_turned_out_to_be_hers() -> None:
    first, second, third = person(name="Lò Thị Một"), person(name="Lò Thị Hai"), person(name="Lò Thị Ba")
    Trainee.objects.filter(pk=second.pk).update(merged_into=first)
    Trainee.objects.filter(pk=third.pk).update(merged_into=second)
    erasing.erase(first, by=factories.user())
    assert not Trainee.objects.exclude(display_name="Đã xóa theo yêu cầu").exists()
    assert Trainee.objects.filter(erased_at=None).count() == 0


def test_a_check_passed_later_says_nothing_of_an_erased_person() -> None:
    session = factories.session()
    participant = factories.confirmed(session)
    erasing.erase(Trainee.objects.get(), by=factories.user())
    service.record_decision(
        None,
        dossier_id=session.id,
        learner_id=participant.learner_id,
        procedure=factories.PROCEDURE,
        unaided=True,
        decided_at=timezone.now(),
    )
    assert Evidence.objects.count() == 1


LONG_AGO = dt.timedelta(days=900)


def long_unseen() -> Trainee:
    made = person(agreed=ALOUD)
    Trainee.objects.filter(pk=made.pk).update(created_at=timezone.now() - LONG_AGO)
    made.consents.update(given_at=timezone.now() - LONG_AGO)
    return made


def test_the_clock_erases_whom_nobody_has_seen_for_the_time_promised() -> None:
    old, fresh = long_unseen(), person()
    erasing.erase_unseen("2026-11-23")
    for one in (old, fresh):
        one.refresh_from_db()
    assert old.erased_at is not None and old.display_name == "Đã xóa vì hết hạn giữ"
    assert fresh.erased_at is None
    assert "teams.erase_unseen" in daily_jobs()


def test_the_clock_counts_from_the_last_session_and_from_a_consent_given_anew() -> None:
    came, agreed, merged = long_unseen(), long_unseen(), long_unseen()
    attending.mark(factories.session(), [came.id], by=None)
    people.agree(agreed, ALOUD, by=None)
    lately = person()
    Trainee.objects.filter(pk=lately.pk).update(merged_into=merged, created_at=timezone.now() - LONG_AGO)
    attending.mark(factories.session(), [lately.id], by=None)
    erasing.erase_unseen("2026-11-23")
    assert not Trainee.objects.exclude(erased_at=None).exists()


def test_all_that_is_kept_is_told_and_other_teams_sessions_are_a_number() -> None:
    made = person(agreed=ALOUD)
    own, other = factories.session(), factories.session(title="Buổi của tổ khác zqz")
    attending.mark(own, [made.id], by=None)
    attending.mark(other, [made.id], by=None)
    visible = type(own).objects.filter(id=own.id)
    told = kept.of(made, visible, HelpQuestion.objects.none())
    assert [row.session for row in told.sessions] == [own] and told.others == 1
    words = str(kept.as_data(made, told))
    assert "zqz" not in words
    for fact in ("Giàng A Thử", "1958", "0000 123 456"):
        assert fact in words
