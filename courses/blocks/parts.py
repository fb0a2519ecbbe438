"""What a step may be made of, one class a part. A new part is one class, one template and its test."""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.rich_text import RichText

from courses.words import clean_words, plain_words


class WordsBlock(RichTextBlock):
    """Short paragraphs with bold. Cleaned when saved, and when shown: a page may come from elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=["bold"], **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Words")
        template = "courses/blocks/words.html"

    def clean(self, value: RichText) -> RichText:
        """Raises ValidationError when nothing is left of a required text."""
        return super().clean(RichText(clean_words(value.source, for_editor=True)))

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
        template = "courses/blocks/tip.html"


class WarningBlock(AdviceBlock):
    """Something that does harm when it is not known."""

    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "courses/blocks/warning.html"
