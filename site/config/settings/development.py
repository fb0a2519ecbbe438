"""`make run`: the whole site on one computer, with nothing to configure."""

import secrets
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, VAR, env


def kept_secret(path: Path) -> str:
    """A random key, made once and kept in ``path``, so that cookies outlive a restart."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


DEBUG = env.flag("DEBUG", False)
# The demo people sign in at once where nobody else can reach the site; SECOND_STEP=1 shows how it really is.
SECOND_STEP = env.flag("SECOND_STEP", env.text("HOST", "127.0.0.1") not in ("127.0.0.1", "localhost", "::1"))
STYLES_IN_PAGE = WHOLE_PAGES = not DEBUG  # whoever changes a sheet or a template sees it at once
SECRET_KEY = kept_secret(VAR / "secret-key")
ALLOWED_HOSTS = ["*"]  # a hall has only addresses of its own network
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
