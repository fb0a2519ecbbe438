"""A generic attacker of forms: each text field gets bad inputs, the others stay right.

    findings = attack(client, url, html, bad_inputs(200))          # or
    assert_withstands(client, url, html, bad_inputs(200))

A form withstands an input when the status is one of `ALLOWED`, a redirect leads to a page that stands too,
and what was typed is still in its field where the form comes back. One exception, for the guard of the
sandbox: of what `refused(field, text)` names nothing may come back, in the field or elsewhere on the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from tests.traps.pages import Field, Form, form_with, main_form

ALLOWED = frozenset({200, 302, 303, 400, 409, 413, 422, 429})
REDIRECTS = frozenset({302, 303})
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BOUNDARY = "ranhGioiBieuMau"
# Shorter values turn up on any page by chance; nothing that the guard refuses is as short.
ECHO_LENGTH = 6
Values = Mapping[str, str | Sequence[str]]


class Response(Protocol):
    """What the attacker reads of an answer. `content` is the whole body."""

    status_code: int

    @property
    def content(self) -> bytes: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


class Client(Protocol):
    """What the attacker needs of `django.test.Client`, or of a fake of it."""

    raise_request_exception: bool

    def get(self, path: str) -> Any:
        """Fetch a page."""

    def generic(self, method: str, path: str, data: bytes, content_type: str) -> Any:
        """Send raw bytes, so that lone surrogates arrive as they would from outside."""


def nobody(_field: Field, _text: str) -> bool:
    """The rule of a form without a guard: no input is refused."""
    return False


def as_received(text: str) -> str:
    """What a form field holds after the wire: lone surrogates become U+FFFD, as Django decodes them."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def comparable(text: str) -> str:
    """What must survive of a typed text: NFC, without NUL and outer blanks, line breaks as one sign."""
    bare = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", bare).strip()


def kept(typed: str, shown: str) -> bool:
    """Whether a field that shows `shown` still holds what was `typed`."""
    return comparable(as_received(typed)) == comparable(shown)


@dataclass(frozen=True)
class Finding:
    """One input that a form did not withstand."""

    url: str
    field: str
    text: str
    status: int
    reason: str

    def __str__(self) -> str:
        return f"{self.url} · {self.field} ← {self.text!r:.80} · {self.status} · {self.reason}"


