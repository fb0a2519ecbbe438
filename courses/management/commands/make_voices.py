"""manage.py make_voices: the machine's voice of every step, made before anybody asks for it."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.service import make_machine_voices


class Command(BaseCommand):
    """For the evening before a class: nobody waits for a sound then."""

    help = "Makes the machine's voice of every lesson and guide that is published. Needs espeak-ng."

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_machine_voices()
        self.stdout.write(f"{made} sounds are there." if made else "No sound: espeak-ng is not installed.")
