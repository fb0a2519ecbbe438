"""Take the pictures of the replica anew, from a site that runs on this machine."""

import os
import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses import shots

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


class Command(BaseCommand):
    help = "Take the pictures of courses/content/pictures.yaml from a running site (make run, in another window)."
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", help="only these; without any: those whose pack has changed")
        parser.add_argument("--all", action="store_true", help="all of them")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the site runs")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = _wanted(options)
        taken = _take(wanted, options["site"].rstrip("/"))
        shots.PICTURES.mkdir(exist_ok=True)
        for shot, picture in taken:
            shot.file.write_bytes(shots.light(picture))
            self.stdout.write(f"{shot.name}: {shot.file.stat().st_size} bytes")
        shots.note([shot for shot, _picture in taken])
        self.stdout.write(f"{len(taken)} pictures taken, {len(shots.shots()) - len(taken)} left as they were")


def _wanted(options: dict[str, Any]) -> list[shots.Shot]:
    """Raises CommandError for a name that is not in the list, and where a pack lacks what it names."""
    try:
        known = {shot.name: shot for shot in shots.shots()}
        if unknown := set(options["names"]) - set(known):
            raise CommandError(f"not in pictures.yaml: {', '.join(sorted(unknown))}")
        if options["names"]:
            return [known[name] for name in options["names"]]
        return list(known.values()) if options["all"] else shots.outdated()
    except LookupError as error:
        raise CommandError(f"{error}; run load_packs, or mend pictures.yaml") from error


def _take(wanted: list[shots.Shot], site: str) -> list[tuple[shots.Shot, bytes]]:
    """Each with its picture as PNG. Raises CommandError where there is no browser, or no site."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise CommandError("Playwright is not installed: pip install -r tests/requirements.txt") from error
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise CommandError("no Chromium here: install it, or set CHROMIUM to its program")
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
        raise CommandError(f"{site} gives no picture: {error.message.splitlines()[0]}") from error


def _picture(page: Any, address: str) -> bytes:
    page.goto(address)
    still = page.locator(STILL)
    still.evaluate(ARRANGE, HIGHEST)
    band, box = page.locator(".band").bounding_box(), still.bounding_box()
    height = min(HIGHEST, box["y"] + box["height"] - band["y"])
    clip = {"x": box["x"], "y": band["y"], "width": box["width"], "height": height}
    picture: bytes = page.screenshot(full_page=True, clip=clip, animations="disabled")
    return picture