@dataclass
class Attacker:
    """How a form is attacked; every part but the client and the address has a default.

    `right`: field → value sent in the fields that are not attacked (else what the form holds).
    `refused`: of which (field, text) nothing may come back.
    `keeps`: whether a shown value still holds what was typed.
    `reload`: gives the HTML of a fresh form before each attack, where one act uses the form up.
    `all_controls`: attack hidden fields, choices and buttons too (status only: they keep nothing typed).
    `every_pair`: each input in each field; else the inputs go round the fields, one attack per input.
    `follow`: fetch where a redirect leads.
    """

    client: Client
    url: str
    right: Values = field(default_factory=dict)
    refused: Callable[[Field, str], bool] = nobody
    keeps: Callable[[str, str], bool] = kept
    reload: Callable[[], str] | None = None
    allowed: frozenset[int] = ALLOWED
    all_controls: bool = False
    every_pair: bool = False
    follow: bool = True
    sent: int = 0

    def attack(self, html: str, inputs: Sequence[str]) -> list[Finding]:
        """Attack the main form of `html`. Raises ValueError where it has no field to attack."""
        self.client.raise_request_exception = False
        form = main_form(html)
        targets = self._targets(form) if form else []
        if form is None or not targets:
            raise ValueError(f"{self.url}: no form with a field to attack")
        found: list[Finding] = []
        for name, text in self._plan(targets, inputs):
            current = (form_with(self.reload(), name) or form) if self.reload else form
            found += self._one(current, current.fields.get(name) or form.fields[name], text)
        return found

    def _targets(self, form: Form) -> list[str]:
        chosen = form.fields.values() if self.all_controls else form.texts()
        return [one.name for one in chosen if one.kind != "file" and one.name != "csrfmiddlewaretoken"]

    def _plan(self, targets: Sequence[str], inputs: Sequence[str]) -> Iterator[tuple[str, str]]:
        for at, text in enumerate(inputs):
            for name in targets if self.every_pair else [targets[at % len(targets)]]:
                yield name, text

    def _one(self, form: Form, target: Field, text: str) -> Iterator[Finding]:
        """Send one input and judge the answer."""
        response = self.send(form, {**form.untouched(), **listed(self.right), target.name: [text]})
        self.sent += 1
        page = response.content.decode("utf-8", "replace")
        for reason in self._faults(response, page, target, text):
            yield Finding(self.url, target.name, text, response.status_code, reason)

    def send(self, form: Form, values: Mapping[str, Sequence[str]]) -> Response:
        """Send the values of a form as a browser would, but with any bytes."""
        path = urljoin(self.url, form.action)
        response: Response
        if form.method != "post":
            response = self.client.get(f"{urlsplit(path).path}?{encoded(values)}")
        elif form.enctype == MULTIPART:
            body, kind = multipart(values), f"{MULTIPART}; boundary={BOUNDARY}"
            response = self.client.generic("POST", path, body, content_type=kind)
        else:
            response = self.client.generic("POST", path, encoded(values).encode(), content_type=URLENCODED)
        return response

    def _faults(self, response: Response, page: str, target: Field, text: str) -> Iterator[str]:
        status = response.status_code
        if status >= 500:
            yield "the server broke"
        elif status not in self.allowed:
            yield "this status answers no form"
        elif status in REDIRECTS:
            yield from self._behind(response, target, text)
        elif self.refused(target, text):
            yield from _echoes(page, target, text)
        elif target.is_text:
            yield from self._lost(page, target, text)

    def _behind(self, response: Response, target: Field, text: str) -> Iterator[str]:
        """The page that a redirect leads to shows what was saved; it must stand too."""
        place = urlsplit(urljoin(self.url, response.headers.get("Location", "")))
        if not self.follow or place.netloc:
            return
        there = self.client.get(f"{place.path}?{place.query}" if place.query else place.path)
        if there.status_code >= 500:
            yield f"the page behind the redirect broke ({place.path}, {there.status_code})"
        elif self.refused(target, text):
            yield from _echoes(there.content.decode("utf-8", "replace"), target, text)

    def _lost(self, page: str, target: Field, text: str) -> Iterator[str]:
        again = form_with(page, target.name)
        if again is None:
            return
        shown = next(
            iter(again.fields[target.name].sends()), ""
        )  # a list may now stand where words were typed
        if not self.keeps(text, shown):
            yield f"what was typed is gone; the field holds {shown!r:.60}"


def _echoes(page: str, target: Field, text: str) -> Iterator[str]:
    """A refused value shows in its field, or anywhere on the page."""
    again = form_with(page, target.name)
    if again and comparable(again.fields[target.name].value):
        yield "refused by the guard, and still in its field"
    bare = comparable(as_received(text))
    if len(bare) >= ECHO_LENGTH and (bare in page or escape(bare) in page):
        yield "refused by the guard, and shown on the page"


def listed(values: Values) -> dict[str, list[str]]:
    """Every value as a list: a control may send several."""
    return {name: [one] if isinstance(one, str) else list(one) for name, one in values.items()}


def encoded(values: Mapping[str, Sequence[str]]) -> str:
    """A form body; a lone surrogate goes out as the three bytes that broken senders use."""
    return urlencode(values, doseq=True, encoding="utf-8", errors="surrogatepass")


def multipart(values: Mapping[str, Sequence[str]]) -> bytes:
    """The same as multipart/form-data with the boundary of this module."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, several in values.items()
        for value in several
    ]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode("utf-8", "surrogatepass")


def attack(client: Client, url: str, html: str, inputs: Sequence[str], **how: Any) -> list[Finding]:
    """What the main form of a page did not withstand; `how` are the parts of `Attacker`."""
    return Attacker(client, url, **how).attack(html, inputs)


def assert_withstands(client: Client, url: str, html: str, inputs: Sequence[str], **how: Any) -> int:
    """Fail with the first ten findings, if there are any; else the number of attacks made."""
    attacker = Attacker(client, url, **how)
    found = attacker.attack(html, inputs)
    told = "\n".join(str(finding) for finding in found[:10])
    if found:
        raise AssertionError(f"{len(found)} of {attacker.sent} bad inputs were not withstood:\n{told}")
    return attacker.sent
