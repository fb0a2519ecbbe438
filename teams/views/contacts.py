"""/to/ve-toi/hien/: a member agrees to be shown to learners; /to/ve-toi/an/: it is taken back, by her or for her."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit import phones
from teams import access_asking, nearby
from teams.access import get_team_for
from teams.forms_asking import ContactForm
from teams.models import Contact
from ui.service import error_items


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_me(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """What learners of one team see of the reader herself; nobody else can switch it on."""
    user = signed_in(request)
    team = get_team_for(user, team_id)
    shown = Contact.objects.shown().filter(team=team, user=user).first()
    form = ContactForm(user, request.POST if request.method == "POST" else None, initial=_typed_of(shown))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        nearby.agree(team, user, data["ten"], phone=data["dien_thoai"], zalo=data["zalo"])
        messages.success(request, _("Learners of your team see this from now on."))
        return redirect("teams:show_me", team_id=team.id)
    wrong = form.is_bound
    context = {
        "team": team,
        "shown": shown,
        "helper": nearby.as_helper(shown) if shown else None,
        "number": phones.show(user.phone) if user.phone else "",
        "form": form,
        "errors": error_items(form) if wrong else [],
    }
    return render(request, "teams/show_me.html", context, status=422 if wrong else 200)


def _typed_of(shown: Contact | None) -> dict[str, object]:
    if shown is None:
        return {}
    return {"ten": shown.shown_name, "dien_thoai": shown.shows_phone, "zalo": shown.shows_zalo}


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER)
@require_POST
def hide(request: HttpRequest, contact_id: int) -> HttpResponse:
    """She is shown no more; a second press finds nothing to do."""
    user = signed_in(request)
    contact = access_asking.get_contact_to_hide(user, contact_id)
    nearby.withdraw(contact, by=user)
    messages.success(request, _("Learners do not see this any more."))
    if contact.user_id == user.pk:
        return redirect(reverse("teams:me"))
    return redirect("teams:roster", team_id=contact.team_id)
