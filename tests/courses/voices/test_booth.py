"""The booth: who gets in, what it keeps, what it refuses, who decides; and that recordings play for nobody else."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.enums import Role
from accounts.models import User
from courses.enums import TrackState
from courses.models import GuidePage, LessonPage, VoiceTrack
from courses.voices import tracks
from courses.voices.forms import CHANGED, NO_FILE, SENTENCES
from courses.voices.reports import report_on, warning_of
from courses.voices.step_words import steps_of
from kit.models import AuditEntry
from media import recordings
from teams.models import Membership, Team
from tests.courses.editor.test_editor import sent, step
from tests.courses.factories import lesson_data, make_lesson
from tests.courses.sides import make_guide, make_side
from tests.media import sounds
from tests.people import make_administrator, make_member, make_user, user_client

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RECORDINGS_ROOT = tmp_path
    monkeypatch.setattr(recordings, "_ffmpeg", lambda: "")


@pytest.fixture
def editor() -> Client:
    """Whoever may change every page."""
    return user_client(make_administrator())


@pytest.fixture
def member() -> User:
    """On a team of a commune with a portal."""
    side = make_side("TH7X1", "Bản Thu")
    return make_member(Team.objects.create(commune=side.commune, name="Tổ Bản Thu"))


def address(page: LessonPage | GuidePage, language: str = "vi", rest: str = "") -> str:
    return f"/thu-tieng/{page.translation_key}/{language}/{rest}"


def listen(client: Client, url: str) -> HttpResponseBase:
    """The answer of an address of a recording, heard to its end."""
    response: HttpResponseBase = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


def send(
    client: Client,
    page: LessonPage | GuidePage,
    content: bytes | None = None,
    number: int = 1,
    *,
    language: str = "vi",
    name: str = "thu.mp3",
    headers: dict[str, str] | None = None,
    **fields: str,
) -> HttpResponse:
    """One step read out, as the form sends it."""
    step = steps_of(page)[number - 1]
    data: dict[str, object] = {"chu": step.mark, **fields}
    data["tep"] = SimpleUploadedFile(name, sounds.wav() if content is None else content)
    return client.post(address(page, language, f"{step.id}/"), data, headers=headers)  # type: ignore[return-value]


def test_an_editor_reads_records_and_is_heard(editor: Client, lesson: LessonPage, client: Client) -> None:
    page = editor.get(address(lesson, "hmn"))
    assert page.status_code == 200
    html = page.content.decode()
    assert "Lấy giấy chứng sinh ra." in html
    assert re.search(r"Giữ tiếng Việt:</b> giấy chứng sinh", html)
    assert html.count('type="file"') == 3
    sent = send(editor, lesson, language="hmn")
    assert (sent.status_code, sent.headers["Location"]) == (302, f"{address(lesson, 'hmn')}#buoc-1")
    track = VoiceTrack.objects.get()
    assert (track.state, track.kind, track.seconds) == (TrackState.HEARD, "upload", 2)
    assert "Nghe tiếng Mông" in client.get(lesson.url).content.decode()
    heard = listen(client, tracks.sound_url(track))
    assert (heard.status_code, heard["Content-Type"]) == (200, "audio/wav")
    assert "public" in heard["Cache-Control"]
    assert AuditEntry.objects.get(action="voice.recorded").data["language"] == "hmn"


def test_the_script_is_answered_in_json_and_a_repeated_message_makes_no_second_recording(
    editor: Client, lesson: LessonPage
) -> None:
    answers = [send(editor, lesson, headers=JSON, cach="thu") for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert VoiceTrack.objects.get().kind == "booth"


@pytest.mark.parametrize("name", sounds.HOSTILE)
def test_a_bad_file_is_refused_with_its_sentence_whatever_its_name(
    editor: Client, lesson: LessonPage, name: str
) -> None:
    content, why = sounds.HOSTILE[name]
    refused = send(editor, lesson, content, headers=JSON, name="thu âm <b>.mp3")
    assert refused.status_code == 422
    assert refused.json() == {"error": str(SENTENCES[why])}  # type: ignore[attr-defined]
    assert not VoiceTrack.objects.exists()


def test_without_the_script_the_sentence_stands_at_its_step(editor: Client, lesson: LessonPage) -> None:
    refused = send(editor, lesson, sounds.HTML, number=2)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert html.count(str(SENTENCES[sounds.HOSTILE["html"][1]])) == 2  # in the list, and at the field
    assert 'href="#b2-tep"' in html
    empty = editor.post(address(lesson, "vi", f"{steps_of(lesson)[0].id}/"), {"chu": "\0" * 10_000})
    assert empty.status_code == 422
    assert str(NO_FILE) in empty.content.decode()


def test_words_that_changed_meanwhile_are_not_recorded(editor: Client, lesson: LessonPage) -> None:
    stale = send(editor, lesson, headers=JSON, chu="0" * 64)
    assert (stale.status_code, stale.json()["error"]) == (422, str(CHANGED))  # type: ignore[attr-defined]


def test_a_member_records_lessons_and_waits_for_an_editor(
    editor: Client, member: User, lesson: LessonPage, client: Client
) -> None:
    own = user_client(member)
    send(own, lesson, headers=JSON, cach="thu")
    track = VoiceTrack.objects.get()
    assert track.state == TrackState.WAITING
    assert "data-listen" not in client.get(lesson.url).content.decode()
    play = tracks.sound_url(track)
    strangers = [client, user_client(make_member(Team.objects.get()))]
    assert [listen(one, play).status_code for one in strangers] == [404, 404]
    assert [listen(one, play)["Cache-Control"] for one in (own, editor)] == ["private, no-store"] * 2
    decide = f"/thu-tieng/ban/{track.pk}/"
    assert own.post(decide, {"lam": "nhan"}).status_code == 404
    assert "Nghe rồi quyết định" in editor.get(address(lesson)).content.decode()
    assert editor.post(decide, {"lam": "???"}).status_code == 302
    assert listen(client, play).status_code == 404
    assert editor.post(decide, {"lam": "nhan"}).status_code == 302
    assert listen(client, play).status_code == 200
    assert editor.post(decide, {"lam": "bo"}).status_code == 404  # it no longer waits


def test_a_declined_recording_is_asked_for_again(editor: Client, member: User, lesson: LessonPage) -> None:
    own = user_client(member)
    send(own, lesson, headers=JSON)
    editor.post(f"/thu-tieng/ban/{VoiceTrack.objects.get().pk}/", {"lam": "bo"})
    assert "chưa dùng được" in own.get(address(lesson)).content.decode()
    assert own.get(tracks.sound_url(VoiceTrack.objects.get())).status_code == 404


def test_what_may_not_be_recorded_is_missing(member: User, lesson: LessonPage) -> None:
    own, outside = user_client(member), user_client(make_user())
    draft = make_lesson(slug="nhap", title="Bài nháp")
    draft.unpublish()
    step = steps_of(lesson)[0].id
    missing = [
        address(draft),
        f"/thu-tieng/{uuid.uuid4()}/vi/",
        address(lesson, "xx"),
        address(lesson, "vi", "phieu/").replace(str(lesson.translation_key), str(draft.translation_key)),
    ]
    assert [own.get(one).status_code for one in missing] == [404] * len(missing)
    assert own.post(address(lesson, "vi", "khong-co/")).status_code == 404
    assert own.post(address(draft, "vi", f"{step}/")).status_code == 404
    assert own.get(address(lesson, "vi", f"{step}/")).status_code == 405
    assert outside.get(address(lesson)).status_code == 403
    assert Client().get(address(lesson)).status_code == 302


@pytest.fixture
def theirs() -> Iterator[GuidePage]:
    """A guide of another commune."""
    yield make_side("TH7X2", "Bản Khác").guide("Chứng thực ở bản khác")


def test_officers_and_members_of_another_commune_see_none_of_it(
    member: User, theirs: GuidePage, lesson: LessonPage
) -> None:
    portal = make_side("TH7X3", "Bản Mình")
    guide = portal.guide(
        "Chứng thực ở bản mình", steps=[("step", {"title": "Đến xã", "parts": [("words", "<p>Đi.</p>")]})]
    )
    writer = user_client(portal.writer)
    assert send(writer, guide, headers=JSON).status_code == 201
    other = user_client(member)
    team = Membership.objects.get(user=member).team
    of_team = GuidePage.objects.filter(path__startswith=team.commune.portal.page.path)
    for client in (writer, other):
        assert client.get(address(theirs)).status_code == 404
        assert "bản khác" not in client.get("/thu-tieng/").content.decode()
    assert other.get(address(guide)).status_code == 404
    drafts = [address(one) for one in of_team if not one.live]
    assert {other.get(one).status_code for one in drafts} == {404}
    own = make_guide(team.commune.portal.page, "Chứng thực ở bản thu")
    assert other.get(address(own)).status_code == 200
    guide.unpublish()
    play = tracks.sound_url(VoiceTrack.objects.get())
    assert [listen(one, play).status_code for one in (writer, other, Client())] == [200, 404, 404]


def test_the_list_shows_how_far_each_lesson_is(editor: Client, member: User, lesson: LessonPage) -> None:
    send(editor, lesson, language="tyz")
    own = user_client(member)
    assert "Đã có tiếng 1 trên 3 bước" in own.get("/thu-tieng/?tieng=tyz").content.decode()
    assert "Đã có tiếng 0 trên 3 bước" in own.get("/thu-tieng/").content.decode()
    wrong = own.get("/thu-tieng/?tieng=xx&trang=khong")
    assert wrong.status_code == 422
    assert "Tiếng để thu" in wrong.content.decode()


def test_the_list_asks_as_much_for_many_lessons_as_for_one(member: User, lesson: LessonPage) -> None:
    own = user_client(member)
    own.get("/thu-tieng/")
    with CaptureQueriesContext(connection) as one:
        own.get("/thu-tieng/")
    for number in range(3):
        make_lesson(slug=f"bai-{number}", title=f"Bài {number}")
    with CaptureQueriesContext(connection) as many:
        own.get("/thu-tieng/")
    assert len(many) == len(one)


def test_the_sheet_has_room_to_write_and_says_what_stays_vietnamese(
    editor: Client, lesson: LessonPage
) -> None:
    html = editor.get(address(lesson, "tyz", "phieu/")).content.decode()
    assert html.count('class="write"') == 3
    assert "Giữ tiếng Việt:" in html
    assert 'class="write"' not in editor.get(address(lesson, "vi", "phieu/")).content.decode()


def test_only_the_booth_may_ask_for_the_microphone_and_play_what_it_holds(
    editor: Client, lesson: LessonPage, client: Client
) -> None:
    booth, public = editor.get(address(lesson)), client.get(lesson.url)
    assert "microphone=(self)" in booth["Permissions-Policy"]
    assert "microphone=()" in public["Permissions-Policy"]
    assert "microphone=()" in editor.get("/thu-tieng/")["Permissions-Policy"]
    assert "blob:" in booth["Content-Security-Policy"]
    assert "blob:" not in public["Content-Security-Policy"]


def test_an_editor_records_the_draft_and_readers_keep_what_is_published(
    editor: Client, lesson: LessonPage, client: Client
) -> None:
    draft = lesson.get_latest_revision_as_object()
    raw = lesson_data()["lesson"]["steps"][2]
    draft.steps[2].value["title"] = f"{raw['title']} ngay"
    draft.save_revision()
    html = editor.get(address(lesson)).content.decode()
    assert "Gửi hồ sơ ngay" in html
    assert send(editor, draft, number=3, headers=JSON).status_code == 201
    assert "data-listen" not in client.get(f"{lesson.url}buoc-3/").content.decode()
    draft.get_latest_revision().publish()
    assert "data-listen" in client.get(f"{lesson.url}buoc-3/").content.decode()


def test_the_editor_is_told_what_has_no_voice_and_publishes_all_the_same(
    editor: Client, lesson: LessonPage
) -> None:
    send(editor, lesson), send(editor, lesson, number=2)
    steps = lesson_data()["lesson"]["steps"]
    steps[1]["text"] = "Chữ khác rồi."
    lesson = make_lesson(steps=steps)
    html = editor.get(f"/quan-tri/pages/{lesson.pk}/edit/").content.decode()
    assert "2. Chụp giấy cho rõ – thu trước khi đổi chữ" in html
    assert "3. Gửi hồ sơ" in html
    assert "1. Bày giấy tờ ra bàn" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert "bước 2, 3" in warning_of(report_on(lesson))


def test_a_guide_that_is_sent_and_approved_says_both_times_which_steps_are_silent() -> None:
    side = make_side("TH7X5", "Bản Gửi")
    guide = side.guide("Mượn sách ở xã", live=False)
    edit = f"/quan-tri/pages/{guide.pk}/edit/"
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    for user, acts in ((side.writer, {"action-submit": "1"}), (side.approver, approve)):
        client = user_client(user)
        data = sent(client, edit, step("Đến xã"))
        data.update(acts)
        told = [str(one) for one in get_messages(client.post(edit, data).wsgi_request)]
        assert [one for one in told if "bước 1" in one and "Thu ngay" in one], told
    guide.refresh_from_db()
    assert guide.live


def test_a_role_that_reads_only_records_nothing(lesson: LessonPage) -> None:
    side = make_side("TH7X4", "Bản Duyệt")
    officer = user_client(side.approver)
    assert officer.get("/thu-tieng/").status_code == 200
    assert officer.get(address(lesson)).status_code == 404
    assert Role.COMMUNE_APPROVER  # an approver of guides has no lesson to change
