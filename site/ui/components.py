"""The components in the order of the gallery, and how the gallery lays them out.

A component is one template `ui/<name>.html` that takes plain values. Its samples are in ui/samples.py;
a template without a sample fails the tests, so the gallery always shows everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ui.samples import samples

COLOURS: Final[Mapping[str, Promise]] = {
    "teach": _("indigo: the words of Tự Tay"),
    "teach-wash": _("light indigo: ground of these words"),
    "portal": _("slate: the practice portal"),
    "portal-wash": _("light slate: ground of the portal"),
    "ink": _("ink: text"),
    "soft": _("light ink: side text"),
    "edge": _("edges of boxes and buttons"),
    "hair": _("lines that only decorate"),
    "ok": _("done"),
    "warn": _("attention"),
    "stop": _("mistake"),
    "warm": _("warm paper, hands"),
}


@dataclass(frozen=True, slots=True)
class Component:
    """One template and the contexts it is shown with; columns sets them side by side where there is room."""

    name: str
    contexts: Sequence[Mapping[str, Any]]
    columns: str = ""

    @property
    def template(self) -> str:
        return f"ui/{self.name}.html"

    def rendered(self) -> list[SafeString]:
        """The component in each of its states."""
        return [render_to_string(self.template, dict(context)) for context in self.contexts]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the gallery; tap puts its components into the dress of the portal."""

    id: str
    title: Promise
    text: Promise
    components: Sequence[Component]
    tap: bool = False


def _section(id: str, title: Promise, text: Promise, names: str, *, tap: bool = False) -> Section:
    """Names of components, separated by blanks; `name:two` shows the states in two columns."""
    known = samples()
    parts = [name.partition(":") for name in names.split()]
    return Section(
        id, title, text, [Component(name, known[name], columns) for name, _sep, columns in parts], tap
    )


def sections() -> list[Section]:
    """Every component in every state, built anew: the samples hold forms, which belong to one request."""
    return [
        _section(
            "nut",
            _("Buttons"),
            _("One main button a screen. Its words say what will happen."),
            "button:row save_bar",
        ),
        _section(
            "the",
            _("Cards to choose"),
            _("A choice that leads on."),
            "pick:two card find hear listen prog transcript",
        ),
        _section(
            "loi-thay",
            _("Words of the guide"),
            _("Always stitched and indigo. The real portal has none, so the check takes them away."),
            "tip term compare coach mark:row memo",
        ),
        _section(
            "bao", _("Messages"), _("What has just happened; a state in a list."), "note chip:row saved"
        ),
        _section(
            "o", _("Boxes and choices"), _("Label, hint, box, in this order."), "field:two options tick order"
        ),
        _section("loi", _("Mistakes"), _("The list comes first, in the same words as at the box."), "errs"),
        _section("cong", _("In the practice portal"), _("Slate colour, square corners."), "way", tap=True),
        _section(
            "to",
            _("Papers and phone"),
            _("The thing to copy from. Codes are shown only here."),
            "paper:two papers phone receipt qr:row qr_sample:row kv",
        ),
        _section(
            "luot",
            _("Whose turn, and what happened"),
            _("Every dossier page answers this first."),
            "turn line",
        ),
        _section(
            "so",
            _("Class and figures"),
            _("Sorted by need, never by name."),
            "who:two roll stat big bar fold",
        ),
        _section("trong", _("Nothing yet"), _("What it will hold, and one action."), "empty a5"),
    ]
