"""The door to media: recordings of people, and the machine's voice."""

from media.recordings import Kept, forget, keep, play
from media.sound_check import BETTER, LONGEST, MOST_BYTES
from media.sound_parts import BadSound

__all__ = ["BETTER", "LONGEST", "MOST_BYTES", "BadSound", "Kept", "forget", "keep", "play"]
