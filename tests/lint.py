"""`make lint`: every check of form, each by the tool that is best at it. One line for each; red output in full."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def templates() -> list[str]:
    """Every template of ours."""
    folders = [ROOT / "site", *(ROOT / name for name in ("courses", "media", "sandbox", "teams"))]
    return sorted(
        str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("templates/**/*.html")
    )


def checks() -> dict[str, list[str]]:
    """Name → command."""
    python = sys.executable
    return {
        "ruff check": [str(BIN / "ruff"), "check", "."],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "."],
        "templates (djade)": [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates()],
        "imports (import-linter)": [str(BIN / "lint-imports")],
        "missing migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "missing translations": [python, "-m", "kit.messages", "check"],
        "types (mypy)": [str(BIN / "mypy"), "."],
    }


def run(name: str, command: list[str]) -> bool:
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    print(f"{'ok ' if done.returncode == 0 else 'RED'}  {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    if "--format-templates" in arguments:
        return subprocess.run(
            [str(BIN / "djade"), "--target-version", "5.2", *templates()], cwd=ROOT
        ).returncode
    green = [run(name, command) for name, command in checks().items()]
    return 0 if all(green) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
