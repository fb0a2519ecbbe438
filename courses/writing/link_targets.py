"""Whether the addresses of a page lead somewhere: pages of ours are looked up, others were looked at by day."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from courses.models import HomePage, LinkCheck
from courses.writing.links import LOOK_ALIKE, NO_HTTPS, NO_SYNTAX, Link, host_of, problem_of

MOST_LINKS = 100  # of a page
_OF_LESSON = re.compile(r"(?:buoc-[1-9][0-9]?|xong|the-nho(?:-a6)?)/")


def external(address: str) -> str:
    """What is wrong with an address as it stands, in a sentence; empty when nothing is."""
    said = {
        NO_SYNTAX: _("This is not a whole address. Copy it from the address line once more."),
        NO_HTTPS: _("This address begins with http. Use the one with https."),
        LOOK_ALIKE: _(
            "This address looks like one of the state and is not: those end in .gov.vn. Look twice."
        ),
    }
    return str(said.get(problem_of(address), ""))


class LinkTargets:
    """The targets of ``links``, asked for together: at most five queries for any number of links."""

    def __init__(self, page: Page, links: Iterable[Link], anchors: set[str]) -> None:
        self.anchors = anchors
        wanted = [link for link in links if "\x00" not in link.address][:MOST_LINKS]
        self.hosts = _our_hosts() if wanted else set()
        numbers = {link.page for link in wanted if link.page is not None}
        self.live = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "live")) if numbers else {}
        self.paths = self._pages_at(
            {path for link in wanted if (path := self._own_path(link.address)) is not None}
        )
        outside = {link.address for link in wanted if "://" in link.address}
        dead = LinkCheck.objects.filter(address__in=outside).dead() if outside else []
        self.dead = {one.address for one in dead}

    def problem(self, link: Link) -> str:
        """What is wrong with where it leads, in a sentence; empty when nothing is known to be."""
        if link.page is not None:
            return self._page(self.live.get(link.page))
        if link.address.startswith("#"):
            is_there = link.address[1:] in self.anchors
            return "" if is_there else str(_("There is no such place on this page. Choose the target anew."))
        path = self._own_path(link.address)
        if path is not None:
            return self._own(path)
        if not link.address:
            return str(_("This link leads nowhere. Choose where it leads."))
        if link.address in self.dead:
            return str(_("This address did not answer for two days. Open it and see whether it has moved."))
        return external(link.address)

    def _own_path(self, address: str) -> str | None:
        """The path on our own site; None for another one."""
        if address.startswith("/") and not address.startswith("//"):
            return urlsplit(address).path
        host = host_of(address) if "." in address or "://" in address else ""
        if host and host in self.hosts:
            return urlsplit(address if "://" in address else f"https://{address}").path or "/"
        return None

    def _own(self, path: str) -> str:
        path = path if path.endswith("/") else f"{path}/"
        try:
            if resolve(path).view_name != "wagtail_serve":
                return ""
        except Resolver404:
            return self._page(None)
        if path in self.paths:
            return self._page(self.paths[path])
        above, _slash, last = path.rstrip("/").rpartition("/")
        is_part = _OF_LESSON.fullmatch(f"{last}/") and f"{above}/" in self.paths
        return self._page(self.paths[f"{above}/"] if is_part else None)

    def _pages_at(self, paths: set[str]) -> dict[str, bool]:
        """Path → whether the page there is published."""
        if not paths:
            return {}
        home = HomePage.objects.values_list("url_path", flat=True).first() or "/"
        whole = {path if path.endswith("/") else f"{path}/" for path in paths}
        whole |= {f"{path.rstrip('/').rpartition('/')[0]}/" for path in whole}
        known = Page.objects.filter(url_path__in={home.rstrip("/") + path for path in whole})
        return {path[len(home.rstrip("/")) :]: live for path, live in known.values_list("url_path", "live")}

    @staticmethod
    def _page(is_live: bool | None) -> str:
        if is_live is None:
            return str(_("The page that this leads to is gone or has moved. Choose it anew."))
        return (
            "" if is_live else str(_("The page that this leads to is not published. People do not see it."))
        )


def _our_hosts() -> set[str]:
    """Names under which people know this site."""
    named = {host_of(settings.PUBLIC_URL)} if settings.PUBLIC_URL else set()
    return (named | set(Site.objects.values_list("hostname", flat=True))) - {"", "localhost"}
