"""/to/cong-xa/: the administrator gives a commune its portal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import OF_COMMUNE
from accounts.models import Appointment
from courses import service as courses
from kit.typed import keepable
from places.models import Commune
from places.service import find_communes

LONGEST_QUERY = 80
WAITING_SHOWN = 20


@roles()
@never_cache
@require_safe
def portals(request: HttpRequest) -> HttpResponse:
    """Communes found by name; without a question those that have officers and no portal."""
    query = " ".join(keepable(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    found = find_communes(query) if query else _waiting()
    addresses = courses.portal_addresses([one.pk for one in found], request)
    context = {
        "query": query,
        "lines": [_line(one, addresses.get(one.pk, "")) for one in found],
        "count": courses.portal_count(),
    }
    return render(request, "teams/portals.html", context)


def _line(commune: Commune, address: str) -> dict[str, Any]:
    return {"code": commune.pk, "name": str(commune), "province": commune.province, "address": address}


def _waiting() -> list[Commune]:
    """Communes of today with an officer or approver, that have no portal yet."""
    held = Appointment.objects.active().filter(role__in=OF_COMMUNE, commune__effective_until=None)
    codes = courses.communes_without_portal(held.values_list("commune", flat=True).distinct())
    found = Commune.objects.filter(pk__in=codes).select_related("province").order_by("pk")
    return list(found[:WAITING_SHOWN])


@roles()
@never_cache
@require_POST
def make_portal(request: HttpRequest) -> HttpResponse:
    """Make it, and say what comes next. Pressed twice it is there once."""
    code = keepable(request.POST.get("xa", ""))[:8]
    commune = Commune.objects.filter(pk=code).first()
    if commune is None:
        raise Http404
    back = f"{reverse('teams:portals')}?{urlencode({'q': commune.name})}"
    try:
        courses.create_portal(commune, by=signed_in(request))
    except courses.Ended:
        messages.error(
            request, _("%(commune)s is part of another commune by now.") % {"commune": str(commune)}
        )
    except courses.NoPlace:
        messages.error(request, _("This site has no page for communes. Ask whoever set it up."))
    else:
        messages.success(
            request,
            _("%(commune)s has its page. Its officers find the first texts in the editor.")
            % {"commune": str(commune)[:1].upper() + str(commune)[1:]},
        )
    return redirect(back)
