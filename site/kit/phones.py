"""Vietnamese telephone numbers: read the way people type them, kept as E.164, shown in groups.

Since 2018 every mobile number has ten digits, 03, 05, 07, 08 or 09 first. The invented numbers of the exercises
(0000 xxx xxx) are read and shown the same way; they can belong to nobody.
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s.\-()]+")
_NATIONAL = re.compile(r"(?:[35789]\d{8}|000\d{6})", re.ASCII)
_MOBILE = re.compile(r"[35789]\d{8}", re.ASCII)


def read(typed: str) -> str | None:
    """+84912345678 of 0912 345 678, +84 912…, 84912…, 0084912… or 912345678 (Excel drops the nought); else None."""
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed))
    for prefix in ("+84", "0084", "84", "0"):
        rest = text.removeprefix(prefix)
        if rest == text:
            continue
        for national in (rest, rest.removeprefix("0")):  # +84 0912… is often typed
            if _NATIONAL.fullmatch(national):
                return f"+84{national}"
    return f"+84{text}" if _MOBILE.fullmatch(text) else None


def show(e164: str) -> str:
    """0912 345 678 of +84912345678; anything else as it is."""
    national = e164.removeprefix("+84")
    if national == e164 or not _NATIONAL.fullmatch(national):
        return e164
    return f"0{national[:3]} {national[3:6]} {national[6:]}"
