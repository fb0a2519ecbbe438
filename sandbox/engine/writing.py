"""How Vietnamese reaches us from keyboards: marks, cases, spaces, digits, and the residue of input methods.

Two texts are *the same writing* when `canonical` gives the same for both: case, spacing, invisible
characters, composed or decomposed letters and the place of the tone mark ("hoà", "hòa") do not count, every
mark does.
"""

import re
import unicodedata

# Tone marks as combining characters, each with its Telex and its VNI key.
_TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_TONE_OF_KEY = {key: tone for tone, keys in _TONES.items() for key in keys}
_VOWELS = frozenset("aăâeêioôơuưy")

# Letter plus key gives letter: the marks that belong to a letter and not to the syllable.
_TELEX = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_VNI = {"a6": "â", "e6": "ê", "o6": "ô", "d9": "đ", "a8": "ă", "o7": "ơ", "u7": "ư"}
_TELEX_OF_LETTER = {letter: keys for keys, letter in _TELEX.items()}

# Signs that look the same on the screen: apostrophes, and the eth of other alphabets for đ.
_TWINS = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
LONGEST_ANSWER = 2000  # characters
LONGEST_WORD = 40  # "nghiêng" with all its keys has 10
_WORD = re.compile(r"\S+")


def judged(text: str) -> str:
    """As much of a text as is worth judging: far more than any paper holds, and never a whole book."""
    return text if len(text) <= LONGEST_ANSWER else " ".join(text.split())[:LONGEST_ANSWER]


def visible(text: str) -> str:
    """The text without invisible characters, every kind of blank turned into one space, ends trimmed; NFKC.

    Full-width letters and every Unicode decimal digit become the plain ones.
    """
    shown = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def canonical(text: str) -> str:
    """The form in which two writings of the same words are equal."""
    return " ".join(_canonical_word(word) for word in visible(text).translate(_TWINS).casefold().split())


def from_telex(text: str) -> str:
    """What a Telex keyboard would have made of the text: "Nguyeenx" becomes "nguyễn"."""
    return _WORD.sub(lambda found: _typed(found[0], _TELEX, "sfrxj"), visible(text).casefold())


def from_vni(text: str) -> str:
    """What a VNI keyboard would have made of the text: "Nguye6n4" becomes "nguyễn"."""
    return _WORD.sub(lambda found: _typed(found[0], _VNI, "12345"), visible(text).casefold())


def to_telex(text: str) -> str:
    """The keys that type the text with Telex: "Giàng A Thử" becomes "Giangf A Thuwr"."""
    return " ".join(_telex_word(word) for word in unicodedata.normalize("NFC", text).split())


def digits_of(text: str) -> str:
    """All decimal digits of the text, as plain ones."""
    return "".join(letter for letter in visible(text) if letter.isascii() and letter.isdigit())


class _Plain(dict[int, str]):
    """What each letter is shown as, looked up once: every answer comes through here many times."""

    ROOM = 4096  # letters; nobody types so many different ones

    def __missing__(self, letter: int) -> str:
        shown = _plain(chr(letter))
        if len(self) < self.ROOM:
            self[letter] = shown
        return shown


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category.startswith("Z") or letter.isspace():
        return " "
    return "" if category in ("Cf", "Cc", "Cs", "Co", "Cn") else letter


_PLAIN = _Plain()


def _canonical_word(word: str) -> str:
    letters, tones = _split(word)
    return letters + "".join(tones)


def _split(word: str) -> tuple[str, list[str]]:
    """The letters of a word without tone marks (NFC), and its tone marks in order."""
    marks = unicodedata.normalize("NFD", word)
    letters = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", letters), sorted(mark for mark in marks if mark in _TONES)


def _typed(word: str, pairs: dict[str, str], tone_keys: str) -> str:
    """Runs the keys of one word through an input method; a key that changes nothing stays a letter.

    The letter of a tone that is there already was pressed once too often ("Thửr"), and goes; a digit may be
    one of an address. A word longer than any syllable can be typed is left alone: looking back for the
    letter takes its square.
    """
    if len(word) > LONGEST_WORD:
        return word
    letters, tones = _split(word)
    typed: list[str] = []
    for key in letters:
        after_vowel = key in tone_keys and any(letter in _VOWELS for letter in typed)
        if after_vowel and not tones:
            tones.append(_TONE_OF_KEY[key])
        elif after_vowel and key.isalpha() and tones == [_TONE_OF_KEY[key]]:
            continue
        elif not _marked(typed, key, pairs):
            typed.append(key)
    return "".join(typed) + "".join(tones)


def _marked(typed: list[str], key: str, pairs: dict[str, str]) -> bool:
    """Lets a key put its mark on the last letter that takes it; "uo" takes one horn for both."""
    for at in range(len(typed) - 1, -1, -1):
        letter = pairs.get(typed[at] + key)
        if letter is None:
            continue
        if typed[at] == "o" and at and letter == "ơ" and typed[at - 1] == "u":
            typed[at - 1] = "ư"
        typed[at] = letter
        return True
    return False


def _telex_word(word: str) -> str:
    letters, tones = _split(word)
    keys = "".join(_telex_letter(letter) for letter in letters)
    return keys + "".join(_TONES[tone][0] for tone in tones)


def _telex_letter(letter: str) -> str:
    keys = _TELEX_OF_LETTER.get(letter.lower(), letter)
    return keys.capitalize() if letter != letter.lower() else keys
