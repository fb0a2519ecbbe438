"""/the/<token>/: three pictures, and the machine is hers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import cards, devices, doors, service
from accounts.access import public
from accounts.card_forms import BETWEEN, PictureForm
from accounts.enums import Device
from accounts.models import LearnerCard
from accounts.resume_forms import DeviceForm
from kit.limits import TooMany
from ui.service import error_items


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds a card of somebody in an open session is asked for the pictures; everybody else learns nothing."""
    key = cards.digest(token)
    if doors.CARD.shut_until(request, key):
        return _wait(request)
    held = cards.find(token)
    if held is None:
        return _closed(request, token, key)
    if held.locked_at:
        return _locked(request)
    here = service.current_learner(request)
    if here is not None and here != held.learner and not _changes(request):
        context = {"here": here, "owner": held.learner}
        return render(request, "accounts/card_change.html", context)
    if request.method != "POST":
        return _ask(request, PictureForm())
    form = PictureForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, form.before, status=422)
    if len(form.pressed) < cards.PICTURES_OF_A_PIN:
        return _ask(request, form, form.pressed)
    return _open(request, form, held, key)


def _changes(request: HttpRequest) -> bool:
    """Whether she has said that the machine may turn to somebody else."""
    return "doi" in request.GET or "doi" in request.POST


def _ask(request: HttpRequest, form: PictureForm, pressed: cards.Pin = (), status: int = 200) -> HttpResponse:
    """The nine pictures; ``pressed`` are those that she has pressed by now."""
    asks_device = devices.device_of(request) is None
    device = DeviceForm(initial={"may": form.device or Device.OWN})
    context = {
        "pictures": [{"key": key, "word": word} for key, word in cards.PICTURES.items()],
        "pressed": [cards.PICTURES[key] for key in pressed],
        "before": BETWEEN.join(pressed),
        "number": len(pressed) + 1,
        "device_form": device if asks_device and not pressed else None,
        "device": form.device,
        "changes": _changes(request),
        "errors": error_items(form) if status == 422 else [],
    }
    return render(request, "accounts/card.html", context, status=status)


def _open(request: HttpRequest, form: PictureForm, held: LearnerCard, key: str) -> HttpResponse:
    """The third picture is pressed: the machine becomes hers, or one try is gone."""
    try:
        doors.CARD.knock(request, key)
        learner = cards.open_with(held, form.pressed)
    except TooMany:
        return _wait(request)
    except cards.CardLocked:
        return _locked(request)
    except cards.WrongPictures:
        form.add_error(
            "hinh",
            _("Picture: these are not your three, or not in this order. Look at your strip, begin again."),
        )
        return _ask(request, form, status=422)
    doors.CARD.let_in(request, key)
    service.choose_device(request, form.device)
    service.remember_learner(request, learner)
    return redirect("sandbox:home")


def _closed(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """One answer for no such card, an ended one, and one without an open session; only the first is a guess."""
    if not cards.is_known(token):
        try:
            doors.CARD.knock(request, key)
        except TooMany:
            return _wait(request)
    return render(request, "accounts/card_closed.html", {"is_locked": False}, status=404)


def _locked(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/card_closed.html", {"is_locked": True}, status=403)


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
