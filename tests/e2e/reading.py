"""A page as a person reads it: papers, and the fields of the form with their words. No name that only a machine sees.

A field is known by its label, the part of the form that it stands in, its hint and the words of its options; a paper
by the line that unfolds it, its title, and its lines. The one thing read besides is whether choosing here loads the
page anew, so that the driver waits as a person waits who sees the page go.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Page

READ = """
() => {
  const words = (node) => (node ? node.textContent.replace(/\\s+/g, " ").trim() : "");
  const papers = [...document.querySelectorAll("main details")].filter((one) => one.querySelector("dl")).map((one) => ({
    said: words(one.querySelector("summary")),
    title: words(one.querySelector("h2, h3")),
    lines: [...one.querySelectorAll("dt")].map((term) => [words(term), words(term.nextElementSibling)]),
  }));
  const option = (label) => words(label?.querySelector(":scope > span") || label);  // a picture may stand before it
  const seen = (node) => node.checkVisibility();
  const hint = (node) => words(node.closest(".field")?.querySelector(".hint"));
  const fields = [];
  let part = words(document.querySelector("h1"));
  for (const node of document.querySelectorAll("main form h2, main form fieldset, main form input, main form select")) {
    if (node.localName === "h2") { part = words(node); continue; }
    if (!seen(node) || node.type === "hidden" || node.type === "radio") continue;
    const options = node.localName === "fieldset" ? [...node.querySelectorAll("label")].map(option)
      : node.localName === "select" ? [...node.options].map(words) : [];
    const chosen = node.localName === "fieldset" ? option(node.querySelector("input:checked")?.closest("label"))
      : node.localName === "select" ? words(node.selectedOptions[0]) : node.value;
    const label = node.localName === "fieldset" ? words(node.querySelector("legend")) : words(node.labels[0]);
    fields.push({
      part, label, hint: hint(node), options, now: chosen,
      kind: node.localName === "input" ? (node.type === "checkbox" ? "tick" : "text")
        : node.localName === "select" ? "list" : "buttons",
      reloads: !!node.closest("[data-part] > div, form > div")?.querySelector("[data-update]"),
    });
  }
  return { papers, fields };
}
"""


@dataclass(frozen=True)
class Field:
    """One field that can be seen. ``now``: what stands in it, in words; ``kind``: text, list, buttons or tick."""

    part: str
    label: str
    hint: str
    options: tuple[str, ...]
    now: str
    kind: str
    reloads: bool


@dataclass(frozen=True)
class Paper:
    """One sample paper: the words to unfold it, its title, its lines by their labels."""

    said: str
    title: str
    lines: dict[str, str]

    def line(self, labels: Iterable[str]) -> str:
        """The first of these lines that the paper has; "" where it has none."""
        return next((self.lines[label] for label in labels if label in self.lines), "")


@dataclass
class Desk:
    """All papers that have been seen so far, by the words to unfold them."""

    papers: dict[str, Paper] = field(default_factory=dict)

    def with_line(self, label: str) -> Paper | None:
        """The paper that has such a line."""
        return next((paper for paper in self.papers.values() if label in paper.lines), None)

    def line(self, label: str, beginning: str = "") -> str:
        """The line ``label`` of whichever paper has it, or one whose label begins so; "" where there is none."""
        for paper in self.papers.values():
            for name, value in paper.lines.items():
                if name == label or (beginning and name.startswith(beginning)):
                    return value
        return ""


def read(page: Page, desk: Desk) -> list[Field]:
    """The fields of the page from top to bottom; its papers go on the desk."""
    found = page.evaluate(READ)
    for one in found["papers"]:
        lines = dict(map(tuple, one["lines"]))
        known = desk.papers.get(one["said"])
        if known is None or lines.keys() - known.lines.keys():  # a page may show only what it asks for
            desk.papers[one["said"]] = Paper(
                one["said"], one["title"], (known.lines if known else {}) | lines
            )
    return [Field(**{**one, "options": tuple(one["options"])}) for one in found["fields"]]
