"""Serving uploads without a proxy: a hall's laptop has none."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from accounts.access import public
from media.ranges import Span, Unsatisfiable, wanted_span

CHUNK = 64 * 1024  # bytes
# Shown in the page; anything else is handed over as a download, so that no upload can run as a page of ours.
SHOWN = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/avif",
    "audio/mpeg",
    "audio/ogg",
    "audio/mp4",
    "audio/wav",
    "audio/x-wav",
    "video/mp4",
)


@public
@require_safe
def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded file, or the part of it that a Range header asks for."""
    return send_file(request, _find(path))


def send_file(request: HttpRequest, file: Path) -> HttpResponseBase:
    """``file``, whole or the part that a Range header asks for."""
    size = file.stat().st_size
    try:
        span = wanted_span(request.headers.get("Range", ""), size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _part(file, span, size) if span else FileResponse(file.open("rb"))
    return _label(response, file)


def _find(path: str) -> Path:
    """The file below MEDIA_ROOT; Http404 for anything else (SuspiciousFileOperation is Django's 400)."""
    file = Path(safe_join(settings.MEDIA_ROOT, path))
    if not file.is_file():
        raise Http404
    return file


def _part(file: Path, span: Span, size: int) -> HttpResponseBase:
    handle = file.open("rb")
    handle.seek(span.first)
    response = StreamingHttpResponse(_chunks(handle, span.length), status=206)
    response["Content-Length"] = str(span.length)
    response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return response


def _chunks(handle: IO[bytes], left: int) -> Iterator[bytes]:
    with handle:
        while left > 0 and (piece := handle.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def _label(response: HttpResponseBase, file: Path) -> HttpResponseBase:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response["Content-Type"] = kind
    response["Content-Disposition"] = "inline" if kind in SHOWN else "attachment"
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable"  # an upload never changes under its name
    )
    return response
