"""Taking the pictures of the replica: a browser without a window, in front of a site that runs."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

from courses.loading import shots

WIDTH, SHARPNESS = 360, 2  # of a telephone: CSS pixels, and how many of its own each has
HIGHEST = 560  # CSS pixels; a longer still loses rows above what the hand points at, and ends below it
STILL = "section.hinh"
# What is a picture of the portal, without the words that say so, under the band that every picture of it wears.
ARRANGE = """(still, highest) => {
  still.querySelectorAll(":scope > h2, :scope > p.soft").forEach(one => one.remove());
  const bands = document.querySelectorAll(".band");
  bands.forEach((band, number) => number ? band.remove() : (band.style.position = "static", still.before(band)));
  const pointed = still.querySelector(".chi"), top = bands[0].getBoundingClientRect().top;
  const rows = [...still.querySelectorAll("dl > div, :scope > div")];
  while (rows.length && rows[0] !== pointed && pointed.getBoundingClientRect().bottom - top > highest - 60)
    rows.shift().remove();
}"""


class NoPicture(Exception):
    """There is no browser, no site, or the site shows no such still; the message says which."""


def take(wanted: Iterable[shots.Shot], site: str) -> list[tuple[shots.Shot, bytes]]:
    """Each with its picture as PNG, of the site at the address ``site``. Raises NoPicture."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise NoPicture("Playwright is not installed: pip install -r tests/requirements.txt") from error
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise NoPicture("no Chromium here: install it, or set CHROMIUM to its program")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(
                viewport={"width": WIDTH, "height": 800},
                device_scale_factor=SHARPNESS,
                java_script_enabled=False,  # no "Nghe" in a picture
                bypass_csp=True,
                locale="vi-VN",
            )
            return [(shot, _picture(page, site + shot.address)) for shot in wanted]
    except Error as error:
        raise NoPicture(f"{site} gives no picture: {error.message.splitlines()[0]}") from error


def _picture(page: Any, address: str) -> bytes:
    page.goto(address)
    still = page.locator(STILL)
    still.evaluate(ARRANGE, HIGHEST)
    band, box = page.locator(".band").bounding_box(), still.bounding_box()
    height = min(HIGHEST, box["y"] + box["height"] - band["y"])
    clip = {"x": box["x"], "y": band["y"], "width": box["width"], "height": height}
    picture: bytes = page.screenshot(full_page=True, clip=clip, animations="disabled")
    return picture


def keep(taken: Iterable[tuple[shots.Shot, bytes]]) -> list[shots.Shot]:
    """Write the pictures, made light, and of which version each was taken. Raises OSError."""
    shots.PICTURES.mkdir(exist_ok=True)
    kept = []
    for shot, picture in taken:
        shot.file.write_bytes(shots.light(picture))
        kept.append(shot)
    shots.note(kept)
    return kept


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A line for each file would hide what was done."""


@contextmanager
def own_site() -> Iterator[str]:
    """This site, served by this process on a free port of this machine for as long as the block lasts: its address.

    Only stills are looked at, which are the same for everybody and write nothing.
    """
    application: Any = _as_from_outside(get_internal_wsgi_application())
    if settings.DEBUG:
        application = StaticFilesHandler(application)  # otherwise whitenoise serves what was collected
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _as_from_outside(application: Callable[..., Any]) -> Callable[..., Any]:
    """``application`` asked by the host name that it allows, over https where it wants that."""
    host = next((one for one in settings.ALLOWED_HOSTS if one[:1] not in ("*", ".")), "127.0.0.1")

    def asked(environ: dict[str, Any], start_response: Any) -> Any:
        environ["HTTP_HOST"] = host
        if settings.SECURE_SSL_REDIRECT:
            environ["wsgi.url_scheme"] = "https"
            if settings.SECURE_PROXY_SSL_HEADER:
                name, value = settings.SECURE_PROXY_SSL_HEADER
                environ[name] = value
        return application(environ, start_response)

    return asked
