"""Sounds of pages, and the page on which a reader says whether she wants to be read to."""

import datetime as dt
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from kit.limits import Door, Limit, TooMany
from media import voice
from media.views import send_file
from ui.service import CHOICE_COOKIE

REMEMBERED = dt.timedelta(days=180)
AGAIN = 3  # seconds until a busy voice may be asked again
CHOICES = ("1", "0")
# New sounds that one line may ask for in an hour: a hall of forty hears its lesson, a script does not keep the voice.
MAKING = Door("voice", by_address=(Limit(600, 3600),))


@public
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """The sound of a whole page."""
    return _sound(request, key, None)


@public
@require_safe
def part(request: HttpRequest, key: str, part: int) -> HttpResponseBase:
    """The sound of one part of a page."""
    return _sound(request, key, part)


def _sound(request: HttpRequest, key: str, part: int | None) -> HttpResponseBase:
    try:
        if not voice.is_made(key, part):
            MAKING.knock(request)
        file = voice.sound(key, part)
    except voice.NoVoice:
        return _sorry(_("This machine has no voice. Ask somebody beside you to read it out."), 404)
    except voice.Unknown:
        return _sorry(_("There is no sound here any more. Open the page again, then listen."), 404)
    except (voice.Busy, voice.CannotSpeak):
        return _sorry(_("The voice is busy. Wait a little, then tap again."), 503)
    except TooMany:
        return _sorry(_("This line has asked for many new sounds. Wait a little, then tap again."), 429)
    response = send_file(request, file)
    response["Cache-Control"] = (
        "private, max-age=604800, immutable"  # under a key stand always the same words
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _sorry(words: str, status: int) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status in (429, 503):
        response["Retry-After"] = str(AGAIN)
    return response


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """What there is to listen with here; "read out whatever I touch", yes or no."""
    back = _back(request)
    chosen = request.POST.get(CHOICE_COOKIE, "")
    if chosen in CHOICES:
        response = redirect(back)
        response.set_cookie(
            CHOICE_COOKIE, chosen, max_age=REMEMBERED, samesite="Lax", secure=request.is_secure()
        )
        return response
    wrong = request.method == "POST"
    text = _("Reading out: choose yes or no below.")
    context = {
        "back": back,
        "chosen": request.COOKIES.get(CHOICE_COOKIE, ""),
        "has_voice": voice.machine() is not None,
        "errors": [{"text": text, "target": "doc-to"}] if wrong else [],
        "rest": _("Nothing has changed."),
    }
    return render(request, "media/listening.html", context, status=422 if wrong else 200)


def _back(request: HttpRequest) -> str:
    """The page of ours that led here, without its host; the first page otherwise."""
    asked = request.POST.get("ve") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return "/"
    parts = urlsplit(asked)
    path = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/"
    here = path == request.path
    return "/" if here else path + (f"?{parts.query}" if parts.query else "")
