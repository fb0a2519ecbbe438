"""Take the pictures of the replica anew, from a site that runs on this machine."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.loading import camera, shots


class Command(BaseCommand):
    help = "Take the pictures of courses/content/pictures.yaml from a running site (make run, in another window)."
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", help="only these; without any: those whose pack has changed")
        parser.add_argument("--all", action="store_true", help="all of them")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the site runs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken = camera.keep(camera.take(_wanted(options), options["site"].rstrip("/")))
        except camera.NoPicture as error:
            raise CommandError(str(error)) from error
        for shot in taken:
            self.stdout.write(f"{shot.name}: {shot.file.stat().st_size} bytes")
        self.stdout.write(f"{len(taken)} pictures taken, {len(shots.shots()) - len(taken)} left as they were")


def _wanted(options: dict[str, Any]) -> list[shots.Shot]:
    """Raises CommandError for a name that is not in the list, and where a pack lacks what it names."""
    try:
        known = {shot.name: shot for shot in shots.shots()}
        if unknown := set(options["names"]) - set(known):
            raise CommandError(f"not in pictures.yaml: {', '.join(sorted(unknown))}")
        if options["names"]:
            return [known[name] for name in options["names"]]
        return list(known.values()) if options["all"] else shots.outdated()
    except LookupError as error:
        raise CommandError(f"{error}; run load_packs, or mend pictures.yaml") from error
