"""Pages that go live, or go, at a time that an officer set: in Viet Nam's time, by the worker, seen at once."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from courses import tasks
from courses.models import GuidePage
from courses.publishing import scheduling
from tests.clocks import set_clock, standing_at
from tests.courses.sides import Side, make_side
from tests.kept import Process, switch_on
from tests.people import user_client

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(hours=2)


@pytest.fixture
def side() -> Side:
    return make_side()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., Any]:
    def do(act: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            act()

    return do


def address(page: Page) -> str:
    return f"/quan-tri/pages/{page.pk}/edit/"


def typed(moment: dt.datetime) -> str:
    """As an officer in Viet Nam types it."""
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


def send(client: Client, page: Page, **fields: str) -> Any:
    data = querydict_from_html(client.get(address(page)).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"steps": streamfield([])}))
    for name, value in fields.items():
        data[name] = value
    return client.post(address(page), data)


def fresh(page: Page) -> Any:
    return GuidePage.objects.get(pk=page.pk)


def approve(side: Side, page: Page) -> None:
    state = fresh(page).current_workflow_task_state
    user_client(side.approver).post(f"/quan-tri/pages/workflow/action/{page.pk}/approve/{state.pk}/")


def test_a_time_is_read_day_first_and_in_viet_nams_time(side: Side) -> None:
    guide = side.guide(live=False)
    writer = user_client(side.writer)
    assert send(writer, guide, go_live_at="05/12/2099 07:30", expire_at="06/12/2099 17:00").status_code == 302
    draft = fresh(guide).get_latest_revision_as_object()
    assert draft.go_live_at == dt.datetime(2099, 12, 5, 0, 30, tzinfo=dt.UTC)
    html = writer.get(address(guide)).content.decode()
    assert 'value="05/12/2099 07:30"' in html and 'value="06/12/2099 17:00"' in html


@pytest.mark.parametrize(
    ("go_live_at", "expire_at"),
    [
        ("31/02/2099 07:00", ""),
        ("hôm nào rảnh", ""),
        ("\x00", ""),
        ("05/12/2099 07:30", "04/12/2099 07:30"),
        ("", "01/01/2020 00:00"),
    ],
)
def test_a_time_that_cannot_be_is_told(side: Side, go_live_at: str, expire_at: str) -> None:
    guide = side.guide(live=False)
    response = send(user_client(side.writer), guide, go_live_at=go_live_at, expire_at=expire_at)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert {"go_live_at", "expire_at"} & set(errors)
    assert not any(word in str(errors) for word in ("Enter", "valid", "must be", "before"))


def test_approved_today_it_goes_live_tomorrow_and_goes_again(
    side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = side.guide(live=False)
    now = timezone.now()
    times = {"go_live_at": typed(now + SOON), "expire_at": typed(now + 2 * SOON)}
    assert send(user_client(side.writer), guide, **times, **{"action-submit": "1"}).status_code == 302
    approve(side, guide)
    url = f"/xa/ban-luyen/{fresh(guide).get_latest_revision_as_object().slug}/"
    assert scheduling.publish_due() == 0 and Client().get(url).status_code == 404
    assert "đã hẹn giờ" in user_client(side.writer).get(address(guide)).content.decode()
    for later, status in ((SOON, 200), (2 * SOON, 404)):
        set_clock(monkeypatch, standing_at(now + later))
        assert [scheduling.publish_due(), scheduling.publish_due()] == [1, 0]
        assert Client().get(url).status_code == status


def test_the_worker_publishes_and_takes_down_what_is_due(side: Side, client: Client) -> None:
    guide, old = side.guide(live=False), side.guide("Đã hết hạn")
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = guide.latest_revision
    revision.approved_go_live_at = past
    revision.save()
    GuidePage.objects.filter(pk=old.pk).update(expire_at=past)
    tasks.publish_due()
    assert client.get(fresh(guide).get_url()).status_code == 200
    assert client.get(f"/xa/ban-luyen/{old.slug}/").status_code == 404
    assert fresh(old).expired
    assert "publish-due" in site_settings.CELERY_BEAT_SCHEDULE
    due = site_settings.CELERY_BEAT_SCHEDULE["publish-due"]
    assert due == {"task": tasks.publish_due.name, "schedule": 60.0}


def test_one_that_fails_holds_up_no_other(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ValidationError
    from wagtail.models import Revision

    first, second = side.guide("Một", live=False), side.guide("Hai", live=False)
    for minutes, page in ((2, first), (1, second)):
        revision = page.latest_revision
        revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=minutes)
        revision.save()
    real = Revision.publish

    def publish(self: Any, **kwargs: Any) -> None:
        if str(self.object_id) == str(first.pk):
            raise ValidationError("hỏng")
        real(self, **kwargs)

    monkeypatch.setattr(Revision, "publish", publish)
    assert scheduling.publish_due() == 1
    assert fresh(second).live and not fresh(first).live


def test_without_a_worker_it_is_live_once_somebody_opens_the_editor(side: Side) -> None:
    guide = side.guide(live=False)
    revision = guide.latest_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()
    user_client(side.approver).get("/quan-tri/")
    assert fresh(guide).live


def test_kept_pages_and_lists_show_it_at_once(
    side: Side, settings: Settings, tmp_path: Path, committed: Callable[..., Any]
) -> None:
    switch_on(settings, tmp_path)
    guide, process = side.guide(live=False), Process()
    portal = side.portal.page.get_url()
    assert guide.title not in process.get(portal).content.decode()
    revision = guide.latest_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()
    committed(tasks.publish_due)
    assert guide.title in process.get(portal).content.decode()
    GuidePage.objects.filter(pk=guide.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    committed(tasks.publish_due)
    assert guide.title not in process.get(portal).content.decode()
    assert process.get(f"{portal}{fresh(guide).slug}/").status_code == 404


def test_history_compare_and_an_older_revision_brought_back(side: Side) -> None:
    guide = side.guide(summary="Lời thứ nhất.")
    first = guide.latest_revision_id
    guide.summary = "Lời thứ hai."
    second = guide.save_revision(user=side.writer, log_action=True)
    client = user_client(side.writer)
    base = f"/quan-tri/pages/{guide.pk}"
    compared = client.get(f"{base}/revisions/compare/{first}...{second.pk}/").content.decode()
    assert "thứ <span" in compared and "nhất" in compared and "hai" in compared
    assert client.get(f"{base}/history/").status_code == 200
    shown = client.get(f"{base}/revisions/{first}/revert/").content.decode()
    assert "Lời thứ nhất." in shown
    data = querydict_from_html(shown, form_id="page-edit-form")
    data.update(nested_form_data({"steps": streamfield([])}))
    assert client.post(address(guide), data).status_code == 302
    assert fresh(guide).get_latest_revision_as_object().summary == "Lời thứ nhất."
