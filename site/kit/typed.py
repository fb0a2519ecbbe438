"""What people typed, made safe to keep without changing what it says."""

import unicodedata


def keepable(text: str) -> str:
    """``text`` in NFC without NUL, which no keyboard types and PostgreSQL cannot store."""
    return unicodedata.normalize("NFC", text.replace("\x00", ""))
