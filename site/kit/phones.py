"""Vietnamese telephone numbers: read however they are typed, kept as E.164, shown in groups."""

import re
import unicodedata

_MOBILE = re.compile(r"[35789]\d{8}")
_INVENTED = re.compile(r"000\d{6}")  # 0000 xxx xxx: no such number can exist
_BETWEEN = re.compile(r"[\s.\-()]+")


def read(typed: str) -> str | None:
    """The E.164 form ("+84912345678") of a mobile number as typed; None for what is none.

    Takes 0912 345 678, +84 912…, 84912…, and 912345678, whose zero a spreadsheet has eaten.
    """
    text = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).removeprefix("+")
    if not text.isascii() or not text.isdigit():
        return None
    for rest in (text.removeprefix("84"), text.removeprefix("0"), text.removeprefix("840"), text):
        if _MOBILE.fullmatch(rest) or (rest != text and _INVENTED.fullmatch(rest)):
            return f"+84{rest}"
    return None


def show(e164: str) -> str:
    """0912 345 678."""
    local = f"0{e164.removeprefix('+84')}"
    return f"{local[:4]} {local[4:7]} {local[7:]}".strip()
