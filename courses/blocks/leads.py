"""Parts that lead on from a lesson: to the real thing, and to what may go wrong on the way."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock, StructValue

from courses.blocks.preview import PREVIEW
from media.blocks import NameBlock
from sandbox.service import drill_choices, drill_links, procedure_choices, real_url


class RealValue(StructValue):
    """What the template asks."""

    @property
    def url(self) -> str:
        """Address of the card "Mai đi nộp thật"."""
        return real_url(self["procedure"])


class RealBlock(StructBlock):
    """The card of what to have ready for the real thing."""

    procedure = NameBlock(choices=procedure_choices, label=_("Procedure"))

    class Meta:
        icon = "tick-inverse"
        label = _("Do it for real")
        description = _("Leads to the card of what to have ready on the day of the real thing.")
        template = "courses/blocks/real.html"
        value_class = RealValue
        preview_template = PREVIEW
        preview_value = {"procedure": "1.001193"}


class DrillValue(StructValue):
    """What the template asks."""

    @property
    def link(self) -> tuple[str, str] | None:
        """(title, address); None for a drill that a newer release no longer has."""
        links = drill_links([self["drill"]])
        return links[0] if links else None


class DrillBlock(StructBlock):
    """Something that goes wrong on purpose, to practise."""

    drill = NameBlock(choices=drill_choices, label=_("What goes wrong"))

    class Meta:
        icon = "warning"
        label = _("When something goes wrong")
        description = _("Leads to an exercise in which something goes wrong on purpose.")
        template = "courses/blocks/drill.html"
        value_class = DrillValue
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """The first drill that there is."""
        return self.to_python({"drill": next((slug for slug, _title in drill_choices()), "")})
