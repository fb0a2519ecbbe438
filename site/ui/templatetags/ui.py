"""`{% load ui %}`: icon, drawing, same, strip, styles, field, field_errors, prog, current, spoken; typed."""

from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ui.context import shell
from ui.drawings import UnknownName, draw
from ui.fields import error_items
from ui.icons import ICONS
from ui.spoken import CHOICE_COOKIE, read, sounds_of
from ui.spoken import typed as as_typed
from ui.strips import draw as draw_strip
from ui.styles import SHEETS, write_into
from ui.styles import written as sheets_written
from ui.tables import stitches
from ui.written import written

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """`{% icon "tay" %}`: decoration beside a word; extra "e" when it follows. Raises UnknownName."""
    if name not in ICONS:
        raise UnknownName(f"no icon {name!r}")
    classes = f"i {extra}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true" viewBox="0 0 24 24"><path d="{}"/></svg>', classes, ICONS[name]
    )


@register.simple_tag
def drawing(name: str, label: str = "") -> SafeString:
    """`{% drawing "chup-giay" label="…" %}`: a picture of ui/drawings, inline. Raises UnknownName."""
    return draw(name, label)


@register.simple_tag(takes_context=True)
def same(context: template.Context, name: str) -> SafeString:
    """`{% same "parts/help.html" %}`: a part of a shell that is the same for every reader, so it is drawn once."""
    return _same(name, get_language() or "", tuple(shell(context["request"]).items()))


@lru_cache(maxsize=100)
def _same(name: str, language: str, values: tuple[tuple[str, str], ...]) -> SafeString:
    return render_to_string(name, dict(values))


@register.simple_tag(takes_context=True)
def strip(context: template.Context, name: str) -> SafeString:
    """`{% strip "parts/help_strip.html" %}`: drawn for each reader, on pages kept whole too (ui.strips)."""
    return draw_strip(context["request"], name)


@register.simple_tag(takes_context=True)
def styles(context: template.Context, *names: str) -> SafeString:
    """`{% styles %}`, `{% styles "css/card.css" %}`: sheets, written into the page or linked (ui.styles)."""
    sheets = names or SHEETS
    if "request" in context and write_into(context["request"], sheets):
        return format_html("<style>{}</style>", SafeString(sheets_written(sheets).text))
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in sheets))


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """`{% field form.ngay_sinh mark=2 hint="…" short=True %}`; the options are those of fields.field_view."""
    return written(bound, options)


@register.simple_tag
def field_errors(form: BaseForm) -> list[dict[str, str]]:
    """`{% field_errors form as items %}` for ui/errs.html."""
    return error_items(form)


@register.inclusion_tag("ui/prog.html")
def prog(step: int, steps: int) -> dict[str, object]:
    """`{% prog 3 6 %}`: where in a lesson; one stitch a step, done ones filled."""
    return stitches(step, steps)


@register.simple_tag(takes_context=True)
def current(context: template.Context, address: str) -> SafeString:
    """` aria-current="page"` on the page itself, `"true"` on a page below it, else nothing."""
    request = context.get("request")
    if request is None or not address:
        return SafeString("")
    if request.path == address:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if address != "/" and request.path.startswith(address) else "")


@register.filter
def typed(words: object) -> SafeString:
    """`{{ query|typed }}`: words of a visitor inside a sentence of ours; the server's voice leaves them out."""
    return as_typed(words)


@register.tag
def spoken(parser: template.base.Parser, token: template.base.Token) -> "Spoken":
    """`{% spoken %}…{% endspoken %}` around a main part: "Nghe" above it.

    `{% spoken known %}` in a shell that is never cached: what the reader chose about listening may show.
    """
    content = parser.parse(("endspoken",))
    parser.delete_first_token()
    return Spoken(content, known=token.split_contents()[1:] == ["known"])


class Spoken(template.Node):
    """Renders what it holds, reads it once, and puts ui/hear.html above it."""

    def __init__(self, nodelist: template.NodeList, *, known: bool) -> None:
        self.nodelist = nodelist
        self.known = known

    def render(self, context: template.Context) -> SafeString:
        main = self.nodelist.render(context)
        reading = read(main)
        request = context.get("request")
        choice = request.COOKIES.get(CHOICE_COOKIE, "") if self.known and request else ""
        return _bar(get_language(), reading.map, reading.count, sounds_of(reading), choice) + main


@lru_cache(maxsize=500)
def _bar(language: str, map: str, count: int, sounds: str, choice: str) -> SafeString:
    """ui/hear.html, which is the same for everybody who is shown the same page."""
    values = {"reading": {"map": map, "count": count}, "sounds": sounds, "choice": choice}
    return render_to_string("ui/hear.html", values)
