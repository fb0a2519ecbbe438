"""The check question of a step: one answer is right, and every answer gets its own kind reply."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from courses.forms import AnswerForm
from courses.grading import Answer, Question
from media.blocks import NameBlock, drawing_choices


class AnswerBlock(StructBlock):
    """One answer to choose."""

    text = CharBlock(max_length=120, label=_("Answer"))
    drawing = NameBlock(choices=drawing_choices, required=False, label=_("Drawing"))
    right = BooleanBlock(required=False, label=_("This is the right answer"))
    reply = TextBlock(
        rows=2, max_length=300, label=_("Reply"), help_text=_("Say why. Never blame: show what to look at.")
    )

    class Meta:
        label = _("Answer")
        label_format = "{text}"


class QuestionValue(StructValue):
    """The block's value, as the rules of grading take it."""

    @property
    def question(self) -> Question:
        answers = tuple(
            Answer(
                text=one["text"], right=bool(one["right"]), reply=one["reply"], drawing=one["drawing"] or ""
            )
            for one in self["answers"]
        )
        return Question(text=self["text"], answers=answers)


class QuestionBlock(StructBlock):
    """A question with two to five answers, one of them right."""

    text = CharBlock(max_length=160, label=_("Question"))
    answers = ListBlock(AnswerBlock(), min_num=2, max_num=5, label=_("Answers"))

    class Meta:
        icon = "list-ul"
        label = _("Check question")
        template = "courses/blocks/question.html"
        value_class = QuestionValue

    def clean(self, value: Any) -> QuestionValue:
        """Raises StructBlockValidationError unless exactly one answer is right."""
        cleaned: QuestionValue = super().clean(value)
        if sum(answer.right for answer in cleaned.question.answers) != 1:
            problem = ValidationError(_("Mark exactly one answer as the right one."))
            raise StructBlockValidationError(block_errors={"answers": problem})
        return cleaned

    def get_context(
        self, value: QuestionValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["form"] = AnswerForm(value.question)
        return context
