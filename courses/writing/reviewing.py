"""Help while writing: everything on a page that could be better, named by step and field. It warns and never stops.

What a page holds is found by walking its blocks, so that a new kind of block is looked at without a word about it here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.blocks.question import QUESTIONS
from courses.writing import readability
from courses.writing.link_targets import LinkTargets, external
from courses.writing.links import Link, Rich, addresses_in, is_file_name, is_vague
from media.blocks import NameBlock, PictureBlock, SoundBlock

# Fields of our pages that hold sentences, in the order of the form. Addresses and hours are not prose.
TEXTS = ("title", "summary", "papers", "whom", "fee", "card", "closing")
ADDRESSES = ("map_link",)
MOST_NOTES = 60
EXAMPLES = frozenset({*QUESTIONS, "wrong"})  # what stands here may be wrong on purpose


@dataclass(frozen=True)
class Place:
    """Where on the form: the step or field as people call it, the id of its element, the end of its input's name."""

    group: str
    anchor: str
    name: str = ""
    is_example: bool = False


@dataclass(frozen=True)
class Note:
    """One thing to look at. ``before``, ``marked``, ``after``: the sentence, with what is meant in the middle."""

    kind: str
    place: Place
    say: str
    instead: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""


@dataclass(frozen=True)
class Group:
    """The notes of one step, or of one field."""

    label: str
    anchor: str
    notes: tuple[Note, ...]


