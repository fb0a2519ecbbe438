"""Whole numbers in Vietnamese words, as they are written out and read aloud. Reading them back: sandbox.engine."""

LARGEST = 999_999_999_999
UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {"một": "mốt", "bốn": "tư", "năm": "lăm"}
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"))


def in_words(number: int) -> str:
    """A whole number from 0 to LARGEST: 2026 is "hai nghìn không trăm hai mươi sáu". Raises ValueError for others."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"expected a number from 0 to {LARGEST}, found {number}")
    words: list[str] = []
    for size, name in _SCALES:
        group, number = divmod(number, size)
        if group:
            words += [_below_thousand(group, whole=bool(words)), name]
    if number or not words:
        words.append(_below_thousand(number, whole=bool(words)))
    return " ".join(words)


def figures(digits: str) -> str:
    """Digit by digit, as telephone numbers are read: "012" is "không một hai"."""
    return " ".join(UNITS[int(digit)] for digit in digits)


def _below_thousand(number: int, *, whole: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds and not whole:
        return _below_hundred(rest)
    head = f"{UNITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} {_below_hundred(rest) if rest >= 10 else f'linh {UNITS[rest]}'}"


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return UNITS[unit]
    if tens == 1:
        return "mười" + (f" {'lăm' if unit == 5 else UNITS[unit]}" if unit else "")
    last = UNITS[unit]
    return f"{UNITS[tens]} mươi" + (f" {AFTER_TENS.get(last, last)}" if unit else "")
