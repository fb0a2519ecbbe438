"""`make run`: prepare the site, then start web and worker together. Ctrl-C or TERM stops all of it."""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
    call_command("load_places", verbosity=0)
    call_command("load_packs", verbosity=0)
    call_command("load_demo", host=HOST)


def say(line: str) -> None:
    """One line for the person who waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve() -> int:
    """Web and worker under one manager; its exit status."""
    from honcho.manager import Manager

    python = sys.executable
    manager = Manager()
    manager.add_process(
        "web",
        f"{python} -m gunicorn -c deploy/gunicorn.conf.py",
        env={**os.environ, "LISTEN": f"{HOST}:{PORT}"},
    )
    manager.add_process(
        "worker",
        f"{python} -m celery -A config worker -B -s var/beat -c 1 -l warning --without-gossip --without-mingle",
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
    shown = "127.0.0.1" if HOST in LOOPBACK else HOST
    say(f"\nTự Tay: http://{shown}:{PORT}/   (Ctrl-C stops it)\n")
    return serve()


if __name__ == "__main__":
    sys.exit(main())
