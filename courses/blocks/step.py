"""One step of a lesson: one idea, as one page on the phone."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock, StructValue

from courses.blocks.parts import TipBlock, WarningBlock, WordsBlock
from courses.blocks.question import QuestionBlock
from courses.grading import Question
from media.blocks import NameBlock, PictureBlock, SoundBlock
from sandbox.enums import ModeChoice
from sandbox.service import practise_url, scenario_choices


class PractiseValue(StructValue):
    """Where "Tập ngay" leads."""

    @property
    def url(self) -> str:
        """Address in the sandbox; empty when this step has nothing to practise."""
        if not self["scenario"]:
            return ""
        return practise_url(self["scenario"], self["mode"])


class PractiseBlock(StructBlock):
    """Go and try it now, with sample papers."""

    scenario = NameBlock(choices=scenario_choices, required=False, label=_("Exercise"))
    mode = NameBlock(
        choices=ModeChoice.choices,
        required=False,
        label=_("How much help"),
        help_text=_("Leave it empty: everybody is led to what is right for her now."),
    )

    class Meta:
        icon = "form"
        label = _("Practise now")
        value_class = PractiseValue


class PartsBlock(StreamBlock):
    """Everything between the picture and the next step, in the editor's order."""

    words = WordsBlock()
    tip = TipBlock()
    warning = WarningBlock()
    question = QuestionBlock()

    class Meta:
        label = _("Parts of the step")
        block_counts = {"question": {"max_num": 1}}


class StepValue(StructValue):
    """What pages and rules ask of a step."""

    @property
    def question(self) -> Question | None:
        """The check question, if this step has one."""
        blocks = self["parts"].blocks_by_name("question")
        return blocks[0].value.question if blocks else None


class StepBlock(StructBlock):
    """A step: heading, picture, sound, parts, and an exercise to try it on."""

    title = CharBlock(
        max_length=80, label=_("Heading"), help_text=_("Begin with a verb: “Take a clear photo”.")
    )
    picture = PictureBlock()
    sound = SoundBlock()
    parts = PartsBlock()
    practise = PractiseBlock()

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title}"
        value_class = StepValue
