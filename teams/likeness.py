"""How alike two written Vietnamese names are: of one person, or of two. Pure: no ORM.

A name is read word by word. Capitals, blanks, the place of a tone (hòa, hoà) and the keys of Telex or VNI left in a
word say nothing about who it is. A name without a single mark may be any name of those letters; where both names
have marks, Hùng and Hưng are two people. A word with a slip of one letter is the same word only where the slip makes
what no Vietnamese word can be: Tập and Tạo are twins, Nguyn is Nguyễn.

The shape of a syllable follows "Quy tắc chính tả tiếng Việt" (first consonants, rimes) without marks; names of Ê Đê,
H'Mông or Khmer people that have other shapes are compared as written and never repaired.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from teams.enums import Sex

TONES = "\u0300\u0301\u0303\u0309\u0323"
_CONSONANTS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_FIRST = tuple(_CONSONANTS.split())
# Rimes without marks (ă â ê ô ơ ư as their letters), longest forms of each vowel together.
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et enh ech eu i ia ich iec iem ien ieng iep iet "
    "ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong "
    "op ot u ua uan uang uat uay uc ue uech uen uenh uet ueu ui um un ung uo uoc uoi uom uon uong uop uot "
    "uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu"
)
_RIME_SET = frozenset(_RIMES.split())
_TITLES: dict[str, str] = {
    **dict.fromkeys(("bà", "cô", "chị", "dì", "thím", "mợ"), Sex.WOMAN.value),
    **dict.fromkeys(("ông", "chú", "anh", "cậu", "dượng"), Sex.MAN.value),
    **dict.fromkeys(("bác", "em", "cháu", "cụ"), ""),
}
_PLAIN_TITLES = {"ba": "bà", "co": "cô", "chi": "chị", "di": "dì", "thim": "thím", "ong": "ông", "bac": "bác"}
_FILLERS = {"thi": Sex.WOMAN.value, "van": Sex.MAN.value}
_TONE_KEY = re.compile(r"(?<=[aeiouyw])[sfrxj]|[sfrxj]$")  # behind its vowel, or at the end of the word
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


class Likeness(IntEnum):
    """How far two names agree, the least first."""

    NONE = 0
    GIVEN = 1  # only a given name to go by, the same one
    SLIP = 2  # one word with a slip of one letter
    SHORT = 3  # words between family and given name left out
    UNMARKED = 4  # the same letters, one of the two without marks
    SAME = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `letters` without any mark; `shape` with ă â ê ô ơ ư đ; `tone` one combining mark or "".

    `is_last`: the given name, by which people differ most. `is_typed`: keys of Telex or VNI were taken out.
    """

    letters: str
    shape: str
    tone: str
    is_typed: bool = False
    is_last: bool = False

    @property
    def is_marked(self) -> bool:
        return bool(self.tone) or self.shape != self.letters


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read. `words` without a title; `sex` as far as title, Thị or Văn say it, else ""."""

    words: tuple[Word, ...]
    sex: str
    has_title: bool

    @property
    def letters(self) -> tuple[str, ...]:
        """The words without marks."""
        return tuple(word.letters for word in self.words)

    @property
    def is_whole(self) -> bool:
        """Whether a family name is there: two words or more, and no title before them."""
        return len(self.words) > 1 and not self.has_title

    @property
    def is_marked(self) -> bool:
        return any(word.is_marked for word in self.words)


@lru_cache(maxsize=20_000)
def read(raw: str) -> Name:
    """`raw` as the words it is made of. Text without letters reads as no words at all."""
    text = unicodedata.normalize("NFC", raw).casefold()
    found = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    title = _title(found)
    words = [word for word in map(_word, found[1:] if title else found) if word.letters]
    words = [*words[:-1], *(replace(word, is_last=True) for word in words[-1:])]
    return Name(tuple(words), _TITLES[title] if title else _implied(words), bool(title))


def _title(found: Sequence[str]) -> str:
    """The title before a name, or "". Without its mark only before a single word: "ba Nháp" is no family name."""
    if len(found) < 2:
        return ""
    if found[0] in _TITLES:
        return found[0]
    return _PLAIN_TITLES.get(found[0], "") if len(found) == 2 else ""


def _implied(words: Sequence[Word]) -> str:
    """Thị or Văn between family and given name says who it is."""
    sexes = {_FILLERS[word.letters] for word in words[1:-1] if word.letters in _FILLERS}
    return sexes.pop() if len(sexes) == 1 else ""


def _word(text: str) -> Word:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d\u0335"))
    tone = next((mark for mark in parts if mark in TONES), "")
    kept = (letter for letter in parts if letter.isalnum() or unicodedata.combining(letter))
    shape = "".join(letter for letter in kept if letter not in TONES)
    letters = _bare(shape)
    if tone or shape != letters or is_syllable(letters):
        return Word(letters, shape, tone)
    plain = unkeyed(letters)
    return Word(plain, plain, "", is_typed=plain != letters)


def _bare(text: str) -> str:
    plain = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    return _NOT_LETTERS.sub("", plain)


@lru_cache(maxsize=20_000)
def is_syllable(letters: str) -> bool:
    """Whether a Vietnamese word can have these letters, marks aside."""
    return any(letters.startswith(first) and letters[len(first) :] in _RIME_SET for first in ("", *_FIRST))


def unkeyed(letters: str) -> str:
    """`letters` without keys of Telex or VNI, where what is left is a word; else as it was.

    "nguyeenx" → "nguyen", "ddoox" → "do", "nguye6n4" → "nguyen", "nhsap" stays.
    """
    plain = re.sub(r"[0-9]", "", letters)
    for tried in (_TONE_KEY.sub("", plain, count=1), plain):
        left = re.sub(r"([aeod])\1|w", r"\1", tried)
        if is_syllable(left):
            return left
    return letters


def compare(first: Name, second: Name) -> Likeness:
    """How far two names agree."""
    if not first.words or not second.words:
        return Likeness.NONE
    if not (first.is_whole and second.is_whole):
        return _compare_parts(first, second)
    free = not first.is_marked or not second.is_marked
    if len(first.words) == len(second.words):
        return _compare_all(first.words, second.words, free=free)
    return _compare_short(first.words, second.words, free=free)


def _compare_parts(first: Name, second: Name) -> Likeness:
    """One of the two is a given name, with or without a title: the end of the other, word for word."""
    size = min(len(first.words), len(second.words))
    free = not first.is_marked or not second.is_marked
    ends = zip(first.words[-size:], second.words[-size:], strict=True)
    return Likeness.GIVEN if all(_agree(one, other, free=free) for one, other in ends) else Likeness.NONE


def _compare_all(first: Sequence[Word], second: Sequence[Word], *, free: bool) -> Likeness:
    unlike = [
        (one, other) for one, other in zip(first, second, strict=True) if not _agree(one, other, free=free)
    ]
    if not unlike:
        same = all(
            one.shape == other.shape and one.tone == other.tone
            for one, other in zip(first, second, strict=True)
        )
        return Likeness.SAME if same else Likeness.UNMARKED
    return Likeness.SLIP if len(unlike) == 1 and is_slip(*unlike[0]) else Likeness.NONE


def _compare_short(first: Sequence[Word], second: Sequence[Word], *, free: bool) -> Likeness:
    """Family and given name agree, and what one has between them is part of what the other has."""
    if not (_agree(first[0], second[0], free=free) and _agree(first[-1], second[-1], free=free)):
        return Likeness.NONE
    long, short = sorted((first, second), key=len, reverse=True)
    rest = iter(long[1:-1])
    inside = all(any(_agree(word, other, free=free) for other in rest) for word in short[1:-1])
    return Likeness.SHORT if inside else Likeness.NONE


def _agree(one: Word, other: Word, *, free: bool) -> bool:
    """The same word. `free`: one of the names has no marks at all, so only letters count.

    They also do where keys were taken out, and, but for the given name, where only one of the two has marks.
    """
    if one.letters != other.letters:
        return False
    forgiven = not one.is_last and not (one.is_marked and other.is_marked)
    typed = one.is_typed or other.is_typed
    return free or forgiven or typed or (one.shape == other.shape and one.tone == other.tone)


def is_slip(one: Word, other: Word) -> bool:
    """Whether one of the two is the other with one letter too few, too many, wrong or swapped, and no word itself."""
    if is_syllable(one.letters) and is_syllable(other.letters):
        return False
    return one_apart(one.letters, other.letters)


def one_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out, changed, or two neighbours swapped make the one of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (swapped and short[start + 2 :] == long[start + 2 :])


_KINDS = {
    "ban": "ban",
    "b": "ban",
    "thon": "thon",
    "t": "thon",
    "xom": "xom",
    "x": "xom",
    "ap": "ap",
    "lang": "lang",
    "buon": "buon",
    "khu": "khu",
    "pho": "khu",
    "to": "to",
    "dan": "to",
    "tdp": "to",
    "so": "",
}


@lru_cache(maxsize=5_000)
def hamlet_key(raw: str) -> tuple[str, str]:
    """Kind and name of a hamlet, without marks: ("ban", "hoc") for "B. Học", ("to", "3") for "TDP số 3".

    The kind is "" where none is written. Of a hamlet that is called by a number the kind is part of the name.
    """
    text = unicodedata.normalize("NFC", raw).casefold().replace("đ", "d")
    words = [_bare(unicodedata.normalize("NFD", word)) for word in re.split(r"[\s.]+", text)]
    words = [word for word in words if word]
    kind = ""
    while len(words) > 1 and words[0] in _KINDS:
        kind = kind or _KINDS[words[0]]
        words = words[1:]
    return kind, " ".join(words)


def same_hamlet(first: str, second: str) -> bool:
    """Whether two written hamlets are one. Kinds change (a bản that became a thôn); numbers keep theirs."""
    (kind, name), (other_kind, other_name) = hamlet_key(first), hamlet_key(second)
    by_number = name.replace(" ", "").isdigit()
    return name == other_name and (not by_number or kind == other_kind or not (kind and other_kind))
