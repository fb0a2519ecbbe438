"""The machine's voice of whole lessons at once.

A page registers what it says when it is drawn (media.voice), so every step is drawn as a stranger would be shown it,
and its sounds are made one after the other.
"""

import io
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from wagtail.models import Page

from courses.lessons.reading import step_url
from courses.models import GuidePage, LessonPage
from media import voice

_KEY: Final = re.compile(r'data-hear="[^"]*/trang/([^"/]+)"')
_TRIES: Final = 60  # times PATIENCE of media.voice: somebody else may be listening just now


def make_machine_voices(pages: Iterable[Page] | None = None) -> int:
    """Make the machine's voice of every part of ``pages``, and of each of them as a whole; how many sounds are there.

    ``pages``: published lessons and guides, all there are without it; others are passed over. Sounds that are there
    already are left as they are, so it can be called again after any change. 0 on a machine without espeak-ng, or
    where TUTAY_VOICE switches it off. What cannot be spoken is left out.
    """
    if voice.machine() is None:
        return 0
    chosen = [*LessonPage.objects.shown(), *GuidePage.objects.shown()] if pages is None else pages
    handler = WSGIHandler()
    return sum(_speak(handler, address) for page in chosen for address in _addresses(page))


def _addresses(page: Page) -> Iterator[str]:
    specific: Any = page.specific
    url = specific.get_url() or ""
    if not url or not specific.live:
        return
    if isinstance(specific, LessonPage):
        yield from (step_url(url, number) for number in range(1, specific.step_count + 1))
    elif isinstance(specific, GuidePage):
        yield url


def _speak(handler: WSGIHandler, address: str) -> int:
    """How many sounds of the page at ``address`` are there."""
    found = _KEY.search(_drawn(handler, address))
    try:
        page = voice.find(found[1]) if found else None
    except voice.Unknown:
        page = None
    if found is None or page is None:
        return 0
    return sum(_make(found[1], part) for part in (None, *range(len(page.parts))))


def _make(key: str, part: int | None) -> bool:
    for _attempt in range(_TRIES):
        try:
            voice.sound(key, part)
        except voice.Busy:
            continue
        except (voice.CannotSpeak, voice.Unknown, voice.NoVoice):
            return False
        return True
    return False


def _drawn(handler: WSGIHandler, address: str) -> str:
    """The page at ``address``, as a reader without cookies gets it."""
    root = urlsplit(settings.PUBLIC_URL or settings.WAGTAILADMIN_BASE_URL)
    secure = settings.SECURE_SSL_REDIRECT or root.scheme == "https"
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": urlsplit(address).path,
            "QUERY_STRING": f"luc={time.time_ns()}",  # drawn now: what is kept whole may be older than its sounds
            "SERVER_NAME": root.hostname or "localhost",
            "SERVER_PORT": str(root.port or (443 if secure else 80)),
            "HTTP_HOST": root.netloc or "localhost",
            "wsgi.url_scheme": "https" if secure else "http",
            "wsgi.input": io.BytesIO(),
        }
    )
    response: Any = handler.get_response(request)
    return response.content.decode() if response.status_code == 200 and not response.streaming else ""
