"""Parts of a commune's guides and news: those of a lesson that ask nothing and keep nothing."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

from courses.blocks.parts import TipBlock, WarningBlock, WordsBlock
from media.blocks import PictureBlock, SoundBlock


class GuidePartsBlock(StreamBlock):
    """What is said under a heading, in the editor's order."""

    words = WordsBlock()
    tip = TipBlock()
    warning = WarningBlock()

    class Meta:
        label = _("Parts of the step")


class GuideStepBlock(StructBlock):
    """One thing to do. All steps of a guide stand on one page, so that it can be printed and pinned up."""

    title = CharBlock(
        max_length=80, label=_("Heading"), help_text=_("Begin with a verb: “Take a clear photo”.")
    )
    picture = PictureBlock()
    sound = SoundBlock()
    parts = GuidePartsBlock()

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title}"


class NewsBodyBlock(GuidePartsBlock):
    """A piece of news: words, tips, warnings, pictures."""

    picture = PictureBlock()

    class Meta:
        label = _("Words of the news")
