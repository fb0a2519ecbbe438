"""Pages that were written for an older version of the procedure that they teach: which, what changed, and the word
that a page is still right.

Who reads them is told nothing: the exercises are practice, they always are of the current version, and a citizen can do
nothing about a lesson that somebody has to read through again. Who writes them is told everywhere she looks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from wagtail.models import TaskState
from wagtail.permissions import page_permission_policy

from accounts.models import User
from courses.loading import shots
from kit import audit
from kit.folding import fold
from media.models import Picture
from sandbox import service as sandbox
from sandbox.service import Change, Difference

CONFIRMED = "courses.pack_confirmed"  # in the history of a page
_LEAST_LETTERS = 4  # of a name that is looked for in the words of a page


class Moved(Exception):
    """The pack has changed again since the page with the difference was shown."""


@dataclass(frozen=True)
class Outdated:
    """A page whose procedure has changed. ``in_draft``: a draft was put right, and is not published yet."""

    page: Any
    name: str
    in_draft: bool

    @property
    def is_lesson(self) -> bool:
        from courses.models import LessonPage

        return isinstance(self.page, LessonPage)

    @cached_property
    def difference(self) -> Difference:
        """What changed since the page was written."""
        return sandbox.difference(self.page.pack, self.page.pack_version)


def is_outdated(page: Any) -> bool:
    """Whether ``page``, as it is at hand, was written for an older version. Asks at most once a minute."""
    current = sandbox.current_versions().get(getattr(page, "pack", "") or "", "")
    return bool(current and page.pack_version and page.pack_version != current)


def outdated_pages(user: User | None = None) -> list[Outdated]:
    """Every page of which this is so; with ``user``, those that she may edit. A handful of queries."""
    from courses.models import GuidePage, LessonPage

    packs = {one.slug: one for one in sandbox.taught_packs()}
    digests = [one.digest for one in packs.values()]
    found: list[Outdated] = []
    for model in (LessonPage, GuidePage):
        rows: Any = model.objects.filter(pack__in=packs, alias_of=None)
        rows = rows.exclude(pack_version__in=["", *digests]).order_by("path")
        if user is not None:
            hers: Any = page_permission_policy.instances_user_has_permission_for(user, "change")
            rows = rows.filter(pk__in=hers.values("pk"))
        found += [
            Outdated(page, packs[page.pack].name, in_draft)
            for page in rows.defer("steps").select_related("latest_revision")
            for in_draft in [_is_draft_right(page, packs[page.pack].digest)]
            if page.live or not in_draft
        ]
    return found


def _is_draft_right(page: Any, digest: str) -> bool:
    draft = page.latest_revision
    return bool(draft and draft.content.get("pack_version") == digest)


# --- What matters to this page ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sorted:
    """The changes that concern a page, those of its pictures first, and the others."""

    here: tuple[Change, ...]
    elsewhere: tuple[Change, ...]


def sorted_for(page: Any, changes: Iterable[Change]) -> Sorted:
    """What of the page's pictures has changed, then of its exercises and words, then everything else."""
    shown, used = names_of(page)
    said = page.search_plain
    pictured, rest = sandbox.first_for(tuple(changes), shown)
    concerned = [change for change in rest if change.names & used or _is_said(change, said)]
    others = [change for change in rest if change not in concerned]
    return Sorted((*pictured, *concerned), tuple(others))


def names_of(page: Any) -> tuple[frozenset[str], frozenset[str]]:
    """(what the pictures of a page show, what else it teaches), by the names of `sandbox.service.Change`."""
    shown: set[str] = set()
    used: set[str] = set()
    stills = shots.stills()
    titles = _titles_of_pictures(page)
    for step in page.steps.raw_data:
        value = step["value"]
        image: int = (value.get("picture") or {}).get("image") or 0
        still = stills.get(titles.get(image, ""))
        if still is not None:
            shown |= sandbox.names_of_still(page.pack, *still)
        if scenario := (value.get("practise") or {}).get("scenario"):
            used |= sandbox.names_of_scenario(page.pack, scenario)
        if any(part["type"] == "real" for part in value.get("parts") or ()):
            used.add("procedure")
    if hasattr(page, "papers"):  # a guide: what to bring, what it costs
        used |= {"procedure", *sandbox.names_of_papers(page.pack)}
    return frozenset(shown), frozenset(used)


def _titles_of_pictures(page: Any) -> Mapping[int, str]:
    ids = [(step["value"].get("picture") or {}).get("image") for step in page.steps.raw_data]
    return dict(Picture.objects.filter(pk__in=[one for one in ids if one]).values_list("pk", "title"))


def _is_said(change: Change, plain: str) -> bool:
    """Whether the page says a name that is gone or another one by now; ``plain``: its words, folded."""
    if not change.is_name:
        return False
    old = fold(change.old_name)
    return len(old) >= _LEAST_LETTERS and old in plain


# --- "I have looked, it is still right" ------------------------------------------------------------------------------
@transaction.atomic
def confirm(page: Any, version: str, *, by: User) -> None:
    """``page`` is right for the current version of its pack, of which ``by`` has read the digest ``version``.

    What people read stays as it is: a new revision says so in the history, and drafts that go on (scheduled, waiting
    for approval) say it too, else publishing them would bring the mark back. Raises Moved.
    """
    row = type(page).objects.select_for_update().get(pk=page.pk)
    if sandbox.pack_version(row.pack) != version:
        raise Moved
    draft = row.get_latest_revision_as_object()
    if row.pack_version == version and draft.pack_version == version:
        return
    draft.pack_version = version
    made = draft.save_revision(user=by, changed=False, clean=False, log_action=CONFIRMED)
    type(page).objects.filter(pk=row.pk).update(pack_version=version)
    for revision in row.revisions.exclude(pk=made.pk).exclude(approved_go_live_at=None):
        _stamp(revision, version)
    waiting = TaskState.objects.filter(revision__in=row.revisions.all(), status=TaskState.STATUS_IN_PROGRESS)
    for state in waiting.select_related("revision"):
        _stamp(state.revision, version)
    note(row, by=by)


def _stamp(revision: Any, version: str) -> None:
    revision.content["pack_version"] = version
    revision.save(update_fields=["content"])


def note(page: Any, *, by: User) -> None:
    """Keep that ``by`` has found ``page`` right."""
    data = {"page": page.pk, "pack": page.pack, "version": sandbox.pack_version(page.pack)[:12]}
    audit.log("page.pack_confirmed", actor=f"user:{by.pk}", data=data)
