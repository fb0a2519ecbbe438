"""/to/buoc-hai/: somebody of the team has lost her phone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.service import reset_second_step
from kit.vietnamese import sort_key
from teams import second_step


@roles(*second_step.HELPERS)
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Whose second step can be set back."""
    found = sorted(second_step.people_to_help(signed_in(request)), key=lambda person: sort_key(str(person)))
    return render(request, "teams/second_step.html", {"people": found})


@roles(*second_step.HELPERS)
@never_cache
@require_POST
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Set it back: at her next sign-in she sets it up anew."""
    helper = signed_in(request)
    person = second_step.get_person_to_help(helper, user_id)
    reset_second_step(person, by=helper)
    messages.success(request, _("Done. At the next sign-in %(name)s sets it up anew.") % {"name": person})
    return redirect("teams:second_step")
