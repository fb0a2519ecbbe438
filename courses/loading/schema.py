"""What the files of lessons may say, and how much: read strictly, so that a slip is found before a reader meets it.

Limits are those of the blocks that show it. Pure but for the names of drawings and icons: exercises and procedures,
which only the database knows, are checked by the blocks when a lesson is loaded.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)

from sandbox.enums import ModeChoice
from ui.service import drawing_names, icon_names

LESSON_STEPS = (3, 8)  # of a lesson that is shipped


class BadLesson(ValueError):
    """The data do not make a lesson; the message says where and why."""


def _known(names: Callable[[], Sequence[str]], what: str) -> AfterValidator:
    def check(name: str) -> str:
        if name and name not in names():
            raise ValueError(f"there is no {what} {name!r}")
        return name

    return AfterValidator(check)


def _lines(text: Any) -> Any:
    """The lines of a block of text; a list is lines already."""
    return [line.strip() for line in text.splitlines() if line.strip()] if isinstance(text, str) else text


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Drawing = Annotated[str, _known(drawing_names, "drawing")]
Icon = Annotated[str, _known(icon_names, "icon")]
Line = Annotated[str, Field(min_length=1, max_length=60)]
Title = Annotated[str, Field(min_length=1, max_length=80)]
Answer = Annotated[str, Field(min_length=1, max_length=120)]
Asked = Annotated[str, Field(min_length=1, max_length=160)]
Brief = Annotated[str, Field(min_length=1, max_length=200)]
Reply = Annotated[str, Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Strict(BaseModel):
    """A key that nobody knows is a mistake. What is left empty is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None}


class PictureData(Strict):
    """A drawing of the look, or a picture of the replica (courses.loading.shots) by its name."""

    drawing: Drawing = ""
    shot: Slug | None = None
    alt: Brief

    @model_validator(mode="after")
    def _one_picture(self) -> "PictureData":
        if bool(self.drawing) == bool(self.shot):
            raise ValueError("a drawing or a shot, one of them")
        return self


class SoundData(Strict):
    file: str
    seconds: int = Field(ge=1, le=600)


class AdviceData(Strict):
    title: str = Field("", max_length=60)
    text: Text


class TermData(Strict):
    word: Line
    text: Brief


class SideData(Strict):
    text: Asked
    drawing: Drawing = ""


class CompareData(Strict):
    title: str = Field("", max_length=60)
    wrong: SideData
    right: SideData


class PractiseData(Strict):
    scenario: Slug
    mode: Literal["", *ModeChoice.values] = ""  # type: ignore[valid-type]  # the names are those of the sandbox


class OptionData(Strict):
    text: Answer
    right: bool = False
    reply: Reply
    drawing: Drawing = ""


class ChoiceData(Strict):
    """A question of which exactly one answer is right; of `mistake` the answers are the lines of a form."""

    kind: Literal["one", "mistake"] = "one"
    text: Asked
    options: tuple[OptionData, ...] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def _one_is_right(self) -> "ChoiceData":
        if sum(option.right for option in self.options) != 1:
            raise ValueError("exactly one of the options is right")
        return self


class SeveralData(Strict):
    kind: Literal["several"]
    text: Asked
    options: tuple[OptionData, ...] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def _some_are_right(self) -> "SeveralData":
        if not 0 < sum(option.right for option in self.options) < len(self.options):
            raise ValueError("one or more of the options are right, and not all")
        return self


class OrderData(Strict):
    kind: Literal["order"]
    text: Asked
    items: tuple[Answer, ...] = Field(min_length=3, max_length=5)
    reply_right: Reply
    reply_wrong: Reply

    @model_validator(mode="after")
    def _items_differ(self) -> "OrderData":
        if len(set(self.items)) < len(self.items):
            raise ValueError("two of the items are the same")
        return self


class TypedData(Strict):
    kind: Literal["typed"]
    text: Asked
    field: Literal["name", "date", "text"]
    answer: Answer
    paper: Asked
    reply_right: Reply
    reply_wrong: Reply


