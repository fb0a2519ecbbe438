"""Vietnamese traps: what people in Vietnam really type, paste and dictate, and what breaks programs there.

`traps()` gathers more than three hundred named texts: forms of Unicode, old encodings, names of every length, letters
of many peoples, dates and numbers, blanks and controls. Nothing in them belongs to a person: names and places are the
invented ones of the sandbox, phones and numbers cannot exist, and those shaped like real ones are drawn at run time
(`tests.traps.real_shaped`).
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tests.traps import hostile, old_encodings, real_shaped

NAMES = (
    "Nguyễn Thị Tập Huấn",
    "Trần Văn Thực Hành",
    "Lý Văn Mẫu",
    "Hoàng Thị Ví Dụ",
    "Giàng A Thử",
    "Vàng Thị Bài Tập",
    "Bùi Thị Diễn Tập",
    "Hà Văn Minh Họa",
)
SENTENCES = (
    "Thôn Một, xã Mẫu, tỉnh Thực Hành",
    "Tôi xin đăng ký khai sinh cho cháu, mong cán bộ giúp đỡ.",
    "Đường vào bản chưa có số nhà, cạnh trường tiểu học.",
)
SYLLABLES = (
    *("Nguyễn", "Thị", "Tập", "Huấn", "Thực", "Hành", "Mẫu", "Ví", "Dụ", "Thử"),
    *("Bài", "Diễn", "Minh", "Họa", "Giả", "Định", "Tham", "Khảo", "Mô", "Phỏng"),
)
PEOPLES = {
    "H'Hen Niê": "H'Hen Niê",
    "H’Hen Niê, curly apostrophe": "H\u2019Hen Niê",
    "H`Hen Niê, back tick": "H`Hen Niê",
    "HʼHen Niê, modifier apostrophe": "H\u02bcHen Niê",
    "H'Hen Niê, NFD": unicodedata.normalize("NFD", "H'Hen Niê"),
    "Ê-đê letters": "Y Bhŭt Mẫu, Čư̆ M'gar, Ñ Ŏ Ơ̆ Ĭ Ŭ Ư̆",
    "Ê-đê single letter": "Y Thử",
    "Gia Rai letters": "Rơ Č̆ăm H'Mẫu, Ƀơi, Pơ̆",
    "Ba Na letters": "Đĭnh Thử, Kơ̆t, Ŏn, ƀok",
    "Cơ Ho letters": "K'Mẫu, K' Thử, Kơ Să Thử",
    "Mnông letters": "Điểu Mẫu, Ƀu Nông, N'Jang",
    "Chăm script": "ꨌꩌ ꨆꨤꩀ ꨨꨪꨗꨚꨴꩈ",
    "Chăm in Latin": "Thị Mẫu Chăm, Po Klaong",
    "Khmer script": "ភាសាខ្មែរ គំរូ",
    "Khmer digits": "០១២៣៤៥៦៧៨៩",
    "Khmer in Latin": "Thạch Sô Thử, Danh Mẫu",
    "Tai Viet script": "ꪁꪫꪱꪣ ꪼꪕ",
    "Lao script": "ຕົວຢ່າງ ລາວ",
    "Hmong in Latin": "Hmoob Daw, Vaj Tsiab",
    "Pahawh Hmong script": "𖬌𖬣𖬵 𖬄𖬶𖬟",
    "Nôm": "𡨸喃 范氏試",
    "Hoa": "陈氏样本",
    "one syllable": "Mẫu",
    "one letter": "Á",
    "two names one letter each": "A Ử",
    "hyphenated": "Bru-Vân Kiều",
    "brackets in a people's name": "Mông (Hmông)",
    "initials": "N.T.T. Huấn",
    "with title": "Bà Nguyễn Thị Tập Huấn (tức Huấn em)",
    "nickname in quotes": 'Trần Văn Thực Hành "Tí"',
    "Đ and Ð": "\u00d0ặng Văn Mẫu, Đặng Văn Mẫu",
    "ð for đ": "\u00f0ường Mẫu",
    "ƣ for ư": "Ph\u01a3ng Thƣ̉",
    "Turkish i": "İ ı, Nguyễn Thị İ",
    "long s and sharp s": "ſ ß ẞ",
}
DATES = (
    *(
        "29/2",
        "29/02/2026",
        "29/02/2024",
        "29/2/1900",
        "29.2.2000",
        "30/02/2026",
        "31/4",
        "31/04/2026",
        "31/6/2026",
    ),
    *(
        "31-09-2026",
        "31/11/26",
        "32/01/2026",
        "00/00/0000",
        "00/01/2026",
        "01/00/2026",
        "1/13/2026",
        "13/13/2013",
    ),
    *("7/3/26", "07/03/99", "1/1/00", "3/3/03", "070326", "07032026", "7/3/2026 ", "7-3-2026", "07.03.2026"),
    *(
        "2026-03-07",
        "2026/3/7",
        "03/07/2026",
        "7/3",
        "3/2026",
        "1958",
        "58",
        "'58",
        "sinh năm 1958",
        "năm 1958",
    ),
    *(
        "khoảng 1958",
        "1958?",
        "Mậu Tuất",
        "Mậu Tuất 1958",
        "30 Tết năm 2025",
        "mùng 3 tháng Giêng",
        "rằm tháng bảy",
    ),
    *(
        "15/7 âm lịch",
        "ngày 7 tháng 3 năm 2026",
        "Ngày  07  tháng  03  năm  2026",
        "ngày bảy tháng ba",
        "hôm qua",
    ),
    *("7 tháng 3", "07/03/2026 00:00", "07/03/2026T08:00+07:00", "0001-01-01", "9999-12-31", "31/12/9999"),
    *(
        "10000-01-01",
        "1/1/-1",
        "-7/3/2026",
        "7//3/2026",
        "7/3/2026/",
        "/7/3/2026",
        "7/3/2026/1",
        "07 / 03 / 2026",
    ),
    *(
        "０７/０３/２０２６",
        "٠٧/٠٣/٢٠٢٦",
        "០៧/០៣/២០២៦",
        "O7/O3/2O26",
        "07/03/20２6",
        "1e1/1/2026",
        "7\u20443\u20442026",
    ),
    *("7\u22153\u22152026", "7\u00a0/\u00a03/2026", "07\u200b/03/2026", "07/03/2026\u202e", "999999999/1/1"),
)
NUMBERS = (
    *("0000 000 012", "0000.000.012", "0000-000-012", "(0000) 000 012", "+84 000 000 012", "+84000000012"),
    *("84000000012", "0084000000012", "+84 (0) 000 000 012", "84 000.000.012", "000000012", "00000000012"),
    *(
        "O000000012",
        "0000OOOO12",
        "oooo ooo o12",
        "０００００００012",
        "００００　０００　０１２",
        "٠٠٠٠٠٠٠٠١٢",
        "០០០០០០០០១២",
    ),
    *(
        "0000 000 012 / 0000 000 013",
        "0000000012 (nhà con trai)",
        "không có",
        "ko có",
        "Chưa có số",
        "-",
        "0",
        "…",
    ),
    *("000 3 03 000047", "000.303.000.047", "000303000047", "00030300004", "0003030000477", "0OO3O3OOOO47"),
    *(
        "⓪⓪⓪③",
        "𝟎𝟎𝟎𝟑𝟎𝟑",
        "²³¹",
        "½",
        "Ⅻ",
        "一二三",
        "0x303",
        "1e400",
        "-1",
        "+0",
        "1_000",
        "1.000.000đ",
        "1,5",
        "12%",
    ),
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "9" * 400,
        "0" * 400,
        "000 303 000 047\n000 303 000 048",
        "0000\t000\t012",
    ),
)


class Trap(NamedTuple):
    """One bad input and what it is."""

    name: str
    text: str


def traps() -> list[Trap]:
    """Every trap, the same each time; no two have one name."""
    sections = (
        encodings(),
        names_of_every_length(),
        peoples(),
        (Trap(f"date {text!r:.40}", text) for text in DATES),
        (Trap(f"number {text!r:.40}", text) for text in NUMBERS),
        shaped_like_real(),
        blanks_and_controls(),
        (Trap(name, text) for name, text in hostile.hostile()),
    )
    return [trap for section in sections for trap in section]


def encodings() -> Iterator[Trap]:
    """Names and sentences in every encoding that Vietnamese has had, and in the ruins of some."""
    for at, text in enumerate((*NAMES, *SENTENCES), 1):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            yield Trap(f"{form} {at}", unicodedata.normalize(form, text))
        yield Trap(f"TCVN3 bytes as Latin-1 {at}", old_encodings.tcvn3(text))
        yield Trap(f"VNI bytes as Latin-1 {at}", old_encodings.vni(text))
        yield Trap(f"Telex residue {at}", old_encodings.telex(text))
        yield Trap(f"VNI key residue {at}", old_encodings.vni_keys(text))
        yield Trap(f"VIQR {at}", old_encodings.viqr(text))
        yield Trap(f"UTF-8 as Latin-1 {at}", old_encodings.mojibake(text))
        yield Trap(f"UTF-8 as Latin-1, twice {at}", old_encodings.mojibake(text, 2))
        yield Trap(f"question marks {at}", old_encodings.question_marks(text))
        yield Trap(f"Windows-1258 {at}", old_encodings.windows_1258(text))
        yield Trap(f"NFD capitals {at}", unicodedata.normalize("NFD", text).upper())


def names_of_every_length() -> Iterator[Trap]:
    """Names of one to sixty syllables, in small letters, capitals and as they should be."""
    for count in (*range(1, 13), 15, 20, 30, 40, 50, 60):
        name = " ".join(SYLLABLES[at % len(SYLLABLES)] for at in range(count))
        yield Trap(f"name of {count} syllables", name)
    yield Trap("sixty syllables, capitals, NFD", unicodedata.normalize("NFD", name.upper()))
    yield Trap("sixty syllables without a space", name.replace(" ", ""))


def peoples() -> Iterator[Trap]:
    """Letters and scripts of the peoples of Vietnam, and their look-alikes."""
    for name, text in PEOPLES.items():
        yield Trap(name, text)


def shaped_like_real() -> Iterator[Trap]:
    """Numbers, phones, cards and addresses in the shape of real ones, for the guard; drawn, not written."""
    rng = random.Random(2)
    for at, (reason, text) in enumerate(real_shaped.real_shaped(30, seed=2), 1):
        yield Trap(f"real-shaped {reason} {at}", text)
    for at, text in enumerate(real_shaped.international(real_shaped.phone(rng)), 1):
        yield Trap(f"real-shaped phone with country code {at}", text)
    for name, zero in real_shaped.OTHER_DIGITS.items():
        yield Trap(
            f"real-shaped number in {name} digits",
            real_shaped.in_digits(real_shaped.citizen_number(rng), zero),
        )
    for at in range(1, 6):
        yield Trap(
            f"real-shaped number in a sentence {at}", real_shaped.in_sentence(real_shaped.phone(rng), rng)
        )


def blanks_and_controls() -> Iterator[Trap]:
    """Invisible characters at the edges and inside a name: spaces, joiners, directions, NUL, controls."""
    for char in hostile.INVISIBLE:
        code = f"U+{ord(char):04X}"
        yield Trap(f"only {code}", char)
        yield Trap(f"{code} at both ends", f"{char}Giàng A Thử{char}")
        yield Trap(f"{code} inside", f"Già{char}ng A{char} Thử")
