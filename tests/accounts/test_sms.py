"""Messages with a code: written down, carried by a gateway or by nobody, and never in a log."""

import datetime as dt
import json
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts import jobs, phones, sms
from accounts.models import TextMessage
from kit.models import Job
from tests.people import make_administrator, make_user, user_client

pytestmark = pytest.mark.django_db
PHONE, CODE = "+84000111222", "314159"


class Answering(BaseHTTPRequestHandler):
    """A gateway on this machine: remembers what it got, answers as told."""

    got: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200
    words: ClassVar[str] = '{"CodeResult": "100"}'

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append({"body": json.loads(body), "key": self.headers.get("Authorization")})
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", f"http://{self.headers['Host']}/khac/")
        self.end_headers()
        self.wfile.write(self.words.encode())

    def log_message(self, *args: Any) -> None:
        """Nothing on the screen of the tests."""


@pytest.fixture
def gateway(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Answering]]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(sms, "WAITS", (0, 0, 0))
    Answering.got, Answering.status, Answering.words = [], 200, '{"CodeResult": "100"}'
    settings.SMS_BACKEND = "accounts.sms.Gateway"
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/gui"
    yield Answering
    server.shutdown()
    server.server_close()


def posted(user: Any = "somebody") -> TextMessage:
    user = make_user(phone=PHONE) if user == "somebody" else user
    return sms.post(user, PHONE if user else "", phones.words(CODE))


def carried(message: TextMessage) -> TextMessage:
    """The message after the worker had it."""
    jobs.send_text(str(message.pk))
    message.refresh_from_db()
    return message


def test_the_gateway_gets_number_and_words(gateway: type[Answering], settings: Any) -> None:
    settings.SMS_GATEWAY_AUTHORIZATION = "Bearer chi-de-thu"
    settings.SMS_GATEWAY_BODY = '{"phones": ["{to}"], "sms": {"text": "{text}"}, "brand": "TUTAY", "type": 2}'
    message = posted()
    assert Job.objects.filter(name=sms.JOB, subject=str(message.pk)).count() == 1
    assert carried(message).state == "sent"
    assert gateway.got == [
        {
            "body": {"phones": [PHONE], "sms": {"text": message.text}, "brand": "TUTAY", "type": 2},
            "key": "Bearer chi-de-thu",
        }
    ]


def test_the_message_fits_one_and_names_nobody() -> None:
    text = phones.words(CODE)
    assert CODE in text and len(text) <= 70
    assert text == "Tự Tay: mã 314159, dùng trong 5 phút. Đừng đọc cho ai."


def test_a_message_goes_once_however_often_the_worker_is_told(gateway: type[Answering]) -> None:
    message = posted()
    carried(message)
    carried(message)
    jobs.send_text(str(uuid.uuid4()))
    assert len(gateway.got) == 1


def test_nobody_gets_a_message_for_an_unknown_number(gateway: type[Answering]) -> None:
    message = posted(None)
    assert Job.objects.filter(name=sms.JOB).count() == 1, "as much is written as for a known one"
    jobs.send_text(str(message.pk))
    assert gateway.got == [] and not TextMessage.objects.exists()


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500, 503])
def test_a_gateway_that_refuses_is_tried_three_times_and_told_to_the_administrator(
    gateway: type[Answering], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.status = status
    message = carried(posted())
    assert message.state == "failed" and len(gateway.got) == 3
    assert str(status) in caplog.text
    assert CODE not in caplog.text and PHONE not in caplog.text and PHONE[-6:] not in caplog.text
    page = user_client(make_administrator()).get("/tai-khoan/tin-nhan/").content.decode()
    assert "tổng đài có tin không nhận" in page and "0000 111 222" in page


def test_an_answer_without_the_agreed_word_is_a_refusal(gateway: type[Answering], settings: Any) -> None:
    settings.SMS_GATEWAY_OK = '"CodeResult": "100"'
    assert carried(posted()).state == "sent"
    gateway.words = '{"CodeResult": "99"}'
    assert carried(posted(make_user(phone="+84000111223"))).state == "failed"


def test_a_gateway_that_is_not_there_breaks_no_page(
    gateway: type[Answering], settings: Any, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"  # nobody listens
    make_user(phone=PHONE)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/tai-khoan/vao/dien-thoai/", {"phone": "0000 111 222"})
    assert answer.status_code == 302
    assert TextMessage.objects.get().state == "failed"
    page = client.get(answer["Location"]).content.decode()
    assert "Sau một phút chưa thấy tin?" in page and "tổng đài" not in page.lower()


def test_a_broker_that_is_down_breaks_no_page(
    gateway: type[Answering],
    client: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def down(*args: Any) -> None:
        raise OSError("no broker")

    monkeypatch.setattr("kit.tasks.run_job.delay", down)
    make_user(phone=PHONE)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/tai-khoan/vao/dien-thoai/", {"phone": "0000 111 222"})
    assert answer.status_code == 302 and Job.objects.get(name=sms.JOB).state == "waiting"


def test_a_message_that_comes_too_late_is_not_sent(gateway: type[Answering]) -> None:
    message = posted()
    TextMessage.objects.update(made_at=timezone.now() - dt.timedelta(seconds=301))
    assert carried(message).state == "failed" and gateway.got == []


def test_without_a_gateway_no_worker_is_asked() -> None:
    posted()
    assert not Job.objects.exists() and sms.to_read_out().count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMS_GATEWAY_URL", ""),
        ("SMS_GATEWAY_URL", "http://sms.example.com/gui"),
        ("SMS_GATEWAY_URL", "ftp://192.168.1.20/"),
        ("SMS_GATEWAY_URL", "file:///etc/passwd"),
        ("SMS_GATEWAY_BODY", "to={to}"),
        ("SMS_GATEWAY_BODY", '{"to": "{to}"}'),
    ],
)
def test_settings_that_cannot_work_stop_the_start(
    gateway: type[Answering], settings: Any, name: str, value: str
) -> None:
    sms.backend()
    setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        sms.backend()


@pytest.mark.parametrize(
    "url", ["https://sms.example.com/gui", "http://192.168.1.20:8080/", "http://localhost:8080/"]
)
def test_addresses_that_may_get_a_code(gateway: type[Answering], settings: Any, url: str) -> None:
    settings.SMS_GATEWAY_URL = url
    sms.backend()


def test_messages_of_yesterday_are_forgotten(gateway: type[Answering]) -> None:
    old, young = posted(), posted(make_user(phone="+84000111223"))
    yesterday = timezone.now() - dt.timedelta(days=1, minutes=1)
    TextMessage.objects.filter(pk=old.pk).update(made_at=yesterday)
    Job.objects.filter(subject=str(old.pk)).update(created_at=yesterday)
    jobs.forget_texts("2026-11-23")
    assert [message.pk for message in TextMessage.objects.all()] == [young.pk]
    assert [job.subject for job in Job.objects.filter(name=sms.JOB)] == [str(young.pk)]