def _kind(question: Any) -> str:
    """The tag of a question by its kind; an unknown kind is reported by the usual one."""
    kind = question.get("kind") if isinstance(question, Mapping) else ""
    return kind if kind in ("several", "order", "typed") else "one"


QuestionData = Annotated[
    Annotated[ChoiceData, Tag("one")]
    | Annotated[SeveralData, Tag("several")]
    | Annotated[OrderData, Tag("order")]
    | Annotated[TypedData, Tag("typed")],
    Discriminator(_kind),
]


class StepData(Strict):
    title: Title
    picture: PictureData | None = None
    sound: SoundData | None = None
    narration: str = ""
    text: Annotated[str, Field(min_length=1, max_length=1000)]
    term: TermData | None = None
    tip: AdviceData | None = None
    warning: AdviceData | None = None
    compare: CompareData | None = None
    question: QuestionData | None = None
    practise: PractiseData | None = None
    drill: Slug | None = None
    real: str | None = None


class LessonData(Strict):
    title: Line
    slug: Slug
    summary: Annotated[str, Field(min_length=1, max_length=250)]
    icon: Icon = "giay"
    minutes: int = Field(ge=1, le=120)
    procedure: str = Field("", max_length=20)
    pack: str = Field("", max_length=60)
    review_by: date | None = None
    steps: tuple[StepData, ...] = Field(min_length=1, max_length=20)
    card: Annotated[tuple[Line, ...], BeforeValidator(_lines), Field(max_length=5)] = ()
    closing: Annotated[tuple[Reply, ...], BeforeValidator(_lines)] = ()


class CourseData(Strict):
    title: Line
    slug: Slug
    intro: str = Field("", max_length=300)
    picture: Drawing = ""


class OneLesson(Strict):
    """A course with one lesson of it, as tests and other installations bring them."""

    course: CourseData
    lesson: LessonData


class NeedData(Strict):
    title: Line
    note: str = Field("", max_length=60)
    icon: Icon
    lesson: Slug | None = None
    step: int | None = Field(None, ge=1, le=20)
    practise: PractiseData | None = None
    anchor: Slug | None = None

    @model_validator(mode="after")
    def _leads_to_one_thing(self) -> "NeedData":
        if sum(way is not None for way in (self.lesson, self.practise, self.anchor)) != 1:
            raise ValueError("leads to exactly one of lesson, practise, anchor")
        return self


class HomeData(Strict):
    title: Line
    lead: str = Field("", max_length=200)
    needs_title: str = Field("", max_length=60)
    needs: tuple[NeedData, ...] = ()
    class_words: str = Field("", max_length=200)
    tip_title: str = Field("", max_length=60)
    tip: str = Field("", max_length=300)


Data = TypeVar("Data", bound=Strict)


def parsed(model: type[Data], data: Any) -> Data:
    """``data`` as ``model`` has it. Raises BadLesson, which names step and key of every mistake."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadLesson("; ".join(_told(one) for one in error.errors())) from error


def _told(problem: Any) -> str:
    """ "step 3, question.options.2.reply: …": places in a list count from one, as people do."""
    way: list[str] = []
    place = ""
    for key in problem["loc"]:
        if way[-1:] == ["steps"] and isinstance(key, int):
            place, way = f"step {key + 1}, ", []
        elif way != ["question"] or key not in ("one", "several", "order", "typed"):
            way.append(str(key + 1) if isinstance(key, int) else str(key))
    return f"{place}{'.'.join(way) or 'file'}: {problem['msg']}"


def read_file(model: type[Data], path: Path) -> Data:
    """The file at ``path``. Raises BadLesson, which names file, step and key."""
    try:
        return parsed(model, yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadLesson(f"{path.parent.name}/{path.name}: cannot be read: {error}") from error
    except BadLesson as error:
        raise BadLesson(f"{path.parent.name}/{path.name}: {error}") from error
