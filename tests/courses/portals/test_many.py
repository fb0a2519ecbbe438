"""However many communes have a portal, every screen asks the database as often as with two of them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, Page

from accounts.enums import Role
from courses.editor.lists import Folders
from courses.models import PortalIndexPage
from courses.service import create_portal
from tests.courses.sides import Side, make_commune, make_side
from tests.people import make_administrator, make_officer, user_client

pytestmark = pytest.mark.django_db
MORE = 5


def asked(act: Callable[[], Any]) -> int:
    """How many queries ``act`` makes, the second time for a page."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def screens(client: Client, side: Side) -> Iterator[str]:
    """Addresses of the editor that an officer of a commune uses every day."""
    page = side.portal.page_id
    yield from (
        reverse(name) for name in ("wagtailadmin_home", "wagtailimages:index", "wagtailimages_chooser:choose")
    )
    yield from (reverse(name, args=[page]) for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit"))
    yield reverse("wagtailadmin_choose_page")
    yield reverse("wagtailadmin_choose_page_child", args=[page])
    yield reverse("wagtailadmin_api:pages:listing") + f"?child_of={page}&for_explorer=1"
    yield reverse("wagtailadmin_pages:search") + "?q=giay"


def screens_of_the_whole(side: Side) -> list[str]:
    """Addresses of the administrator that list or offer people, groups and folders."""
    named = {
        "wagtailusers_users:edit": side.writer.pk,
        "wagtailusers_groups:edit": side.portal.editors_id,
        "wagtailadmin_collections:edit": side.portal.folder_id,
        "wagtailadmin_pages:set_privacy": side.portal.page_id,
    }
    lists = ("wagtailusers_users:index", "wagtailusers_users:add", "wagtailadmin_collections:index")
    return [
        *(reverse(name) for name in (*lists, "courses_folders_results")),
        *(reverse(name, args=[number]) for name, number in named.items()),
        reverse("wagtailusers_users:index") + f"?group={side.portal.editors_id}",
    ]


def counts(client: Client, addresses: list[str]) -> dict[str, int]:
    """Queries of each, once everything is warm."""
    for address in addresses:
        assert client.get(address).status_code == 200, address
    return {address: asked(partial(client.get, address)) for address in addresses}


@pytest.mark.parametrize("who", ["officer", "province", "administrator"])
def test_more_communes_do_not_make_the_editor_ask_more(who: str) -> None:
    side = make_side()
    make_side("TH0X2", "Bản Hai")
    province = make_officer(Role.PROVINCE_OFFICER, side.commune)
    province.groups.add(Group.objects.get(name=Role.PROVINCE_OFFICER.value))
    user = {"officer": side.writer, "province": province, "administrator": make_administrator()}[who]
    client = user_client(user)
    addresses = list(screens(client, side))
    if who == "administrator":
        addresses += screens_of_the_whole(side)
    if who == "province":
        addresses = [one for one in addresses if str(side.portal.page_id) not in one]
    before = counts(client, addresses)
    for number in range(MORE):
        make_side(f"TH0Y{number}", f"Bản Thêm {number}")
    assert counts(client, addresses) == before
    assert max(before.values()) <= 60


def test_more_communes_do_not_make_public_pages_ask_more(client: Client) -> None:
    side = make_side()
    side.guide()
    addresses = [
        side.portal.page.get_url(),
        "/xa/",
        "/huong-dan/",
        f"{side.portal.page.get_url()}chung-thuc-ban-sao/",
    ]
    before = counts(client, addresses)
    for number in range(MORE):
        make_side(f"TH0Y{number}", f"Bản Thêm {number}").guide()
    assert counts(client, addresses) == before


def test_a_new_portal_leaves_the_folders_of_the_others_as_they_are() -> None:
    """Wagtail sorts folders by name, and would number all that come behind the new one anew."""
    first = asked(lambda: create_portal(make_commune("TH0Z0", "Yên Một")))
    for number in range(1, MORE):
        create_portal(make_commune(f"TH0Z{number}", f"Yên {number}"))
    paths = dict(Collection.objects.values_list("pk", "path"))
    last = asked(lambda: create_portal(make_commune("TH0ZA", "An")))
    assert last <= first
    assert {pk: path for pk, path in Collection.objects.values_list("pk", "path") if pk in paths} == paths
    assert not any(Collection.find_problems())
    assert not any(Page.find_problems())


def test_the_administrator_has_no_list_of_all_pages_behind_the_first_page() -> None:
    side = make_side()
    user = make_administrator()
    page = side.guide()
    page.save_revision(user=user, log_action=True)
    with CaptureQueriesContext(connection) as queries:
        answer = user_client(user).get(reverse("wagtailadmin_home"))
    assert page.title in answer.content.decode()
    of_pages = [one["sql"] for one in queries if 'FROM "wagtailcore_page"' in one["sql"]]
    assert of_pages
    assert not [sql for sql in of_pages if " WHERE " not in sql and "COUNT(" not in sql]
    assert PortalIndexPage.objects.get().numchild == 1


@pytest.mark.parametrize(
    ("name", "each"),
    [
        ("wagtailadmin_choose_page_child", 1),
        ("wagtailadmin_api:pages:listing", 2),
        ("wagtailadmin_explore", 1),
    ],
)
def test_a_long_list_of_portals_asks_little_of_each(name: str, each: int) -> None:
    make_side()
    index = PortalIndexPage.objects.get().pk
    client = user_client(make_administrator())
    is_menu = name.endswith("listing")
    address = reverse(name) + f"?child_of={index}&for_explorer=1" if is_menu else reverse(name, args=[index])
    before = counts(client, [address])[address]
    for number in range(MORE):
        make_side(f"TH0Y{number}", f"Bản Thêm {number}")
    assert counts(client, [address])[address] - before <= each * MORE


def test_people_and_groups_offer_what_has_to_do_with_them() -> None:
    """Not the groups and folders of every portal; what somebody has, she keeps when her form is saved."""
    side, other = make_side(), make_side("TH0X2", "Bản Hai")
    client = user_client(make_administrator())
    people, address = (
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:edit", args=[side.writer.pk]),
    )
    hers, theirs = side.portal.editors, other.portal.editors
    assert {hers.name, theirs.name}.isdisjoint(ticks(client, people, "filters"))
    listed = client.get(people, {"group": [str(hers.pk), "x", "9" * 30]}).content.decode()
    assert hers.name in listed and theirs.name not in listed
    found = client.get(people, {"group": hers.pk}).context["users"]
    assert [one.pk for one in found] == [side.writer.pk]

    assert hers.name in ticks(client, address) and theirs.name not in ticks(client, address)
    sent = {
        "username": side.writer.username,
        "email": "a@example.com",
        "first_name": "Thử",
        "last_name": "Giàng",
    }
    groups = [str(one.pk) for one in side.writer.groups.all()]
    assert client.post(address, {**sent, "is_active": "on", "groups": groups}).status_code == 302
    assert [str(one.pk) for one in side.writer.groups.all()] == groups
    assert client.post(address, {**sent, "is_active": "on", "groups": [theirs.pk]}).status_code == 200

    group = client.get(reverse("wagtailusers_groups:edit", args=[hers.pk])).content.decode()
    assert side.portal.folder.name in group and other.portal.folder.name not in group
    assert "Dùng chung" in group


def ticks(client: Client, address: str, of: str = "form") -> set[str]:
    """The groups that a page offers."""
    form = client.get(address).context[of]
    field = form.form.fields["group"] if of == "filters" else form.fields["groups"]
    return {label for _value, label in field.choices}


def test_folders_have_pages_and_are_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    side, other = make_side(), make_side("TH0X2", "Bản Hai")
    inside = side.portal.folder.add_child(name="Ảnh chụp <b>bảng</b>")
    monkeypatch.setattr(Folders, "paginate_by", 2)
    client = user_client(make_administrator())
    address, results = reverse("wagtailadmin_collections:index"), reverse("courses_folders_results")

    def shown(**query: Any) -> str:
        return client.get(address, query).content.decode()

    pages = [shown(p=number) for number in (1, 2)]
    assert [side.portal.folder.name in page for page in pages] == [True, False]
    assert [other.portal.folder.name in page for page in pages] == [False, True]
    assert "↳ Ảnh chụp &lt;b&gt;bảng&lt;/b&gt;" in pages[0].replace("&#x21b3", "↳")
    assert reverse("wagtailadmin_collections:edit", args=[inside.pk]) in pages[0]
    found = client.get(results, {"q": "bản hai"}).content.decode()
    assert other.portal.folder.name in found and side.portal.folder.name not in found
    assert "Không" in client.get(results, {"q": "không có đâu"}).content.decode()
    assert user_client(side.writer).get(address).status_code == 302
