"""Settings that every environment shares. Everything that runs writes below var/."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from config.env import Environment

env = Environment()
ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.text("TUTAY_VAR", str(ROOT / "var")))

# --- The house -------------------------------------------------------------------------------------------------
TUTAY_COMMUNE_NAME = env.text("TUTAY_COMMUNE_NAME", "xã Mẫu")  # shown beside the logo
TUTAY_HELP_PHONE = env.text("TUTAY_HELP_PHONE", "0000 000 012")  # shown in "Nhờ giúp" on every page
TUTAY_PROVINCE_NAME = env.text("TUTAY_PROVINCE_NAME", "tỉnh Thực Hành")
# Absolute addresses (QR codes, site map) start with this; empty means "as the request came".
PUBLIC_URL = env.text("PUBLIC_URL", "").rstrip("/")
LEARNER_COOKIE_DAYS = 180
SHARED_IDLE_SECONDS = env.number(
    "SHARED_IDLE_SECONDS", 600, least=2, most=3600
)  # then a shared machine forgets
RESUME_CODE_DAYS = 90  # a card from one course of classes is still good at the next
PRACTICE_ANSWERS_DAYS = 30  # what learners typed is deleted after this many days
PEOPLE_MONTHS = env.number(
    "TUTAY_PEOPLE_MONTHS", 24, least=1, most=120
)  # unseen for so long, people are erased
CERTIFICATE_MONTHS = 24  # for so long the code of a certificate of practice can be checked
# Day of the next month by which a team closes a month: that of the monthly party form (docs/running.md names it).
REPORT_DUE_DAY = env.number("TUTAY_REPORT_DUE_DAY", 18, least=1, most=28)
# Key of the hash by which one telephone is found again; derived from SECRET_KEY where it is empty.
TUTAY_PHONE_KEY = env.text("TUTAY_PHONE_KEY", "")
# The server's own voice, where espeak-ng is installed; its sounds lie below VOICE_ROOT, at most so many MB of them.
TUTAY_VOICE = env.flag("TUTAY_VOICE", True)
# Where "Gửi qua Facebook" and "Gửi qua Zalo" lead; {url} becomes the page's address. No script of theirs is loaded.
# Zalo names no such address that works without a key: without one its button asks the phone, or copies the address.
SHARE_FACEBOOK = env.text("SHARE_FACEBOOK", "https://www.facebook.com/sharer/sharer.php?u={url}")
SHARE_ZALO = env.text("SHARE_ZALO", "")
COVERS_MB = env.number("COVERS_MB", 200, least=5, most=100_000)  # room for drawn covers (courses.sharing)
COVERS_ROOT = VAR / "covers"
# Once a day call the addresses outside of the site that pages name, to tell editors which are dead (courses.writing).
CHECK_LINKS = env.flag("CHECK_LINKS", False)
STYLES_IN_PAGE = True  # on a first visit (ui.styles)
WHOLE_PAGES = True  # public pages are answered from a cache (config.whole_pages)
TUTAY_VOICE_MB = env.number("TUTAY_VOICE_MB", 200, least=10, most=100_000)
VOICE_ROOT = VAR / "voice"
RECORDINGS_ROOT = VAR / "recordings"  # of people: what they read out for a step

INSTALLED_APPS = [
    "teams",
    "courses",
    "sandbox",
    "media",
    "accounts",
    "places",
    "ui",
    "kit",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "courses.apps.EditorsConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "modelsearch",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.whole_pages.StrangersMiddleware",  # first: a kept page asks nothing else
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LearnerMiddleware",
    "accounts.idle.SharedMachineMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.first_password.FirstPasswordMiddleware",  # a password of one's own comes before the second step
    "accounts.middleware.DefaultDenyMiddleware",
    "courses.editor.gate.EditorGateMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.whole_pages.KnownMiddleware",  # last: everything that is asked of a known reader has been asked
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "ui.renderer.QuickRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.shell",
            ],
        },
    }
]

# --- Database --------------------------------------------------------------------------------------------------
# IMMEDIATE, not WAL alone, is what keeps many small writers from "database is locked" (docs/decisions/0002).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
        "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
    ),
}


def database(url: str) -> dict[str, Any]:
    """The DATABASES entry for ``url``; a file database gets the options that keep acknowledged writes safe.

    Raises ImproperlyConfigured for any other address; the sentence does not repeat it, for the password in it.
    """
    if not url.startswith(("sqlite:", "postgres:", "postgresql:")):
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a database. It has to be like postgres://user:password@host/name; "
            "leave it out to keep everything in one SQLite file below var/."
        )
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS
        config["CONN_MAX_AGE"] = None
    return config


DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{VAR / 'tutay.sqlite3'}"))}

# --- Tasks: a queue of files, no broker to install; rows of kit.Job say what was asked and what became of it -----
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "filesystem://")
QUEUE = VAR / "queue"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(QUEUE / "messages"),
        "data_folder_out": str(QUEUE / "messages"),
        "control_folder": str(QUEUE / "control"),
        "store_processed": False,
    }
    if CELERY_BROKER_URL == "filesystem://"
    else {}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "kit.tasks.sweep_jobs", "schedule": 60.0},  # seconds
    "publish-due": {"task": "courses.tasks.publish_due", "schedule": 60.0},
    "daily": {"task": "kit.tasks.enqueue_daily", "schedule": 3600.0},  # asks hourly, works once a day
}

# --- Who gets in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignup"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "reauthenticate": "accounts.forms.IsItYouForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # accounts.doors counts, in the database and for every door alike
# A code by text message instead of the password (accounts.sms): six digits, five minutes, three tries.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 300  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = 3  # times
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
# Who carries the messages: without a gateway the administrator reads them out (docs/running.md).
SMS_GATEWAY_URL = env.text("SMS_GATEWAY_URL", "")
SMS_BACKEND = env.text("SMS_BACKEND", "accounts.sms.Gateway" if SMS_GATEWAY_URL else "accounts.sms.Desk")
SMS_GATEWAY_BODY = env.text("SMS_GATEWAY_BODY", '{"to": "{to}", "text": "{text}"}')
SMS_GATEWAY_AUTHORIZATION = env.text("SMS_GATEWAY_AUTHORIZATION", "")
SMS_GATEWAY_OK = env.text("SMS_GATEWAY_OK", "")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds until "is it you?" is asked again
# Whoever sees people's names types a code of an app after the password (accounts.second_step).
SECOND_STEP = env.flag("SECOND_STEP", True)
MFA_ADAPTER = "accounts.adapter.SecondStep"
MFA_FORMS = {
    "authenticate": "accounts.second_step_forms.SecondStepForm",
    "reauthenticate": "accounts.second_step_forms.IsItYouByCodeForm",
    "activate_totp": "accounts.second_step_forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Tự Tay"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks of cheap phones are off
LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/vao/"
LOGIN_REDIRECT_URL = "/to/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600  # seconds: one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"


def shared_cache(url: str, folder: str, **options: int) -> dict[str, Any]:
    """The CACHES entry that all web processes see: ``folder`` below var/, or the Redis at ``url`` for several machines.

    ``options`` bound the folder; Redis is bounded by its own maxmemory. Raises ImproperlyConfigured for any other
    address; the sentence does not repeat it, for the password in it.
    """
    if not url:
        files = "django.core.cache.backends.filebased.FileBasedCache"
        return {"BACKEND": files, "LOCATION": VAR / folder, "OPTIONS": options}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            "CACHE_URL is not the address of a Redis. It has to be like redis://:password@host:6379/1; "
            "leave it out to keep everything in files below var/."
        )
    redis = "django.core.cache.backends.redis.RedisCache"
    return {"BACKEND": redis, "LOCATION": url, "KEY_PREFIX": f"tutay-{folder}"}


CACHE_URL = env.text("CACHE_URL", "")
CACHES = {
    # Used codes of the second step are kept in this cache, so every web process has to see the same one.
    "default": shared_cache(CACHE_URL, "cache"),
    # Public pages, whole (docs/decisions/0009): some 20 KB each. Thrown away at any time.
    "pages": shared_cache(CACHE_URL, "pages", MAX_ENTRIES=4000, CULL_FREQUENCY=4),
    # What changes rarely and is asked for on every page: each process keeps its own copy for a minute.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "memory",
        "TIMEOUT": 60,
    },
}

# --- Language and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# The second holds words of Wagtail that its own Vietnamese lacks: read before every library's own catalogue.
LOCALE_PATHS = [ROOT / "site" / "locale", ROOT / "courses" / "editor_words"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Day first: without these the editor would read 05/12 as the twelfth of May. The ISO form is what browsers send.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
WAGTAIL_I18N_ENABLED = False

# --- Files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/tep/"
MEDIA_ROOT = VAR / "uploads"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail ---------------------------------------------------------------------------------------------------
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT, WAGTAIL_TIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M", "%H:%M"
WAGTAIL_SITE_NAME = "Tự Tay"
WAGTAILADMIN_BASE_URL = PUBLIC_URL or "http://127.0.0.1:8000"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/vao/"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no calls to the outside from an officer's browser
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # one door: accounts
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Attachment"
WAGTAILDOCS_SERVE_METHOD = "direct"
# Every picture is drawn anew on its way in, small and bare (media.intake); files are sounds and films (media.kinds).
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.AttachmentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic"]
WAGTAILDOCS_EXTENSIONS = ["mp3", "m4a", "ogg", "oga", "opus", "wav", "mp4", "webm"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024  # bytes: a film of some minutes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- What a page may load --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],  # the drawn sample papers
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's editor has inline start-up scripts (date pickers) and shows previews in a frame of the same site.
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # for old browsers; the others go by frame-ancestors

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- Views of libraries that cannot state who may (accounts.middleware asks for these) ----------------------------
PUBLIC_LIBRARY_VIEWS = {
    "wagtail_serve",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "mfa_authenticate",  # asks nobody who has not typed a right password
}
SIGNED_IN_LIBRARY_VIEWS = {"account_change_password", "account_reauthenticate", "mfa_reauthenticate"}
