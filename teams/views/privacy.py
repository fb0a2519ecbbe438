"""/to/nguoi/<id>/…: everything that is kept of a person, to print or to take along, and erasing her."""

import json
import uuid

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import roles, signed_in
from teams import access, access_asking, consent_texts, erasing, kept, looks
from teams.enums import LookKind
from teams.views.people import SEES_NAMES


@roles(*SEES_NAMES)
@never_cache
@require_safe
def sheet(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """One sheet with all that is kept of her: hers to read, to hear and to take home."""
    user = signed_in(request)
    her = access.get_person_for(user, person_id)
    looks.at_person(user, her, LookKind.SHEET)
    context = {
        "person": her,
        "kept": kept.of(her, access.sessions_of(user), access_asking.read_by_name(user)),
        "consent_text": consent_texts.current(),
        "today": timezone.localdate(),
    }
    return render(request, "teams/person_sheet.html", context)


@roles(*SEES_NAMES)
@never_cache
@require_safe
def export(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The same as a file. It is no table, so nothing in it can be taken for a formula; its name is no name."""
    user = signed_in(request)
    her = access.get_person_for(user, person_id)
    looks.at_person(user, her, LookKind.EXPORT)
    data = kept.as_data(her, kept.of(her, access.sessions_of(user), access_asking.read_by_name(user)))
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return response


@roles(*SEES_NAMES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What will be gone and what stays, then one button."""
    user = signed_in(request)
    her = access.get_person_to_erase(user, person_id)
    if request.method != "POST":
        return render(request, "teams/erase_person.html", {"person": her})
    erasing.erase(her, by=user)
    messages.success(request, _("Erased. Only the counts are left."))
    return redirect("teams:people")