@dataclass
class _Found:
    """What the walk brings home."""

    texts: list[tuple[Place, str]] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
    links: list[tuple[Place, Link]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    headings: dict[str, Place] = field(default_factory=dict)
    names: dict[int, frozenset[Any]] = field(default_factory=dict)

    def names_of(self, block: NameBlock) -> frozenset[Any]:
        """What may be chosen in ``block``, asked for once a page."""
        if id(block) not in self.names:
            self.names[id(block)] = frozenset(name for name, _title in block.field.choices)
        return self.names[id(block)]


@dataclass(frozen=True)
class Review:
    """What is open on a page, and its figures. ``hidden``: notes beyond those that are shown."""

    groups: tuple[Group, ...]
    sentences: int
    syllables: int
    rare: int
    counted: int
    hidden: int = 0

    @property
    def notes(self) -> list[Note]:
        return [note for group in self.groups for note in group.notes]

    @property
    def count(self) -> int:
        return len(self.notes) + self.hidden

    @property
    def average(self) -> int:
        """Tiếng of a sentence."""
        return round(self.syllables / self.sentences) if self.sentences else 0

    @property
    def rare_share(self) -> int:
        """Per cent of tiếng outside of the everyday words."""
        return round(100 * self.rare / self.counted) if self.counted else 0


def review(page: Page) -> Review:
    """Everything that is open on ``page``, whose values may be those of a form that was not saved.

    The number of questions to the database does not grow with the page.
    """
    return _made(page, _walked(page))


def _walked(page: Page) -> _Found:
    found = _Found()
    for name in TEXTS:
        if text := getattr(page, name, ""):
            found.texts.append((Place(_label(page, name), f"id_{name}", name), str(text)))
    for name in ADDRESSES:
        if address := getattr(page, name, ""):
            found.links.append((Place(_label(page, name), f"id_{name}", name), Link(str(address))))
    for model_field in page._meta.get_fields():
        if isinstance(model_field, StreamField):
            _walk_stream(page, model_field.name, found)
    return found


def summary(made: Review) -> str:
    """One sentence about what is open; empty when nothing is."""
    if not made.count:
        return ""
    return ngettext(
        "One thing could still be better. It stands below the form, under “Is it easy to read?”.",
        "%(count)s things could still be better. They stand below the form, under “Is it easy to read?”.",
        made.count,
    ) % {"count": made.count}


def outside_addresses(page: Page) -> list[str]:
    """Whole addresses that the page names, ours among them."""
    found = _walked(page)
    typed = [one for _, text in found.texts for one in addresses_in(text)]
    return [one for one in [*(link.address for _, link in found.links), *typed] if "://" in one]


def _label(page: Page, name: str) -> str:
    words = str(page._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


# --- Walking ----------------------------------------------------------------------------------------------------
def _walk_stream(page: Page, name: str, found: _Found) -> None:
    value = getattr(page, name)
    label = _label(page, name)
    for number, child in enumerate(value or [], 1):
        anchor = f"block-{child.id}-section" if child.id else f"id_{name}"
        group = label
        if child.block_type == "step":
            title = str((child.value or {}).get("title") or "")
            group = _("Step %(number)s: %(title)s") % {"number": number, "title": title}
        _walk(child.block, child.value, Place(group, anchor), found)


def _walk(block: Any, value: Any, place: Place, found: _Found) -> None:
    if value is None:
        return
    if isinstance(block, StreamBlock):
        for child in value:
            example = place.is_example or child.block_type in EXAMPLES
            _walk(child.block, child.value, _inside(place, child.id, is_example=example), found)
    elif isinstance(block, ListBlock):
        for child in value.bound_blocks:
            _walk(child.block, child.value, _inside(place, child.id), found)
    elif isinstance(block, StructBlock):
        _look_at(block, value, place, found)
        for name, child_block in block.child_blocks.items():
            example = place.is_example or name in EXAMPLES
            inner = replace(place, name=f"{place.name}-{name}".strip("-"), is_example=example)
            _walk(child_block, value.get(name), inner, found)
    else:
        _leaf(block, value, place, found)


def _inside(place: Place, number: Any, **more: Any) -> Place:
    """A child with an id of its own, by which the form finds it."""
    return (
        replace(place, anchor=f"block-{number}-section", name="", **more)
        if number
        else replace(place, **more)
    )


def _leaf(block: Any, value: Any, place: Place, found: _Found) -> None:
    if isinstance(block, RichTextBlock):
        _rich(str(getattr(value, "source", value)), place, found)
    elif isinstance(block, CharBlock | TextBlock):
        found.texts.append((place, str(value)))
    elif isinstance(block, NameBlock):
        if value and value not in found.names_of(block):
            say = _("What is chosen here is no longer there. Choose another one.")
            found.notes.append(Note("gone", place, say, marked=str(value)))
    elif isinstance(block, PageChooserBlock):
        found.links.append((place, Link("", page=value.pk)))


def _look_at(block: StructBlock, value: Any, place: Place, found: _Found) -> None:
    """Pictures without words, steps without a voice, two steps of one name, words explained."""
    if isinstance(block, PictureBlock):
        _picture(value, replace(place, name=f"{place.name}-alt".strip("-")), found)
    elif isinstance(block.child_blocks.get("sound"), SoundBlock):
        _step(value, place, found)
    elif set(block.child_blocks) == {"word", "text"}:  # a word explained
        found.explained.append(str(value.get("word") or ""))


def _picture(value: Any, place: Place, found: _Found) -> None:
    alt = str(value.get("alt") or "").strip()
    if (value.get("drawing") or value.get("image")) and not alt:
        found.notes.append(
            Note(
                "alt", place, _("This picture has no words. Say what it shows, for people who cannot see it.")
            )
        )
    elif alt and is_file_name(alt):
        say = _("This is the name of a file. Say what the picture shows.")
        found.notes.append(Note("alt", place, say, marked=alt))


def _step(value: Any, place: Place, found: _Found) -> None:
    title = " ".join(str(value.get("title") or "").lower().split())
    if title and title in found.headings:
        say = _("Another step has the same heading. Say what is different here.")
        found.notes.append(Note("heading", replace(place, name="title"), say, marked=str(value["title"])))
    found.headings.setdefault(title, place)
    if not (value.get("sound") or {}).get("file"):
        say = _("This step has no voice yet. Whoever cannot read well waits for it.")
        found.notes.append(Note("voice", replace(place, name="sound-file"), say))


def _rich(source: str, place: Place, found: _Found) -> None:
    rich = Rich(source)
    found.texts.append((place, rich.text))
    found.anchors |= rich.anchors
    found.links += [(place, link) for link in rich.links]
    level = 2  # of the step's own heading
    for one in rich.paragraphs:
        if one.tag[0] == "h" and one.tag[1:].isdigit():
            if int(one.tag[1]) > level + 1:
                say = _("This heading leaves out a level. Use the next smaller one.")
                found.notes.append(Note("heading", place, say, marked=one.text))
            level = int(one.tag[1])
        elif one.is_bold and len(one.text) > 2:
            say = _(
                "This whole paragraph is bold, like a heading. Make it the heading of a step, or bold one word only."
            )
            found.notes.append(Note("heading", place, say, marked=one.text))


# --- Judging ----------------------------------------------------------------------------------------------------
def _made(page: Page, found: _Found) -> Review:
    notes = [*found.notes, *_link_notes(page, found)]
    explained = [
        *found.explained,
        *(term for _, text in found.texts for term in readability.explained_in(text)),
    ]
    told: set[tuple[str, str]] = set()
    sentences = syllables = rare = counted = 0
    for place, text in found.texts:
        report = readability.report(text, explained)
        sentences += len(report.sentences)
        syllables += report.syllables
        rare, counted = rare + report.rare, counted + report.counted
        for finding in report.findings:
            if place.is_example and finding.kind != readability.LONG:
                continue
            note = _reading_note(place, report, finding)
            whole = f"{note.before}{note.marked}{note.after}"
            told_as = (finding.kind, finding.word if finding.kind == readability.TERM else whole)
            if told_as not in told:
                told.add(told_as)
                notes.append(note)
    groups = tuple(_grouped(found, notes[:MOST_NOTES]))
    return Review(groups, sentences, syllables, rare, counted, max(0, len(notes) - MOST_NOTES))


def _reading_note(place: Place, report: readability.Report, finding: readability.Finding) -> Note:
    sentence = report.sentences[finding.sentence]
    return Note(
        finding.kind,
        place,
        finding.say,
        finding.instead,
        report.text[sentence.start : finding.start],
        report.text[finding.start : finding.end],
        report.text[finding.end : sentence.end],
    )


def _link_notes(page: Page, found: _Found) -> Iterator[Note]:
    typed = [(place, Link(one)) for place, text in found.texts for one in addresses_in(text)]
    targets = LinkTargets(page, [link for _, link in [*found.links, *typed]], found.anchors)
    for place, link in found.links:
        shown = link.text or link.address
        if link.text and is_vague(link.text):
            say = _("These words do not say where the link leads. Name the page.")
            yield Note("link", place, say, marked=link.text)
        if say := targets.problem(link):
            yield Note("link", place, say, marked=shown)
    for place, link in typed:
        if not place.is_example and (say := external(link.address) or targets.problem(link)):
            yield Note("link", place, say, marked=link.address)


def _grouped(found: _Found, notes: list[Note]) -> Iterator[Group]:
    """In the order of the form: fields, then steps."""
    labels = list(
        dict.fromkeys([place.group for place, _ in found.texts] + [note.place.group for note in notes])
    )
    for label in labels:
        own = tuple(note for note in notes if note.place.group == label)
        if own:
            yield Group(label, own[0].place.anchor, own)
