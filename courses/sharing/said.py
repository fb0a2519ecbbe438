"""Written Vietnamese as it is read out over a loudspeaker: no figure, no sign and no shortened word is left. Pure.

Telephone numbers and codes are read figure by figure, sums and counts as numbers, dates and hours in full, the host
of an address letter by letter, as one spells it to somebody who writes along.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from kit.numerals import LARGEST, figures, in_words

# As the letters are named when somebody spells.
_NAMES = "a bê xê dê e ép giê hát i gi ca lờ mờ nờ o pê quy rờ sờ tê u vê vê_kép ích_xì i_dài dét"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.replace("_", "\u00a0").split(" "), strict=True))
SHORT_WORDS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "CCCD": "căn cước công dân",
    "BHYT": "bảo hiểm y tế",
    "BHXH": "bảo hiểm xã hội",
    "TTHC": "thủ tục hành chính",
    "DVC": "dịch vụ công",
    "SĐT": "số điện thoại",
    "GPLX": "giấy phép lái xe",
    "TP.": "thành phố",
    "vnđ": "đồng",
    "VNĐ": "đồng",
    "v.v.": "vân vân",
}
LONG_NUMBER = 7  # figures without a point: a code or a telephone, not a sum
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_ADDRESS = re.compile(
    r"(?P<dot>(?<!\S)\.)?\b(?:https?://)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?P<port>:\d+)?(?P<path>/[^\s,;)]*)?"
)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_RULES: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = []


def _rule(pattern: str) -> Callable[[Callable[[re.Match[str]], str]], Callable[[re.Match[str]], str]]:
    def keep(say: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        _RULES.append((re.compile(pattern, re.IGNORECASE), say))
        return say

    return keep


def as_said(text: str) -> str:
    """``text`` in words, on one line. Doing it again changes nothing."""
    said = unicodedata.normalize("NFC", text)
    said = _MAIL.sub(lambda mail: spelled(mail[0]), said)
    said = _ADDRESS.sub(
        lambda address: spelled((address["dot"] or "") + address["host"] + (address["port"] or "")), said
    )
    for short, long in SHORT_WORDS.items():
        said = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, said)
    for pattern, say in _RULES:
        said = pattern.sub(say, said)
    kept = "".join(sign if sign.isalpha() or sign in " .,;:?!" else " " for sign in said)
    return _tidy(kept)


def _tidy(text: str) -> str:
    said = " ".join(text.split())
    said = re.sub(r" +([.,;:?!])", r"\1", said)
    said = re.sub(r"[.,;:?!]*([.?!])[.,;:?!]*", r"\1", said)
    said = re.sub(r"([,;:])[,;:]+", r"\1", said)
    return re.sub(r"([.,;:?!])(?=\w)", r"\1 ", said).lstrip(" .,;:?!")


def spelled(address: str) -> str:
    """A host or mail address, letter by letter: "tu.vn" is "tê u, chấm, vê nờ"."""
    signs = {".": ", chấm,", "-": ", gạch ngang,", ":": ", hai chấm,", "@": ", a còng,", "_": ", gạch dưới,"}
    said = [
        signs.get(sign)
        or LETTERS.get(sign, "").replace("\u00a0", " ")
        or (figures(sign) if sign in "0123456789" else "")
        for sign in address.lower()
    ]
    return _tidy(" ".join(word for word in said if word))


def _number(digits: str) -> str:
    """A count or a sum; what begins with nought or is too long is read figure by figure."""
    if (digits.startswith("0") and len(digits) > 1) or int(digits) > LARGEST:
        return figures(digits)
    return in_words(int(digits))


@_rule(rf"(?:\bngày\s+)?(?<!\d){_DAY}[/.-]{_MONTH}[/.-](?P<year>(?:19|20)\d\d)(?!\d)")
def _date(found: re.Match[str]) -> str:
    return day_in_words(int(found["day"]), int(found["month"]), int(found["year"]))


@_rule(rf"\bngày\s+{_DAY}/{_MONTH}(?![/\d])")
def _day_and_month(found: re.Match[str]) -> str:
    return day_in_words(int(found["day"]), int(found["month"]))


@_rule(rf"\btháng\s+{_MONTH}[/.-](?P<year>(?:19|20)\d\d)(?!\d)")
def _month_and_year(found: re.Match[str]) -> str:
    return f"tháng {_month(int(found['month']))} năm {in_words(int(found['year']))}"


def day_in_words(day: int, month: int, year: int = 0) -> str:
    """ "ngày mùng ba tháng tư năm hai nghìn không trăm hai mươi sáu"; days 1 to 10 are "mùng"."""
    first = "mùng " if day <= 10 else ""
    end = f" năm {in_words(year)}" if year else ""
    return f"ngày {first}{in_words(day)} tháng {_month(month)}{end}"


def date_said(day: dt.date) -> str:
    """A date in full."""
    return day_in_words(day.day, day.month, day.year)


def _month(month: int) -> str:
    return "tư" if month == 4 else in_words(month)


@_rule(r"(?<!\d)(?P<hour>[01]?\d|2[0-4])\s*(?:h|g|:|giờ)\s*(?P<minute>[0-5]\d)(?!\d)(?:\s*phút)?")
def _hour_and_minute(found: re.Match[str]) -> str:
    minute = int(found["minute"])
    end = "" if not minute else " rưỡi" if minute == 30 else f" {in_words(minute)} phút"
    return f"{in_words(int(found['hour']))} giờ{end}"


@_rule(r"(?<!\d)(?P<hour>[01]?\d|2[0-4])\s*[hg]\b")
def _hour(found: re.Match[str]) -> str:
    return f"{in_words(int(found['hour']))} giờ"


@_rule(r"(?:(?<=giờ)|(?<=rưỡi)|(?<=phút)|(?<=\d)(?=\s+-|\s*[–—→]))\s*[-–—→]\s*(?=\d|\w+ giờ|\w+ \w+ giờ)")
def _until(found: re.Match[str]) -> str:
    return " đến "


@_rule(r"(?P<first>\bthứ \w+)\s*[-–—→]\s*(?=thứ\b|chủ\b)")
def _until_day(found: re.Match[str]) -> str:
    return f"{found['first']} đến "


@_rule(r"\s+[-–—→]\s+")
def _dash(found: re.Match[str]) -> str:
    return ", "


@_rule(r"(?<![\d.])1[89]00(?:[ .-]?\d){4,6}(?!\d)")
def _hotline(found: re.Match[str]) -> str:
    digits = "".join(filter(str.isdecimal, found[0]))
    return f"{figures(digits[:4])}, {figures(digits[4:])}"


@_rule(r"(?<![\d.])(?:\(?\+84\)?|0)(?:[ .-]?\d){8,10}(?!\d)")
def _phone(found: re.Match[str]) -> str:
    digits = "".join(filter(str.isdecimal, found[0]))
    local = "0" + digits[2:] if found[0].lstrip("(").startswith("+84") else digits
    return grouped(local)


def grouped(digits: str) -> str:
    """A telephone number as one says it: figures in groups of three or four, with a breath between."""
    head = len(digits) % 3 + 3 if len(digits) > 3 else len(digits)
    groups = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    return ", ".join(figures(group) for group in groups if group)


@_rule(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\.?\d)(?:\s*đ\b)?")
def _sum(found: re.Match[str]) -> str:
    said = _number("".join(filter(str.isdecimal, found[0])))
    return f"{said} đồng" if found[0].rstrip().lower().endswith("đ") else said


@_rule(r"(?<!\d)(\d+)\s*đ\b")
def _dong(found: re.Match[str]) -> str:
    return f"{_number(found[1])} đồng"


@_rule(r"(?<!\d)(\d+)\s*%")
def _percent(found: re.Match[str]) -> str:
    return f"{_number(found[1])} phần trăm"


@_rule(r"(?<=\d)\s*m[2²](?!\w)")
def _square_metres(found: re.Match[str]) -> str:
    return " mét vuông"


@_rule(r"(?<=\d)/(?=(?:19|20)\d\d(?!\d))")
def _of_the_year(found: re.Match[str]) -> str:
    """ "Nghị định 118/2025"."""
    return " năm "


@_rule(r"(?<=\d)\s*/\s*(?=\d)")
def _over(found: re.Match[str]) -> str:
    return " trên "


@_rule(r"\d+(?:[.-]\d+)+")
def _code(found: re.Match[str]) -> str:
    """What is left with points or dashes inside: the code of a procedure, a place on a map."""
    return ", ".join(figures(part) for part in re.split(r"[.-]", found[0]))


@_rule(r"\d+")
def _count(found: re.Match[str]) -> str:
    plain = "".join(str(unicodedata.decimal(sign, 0)) for sign in found[0])
    return f" {figures(plain) if len(plain) >= LONG_NUMBER else _number(plain)} "


@_rule(r"\s&\s")
def _and(found: re.Match[str]) -> str:
    return " và "
