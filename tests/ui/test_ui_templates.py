"""Every template of the project: strict enough for the content policy, kind enough for readers."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL_BLOCKS = (
    "full_title",
    "description",
    "robots",
    "head",
    "body_class",
    "header",
    "nav",
    "main_class",
    "errors",
    "main",
    "aside",
    "footer",
    "scripts",
)


def templates() -> list[Path]:
    folders = [ROOT / "site", *(ROOT / name for name in ("courses", "media", "sandbox", "teams"))]
    return sorted(path for folder in folders for path in folder.rglob("templates/**/*.html"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def markup(path: Path) -> str:
    """The template without what Django takes out of it."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", templates(), ids=name)
def test_nothing_inline_that_the_content_policy_would_stop(path: Path) -> None:
    text = markup(path)
    assert not re.search(r"<[^>]*\sstyle\s*=", text), "a style attribute"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), "a handler attribute"
    assert "<style" not in text
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text)), "a script inside the page"
    assert "javascript:" not in text


@pytest.mark.parametrize("path", templates(), ids=name)
def test_every_picture_has_words_and_a_size(path: Path) -> None:
    for tag in re.findall(r"<img\b[^>]*>", markup(path)):
        assert all(f"{part}=" in tag for part in ("alt", "width", "height")), tag


@pytest.mark.parametrize("path", templates(), ids=name)
def test_nothing_asks_for_a_password_in_the_replica(path: Path) -> None:
    if "sandbox" in path.parts:
        assert 'type="password"' not in markup(path)


@pytest.mark.parametrize("shell", ["base.html", "tap.html", "team.html"])
def test_shells_have_their_blocks_in_the_fixed_order(shell: str) -> None:
    text = (ROOT / "site" / "templates" / shell).read_text(encoding="utf-8")
    found = [block for block in re.findall(r"\{% block (\w+) %\}", text) if block in SHELL_BLOCKS]
    assert tuple(found) == SHELL_BLOCKS


def test_scripts_hook_on_data_attributes_only() -> None:
    for path in (ROOT / "site" / "static" / "js").glob("*.js"):
        for selector in re.findall(
            r"(?:querySelector(?:All)?|closest)\(\s*[\"'`]([^\"'`]+)", path.read_text(encoding="utf-8")
        ):
            assert selector.startswith("[data-"), (path.name, selector)
