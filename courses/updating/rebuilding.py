"""After a change of a pack: the pictures of lessons taken anew and put in their place, the machine voice made again.

What people wrote stays as it is, and so does the mark of a page: that it is right again, a person says
(`courses.updating.outdated.confirm`). Running it twice changes nothing more.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.core.files.images import ImageFile

from courses.loading import camera, shots
from courses.updating import outdated
from courses.voices.machine import make_machine_voices
from kit.voice import CannotSpeak
from media.models import Picture


@dataclass
class Rebuilt:
    """What was done. ``pages``: titles of those whose procedure has changed, which somebody has to read through."""

    pages: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    voices: int = 0
    problems: list[str] = field(default_factory=list)


def rebuild(site: str = "") -> Rebuilt:
    """Do all of it; ``site``: address of a site that runs on this machine, without one this process serves itself.

    One thing that fails keeps nothing else from being done: it stands in ``problems``.
    """
    done = Rebuilt()
    pages = outdated.outdated_pages()
    done.pages = [one.page.title for one in pages]
    _try(done, lambda: done.taken.extend(_take(site)))
    _try(done, lambda: done.replaced.extend(bring_pictures()))
    _try(done, lambda: _count(done, make_machine_voices([one.page for one in pages])))
    return done


def _try(done: Rebuilt, act: Callable[[], None]) -> None:
    try:
        act()
    except LookupError as error:
        done.problems.append(f"{error}; mend courses/content/pictures.yaml")
    except (camera.NoPicture, CannotSpeak, OSError) as error:
        done.problems.append(str(error))


def _count(done: Rebuilt, made: int) -> None:
    done.voices = made


def _take(site: str) -> list[str]:
    """Names of the pictures that were taken. Raises NoPicture, LookupError, OSError."""
    wanted = shots.outdated()
    if not wanted:
        return []
    with nullcontext(site.rstrip("/")) if site else camera.own_site() as address:
        return [shot.name for shot in camera.keep(camera.take(wanted, address))]


def bring_pictures() -> list[str]:
    """Put the pictures on the disk into the place of older ones of the same name; the names of those.

    The row stays, and with it every page, draft and revision that shows it. Only rows that were loaded are touched,
    never what somebody has uploaded.
    """
    replaced = []
    for name in shots.stills():
        path = shots.PICTURES / f"{name}.webp"
        if not path.is_file():
            continue
        sha1 = shots.hash_of(path)
        called = (name, shots.title_of(name))
        for row in Picture.objects.filter(title__in=called, uploaded_by_user=None).exclude(file_hash=sha1):
            _replace(row, name, sha1)
            replaced.append(name)
    return replaced


def _replace(row: Picture, name: str, sha1: str) -> None:
    path = shots.PICTURES / f"{name}.webp"
    row.renditions.all().delete()
    with path.open("rb") as file:
        row.file_size, row.file_hash = path.stat().st_size, sha1
        row.file = ImageFile(file, name=path.name)
        row.save()
