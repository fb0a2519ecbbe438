"""How many requests a second the site answers, each kind of page beside a Django view that does nothing.

The generator is of the standard library and costs processor time itself, so that requests per second alone would
flatter what is slow. The ratio is taken from the time that the servers' own processes spend on a request.
"""

import asyncio
import http.cookiejar
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.e2e import server
from tests.e2e.journey import MOTHER, pack
from tests.e2e.people import CLASS_CODE, MEMBER
from tests.e2e.server import PASSWORD, Site

CONNECTIONS = 16
SECONDS = 5.0
CLASS = 40  # learners on the live list
TICK = os.sysconf("SC_CLK_TCK")  # the kernel's units of processor time in a second
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Shot:
    """A request to repeat."""

    name: str
    url: str
    cookies: str = ""  # as the header carries them
    body: bytes | None = None
    expected: int = 200  # status

    def wire(self) -> bytes:
        """The request as it is sent."""
        parts = urllib.parse.urlsplit(self.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        lines = [
            f"{'GET' if self.body is None else 'POST'} {path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Accept-Encoding: gzip",
            "Connection: close",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookies}")
        if self.body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + (self.body or b"")


@dataclass
class Tally:
    """What came of a volley. ``cpu``: seconds of processor time that the servers spent on it."""

    answers: int = 0
    seconds: float = 0
    cpu: float = 0
    wrong: dict[str, int] = field(default_factory=dict)

    def count(self, status: str, expected: int) -> None:
        """One answer more."""
        self.answers += 1
        if status != str(expected):
            self.wrong[status] = self.wrong.get(status, 0) + 1

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the servers' processor time for one request."""
        return 1000 * self.cpu / max(1, self.answers)


async def ask(shot: Shot, tally: Tally) -> None:
    """One request on a connection of its own, to the end of the answer."""
    parts = urllib.parse.urlsplit(shot.url)
    try:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(shot.wire())
        answer = await reader.read()
        writer.close()
        status = answer[9:12].decode("ascii", "replace") or "empty"
    except OSError as error:
        status = type(error).__name__
    tally.count(status, shot.expected)


async def _keep_asking(shot: Shot, until: float, tally: Tally) -> None:
    while time.monotonic() < until:
        await ask(shot, tally)


async def _volley(shot: Shot, seconds: float, connections: int) -> Tally:
    tally = Tally()
    began = time.monotonic()
    await asyncio.gather(*(_keep_asking(shot, began + seconds, tally) for _ in range(connections)))
    tally.seconds = time.monotonic() - began
    return tally


def fire(shot: Shot, pid: int, seconds: float = SECONDS, connections: int = CONNECTIONS) -> Tally:
    """Ask for ``shot`` for a while; ``pid`` is the server's first process."""
    asyncio.run(_volley(shot, 0.5, connections))  # warm
    before = processor_time(pid)
    tally = asyncio.run(_volley(shot, seconds, connections))
    tally.cpu = processor_time(pid) - before
    return tally


def family(pid: int) -> list[int]:
    """A process and its children (Linux)."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [pid, *map(int, children.read().split())]


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process and its children have used (Linux)."""
    total = 0
    for one in family(pid):
        with open(f"/proc/{one}/stat") as stat:
            values = stat.read().rpartition(")")[2].split()
        total += int(values[11]) + int(values[12])  # user, system
    return total / TICK


def bare() -> Callable[..., Any]:
    """A Django site with one view that answers one line, for comparison; gunicorn calls this."""
    from types import ModuleType

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("xin chào")

    urls = ModuleType("bare_urls")
    urls.urlpatterns = [path("", view)]  # type: ignore[attr-defined]
    sys.modules["bare_urls"] = urls
    settings.configure(
        ROOT_URLCONF="bare_urls", SECRET_KEY="bare", ALLOWED_HOSTS=["*"], LOGGING_CONFIG=None, MIDDLEWARE=[]
    )
    return get_wsgi_application()


@contextmanager
def bare_site() -> Iterator[tuple[str, int]]:
    """The bare view behind the same gunicorn: its address and the server's first process."""
    port = server.free_port()
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env |= {"LISTEN": f"127.0.0.1:{port}", "PYTHONPATH": f"{server.ROOT / 'site'}{os.pathsep}{server.ROOT}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "tests.bench.load:bare()"],
        cwd=server.ROOT,
        env=env,
    )
    try:
        until = time.monotonic() + server.PATIENCE
        while not _listens(port):
            if time.monotonic() > until:
                raise RuntimeError("the bare view does not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        server.stop(process)


def _listens(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except OSError:
        return False


class Visitor:
    """Somebody without a browser: cookies, forms with their token, nothing else."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page = ""
        self.url = ""

    def get(self, path: str) -> str:
        """The page at ``path``, redirections followed."""
        return self._keep(self.opener.open(urllib.parse.urljoin(self.site, path), timeout=60))

    def post(self, answers: Mapping[str, str], path: str = "") -> str:
        """Send a form of the page at hand, with its hidden fields; the page that follows."""
        body = self.body(answers)
        return self._keep(self.opener.open(urllib.parse.urljoin(self.url, path), body, timeout=60))

    def body(self, answers: Mapping[str, str]) -> bytes:
        """``answers`` and the hidden fields of the page at hand, as they are sent."""
        return urllib.parse.urlencode({**dict(HIDDEN.findall(self.page)), **answers}).encode()

    def _keep(self, response: Any) -> str:
        with response:
            self.page, self.url = response.read().decode(), response.url
        return self.page

    @property
    def cookies(self) -> str:
        """The cookies as a header carries them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def fill_the_class(site: str) -> None:
    """As many learners as a full class has, each at the beginning of the exercise."""
    for number in range(1, CLASS + 1):
        learner = Visitor(site)
        learner.get(f"/vao/{CLASS_CODE}/")
        learner.post({"ten": f"Người Tập Huấn {number}"})
        learner.post({})


def _at_step_two(site: str) -> tuple[Visitor, bytes]:
    """A learner at the second step of the form, and the body with which she would go on."""
    scenario = pack().scenario(MOTHER)
    persona, agency = pack().persona(scenario.persona), scenario.agency
    visitor = Visitor(site)
    visitor.get(f"/tap/bat-dau/{MOTHER}/practice/")
    visitor.post({})
    visitor.get(urllib.parse.urljoin(visitor.url, f"../thu-tuc/{pack().procedure.code}/"))
    consent = {"share": "on", "passcode": persona.passcode}
    for answers in (
        {},
        {"number": persona.citizen_number, "word": persona.word},
        {"code": persona.otp},
        consent,
        {"province": agency.province, "commune": agency.commune},
        consent,
        {"filed_for": scenario.filed_for},
        scenario.fields,
    ):
        visitor.post(answers)
    if "/ke-khai/" not in visitor.url:
        raise RuntimeError(f"not the second step, but {visitor.url}")
    return visitor, visitor.body(scenario.fields)


def shots(site: Site) -> list[Shot]:
    """The pages whose throughput docs/contributing.md ("Budgets") names."""
    lesson = f"{site.url}/hoc/tu-nop-ho-so-tren-mang/khai-sinh-cho-chau/"
    learner, body = _at_step_two(site.url)
    fill_the_class(site.url)
    member = Visitor(site.url)
    member.get("/tai-khoan/vao/")
    member.post({"login": MEMBER, "password": PASSWORD})
    board = re.search(r'href="(/to/buoi/[0-9a-f-]{36}/)"', member.page)
    if board is None:
        raise RuntimeError("the member sees no session")
    return [
        Shot("lesson page, nobody known", lesson),
        Shot("lesson page, a known learner", lesson, learner.cookies),
        Shot("sandbox step, GET", learner.url, learner.cookies),
        Shot("sandbox step, POST", learner.url, learner.cookies, body, expected=302),
        Shot(f"live list of {CLASS}", site.url + board[1], member.cookies),
        Shot(f"live list of {CLASS}, the part that is polled", f"{site.url}{board[1]}bang/", member.cookies),
    ]
