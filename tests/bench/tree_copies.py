"""Copies of a portal, made by the database itself.

Everything that a portal is made of is copied with other numbers, paths and names: pages, revisions, log, references,
search index, groups and their rights, folder, picture, officer and approver. PostgreSQL only.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
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

from accounts.models import Appointment, User
from courses.models import CommunePage, GuidePage, Portal, PortalIndexPage
from courses.portals.making import capital
from kit.folding import fold
from media.models import Picture
from places.models import Commune

OF_PAGE = "JOIN new_page p ON p.old = {column} JOIN copies c USING (n)"
OF_PICTURE = "JOIN new_picture i ON i.n = c.n"


def make(cursor: Any, first: Portal, communes: list[Commune]) -> None:
    """A copy of ``first``, with everything around it, for each of ``communes``."""
    _name_copies(cursor, first, communes)
    _number_copies(cursor, first)
    _copy_pages(cursor, first)
    _copy_people(cursor, first)
    _copy_rights(cursor, first)
    _copy_around_pages(cursor)


def _name_copies(cursor: Any, first: Portal, communes: list[Commune]) -> None:
    """A table of what is different in each copy: names and the way to it in both trees."""
    index = PortalIndexPage.objects.get()
    folders = Collection.get_first_root_node()
    at, folder_at = (tree.get_last_child()._get_lastpos_in_path() for tree in (index, folders))
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
    table = f'"{model._meta.db_table}"'
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} t {joins}")  # noqa: S608


def _renamed(column: str, first: Portal) -> str:
    said = str(first.commune).replace("'", "''")
    called = capital(str(first.commune)).replace("'", "''")
    return f"replace(replace({column}, '{called}', c.called), '{said}', c.said)"


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
        {"page_ptr_id": "p.id", "steps": f"({_with_picture('t.steps::text')})::jsonb"},
    )
    content = (
        f"({_with_picture(_renamed('t.content::text', first))})::jsonb || jsonb_build_object('pk', p.id,"
        " 'translation_key', p.key, 'path', s.path, 'url_path', s.url_path, 'slug', s.slug)"
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
