"""Public pages kept whole, for tests: switched on, in a folder of their own, and web processes to look at them."""

import copy
import pickle
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from kit import generation, whole_pages


def switch_on(settings: Settings, folder: Path) -> None:
    """From here on pages are kept, in ``folder``, as `make run` keeps them: styles in the page, files as the cache."""
    file_based = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": file_based, "LOCATION": folder}}
    settings.WHOLE_PAGES = settings.STYLES_IN_PAGE = True
    whole_pages.forget_near()


@dataclass
class Process:
    """A web process: it shares the files with the others and keeps what it has seen beside itself."""

    near: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, Any] = field(default_factory=dict)

    def get(self, path: str, client: Client | None = None, **headers: str) -> HttpResponse:
        """What a reader is answered by this process. Her cookies stay as they were."""
        reader = client or Client()
        cookies = copy.deepcopy(reader.cookies)
        with patch.multiple(whole_pages, _near=self.near, _refused=self.refused):
            response = reader.get(path, headers=headers)
        reader.cookies = cookies
        return cast(HttpResponse, response)

    def text(self, path: str) -> str:
        """The page, as somebody new reads it."""
        return self.get(path).content.decode()


def kept_pages() -> list[whole_pages.Page]:
    """Every page that lies in the shared cache."""
    cache: Any = caches[generation.CACHE]
    found = []
    for file in Path(cache._dir).glob("*.djcache"):
        with file.open("rb") as handle:
            if not cache._is_expired(handle):
                found.append(pickle.loads(zlib.decompress(handle.read())))  # noqa: S301 - written by this very test
    return [page for page in found if isinstance(page, whole_pages.Page)]
