"""/thu-tieng/: what there is to record, the booth, the sheet for it; and /hoc/tieng/, where recordings play."""

import uuid
from dataclasses import dataclass
from typing import Any, Final

from csp.decorators import csp_update
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public, signed_in, staff_only
from accounts.models import User
from courses.enums import TrackKind, TrackState
from courses.models import VoiceTrack
from courses.voices import access
from courses.voices import tracks as voices
from courses.voices.access import Desk
from courses.voices.forms import FROM_BOOTH, SENTENCES, LanguageForm, RecordingForm
from courses.voices.languages import BY_TAG, LANGUAGES, Language, official_words
from courses.voices.step_words import steps_of
from courses.voices.tracks import Progress
from media import service as media
from ui.service import error_items

PAGE: Final = 30  # lessons and guides at a time
MICROPHONE: Final = "microphone=(self)"  # everywhere else it is nobody's (config.middleware)
ACCEPT, DECLINE = "nhan", "bo"


@dataclass(frozen=True)
class Line:
    """A lesson or guide on the list, and how far it is in the chosen language."""

    title: str
    url: str
    steps: int
    done: int
    waiting: int


# --- What there is to record -----------------------------------------------------------------------------------------
@staff_only
@never_cache
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Lessons and guides that she may record, with how many steps are done in one language."""
    form = LanguageForm(request.GET)
    form.is_valid()
    lessons, guides = access.pages_to_record(signed_in(request))
    keys = [*lessons.values_list("pk", flat=True), *guides.values_list("pk", flat=True)]
    shown = Paginator(keys, PAGE).get_page(request.GET.get("trang"))
    pages: list[Any] = [*lessons.filter(pk__in=list(shown)), *guides.filter(pk__in=list(shown))]
    context = {
        "form": form,
        "errors": error_items(form),
        "language": BY_TAG[form.chosen],
        "lines": _lines(pages, form.chosen),
        "page": shown,
    }
    return render(request, "courses/voices/shelf.html", context, status=422 if form.errors else 200)


def _lines(pages: list[Any], language: str) -> list[Line]:
    tracks = VoiceTrack.objects.of_pages(page.translation_key for page in pages).filter(language=language)
    by_page: dict[uuid.UUID, list[VoiceTrack]] = {}
    for track in tracks.order_by("-recorded_at"):
        by_page.setdefault(track.page_key, []).append(track)
    return [_line(page, by_page.get(page.translation_key, []), language) for page in pages]


def _line(page: Any, tracks: list[VoiceTrack], language: str) -> Line:
    steps = voices.progress(steps_of(page), tracks, of=None)
    return Line(
        title=page.title,
        url=reverse("courses:booth", args=[page.translation_key, language]),
        steps=len(steps),
        done=sum(bool(one.heard) for one in steps),
        waiting=sum(bool(one.waiting) for one in steps),
    )


# --- The booth -------------------------------------------------------------------------------------------------------
@csp_update({"media-src": ["blob:"]})  # what was just recorded plays from the browser's own memory
@staff_only
@never_cache
@require_safe
def booth(request: HttpRequest, page_key: uuid.UUID, language: str) -> HttpResponse:
    """Every step with its words; with the script one at a time, to be recorded."""
    desk = access.get_desk(signed_in(request), page_key)
    return _show(request, desk, _language(language))


@csp_update({"media-src": ["blob:"]})
@staff_only
@never_cache
@require_POST
def keep(request: HttpRequest, page_key: uuid.UUID, language: str, step_id: str) -> HttpResponse:
    """One step read out: from the script, which is answered in JSON, or from the form of that step."""
    user, spoken = signed_in(request), _language(language)
    desk = access.get_desk(user, page_key)
    step = desk.step(step_id)
    form = RecordingForm(step, request.POST, request.FILES)
    track = _recorded(form, desk, spoken, user) if form.is_valid() else None
    if request.headers.get("Accept") == "application/json":
        return _told(form, track)
    if track is None:
        return _show(request, desk, spoken, form)
    messages.success(request, _("Step %(number)s is saved.") % {"number": step.number})
    return redirect(f"{reverse('courses:booth', args=[page_key, spoken.tag])}#buoc-{step.number}")


def _recorded(form: RecordingForm, desk: Desk, spoken: Language, user: User) -> VoiceTrack | None:
    """The recording; None where the sound is refused, with the sentence in ``form``."""
    kind = TrackKind.BOOTH if form.data.get("cach") == FROM_BOOTH else TrackKind.UPLOAD
    content: bytes = form.cleaned_data["tep"]
    try:
        return voices.record(
            desk.key, form.step, spoken.tag, content, by=user, kind=kind, publishes=desk.edits
        )
    except media.BadSound as bad:
        form.add_error("tep", SENTENCES[bad.why])
        return None


def _told(form: RecordingForm, track: VoiceTrack | None) -> JsonResponse:
    if track is None:
        return JsonResponse({"error": " ".join(map(str, form.errors.get("tep", [])))}, status=422)
    told = {"seconds": track.seconds, "url": voices.sound_url(track), "state": track.state}
    return JsonResponse(told, status=201)


def _show(
    request: HttpRequest, desk: Desk, spoken: Language, wrong: RecordingForm | None = None
) -> HttpResponse:
    user = signed_in(request)
    tracks = voices.tracks_of(desk.key)
    of = None if desk.edits else user
    done = voices.progress(desk.steps, [one for one in tracks if one.language == spoken.tag], of=of)
    context = {
        "desk": desk,
        "language": spoken,
        "languages": LANGUAGES,
        "steps": [_step(one, desk, spoken, wrong) for one in done],
        "missing": sum(not one.is_done for one in done),
        "elsewhere": _waiting_elsewhere(tracks, spoken) if desk.edits else [],
        "errors": error_items(wrong) if wrong else [],
        "rest": _("Nothing else has changed."),
        "next": access.next_to_record(user, desk.page),
        "longest": media.LONGEST,
        "better": media.BETTER,
    }
    response = render(request, "courses/voices/booth.html", context, status=422 if wrong else 200)
    response["Permissions-Policy"] = MICROPHONE
    return response


def _step(one: Progress, desk: Desk, spoken: Language, wrong: RecordingForm | None) -> dict[str, Any]:
    is_wrong = wrong is not None and wrong.step.id == one.step.id
    playing = one.heard or (one.waiting[0] if one.waiting and not desk.edits else None)
    return {
        "progress": one,
        "words": one.step,
        "form": wrong if is_wrong else RecordingForm(one.step),
        "kept": official_words(one.step.lines, one.step.kept),
        "url": reverse("courses:keep_voice", args=[desk.key, spoken.tag, one.step.id or "-"]),
        "playing": voices.sound_url(playing) if playing else "",
        "to_decide": one.waiting if desk.edits else (),
    }


def _waiting_elsewhere(tracks: list[VoiceTrack], spoken: Language) -> list[Language]:
    """Other languages in which something waits to be listened to."""
    tags = {one.language for one in tracks if one.state == TrackState.WAITING} - {spoken.tag}
    return [one for one in LANGUAGES if one.tag in tags]


def _language(tag: str) -> Language:
    """Raises Http404 for a language that is not on our list."""
    if tag not in BY_TAG:
        raise Http404
    return BY_TAG[tag]


@staff_only
@never_cache
@require_safe
def sheet(request: HttpRequest, page_key: uuid.UUID, language: str) -> HttpResponse:
    """The words of every step, to print: official ones marked, with room to write in another language."""
    desk = access.get_desk(signed_in(request), page_key)
    lines = [(step, official_words(step.lines, step.kept)) for step in desk.steps]
    context = {"desk": desk, "language": _language(language), "lines": lines}
    return render(request, "courses/voices/sheet.html", context)


@staff_only
@never_cache
@require_POST
def decide(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """An editor takes a recording, or asks for another one."""
    user = signed_in(request)
    track = access.get_waiting(user, track_id)
    act = request.POST.get("lam", "")
    if act == ACCEPT:
        voices.accept(track, by=user)
        messages.success(request, _("Readers hear it now."))
    elif act == DECLINE:
        voices.decline(track, by=user)
        messages.success(request, _("Not used. Whoever recorded it is asked for another one."))
    else:
        messages.error(request, _("Choose: use this recording, or ask for another one."))
    return redirect("courses:booth", page_key=track.page_key, language=track.language)


# --- Where recordings play -------------------------------------------------------------------------------------------
@public
@require_safe
def play(request: HttpRequest, track_id: uuid.UUID) -> HttpResponseBase:
    """One recording, for those who may hear it."""
    track = access.get_track(request.user, track_id)
    response = media.play(request, track.file)
    is_open = track.state == TrackState.HEARD
    response["Cache-Control"] = "public, max-age=86400" if is_open else "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
