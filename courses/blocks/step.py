"""One step of a lesson: one idea, as one page on the phone."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    StreamBlock,
    StreamBlockValidationError,
    StreamValue,
    StructBlock,
    StructValue,
)

from courses.blocks.leads import DrillBlock, RealBlock
from courses.blocks.parts import CompareBlock, TermBlock, TipBlock, WarningBlock, WordsBlock
from courses.blocks.question import (
    QUESTIONS,
    MistakeBlock,
    OrderBlock,
    QuestionBlock,
    SeveralBlock,
    TypedBlock,
)
from courses.blocks.video import LessonVideoBlock
from courses.lessons.grading import AnyQuestion
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
        choices=[("", _("as is right for each person")), *ModeChoice.choices],
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

    words = WordsBlock(group=_("Words and pictures"))
    term = TermBlock(group=_("Words and pictures"))
    tip = TipBlock(group=_("Words and pictures"))
    warning = WarningBlock(group=_("Words and pictures"))
    compare = CompareBlock(group=_("Words and pictures"))
    video = LessonVideoBlock(group=_("Words and pictures"))
    question = QuestionBlock(group=_("Check questions"))
    several = SeveralBlock(group=_("Check questions"))
    order = OrderBlock(group=_("Check questions"))
    mistake = MistakeBlock(group=_("Check questions"))
    typed = TypedBlock(group=_("Check questions"))
    drill = DrillBlock(group=_("What comes next"))
    real = RealBlock(group=_("What comes next"))

    class Meta:
        label = _("Parts of the step")

    def clean(self, value: StreamValue) -> StreamValue:
        """Raises StreamBlockValidationError when a step asks more than once."""
        cleaned: StreamValue = super().clean(value)
        if sum(part.block_type in QUESTIONS for part in cleaned) > 1:
            raise StreamBlockValidationError(
                non_block_errors=[ValidationError(_("A step has room for one question."))]
            )
        return cleaned


class StepValue(StructValue):
    """What pages and rules ask of a step."""

    @property
    def question(self) -> AnyQuestion | None:
        """The check question, if this step has one; its id decides in which order things are shown."""
        asked = next((part for part in self["parts"] if part.block_type in QUESTIONS), None)
        return asked.value.question(str(asked.id or "")) if asked else None


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
