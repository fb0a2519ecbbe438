"""The worked example of a scenario: what is shown of the portal, frame by frame, and what a hand points at."""

from pydantic import Field

from sandbox.engine.schema.base import FieldId, Frozen, Slug, Text


class Frame(Frozen):
    """One look at the portal. `place` is a place of the journey, or one of those after sending.

    On a step of the form it shows `fields`, copied from one paper; anywhere else, and for the button of a step,
    the hand points at `point`. No value stands here: what is filled in by now follows from the answer key.
    """

    place: Slug
    fields: tuple[FieldId, ...] = ()
    point: str = ""
    caption: tuple[Text, ...] = Field(min_length=1)


class Walkthrough(Frozen):
    """The frames of one scenario, in the order in which they are shown."""

    scenario: Slug
    frames: tuple[Frame, ...] = Field(min_length=1)
