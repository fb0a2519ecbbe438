"""What people come for, as the first page lists it: each leads to something that exists."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    IntegerBlock,
    PageChooserBlock,
    RegexBlock,
    StreamBlock,
    StructBlock,
)

from media.blocks import NameBlock
from sandbox.enums import ModeChoice
from sandbox.service import scenario_choices
from ui.service import icon_choices


class NeedBlock(StructBlock):
    """What every need shows."""

    title = CharBlock(max_length=60, label=_("What people need"))
    note = CharBlock(required=False, max_length=60, label=_("A few words more"))
    icon = NameBlock(choices=icon_choices, label=_("Icon"))

    class Meta:
        label_format = "{title}"


class LessonNeedBlock(NeedBlock):
    """Leads to a lesson, or to one step of it."""

    lesson = PageChooserBlock(page_type="courses.LessonPage", label=_("Lesson"))
    step = IntegerBlock(required=False, min_value=1, max_value=20, label=_("Step"))

    class Meta:
        icon = "doc-full"
        label = _("A lesson")


class PractiseNeedBlock(NeedBlock):
    """Leads to an exercise."""

    scenario = NameBlock(choices=scenario_choices, label=_("Exercise"))
    mode = NameBlock(
        choices=[("", _("as is right for each person")), *ModeChoice.choices],
        required=False,
        label=_("How much help"),
        help_text=_("Leave it empty: everybody is led to what is right for her now."),
    )

    class Meta:
        icon = "form"
        label = _("An exercise")


class PlaceNeedBlock(NeedBlock):
    """Leads to another place on the first page."""

    anchor = RegexBlock(regex=r"^[a-z][a-z0-9-]{0,30}$", label=_("Place on this page"))

    class Meta:
        icon = "anchor"
        label = _("A place on this page")


class NeedsBlock(StreamBlock):
    """The list, in the editor's order."""

    lesson = LessonNeedBlock()
    practise = PractiseNeedBlock()
    place = PlaceNeedBlock()
