"""The door to media: other apps import this, the blocks and the models. Recordings of people, the machine's voice."""

from collections.abc import Sequence

from media import voice
from media.recordings import Kept, forget, keep, play
from media.sound_check import BETTER, LONGEST, MOST_BYTES
from media.sound_parts import BadSound

__all__ = [
    "BETTER",
    "LONGEST",
    "MOST_BYTES",
    "BadSound",
    "Kept",
    "forget",
    "keep",
    "play",
    "sound_suffix",
    "sounds_of_lines",
]


def sounds_of_lines(lines: Sequence[str]) -> str:
    """The address of a machine voice that says ``lines``; empty where this machine has none.

    Nothing is spoken yet: the sound is made when somebody first listens, one at a time, and kept by its words.
    """
    return voice.register(lines, range(len(lines)))


def sound_suffix() -> str:
    """Of the files that this machine's voice makes; empty where it has none."""
    machine = voice.machine()
    return machine.suffix if machine else ""
