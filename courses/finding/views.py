"""/tim/: searching, and what is proposed while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import public
from courses.finding.forms import MOST_LETTERS, SearchForm
from courses.finding.listing import found_page
from courses.finding.suggest import suggest


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that answers what was typed, in groups; ``?loai=`` one group, page by page."""
    form = SearchForm(request.GET)
    if form.is_valid():
        return render(request, "courses/search.html", found_page(form.cleaned_data))
    typed = str(form["q"].value() or "")[:MOST_LETTERS]
    problem = " ".join(map(str, form.errors.get("q", [])))
    return render(request, "courses/search.html", {"typed": typed, "problem": problem})


@public
@require_safe
@cache_control(public=True, max_age=60)
def proposals(request: HttpRequest) -> HttpResponse:
    """Rows for the list below the field: at most 1 KB, the same for everybody, nothing for what is too long."""
    form = SearchForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    return HttpResponse(suggest(typed), content_type="text/html; charset=utf-8")
