"""Words planted in what is not for all: a draft, a private page, another side's people. They never show."""

import os
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.access.expect import Entry
from tests.access.survey import Seen, Visitors
from tests.access.table import OURS
from tests.access.things import missing_paths, own_path, probes
from tests.access.wagtail import WAGTAIL
from tests.people import COMMUNE, TEAM, Who
from tests.world import World

pytestmark = [
    pytest.mark.gate("permission"),
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
QUICK = os.environ.get("TUTAY_GATE_QUICK") == "1"
# In a hurry: one of each kind. Nobody, who practises, who sees a team's names, who edits.
HURRIED = [Who.ANONYMOUS, Who.LEARNER, Who.MEMBER, Who.COMMUNE_OFFICER]
EDITORS = frozenset({Who.COMMUNE_OFFICER, Who.ADMINISTRATOR})
NOBODY: frozenset[Who] = frozenset()
MAY_SEE: Mapping[str, frozenset[Who]] = {
    "draft": EDITORS,
    "private": EDITORS,
    "home": frozenset({Who.ADMINISTRATOR}),  # an officer writes below /hoc/, not the first page
    "officer": frozenset({Who.ADMINISTRATOR}),  # who looks after the accounts
    "other_team": NOBODY,
    "other_session": NOBODY,
    "other_person": NOBODY,
    "other_answer": NOBODY,
    "person": frozenset(
        {*TEAM, *COMMUNE}
    ),  # names: her team and her commune, not the province, not the machine
    "answer": frozenset({Who.LEARNER}),  # what she typed: nobody but her
}
# Questions to pages that look for something. None of them is a planted word: those would come back as typed.
QUESTIONS = (
    {"q": "khai sinh"},
    {"q": "Nhà văn hóa"},
    {"q": "giang a thu"},
    {"tu_khoa": "khai sinh"},
    {"ma_lop": "1112"},
)
SEARCHES = ({"q": "khai sinh"},)
FIELDS = (
    {"search": "khai"},
    {"fields": "*"},
    {"descendant_of": "root"},
    {"child_of": "root", "for_explorer": "1"},
)
EXPORTS = ({"export": "csv"}, {"export": "xlsx"})
ASKING = ("tim/", "sitemap.xml", "tap/tra-cuu/", "vao/", "to/", "to/so-lieu/", "to/nguoi/", "to/vai-tro/")


def all_paths(entry: Entry, world: World) -> Iterator[str]:
    """Of our own things, of others', of nothing."""
    yield own_path(entry, world)
    if not entry.library:
        yield from missing_paths(entry, world)
    for probe in probes(entry, world):
        yield probe.other


def asks(entry: Entry) -> Iterable[Mapping[str, str]]:
    """The questions worth putting to an address."""
    if entry.route in ASKING:
        return QUESTIONS
    if not entry.library or "<" in entry.route:
        return ()
    if "/api/" in entry.route:
        return FIELDS
    return EXPORTS if "/reports/" in entry.route or entry.route == "quan-tri/users/" else SEARCHES


def crawl(visitors: Visitors, world: World, who: Who, entries: Iterable[Entry]) -> Iterator[Seen]:
    """Everything that this column can ask for."""
    for entry in entries:
        for path in dict.fromkeys(all_paths(entry, world)):
            yield visitors.look(who, path)
        for query in asks(entry) if entry in OURS or who in EDITORS else ():
            yield visitors.look(who, own_path(entry, world), query)


def pages_of(world: World) -> list[str]:
    """Pages as people read them, those included that are not for all; and what stands behind each."""
    ours = world.pages
    pages = (ours.home, ours.course, ours.lesson, ours.draft, ours.private)
    addresses = [page.get_url() or f"/hoc/giay-to/{page.slug}/" for page in pages]
    return [*addresses, *(f"{address}{more}" for address in addresses[2:] for more in ("buoc-2/", "xong/"))]


def forbidden_words(world: World, who: Who) -> frozenset[str]:
    """The planted words that this column must never meet."""
    return frozenset(getattr(world.words, name) for name, allowed in MAY_SEE.items() if who not in allowed)


def leaks(seen: Iterable[Seen], forbidden: frozenset[str]) -> list[str]:
    """Answers in which such a word stands."""
    return [f"{one} shows {sorted(one.words & forbidden)}" for one in seen if one.words & forbidden]


def test_every_planted_word_has_its_readers(world: World, visitors: Visitors) -> None:
    assert {getattr(world.words, name) for name in MAY_SEE} == set(visitors.words)


def readable(who: Who) -> Iterable[Entry]:
    """What is worth crawling as this column. The administrator's editor is left out in a hurry: no limits there."""
    if who not in EDITORS or (QUICK and who is Who.ADMINISTRATOR):
        return OURS
    return [*OURS, *WAGTAIL]


@pytest.mark.parametrize("who", HURRIED if QUICK else list(Who))
def test_no_page_shows_what_is_not_for_this_reader(visitors: Visitors, world: World, who: Who) -> None:
    seen = [
        *crawl(visitors, world, who, readable(who)),
        *(visitors.look(who, path) for path in pages_of(world)),
    ]
    found = leaks(seen, forbidden_words(world, who))
    assert not found, f"{len(found)} of {len(seen)}:\n" + "\n".join(found[:40])


@pytest.mark.parametrize("who", [Who.ANONYMOUS, Who.MEMBER] if QUICK else sorted(set(Who) - EDITORS))
def test_no_page_of_the_editor_shows_anything_to_others(visitors: Visitors, world: World, who: Who) -> None:
    """Wagtail's own addresses for those who have no business there."""
    found = leaks(crawl(visitors, world, who, WAGTAIL), visitors.words)
    assert not found, "\n".join(found[:40])


def test_planted_words_do_show_to_those_they_are_for(visitors: Visitors, world: World) -> None:
    """Else the crawl above would look for words that nobody has planted."""
    words, own = world.words, world.own
    board = f"/to/buoi/{own.session.id}/bang/"
    edit = "/quan-tri/pages/{}/edit/"
    there = {
        words.person: (Who.MEMBER, board),
        words.answer: (Who.LEARNER, f"/tap/bai/{own.attempt.id}/ke-khai/"),
        words.draft: (Who.COMMUNE_OFFICER, edit.format(world.pages.draft.pk)),
        words.private: (Who.COMMUNE_OFFICER, edit.format(world.pages.private.pk)),
        words.home: (Who.ADMINISTRATOR, edit.format(world.pages.home.pk)),
        words.officer: (Who.ADMINISTRATOR, "/quan-tri/users/"),
    }
    for word, (who, path) in there.items():
        assert word in visitors.look(who, path).words, (who, path, word)


def test_the_other_sides_words_show_to_the_other_side(world: World) -> None:
    from tests.people import learner_client, user_client

    other = world.other
    board = user_client(other.users[Who.LEADER]).get(f"/to/buoi/{other.session.id}/").content.decode()
    for word in (world.words.other_session, world.words.other_person):
        assert word in board
    home = user_client(other.users[Who.LEADER]).get("/to/so-lieu/").content.decode()
    assert world.words.other_team in home
    form = learner_client(other.learner).get(f"/tap/bai/{other.attempt.id}/ke-khai/").content.decode()
    assert world.words.other_answer in form


def test_a_wrong_pair_of_codes_looks_like_somebody_elses(visitors: Visitors, world: World) -> None:
    """Dossier code and look-up code: both right, or the same answer as for a dossier that does not exist."""
    own, other = world.own.dossier, world.other.dossier
    pairs = [
        (other.code, own.lookup_code),
        (own.code, other.lookup_code),
        (other.code, "ZZZZ"),
        (other.code, "AAAA"),
        ("000.00.00.H00-261123-9999", other.lookup_code),
    ]
    answers = set()
    for code, word in pairs:
        seen = visitors.ask(
            Who.LEARNER, "POST", "/tap/tra-cuu/", form={"code": code, "lookup_code": word}, keep=True
        )
        assert not seen.writes and not seen.words, seen
        answers.add(seen.without(f'value="{code}"', f'value="{word}"'))
    assert len(answers) == 1


def test_both_codes_open_a_dossier_but_not_what_was_typed(visitors: Visitors, world: World) -> None:
    other = world.other.dossier
    seen = visitors.ask(
        Who.ANONYMOUS,
        "POST",
        "/tap/tra-cuu/",
        form={"code": other.code, "lookup_code": other.lookup_code.lower()},
        keep=True,
    )
    assert seen.status == 200 and "Yêu cầu bổ sung" in seen.body
    assert not seen.words
