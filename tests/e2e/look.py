"""Looking at a page: with axe, with a ruler, at several widths."""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.e2e.states import State

INSPECT = (Path(__file__).parent / "inspect.js").read_text(encoding="utf-8")
# `make gates-bite` looks at many broken copies: fewer states, in the light, at one width. The judges stay the same.
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
WIDTHS = (360,) if QUICK else (320, 360, 768, 1280)  # px
HEIGHT = 640
# Every rule that axe has, those included that it leaves out by itself (AAA, target-size): only what axe itself
# calls unfinished or outdated stays out.
RUN_AXE = """
async () => {
  const left = (rule) => rule.tags.includes("experimental") || rule.tags.includes("deprecated");
  const rules = axe.getRules().filter((rule) => !left(rule)).map((rule) => rule.ruleId);
  const runOnly = { type: "rule", values: rules };
  const result = await axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"] });
  const brief = (found) => found.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(" ")).slice(0, 3)]);
  return { rules: rules.length, violations: brief(result.violations), incomplete: brief(result.incomplete) };
}
"""
RUN_CONTRAST = """
async () => {
  const values = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
  const result = await axe.run(document, { runOnly: { type: "rule", values }, resultTypes: ["violations"] });
  return result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(" ")).slice(0, 3)]);
}
"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# Both bands are seen: inside the window, nothing over them, and they say what they are for.
HIDDEN_BANDS = """
() => [...document.querySelectorAll("body > .band")].filter((band) => {
  const { left, top, width, height } = band.getBoundingClientRect();
  const inside = top > -1 && top + height < innerHeight + 1 && width >= innerWidth - 20 && height >= 24;
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return !inside || !seen?.closest(".band") || !band.innerText.includes("TẬP DƯỢT");
}).length
"""
# Set before any script of the page runs; the policy cannot stop it, because it is not the page's.
LISTEN = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__refused.push(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`.trim());
});
"""


@cache
def axe_source() -> str:
    """axe-core itself."""
    return Path(AXE_FILE_PATH).read_text(encoding="utf-8")


class Watch:
    """What a page's console and answers say while a walk goes on."""

    def __init__(self, page: Page) -> None:
        self.headers: dict[str, str] = {}
        self.status = 0
        self.complaints: list[str] = []
        self.page = page
        page.add_init_script(LISTEN)
        page.on("response", self._answered)
        page.on("console", self._said)

    def _answered(self, response: Response) -> None:
        is_page = response.request.is_navigation_request() and response.frame == self.page.main_frame
        if is_page and not 300 <= response.status < 400:
            self.headers, self.status = response.headers, response.status

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.complaints.append(message.text)

    def refused(self) -> list[str]:
        """Violations of the page's policy, as the browser told them; asking empties the list of the console."""
        told: list[str] = self.page.evaluate("window.__refused || []")
        said, self.complaints = self.complaints, []
        return [*told, *said]


@dataclass
class Seen:
    """One state, looked at."""

    name: str
    kind: str
    path: str
    replica: bool
    mistake: bool
    status: int
    headers: dict[str, str]
    facts: dict[str, Any]
    refused: list[str]
    violations: list[Any] = field(default_factory=list)
    incomplete: list[Any] = field(default_factory=list)
    dark: list[Any] = field(default_factory=list)
    overflow: dict[int, int] = field(default_factory=dict)
    bands: list[str] = field(default_factory=list)


def see(state: State, watch: Watch, *, dark: bool) -> Seen:
    """Look at a state from all sides, in the dark too where asked, and leave the page as it was."""
    page = state.page
    seen = Seen(
        name=state.name,
        kind=state.kind,
        path=state.path,
        replica=state.replica,
        mistake=state.mistake,
        status=watch.status,
        headers=watch.headers,
        refused=watch.refused(),
        facts=page.evaluate(INSPECT),
    )
    ask_axe(page, seen, dark=dark)
    measure(page, seen)
    return seen


def ask_axe(page: Page, seen: Seen, *, dark: bool) -> None:
    """axe in the light; in the dark its rules about colours once more."""
    page.evaluate(axe_source())
    told = page.evaluate(RUN_AXE)
    seen.violations, seen.incomplete = told["violations"], told["incomplete"]
    if QUICK or not dark:
        return
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour on its way to another
    seen.dark = page.evaluate(RUN_CONTRAST)
    page.emulate_media(color_scheme="null", reduced_motion="null")


def measure(page: Page, seen: Seen) -> None:
    """Sideways scrolling, and the bands of the replica, at every width and wherever one has scrolled to."""
    size = page.viewport_size
    assert size is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        seen.overflow[width] = page.evaluate(OVERFLOW)
        if seen.replica:
            seen.bands += hidden_bands(page, width)
    page.set_viewport_size(size)


def hidden_bands(page: Page, width: int) -> list[str]:
    """Where a band is out of sight: at the top of the page, in its middle, at its end."""
    found = []
    if page.locator("body > .band").count() != 2:
        found.append(f"{width} px: there are not two bands")
    for place in (0, 0.5, 1):
        page.evaluate(f"scrollTo(0, document.scrollingElement.scrollHeight * {place})")
        if page.evaluate(HIDDEN_BANDS):
            found.append(f"{width} px: a band is out of sight when scrolled to {place:.0%}")
    page.evaluate("scrollTo(0, 0)")
    return found
