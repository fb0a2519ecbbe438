"""Making a portal, and who may write in it.

A commune has two groups. Its editors write and send for approval, its approvers approve, publish and take down. Both
see and touch what is below their own portal, and the files of their own folder; they choose from the common folder.

As long as no commune has a portal, a site is one commune's, and the group ``commune_officer`` writes below /hoc/
(migration 0003). The first portal ends that: from then on lessons and shared guides are the province's, whose officers
write them, and a commune's officers write in their portal.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.enums import Role
from accounts.models import Appointment, User
from courses.models import CommunePage, CourseIndexPage, GuideIndexPage, Portal, PortalIndexPage
from courses.models.portals import heirs_of
from courses.portals import starter
from kit import audit
from kit.folding import fold
from media.models import Attachment, Picture
from places.models import Commune

WRITES = ("add_page", "change_page")
APPROVES = ("change_page", "publish_page", "unlock_page")
PUBLISHES = ("add_page", "change_page", "publish_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHOOSES = ("choose_image", "choose_document")
COMMON = "Dùng chung"
ROLES = {Role.COMMUNE_OFFICER: "editors", Role.COMMUNE_APPROVER: "approvers"}


class NoPlace(Exception):
    """The site has no list of communes: somebody has made a tree of her own."""


class Ended(Exception):
    """The commune has become part of another one."""


@transaction.atomic
def create_portal(commune: Commune, *, by: User | None = None) -> Portal:
    """The portal of ``commune``: its page, groups, folder, and texts to fill in. What is there already stays.

    Raises Ended for a commune that is no more, NoPlace where the tree has no /xa/.
    """
    index = PortalIndexPage.objects.select_for_update().first()
    if index is None:
        raise NoPlace
    known = Portal.objects.filter(commune=commune).select_related("page", "editors", "approvers").first()
    if known is None and commune.effective_until is not None:
        raise Ended
    portal = known or _made(commune, index)
    _share()
    put_right(portal)
    for one in Portal.objects.filter(commune__became__to_commune=commune):
        put_right(one)
    _bring_people(portal)
    if known is None:
        actor = f"user:{by.pk}" if by else "command"
        audit.log("portal.made", actor=actor, data={"commune": commune.pk, "page": portal.page_id})
    return portal


def _made(commune: Commune, index: PortalIndexPage) -> Portal:
    page = CommunePage(
        title=capital(str(commune)), slug=_slug(commune, index), live=False, **starter.welcome(commune)
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    starter.add_texts(page)
    return Portal.objects.create(
        commune=commune,
        page=page,
        editors=_group(f"{commune.pk} · {commune} · viết bài"),
        approvers=_group(f"{commune.pk} · {commune} · duyệt bài"),
        folder=_folder(f"{capital(str(commune))} ({commune.pk})"),
    )


def capital(name: str) -> str:
    """ "xã Mẫu" as the beginning of a title."""
    return name[:1].upper() + name[1:]


def _slug(commune: Commune, index: PortalIndexPage) -> str:
    """The name; with the code behind it where another commune of that name was first."""
    name = slugify(fold(commune.name)) or commune.pk.lower()
    is_taken = index.get_children().filter(slug=name).exists()
    return f"{name}-{commune.pk.lower()}" if is_taken else name


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name[:150])[0]


def _folder(name: str) -> Collection:
    """The folder of this name below the root, where everybody's folders are."""
    found: Collection | None = Collection.objects.filter(name=name, depth=2).first()
    return found or _last_folder(name)


def _last_folder(name: str) -> Collection:
    """A new folder behind all others.

    Wagtail would put it in its place of the alphabet and number every folder behind that anew, one by one: thousands,
    where every commune has its own.
    """
    root = Collection.objects.select_for_update().get(depth=1)
    last = root.get_last_child()
    path = last._inc_path() if last else Collection._get_path(root.path, 2, 1)
    made = Collection(name=name, path=path, depth=2)
    made.save()
    Collection.objects.filter(pk=root.pk).update(numchild=F("numchild") + 1)
    return made


# --- Rights --------------------------------------------------------------------------------------------------------
def _permissions(app: str, codenames: Iterable[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=list(codenames)))


def _file_permissions(codenames: Iterable[str]) -> list[Permission]:
    """Wagtail asks for the rights of its own models, whichever models hold the files."""
    wanted = list(codenames)
    return [*_permissions("wagtailimages", wanted), *_permissions("wagtaildocs", wanted)]


