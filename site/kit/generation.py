"""The state of everything that public pages show, as one word that every web process sees at once.

Pages kept whole (``kit.whole_pages``) are good for the generation in which they were drawn. Whatever may change one of
them calls ``renew`` or is named to ``renew_with``; the word changes when the change is committed.

A cache of files is one machine: its word is the length of a file, asked for with every request at the price of one
``stat``, and to renew it is to append one byte, which needs no lock. Any other cache (several machines) is asked at
most every LATEST seconds.
"""

import logging
import os
import time
import uuid
from pathlib import Path
from typing import Any, Final

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

logger = logging.getLogger(__name__)
CACHE: Final = "pages"  # in settings.CACHES
LATEST: Final = 0.25  # seconds that a process may go on with the word that it knows
_KEY: Final = "generation"
_heard: dict[str, Any] = {"word": "", "at": 0.0}


def current() -> str:
    """The word of now; empty where nobody knows it, because the cache does not answer."""
    cache = caches[CACHE]
    if isinstance(cache, FileBasedCache):
        return _word_of_file(_file(cache))
    if time.monotonic() - _heard["at"] > LATEST:
        _heard.update(word=_word_of(cache), at=time.monotonic())
    return str(_heard["word"])


def _word_of(cache: BaseCache) -> str:
    """A word that the cache has lost is a new one: what was kept under the old one is drawn again."""
    try:
        return str(cache.get_or_set(_KEY, lambda: uuid.uuid4().hex, None))
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own, and none of them costs a page
        logger.warning("no generation of pages: %s", type(error).__name__)
        return ""


def renew() -> None:
    """From the commit of this transaction on (at once outside of one), pages are drawn anew."""
    transaction.on_commit(renew_now, robust=True)  # what is saved is saved, whatever becomes of the cache


def renew_now() -> None:
    """Pages are drawn anew, by this process and by all others."""
    cache = caches[CACHE]
    if isinstance(cache, FileBasedCache):
        file = _file(cache)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("ab") as handle:
            handle.write(b".")
        return
    cache.set(_KEY, uuid.uuid4().hex, None)
    _heard["at"] = 0.0


def renew_with(*senders: type[models.Model] | str) -> None:
    """Let every row of these models that is saved or deleted renew the pages; a name is "app.Model"."""
    for sender in senders:
        for signal in (post_save, post_delete):
            signal.connect(_row_changed, sender=sender, dispatch_uid=f"generation of {sender}")


def _row_changed(**kwargs: Any) -> None:
    renew()


def _file(cache: FileBasedCache) -> Path:
    return Path(cache._dir) / _KEY  # type: ignore[attr-defined]  # where the cache itself lies


def _word_of_file(file: Path) -> str:
    """Its moment too: a folder that was emptied begins to count anew."""
    try:
        stat = os.stat(file)
    except FileNotFoundError:
        return "0"
    return f"{stat.st_size}.{stat.st_mtime_ns}"
