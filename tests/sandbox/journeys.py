"""Ways to bring a learner quickly to any place of the journey, and to read what a page says there."""

import datetime as dt
import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.signing import get_cookie_signer
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from kit.idempotency import token
from sandbox import service
from sandbox.engine.enums import Stage
from sandbox.engine.machine import Status
from sandbox.enums import BEFORE_THE_FORM, Place
from sandbox.models import Attempt, Dossier
from tests.traps.pages import form_with

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MOTHER, FATHER, ALONE = "khai-sinh-me-nop", "khai-sinh-cha-nop", "khai-sinh-ba-nop"
GRANDMOTHER = ALONE
COPIES = "khai-sinh-ban-sao-buu-chinh"  # three copies, 24.000 đồng
RIGHT_CODE = "1.001193"
APPLICANT, DECLARE, RECEIVE = FORM_STEPS = ("chu-ho-so", "ke-khai", "nhan-ket-qua")
PLACES: tuple[str, ...] = (*BEFORE_THE_FORM, APPLICANT, DECLARE, Place.PAPERS, RECEIVE, Place.REVIEW)
PAPER, GOOD, CUT_OFF, OTHER_CHILD = "giay-chung-sinh", "du", "mat-goc", "nguoi-khac"
Sent = Mapping[str, str]


def local(day: str, hour: str = "09:00") -> dt.datetime:
    """A moment in Viet Nam: local("2026-11-23", "15:30")."""
    return dt.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=LOCAL)


MONDAY = local("2026-11-23")


class Clock:
    """The machine's clock in a test: it stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)

    def forward(self, **step: float) -> None:
        """Let time pass: forward(minutes=30)."""
        self.moment += dt.timedelta(**step)


def browser_of(learner: Learner) -> Client:
    """A browser that holds the learner's signed cookie."""
    client = Client()
    client.cookies[LEARNER_COOKIE] = get_cookie_signer(salt=LEARNER_COOKIE * 2).sign(str(learner.id))
    return client


def url(attempt: Attempt, place: str) -> str:
    """The address of a step; of a long one the address at which the whole of it is on one page."""
    return path(attempt, place) + ("?phan=tat-ca" if place == DECLARE else "")


def path(attempt: Attempt, place: str) -> str:
    """The address of a step."""
    if place in FORM_STEPS:
        return reverse("sandbox:step_fields", args=[attempt.id, place])
    return reverse(f"sandbox:step_{Place(place).name.lower()}", args=[attempt.id])


def dossier_url(dossier: Dossier, name: str = "dossier") -> str:
    """The address of a page of a dossier."""
    return reverse(f"sandbox:{name}", args=[dossier.id])


def right(attempt: Attempt, **changed: str) -> dict[str, str]:
    """The right answer of every field, with some changed."""
    return {**attempt.scenario.fields, **changed}


def on_step(attempt: Attempt, place: str, **changed: str) -> dict[str, str]:
    """The right answers of the fields of one step, with some changed."""
    names = [field.id for field in attempt.pack.eform.step(place).fields]
    return {name: value for name, value in right(attempt, **changed).items() if name in names}


def begin(learner: Learner, place: str, *, mode: str = "practice", scenario: str = MOTHER) -> Attempt:
    """An attempt that stands at ``place``, with everything before it right."""
    attempt = service.start(learner, scenario, mode)
    if PLACES.index(place) > PLACES.index(DECLARE):
        service.save_answers(attempt, right(attempt), attempt.revision)
    elif place == DECLARE:
        service.save_answers(attempt, on_step(attempt, APPLICANT), attempt.revision)
    if place == Place.REVIEW:
        service.attach(attempt, PAPER, GOOD)
    service.reach(attempt, place)
    return attempt


def send(
    learner: Learner, *, mode: str = "practice", scenario: str = MOTHER, photo: str = GOOD, **changed: str
) -> Dossier:
    """A dossier that was sent now, with these mistakes in it."""
    attempt = begin(learner, Place.REVIEW, mode=mode, scenario=scenario)
    service.save_answers(attempt, right(attempt, **changed), attempt.revision)
    service.attach(attempt, PAPER, photo)
    return service.send(attempt)


