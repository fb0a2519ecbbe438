"""How sample papers are drawn, and how the pictures of them came out (sandbox/packs/drawings.yaml). Words only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from sandbox.engine.problems import SHIPPED, PackError, problems_of
from sandbox.engine.schema import Frozen, PaperLine, Photo, SamplePaper, Slug, Text
from sandbox.engine.yamlfiles import read_yaml

DRAWINGS = SHIPPED / "drawings.yaml"
Condition = Literal[
    "good", "corner", "top-corner", "blurred", "tilted", "unsigned", "page", "other", "matter"
]
UNKNOWN: Mapping[bool, Condition] = {True: "good", False: "blurred"}  # a picture that the file does not name


class Part(Frozen):
    """Lines that stand together: those with these labels, or with a label that ends in this word; without either,
    those that no other part asks for. ``half``: two such parts stand side by side where there is room.
    """

    title: str = ""
    labels: tuple[Text, ...] = ()
    ending: str = ""
    face: bool = False
    half: bool = False

    @property
    def takes_the_rest(self) -> bool:
        return not self.labels and not self.ending

    def asks_for(self, line: PaperLine) -> bool:
        """Whether this line belongs here before anywhere else."""
        return line.label in self.labels or bool(self.ending) and line.label.split()[-1] == self.ending


class Layout(Frozen):
    """A kind of paper: its shape, whose paper it looks like, its first sentence, its parts, who would sign below."""

    shape: Literal["page", "card", "persona"] = "page"
    office: tuple[Text, ...] = ()
    intro: str = ""
    parts: tuple[Part, ...] = (Part(),)
    closing: tuple[Text, ...] = ()


class Look(Frozen):
    """How a picture came out, in words."""

    words: Text


class Drawings(Frozen):
    """The whole file."""

    layouts: dict[Slug, Layout]
    conditions: dict[Condition, Look]
    photos: dict[Slug, Condition]
    photos_of: dict[Slug, dict[Slug, Condition]] = {}
    other_name: Text
    other_matter: Text


@dataclass(frozen=True)
class Sheet:
    """A sample paper with every line of it in its place."""

    paper: SamplePaper
    layout: Layout
    parts: tuple[tuple[Part, tuple[PaperLine, ...]], ...]


def read_drawings(path: Path = DRAWINGS) -> Drawings:
    """The drawings of a file. Raises PackError where it cannot be read or makes no sense."""
    try:
        return Drawings.model_validate(read_yaml(path))
    except ValidationError as error:
        raise PackError(problems_of(path.name, error)) from error


@cache
def shipped() -> Drawings:
    """The drawings that come with the sandbox, read once."""
    return read_drawings()


def arrange(paper: SamplePaper) -> Sheet:
    """The paper as it is drawn: no line is lost, whatever the layout asks for; a part without lines is left out."""
    layout = shipped().layouts.get(paper.drawing, Layout())
    asked = {part: tuple(filter(part.asks_for, paper.lines)) for part in layout.parts}
    taken = {line for lines in asked.values() for line in lines}
    rest = tuple(line for line in paper.lines if line not in taken)
    keeper = next((part for part in layout.parts if part.takes_the_rest), Part())
    order = layout.parts if keeper in layout.parts else (*layout.parts, keeper)
    placed = ((part, rest if part == keeper else asked[part]) for part in order)
    return Sheet(paper, layout, tuple((part, lines) for part, lines in placed if lines))


def condition_of(paper_id: str, photo: Photo) -> Condition:
    """How this picture of this paper came out."""
    drawings = shipped()
    special = drawings.photos_of.get(paper_id, {})
    return special.get(photo.id) or drawings.photos.get(photo.id) or UNKNOWN[photo.good]


def words_of(paper_id: str, photo: Photo) -> str:
    """What the picture shows, for whoever cannot see it."""
    return shipped().conditions[condition_of(paper_id, photo)].words
