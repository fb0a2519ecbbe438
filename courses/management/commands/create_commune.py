"""Give a commune its portal."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from courses import service
from kit.commands import ReportCommand
from places.models import Commune


class Command(ReportCommand):
    help = "Make the portal of a commune: pages, groups, folder, texts to fill in. A second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("code", help="code of the commune, five digits; TH001 is the practice commune")

    def report(self, **options: Any) -> dict[str, str]:
        commune = Commune.objects.filter(pk=options["code"].strip().upper()).first()
        if commune is None:
            raise CommandError(
                f"There is no commune {options['code']}. Were the places loaded (load_places)?"
            )
        try:
            portal = service.create_portal(commune)
        except service.Ended as error:
            raise CommandError(
                f"{commune} is part of another commune by now: make the portal of that one."
            ) from error
        except service.NoPlace as error:
            raise CommandError("The site has no page /xa/: has its tree been made by hand?") from error
        return {"commune": str(commune), "address": portal.page.get_url()}

    def lines(self, report: dict[str, str]) -> list[str]:
        return [f"{report['commune']}: {report['address']}"]
