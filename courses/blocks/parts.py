"""What a step may be made of, one class a part. A new part is one class, one template and its test."""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, StructValue, TextBlock
from wagtail.rich_text import RichText

from courses.blocks.preview import PREVIEW
from courses.writing.markup import clean_words, plain_words
from media.blocks import NameBlock
from ui.service import drawing_choices, drawing_names


class WordsBlock(RichTextBlock):
    """Short paragraphs with bold. Cleaned however they are saved, and when shown: a page may come from elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=["bold"], **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Words")
        description = _("Two to four short sentences. Bold for what is pressed or looked for.")
        template = "courses/blocks/words.html"
        preview_template = PREVIEW
        preview_value = "<p>Đặt giấy lên bàn, chỗ sáng. Thấy đủ <b>bốn góc</b> rồi mới bấm chụp.</p>"

    def clean(self, value: RichText) -> RichText:
        """Raises ValidationError when nothing is left of a required text."""
        return super().clean(RichText(clean_words(value.source, for_editor=True)))

    def get_prep_value(self, value: Any) -> str:
        """What is written into the page: also of texts that no form has seen (loader, imports, old revisions)."""
        return clean_words(super().get_prep_value(value) or "", for_editor=True)

    def get_form_state(self, value: RichText) -> Any:
        """For the editor, whose reader of markup gives up where an element was never closed."""
        return super().get_form_state(RichText(clean_words(value.source, for_editor=True)))

    def get_context(self, value: RichText, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["words"] = mark_safe(clean_words(value.source))  # noqa: S308 - bleach has just cleaned it
        return context

    def get_searchable_content(self, value: RichText) -> list[str]:
        return [plain_words(value.source)]


class AdviceBlock(StructBlock):
    """A heading and a few sentences: what tips and warnings share."""

    title = CharBlock(required=False, max_length=60, label=_("Heading"))
    text = TextBlock(rows=3, max_length=400, label=_("Words"))


class TipBlock(AdviceBlock):
    """A piece of good advice."""

    class Meta:
        icon = "help"
        label = _("Tip")
        description = _("One piece of good advice, in two sentences.")
        template = "courses/blocks/tip.html"
        preview_template = PREVIEW
        preview_value = {"title": "Mẹo nhỏ", "text": "Chụp xong, bác phóng to ảnh. Đọc được số giấy là được."}


class WarningBlock(AdviceBlock):
    """Something that does harm when it is not known."""

    class Meta:
        icon = "warning"
        label = _("Warning")
        description = _("For what does harm when it is not known.")
        template = "courses/blocks/warning.html"
        preview_template = PREVIEW
        preview_value = {"title": "Không đưa mã cho ai", "text": "Ai gọi điện hỏi mã, bác tắt máy ngay."}


class TermBlock(StructBlock):
    """An official word, in everyday ones."""

    word = CharBlock(max_length=60, label=_("Official word"))
    text = TextBlock(rows=2, max_length=200, label=_("In everyday words"))

    class Meta:
        icon = "openquote"
        label = _("A word explained")
        description = _("An official word that people will meet, and what it means.")
        template = "courses/blocks/term.html"
        preview_template = PREVIEW
        preview_value = {
            "word": "Cổng Dịch vụ công quốc gia",
            "text": "Trang của Nhà nước để nộp hồ sơ trên mạng.",
        }


class SideValue(StructValue):
    """What the template asks of one side."""

    @property
    def drawn(self) -> str:
        """Name of the drawing; empty without one, and for one that a newer release no longer has."""
        name: str = self.get("drawing") or ""
        return name if name in drawing_names() else ""


class SideBlock(StructBlock):
    """One side: a sentence, and a drawing where it really shows the difference."""

    text = TextBlock(rows=2, max_length=160, label=_("Words"))
    drawing = NameBlock(choices=drawing_choices, required=False, label=_("Drawing"))

    class Meta:
        value_class = SideValue


class CompareBlock(StructBlock):
    """Right and wrong side by side: the wrong one first, so that the right one is what stays in mind."""

    title = CharBlock(required=False, max_length=60, label=_("Heading"))
    wrong = SideBlock(label=_("Not like this"))
    right = SideBlock(label=_("Like this"))

    class Meta:
        icon = "resubmit"
        label = _("Right and wrong")
        description = _("What people often do, and beside it how it is done.")
        template = "courses/blocks/compare.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Chụp giấy",
            "wrong": {"text": "Ảnh mất góc dưới, xã không đọc được.", "drawing": "anh-mat-goc"},
            "right": {"text": "Ảnh thấy đủ bốn góc giấy.", "drawing": "anh-du-goc"},
        }
