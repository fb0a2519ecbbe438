"""A browser whose requests are answered inside this process: what tests put into the database is what Chromium shows.

No server, no port: a page of the site's own address is what the site's code answers to it. The policy about what a page
may load is left out on the way, so that what got through into a page really runs; what asks for another host is noted.
"""

import mimetypes
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from playwright.sync_api import Browser, Dialog, Page, Route

from tests.access.survey import Browser as Client
from tests.access.survey import read

# Playwright waits in a loop in this very thread: Django has to be told that the database may be asked there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
SITE = "http://testserver"
LEFT_OUT = frozenset({"content-security-policy", "content-length", "content-encoding", "x-frame-options"})
NOT_NEEDED = frozenset({"image", "media", "font", "stylesheet"})
MOST_REDIRECTS = 5
WATCH, LOOK = (
    (Path(__file__).parent / f"inside_{name}.js").read_text(encoding="utf-8") for name in ("watch", "look")
)


class Inside:
    """One window. ``client`` is whoever looks out of it."""

    def __init__(self, browser: Browser, client: Client) -> None:
        # Playwright's loop has a context of its own, in which Django would open another connection.
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.client = client
        self.elsewhere: list[str] = []  # addresses of other hosts that were asked for
        self.said: list[str] = []  # dialogs
        self.statuses: dict[str, int] = {}
        self.files: dict[str, bytes] = {}
        self.context = browser.new_context(locale="vi-VN", base_url=SITE)
        self.context.add_init_script(WATCH)
        self.context.route("**/*", self._answer)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", self._hear)

    def open(self, path: str) -> dict[str, Any]:
        """What ran on the page at ``path``, and what stands in it that has no business there."""
        self.elsewhere.clear()
        self.said.clear()
        self.page.goto(path, wait_until="load")
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        return {**seen, "elsewhere": list(self.elsewhere), "said": list(self.said)}

    def _hear(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # the editor's own
            self.said.append(dialog.message)
        dialog.accept()

    def _answer(self, route: Route) -> None:
        connections[DEFAULT_DB_ALIAS] = self.connection
        request = route.request
        parts = urlsplit(request.url)
        if parts.netloc != urlsplit(SITE).netloc:
            self.elsewhere.append(request.url)
            route.abort()
        elif parts.path.startswith(settings.STATIC_URL):
            self._send_file(route, unquote(parts.path.removeprefix(settings.STATIC_URL)))
        elif request.resource_type in NOT_NEEDED:
            route.fulfill(status=204)
        else:
            status, headers, body = self._ask(
                request.method, request.url, request.post_data_buffer, request.headers
            )
            self.statuses[parts.path] = status
            route.fulfill(status=status, headers=headers, body=body)

    def _ask(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        for _hop in range(MOST_REDIRECTS):
            parts = urlsplit(url)
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            kind = headers.get("content-type", "application/octet-stream")
            extra = {"X-Requested-With": headers["x-requested-with"]} if "x-requested-with" in headers else {}
            response = self.client.generic(method, path, body or b"", kind, headers=extra)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url, method, body = urljoin(url, response.headers["Location"]), "GET", None
        content = read(response).encode()
        kept = {name: value for name, value in response.headers.items() if name.lower() not in LEFT_OUT}
        return response.status_code, kept, content

    def _send_file(self, route: Route, name: str) -> None:
        if not name.endswith(".js"):
            route.fulfill(status=204)
            return
        if name not in self.files:
            found = finders.find(name)
            self.files[name] = Path(found).read_bytes() if found else b""
        route.fulfill(body=self.files[name], content_type=mimetypes.guess_type(name)[0] or "text/javascript")
