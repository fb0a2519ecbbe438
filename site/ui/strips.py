"""Strips: the few parts of a page that differ from reader to reader, while the rest is the same for everybody.

A strip is a template that sees the request and the words of the shell, nothing else, so that it can be drawn alone and
put into a page that was kept (docs/decisions/0009). It stands outside the main part: what `{% spoken %}` reads has to
be the same for all. A page that is drawn to be kept carries marks around its strips; no other page does.
"""

import re
import secrets
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from ui.context import shell


def ask_for_marks(request: HttpRequest) -> str:
    """From now on strips are marked; the mark cannot be guessed by whoever writes the page."""
    request.strip_mark = secrets.token_hex(12)  # type: ignore[attr-defined]
    return str(request.strip_mark)  # type: ignore[attr-defined]


def draw(request: HttpRequest, name: str) -> SafeString:
    """The strip of template ``name`` for the reader behind ``request``."""
    template: Any = get_template(name)
    words: SafeString = template.template.render(Context({"request": request, **shell(request)}))
    mark = getattr(request, "strip_mark", "")
    return mark_safe(f"<!--{mark} {name}-->{words}<!--{mark}-->") if mark else words  # noqa: S308 - it was drawn


def cut(content: bytes, mark: str) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """(text, strip, text, … text), (templates of the strips): a marked page without its marks."""
    wanted = mark.encode()
    found = re.split(rb"<!--%b ([^ >]+)-->(.*?)<!--%b-->" % (wanted, wanted), content, flags=re.DOTALL)
    names = tuple(name.decode() for name in found[1::3])
    return tuple(piece for place, piece in enumerate(found) if place % 3 != 1), names
