"""What other apps may import from ui. Templates use `{% load ui %}` and the includes of ui/README.md."""

from ui.drawings import drawing_names
from ui.fields import FieldView, error_items, field_view, target
from ui.icons import ICONS
from ui.picture_words import drawing_choices, icon_choices
from ui.spoken import CHOICE_COOKIE, Provider, set_provider, typed, with_typed
from ui.strips import ask_for_marks, cut
from ui.strips import draw as draw_strip
from ui.styles import COOKIE as STYLES_COOKIE
from ui.styles import allow as allow_styles
from ui.styles import cookies_of, variant
from ui.tables import Cell, Column, Row, fold_rows

__all__ = [
    "CHOICE_COOKIE",
    "STYLES_COOKIE",
    "Cell",
    "Column",
    "FieldView",
    "Provider",
    "Row",
    "allow_styles",
    "ask_for_marks",
    "cookies_of",
    "cut",
    "draw_strip",
    "drawing_choices",
    "drawing_names",
    "error_items",
    "field_view",
    "fold_rows",
    "icon_choices",
    "icon_names",
    "set_provider",
    "target",
    "typed",
    "variant",
    "with_typed",
]


def icon_names() -> list[str]:
    """Names that `{% icon %}` knows, for choices in a form or a page."""
    return sorted(ICONS)
