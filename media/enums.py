"""Names that media gives to what it is handed."""

from enum import StrEnum


class SoundKind(StrEnum):
    """What a sound file is, by its bytes; the value is how its name ends."""

    OGG = "ogg"
    WEBM = "webm"
    MP3 = "mp3"
    M4A = "m4a"
    WAV = "wav"


class Why(StrEnum):
    """Why a file is not taken as a recording."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    NOT_A_SOUND = "not a sound"
    PICTURES = "a film"
    DAMAGED = "damaged"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
