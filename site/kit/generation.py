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
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

logger = logging.getLogger(__name__)
CACHE: Final = "pages"  # in settings.CACHES
LATEST: Final = 0.25  # seconds that a process may go on with the word that it knows
_FILES: Final = "django.core.cache.backends.filebased.FileBasedCache"
_KEY: Final = "generation"
_heard: dict[str, Any] = {"word": "", "at": 0.0}


def current() -> str:
    """The word of now; empty where nobody knows it, because the cache does not answer."""
    if folder := _folder():
        return _word_of_file(os.path.join(folder, _KEY))
    if time.monotonic() - _heard["at"] > LATEST:
        _heard.update(word=_word_of(caches[CACHE]), at=time.monotonic())
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
    if folder := _folder():
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.path.join(folder, _KEY), "ab") as handle:
            handle.write(b".")
        return
    caches[CACHE].set(_KEY, uuid.uuid4().hex, None)
    _heard["at"] = 0.0


def renew_with(*senders: type[models.Model] | str) -> None:
    """Let every row of these models that is saved or deleted renew the pages; a name is "app.Model"."""
    for sender in senders:
        for signal in (post_save, post_delete):
            signal.connect(_row_changed, sender=sender, dispatch_uid=f"generation of {sender}")


def _row_changed(**kwargs: Any) -> None:
    renew()


def _folder() -> str:
    """Where a cache of files lies; empty for another one. Asks the settings, which is quicker than the cache."""
    conf = settings.CACHES[CACHE]
    return str(conf["LOCATION"]) if conf["BACKEND"] == _FILES else ""


def _word_of_file(file: str) -> str:
    """Its moment too: a folder that was emptied begins to count anew."""
    try:
        stat = os.stat(file)
    except FileNotFoundError:
        return "0"
    return f"{stat.st_size}.{stat.st_mtime_ns}"
