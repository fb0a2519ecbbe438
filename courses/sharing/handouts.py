"""What is made of a page for people without a phone in their hand: a sheet to pin up, a booklet, words for the
loudspeaker. Each stands below the page's own address, is the same for everybody, and is kept whole like the page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.sharing.addresses import typed_address
from courses.sharing.announcing import announcement_of
from courses.sharing.booklets import booklet_of
from courses.sharing.link_cards import card_of, words_of
from kit.qr import svg
from media.service import sound_suffix, sounds_of_lines

POSTER, BOOKLET, BULLETIN = "to-dan", "sach-chu-to", "ban-tin-loa"
# address → (kind, size of the sheet)
ADDRESSES = {
    POSTER: (POSTER, "a4"),
    f"{POSTER}-a3": (POSTER, "a3"),
    BOOKLET: (BOOKLET, "a4"),
    f"{BOOKLET}-a5": (BOOKLET, "a5"),
    BULLETIN: (BULLETIN, "a4"),
}
NAMES = {
    POSTER: _("Sheet to pin up"),
    BOOKLET: _("Booklet in large print"),
    BULLETIN: _("Words for the loudspeaker"),
}
IN_MENU = {  # in the editor's menu of a page: name, icon of Wagtail
    POSTER: (_("Print the sheet to pin up"), "print"),
    BOOKLET: (_("Print the booklet in large print"), "doc-full"),
    BULLETIN: (_("Words for the loudspeaker"), "media"),
}
ICONS = {POSTER: "qr", BOOKLET: "sach", BULLETIN: "loa"}
LONG_TITLE, LONGER_TITLE, LONGEST_TITLE = 45, 90, 150  # letters; smaller letters from there
MOST_SENTENCE = 180
LONG_ADDRESS = 70


def address_of(page: Any, names: list[str]) -> str:
    """The handout that the rest of an address asks for; empty when it is none, or the page has none of this kind."""
    name = names[0] if len(names) == 1 else ""
    return name if name in ADDRESSES and ADDRESSES[name][0] in page.handouts else ""


def links_of(page: Any, base: str) -> list[dict[str, Any]]:
    """The handouts of a page whose own address is ``base``."""
    return [
        {
            "name": NAMES[kind],
            "url": f"{base}{kind}/",
            "icon": ICONS[kind],
            "menu": IN_MENU[kind][0],
            "menu_icon": IN_MENU[kind][1],
        }
        for kind in page.handouts
    ]


def serve(page: Any, request: HttpRequest, name: str) -> HttpResponse:
    """The handout at address ``name``."""
    kind, size = ADDRESSES[name]
    card = card_of(page, request)
    others = [one for one, (its_kind, _size) in ADDRESSES.items() if its_kind == kind and one != name]
    context = {
        "page": page,
        "link_card": card,
        "base": page.get_url(request) or "/",
        "size": size,
        "other": others[0] if others else "",
        "other_size": ADDRESSES[others[0]][1].upper() if others else "",
        **_MAKERS[kind](page, request, card.url),
    }
    return TemplateResponse(request, f"courses/handouts/{kind}.html", context)


def _poster(page: Any, request: HttpRequest, url: str) -> dict[str, Any]:
    label = gettext("Square code of the page “%(page)s”") % {"page": page.title}
    return {
        "qr": svg(url, label=label, error="q"),
        "sentence": Truncator(words_of(page)).chars(MOST_SENTENCE),
        "fit": _fit(page.title),
        "typed": typed_address(url),
        "phone": page.office_phone() or settings.TUTAY_HELP_PHONE,
        "publisher": page.cover_words()[1],
        "long": len(url) > LONG_ADDRESS,
    }


def _fit(title: str) -> str:
    """The class of a title by its length."""
    longer = sum(len(title) > most for most in (LONG_TITLE, LONGER_TITLE, LONGEST_TITLE))
    return ("", "dai", "dai2", "dai3")[longer]


def _booklet(page: Any, request: HttpRequest, url: str) -> dict[str, Any]:
    return {"booklet": booklet_of(page, request)}


def _bulletin(page: Any, request: HttpRequest, url: str) -> dict[str, Any]:
    told = announcement_of(page, url)
    return {
        "told": told,
        "recorded": page.bulletin_sound,
        "machine": sounds_of_lines([page.title, *told.paragraphs]) if not page.bulletin_sound else "",
        "file_name": f"{BULLETIN}-{page.slug}{sound_suffix()}",
    }


_MAKERS: dict[str, Callable[[Any, HttpRequest, str], dict[str, Any]]] = {
    POSTER: _poster,
    BOOKLET: _booklet,
    BULLETIN: _bulletin,
}
