"""What a link to one of our pages looks like in Zalo and Facebook, and where it may be sent."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from wagtail.images.models import SourceImageIOError

from courses.loading.shots import is_shot
from courses.sharing.addresses import site_root
from courses.sharing.covers import VERSION, Cover

MOST_WORDS = 160  # letters of a description: what Zalo and Facebook show
PHOTO = (
    "max-720x720|format-webp|webpquality-70"  # the first size of media.pictures, which the page shows as well
)


@dataclass(frozen=True)
class Card:
    """Title, words and addresses as others show them. ``cover`` and ``url`` are absolute."""

    title: str
    text: str
    url: str
    cover: str

    @property
    def facebook(self) -> str:
        return _with(settings.SHARE_FACEBOOK, self.url)

    @property
    def zalo(self) -> str:
        """Empty unless an address is set: Zalo names none that works without a key (docs/running.md)."""
        return _with(settings.SHARE_ZALO, self.url)


def _with(pattern: str, url: str) -> str:
    return pattern.replace("{url}", quote(url, safe="")) if pattern else ""


def card_of(page: Any, request: HttpRequest) -> Card:
    """The card of a page; a lesson has one for all of its steps."""
    path = page.get_url(request) or "/"
    url = path if "://" in path else f"{site_root(request)}{path}"
    cover = f"{site_root(request)}{cover_path(page)}" if page.pk else ""
    return Card(page.title, Truncator(words_of(page)).chars(MOST_WORDS), url, cover)


def words_of(page: Any) -> str:
    """One or two sentences that say what the page is about."""
    said = (getattr(page, name, "") for name in ("search_description", "summary", "lead", "intro"))
    return " ".join(next((one for one in said if one), page.title).split())


# --- The cover ---------------------------------------------------------------------------------------------------
def cover_path(page: Any) -> str:
    """The address carries a hash of everything on the cover: who has not seen the page cannot guess it, and what is
    drawn under it never changes."""
    return reverse("courses:cover", args=[page.pk, digest_of(page)])


def digest_of(page: Any) -> str:
    """16 letters that stand for what is on the cover of ``page``."""
    above, title, below = _words(page)
    photo = photo_of(page)
    parts = (
        str(VERSION),
        str(page.pk),
        above,
        title,
        below,
        f"{photo.pk} {photo.file.name}" if photo else "",
    )
    return salted_hmac("courses.cover", "\n".join(parts), algorithm="sha256").hexdigest()[:16]


def cover_of(page: Any) -> Cover:
    """What is to be drawn."""
    photo = photo_of(page)
    return Cover(*_words(page), photo=_bytes_of(photo) if photo else b"")


def _words(page: Any) -> tuple[str, str, str]:
    """(above, title, below)."""
    above, below = page.cover_words()
    return above, page.title, below


def photo_of(page: Any) -> Any:
    """The page's first own photo. Never a picture of the replica, which must not be taken for the real portal."""
    photo = page.own_photo()
    return photo if photo is not None and not is_shot(photo) else None


def _bytes_of(photo: Any) -> bytes:
    """A light rendition; nothing when the file is gone from the disk."""
    try:
        with default_storage.open(photo.get_rendition(PHOTO).file.name) as file:
            content: bytes = file.read()
            return content
    except (OSError, ValueError, SourceImageIOError):
        return b""
