"""The page of a commune in the demo: what is published, what waits, and that loading again leaves it alone."""

import pytest
from django.test import Client
from wagtail.models import Page, TaskState

from accounts.enums import Role
from courses.models import GuidePage, NewsPage
from courses.service import load_demo_portal
from courses.writing.reviewing import review
from places import loader
from places.service import practice_commune
from tests.people import make_officer

pytestmark = pytest.mark.django_db


def test_two_guides_and_news_are_published_and_one_waits_for_the_approver(client: Client) -> None:
    loader.load([loader.read(loader.PRACTICE, is_fictional=True)])
    commune = practice_commune()
    writer, approver = (make_officer(role, commune) for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER))
    page = load_demo_portal(commune, writer=writer, approver=approver).page
    html = client.get("/xa/mau/").content.decode()
    out = [*GuidePage.objects.child_of(page).live(), *NewsPage.objects.child_of(page).live()]
    assert len(out) == 3 and all(one.title in html for one in out)
    for one in out:
        assert client.get(one.url).status_code == 200
        assert not [note.say for note in review(one).notes if note.kind not in ("voice", "picture")], (
            one.title
        )
    (waiting,) = TaskState.objects.reviewable_by(approver)
    assert waiting.revision.content_object.title == "Chứng thực bản sao ở xã"
    assert not TaskState.objects.reviewable_by(writer)
    assert client.get("/xa/mau/chung-thuc-ban-sao/").status_code == 404
    NewsPage.objects.child_of(page).get().delete()  # somebody has tried it out
    before = list(Page.objects.values_list("pk", "latest_revision"))
    load_demo_portal(commune, writer=writer, approver=approver)
    assert list(Page.objects.values_list("pk", "latest_revision")) == before
