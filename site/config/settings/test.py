"""The test suite: strict about templates, quick about passwords, everything in a throw-away place."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, DATABASES, STORAGES, TEMPLATES

DEBUG = False
SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SCRATCH = Path(tempfile.mkdtemp(prefix="tutay-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
MEDIA_ROOT = SCRATCH / "uploads"
VOICE_ROOT = SCRATCH / "voice"
RECORDINGS_ROOT = SCRATCH / "recordings"
TUTAY_VOICE = False  # the same pages on every machine; tests of the voice bring their own
STYLES_IN_PAGE = False  # the same pages on every visit; tests of the styles bring their own
WHOLE_PAGES = False  # every page is drawn for its reader; tests of the kept ones bring their own
CACHES["pages"] = {**CACHES["pages"], "LOCATION": SCRATCH / "pages"}
STATIC_ROOT = SCRATCH / "static"  # whitenoise warns of a folder that is not there
STATIC_ROOT.mkdir()
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
DATABASES["default"]["CONN_MAX_AGE"] = (
    None  # a long test is one transaction: its connection must not grow old
)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Rows that nobody asked to be ordered come the other way round, so that what leans on luck falls over
    # here every time, and not on PostgreSQL once in a while.
    options = DATABASES["default"]["OPTIONS"]
    turned = f"{options['init_command']} PRAGMA reverse_unordered_selects=ON;"
    DATABASES["default"]["OPTIONS"] = {**options, "init_command": turned}
