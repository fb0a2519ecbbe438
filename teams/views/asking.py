"""/vao/hoi-to/: a learner's own questions to her team, with the answers, and the box for another one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.service import current_learner
from kit import audit, idempotency
from kit.idempotency import Result
from teams import asking, limits, nearby
from teams.forms_asking import AskForm
from teams.models import Participant
from ui.service import error_items

SHOWN = 20  # of her questions, the latest


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """What she asked; a post is another question. Whoever is in no session is told how to come into one."""
    learner = current_learner(request)
    here = nearby.latest_session(learner.id) if learner else None
    if here is None or not here.session.team.is_active:
        return render(request, "teams/ask_nobody.html", status=404 if request.method == "POST" else 200)
    if request.method != "POST":
        return _show(request, here, AskForm())
    if limits.is_over(request, "question", limits.QUESTIONS):
        return render(request, "429.html", status=429)
    form = AskForm(request.POST)
    if form.dropped:
        audit.log("help.number_dropped", data={"field": "hoi"})
    if not form.is_valid() or not _put_in(request, here, form):
        return _show(request, here, form)
    return redirect("join:ask")


def _put_in(request: HttpRequest, here: Participant, form: AskForm) -> bool:
    """Once, however often the button is pressed; False when she has asked too often, with the sentence at the box."""
    limits.count(request, "question")
    text, owner = form.cleaned_data["hoi"], f"learner:{here.learner_id}"
    body = {"form": salted_hmac("teams.asking", text, algorithm="sha256").hexdigest()}

    def perform() -> str:
        path, field = request.POST.get("o", ""), request.POST.get("m", "")
        return str(asking.ask(here, text, path=path, field=field).id)

    try:
        outcome = idempotency.once(request.POST.get("luot", ""), "help.ask", owner, body, perform)
        if outcome.result is Result.CONFLICT:  # Back, then other words: another question
            idempotency.once(idempotency.token(), "help.ask", owner, body, perform)
    except asking.TooMany:
        form.add_error(
            "hoi",
            _(
                "What do you want to ask: five questions a day are enough. Ring the team, or ask again tomorrow."
            ),
        )
        return False
    return True


def _show(request: HttpRequest, here: Participant, form: AskForm) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    source = request.POST if form.is_bound else request.GET
    path, field = source.get("o", ""), source.get("m", "")
    about = asking.place_of(here.learner_id, path, field)
    context = {
        "team": here.session.team,
        "questions": asking.questions_of(here.learner_id)[:SHOWN],
        "form": form,
        "about": about,
        "back": path if about else "",
        "field": field if about else "",
        "token": (request.POST.get("luot", "") if wrong else "") or idempotency.token(),
        "errors": error_items(form) if wrong else [],
    }
    return render(request, "teams/ask.html", context, status=422 if wrong else 200)
