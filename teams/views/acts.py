"""Pages of one form and one button, and acts that happen once however often the button is pressed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from accounts.access import signed_in
from kit import idempotency
from kit.idempotency import Outcome, Result
from ui.service import error_items

FIELD = "luot"  # the hidden box with the token


@dataclass(frozen=True)
class FormPage:
    """The words of a page with one form. ``lead`` and ``warning`` stand before it."""

    title: str
    go: str
    back: str
    back_label: str
    icon: str = "luu"
    lead: str = ""
    warning: str = ""


def show_form(
    request: HttpRequest,
    page: FormPage,
    form: forms.Form,
    *,
    template: str = "teams/form_page.html",
    **more: Any,
) -> HttpResponse:
    """The page; 422 when something in it has to be put right, with everything typed still there."""
    wrong = form.is_bound and bool(form.errors)
    context = {
        "page": page,
        "form": form,
        "token": (request.POST.get(FIELD, "") if wrong else "") or idempotency.token(),
        "errors": error_items(form) if wrong else [],
        **more,
    }
    return render(request, template, context, status=422 if wrong else 200)


def once(request: HttpRequest, act: str, perform: Callable[[], str]) -> Outcome:
    """``perform`` for the first press; its answer again for a second press of the same form.

    Another form under an old token (Back, then other words) is another act. Of what was typed only a digest is
    kept. Raises whatever ``perform`` raises.
    """
    owner = f"user:{signed_in(request).pk}"
    body = {"form": _digest(request)}
    outcome = idempotency.once(request.POST.get(FIELD, ""), act, owner, body, perform)
    if outcome.result is Result.CONFLICT:
        return idempotency.once(idempotency.token(), act, owner, body, perform)
    return outcome


class _NotYet(Exception):
    """Nothing has been done with this form."""


def answered(request: HttpRequest, act: str) -> str | None:
    """The answer of the first press, where this is the second of the very same form.

    For acts after which the form itself would no longer be right, because what it chose from has changed.
    """

    def perform() -> str:
        raise _NotYet

    try:
        return once(request, act, perform).answer
    except _NotYet:
        return None


def _digest(request: HttpRequest) -> str:
    typed = {
        name: values
        for name, values in sorted(request.POST.lists())
        if name not in (FIELD, "csrfmiddlewaretoken")
    }
    text = json.dumps([request.path, typed])  # ASCII only
    return salted_hmac("teams.acts", text, algorithm="sha256").hexdigest()
