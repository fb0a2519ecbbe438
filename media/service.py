"""The door to media: other apps import this, the blocks and the models."""

from collections.abc import Sequence

from media import voice


def sounds_of_lines(lines: Sequence[str]) -> str:
    """The address of a machine voice that says ``lines``; empty where this machine has none.

    Nothing is spoken yet: the sound is made when somebody first listens, one at a time, and kept by its words.
    """
    return voice.register(lines, range(len(lines)))


def sound_suffix() -> str:
    """Of the files that this machine's voice makes; empty where it has none."""
    machine = voice.machine()
    return machine.suffix if machine else ""
