"""The inside of `make bench-tree`: fills the database of the settings and measures its pages. See tests.bench.tree."""

import gzip
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import django

RUNS = 5
EDITOR = (1000, 60)  # milliseconds, queries: every screen of the editor
MAP = (1000, 2)  # for machines, once a minute at most: every address of the country in one file
MAP_KB = 1000
PUBLIC = (300, 15)
PUBLIC_KB = 14.6  # what a connection carries before the first answer from the phone
CREATING = 3000  # milliseconds
EDITOR_KB = 250


@dataclass(frozen=True)
class Screen:
    """What is asked for, by whom (None: anybody)."""

    name: str
    who: Any
    path: str
    most: tuple[int, int] = EDITOR
    most_kb: float = EDITOR_KB


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    screen: Screen
    ms: float
    queries: int
    kb: float

    @property
    def is_over(self) -> bool:
        most_ms, most_queries = self.screen.most
        return self.ms > most_ms or self.queries > most_queries or self.kb > self.screen.most_kb

    def __str__(self) -> str:
        most_ms, most_queries = self.screen.most
        return (
            f"{self.screen.name:<52}{self.ms:>8.0f} ≤ {most_ms:<5}{self.queries:>4} ≤ {most_queries:<3}"
            f"{self.kb:>8.1f} ≤ {self.screen.most_kb:<6g}{'OVER' if self.is_over else 'ok'}"
        )


