"""More ways to get a setting wrong: each stops the start with a sentence, never with the inside of a library."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Environment
from tests.config.test_settings import GOOD, start


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY_FILE": "/khong/co/tep/nay"}, "SECRET_KEY_FILE"),
        ({"SECRET_KEY_FILE": "/"}, "SECRET_KEY_FILE"),
        ({"DATABASE_URL": "khong-phai-dia-chi"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mongodb://localhost/tutay"}, "DATABASE_URL"),
        ({"CACHE_URL": "memcached://localhost:11211"}, "CACHE_URL"),
        ({"PUBLIC_URL": "https://tutay.example.org/hoc/"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "tutay.example.org"}, "PUBLIC_URL"),
        ({"ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is '-1'. It has to be a whole number from 0 to 5."),
        ({"SECURE_HSTS_INCLUDE_SUBDOMAINS": "vâng"}, "SECURE_HSTS_INCLUDE_SUBDOMAINS is 'vâng'"),
    ],
)
def test_the_sentence_names_the_setting(change: dict[str, str], words: str, tmp_path: Path) -> None:
    done = start(tmp_path, **(GOOD | change))
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert words in last and "ImproperlyConfigured" in last, last


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    done = start(tmp_path, **(GOOD | {"SECRET_KEY": "qua-ngan-de-lam-khoa"}))
    assert done.returncode != 0 and "qua-ngan-de-lam-khoa" not in done.stderr


@pytest.mark.parametrize(
    ("written", "read"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("", False)]
)
def test_a_switch_is_on_or_off(written: str, read: bool) -> None:
    assert Environment({"A": written}).flag("A", not read) is read


@pytest.mark.parametrize("written", ["maybe", "2", "ja", " "])
def test_a_switch_is_nothing_else(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="^A is"):
        Environment({"A": written}).flag("A", True)


@pytest.mark.parametrize("written", ["x", "-1", "1.5", "11", "1e1", "٣x"])
def test_a_number_has_its_limits(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="from 0 to 10"):
        Environment({"A": written}).number("A", 5, least=0, most=10)


def test_a_blank_setting_counts_as_none() -> None:
    env = Environment({"A": "  ", "B": " b "})
    assert (env.text("A", "default"), env.text("B"), env.number("A", 3, least=0, most=9)) == (
        "default",
        "b",
        3,
    )


def test_it_reads_the_environment_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TUTAY_TRY", "thử")
    assert Environment().text("TUTAY_TRY") == "thử"


def test_the_key_of_a_practice_site_is_made_once_and_kept_private(tmp_path: Path) -> None:
    from config.settings.development import kept_secret

    path = tmp_path / "var" / "secret-key"
    first = kept_secret(path)
    assert kept_secret(path) == first and len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
