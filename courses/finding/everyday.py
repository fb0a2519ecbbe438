"""everyday.yaml: what people say for what pages say. Read strictly: a slip in the file is found when it is read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from courses.finding.words import Rewriting, key_of, keys_of, mark_of, split
from courses.loading.schema import BadLesson, Strict, read_file

FILE = Path(__file__).resolve().parent / "everyday.yaml"
Phrase = Annotated[str, Field(min_length=2, max_length=80)]


class Everyday(Strict):
    """``means``: other names for one word of ours; ``empty``: words that say nothing; ``said``: whole phrases for a
    lesson (its slug) or a procedure (its code); ``often``: what to show to somebody who found nothing, by slug."""

    means: Mapping[Phrase, tuple[Phrase, ...]]
    empty: tuple[str, ...] = ()
    said: Mapping[str, tuple[Phrase, ...]]
    often: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        """A phrase for two things would be a coin thrown: refused."""
        for name, phrases in (
            ("means", [one for said in self.means.values() for one in said]),
            ("said", [one for said in self.said.values() for one in said]),
        ):
            seen: set[tuple[str, ...]] = set()
            for phrase in phrases:
                keys = tuple(keys_of(phrase))
                if not keys or keys in seen:
                    raise ValueError(f"{name}: {phrase!r} says nothing, or stands there twice")
                seen.add(keys)
        return self

    @property
    def rewriting(self) -> Rewriting:
        """Short forms as `words` uses them."""
        meanings = {
            tuple(keys_of(said)): tuple(split(meant))
            for meant, all_said in self.means.items()
            for said in all_said
        }
        return Rewriting(meanings, frozenset((key_of(word), mark_of(word)) for word in self.empty))


def read_everyday(path: Path = FILE) -> Everyday:
    """The file at ``path``. Raises BadLesson, naming the key, for one that is not as it should be."""
    try:
        return read_file(Everyday, path)
    except ValidationError as error:
        raise BadLesson(f"{path.name}: {error}") from error


@cache
def everyday() -> Everyday:
    """The file that comes with the site, read once."""
    return read_everyday()
