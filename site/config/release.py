"""Which release this process runs, as far as its pages look different from those of another one."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

_DRAWN_FROM = (".html", ".py", ".css", ".mo", ".svg", ".yaml")


@cache
def release() -> str:
    """Changes with the static files' names, with the code, and with what the settings print on pages.

    Kept pages carry it in their names, so that during an upgrade old and new processes never show each other's.
    """
    digest = hashlib.blake2b(digest_size=8)
    names = getattr(staticfiles_storage, "hashed_files", {})
    digest.update(repr(sorted(names.items())).encode())
    digest.update(repr(sorted(_files())).encode())
    digest.update(repr([(name, getattr(settings, name)) for name in sorted(_printed())]).encode())
    return digest.hexdigest()


def _is_ours(folder: str, root: Path) -> bool:
    """Libraries may lie below the root, too: their versions are pinned by a release."""
    return Path(folder).is_relative_to(root) and "site-packages" not in folder


def _printed() -> list[str]:
    """Settings that a shell or an address prints."""
    return [
        name
        for name in dir(settings)
        if (name.startswith("TUTAY_") and not name.endswith("_KEY"))
        or name in ("PUBLIC_URL", "LANGUAGE_CODE")
    ]


def _files() -> Iterator[tuple[str, int, int]]:
    """Our own files from which pages come: (path, size, time of change in ns)."""
    root = Path(settings.ROOT)
    folders = [Path(app.path) for app in apps.get_app_configs() if _is_ours(app.path, root)]
    for folder in [*folders, root / "site" / "templates", root / "site" / "static", root / "site" / "config"]:
        for parent, _, files in os.walk(folder):
            for name in files:
                if name.endswith(_DRAWN_FROM):
                    stat = os.stat(os.path.join(parent, name))
                    yield f"{parent}/{name}", stat.st_size, stat.st_mtime_ns
