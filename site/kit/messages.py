"""The message catalogues: found, merged, compiled and checked with Babel alone, so that no gettext is needed.

    python -m kit.messages extract [APP…]   add what is new in code and templates, drop what is gone
    python -m kit.messages compile          write the .mo files that Django reads
    python -m kit.messages check            exit 1 unless every message is found, translated and not fuzzy

Each app owns ``locale/``; everything below site/ shares site/locale.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site", "courses", "media", "sandbox", "teams")
# Words of libraries that their own Vietnamese lacks. Nothing of ours says them, so they are written by hand.
BORROWED = (
    "courses/editor_words/vi/LC_MESSAGES/django.po",
    "courses/editor_words/vi/LC_MESSAGES/djangojs.po",
)
LOCALE = "vi"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def catalogue_path(app: str) -> Path:
    """Where the Vietnamese catalogue of ``app`` is kept."""
    return ROOT / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def sources(app: str) -> Iterator[Path]:
    """Python files and templates of ``app``, without its migrations."""
    for path in sorted((ROOT / app).rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not {"migrations", "__pycache__"} & set(path.parts):
            yield path


def _as_python(path: Path) -> bytes:
    """The source of ``path`` as Babel's Python reader can take it: a template becomes one line of calls."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = " ".join(templatize(text, origin=path.name).split())
    return text.encode()


def messages_in(path: Path) -> Iterator[Found]:
    """Every message of one file, as Babel's extractors yield it."""
    yield from babel_extract(
        "python", io.BytesIO(_as_python(path)), keywords=KEYWORDS, options={"encoding": "utf-8"}
    )


def template_catalogue(app: str) -> Catalog:
    """The messages that the sources of ``app`` contain, untranslated, sorted as found."""
    catalogue = Catalog(locale=LOCALE, fuzzy=False)
    for path in sources(app):
        for _, message, comments, context in messages_in(path):
            place = (path.relative_to(ROOT).as_posix(), 0)
            catalogue.add(message, locations=[place], auto_comments=comments, context=context)
    return catalogue


def read_catalogue(app: str) -> Catalog:
    """The catalogue of ``app`` as committed; an empty one if there is none."""
    return _read(catalogue_path(app))


def borrowed() -> list[Path]:
    """The catalogues of words of libraries that are there."""
    return [path for path in (ROOT / name for name in BORROWED) if path.exists()]


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def extract(apps: Sequence[str] = APPS) -> None:
    """Merge what the sources contain into the catalogues. Guesses are not made: what is new is empty."""
    for app in apps:
        catalogue = read_catalogue(app)
        catalogue.update(template_catalogue(app), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue_path(app).parent.mkdir(parents=True, exist_ok=True)
        with catalogue_path(app).open("wb") as file:
            write_po(
                file, catalogue, width=110, omit_header=False, include_lineno=False, ignore_obsolete=True
            )


def compile_all() -> int:
    """Write .mo files that are older than their catalogue; how many were written."""
    written = 0
    for source in (*map(catalogue_path, APPS), *borrowed()):
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, _read(source))
            written += 1
    return written


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def problems() -> list[str]:
    """One sentence for each message that is missing, untranslated, fuzzy, or translated differently elsewhere."""
    found: list[str] = []
    meanings: dict[tuple[object, object], tuple[object, str]] = {}
    for app in APPS:
        catalogue = read_catalogue(app)
        for message in template_catalogue(app):
            if not message.id:
                continue
            known = catalogue.get(message.id, message.context)
            if known is None or not _is_translated(known.string):
                found.append(f"{app}: no Vietnamese for {message.id!r}")
                continue
            if known.fuzzy:
                found.append(f"{app}: fuzzy: {message.id!r}")
            key = (message.id, message.context)
            first = meanings.setdefault(key, (known.string, app))
            if first[0] != known.string:
                found.append(f"{app}: {message.id!r} is {known.string!r}, but {first[0]!r} in {first[1]}")
    return [*found, *_problems_of_borrowed(meanings)]


def _problems_of_borrowed(meanings: dict[tuple[object, object], tuple[object, str]]) -> list[str]:
    """As for our own: whoever reads both meets one word for one thing. Scripts have a catalogue of their own."""
    found: list[str] = []
    for path in borrowed():
        for message in _read(path):
            if not message.id:
                continue
            if not _is_translated(message.string) or message.fuzzy:
                found.append(f"{path.name}: no Vietnamese for {message.id!r}")
            ours = meanings.get((message.id, message.context))
            if ours and ours[0] != message.string and path.name == "django.po":
                found.append(
                    f"{path.name}: {message.id!r} is {message.string!r}, but {ours[0]!r} in {ours[1]}"
                )
    return found


def main(command: str = "check", *apps: str) -> int:
    """Run ``command``; the exit status."""
    if command == "extract":
        extract(apps or APPS)
        return 0
    if command == "compile":
        compile_all()
        return 0
    found = problems()
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
