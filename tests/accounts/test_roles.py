"""Roles: what a user holds at this moment, from offices, teams and the machine room."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from accounts import access, service
from accounts.access import public, roles, roles_of, rule_of, staff_only
from accounts.enums import STAFF, Role
from accounts.models import Appointment, User
from kit.models import AuditEntry
from tests.people import make_administrator, make_member, make_officer, make_user
from tests.world import load_basics, make_team

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """The same user at the next request."""
    return User.objects.get(pk=user.pk)


def test_a_stranger_holds_nothing() -> None:
    assert roles_of(AnonymousUser()) == frozenset()


def test_an_account_without_an_office_only_learns() -> None:
    assert roles_of(make_user()) == {Role.LEARNER}


def test_who_is_out_holds_nothing() -> None:
    assert roles_of(make_user(is_active=False, is_superuser=True)) == frozenset()


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER])
def test_an_office_gives_its_role_until_dismissed(role: Role) -> None:
    user = make_officer(role, load_basics())
    assert roles_of(user) == {Role.LEARNER, role}
    service.dismiss(user.appointments.get())
    assert roles_of(again(user)) == {Role.LEARNER}


def test_a_team_gives_its_role_and_several_add_up() -> None:
    commune = load_basics()
    user = make_member(make_team(commune), Role.LEADER)
    service.appoint(user, Role.COMMUNE_OFFICER, commune=commune)
    assert roles_of(again(user)) == {Role.LEARNER, Role.LEADER, Role.COMMUNE_OFFICER}
    assert roles_of(make_administrator()) == {Role.LEARNER, Role.ADMINISTRATOR}


def test_roles_are_looked_up_once_per_request(django_assert_num_queries: object) -> None:
    user = again(make_user())
    roles_of(user)
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        roles_of(user)


def test_a_provider_registers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_providers", [])

    def leads(user: User) -> list[Role]:
        return [Role.LEADER]

    for _ in range(2):
        access.register_role_provider(leads)
    assert access._providers == [leads]
    assert roles_of(make_user()) == {Role.LEARNER, Role.LEADER}


def test_the_same_office_is_given_once_and_opens_the_editor() -> None:
    user, commune = make_user(), load_basics()
    first, second = (service.appoint(user, Role.COMMUNE_OFFICER, commune=commune) for _ in range(2))
    assert first.pk == second.pk
    assert again(user).has_perm("wagtailadmin.access_admin")


def test_the_last_dismissal_closes_the_editor() -> None:
    commune, user = load_basics(), make_user()
    other = type(commune).objects.get(code="TH002")
    offices = [service.appoint(user, Role.COMMUNE_OFFICER, commune=one) for one in (commune, other)]
    service.dismiss(offices[0])
    assert again(user).has_perm("wagtailadmin.access_admin")
    service.dismiss(offices[1])
    assert not again(user).has_perm("wagtailadmin.access_admin")


def test_both_are_noted_with_who_did_it_and_without_the_reason() -> None:
    user, by = make_user(), make_administrator()
    office = service.appoint(
        user, Role.COMMUNE_APPROVER, commune=load_basics(), by=by, reason="Thay bà Ví Dụ"
    )
    service.dismiss(office, by=by, reason="Nghỉ việc")
    noted = list(AuditEntry.objects.filter(actor=f"user:{by.pk}").order_by("pk"))
    assert [entry.action for entry in noted] == ["appointment.made", "appointment.ended"]
    told = {"user": user.pk, "role": "commune_approver", "place": "TH001"}
    assert [entry.data for entry in noted] == [told, told]
    office.refresh_from_db()
    assert (office.reason, office.dismissal_reason, office.dismissed_by) == ("Thay bà Ví Dụ", "Nghỉ việc", by)


def test_a_second_dismissal_changes_nothing() -> None:
    office = make_officer(Role.COMMUNE_OFFICER, load_basics()).appointments.get()
    for _ in range(2):
        service.dismiss(office)
    assert AuditEntry.objects.filter(action="appointment.ended").count() == 1


def test_an_administrator_is_appointed_and_dismissed_at_the_next_request() -> None:
    make_administrator()
    user = make_user()
    office = service.appoint(user, Role.ADMINISTRATOR)
    assert roles_of(again(user)) == {Role.LEARNER, Role.ADMINISTRATOR}
    service.dismiss(office)
    assert roles_of(again(user)) == {Role.LEARNER}
    assert not again(user).is_staff


def test_the_last_administrator_stays() -> None:
    user = make_administrator()
    make_user(is_superuser=True, is_active=False)  # who is out does not count
    service.enter_administrators()
    with pytest.raises(service.LastAdministrator):
        service.dismiss(user.appointments.get())
    assert roles_of(again(user)) == {Role.LEARNER, Role.ADMINISTRATOR}


def test_administrators_whom_a_command_made_are_entered_once() -> None:
    user = make_administrator()
    for _ in range(2):
        service.enter_administrators()
    assert user.appointments.active().count() == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.COMMUNE_OFFICER, {}),
        (Role.PROVINCE_OFFICER, {"commune": True}),
        (Role.COMMUNE_OFFICER, {"province": True}),
        (Role.COMMUNE_APPROVER, {"commune": True, "province": True}),
        (Role.LEADER, {"commune": True}),
    ],
)
def test_an_office_without_its_place_cannot_be_kept(role: Role, place: dict[str, bool]) -> None:
    commune = load_basics()
    kept = {"commune": commune, "province": commune.province}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=make_user(), role=role, **{name: kept[name] for name in place})


def test_names_are_said_family_first() -> None:
    assert str(make_user("Hoàng Thị", "Ví Dụ")) == "Hoàng Thị Ví Dụ"
    assert str(make_user("", "", username="canbo")) == "canbo"


def test_rules_are_carried_by_the_view() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert rule_of(page) is None
    for decorate in (public, staff_only, roles(Role.MEMBER)):
        assert rule_of(decorate(page)) is not None


def test_staff_is_everybody_but_learners() -> None:
    assert set(Role) - {Role.LEARNER} == STAFF
