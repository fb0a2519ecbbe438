"""The server's voice: only what a page has shown, only so many at a time, only so much room."""

import base64
import fcntl
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from kit.voice import CannotSpeak, Machine
from media import voice
from ui.service import CHOICE_COOKIE

pytestmark = pytest.mark.django_db
PARTS = ["Kê khai", "Họ tên", "Gửi"]


class Fake(Machine):
    """A voice whose sound is its words."""

    made: list[list[str]] = []  # noqa: RUF012 - one list, emptied by the fixture
    fails = False

    def make(self, lines: list[str], target: Path) -> None:
        if self.fails:
            raise CannotSpeak
        self.made.append(lines)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("|".join(lines))


@pytest.fixture
def machine(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """A server with a voice of its own, and room of its own."""
    settings.TUTAY_VOICE = True
    settings.VOICE_ROOT = tmp_path / "voice"
    fake = Fake("espeak-ng", "ffmpeg")
    Fake.made.clear()
    monkeypatch.setattr(voice, "_found", lambda: fake)
    monkeypatch.setattr(voice, "_known", {})
    yield fake


@pytest.fixture
def address(machine: Fake) -> str:
    """Where the sounds of a page are."""
    return voice.register(PARTS, [0, 1, 2])


def heard(response: HttpResponseBase) -> str:
    """What a sound says; read to its end, the client closes the file behind it."""
    content = b"".join(response.streaming_content) if response.streaming else b""  # type: ignore[attr-defined]
    return content.decode()


def status(client: Client, address: str, **headers: str) -> int:
    """The status of an answer that is read to its end."""
    response = client.get(address, headers=headers)
    heard(response)
    return response.status_code


def test_a_page_is_heard_whole_and_part_by_part(client: Client, address: str) -> None:
    whole = client.get(address)
    assert heard(whole) == "Kê khai|Họ tên|Gửi"
    assert whole["Content-Type"] == "audio/mpeg" and whole["Accept-Ranges"] == "bytes"
    assert "private" in whole["Cache-Control"] and "noindex" in whole["X-Robots-Tag"]
    assert [heard(client.get(f"{address}/{number}")) for number in range(3)] == PARTS
    assert not whole.cookies


def test_the_page_is_read_in_the_order_it_gave(client: Client, machine: Fake) -> None:
    assert heard(client.get(voice.register(PARTS, [2, 0]))) == "Gửi|Kê khai"


def test_a_part_of_a_sound_is_sent_with_its_place(client: Client, address: str) -> None:
    response = client.get(address, headers={"range": "bytes=0-2"})
    assert (response.status_code, response["Content-Range"]) == (206, "bytes 0-2/24")
    assert len(heard(response).encode()) == 3
    assert status(client, address, range="bytes=99-") == 416


def test_the_same_words_are_made_once_however_many_pages_have_them(client: Client, machine: Fake) -> None:
    for title in ("Một", "Hai"):
        status(client, f"{voice.register([title, 'Họ tên'], [0, 1])}/1")
    assert machine.made == [["Họ tên"]]


def test_the_same_page_has_the_same_address(machine: Fake) -> None:
    assert voice.register(PARTS, [0]) == voice.register(PARTS, [0])
    assert voice.register(PARTS, [0]) != voice.register(PARTS, [1])


def test_nobody_has_the_server_say_words_of_his_own(client: Client, address: str, machine: Fake) -> None:
    key = address.rsplit("/", 1)[1]
    forged = ("A" if key[0] != "A" else "B") + key[1:]
    own = base64.urlsafe_b64encode(b"Gui tien di").decode()
    for tried in (forged, own, key + "A", key[:-1], "..", "%2e%2e", "a%00b", "Chuyển tiền", "a" * 3000):
        assert status(client, f"/nghe/trang/{tried}") == 404, tried
    for query in ("?text=Gửi+tiền", "?t=x", "/3", "/99999999999"):
        response = client.get(address + query)
        assert response.status_code == 404 or heard(response) == "Kê khai|Họ tên|Gửi"
    assert machine.made == [PARTS]


def test_a_key_that_is_right_opens_nothing_before_a_page_was_shown(client: Client, machine: Fake) -> None:
    body = json.dumps([["Chuyển tiền cho tôi"], [0]], ensure_ascii=False, separators=(",", ":"))
    assert status(client, f"/nghe/trang/{voice._key(body)}") == 404
    assert machine.made == []


def test_another_secret_gives_other_keys(machine: Fake, settings: Settings) -> None:
    before = voice.register(PARTS, [0])
    settings.SECRET_KEY = "another-" * 8
    assert voice.register(PARTS, [0]) != before


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_sounds_are_only_read(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code == 405
    assert getattr(client, method)(f"{address}/0").status_code == 405


def test_without_a_voice_no_page_offers_one(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "_found", lambda: None)
    assert voice.register(PARTS, [0]) == ""
    response = client.get(address)
    assert response.status_code == 404
    assert "Bác nhờ người bên cạnh đọc giúp." in response.content.decode()


def test_the_setting_switches_it_off(address: str, settings: Settings) -> None:
    settings.TUTAY_VOICE = False
    assert voice.register(PARTS, [0]) == ""


def test_a_page_beyond_all_measure_is_shown_without_a_sound(machine: Fake) -> None:
    assert voice.register(["chữ"] * (voice.MOST_PARTS + 1), [0]) == ""
    assert voice.register(["c" * (voice.MOST_LETTERS + 1)], [0]) == ""


def test_a_disk_that_is_full_costs_the_sound_and_not_the_page(
    client: Client, machine: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(voice, "_write", full)
    assert status(client, voice.register(PARTS, [0])) == 404


def test_a_voice_that_fails_asks_for_patience_and_keeps_nothing(
    client: Client, address: str, machine: Fake, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(Fake, "fails", True)
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "3")
    assert response["Cache-Control"] == "no-store"
    assert list((Path(settings.VOICE_ROOT) / "sounds").glob("*/*")) == []


def test_only_so_many_sounds_are_made_at_a_time(
    client: Client, address: str, machine: Fake, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(voice, "PATIENCE", 0)
    status(client, f"{address}/0")
    locks = [
        os.open(Path(settings.VOICE_ROOT) / f"maker-{n}.lock", os.O_CREAT | os.O_RDWR)
        for n in range(voice.MAKERS)
    ]
    for lock in locks:
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        assert status(client, f"{address}/1") == 503
        assert status(client, f"{address}/0") == 200, "what is there is heard at once"
    finally:
        for lock in locks:
            os.close(lock)
    assert status(client, f"{address}/1") == 200


def test_sounds_make_room_for_others_those_not_heard_for_longest_first(
    client: Client, machine: Fake, settings: Settings
) -> None:
    settings.TUTAY_VOICE_MB = 0.00002  # 20 bytes
    address = voice.register(["một một một", "hai hai hai", "ba ba ba ba"], [0])
    for number in range(3):
        status(client, f"{address}/{number}")
    files = {file.read_text(): file for file in (Path(settings.VOICE_ROOT) / "sounds").glob("*/*")}
    for age, words in enumerate(("ba ba ba ba", "một một một", "hai hai hai")):
        if words in files:
            os.utime(files[words], (time.time() - age * 60,) * 2)
    voice.tidy()
    left = {file.read_text() for file in (Path(settings.VOICE_ROOT) / "sounds").glob("*/*")}
    assert left == {"ba ba ba ba"}
    assert heard(client.get(f"{address}/1")) == "hai hai hai", "made again when somebody asks"


def test_a_page_that_nobody_is_shown_any_more_is_forgotten(
    client: Client, address: str, settings: Settings
) -> None:
    [file] = (Path(settings.VOICE_ROOT) / "pages").glob("*/*")
    old = time.time() - (voice.PAGE_DAYS + 1) * 24 * 3600
    os.utime(file, (old, old))
    voice._known.clear()
    voice.register(PARTS, [0, 1, 2])  # shown again: young again
    voice.tidy()
    assert status(client, address) == 200
    os.utime(file, (old, old))
    voice.tidy()
    assert status(client, address) == 404


# --- "Cách nghe" -----------------------------------------------------------------------------------------------


def test_how_to_listen_says_what_there_is(client: Client, machine: Fake, settings: Settings) -> None:
    assert "giọng máy ở đây đọc" in client.get("/nghe/").content.decode()
    settings.TUTAY_VOICE = False
    assert "giọng máy ở đây đọc" not in client.get("/nghe/").content.decode()


@pytest.mark.parametrize(("value", "words"), [("1", "Đang bật."), ("0", "Đang tắt.")])
def test_the_choice_is_kept_for_half_a_year_and_leads_back(client: Client, value: str, words: str) -> None:
    response = client.post("/nghe/", {"doc_to": value, "ve": "/tap/tim/?tu_khoa=khai+sinh"})
    assert (response.status_code, response["Location"]) == (302, "/tap/tim/?tu_khoa=khai+sinh")
    cookie = response.cookies[CHOICE_COOKIE]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (value, "Lax", "")
    assert cookie["max-age"] == 180 * 24 * 3600
    assert words in client.get("/nghe/").content.decode()


@pytest.mark.parametrize("value", ["", "2", "<script>", "1\n"])
def test_a_choice_that_is_none_is_asked_for_again(client: Client, value: str) -> None:
    response = client.post("/nghe/", {"doc_to": value})
    assert response.status_code == 422 and CHOICE_COOKIE not in response.cookies
    assert response.content.decode().count("Đọc to: bác chọn có hoặc không cần ở dưới.") == 2


@pytest.mark.parametrize(
    "back",
    ["https://xau.example.org/", "//xau.example.org/", "javascript:alert(1)", "/\\xau", "", "/nghe/", "\x00"],
)
def test_the_way_back_never_leaves_the_site(client: Client, back: str) -> None:
    assert client.post("/nghe/", {"doc_to": "1", "ve": back})["Location"] == "/"


def test_the_page_leads_back_to_where_she_came_from(client: Client) -> None:
    html = client.get("/nghe/", headers={"referer": "http://testserver/tap/"}).content.decode()
    assert 'name="ve" value="/tap/"' in html
    html = client.get("/nghe/", headers={"referer": "https://xau.example.org/tap/"}).content.decode()
    assert 'name="ve" value="/"' in html


def test_a_foreign_page_cannot_choose(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nghe/", {"doc_to": "1"}).status_code == 403