def _let_write(group: Group, page: Page, codenames: Iterable[str]) -> None:
    held = [
        GroupPagePermission(group=group, page_id=page.pk, permission=one)
        for one in _permissions("wagtailcore", codenames)
    ]
    GroupPagePermission.objects.bulk_create(held, ignore_conflicts=True)


def _let_use(group: Group, folder: Collection, codenames: Iterable[str]) -> None:
    held = [
        GroupCollectionPermission(group=group, collection=folder, permission=one)
        for one in _file_permissions(codenames)
    ]
    GroupCollectionPermission.objects.bulk_create(held, ignore_conflicts=True)


def _let_in(group: Group) -> None:
    group.permissions.add(*_permissions("wagtailadmin", ["access_admin"]))


def put_right(portal: Portal) -> None:
    """Give this portal to the groups of its commune, and of the one that it went on as; to no others."""
    heirs = Portal.objects.filter(commune__in=heirs_of(portal.commune))
    hold = [portal, *heirs.select_related("editors", "approvers")]
    groups = [one.editors for one in hold] + [one.approvers for one in hold]
    GroupPagePermission.objects.filter(page=portal.page_id).exclude(group__in=groups).delete()
    GroupCollectionPermission.objects.filter(collection=portal.folder_id).exclude(group__in=groups).delete()
    for one in hold:
        _let_write(one.editors, portal.page, WRITES)
        _let_write(one.approvers, portal.page, APPROVES)
        for group in (one.editors, one.approvers):
            _let_use(group, portal.folder, FILES)
    for group in (portal.editors, portal.approvers):
        _let_in(group)
        _let_use(group, _folder(COMMON), CHOOSES)


def _share() -> None:
    """The first portal makes the site a province's: lessons and files of all go over to its officers."""
    officers = Group.objects.filter(name=Role.COMMUNE_OFFICER).first()
    common, root = _folder(COMMON), Collection.get_first_root_node()
    province = _group(Role.PROVINCE_OFFICER.value)
    _let_in(province)
    _let_use(province, common, FILES)
    for page in (*CourseIndexPage.objects.all(), *GuideIndexPage.objects.all()):
        _let_write(province, page, PUBLISHES)
    held = GroupPagePermission.objects.filter(group=officers)
    if officers is None or not held.exists():
        return
    held.delete()
    GroupCollectionPermission.objects.filter(group=officers).delete()
    for files in (Picture, Attachment):
        files.objects.filter(collection=root).update(collection=common)
    audit.log("courses.given_to_province", actor="command")


# --- People --------------------------------------------------------------------------------------------------------
def _bring_people(portal: Portal) -> None:
    """Those who were appointed before there was a portal."""
    held = Appointment.objects.active().filter(commune=portal.commune_id, role__in=ROLES)
    for office in held.select_related("user"):
        bring(office.user, portal)


def bring(user: User, portal: Portal) -> None:
    """Put ``user`` into the groups of the offices that she holds of this commune today, and out of the others."""
    held = set(user.appointments.active().filter(commune=portal.commune_id).values_list("role", flat=True))
    for role, name in ROLES.items():
        group = getattr(portal, name)
        if role in held:
            user.groups.add(group)
        else:
            user.groups.remove(group)


def portals_of(user: User) -> list[Portal]:
    """The portals in which ``user`` may write today; those of communes that go on first."""
    held = GroupPagePermission.objects.filter(group__user=user.pk, permission__codename="add_page")
    found = Portal.objects.filter(page__in=held.values("page")).select_related("commune", "page")
    return sorted(found, key=lambda one: (one.commune.effective_until is not None, one.pk))


def portal_count() -> int:
    """How many communes have a portal."""
    return Portal.objects.count()


def portal_addresses(communes: Iterable[str], request: HttpRequest) -> dict[str, str]:
    """Code → address of its portal, for those of these communes that have one."""
    found = Portal.objects.filter(commune__in=list(communes)).select_related("page")
    return {one.commune_id: one.page.get_url(request) for one in found}


def communes_without_portal(communes: Iterable[str]) -> set[str]:
    """Those of these communes (codes) that have no portal."""
    wanted = set(communes)
    return wanted - set(Portal.objects.filter(commune__in=wanted).values_list("commune", flat=True))
