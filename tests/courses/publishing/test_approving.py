"""One writes, another one approves."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import User
from courses.models import GuidePage
from courses.publishing.approving import approvers_of, is_only_approver
from tests.courses.sides import Side, make_side
from tests.people import make_administrator, make_officer, user_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def side() -> Side:
    return make_side()


def send(page: Page, by: User) -> TaskState:
    """``page`` waits for approval."""
    page.save_revision(user=by)
    state = page.get_workflow().start(page, by)
    return state.current_task_state


def actions(page: Page, user: User) -> list[str]:
    fresh = Page.objects.get(pk=page.pk).specific
    task = fresh.current_workflow_task
    return [name for name, _, _ in task.get_actions(fresh, User.objects.get(pk=user.pk))]


def waiting(user: User) -> list[str]:
    found = TaskState.objects.reviewable_by(User.objects.get(pk=user.pk))
    return [str(one.revision.content_object.title) for one in found]


def decide(user: User, page: Page, action: str, **data: str) -> Any:
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    path = f"/quan-tri/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return user_client(user).post(path, data)


def test_the_task_finds_the_approvers_of_the_pages_commune(side: Side) -> None:
    other = make_side("TH0X2", "Bản Khác")
    guide = side.guide(live=False)
    send(guide, side.writer)
    assert actions(guide, side.approver) == ["approve", "reject"]
    assert waiting(side.approver) == [guide.title]
    for stranger in (other.approver, other.writer, side.writer):
        assert actions(guide, stranger) == [] and waiting(stranger) == []
    assert actions(guide, make_administrator()) == ["approve", "reject"]


def test_approving_publishes(side: Side, client: Client) -> None:
    guide = side.guide(live=False)
    assert client.get(f"/xa/ban-luyen/{guide.slug}/").status_code == 404
    send(guide, side.writer)
    decide(side.approver, guide, "approve")
    assert client.get(f"/xa/ban-luyen/{guide.slug}/").status_code == 200


def test_sending_back_tells_why(side: Side) -> None:
    guide = side.guide(live=False)
    send(guide, side.writer)
    decide(side.approver, guide, "reject", comment="Thiếu giờ mở cửa")
    guide.refresh_from_db()
    assert not guide.live and guide.current_workflow_state.status == "needs_changes"
    html = user_client(side.writer).get(f"/quan-tri/pages/{guide.pk}/edit/").content.decode()
    assert "Thiếu giờ mở cửa" in html


def test_another_communes_approver_decides_nothing(side: Side) -> None:
    other = make_side("TH0X2", "Bản Khác")
    guide = side.guide(live=False)
    send(guide, side.writer)
    for user in (other.approver, other.writer, side.writer):
        decide(user, guide, "approve")
        guide.refresh_from_db()
        assert not guide.live


def test_whoever_sent_it_does_not_approve_it_while_somebody_else_can(side: Side) -> None:
    accounts.appoint(side.approver, Role.COMMUNE_OFFICER, commune=side.commune)
    second = make_officer(Role.COMMUNE_APPROVER, side.commune)
    guide = side.guide(live=False)
    send(guide, side.approver)
    assert actions(guide, side.approver) == [] and waiting(side.approver) == []
    assert actions(guide, second) == ["approve", "reject"] and waiting(second) == [guide.title]
    decide(side.approver, guide, "approve")
    guide.refresh_from_db()
    assert not guide.live


def test_the_only_approver_may_approve_her_own(side: Side) -> None:
    accounts.appoint(side.approver, Role.COMMUNE_OFFICER, commune=side.commune)
    guide = side.guide(live=False)
    send(guide, side.approver)
    assert actions(guide, side.approver) == ["approve", "reject"] and waiting(side.approver) == [guide.title]


def test_nobody_publishes_past_the_workflow_while_there_are_two(side: Side) -> None:
    second = make_officer(Role.COMMUNE_APPROVER, side.commune)
    guide = side.guide(live=False)
    for user in (side.writer, side.approver, second):
        assert not guide.permissions_for_user(user).can_publish()
        assert not side.portal.page.permissions_for_user(user).can_publish_subpage()
    assert is_only_approver(side.approver, guide) is False
    accounts.dismiss(second.appointments.get())
    assert guide.permissions_for_user(User.objects.get(pk=side.approver.pk)).can_publish()


def test_an_approver_takes_down_what_is_wrong_at_once(side: Side, client: Client) -> None:
    make_officer(Role.COMMUNE_APPROVER, side.commune)
    guide = side.guide()
    user_client(side.approver).post(f"/quan-tri/pages/{guide.pk}/unpublish/")
    assert client.get(f"/xa/ban-luyen/{guide.slug}/").status_code == 404


def test_a_dismissed_approver_approves_nothing(side: Side) -> None:
    guide = side.guide(live=False)
    send(guide, side.writer)
    accounts.dismiss(side.approver.appointments.get())
    assert not approvers_of(guide).exists()
    assert waiting(side.approver) == []
    decide(side.approver, guide, "approve")
    guide.refresh_from_db()
    assert not guide.live


def test_approvers_are_told_in_vietnamese(side: Side) -> None:
    send(side.guide(live=False), side.writer)
    (letter,) = [one for one in mail.outbox if one.to == [side.approver.email]]
    assert "chờ" in letter.subject and "Chứng thực bản sao" in letter.subject
    assert not [one for one in mail.outbox if one.to == [side.writer.email]]


def test_an_author_is_told_what_became_of_it(side: Side) -> None:
    guide = side.guide(live=False)
    send(guide, side.writer)
    mail.outbox.clear()
    decide(side.approver, guide, "reject", comment="Thiếu giờ mở cửa")
    (letter,) = mail.outbox
    assert letter.to == [side.writer.email] and "Thiếu giờ mở cửa" in letter.body
    assert GuidePage.objects.get(pk=guide.pk).live is False


def first_button(user: User, path: str) -> str:
    """The button of the editor that is seen without opening its list."""
    html = user_client(user).get(path).content.decode()
    found = re.search(
        r'<footer.*?<button[^>]*?(?:name="([^"]+)"|data-workflow-action-name="([^"]+)")', html, re.S
    )
    return (found[1] or found[2]) if found else ""


def test_the_button_that_is_seen_is_the_next_step(side: Side) -> None:
    guide = side.guide(live=False)
    edit = f"/quan-tri/pages/{guide.pk}/edit/"
    new = f"/quan-tri/pages/add/courses/guidepage/{side.portal.page_id}/"
    assert first_button(side.writer, edit) == first_button(side.writer, new) == "action-submit"
    send(guide, side.writer)
    assert first_button(side.approver, edit) == "approve"
    assert first_button(side.writer, edit) != "approve"


@pytest.mark.parametrize(
    ("action", "extra", "told"),
    [
        ("approve", "{}", "Bà con đọc được rồi."),
        ("reject", '{"comment": "Thiếu giờ mở cửa"}', "lại cho người viết, kèm lời nhắn."),
    ],
)
def test_whoever_decides_in_the_form_is_told_what_became_of_the_page(
    side: Side, action: str, extra: str, told: str
) -> None:
    guide = side.guide(live=False)
    send(guide, side.writer)
    client, edit = user_client(side.approver), f"/quan-tri/pages/{guide.pk}/edit/"
    data = querydict_from_html(client.get(edit).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"steps": streamfield([])}))
    data.update(
        {
            "action-workflow-action": "true",
            "workflow-action-name": action,
            "workflow-action-extra-data": extra,
        }
    )
    html = client.post(edit, data, follow=True).content.decode()
    assert told in html and "Đã lưu" not in html
    assert (f'href="{guide.get_url()}"' in html) is (action == "approve")
