"""The rows of a country: one portal made by the real door, copies of it, and what two portals must have in common."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
)

from accounts.enums import Role
from courses.models import CommunePage, GuidePage, Portal
from courses.portals.making import capital
from courses.service import create_portal
from media.models import Picture
from places import loader
from places.models import Commune
from tests.bench import tree_copies
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


def make(share: float) -> Portal:
    """Fill an empty, migrated database, but for the last commune, which has no portal yet; what was copied."""
    loader.load(loader.shipped())
    communes = list(Commune.objects.filter(is_fictional=False).select_related("province"))
    wanted = communes[: max(3, round(len(communes) * share))]
    first = make_by_hand(wanted[0])
    with transaction.atomic(), connection.cursor() as cursor:
        tree_copies.make(cursor, first, wanted[1:-1])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    return first


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
