"""A commune's portal: made once and whole, written in by its own people only, read by everybody."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupPagePermission, Page

from accounts import service as accounts
from accounts.enums import Role
from courses import service
from courses.models import CourseIndexPage, GuidePage, NewsPage, Portal, PortalIndexPage
from kit.models import AuditEntry
from places import service as places
from tests.courses.sides import make_commune, make_guide, make_shared, make_side
from tests.people import make_administrator, make_officer, make_user

pytestmark = pytest.mark.django_db
FIRST_OF_JULY = dt.date(2026, 7, 1)


def rights(user: object, page: Page) -> tuple[bool, bool, bool]:
    """May edit, add below, publish: of somebody who has just come in again."""
    fresh = type(user).objects.get(pk=user.pk)  # type: ignore[attr-defined]
    tester = Page.objects.get(pk=page.pk).permissions_for_user(fresh)
    return tester.can_edit(), tester.can_add_subpage(), tester.can_publish()


def test_a_portal_is_made_whole() -> None:
    portal = service.create_portal(make_commune(), by=make_administrator())
    page = portal.page
    assert page.live and page.get_url() == "/xa/ban-luyen/" and page.title == "Xã Bản Luyện"
    guides = GuidePage.objects.child_of(page)
    assert guides.count() == 3 and not guides.live().exists()
    assert all(guide.latest_revision and guide.steps for guide in guides)
    assert portal.folder.get_depth() == 2
    assert page.get_workflow().tasks.get().specific_class.__name__ == "CommuneApprovalTask"
    assert not any(Page.find_problems())
    assert AuditEntry.objects.filter(action="portal.made").count() == 1


def test_making_it_again_changes_nothing() -> None:
    commune = make_commune()
    service.create_portal(commune)
    GuidePage.objects.first().delete()

    def picture() -> tuple[object, ...]:
        return (
            list(Page.objects.values()),
            list(GroupPagePermission.objects.values()),
            list(Collection.objects.values()),
            list(Group.objects.values()),
            AuditEntry.objects.count(),
        )

    before = picture()
    service.create_portal(commune)
    assert picture() == before


def test_the_ready_drafts_can_be_saved_as_they_are() -> None:
    """What the editor would refuse is no help to somebody who has never seen one."""
    for guide in GuidePage.objects.child_of(service.create_portal(make_commune()).page):
        guide.full_clean(exclude=["path", "depth", "numchild"])
        guide.steps.stream_block.clean(guide.steps)


def test_two_communes_of_one_name_have_two_addresses() -> None:
    first, second = (service.create_portal(make_commune(code, "Bản Luyện")) for code in ("TH0X1", "TH0X2"))
    assert (first.page.slug, second.page.slug) == ("ban-luyen", "ban-luyen-th0x2")


def test_people_appointed_before_and_after_have_their_rights() -> None:
    side = make_side()
    assert rights(side.writer, side.portal.page) == (True, True, False)
    assert rights(side.approver, side.portal.page)[0]
    late = make_officer(Role.COMMUNE_OFFICER, side.commune)
    assert rights(late, side.portal.page) == (True, True, False)


def test_rights_end_with_the_office() -> None:
    side = make_side()
    accounts.dismiss(side.writer.appointments.get())
    assert rights(side.writer, side.portal.page) == (False, False, False)
    accounts.appoint(side.writer, Role.COMMUNE_APPROVER, commune=side.commune)
    assert rights(side.writer, side.portal.page)[:2] == (True, False)


def test_an_office_of_one_commune_gives_nothing_in_another() -> None:
    ours, theirs = make_side(), make_side("TH0X2", "Bản Khác")
    guide = theirs.guide()
    for user in (ours.writer, ours.approver, make_officer(Role.PROVINCE_OFFICER, ours.commune)):
        assert rights(user, theirs.portal.page) == (False, False, False)
        assert rights(user, guide) == (False, False, False)


def test_with_the_first_portal_lessons_become_the_provinces() -> None:
    commune, index = make_commune(), CourseIndexPage.objects.get()
    officer = make_officer(Role.COMMUNE_OFFICER, commune)
    province = make_officer(Role.PROVINCE_OFFICER, commune)
    assert rights(officer, index)[0] and not rights(province, index)[0]
    service.create_portal(commune)
    assert not rights(officer, index)[0]
    assert rights(province, index) == (True, True, True)


def test_nobody_but_an_administrator_moves_or_deletes_a_portal() -> None:
    side = make_side()
    for user in (side.writer, side.approver):
        tester = side.portal.page.permissions_for_user(user)
        assert not tester.can_delete() and not tester.can_move() and not tester.can_unpublish()
    assert side.portal.page.permissions_for_user(make_administrator()).can_delete()


def test_a_portal_is_not_made_by_hand() -> None:
    assert not PortalIndexPage.objects.get().permissions_for_user(make_administrator()).can_add_subpage()


# --- Mergers -------------------------------------------------------------------------------------------------------
def test_after_a_merger_the_old_portal_is_read_and_the_heirs_people_keep_it(client: Client) -> None:
    old, heir = make_side(), make_side("TH0X2", "Bản Khác")
    guide = old.guide()
    paper = places.Paper(on=FIRST_OF_JULY, by="user:0")
    change = places.merge_communes([old.commune], heir.commune, paper)
    assert rights(old.writer, guide) == (False, False, False)
    assert rights(heir.writer, guide)[0] and rights(heir.approver, guide)[0]
    html = client.get(old.portal.page.get_url()).content.decode()
    assert "thuộc xã Bản Khác" in html and heir.portal.page.get_url() in html
    assert client.get(guide.get_url()).status_code == 200
    places.undo(change, by="user:0")
    assert rights(old.writer, guide)[0] and not rights(heir.writer, guide)[0]
    assert "thuộc xã Bản Khác" not in client.get(old.portal.page.get_url()).content.decode()


def test_an_heir_without_a_portal_gets_the_old_one_with_its_own() -> None:
    old, heir = make_side(), make_commune("TH0X2", "Bản Khác")
    places.merge_communes([old.commune], heir, places.Paper(on=FIRST_OF_JULY, by="user:0"))
    writer = make_officer(Role.COMMUNE_OFFICER, heir)
    assert not rights(writer, old.portal.page)[0]
    service.create_portal(heir)
    assert rights(writer, old.portal.page)[0]


def test_a_commune_that_ended_gets_no_portal() -> None:
    old, heir = make_commune(), make_commune("TH0X2", "Bản Khác")
    places.merge_communes([old], heir, places.Paper(on=FIRST_OF_JULY, by="user:0"))
    old.refresh_from_db()
    with pytest.raises(service.Ended):
        service.create_portal(old)


# --- The command ---------------------------------------------------------------------------------------------------
def test_the_command_tells_the_address() -> None:
    make_commune()
    for _again in range(2):
        out = StringIO()
        call_command("create_commune", "th0x1", json=True, stdout=out)
        assert json.loads(out.getvalue()) == {"commune": "xã Bản Luyện", "address": "/xa/ban-luyen/"}
    assert Portal.objects.count() == 1


def test_the_command_says_what_is_wrong() -> None:
    with pytest.raises(CommandError, match="no commune 99999"):
        call_command("create_commune", "99999")


# --- What people read ----------------------------------------------------------------------------------------------
def test_people_read_the_portal_its_guides_and_news(client: Client) -> None:
    side = make_side()
    guide = side.guide(address="Nhà số 1, Bản Luyện", hours="Sáng: 7 giờ 30\nChiều: 13 giờ 30")
    side.guide("Chưa xong", live=False)
    news = NewsPage(title="Mở quầy mới", summary="Từ thứ Hai có thêm một quầy.")
    side.portal.page.add_child(instance=news)
    page = client.get("/xa/ban-luyen/").content.decode()
    assert guide.title in page and news.title in page and "Chưa xong" not in page
    shown = client.get(guide.get_url()).content.decode()
    for words in ("Bản chính", "Nhà số 1, Bản Luyện", "Sáng: 7 giờ 30", "<h1>Chứng thực bản sao</h1>"):
        assert words in shown
    assert "Từ thứ Hai" in client.get(news.get_url()).content.decode()
    assert "/xa/ban-luyen/" in client.get("/xa/").content.decode()


def test_a_guide_without_an_address_has_that_of_its_commune(client: Client) -> None:
    side = make_side()
    page = side.portal.page
    page.address = "Nhà số 9, Bản Luyện"
    page.save_revision().publish()
    assert "Nhà số 9, Bản Luyện" in client.get(side.guide().get_url()).content.decode()


def test_guides_for_all_communes_are_listed_by_reference(client: Client) -> None:
    side, shared = make_side(), make_shared()
    assert f'href="{shared.get_url()}"' in client.get("/xa/ban-luyen/").content.decode()
    assert shared.title in client.get("/huong-dan/").content.decode()
    make_guide(side.portal.page, "Bản của xã", origin=shared)
    assert f'href="{shared.get_url()}"' not in client.get("/xa/ban-luyen/").content.decode()


def test_a_map_is_an_address_and_nothing_of_it_is_loaded(client: Client) -> None:
    link = "https://map.example.com/?q=mau"
    html = client.get(make_side().guide(map_link=link).get_url()).content.decode()
    assert f'href="{link}"' in html and f">{link}</a>" in html
    assert "<iframe" not in html


def test_pages_ask_no_more_when_there_are_more_communes(client: Client) -> None:
    side = make_side()
    guide = side.guide()
    make_shared()
    paths = ("/xa/", "/xa/ban-luyen/", guide.get_url(), "/huong-dan/")

    def asked() -> dict[str, int]:
        found = {}
        for path in paths:
            assert client.get(path).status_code == 200
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found[path] = len(queries)
        return found

    before = asked()
    for number in range(2, 8):
        make_side(f"TH0X{number}", f"Bản Số {number}").guide()
    for number in range(4):
        side.guide(f"Hướng dẫn {number}")
        make_shared(f"Chung {number}")
    assert asked() == before
    assert max(before.values()) <= 12, before


def test_many_communes_are_shown_province_by_province(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_side()
    make_side("TH0X2", "Bản Khác")
    monkeypatch.setattr("courses.models.portals.MOST_AT_ONCE", 1)
    first = client.get("/xa/").content.decode()
    assert "?tinh=0X" in first and "/xa/ban-luyen/" not in first
    assert "/xa/ban-luyen/" in client.get("/xa/?tinh=0X").content.decode()
    for odd in ("?tinh=%00", "?tinh=" + "9" * 9000, "?tinh=🙂"):
        assert client.get("/xa/" + odd).status_code == 200


def test_somebody_without_an_office_may_nothing() -> None:
    assert rights(make_user(), make_side().portal.page) == (False, False, False)
