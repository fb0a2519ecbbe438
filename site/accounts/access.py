"""Who may open what. A view states its rule; one that states nothing is refused to everybody.

    @roles(Role.MEMBER, Role.LEADER)
    def board(request, …)

Object-level permission is each app's own ``access.py``: what somebody may not see looks like a missing id.
"""

from collections.abc import Callable, Container, Iterable
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.enums import STAFF, Role
from accounts.models import Appointment, User

EDITOR_PERMISSION = "wagtailadmin.access_admin"

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[HttpRequest], bool]
RoleProvider = Callable[[User], Iterable[Role]]
_providers: list[RoleProvider] = []


def register_role_provider(provider: RoleProvider) -> None:
    """Let an app further up add roles that its own rows give (a team's members)."""
    if provider not in _providers:
        _providers.append(provider)


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """Every role that ``user`` holds at this moment, so that a dismissal works at the next request."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    known: frozenset[Role] | None = getattr(user, "_roles", None)
    if known is None:
        known = frozenset(_collect(user))
        user._roles = known  # type: ignore[attr-defined]  # one look-up per request: request.user is one object
    return known


def holds_one_of(user: User | AnonymousUser, allowed: Container[Role]) -> bool:
    """Whether ``user`` holds one of these roles at this moment. Looks no further than the first that she holds."""
    if not isinstance(user, User) or not user.is_active:
        return False
    known: Iterable[Role] | None = getattr(user, "_roles", None)
    return any(role in allowed for role in (known if known is not None else _collect(user)))


def _collect(user: User) -> Iterable[Role]:
    """Roles one by one; those of members first, who ask for a live board every few seconds."""
    yield Role.LEARNER
    if user.is_superuser:
        yield Role.ADMINISTRATOR
    for provider in _providers:
        yield from provider(user)
    for office in offices_of(user):
        if office.role != Role.ADMINISTRATOR:  # said by the lines above
            yield Role(office.role)


def offices_of(user: User) -> list[Appointment]:
    """The offices that ``user`` holds at this moment, with their communes; one look-up per request, as roles_of."""
    known: list[Appointment] | None = getattr(user, "_offices", None)
    if known is None:
        known = list(user.appointments.active().select_related("commune"))
        user._offices = known  # type: ignore[attr-defined]
    return known


def signed_in(request: HttpRequest) -> User:
    """The user of a view behind a role rule, for which the gate has seen to it that there is one."""
    return cast(User, request.user)


def state(rule: Rule) -> Callable[[View], View]:
    """Attach ``rule`` to a view; the default-deny middleware asks it before the view runs."""

    def attach(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]  # functions carry attributes; mypy does not know
        return view

    return attach


def _anybody(request: HttpRequest) -> bool:
    return True


def public(view: View) -> View:
    """Anybody may open this view."""
    return state(_anybody)(view)


def roles(*allowed: Role) -> Callable[[View], View]:
    """Only holders of one of ``allowed``; an administrator always."""

    enough = frozenset({*allowed, Role.ADMINISTRATOR})

    def holds_one(request: HttpRequest) -> bool:
        return holds_one_of(request.user, enough)

    return state(holds_one)


def signed_in_only(view: View) -> View:
    """Anybody with an account that is open."""
    return state(lambda request: bool(roles_of(request.user)))(view)


def staff_only(view: View) -> View:
    """Anybody who holds a role beyond learner."""
    return roles(*STAFF)(view)


def may_edit(request: HttpRequest) -> bool:
    """Wagtail's own doors: asked here too, because allauth and Wagtail send a signed-in non-editor in circles."""
    return request.user.has_perm(EDITOR_PERMISSION)


def editors_only(view: View) -> View:
    """Whoever may open Wagtail's editor."""
    return state(may_edit)(view)


def before_second_step(view: View) -> View:
    """This view is on the way to the second step, so it is not behind it. States who may as well, outside of this."""
    view.before_second_step = True  # type: ignore[attr-defined]  # functions carry attributes; mypy does not know
    return view


def is_behind_second_step(view: Callable[..., Any], rule: Rule) -> bool:
    """Whether whoever opens this view has to be past the second step, if she has to be at all."""
    return rule is not _anybody and not getattr(view, "before_second_step", False)


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """The rule that ``view`` states, or None."""
    return getattr(view, "access_rule", None)
