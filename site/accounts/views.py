"""/hoc-tiep/: a code that carries a learner to another machine, and "Xong" on a shared one."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import codes, devices, resume, service
from accounts.access import public
from accounts.models import Learner
from accounts.resume_forms import DeviceForm, ResumeForm
from kit import limits, qr
from kit.vietnamese import short_date
from ui.service import error_items

# A hall of forty may mistype once or twice each; whoever tries ten thousand is stopped at the first hundred.
WRONG = "accounts:wrong-code"
WRONG_SOON, SOON = 80, 600  # wrong codes per address, seconds
WRONG_DAY, DAY = 240, 86_400
LONGEST_ECHO = 40  # of what was typed for a code


def _too_many(request: HttpRequest) -> bool:
    return limits.is_over(request, WRONG, WRONG_SOON) or limits.is_over(request, f"{WRONG}-day", WRONG_DAY)


def _count_wrong(request: HttpRequest) -> None:
    limits.count(request, WRONG, SOON)
    limits.count(request, f"{WRONG}-day", DAY)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type a code, or come with one from the square: reading it uses nothing up, pressing does."""
    if _too_many(request):
        return render(request, "429.html", status=429)
    asks = devices.device_of(request) is None
    if request.method != "POST":
        typed = request.GET.get("ma", "")[:LONGEST_ECHO]
        return _ask(request, ResumeForm(asks_device=asks, initial={"ma": typed}))
    form = ResumeForm(request.POST, asks_device=asks)
    if not form.is_valid():
        return _ask(request, form, status=422)
    return _carry_over(request, form)


def _ask(request: HttpRequest, form: ResumeForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "token": str(uuid.uuid4()), "errors": error_items(form) if form.is_bound else []}
    return render(request, "accounts/enter.html", context, status=status)


def _carry_over(request: HttpRequest, form: ResumeForm) -> HttpResponse:
    """The machine becomes hers whose code it is; one that has somebody else's practice on it asks first."""
    code, here = form.cleaned_data["ma"], service.current_learner(request)
    owner = resume.owner_of(code)
    if here is not None and owner == here:
        return redirect("resume:arrived")
    if here is not None and owner is not None and "doi" not in request.POST:
        return _ask_before_change(request, form, here, owner)
    try:
        learner = resume.use_code(code, request.POST.get("luot", ""))
    except resume.UnknownCode:
        _count_wrong(request)
        form.add_error(
            "ma", _("Resume code: nobody has this one, or it is used already. Look at each letter.")
        )
        return _ask(request, form, status=422)
    service.choose_device(request, form.cleaned_data.get("may", ""))
    service.remember_learner(request, learner)
    return redirect("resume:arrived")


def _ask_before_change(request: HttpRequest, form: ResumeForm, here: Learner, owner: Learner) -> HttpResponse:
    context = {
        "here": here,
        "owner": owner,
        "code": form.cleaned_data["ma"],
        "device": form.cleaned_data.get("may", ""),
        "token": request.POST.get("luot", ""),
    }
    return render(request, "accounts/change.html", context)


@public
@never_cache
@require_safe
def arrived(request: HttpRequest) -> HttpResponse:
    """She is here: on with what she did, and a fresh code for the next time."""
    learner = service.current_learner(request)
    if learner is None:
        return redirect("resume:enter")
    context = {"learner": learner, "held": resume.code_of(learner), "shared": service.is_shared(request)}
    return render(request, "accounts/arrived.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Học tiếp trên máy khác: what a code is; pressing makes one. It is shown once, because only she keeps it."""
    learner = service.current_learner(request)
    if learner is None:
        return render(request, "accounts/no_learner.html")
    if request.method == "POST":
        return render(request, "accounts/code.html", _told(request, learner))
    held = resume.code_of(learner)
    context = {
        "learner": learner,
        "made_on": short_date(held.made_at.date()) if held else "",
        "days": settings.RESUME_CODE_DAYS,
        "device_form": DeviceForm(initial={"may": devices.device_of(request)}),
    }
    return render(request, "accounts/get_code.html", context)


def _told(request: HttpRequest, learner: Learner) -> dict[str, object]:
    """A fresh code in every way in which it can be carried away."""
    fresh = resume.make_code(learner)
    path = reverse("resume:enter")
    door = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    address = f"{door}?ma={fresh}"
    held = resume.code_of(learner)
    return {
        "code": codes.grouped(fresh),
        "spoken": codes.spoken(fresh),
        "qr": qr.svg(address, label=_("Square code that carries your practice to another phone")),
        "spoken_address": door.partition("://")[2],
        "until": short_date(held.expires_at.date()) if held else "",
        "learner": learner,
        "leaving": "roi_may" in request.POST,
    }


@public
@never_cache
@require_POST
def device(request: HttpRequest) -> HttpResponse:
    """Máy của mình hay máy chung."""
    form = DeviceForm(request.POST)
    if form.is_valid():
        service.choose_device(request, form.cleaned_data["may"])
    return redirect("resume:code")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Xong: her code first, then the machine forgets her."""
    learner = service.current_learner(request)
    if request.method == "POST" or learner is None:
        service.forget_learner(request)
        return redirect("resume:left")
    held = resume.code_of(learner)
    context = {"learner": learner, "made_on": short_date(held.made_at.date()) if held else ""}
    return render(request, "accounts/leave.html", context)


@public
@never_cache
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The machine knows nobody."""
    response = render(request, "accounts/left.html")
    response.headers["Clear-Site-Data"] = '"cache"'  # where the connection is secure, old pages go too
    return response


@public
@never_cache
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """The script of a shared machine says that somebody is typing; the middleware has heard it by now."""
    return HttpResponse(status=204)


@public
@never_cache
@require_safe
def idle(request: HttpRequest) -> HttpResponse:
    """Where a page on a shared machine goes by itself. Who was active elsewhere meanwhile is not forgotten."""
    if service.is_remembered(request) or request.user.is_authenticated:
        return redirect("/")
    response = render(request, "accounts/left.html", {"was_idle": True})
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
