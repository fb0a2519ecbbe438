"""/hoc/giay-xac-nhan/: a certificate of practice, made when she asks; /xac-minh/: whether one is real."""

import uuid
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public
from accounts.models import Learner
from accounts.service import current_learner
from courses.certificates import issuing
from courses.certificates.forms import CodeForm, NameForm
from courses.models import Certificate
from courses.models.base import site_root
from kit import qr
from kit.limits import Door, Limit, TooMany
from kit.vietnamese import short_date
from ui.service import error_items

# A hall may check forty papers; guessing one of six million million codes at this pace takes longer than paper lasts.
CHECK = Door("certificate", (Limit(60, 600), Limit(200, 86_400)))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_list(request: HttpRequest) -> HttpResponse:
    """What she can do alone, the papers she has, and the name for a new one. A stranger is told how it is earned."""
    learner = current_learner(request)
    if learner is None:
        return render(request, "courses/certificates.html", {})
    held = issuing.held_by(learner)
    has = {one.procedure for one in held}
    choices = [(one.procedure, one.name) for one in issuing.proofs_of(learner) if one.procedure not in has]
    form = NameForm(choices, request.POST if request.method == "POST" and (choices or held) else None)
    if form.is_bound and (made := _make(learner, form, request)):
        return redirect("courses:certificate", made.pk)
    context = {"held": held, "choices": choices, "form": form, "errors": error_items(form)}
    return render(request, "courses/certificates.html", context, status=422 if form.is_bound else 200)


def _make(learner: Learner, form: NameForm, request: HttpRequest) -> Certificate | None:
    """The certificate; for a form that was sent twice the one made the first time."""
    wanted = str(request.POST.get("thu_tuc", ""))
    known = [one for one in issuing.held_by(learner) if one.procedure == wanted]
    if known:
        return known[0]
    if not form.is_valid():
        return None
    return issuing.make(learner, form.cleaned_data["thu_tuc"], form.cleaned_data["ten"])


@public
@never_cache
@require_safe
def certificate(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """The paper, on A5; ?kho=a4 on A4. Only for her who asked for it."""
    found = issuing.get(current_learner(request), certificate_id)
    address = f"{site_root(request)}{reverse('courses:check_certificate', args=[found.code])}"
    context = {
        "certificate": found,
        "size": "a4" if request.GET.get("kho") == "a4" else "a5",
        "done_on": short_date(found.done_on),
        "until": short_date(issuing.good_until(found)),
        "site": site_root(request).partition("://")[2],
        "qr": qr.svg(address, label=_("Square code that checks this paper")),
    }
    return render(request, "courses/certificate.html", context)


@public
@never_cache
@require_POST
def withdraw(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """It holds no more; pressed twice it changes nothing."""
    issuing.withdraw(issuing.get(current_learner(request), certificate_id, withdrawn=True))
    return redirect("courses:certificates")


@public
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The form for a code."""
    if "ma" not in request.GET:
        return render(request, "courses/check.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("courses:check_certificate", form.cleaned_data["ma"])
    return render(request, "courses/check.html", {"form": form, "errors": error_items(form)}, status=422)


@public
@never_cache
@require_safe
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """What a code says; wrong ones are counted, and nothing else is written."""
    form = CodeForm({"ma": code})
    if not form.is_valid():
        return render(request, "courses/check.html", {"form": form, "errors": error_items(form)}, status=404)
    if CHECK.shut_until(request):
        return render(request, "429.html", status=429)
    found = issuing.with_code(form.cleaned_data["ma"])
    if found is None:
        with suppress(TooMany):  # told at the next try
            CHECK.knock(request)
        return render(request, "courses/check.html", {"form": form, "unknown": True}, status=404)
    context = {
        "certificate": found,
        "done_on": short_date(found.done_on),
        "made_on": short_date(found.made_at.date()),
        "until": short_date(issuing.good_until(found)),
        "months": settings.CERTIFICATE_MONTHS,
    }
    return render(request, "courses/checked.html", context)
