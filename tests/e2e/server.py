"""A real site to look at: gunicorn with the settings of `make run`, on a throw-away database and a free port.

Never Django's live_server: on its shared in-memory database concurrent requests meet "table is locked", its static
files are neither hashed nor compressed, and nothing of gunicorn is in it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until a site that does not answer counts as broken
PASSWORD = "tap-lam-quen"  # of the demo people on a loopback address
# `make run` prepares with this function; running it alone leaves out the servers.
PREPARE = "import deploy.run; deploy.run.prepare()"


@dataclass(frozen=True)
class Site:
    """A running site."""

    url: str  # without the slash at the end
    var: Path  # everything it writes
    process: subprocess.Popen[bytes]


def environment(var: Path, tree: Path = ROOT) -> dict[str, str]:
    """The environment of `make run` in ``tree``, with everything that runs writing below ``var``."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "PUBLIC_URL", "DEBUG")
    }
    return env | {
        "TUTAY_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "PYTHONPATH": f"{tree / 'site'}{os.pathsep}{tree}",
        "HOST": "127.0.0.1",
    }


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(var: Path, tree: Path = ROOT) -> str:
    """Catalogues, database, static files, places, packs and demo of ``tree``, below ``var``; what it printed.

    What is there already and has not changed is left as it is. Raises RuntimeError when it does not work.
    """
    var.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", PREPARE],
        cwd=tree,
        env=environment(var, tree),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"the site could not be prepared:\n{done.stdout}{done.stderr}")
    return done.stdout


def answers(url: str) -> bool:
    """Whether the site at ``url`` is up."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return as soon as the site answers. Raises RuntimeError when it ends first or takes too long."""
    until = time.monotonic() + PATIENCE
    while not answers(url):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode} before it answered")
        if time.monotonic() > until:
            raise RuntimeError(f"no answer from {url} within {PATIENCE} s")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that this module started."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def serve(var: Path, workers: int = 2) -> Iterator[Site]:
    """gunicorn over the prepared ``var``, as `make run` starts it; its log goes to ``var/server.log``."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = environment(var) | {"LISTEN": f"127.0.0.1:{port}", "WEB_WORKERS": str(workers)}
    with (var / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_up(url, process)
            yield Site(url, var, process)
        finally:
            stop(process)


def copied(prepared: Path, to: Path) -> Path:
    """A site of its own from one that was prepared before; nothing may be running on ``prepared``."""
    return Path(shutil.copytree(prepared, to))