def main(share: float) -> int:
    """Fill, check, measure; 1 where a budget is broken or a copy is not like the real thing."""
    from django.core.management import call_command
    from wagtail.models import Collection, Page

    from courses.models import Portal
    from tests.bench import tree_rows

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    first = tree_rows.make(share)
    print(f"made in {time.perf_counter() - begun:.0f} s")
    print(f"load of this machine just now: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    wrong = [tree for tree in (Page, Collection) if _is_broken(tree)]
    figures, by_hand = [_creating()], Portal.objects.order_by("pk").last()
    assert by_hand is not None
    tree_rows.fill(by_hand)
    print(f"{Portal.objects.count()} portals, {Page.objects.count()} pages")
    others = [first, *Portal.objects.exclude(pk__in=[first.pk, by_hand.pk]).order_by("pk")[::997]]
    differences = list(_differences(by_hand, others))
    print(f"trees: {'BROKEN' if wrong else 'sound'}; copies: {differences or 'like the real thing'}")
    print(f"{'':<52}{'ms':>8}{'':<8}{'queries':>8}{'':>3}{'KB':>8}", flush=True)
    print(figures[0], flush=True)
    for screen in _screens(others[-1]):
        figures.append(_of(screen))
        print(figures[-1], flush=True)
    return int(bool(wrong or differences) or any(figure.is_over for figure in figures))


def _is_broken(tree: Any) -> bool:
    """What treebeard's find_problems asks of every node by itself, in one query: minutes less for a country."""
    nodes = {
        path: (depth, children)
        for path, depth, children in tree.objects.values_list("path", "depth", "numchild")
    }
    counted = Counter(path[: -tree.steplen] for path in nodes)
    return any(
        set(path) - set(tree.alphabet)
        or len(path) != depth * tree.steplen
        or (depth > 1 and path[: -tree.steplen] not in nodes)
        or counted[path] != children
        for path, (depth, children) in nodes.items()
    )


def _differences(by_hand: Any, others: Any) -> Iterator[str]:
    """What copies have otherwise than the portal that was made by hand."""
    from tests.bench.tree_rows import shape

    real = shape(by_hand)
    for one in others:
        for key, value in shape(one).items():
            if value != real[key]:
                yield f"{one.pk} {key}: {value!r:.200}, not {real[key]!r:.200}"


def _creating() -> Figure:
    """The portal of the last commune, which also is the one that the copies are compared with."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from courses.models import Portal
    from courses.service import create_portal
    from places.models import Commune

    last = Portal.objects.order_by("pk").last()
    assert last is not None
    commune = Commune.objects.filter(is_fictional=False, pk__gt=last.pk).order_by("pk")[0]
    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        create_portal(commune)
        ms = 1000 * (time.perf_counter() - begun)
    return Figure(Screen("creating one commune", None, "", (CREATING, 400), 0), ms, len(asked), 0)


def _screens(portal: Any) -> Iterator[Screen]:
    from courses.models import GuidePage, PortalIndexPage

    guide = GuidePage.objects.child_of(portal.page).first()
    assert guide is not None
    yield from _public(portal, guide)
    yield from _of_the_commune(portal, guide, portal.editors.user_set.get(), "officer")
    yield from _of_the_commune(portal, guide, portal.approvers.user_set.get(), "approver")
    index = PortalIndexPage.objects.get()
    yield from _of_the_province(portal)
    yield from _of_the_site(index, portal, guide)


def _public(portal: Any, guide: Any) -> Iterator[Screen]:
    addresses = {
        "portal of a commune": portal.page.get_url(),
        "guide": guide.get_url(),
        "/xa/": "/xa/",
        "/xa/ of one province": f"/xa/?tinh={portal.commune.province_id}",
        "/huong-dan/": "/huong-dan/",
        "search": "/tim/?q=chung+thuc+ban+sao",
        "search that finds nothing": "/tim/?q=zzzz",
        "search in a commune": f"/tim/?q=chung+thuc&xa={portal.pk}",
        "proposals while typing": "/tim/goi-y/?q=chung+thuc",
        "news of a commune (Atom)": f"{portal.page.get_url()}moi.xml",
        "sheet to pin up": f"{guide.get_url()}to-dan/",
        "home": "/",
    }
    for name, path in addresses.items():
        yield Screen(f"anybody: {name}", None, path, PUBLIC, PUBLIC_KB)
    yield Screen("anybody: map for search engines", None, "/sitemap.xml", MAP, MAP_KB)


def _of_the_commune(portal: Any, guide: Any, user: Any, who: str) -> Iterator[Screen]:
    page = portal.page_id
    addresses = {
        "first page": "",
        "pages of the portal": f"pages/{page}/",
        "edit a guide": f"pages/{guide.pk}/edit/",
        "edit the portal": f"pages/{page}/edit/",
        "add a guide": f"pages/add/courses/guidepage/{page}/",
        "history of a guide": f"pages/{guide.pk}/history/",
        "where a page is used": f"pages/{guide.pk}/usage/",
        "choose a page": "choose-page/",
        "choose a page by its name": "choose-page/search/?q=chung+thuc",
        "search pages": "pages/search/?q=chung+thuc",
        "pictures": "images/",
        "choose a picture": "images/chooser/",
        "choose a picture by its name": "images/chooser/results/?q=bang",
        "add pictures": "images/multiple/add/",
        "files": "documents/",
        "choose a file": "documents/chooser/",
        "menu of pages": f"api/main/pages/?child_of={page}&for_explorer=1",
        "waiting for approval": "reports/workflow/",
        "guides for all": "huong-dan-chung/",
    }
    if who == "approver":  # adds nothing
        del addresses["add a guide"], addresses["guides for all"]
    for name, path in addresses.items():
        yield Screen(f"{who}: {name}", user, f"/quan-tri/{path}")


def _of_the_province(portal: Any) -> Iterator[Screen]:
    from django.contrib.auth.models import Group

    from accounts.enums import Role
    from courses.models import GuideIndexPage
    from tests.people import make_officer

    user = make_officer(Role.PROVINCE_OFFICER, portal.commune)
    user.groups.add(Group.objects.get(name=Role.PROVINCE_OFFICER.value))
    index = GuideIndexPage.objects.get()
    for name, path in {
        "first page": "",
        "guides of the province": f"pages/{index.pk}/",
        "edit the list of guides": f"pages/{index.pk}/edit/",
        "add a guide": f"pages/add/courses/guidepage/{index.pk}/",
        "choose a page": "choose-page/",
        "search pages": "pages/search/?q=chung+thuc",
        "choose a picture": "images/chooser/",
    }.items():
        yield Screen(f"province: {name}", user, f"/quan-tri/{path}")


def _of_the_site(index: Any, portal: Any, guide: Any) -> Iterator[Screen]:
    from tests.people import make_administrator

    user = make_administrator()
    officers = portal.editors
    for name, path in {
        "first page": "",
        "all portals": f"pages/{index.pk}/",
        "all portals by title, page 30": f"pages/{index.pk}/?ordering=title&p=30",
        "one among all portals": f"pages/{index.pk}/?q={portal.page.slug}",
        "one portal": f"pages/{portal.page_id}/",
        "edit a guide": f"pages/{guide.pk}/edit/",
        "history of a guide": f"pages/{guide.pk}/history/",
        "who may read a guide": f"pages/{guide.pk}/privacy/",
        "choose a page": "choose-page/",
        "choose among portals": f"choose-page/{index.pk}/",
        "search pages": "pages/search/?q=chung+thuc",
        "pictures": "images/",
        "choose a picture": "images/chooser/",
        "add pictures": "images/multiple/add/",
        "files": "documents/",
        "choose a file": "documents/chooser/",
        "menu of pages": f"api/main/pages/?child_of={index.pk}&for_explorer=1",
        "what happened on the site": "reports/site-history/",
        "kinds of pages": "reports/page-types-usage/",
        "pages long unchanged": "reports/aging-pages/",
        "waiting for approval": "reports/workflow/",
        "groups": "groups/",
        "a group": f"groups/edit/{officers.pk}/",
        "people": "users/",
        "people of a group": f"users/?group={officers.pk}",
        "somebody": f"users/edit/{officers.user_set.get().pk}/",
        "folders": "collections/",
        "folders by name": "collections/results/?q=ban",
        "a folder": f"collections/{portal.folder_id}/",
    }.items():
        yield Screen(f"administrator: {name}", user, f"/quan-tri/{path}")
    yield Screen("administrator: portals to make", user, "/to/cong-xa/")


def _of(screen: Screen) -> Figure:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.people import user_client

    client = user_client(screen.who) if screen.who else Client()

    def ask() -> bytes:
        answer = client.get(screen.path)
        if answer.status_code != 200:
            raise RuntimeError(f"{screen.path} answered {answer.status_code}")
        return bytes(answer.getvalue())

    ms = statistics.median(_timed(ask) for _number in range(RUNS)) if _timed(ask) < 20_000 else 20_000
    with CaptureQueriesContext(connection) as asked:
        page = ask()
    return Figure(screen, ms, len(asked), len(gzip.compress(page)) / 1000)


def _timed(ask: Callable[[], bytes]) -> float:
    begun = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    django.setup()
    sys.exit(main(float(sys.argv[1])))
