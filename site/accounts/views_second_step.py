"""/tai-khoan/buoc-hai/: setting up the app that makes codes, the codes on paper, another phone."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import second_step
from accounts.access import before_second_step, signed_in, signed_in_only
from kit import audit

GROUP = 4  # letters of the secret in one group, to be read out and typed


@before_second_step
@signed_in_only
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where somebody is led who is before the step; and how it stands, for whoever is past it."""
    user = signed_in(request)
    if second_step.is_set_up(user) and not second_step.is_past(request):
        return redirect_to_login(_wanted(request), "mfa_reauthenticate")
    return render(
        request,
        "mfa/index.html",
        {"is_set_up": second_step.is_set_up(user), "codes_left": _codes_left(user.pk)},
    )


def _wanted(request: HttpRequest) -> str:
    """The page that she wanted to open, if it is one of ours."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else "/to/"


def _codes_left(user_id: int) -> int:
    kept = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


@method_decorator(never_cache, name="dispatch")
class SetUpView(ActivateTOTPView):
    """The square and the secret, until a code of the app is right."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret_groups"] = [secret[at : at + GROUP] for at in range(0, len(secret), GROUP)]
        return context

    def form_valid(self, form: Form) -> HttpResponse:
        user = signed_in(self.request)
        response: HttpResponse = super().form_valid(form)
        second_step.mark(self.request.session, user)
        audit.log("second_step.set_up", actor=f"user:{user.pk}")
        return response


@method_decorator(never_cache, name="dispatch")
class CodesView(ViewRecoveryCodesView):
    """The codes on paper, shown once."""


@method_decorator(never_cache, name="dispatch")
class NewCodesView(GenerateRecoveryCodesView):
    """Ten new codes; the old ones open nothing any more."""


@signed_in_only
@never_cache
@require_POST
@reauthentication_required(app="allauth.mfa")
def change_phone(request: HttpRequest) -> HttpResponse:
    """Forget the app of the old phone, then set up the new one."""
    user = signed_in(request)
    second_step.reset(user, by=user)
    return redirect("mfa_activate_totp")


set_up = before_second_step(signed_in_only(SetUpView.as_view()))
codes = before_second_step(signed_in_only(CodesView.as_view()))
new_codes = signed_in_only(NewCodesView.as_view())
