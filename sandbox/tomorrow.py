""" "Mai đi nộp thật": what to have ready for the real thing, told from the pack alone.

No field, paper or fee is named here: another procedure is another pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from sandbox.catalogue import current_packs
from sandbox.engine.conditions import Not
from sandbox.engine.schema import Eform, FieldSpec, Pack, PaperSpec, Section


@dataclass(frozen=True)
class Photo:
    """A paper to photograph. ``words``: which case needs it, or how to photograph it."""

    name: str
    words: str


@dataclass(frozen=True)
class Asked:
    """What one part of the form asks: its heading, when it appears, and the labels in their order."""

    title: str
    when: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Tomorrow:
    """The card of one procedure."""

    pack: Pack
    photos: tuple[Photo, ...]
    rarer: tuple[Photo, ...]  # that only some families need
    asked: tuple[Asked, ...]

    @property
    def scenario_id(self) -> str:
        """An exercise of this procedure, to practise once more."""
        return self.pack.scenarios[0].id


def card(code: str) -> Tomorrow:
    """The card of the procedure with this code. Raises Http404 where no current pack practises it."""
    for version in current_packs():
        if version.procedure_code == code:
            return _card(version.pack)
    raise Http404


def _card(pack: Pack) -> Tomorrow:
    usual = [spec for spec in pack.papers if _is_usual(spec)]
    rarer = [spec for spec in pack.papers if not _is_usual(spec)]
    return Tomorrow(
        pack=pack,
        photos=tuple(Photo(spec.name, spec.hint) for spec in usual),
        rarer=tuple(Photo(spec.name, _case(spec, pack.eform.words)) for spec in rarer),
        asked=_asked(pack.eform),
    )


def _is_usual(spec: PaperSpec) -> bool:
    """Whether a case needs the paper unless something special is said: no condition, or only an exception."""
    always = spec.required if spec.required_if is None else isinstance(spec.required_if, Not)
    return always and (spec.show_if is None or isinstance(spec.show_if, Not))


def _case(spec: PaperSpec, words: Mapping[str, str]) -> str:
    """Which case needs the paper: the pack's own words, else its condition."""
    condition = spec.show_if or spec.required_if
    if spec.hint or condition is None:
        return spec.hint
    return _("Needed only when %(rule)s.") % {"rule": condition.explain(words)}


def _asked(eform: Eform) -> tuple[Asked, ...]:
    """The parts in the order of the form; a step without parts counts as one, under its own title."""
    parts = [(section.title or step.title, section) for step in eform.steps for section in step.sections]
    return tuple(_part(title, section, eform.words) for title, section in parts)


def _part(title: str, section: Section, words: Mapping[str, str]) -> Asked:
    """A part whose fields all hang on one condition hangs on it as a whole."""
    conditions = {spec.show_if for spec in section.fields}
    [only] = conditions if len(conditions) == 1 else [None]
    labels = tuple(_label(spec) for spec in section.fields)
    return Asked(title, only.explain(words) if only else "", labels)


def _label(spec: FieldSpec) -> str:
    return spec.label if spec.required else _("%(label)s (may stay empty)") % {"label": spec.label}