def until(dossier: Dossier, status: Status) -> Dossier:
    """The dossier at ``status``: days are skipped, and whatever the office asks is answered rightly."""
    for _ in range(20):
        dossier = service.look(Dossier.objects.get(pk=dossier.pk))
        if dossier.state is status:
            return dossier
        if dossier.state is Status.SUPPLEMENT_REQUESTED:
            dossier = supplement_rightly(dossier)
        elif dossier.stage == Stage.DRAFT_TO_CHECK:
            dossier = answer_draft_rightly(dossier)
        elif dossier.state is Status.PAYMENT_REQUESTED:
            dossier = service.pay(dossier)
        else:
            dossier = service.skip(dossier, 1)
    raise AssertionError(f"{dossier.code} never came to {status.name}, it is {dossier.state.name}")


def until_draft(dossier: Dossier) -> Dossier:
    """The dossier with its draft out: days are skipped, and what the office asks for is sent rightly."""
    for _ in range(20):
        dossier = service.look(Dossier.objects.get(pk=dossier.pk))
        if dossier.stage == Stage.DRAFT_TO_CHECK:
            return dossier
        if dossier.state is Status.PAYMENT_REQUESTED:
            dossier = service.pay(dossier)
        asks = dossier.state is Status.SUPPLEMENT_REQUESTED
        dossier = supplement_rightly(dossier) if asks else service.skip(dossier, 1)
    raise AssertionError(f"{dossier.code} never had a draft, it is {dossier.state.name}")


def asked(dossier: Dossier) -> dict[str, str]:
    """What the open request asks for: id → "paper" or "field"."""
    return {item["id"]: item["kind"] for item in (dossier.request or {}).get("items", [])}


def supplement_rightly(dossier: Dossier) -> Dossier:
    """Send exactly what the office asks for, and rightly."""
    wanted = asked(dossier)
    fields = {name: dossier.attempt.scenario.fields[name] for name, kind in wanted.items() if kind == "field"}
    return service.supplement(dossier, fields, {name: GOOD for name, k in wanted.items() if k == "paper"})


def path_of(dossier: Dossier) -> list[int]:
    """The statuses that the dossier has been through, the first one included; changes of stage left out."""
    events = [event for event in dossier.events.all() if event.from_status != event.to_status]
    return [events[0].from_status, *(event.to_status for event in events)]


def answer_draft_rightly(dossier: Dossier) -> Dossier:
    """Point at the line that the office wrote wrongly; agree where there is none."""
    for field in (dossier.draft or {})["wrote"]:
        return service.correct(dossier, field, dossier.attempt.scenario.fields[field])
    return service.agree(dossier)


# --- Pages ---------------------------------------------------------------------------------------------------


def text(response: Any) -> str:
    """A page as HTML."""
    return str(response.content.decode())


def words(response: Any) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text(response))).split())


def summary(response: Any) -> list[tuple[str, str]]:
    """(words, id that they lead to) for each line of the summary of errors; none on a page without one."""
    block = re.search(r'id="tong-loi"(.*?)</ul>', text(response), re.DOTALL)
    items = re.findall(r'<li>(?:<a href="#([^"]*)">|<p>)(.*?)</', block[1], re.DOTALL) if block else []
    return [(html.unescape(words), target) for target, words in items]


def value(response: Any, name: str) -> str:
    """What stands in the field ``name`` of a page: typed text, or the option chosen."""
    form = form_with(text(response), name)
    assert form is not None, f"no field {name}"
    field = form.fields[name]
    return field.value if field.is_text or field.kind == "hidden" else "".join(field.checked)


def has_id(response: Any, name: str) -> bool:
    """Whether the page has an element with this id."""
    return f' id="{name}"' in text(response)


def told(response: Any, label: str) -> bool:
    """Whether the summary names ``label`` in a line that leads to something on the page."""
    return any(label in line and has_id(response, target) for line, target in summary(response))


def promise(client: Client, attempt: Attempt, key: str = "", **more: str) -> HttpResponse:
    """Press "Gửi hồ sơ" with the box ticked."""
    data = {"token": key or token(), "cam_doan": "1", "revision": str(attempt.revision), **more}
    return post(client, url(attempt, Place.REVIEW), data)


def post(client: Client, address: str, data: Sent) -> HttpResponse:
    """A form sent."""
    response: HttpResponse = client.post(address, data)  # type: ignore[assignment]  # a response with more
    return response


def leads_to(response: Any, address: str) -> bool:
    """Whether the page sends the browser on to ``address``."""
    return response.status_code == 302 and urlsplit(response["Location"]).path == urlsplit(address).path
