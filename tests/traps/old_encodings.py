"""Vietnamese as it arrives from old machines: TCVN3 and VNI bytes read as Latin-1, typing residue, mojibake.

Districts' files of the 1990s and 2000s are still in these encodings; people paste from them into forms.
"""

from __future__ import annotations

import re
import unicodedata

TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_KEYS = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
VIQR_KEYS = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": "."}

# TCVN 5712:1993 third part ("ABC"), small letters; capitals with a tone share the code of the small letter.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ"  # A1 to AE
    "\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
TCVN3 = {letter: 0xA1 + at for at, letter in enumerate(_TCVN3_LETTERS) if letter != "\0"}

# VNI Windows: a tone is a byte of its own after the letter; hats and breves share that byte.
VNI_ALONE = {"\u0300": 0xF8, "\u0301": 0xF9, "\u0309": 0xFB, "\u0303": 0xF5, "\u0323": 0xEF}
VNI_HAT = {"": 0xE2, "\u0300": 0xE0, "\u0301": 0xE1, "\u0309": 0xE5, "\u0303": 0xE3, "\u0323": 0xE4}
VNI_BREVE = {"": 0xEA, "\u0300": 0xE8, "\u0301": 0xE9, "\u0309": 0xFA, "\u0303": 0xFC, "\u0323": 0xEB}
VNI_WHOLE = {
    "đ": 0xF1,
    "ơ": 0xF4,
    "ư": 0xF6,
    "ì": 0xEC,
    "í": 0xED,
    "ỉ": 0xE6,
    "ĩ": 0xF3,
    "ị": 0xF2,
    "ỵ": 0xEE,
}
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
WORD = re.compile(r"[^\W\d_]+")


def parts(char: str) -> tuple[str, str, str]:
    """Base, quality mark and tone of one letter; empty strings where it has none."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    tone = "".join(mark for mark in marks if mark in TONES)
    return base, "".join(mark for mark in marks if mark not in TONES), tone


def tcvn3(text: str) -> str:
    """`text` in TCVN3 bytes, read as Latin-1: "Nguyễn" shows as "NguyÔn"."""
    return "".join(_tcvn3_char(char) for char in unicodedata.normalize("NFC", text))


def _tcvn3_char(char: str) -> str:
    code = TCVN3.get(char) or TCVN3.get(char.lower())
    return chr(code) if code else char


def vni(text: str) -> str:
    """`text` in VNI Windows bytes, read as Latin-1: "Nguyễn" shows as "Nguyeãn"."""
    return "".join(_vni_char(char) for char in unicodedata.normalize("NFC", text))


def _vni_char(char: str) -> str:
    written = _vni_small(char.lower())
    return written.upper() if char.isupper() else written


def _vni_small(char: str) -> str:
    base, quality, tone = parts(char)
    if char in VNI_WHOLE:
        return chr(VNI_WHOLE[char])
    if quality == HORN:
        return chr(VNI_WHOLE["ơ" if base == "o" else "ư"]) + _byte(VNI_ALONE, tone)
    if quality:
        return base + chr((VNI_HAT if quality == CIRCUMFLEX else VNI_BREVE)[tone])
    return base + _byte(VNI_ALONE, tone)


def _byte(table: dict[str, int], tone: str) -> str:
    return chr(table[tone]) if tone else ""


def telex(text: str) -> str:
    """What stays when Telex keys are pressed and no keyboard driver listens: "Nguyeenx"."""
    return WORD.sub(
        lambda found: _typed(found[0], TONES, {CIRCUMFLEX: "", BREVE: "w", HORN: "w"}, "dd"), text
    )


def vni_keys(text: str) -> str:
    """The same with VNI keys: "Nguye6n4"."""
    keys = {CIRCUMFLEX: "6", BREVE: "8", HORN: "7"}
    return WORD.sub(lambda found: _typed(found[0], VNI_KEYS, keys, "d9"), text)


def _typed(word: str, tones: dict[str, str], qualities: dict[str, str], bar: str) -> str:
    """One word in typing keys, its tone's key at the end. A hat without a key doubles the letter."""
    written, at_end = "", ""
    for char in word:
        base, quality, tone = parts(char)
        base = bar if base == "đ" else bar.capitalize() if base == "Đ" else base
        written += base + (qualities[quality] or base.lower() if quality else "")
        at_end += tones.get(tone, "")
    return written + at_end


def viqr(text: str) -> str:
    """The mail convention of the 1990s: "Nguye^~n"."""
    marks = {CIRCUMFLEX: "^", BREVE: "(", HORN: "+", "": ""}
    said = ""
    for char in text:
        base, quality, tone = parts(char)
        base = {"đ": "dd", "Đ": "DD"}.get(base, base)
        said += base + marks[quality] + VIQR_KEYS.get(tone, "")
    return said


def mojibake(text: str, times: int = 1) -> str:
    """UTF-8 bytes read as Latin-1, once or more: "Nguyá»\\x85n"."""
    for _ in range(times):
        text = text.encode("utf-8").decode("latin-1")
    return text


def question_marks(text: str) -> str:
    """What an ASCII-only system leaves: "Nguy?n"."""
    return text.encode("ascii", "replace").decode("ascii")


def windows_1258(text: str) -> str:
    """Letters with their hats whole and the tone as a combining mark: neither NFC nor NFD."""
    said = ""
    for char in unicodedata.normalize("NFC", text):
        base, quality, tone = parts(char)
        said += unicodedata.normalize("NFC", base + quality) + tone
    return said
