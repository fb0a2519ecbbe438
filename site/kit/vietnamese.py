"""Dates and lists the way they are written in Viet Nam."""

import datetime as dt
import unicodedata

from django.utils import timezone

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Order of the tones in Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"


def short_date(day: dt.date) -> str:
    """23/11/2026."""
    return f"{day:%d/%m/%Y}"


def long_date(day: dt.date) -> str:
    """thứ Hai 23/11/2026."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def clock(moment: dt.datetime) -> str:
    """15 giờ 30, in the country's own time."""
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local:%M}"


def _letter_key(letter: str) -> tuple[int, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES.index(mark) + 1 for mark in parts if mark in TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    place = ALPHABET.find(base)
    return (place if place >= 0 else 100 + ord(base[0]), tone)


def sort_key(text: str) -> list[list[tuple[int, int]]]:
    """Key that sorts names the Vietnamese way: word by word, letters before tones.

    A syllable has one tone, wherever its mark is put: "Hòa" and "Hoà" are equal.
    """
    words = unicodedata.normalize("NFC", text).lower().split()
    return [
        key
        for word in words
        for letters in [[_letter_key(letter) for letter in word]]
        for key in ([(place, 0) for place, _ in letters], [(max(tone for _, tone in letters), 0)])
    ]
