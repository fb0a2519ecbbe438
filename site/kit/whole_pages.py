"""Finished pages, kept for every web process: what is in one, where it lies, who draws it when it is missing.

Nothing in here knows what a page is about; config.whole_pages decides what may be kept (docs/decisions/0009).
"""

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

from kit import generation
from kit.pieces import gzip_of, packed

logger = logging.getLogger(__name__)
LIFE: Final = (
    600  # seconds; for what no signal tells, and so that sounds of a page stay registered (media.voice)
)
MOST_NEAR: Final = 300  # pages of some 40 KB that a process keeps beside itself
DRAWING: Final = 5  # seconds for which others believe that somebody is drawing a page
PATIENCE: Final = 1.0  # seconds to wait for a page that another process draws
_LOOK_EVERY: Final = 0.01  # seconds


@dataclass(frozen=True)
class Page:
    """An answer to somebody of whom nothing is known.

    ``texts``: what is the same for every reader, with the strips between: text, strip, text, … text. ``strips`` are
    the templates of the strips, in order. ``headers`` are those of the whole answer, ``own`` those that the page itself
    has given (the rest comes from middleware). ``sheets``: what ui.styles wrote into it, None where it was not asked.
    ``for_known``: whether readers whom the site knows may have it, with their own strips.
    """

    generation: str
    until: float  # seconds since 1970
    headers: Mapping[str, str]
    own: Mapping[str, str]
    texts: tuple[bytes, ...]
    packs: tuple[bytes, ...]
    strips: tuple[str, ...]
    sheets: tuple[tuple[str, ...], ...] | None
    for_known: bool

    def is_good(self, now: str) -> bool:
        """Whether it may be shown in generation ``now``."""
        return self.generation == now and self.until > time.time()

    @cached_property
    def body(self) -> bytes:
        return b"".join(self.texts)

    @cached_property
    def gzipped(self) -> bytes:
        return gzip_of(self.texts, self.packs)

    @cached_property
    def etag(self) -> str:
        """Weak, because the compressed page has the same one."""
        return f'W/"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'

    def with_strips(self, strips: list[bytes]) -> "Page":
        """The same page with strips drawn for one reader; itself where they are the same."""
        texts, packs = list(self.texts), list(self.packs)
        for place, strip in zip(range(1, len(texts), 2), strips, strict=True):
            if strip != texts[place]:
                texts[place], packs[place] = strip, packed(strip, level=6)
        if tuple(texts) == self.texts:
            return self
        return replace(self, texts=tuple(texts), packs=tuple(packs))


_near: dict[str, Page] = {}
_refused: dict[str, tuple[str, float]] = {}


def find(key: str) -> Page | None:
    """The page under ``key``, if there is one that is still right."""
    return _find(key, generation.current())


def find_near(key: str) -> Page | None:
    """The page under ``key``, if this process has it beside itself: asks no cache."""
    page = _near.get(key)
    return page if page is not None and page.is_good(generation.current()) else None


def _find(key: str, now: str) -> Page | None:
    page = _near.get(key)
    if page is not None and page.is_good(now):
        return page
    found: Page | None = _ask(lambda cache: cache.get(_name(key)))
    if found is None or not found.is_good(now):
        return None
    return _keep_near(key, found)


def find_or_draw(key: str, draw: Callable[[str], Page | None]) -> Page | None:
    """The page under ``key``, drawn now if need be, by one process at a time. None where it may not be kept.

    ``draw`` is given the generation in which it begins: a change while it draws makes its page an old one.
    """
    now = generation.current()
    page = _find(key, now)
    if page is not None or not now or _is_refused(key, now):
        return page
    turn = _name(f"turn {key}")
    if _ask(lambda cache: cache.add(turn, 1, DRAWING)) is False and (page := _wait(key)):
        return page
    try:
        page = draw(now)
    finally:
        _ask(lambda cache: cache.delete(turn))
    if page is None:
        _refuse(key, now)
        return None
    _ask(lambda cache: cache.set(_name(key), page, LIFE))
    return _keep_near(key, page)


def forget_near() -> None:
    """What this process keeps beside itself; the shared cache stays. As if the process had just begun."""
    _near.clear()
    _refused.clear()


def _ask(question: Callable[[BaseCache], Any]) -> Any:
    """What the shared cache answers; None where it cannot: a full disk or a cache that is down costs no page."""
    try:
        return question(caches[generation.CACHE])
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("the cache of pages does not work: %s", type(error).__name__)
        return None


def _wait(key: str) -> Page | None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(_LOOK_EVERY)
        if page := find(key):
            return page
    return None


def _keep_near(key: str, page: Page) -> Page:
    if len(_near) >= MOST_NEAR:
        _near.clear()
    _near[key] = page
    return page


def _is_refused(key: str, now: str) -> bool:
    """Whether this address was found not to be kept, so that it is not drawn twice each time."""
    known, until = _refused.get(key, ("", 0.0))
    return known == now and until > time.time()


def _refuse(key: str, now: str) -> None:
    if len(_refused) >= MOST_NEAR:
        _refused.clear()
    _refused[key] = now, time.time() + LIFE


def _name(key: str) -> str:
    """Short and plain, whatever stands in an address."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
