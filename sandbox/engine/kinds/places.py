"""Provinces and communes, typed or chosen: the two tiers of an address since 01/07/2025 (packs/old_places.yaml)."""

from collections.abc import Iterable
from functools import cache
from typing import ClassVar

from kit.folding import fold
from sandbox.engine import writing
from sandbox.engine.kinds.base import registered
from sandbox.engine.kinds.choices import options
from sandbox.engine.kinds.words import Words, without_punctuation


class _Place(Words):
    """The name of a unit; the word for its sort in front ("tỉnh", "xã") does not count."""

    names_place = True
    restored = True
    sorts: ClassVar[tuple[str, ...]]
    # Other names under which everybody knows a place, both canonical.
    nicknames: ClassVar[dict[str, str]] = {}

    @property
    def chosen(self) -> bool:
        return True  # the screen offers provinces, and communes of a province, in a list

    def normalise(self, raw: str) -> str | None:
        name = self._bare(self._label(raw))
        return self.nicknames.get(name, name) if any(sign.isalnum() for sign in name) else None

    def stored(self, raw: str) -> str:
        return self._value(raw) or raw

    def format_error(self, raw: str) -> bool:
        return not self.empty(raw) and not any(sign.isalpha() for sign in writing.visible(raw))

    def takes(self, raw: str) -> bool:
        return bool(self._value(raw)) if self.field.choices else not self.format_error(raw)

    def show(self, value: str) -> str:
        return self._label(value)

    def printed_in(self, value: str, line: str) -> bool:
        normal, shown = self.normalise(value), writing.canonical(without_punctuation(line))
        return normal is not None and f" {normal} " in f" {shown} "

    def same_but_marks(self, typed: str, value: str) -> bool:
        wanted = fold(self.normalise(value) or "")
        whole, bare = fold(without_punctuation(self._label(typed))), fold(self.normalise(typed) or "")
        return bool(wanted) and wanted in (bare, whole, _without_sort(whole, map(fold, self.sorts)))

    def _bare(self, text: str) -> str:
        """The canonical name without its sort; a sort without marks ("tinh") is one, too."""
        name = writing.canonical(without_punctuation(text))
        return _without_sort(name, _sorts(self.sorts))

    def _label(self, raw: str) -> str:
        choice = self.field.choice(writing.visible(raw).casefold())
        return choice.label if choice else writing.visible(raw)

    def _value(self, raw: str) -> str:
        """The stored value of the option that this names; empty where it names none."""
        if not self.field.choices:
            return ""
        if found := options(self.field.choices).get(writing.canonical(raw)):
            return found
        normal = self.normalise(raw)
        found_by_name = (c.value for c in self.field.choices if self.normalise(c.label) == normal)
        return next(found_by_name, "")


@cache
def _sorts(sorts: tuple[str, ...]) -> tuple[str, ...]:
    return (*map(writing.canonical, sorts), *map(fold, sorts))


def _without_sort(name: str, sorts: Iterable[str]) -> str:
    for sort in sorts:
        if name.startswith(f"{sort} "):
            return name.removeprefix(f"{sort} ")
    return name


@registered
class Province(_Place):
    """Tỉnh or thành phố."""

    name = "province"
    sorts = ("tỉnh", "thành phố", "tp", "t")
    nicknames = dict.fromkeys(("hcm", "tphcm"), writing.canonical("hồ chí minh"))


@registered
class Commune(_Place):
    """Xã, phường or đặc khu of the province in the field `of`."""

    name = "commune"
    sorts = ("xã", "phường", "đặc khu", "x", "p")
