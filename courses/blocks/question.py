"""The check questions of a step, one class for each kind: every answer gets its own kind reply."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from courses.blocks.preview import PREVIEW
from courses.lessons.forms import form_for
from courses.lessons.grading import Answer, AnyQuestion, OrderQuestion, Question, TypedQuestion
from media.blocks import NameBlock
from sandbox.service import can_be_copied
from ui.service import drawing_choices

REPLY_HELP = _("Say why. Never blame: show what to look at.")


class AnswerBlock(StructBlock):
    """One answer to choose."""

    text = CharBlock(max_length=120, label=_("Answer"))
    drawing = NameBlock(choices=drawing_choices, required=False, label=_("Drawing"))
    right = BooleanBlock(required=False, label=_("This is the right answer"))
    reply = TextBlock(rows=2, max_length=300, label=_("Reply"), help_text=REPLY_HELP)

    class Meta:
        label = _("Answer")
        label_format = "{text}"


class QuestionValue(StructValue):
    """The block's value, as the rules of grading take it."""

    def question(self, seed: str = "") -> AnyQuestion:
        """The question; ``seed`` decides in which order things to be put in order are shown."""
        return self.block.question_of(self, seed)


class AskBlock(StructBlock):
    """What all kinds share: the question itself, and the form below it."""

    text = CharBlock(max_length=160, label=_("Question"))

    class Meta:
        template = "courses/blocks/question.html"
        value_class = QuestionValue
        preview_template = PREVIEW

    def question_of(self, value: Any, seed: str) -> AnyQuestion:
        """The value, as the rules of grading take it."""
        raise NotImplementedError

    def get_context(
        self, value: QuestionValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        reading = context.get("reading")
        context["question"] = (reading and reading.question) or value.question()
        context["form"] = form_for(context["question"])
        return context


class ChoicesBlock(AskBlock):
    """A question with answers to choose from."""

    kind: Any = "one"
    answers = ListBlock(AnswerBlock(), min_num=2, max_num=5, label=_("Answers"))

    def question_of(self, value: Any, seed: str) -> Question:
        answers = tuple(
            Answer(
                text=one["text"], right=bool(one["right"]), reply=one["reply"], drawing=one["drawing"] or ""
            )
            for one in value["answers"]
        )
        return Question(text=value["text"], answers=answers, kind=self.kind)

    def clean(self, value: Any) -> QuestionValue:
        """Raises StructBlockValidationError unless as many answers are right as the kind asks for."""
        cleaned: QuestionValue = super().clean(value)
        rights = sum(bool(answer["right"]) for answer in cleaned["answers"])
        if problem := self.problem(rights, len(cleaned["answers"])):
            raise StructBlockValidationError(block_errors={"answers": ValidationError(problem)})
        return cleaned

    def problem(self, rights: int, answers: int) -> Any:
        """What is wrong with so many right answers; nothing when all is well."""
        return "" if rights == 1 else _("Mark exactly one answer as the right one.")


class QuestionBlock(ChoicesBlock):
    """A question with two to five answers, one of them right."""

    class Meta:
        icon = "list-ul"
        label = _("Check question")
        description = _("Two to five answers, one of them right.")
        preview_value = {
            "text": "Ảnh nào gửi được?",
            "answers": [
                {
                    "text": "Ảnh mất góc",
                    "drawing": "anh-mat-goc",
                    "right": False,
                    "reply": "Ảnh này mất góc dưới.",
                },
                {
                    "text": "Ảnh đủ bốn góc",
                    "drawing": "anh-du-goc",
                    "right": True,
                    "reply": "Đủ bốn góc rồi.",
                },
            ],
        }


class SeveralBlock(ChoicesBlock):
    """A question of which one or more answers are right, and not all."""

    kind = "several"

    class Meta:
        icon = "tasks"
        label = _("Question with several right answers")
        description = _("Two to five answers, one or more of them right, but not all.")
        preview_value = {
            "text": "Bác bày những gì ra bàn trước khi làm?",
            "answers": [
                {"text": "Giấy chứng sinh", "drawing": "", "right": True, "reply": "Phải có giấy này."},
                {"text": "Căn cước", "drawing": "", "right": True, "reply": "Để chép số cho đúng."},
                {
                    "text": "Hóa đơn điện",
                    "drawing": "",
                    "right": False,
                    "reply": "Khai sinh không cần giấy này.",
                },
            ],
        }

    def problem(self, rights: int, answers: int) -> Any:
        return "" if 0 < rights < answers else _("Mark one or more answers as right, but not all.")


class MistakeBlock(ChoicesBlock):
    """The lines of a filled-in form; the "right" one is the line with the slip."""

    kind = "mistake"

    class Meta:
        icon = "search"
        label = _("Find the mistake")
        description = _("The lines of a filled-in form. One of them holds a slip: mark that one as right.")
        preview_value = {
            "text": "Dòng nào gõ chưa khớp giấy?",
            "answers": [
                {"text": "Họ và tên: Giàng A Thử", "drawing": "", "right": False, "reply": "Tên đúng rồi."},
                {
                    "text": "Ngày sinh: 11/30/2026",
                    "drawing": "",
                    "right": True,
                    "reply": "Ngày đứng trước, tháng đứng sau.",
                },
            ],
        }


class OrderBlock(AskBlock):
    """Things to put in order. They are written in the right one and shown mixed."""

    items = ListBlock(
        CharBlock(max_length=120, label=_("Thing to do")),
        min_num=3,
        max_num=5,
        label=_("Things to do, in the right order"),
    )
    reply_right = TextBlock(rows=2, max_length=300, label=_("Reply when it is right"))
    reply_wrong = TextBlock(
        rows=2, max_length=300, label=_("Reply when it is not right yet"), help_text=REPLY_HELP
    )

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("Three to five things to do. They are shown mixed; people number them.")
        preview_value = {
            "text": "Làm việc nào trước?",
            "items": ["Đặt giấy lên bàn", "Mở máy ảnh", "Bấm chụp"],
            "reply_right": "Đúng thứ tự rồi.",
            "reply_wrong": "Giấy phải nằm sẵn trên bàn đã.",
        }

    def question_of(self, value: Any, seed: str) -> OrderQuestion:
        return OrderQuestion(
            value["text"], tuple(value["items"]), value["reply_right"], value["reply_wrong"], seed
        )

    def clean(self, value: Any) -> QuestionValue:
        """Raises StructBlockValidationError when two of the things are the same."""
        cleaned: QuestionValue = super().clean(value)
        if len(set(cleaned["items"])) < len(cleaned["items"]):
            problem = ValidationError(_("Two of these are the same."))
            raise StructBlockValidationError(block_errors={"items": problem})
        return cleaned


class TypedBlock(AskBlock):
    """A line of a paper to copy; the coach of the exercises names the slip."""

    field = ChoiceBlock(
        choices=[("name", _("a person's name")), ("date", _("a date")), ("text", _("other words"))],
        label=_("What the line holds"),
    )
    answer = CharBlock(max_length=120, label=_("What has to be typed"))
    paper = CharBlock(
        max_length=160,
        label=_("The line of the paper"),
        help_text=_(
            "With its label, for example: “Họ và tên: Giàng A Thử”. Only invented names and numbers."
        ),
    )
    reply_right = TextBlock(rows=2, max_length=300, label=_("Reply when it is right"))
    reply_wrong = TextBlock(
        rows=2, max_length=300, label=_("Reply when it is not right yet"), help_text=REPLY_HELP
    )

    class Meta:
        icon = "keyboard"
        label = _("Type it")
        description = _("A line of a paper to copy. The guide names what was typed differently.")
        preview_value = {
            "text": "Bác gõ tên y như trên giấy.",
            "field": "name",
            "answer": "Giàng A Thử",
            "paper": "Họ và tên: Giàng A Thử",
            "reply_right": "Khớp từng dấu rồi.",
            "reply_wrong": "Bác so lại từng chữ với giấy.",
        }

    def question_of(self, value: Any, seed: str) -> TypedQuestion:
        names = ("text", "field", "answer", "paper", "reply_right", "reply_wrong")
        return TypedQuestion(*(value[name] for name in names))

    def clean(self, value: Any) -> QuestionValue:
        """Raises StructBlockValidationError for an answer that cannot be typed, or that the paper does not show."""
        cleaned: QuestionValue = super().clean(value)
        errors = {}
        if not can_be_copied(cleaned["field"], cleaned["answer"]):
            errors["answer"] = ValidationError(_("This has not the shape of what the line holds."))
        if cleaned["answer"] not in cleaned["paper"]:
            errors["paper"] = ValidationError(
                _("The line has to show what is to be typed, letter by letter.")
            )
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


QUESTIONS = ("question", "several", "order", "mistake", "typed")  # at most one of them in a step
