"""What the readers of sound files share. Pure."""

from typing import Final

from media.enums import Why

MOST_PARTS: Final = 200_000  # of any file: pages, frames, boxes; three minutes have some ten thousand


class BadSound(Exception):
    """The file is not taken; ``why`` says for which reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def number(raw: bytes) -> int:
    """A number, smallest byte first."""
    return int.from_bytes(raw, "little")
