"""Line drawings: plain SVG files below templates/ui/drawings, put into the page as they are."""

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "templates" / "ui" / "drawings"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class UnknownName(LookupError):
    """An icon or a drawing that the look does not have: a slip in a template, never a guess at run time."""


def drawing_names() -> list[str]:
    """Names that `{% drawing %}` knows, for choices in a page."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@cache
def source(name: str) -> str:
    """Text of a drawing file, starting with `<svg `. Raises UnknownName."""
    path = FOLDER / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise UnknownName(f"no drawing {name!r} in {FOLDER.name}/")
    return path.read_text(encoding="utf-8").strip()


def draw(name: str, label: str = "") -> SafeString:
    """The drawing with its text alternative; without a label it is decoration and hidden from readers."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    # The files ship with the project, like templates: nobody's input is in them.
    return SafeString(source(name).replace("<svg ", f"<svg {spoken} ", 1))
