"""A real server. Whatever is missing or weak stops the start with a sentence that says which and why."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import PUBLIC_URL, env

DEBUG = False
SECRET_KEY = env.secret(
    "SECRET_KEY",
    least=50,
    why="It signs the cookies that carry people's progress; make one with: "
    "python -c 'import secrets; print(secrets.token_urlsafe(48))'",
)
ALLOWED_HOSTS = env.items(
    "ALLOWED_HOSTS",
    why="Name the host names this server answers to, separated by commas, e.g. tutay.example.org.",
)
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is '*'. Name the hosts: a forged one would end up in links and QR codes."
    )
if urlsplit(PUBLIC_URL).scheme != "https" or not urlsplit(PUBLIC_URL).hostname or urlsplit(PUBLIC_URL).path:
    raise ImproperlyConfigured(
        f"PUBLIC_URL is {PUBLIC_URL!r}. It has to be the address people type, with https:// in front and "
        "nothing behind the host, because QR codes and the site map are made from it."
    )
if urlsplit(PUBLIC_URL).hostname not in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "The host of PUBLIC_URL is not in ALLOWED_HOSTS, so the site would refuse its own links."
    )

if not env.flag("SECOND_STEP", True):
    raise ImproperlyConfigured(
        "SECOND_STEP is off. Whoever sees people's names has to sign in with a second step; leave it out."
    )

CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000, least=0, most=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1, least=0, most=5)
