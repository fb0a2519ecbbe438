"""Text messages with a code: written down as a row, then carried by the backend that SMS_BACKEND names.

`Desk` carries nothing: the administrator reads the row out. `Gateway` posts it to an address. Neither the worker nor a
log line ever says a code; what went wrong is kept as a state, and told to the administrator alone: a page that told
whoever asked for a code would say which numbers are known.
"""

import datetime as dt
import http.client
import ipaddress
import json
import logging
import time
import urllib.error
import urllib.request
import uuid
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import TextMessage, User
from kit import jobs

logger = logging.getLogger(__name__)
JOB = "accounts.send_text"
GOOD_FOR = dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
KEPT = dt.timedelta(days=1)
WAITS = (0, 2, 8)  # seconds before each try of the worker
TIMEOUT = 10  # seconds until a gateway that says nothing has failed
LONGEST_ANSWER = 10_000  # bytes of a gateway's answer that are looked at


class NotSent(Exception):
    """The gateway did not take the message. Says why, without number and text."""


class Backend(Protocol):
    """Who carries messages. ``in_background``: a worker calls ``send``; otherwise nobody does."""

    in_background: bool

    def send(self, phone: str, text: str) -> None:
        """Hand ``text`` to whoever brings it to ``phone`` (E.164). Raises NotSent."""


class Desk:
    """No gateway: the message stays a row, which the administrator reads out (/tai-khoan/tin-nhan/)."""

    in_background = False

    def send(self, phone: str, text: str) -> None:
        """Nothing to do: the row is there."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere would get the message and the key there too."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Gateway:
    """Posts JSON to SMS_GATEWAY_URL. Settings of another shape stop the start with a sentence."""

    in_background = True

    def __init__(self) -> None:
        self.url = settings.SMS_GATEWAY_URL
        if not _is_safe(self.url):
            raise ImproperlyConfigured(
                "SMS_GATEWAY_URL has to start with https:// and name a host; http:// only inside the house "
                "(an address like 192.168.1.20)."
            )
        try:
            self.body = json.loads(settings.SMS_GATEWAY_BODY)
        except ValueError as error:
            raise ImproperlyConfigured("SMS_GATEWAY_BODY is not JSON.") from error
        if "{to}" not in settings.SMS_GATEWAY_BODY or "{text}" not in settings.SMS_GATEWAY_BODY:
            raise ImproperlyConfigured("SMS_GATEWAY_BODY has to hold {to} and {text}.")

    def send(self, phone: str, text: str) -> None:
        """One try. Raises NotSent for every way in which it can go wrong."""
        headers = {"Content-Type": "application/json"}
        if settings.SMS_GATEWAY_AUTHORIZATION:
            headers["Authorization"] = settings.SMS_GATEWAY_AUTHORIZATION
        body = json.dumps(_filled(self.body, {"{to}": phone, "{text}": text})).encode()
        request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - see _is_safe
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=TIMEOUT) as answer:
                told = answer.read(LONGEST_ANSWER).decode(errors="replace")
        except urllib.error.HTTPError as error:
            raise NotSent(f"HTTP {error.code}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotSent(type(error).__name__) from None
        if settings.SMS_GATEWAY_OK not in told:
            raise NotSent("the answer does not hold SMS_GATEWAY_OK")


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_private
    except ValueError:
        return parts.scheme == "http" and parts.hostname == "localhost"


def _filled(value: Any, words: dict[str, str]) -> Any:
    """``value`` of JSON with the words put in; they stand inside of texts, so nothing typed becomes structure."""
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(mark, word)
    return value


def backend() -> Backend:
    """The one that SMS_BACKEND names. Raises ImproperlyConfigured for settings that cannot work."""
    made: Backend = import_string(settings.SMS_BACKEND)()
    return made


def post(user: User | None, phone: str, text: str) -> TextMessage:
    """Write the message down and, where somebody carries it, say so to the worker.

    For nobody (``user`` None) the same rows are written, and the worker drops it.
    """
    message = TextMessage.objects.create(user=user, phone=phone, text=text)
    if backend().in_background:
        jobs.enqueue(JOB, str(message.pk))
    return message


def deliver(message_id: uuid.UUID) -> None:
    """What the worker does with one message, once; three tries, then it is the administrator's to read out."""
    message = TextMessage.objects.filter(pk=message_id, state=TextMessage.State.WAITING).first()
    if message is None:
        return
    if message.user_id is None:
        message.delete()
        return
    is_sent = timezone.now() - message.made_at < GOOD_FOR and _try(message)
    message.state = TextMessage.State.SENT if is_sent else TextMessage.State.FAILED
    message.save(update_fields=["state"])


def _try(message: TextMessage) -> bool:
    for wait in WAITS:
        time.sleep(wait)
        try:
            backend().send(message.phone, message.text)
        except NotSent as error:
            logger.warning("text message %s: %s", message.pk, error)
        else:
            return True
    return False


def to_read_out() -> QuerySet[TextMessage]:
    """Messages whose code is still good and that no gateway has taken, the latest first."""
    return (
        TextMessage.objects.filter(user__isnull=False, made_at__gt=timezone.now() - GOOD_FOR)
        .exclude(state=TextMessage.State.SENT)
        .select_related("user")
        .order_by("-made_at")
    )


def has_failed_lately() -> bool:
    """Whether the gateway refused something within the last hour."""
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    return TextMessage.objects.filter(state=TextMessage.State.FAILED, made_at__gt=an_hour_ago).exists()


def forget_old() -> None:
    """Delete the messages of yesterday, and what the worker knows of them."""
    before = timezone.now() - KEPT
    TextMessage.objects.filter(made_at__lt=before).delete()
    jobs.forget(JOB, before)


def can_send() -> bool:
    """Whether somebody carries messages; where the administrator reads them out, nothing but codes is written."""
    return backend().in_background


def send(phone: str, text: str) -> None:
    """Hand a message without a code to the gateway, once and at once: called by a worker. Nothing of it is kept.

    Raises NotSent.
    """
    backend().send(phone, text)
