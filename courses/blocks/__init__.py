"""Blocks of our pages, which import them from here."""

from courses.blocks.field import LessonStreamField
from courses.blocks.guide import GuideStepBlock, NewsBodyBlock
from courses.blocks.needs import NeedsBlock
from courses.blocks.step import StepBlock

__all__ = ["GuideStepBlock", "LessonStreamField", "NeedsBlock", "NewsBodyBlock", "StepBlock"]
