"""The loudspeaker bulletin of a page: the editor's own words, or what the page says."""

from typing import Any
from urllib.parse import urlsplit

from courses.sharing.bulletins import Bulletin, Facts, made_of, own


def announcement_of(page: Any, url: str) -> Bulletin:
    """What is read out about ``page``, whose absolute address is ``url``."""
    if page.bulletin.strip():
        return own(page.bulletin)
    return made_of(facts_of(page, url))


def facts_of(page: Any, url: str) -> Facts:
    """What ``page`` says: a guide, a piece of news or a lesson."""
    told = page.told()
    return Facts(host=urlsplit(url).netloc, **{**told, "commune": _inside_a_sentence(told["commune"])})


def _inside_a_sentence(name: str) -> str:
    """ "Xã Mẫu" at the head of a page is "xã Mẫu" after other words."""
    kind, _space, _rest = name.partition(" ")
    return name[:1].lower() + name[1:] if kind in ("Xã", "Phường", "Tỉnh", "Thành", "Đặc") else name
