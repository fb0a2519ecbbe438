"""A commune's own copy of a guide knows where it came from."""

import pytest
from django.test import Client

from courses.models import GuidePage
from courses.portals import adapting
from tests.courses.sides import Side, make_shared, make_side
from tests.people import user_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def side() -> Side:
    return make_side()


@pytest.fixture
def shared() -> GuidePage:
    return make_shared(papers="Thẻ cũ", hours="Sáng thứ Hai")


def take_over(side: Side, shared: GuidePage) -> GuidePage:
    path = f"/quan-tri/huong-dan-chung/{shared.pk}/dung-lai/"
    response = user_client(side.writer).post(path)
    made = GuidePage.objects.get(origin=shared)
    assert response.status_code == 302 and response.headers["Location"].endswith(f"/pages/{made.pk}/edit/")
    return made


def change(shared: GuidePage, **fields: str) -> None:
    for name, value in fields.items():
        setattr(shared, name, value)
    shared.save_revision().publish()


def test_taking_over_makes_a_draft_with_the_same_words(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    assert made.get_parent().pk == side.portal.page_id and not made.live
    assert (made.title, made.papers, made.owner) == (shared.title, "Thẻ cũ", side.writer)
    assert made.origin_revision_id == shared.live_revision_id
    assert made.latest_revision.user == side.writer


def test_a_second_press_opens_the_same_draft(side: Side, shared: GuidePage) -> None:
    assert take_over(side, shared) == take_over(side, shared)


def test_it_says_nothing_while_the_origin_says_the_same(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    state = adapting.state_of(made)
    assert (state.is_changed, state.is_gone, state.lines) == (False, False, ())
    assert adapting.changed_for([side.portal]) == []


def test_it_tells_when_the_origin_has_changed_and_what(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    change(shared, papers="Thẻ cũ\nẢnh 3x4")
    state = adapting.state_of(GuidePage.objects.get(pk=made.pk))
    assert state.is_changed
    assert [(line.new, line.text) for line in state.lines] == [(True, "Ảnh 3x4")]
    client = user_client(side.writer)
    assert "Ảnh 3x4" in client.get(f"/quan-tri/pages/{made.pk}/edit/").content.decode()
    assert f"/quan-tri/huong-dan-chung/da-doc/{made.pk}/" in client.get("/quan-tri/").content.decode()
    assert made.papers == GuidePage.objects.get(pk=made.pk).papers == "Thẻ cũ"


def test_a_draft_of_the_origin_is_nobodys_business(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    shared.papers = "Bí mật"
    shared.save_revision()
    assert not adapting.state_of(GuidePage.objects.get(pk=made.pk)).is_changed


def test_what_was_read_is_told_no_more_not_even_after_publishing(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    change(shared, papers="Thẻ mới")
    seen = f"/quan-tri/huong-dan-chung/da-doc/{made.pk}/"
    assert "Thẻ mới" in user_client(side.writer).get(seen).content.decode()
    user_client(side.writer).post(seen)
    GuidePage.objects.get(pk=made.pk).get_latest_revision().publish()
    assert adapting.changed_for([side.portal]) == []
    change(shared, papers="Thẻ mới hơn")
    assert adapting.changed_for([side.portal]) == [made]


def test_an_origin_that_is_gone_is_told(side: Side, shared: GuidePage) -> None:
    made = take_over(side, shared)
    shared.unpublish()
    assert adapting.state_of(GuidePage.objects.get(pk=made.pk)).is_gone
    client = user_client(side.writer)
    assert client.get(f"/quan-tri/pages/{made.pk}/edit/").status_code == 200
    shared.delete()
    assert client.get(f"/quan-tri/pages/{made.pk}/edit/").status_code == 200


def test_only_whoever_writes_in_a_portal_takes_over(side: Side, shared: GuidePage) -> None:
    path = f"/quan-tri/huong-dan-chung/{shared.pk}/dung-lai/"
    assert user_client(side.approver).post(path).status_code == 403
    assert Client().post(path).status_code == 302
    assert user_client(side.writer).get(path).status_code == 405
    for odd in (side.guide().pk, side.portal.page_id, 987654321):
        address = f"/quan-tri/huong-dan-chung/{odd}/dung-lai/"
        assert user_client(side.writer).post(address).status_code == 404
    assert not GuidePage.objects.exclude(origin=None).exists()


def test_a_draft_for_all_communes_cannot_be_taken_over(side: Side) -> None:
    draft = make_shared("Chưa xong", live=False)
    client = user_client(side.writer)
    assert client.post(f"/quan-tri/huong-dan-chung/{draft.pk}/dung-lai/").status_code == 404
    assert "Chưa xong" not in client.get("/quan-tri/huong-dan-chung/").content.decode()


def test_another_commune_is_told_nothing_of_ours(side: Side, shared: GuidePage) -> None:
    other = make_side("TH0X2", "Bản Khác")
    made = take_over(side, shared)
    seen = f"/quan-tri/huong-dan-chung/da-doc/{made.pk}/"
    assert user_client(other.writer).get(seen).status_code == 404
    assert user_client(other.writer).post(seen).status_code == 404
    listed = user_client(other.writer).get("/quan-tri/huong-dan-chung/").content.decode()
    assert f"/pages/{made.pk}/edit/" not in listed
