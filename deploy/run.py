"""`make run`: prepare the site, then start web and worker together. Ctrl-C or TERM stops all of it."""

import contextlib
import hashlib
import io
import os
import shutil
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest that changes whenever one of ``paths`` does."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        stat = path.stat()
        seen.update(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def static_sources() -> list[Path]:
    """Our static files, and the list of libraries whose static files are served too."""
    ours = [
        path
        for folder in ROOT.glob("**/static")
        if folder.parts[-2] != "var" and ".venv" not in folder.parts
        for path in folder.rglob("*")
        if path.is_file()
    ]
    return [*ours, ROOT / "requirements.txt"]


def collect_static() -> None:
    """Collect and compress static files, unless nothing has changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.VAR) / "static.stamp"
    now = fingerprint(static_sources())
    if stamp.exists() and stamp.read_text() == now:
        return
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def prepare() -> None:
    """Everything the site needs before it can answer. Each step is quick when there is nothing to do."""
    import django

    from kit import messages

    messages.compile_all()
    django.setup()
    from django.core.management import call_command

    say("Preparing the database…")
    call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    say("Loading places, packs and the demo…")
    call_command("load_places", stdout=io.StringIO())
    call_command("load_packs", stdout=io.StringIO())
    call_command("load_demo", host=HOST)


def say(line: str) -> None:
    """One line for the person who waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def shown_host() -> str:
    """The host as people type it: the machine's own address where it listens on all of them."""
    if HOST not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return HOST
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(
            ("192.0.2.1", 9)
        )  # a documentation address: nothing is sent, the route is only looked up
        return str(probe.getsockname()[0])
    return socket.gethostname()


def serve() -> int:
    """Web and worker under one manager; its exit status."""
    from django.conf import settings
    from honcho.manager import Manager

    python, beat = sys.executable, settings.VAR / "beat"
    manager = Manager()
    manager.add_process(
        "web",
        f"{python} -m gunicorn -c deploy/gunicorn.conf.py",
        env={**os.environ, "LISTEN": f"{HOST}:{PORT}", "ANNOUNCE": f"Tự Tay: http://{shown_host()}:{PORT}/"},
    )
    manager.add_process(
        "worker",
        f"{python} -m celery --quiet -A config worker -B -s {beat} -P threads -c 2 -l error",
        env=dict(os.environ),
    )
    manager.loop()
    return int(manager.returncode or 0)


def main() -> int:
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ["PYTHONPATH"] = f"{ROOT / 'site'}{os.pathsep}{ROOT}"
    (ROOT / "var").mkdir(exist_ok=True)
    prepare()
    say("Starting… Ctrl-C stops everything.")
    return serve()


if __name__ == "__main__":
    sys.exit(main())
