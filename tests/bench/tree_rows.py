"""The rows of a country: one portal made by the real door, and copies of it made by the database itself.

Everything that a portal is made of is copied with other numbers, paths and names: pages, revisions, log, search index,
groups and their rights, folder, picture, officer and approver. `shape` is what two portals must have in common.
PostgreSQL only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.text import slugify
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
)

from accounts.enums import Role
from accounts.models import Appointment, User
from courses.models import CommunePage, GuidePage, Portal, PortalIndexPage
from courses.portals import capital
from courses.service import create_portal
from kit.folding import fold
from media.models import Picture
from places import loader
from places.models import Commune
from tests.media.factories import make_picture
from tests.people import make_officer

GUIDES = 10
SUBJECTS = (
    "Chứng thực bản sao",
    "Đăng ký kết hôn",
    "Trợ cấp tuổi già",
    "Xác nhận cư trú",
    "Khai tử",
    "Thẻ bảo hiểm y tế",
)


@dataclass(frozen=True)
class Made:
    """The portal that the others are copies of, and how many portals there are."""

    first: Portal
    count: int


def make(share: float) -> Made:
    """Fill an empty, migrated database, but for the last commune, which has no portal yet."""
    loader.load(loader.shipped())
    communes = list(Commune.objects.filter(is_fictional=False).select_related("province"))
    wanted = communes[: max(3, round(len(communes) * share))]
    first = make_by_hand(wanted[0])
    with transaction.atomic(), connection.cursor() as cursor:
        _name_copies(cursor, first, wanted[1:-1])
        _number_copies(cursor, first)
        _copy_everything(cursor, first)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    return Made(first, len(wanted) - 1)


# --- The real door -------------------------------------------------------------------------------------------------
def make_by_hand(commune: Commune) -> Portal:
    """A portal with its people, a picture and ten published guides, each made as the editor makes it."""
    portal = create_portal(commune)
    fill(portal)
    return portal


def fill(portal: Portal) -> None:
    """People, a picture, and guides up to ten, all published."""
    for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER):
        user = make_officer(role, portal.commune)
        user.username = f"{role.value}-{portal.pk}"
        user.save()
    picture = make_picture(640, 480)
    picture.collection = portal.folder
    picture.save()
    page = portal.page
    for number in range(GUIDES - page.get_children().count()):
        subject = SUBJECTS[number % len(SUBJECTS)]
        guide = GuidePage(
            title=f"{subject} {number + 1}", summary=f"{subject}: giấy cần mang, đi đâu, gặp ai.", live=False
        )
        guide.steps = _steps(page, picture)
        page.add_child(instance=guide)
    for guide in GuidePage.objects.child_of(page):
        guide.save_revision().publish()


def _steps(page: CommunePage, picture: Picture) -> Any:
    """Those of a guide that the portal began with, the first with a picture."""
    steps: Any = GuidePage.objects.child_of(page).order_by("path")[0].steps.get_prep_value()
    steps[0]["value"]["picture"] = {"drawing": "", "image": picture.pk, "alt": "Bảng chỉ đường ở cửa."}
    return steps


def shape(portal: Portal) -> dict[str, Any]:
    """What does not depend on which commune it is: pages, rights, people, revisions, words in the index."""
    from modelsearch.models import IndexEntry

    pages = list(Page.objects.descendant_of(portal.page, inclusive=True).order_by("path"))
    root = Page.objects.get(pk=portal.page_id)
    numbers = [str(page.pk) for page in pages]
    kinds = ContentType.objects.get_for_models(Page, CommunePage, GuidePage).values()
    revisions = Revision.page_revisions.filter(object_id__in=numbers)
    return {
        "pages": [
            (
                one.path[len(root.path) :],
                one.url_path[len(root.url_path) :],
                one.depth,
                one.numchild,
                one.live,
                one.has_unpublished_changes,
            )
            for one in pages
        ],
        "titles": [one.title for one in pages[1:]],
        "heading": pages[0].title == pages[0].draft_title == capital(str(portal.commune)),
        "lead": str(portal.commune) in CommunePage.objects.get(pk=root.pk).lead,
        "kinds": [one.content_type_id for one in pages],
        "live revisions": all(one.live_revision_id == one.latest_revision_id for one in pages),
        "revisions": revisions.count(),
        "revisions are of their page": all(one.content["pk"] == int(one.object_id) for one in revisions),
        "log": PageLogEntry.objects.filter(page__in=pages).count(),
        "index": IndexEntry.objects.filter(object_id__in=numbers, content_type__in=kinds).count(),
        "references": ReferenceIndex.objects.filter(
            base_content_type__in=kinds, object_id__in=numbers
        ).count(),
        "page rights": _rights(portal, GroupPagePermission.objects.filter(page__in=pages)),
        "folder rights": _rights(
            portal, GroupCollectionPermission.objects.filter(collection=portal.folder_id)
        ),
        "group rights": [_codenames(group.permissions.all()) for group in (portal.editors, portal.approvers)],
        "people": [group.user_set.count() for group in (portal.editors, portal.approvers)],
        "pictures": Picture.objects.filter(collection=portal.folder_id).count(),
        "folder": portal.folder.name == f"{capital(str(portal.commune))} ({portal.pk})",
        "groups": [
            group.name.replace(str(portal.commune), "").replace(portal.pk, "")
            for group in (portal.editors, portal.approvers)
        ],
    }


def _codenames(permissions: Any) -> list[str]:
    return sorted(permissions.values_list("codename", flat=True))


def _rights(portal: Portal, held: Any) -> list[tuple[str, str]]:
    names = {portal.editors_id: "editors", portal.approvers_id: "approvers"}
    rows = held.values_list("group", "permission__codename")
    return sorted((names.get(group, "somebody else"), codename) for group, codename in rows)


# --- Copies --------------------------------------------------------------------------------------------------------
def _name_copies(cursor: Any, first: Portal, communes: list[Commune]) -> None:
    """A table of what is different in each copy: names and the way to it in both trees."""
    index = PortalIndexPage.objects.get()
    folders = Collection.get_first_root_node()
    at, folder_at = (node._get_lastpos_in_path() for node in (first.page, first.folder))
    taken = {first.page.slug}
    cursor.execute(
        "CREATE TEMP TABLE copies (n int primary key, code text, said text, called text, slug text, path text,"
        " url text, folder_path text)"
    )
    rows = []
    for n, commune in enumerate(communes, 1):
        slug = slugify(fold(commune.name)) or commune.pk.lower()
        slug = f"{slug}-{commune.pk.lower()}" if slug in taken else slug
        taken.add(slug)
        path = Page._get_path(index.path, index.depth + 1, at + n)
        folder = Collection._get_path(folders.path, 2, folder_at + n)
        rows.append(
            (
                n,
                commune.pk,
                str(commune),
                capital(str(commune)),
                slug,
                path,
                f"{index.url_path}{slug}/",
                folder,
            )
        )
    cursor.executemany("INSERT INTO copies VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)
    Page.objects.filter(pk=index.pk).update(numchild=index.get_children().count() + len(rows))
    Collection.objects.filter(pk=folders.pk).update(numchild=folders.get_children().count() + len(rows))


def _number_copies(cursor: Any, first: Portal) -> None:
    """For everything with a number of its own: old number, copy, new number."""
    pages = Page.objects.descendant_of(first.page, inclusive=True)
    numbers = [str(pk) for pk in pages.values_list("pk", flat=True)]
    people = User.objects.filter(groups__in=[first.editors_id, first.approvers_id])
    sources = {
        "page": (Page, pages),
        "revision": (Revision, Revision.page_revisions.filter(object_id__in=numbers)),
        "people": (User, people),
        "groups": (Group, Group.objects.filter(pk__in=[first.editors_id, first.approvers_id])),
        "folder": (Collection, Collection.objects.filter(pk=first.folder_id)),
        "picture": (Picture, Picture.objects.filter(collection=first.folder_id)),
    }
    for name, (model, rows) in sources.items():
        old = sorted(set(rows.values_list("pk", flat=True)))
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
        cursor.execute(
            f"CREATE TEMP TABLE new_{name} (old int, n int, id int, key uuid, PRIMARY KEY (old, n))"
        )
        for place, number in enumerate(old):
            cursor.execute(
                f"INSERT INTO new_{name} SELECT %s, n, %s + (n - 1) * %s + %s, gen_random_uuid() FROM copies",  # noqa: S608
                [number, last + 1, len(old), place],
            )
    cursor.execute("ANALYZE")


def _copy(cursor: Any, model: Any, joins: str, changes: Mapping[str, str]) -> None:
    """Copy the rows of ``model`` (``t``) that ``joins`` finds; ``changes``: column → what it is in the copy.

    Without a change of its number a row gets the next one.
    """
    columns = [field.column for field in model._meta.local_concrete_fields]
    columns = [one for one in columns if one in changes or one != "id"]
    values = [changes.get(one, f't."{one}"') for one in columns]
    names = ", ".join(f'"{one}"' for one in columns)
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(values)} FROM "{model._meta.db_table}" t {joins}'
    )  # noqa: S608


def _copy_everything(cursor: Any, first: Portal) -> None:
    _copy_pages(cursor, first)
    _copy_people(cursor, first)
    _copy_rights(cursor, first)
    _copy_around_pages(cursor)


def _renamed(column: str, first: Portal) -> str:
    said = str(first.commune).replace("'", "''")
    called = capital(str(first.commune)).replace("'", "''")
    return f"replace(replace({column}, '{called}', c.called), '{said}', c.said)"


OF_PAGE = "JOIN new_page p ON p.old = {column} JOIN copies c USING (n)"


def _copy_pages(cursor: Any, first: Portal) -> None:
    path, url = len(first.page.path), len(first.page.url_path)
    moved = f"c.path || substr(t.path, {path + 1})", f"c.url || substr(t.url_path, {url + 1})"
    slug = f"CASE WHEN t.id = {first.page_id} THEN c.slug ELSE t.slug END"
    page = {
        "id": "p.id",
        "path": moved[0],
        "url_path": moved[1],
        "slug": slug,
        "translation_key": "p.key",
        "title": _renamed("t.title", first),
        "draft_title": _renamed("t.draft_title", first),
        "latest_revision_id": "latest.id",
        "live_revision_id": "shown.id",
    }
    joins = (
        OF_PAGE.format(column="t.id")
        + " LEFT JOIN new_revision latest ON latest.old = t.latest_revision_id AND latest.n = c.n"
        + " LEFT JOIN new_revision shown ON shown.old = t.live_revision_id AND shown.n = c.n"
    )
    _copy(cursor, Page, joins, page)
    own = OF_PAGE.format(column="t.page_ptr_id")
    _copy(cursor, CommunePage, own, {"page_ptr_id": "p.id", "lead": _renamed("t.lead", first)})
    _copy(
        cursor,
        GuidePage,
        own + " " + OF_PICTURE,
        {"page_ptr_id": "p.id", "steps": _with_picture("t.steps::text")},
    )
    content = (
        f"({_with_picture(_renamed('t.content::text', first))})::jsonb || jsonb_build_object('pk', p.id, 'translation_key',"
        " p.key, 'path', s.path, 'url_path', s.url_path, 'slug', s.slug)"
    )
    joins = (
        "JOIN new_revision r ON r.old = t.id JOIN copies c USING (n)"
        " JOIN new_page p ON p.old = t.object_id::int AND p.n = c.n JOIN wagtailcore_page s ON s.id = p.id "
        + OF_PICTURE
    )
    _copy(
        cursor,
        Revision,
        joins,
        {
            "id": "r.id",
            "object_id": "p.id::text",
            "content": content,
            "object_str": _renamed("t.object_str", first),
        },
    )


OF_PICTURE = "JOIN new_picture i ON i.n = c.n"


def _with_picture(text: str) -> str:
    """JSON in which the picture's number is that of the copy, escaped once more or not."""
    return f"""regexp_replace({text}, '(\\\\*"image\\\\*": )[0-9]+', '\\1' || i.id)"""


