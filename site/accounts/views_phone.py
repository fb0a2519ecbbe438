"""The door by telephone (/tai-khoan/vao/dien-thoai/), one's own number, and messages that somebody reads out."""

import time
import uuid
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.phone_verification import ChangePhoneVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import doors, phones, sms
from accounts.access import public, roles, signed_in, signed_in_only
from accounts.phone_forms import AskCodeForm, TypeCodeForm
from kit import audit
from kit.phones import show
from kit.vietnamese import clock

METHODS = ["GET", "HEAD", "POST"]


def _over() -> str:
    return _("This code is over. Ask for a new one.")


# --- The door ---------------------------------------------------------------------------------------------------
@method_decorator(never_cache, name="dispatch")
class AskView(RequestLoginCodeView):
    """The number. Whoever has it, or nobody: the next page is the same."""

    form_class = AskCodeForm

    def get_form_class(self) -> type[Form]:
        return self.form_class

    def form_invalid(self, form: Form) -> HttpResponse:
        return _unprocessable(super().form_invalid(form))

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        """Who has a code on its way may type another number; from the second step she is led on as ever."""
        if stage.key == LoginByCodeStage.key:
            return None
        response: HttpResponse = super()._redirect_to_pending_stage(request, stage)
        return response


class TypeView(ConfirmLoginCodeView):
    """The code of the message. Three wrong ones end it; what is no code of six digits is no try."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", self) is None:  # five minutes have passed
            messages.error(request, _over())
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (
            request.POST.get("action") == "leave"
        ):  # while a code is awaited, allauth leads the password's door here
            self._process.abort()
            return redirect("account_login")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_form_class(self) -> type[Form]:
        return Form if self._action == "resend" else TypeCodeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if self._action == "resend":
            return kwargs
        phone = self._process.state["phone"]
        holder = phones.owner_of(phone)  # it may have been taken off her since, or her account closed
        is_hers = holder is not None and holder == self._process.user
        return kwargs | {"phone": phone, "code": self._process.code if is_hers else ""}

    def form_invalid(self, form: Form) -> HttpResponse:
        if not form.has_error("code", "incorrect_code"):
            return _unprocessable(self.render_to_response(self.get_context_data(form=form)))
        response: HttpResponse = super().form_invalid(form)
        return response if response.status_code == 302 else _unprocessable(response)

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        _send_again(self.request, self._process)
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "phone": show(self._process.state["phone"]),
            "is_desk": not sms.backend().in_background,
        }


def _unprocessable(response: HttpResponse) -> HttpResponse:
    response.status_code = 422
    return response


def _send_again(request: HttpRequest, process: Any) -> None:
    """Another code, for another five minutes and three tries; the one before opens nothing any more.

    allauth's own `resend` falls over where nobody has the number, and leaves the clock of the first code running.
    """
    try:
        doors.ask_for_code(request, process.state["phone"])
    except ValidationError as shut:
        messages.error(request, shut.message)
        return
    process.state.update(at=time.time(), failed_attempts=0)
    process.send()
    process.record_resend()
    process.persist()
    messages.success(request, _("A new code is on its way. The one before is over."))


ask = public(require_http_methods(METHODS)(AskView.as_view()))
type_code = public(require_http_methods(METHODS)(TypeView.as_view()))


# --- One's own number -------------------------------------------------------------------------------------------
@signed_in_only
@never_cache
@require_http_methods(METHODS)
@reauthentication_required(app="allauth.account")
def own(request: HttpRequest) -> HttpResponse:
    """Which number opens my account; another one."""
    user = signed_in(request)
    form = AskCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ChangePhoneVerificationProcess.initiate(request, form.cleaned_data["phone"])
        return redirect("own_phone_code")
    context = {
        "form": form,
        "phone": show(user.phone) if user.phone else "",
        "is_confirmed": user.phone_confirmed_at is not None,
    }
    return render(request, "account/phone.html", context, status=422 if form.is_bound else 200)


@signed_in_only
@never_cache
@require_http_methods(METHODS)
def own_code(request: HttpRequest) -> HttpResponse:
    """The code that was sent to the new number."""
    process = ChangePhoneVerificationProcess.resume(request)
    if process is None:
        messages.error(request, _over())
        return redirect("own_phone")
    can_resend = not process.is_resend_quota_reached(settings.ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND)
    if request.POST.get("action") == "resend" and can_resend:
        _send_again(request, process)
        return redirect("own_phone_code")
    posted = request.POST if request.method == "POST" else None
    form = TypeCodeForm(posted, code=process.code, phone=process.phone)
    if form.is_bound and form.is_valid():
        return _confirm(request, process)
    if form.has_error("code", "incorrect_code") and not process.record_invalid_attempt():
        messages.error(request, _over())
        return redirect("own_phone")
    context = {
        "form": form,
        "phone": show(process.phone),
        "can_resend": can_resend,
        "is_desk": not sms.backend().in_background,
    }
    return render(request, "account/phone_code.html", context, status=422 if form.is_bound else 200)


def _confirm(request: HttpRequest, process: ChangePhoneVerificationProcess) -> HttpResponse:
    """The number is hers; unless another account has it, which only who holds that telephone is told."""
    process.abort()
    try:
        phones.confirm(signed_in(request), process.phone)
    except phones.Taken:
        messages.error(
            request, _("Another account has this number. Ask the administrator to take it off there.")
        )
        return redirect("own_phone")
    messages.success(request, _("Kept. From now on a code sent to this number lets you in."))
    return redirect("own_phone")


@signed_in_only
@never_cache
@require_POST
def drop_own(request: HttpRequest) -> HttpResponse:
    """My number opens nothing any more."""
    user = signed_in(request)
    if user.phone:
        phones.take_off(user, by=user)
    messages.success(request, _("Taken off. No code is sent to that number any more."))
    return redirect("own_phone")


# --- Read out by the administrator ------------------------------------------------------------------------------
@roles()
@never_cache
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Messages that wait for somebody to read them out, without their codes."""
    return _show_texts(request)


@roles()
@never_cache
@require_POST
def read_text(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One of them with its code; it is written down who looked."""
    message = sms.to_read_out().filter(pk=message_id).first()
    if message is None:
        raise Http404
    audit.log("text.read", actor=f"user:{signed_in(request).pk}", data={"user": message.user_id})
    return _show_texts(request, message)


def _show_texts(request: HttpRequest, opened: Any = None) -> HttpResponse:
    context = {
        "texts": [
            {"row": row, "phone": show(row.phone), "time": clock(row.made_at)} for row in sms.to_read_out()
        ],
        "opened": opened,
        "has_failed": sms.has_failed_lately(),
        "is_desk": not sms.backend().in_background,
    }
    return render(request, "accounts/texts.html", context)
