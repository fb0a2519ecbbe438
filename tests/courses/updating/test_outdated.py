"""A changed pack marks its pages, shows what is new, and somebody says that a page is right again."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from accounts.enums import Role
from courses.models import CourseIndexPage, GuidePage, LessonPage
from courses.updating import outdated
from courses.updating.outdated import confirm, is_outdated, outdated_pages
from kit.models import AuditEntry
from sandbox import service as sandbox
from tests.courses.factories import STEPS, make_lesson
from tests.courses.packs import NEW_FIELD, NEW_LABEL, SLUG, add_field, change_pack, rename
from tests.courses.sides import Side, make_commune, make_side
from tests.people import make_administrator, make_officer, user_client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),  # Wagtail's, of a picture made small
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
MARK = "Thủ tục đã đổi"
LIST = "/quan-tri/thu-tuc-da-doi/"


@pytest.fixture(autouse=True)
def packs() -> None:
    sandbox.load_packs()


@pytest.fixture
def lesson() -> LessonPage:
    """A lesson that shows the place of the day of issue, and leads to an exercise."""
    shown = {**STEPS[0], "picture": {"shot": "ngay-cap", "alt": "Ô ngày cấp"}}
    practised = {**STEPS[2], "practise": {"scenario": "khai-sinh-me-nop"}}
    return make_lesson(pack=SLUG, procedure="1.001193", steps=[shown, STEPS[1], practised])


def fresh(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).specific


def screen(page: Page) -> str:
    return f"{LIST}{page.pk}/"


def edit(page: Page) -> str:
    return f"/quan-tri/pages/{page.pk}/edit/"


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def officer() -> Client:
    return user_client(make_officer(Role.COMMUNE_OFFICER, make_commune("TH0X9", "Xã Thử")))


def test_from_a_changed_pack_to_a_page_that_is_right_again(lesson: LessonPage, officer: Client) -> None:
    course = lesson.get_parent()
    places = ("/quan-tri/", f"/quan-tri/pages/{course.pk}/", edit(lesson))
    assert not any(screen(lesson) in text(officer, path) for path in places)
    change_pack(rename, add_field)
    for path in (*places, LIST):
        assert screen(lesson) in text(officer, path), path
    shown = text(officer, screen(lesson))
    before = shown.partition("Các chỗ khác")[0]
    assert f"Ô “{NEW_LABEL}”: đổi tên" in before and "<del>Ngày cấp</del>" in before
    assert f"Thêm ô “{NEW_FIELD}”" in shown
    assert MARK not in Client().get(lesson.get_url()).content.decode()

    answer = officer.post(screen(lesson), {"version": sandbox.pack_version(SLUG)})
    assert answer.status_code == 302 and answer["Location"] == edit(lesson)
    assert not any(screen(lesson) in text(officer, path) for path in (*places, LIST))
    assert "Thủ tục đã đổi, đã xem lại: bài vẫn đúng" in text(
        officer, f"/quan-tri/pages/{lesson.pk}/history/"
    )
    assert AuditEntry.objects.filter(action="page.pack_confirmed", data__page=lesson.pk).exists()


def test_what_the_pictures_of_a_lesson_show_comes_first(lesson: LessonPage) -> None:
    change_pack(add_field, rename, lambda data: data["procedure"]["fee"].update(note="Lời mới về tiền"))
    page = fresh(lesson)
    sorted_ = outdated.sorted_for(page, sandbox.difference(SLUG, page.pack_version).changes)
    assert sorted_.here[0].names == {"field:ngay_cap"}
    assert [one.what for one in sorted_.elsewhere][-1:] == ["lời giải thích"]


def test_a_name_that_the_words_of_a_page_say_concerns_it() -> None:
    said = make_lesson(
        pack=SLUG, steps=[STEPS[0], STEPS[1], {**STEPS[2], "text": "Bấm vào ô **Ngày cấp** rồi gõ."}]
    )
    change_pack(rename)
    page = fresh(said)
    assert outdated.sorted_for(page, sandbox.difference(SLUG, page.pack_version).changes).here


def test_saying_that_it_is_right_keeps_words_and_drafts(lesson: LessonPage) -> None:
    by = make_administrator()
    draft = fresh(lesson)
    draft.title = "Bản nháp còn dở"
    draft.save_revision(user=by)
    live = fresh(lesson).live_revision_id
    change_pack(rename)
    confirm(fresh(lesson), sandbox.pack_version(SLUG), by=by)
    page = fresh(lesson)
    assert (page.title, page.live_revision_id, page.has_unpublished_changes) == (lesson.title, live, True)
    assert page.get_latest_revision_as_object().title == "Bản nháp còn dở"
    assert page.latest_revision.user_id == by.pk
    page.latest_revision.publish()
    assert not is_outdated(fresh(lesson))
    count = page.revisions.count()
    confirm(fresh(lesson), sandbox.pack_version(SLUG), by=by)
    assert page.revisions.count() == count


def test_a_page_without_a_draft_has_none_afterwards(lesson: LessonPage) -> None:
    change_pack(rename)
    confirm(fresh(lesson), sandbox.pack_version(SLUG), by=make_administrator())
    assert not fresh(lesson).has_unpublished_changes


def test_a_pack_that_changed_again_meanwhile_is_told(lesson: LessonPage, officer: Client) -> None:
    old = change_pack(rename).digest
    change_pack(add_field)
    answer = officer.post(screen(lesson), {"version": old})
    assert answer.status_code == 422
    assert "vừa đổi thêm lần nữa" in answer.content.decode() and NEW_FIELD in answer.content.decode()
    for wrong in ("", "\x00", "x" * 10_000):
        assert officer.post(screen(lesson), {"version": wrong}).status_code == 422
    assert is_outdated(fresh(lesson))


def test_the_box_above_the_form_says_the_same(lesson: LessonPage) -> None:
    from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

    from tests.courses.editor.test_editor import step

    client = user_client(make_administrator())
    change_pack(rename)
    for ticked, expected in ((False, True), (True, False)):
        data = querydict_from_html(text(client, edit(lesson)), form_id="page-edit-form")
        data.update(nested_form_data({"steps": streamfield([step("Mở máy")])}))
        data["action-publish"] = "1"
        if ticked:
            data["pack_seen"] = "on"
        response = client.post(edit(lesson), data)
        assert response.status_code == 302, response.context["form"].errors
        assert is_outdated(fresh(lesson)) is expected
    assert AuditEntry.objects.filter(action="page.pack_confirmed").count() == 1
    assert "pack_seen" not in text(client, edit(lesson))


def test_a_draft_that_was_put_right_is_told_until_it_is_published(lesson: LessonPage) -> None:
    change_pack(rename)
    draft = fresh(lesson)
    draft.pack_version = sandbox.pack_version(SLUG)
    revision = draft.save_revision()
    assert [one.in_draft for one in outdated_pages()] == [True]
    revision.publish()
    assert outdated_pages() == []


# --- Guides of communes ----------------------------------------------------------------------------------------------
@pytest.fixture
def sides() -> tuple[Side, Side]:
    return make_side(), make_side("TH0X2", "Bản Khác")


def test_a_guide_remembers_the_pack_that_its_author_chose(sides: tuple[Side, Side]) -> None:
    own, other = sides
    guide = own.guide(pack=SLUG, papers="Giấy chứng sinh")
    plain = own.guide("Giờ mở cửa")
    assert (guide.pack_version, plain.pack_version) == (sandbox.pack_version(SLUG), "")
    change_pack(lambda data: data["papers"][0].update(name="Giấy chứng sinh bản điện tử"))
    writer, stranger = user_client(own.writer), user_client(other.writer)
    assert screen(guide) in text(writer, "/quan-tri/") and screen(plain) not in text(writer, LIST)
    assert guide.title not in text(stranger, LIST) and guide.title not in text(stranger, "/quan-tri/")
    for method in (stranger.get, stranger.post):
        assert method(screen(guide)).status_code == 404
    assert text(writer, screen(guide)).index("Giấy chứng sinh bản điện tử")
    assert writer.get(screen(plain)).status_code == 404
    assert writer.post(screen(guide), {"version": sandbox.pack_version(SLUG)}).status_code == 302
    assert not is_outdated(fresh(guide)) and fresh(guide).live


def test_what_waits_for_approval_does_not_bring_the_mark_back(sides: tuple[Side, Side]) -> None:
    own, _ = sides
    guide = own.guide(pack=SLUG)
    guide.summary = "Lời mới."
    guide.save_revision(user=own.writer)
    state = guide.get_workflow().start(guide, own.writer)
    change_pack(rename)
    user_client(own.writer).post(screen(guide), {"version": sandbox.pack_version(SLUG)})
    path = f"/quan-tri/pages/workflow/action/{guide.pk}/approve/{state.current_task_state_id}/"
    user_client(own.approver).post(path)
    assert fresh(guide).summary == "Lời mới." and not is_outdated(fresh(guide))


def test_choosing_another_pack_begins_with_its_current_version(sides: tuple[Side, Side]) -> None:
    guide = sides[0].guide(pack=SLUG)
    change_pack(rename)
    guide.pack = ""
    guide.full_clean()
    assert guide.pack_version == ""
    guide.pack = SLUG
    guide.full_clean()
    assert guide.pack_version == sandbox.pack_version(SLUG)


# --- The list --------------------------------------------------------------------------------------------------------
def test_the_list_is_narrowed_by_procedure_and_kind(lesson: LessonPage, sides: tuple[Side, Side]) -> None:
    guide = sides[0].guide("Khai sinh ở xã", pack=SLUG)
    change_pack(rename)
    client = user_client(make_administrator())
    for query, seen, unseen in (
        ("?loai=bai-hoc", lesson, guide),
        ("?loai=huong-dan&thu_tuc=khai-sinh", guide, lesson),
    ):
        html = text(client, LIST + query)
        assert screen(seen) in html and screen(unseen) not in html
    both = text(client, f"{LIST}?loai=%00&thu_tuc={'x' * 5000}")
    assert screen(guide) in both and screen(lesson) in both


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER])
def test_whoever_writes_lessons_is_told(lesson: LessonPage, role: Role) -> None:
    make_side()  # with the first portal lessons are the province's
    change_pack(rename)
    client = user_client(make_officer(role, make_commune("TH0X9", "Xã Thử")))
    is_theirs = role is Role.PROVINCE_OFFICER
    assert (screen(lesson) in text(client, LIST)) is is_theirs
    assert client.get(screen(lesson)).status_code == (200 if is_theirs else 404)


def test_a_page_that_teaches_nothing_has_no_such_screen() -> None:
    client = user_client(make_administrator())
    for number in (CourseIndexPage.objects.get().pk, 987654321):
        assert client.get(f"{LIST}{number}/").status_code == 404
    assert client.post(LIST).status_code == 405


def test_many_pages_ask_no_more_than_one(
    sides: tuple[Side, Side], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        sides[0].guide(f"Khai sinh {number}", pack=SLUG)
    change_pack(rename)
    with django_assert_max_num_queries(12):
        assert len(outdated_pages(sides[0].writer)) == 3
    assert GuidePage.objects.filter(pack=SLUG).count() == 3