def _copy_people(cursor: Any, first: Portal) -> None:
    of_group = "JOIN new_groups g ON g.old = {column} JOIN copies c USING (n)"
    named = _renamed("t.name", first)
    code = f"replace({named}, '{first.pk}', c.code)"
    _copy(cursor, Group, of_group.format(column="t.id"), {"id": "g.id", "name": f"left({code}, 150)"})
    _copy(cursor, Group.permissions.through, of_group.format(column="t.group_id"), {"group_id": "g.id"})
    of_user = "JOIN new_people u ON u.old = {column} JOIN copies c USING (n)"
    renamed = {column: f"replace(t.{column}, '{first.pk}', c.code)" for column in ("username",)}
    _copy(cursor, User, of_user.format(column="t.id"), {"id": "u.id", **renamed})
    _copy(
        cursor, Appointment, of_user.format(column="t.user_id"), {"user_id": "u.id", "commune_id": "c.code"}
    )
    in_group = of_user.format(column="t.user_id") + " JOIN new_groups g ON g.old = t.group_id AND g.n = c.n"
    _copy(cursor, User.groups.through, in_group, {"user_id": "u.id", "group_id": "g.id"})


def _copy_rights(cursor: Any, first: Portal) -> None:
    folder = f"replace({_renamed('t.name', first)}, '{first.pk}', c.code)"
    of_folder = "JOIN new_folder f ON f.old = {column} JOIN copies c USING (n)"
    _copy(
        cursor,
        Collection,
        of_folder.format(column="t.id"),
        {"id": "f.id", "path": "c.folder_path", "name": folder},
    )
    of_group = "JOIN new_groups g ON g.old = t.group_id JOIN copies c USING (n)"
    page = f"{of_group} JOIN new_page p ON p.old = t.page_id AND p.n = c.n"
    _copy(cursor, GroupPagePermission, page, {"group_id": "g.id", "page_id": "p.id"})
    used = f"{of_group} LEFT JOIN new_folder f ON f.old = t.collection_id AND f.n = c.n"
    _copy(
        cursor,
        GroupCollectionPermission,
        used,
        {"group_id": "g.id", "collection_id": "coalesce(f.id, t.collection_id)"},  # the common folder stays
    )
    picture = "JOIN new_picture i ON i.old = t.id JOIN copies c USING (n) JOIN new_folder f ON f.n = c.n"
    _copy(cursor, Picture, picture, {"id": "i.id", "collection_id": "f.id"})
    portal = (
        f"CROSS JOIN copies c JOIN new_page p ON p.old = t.page_id AND p.n = c.n JOIN new_folder f ON f.n = c.n"
        f" JOIN new_groups e ON e.old = t.editors_id AND e.n = c.n JOIN new_groups a ON a.old = t.approvers_id"
        f" AND a.n = c.n WHERE t.commune_id = '{first.pk}'"
    )
    given = {
        "commune_id": "c.code",
        "page_id": "p.id",
        "folder_id": "f.id",
        "editors_id": "e.id",
        "approvers_id": "a.id",
    }
    _copy(cursor, Portal, portal, given)


def _copy_around_pages(cursor: Any) -> None:
    """Log, references and search index."""
    from modelsearch.models import IndexEntry

    kinds = ContentType.objects.get_for_models(Page, CommunePage, GuidePage).values()
    of_kind = ", ".join(str(kind.pk) for kind in kinds)
    log = (
        OF_PAGE.format(column="t.page_id")
        + " LEFT JOIN new_revision r ON r.old = t.revision_id AND r.n = c.n"
    )
    _copy(cursor, PageLogEntry, log, {"page_id": "p.id", "revision_id": "r.id"})
    number = OF_PAGE.format(column="t.object_id::int")
    to = f"{number} {OF_PICTURE} WHERE t.base_content_type_id IN ({of_kind})"
    to_picture = "CASE WHEN t.to_object_id = i.old::text THEN i.id::text ELSE t.to_object_id END"
    _copy(cursor, ReferenceIndex, to, {"object_id": "p.id::text", "to_object_id": to_picture})
    _copy(cursor, IndexEntry, f"{number} WHERE t.content_type_id IN ({of_kind})", {"object_id": "p.id::text"})
