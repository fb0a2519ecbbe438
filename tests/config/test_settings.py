"""A wrong setting stops the start of a real server with a sentence that says which and why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Environment

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRST",
    "ALLOWED_HOSTS": "tutay.example.org",
    "PUBLIC_URL": "https://tutay.example.org",
}


def start(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in (*GOOD, "DATABASE_URL")}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.production", "TUTAY_VAR": str(tmp_path)} | settings
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_a_well_configured_server_passes_every_check_of_django(tmp_path: Path) -> None:
    done = start(tmp_path, **GOOD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. It signs the cookies"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY has 5 characters; it needs at least 50"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set. Name the host names"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is '*'"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL is ''. It has to be the address people type"),
        ({"PUBLIC_URL": "http://tutay.example.org"}, "with https:// in front"),
        ({"PUBLIC_URL": "https://other.example.org"}, "The host of PUBLIC_URL is not in ALLOWED_HOSTS"),
        ({"SECURE_HSTS_SECONDS": "soon"}, "SECURE_HSTS_SECONDS is 'soon'. It has to be a whole number"),
        ({"SECURE_SSL_REDIRECT": "maybe"}, "SECURE_SSL_REDIRECT is 'maybe'. It has to be 1 or 0."),
    ],
)
def test_what_is_wrong_is_named_with_the_reason(change: dict[str, str], words: str, tmp_path: Path) -> None:
    done = start(tmp_path, **(GOOD | change))
    assert done.returncode != 0
    assert words in done.stderr


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s" * 60 + "\n")
    env = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")})
    assert env.secret("SECRET_KEY", least=50, why="") == "s" * 60


def test_lists_are_separated_by_commas() -> None:
    assert Environment({"HOSTS": " a.example , b.example,"}).items("HOSTS") == ["a.example", "b.example"]


def test_the_demo_refuses_a_real_server(tmp_path: Path) -> None:
    env = (
        os.environ
        | GOOD
        | {"DJANGO_SETTINGS_MODULE": "config.settings.production", "TUTAY_VAR": str(tmp_path)}
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "load_demo"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "load_demo is for practice sites" in done.stderr


def test_a_missing_setting_without_default_is_an_error() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^NAME is not set\. Because\.$"):
        Environment({}).text("NAME", why="Because.")
