"""A machine voice: Vietnamese text in, a small sound file out.

espeak-ng speaks (the text goes in through a pipe: no shell, no argument, nothing that others on the machine could read
off a list of processes), ffmpeg makes it small. Either may be missing: without espeak-ng there is no voice, without
ffmpeg the sound is a WAV.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

WORDS_A_MINUTE = 135
TIME_LIMIT = 10  # seconds for each of the two programs; a whole page takes about one
SAMPLES = 24_000  # a second
BITS = "24k"  # a second

_SPACES = re.compile(r"\s+")
_DATE = re.compile(r"(?:\bngày\s+)?\b(\d{1,2})/(\d{1,2})/(\d{4})\b", re.IGNORECASE)
_HOUR = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_FULL_HOUR = re.compile(r"(?<=\d giờ) 00\b")  # "17 giờ 00" is said "17 giờ"
_ACT = re.compile(r"\b(\d{1,3})/((?:19|20)\d{2})\b")  # of a law, or month and year: "123/2015"
_PART_OF = re.compile(r"\b(\d+)\s*/\s*(\d+)\b")
_SUM = r"\b[1-9]\d{0,2}(?:\.\d{3})+\b(?![.-]\w)"  # "8.000" is one number
_CODE = re.compile(rf"(?!{_SUM})\b(?=[A-Z0-9]*\d)[A-Z0-9]+(?:[.-][A-Z0-9]+){{2,}}\b")
_POINT = re.compile(r"\b(\d)\.(\d{4,})\b")
# A part of a form: "phần II", or a title that begins with "II. ".
_ROMAN = re.compile(r"([Pp]hần |^(?=[IVX]+\.))(I{1,3}|IV|VI{0,3}|IX|X)\b")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_FIGURES = re.compile(rf"(?P<sum>{_SUM})|\d{{5,}}|\b0\d+(?: \d{{3,4}}\b)*")
_SIGNS = str.maketrans(
    {"·": ",", "…": ".", "“": " ", "”": " ", '"': " ", "/": ",", "%": " phần trăm ", "<": " ", ">": " "}
)


class CannotSpeak(Exception):
    """The voice gave no sound: a program failed, or took too long."""


def _in_figures(found: re.Match[str]) -> str:
    return found[0].replace(".", "") if found["sum"] else " ".join(found[0].replace(" ", ""))


def _code(found: re.Match[str]) -> str:
    """A code, sign by sign: "000.00-1" becomes "0 0 0 chấm 0 0 gạch 1"."""
    return " ".join({".": "chấm", "-": "gạch"}.get(sign, sign) for sign in found[0])


def spoken_form(text: str) -> str:
    """``text`` as it is said: dates and hours in words, numbers that people copy figure by figure, no signs.

    The words stay the same: what is heard is what is read.
    """
    said = unicodedata.normalize("NFC", text)
    said = _DATE.sub(lambda day: f"ngày {int(day[1])} tháng {int(day[2])} năm {day[3]}", said)
    said = _HOUR.sub(lambda hour: f"{int(hour[1])} giờ {hour[2]}", said)
    said = _FULL_HOUR.sub("", said)
    said = _ACT.sub(lambda act: f"{int(act[1])} năm {act[2]}", said)
    said = _PART_OF.sub(r"\1 trên \2", said)
    said = _ROMAN.sub(lambda part: f"{part[1]}{_ROMANS.index(part[2])}", said)
    said = _CODE.sub(_code, said)
    said = _POINT.sub(lambda code: f"{code[1]} chấm {' '.join(code[2])}", said)
    said = _FIGURES.sub(_in_figures, said)
    readable = "".join(sign for sign in said if sign.isprintable() or sign.isspace())
    return _SPACES.sub(" ", readable.translate(_SIGNS)).strip()


@dataclass(frozen=True)
class Machine:
    """The programs of a voice; ``ffmpeg`` is empty where there is none that writes mp3."""

    espeak: str
    ffmpeg: str = ""

    @property
    def suffix(self) -> str:
        """Of the files it makes."""
        return ".mp3" if self.ffmpeg else ".wav"

    def make(self, lines: list[str], target: Path) -> None:
        """Write the sound of ``lines`` to ``target``, whole or not at all. Raises CannotSpeak."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as folder:
            sound = Path(folder) / "voice.wav"
            said = "\n\n".join(spoken_form(line) for line in lines)
            _run([self.espeak, "-v", "vi", "-s", str(WORDS_A_MINUTE), "--stdin", "-w", str(sound)], said)
            if self.ffmpeg:
                sound = self._smaller(sound)
            if not sound.exists() or not sound.stat().st_size:
                raise CannotSpeak(f"{self.espeak} wrote no sound")
            os.replace(sound, target)

    def _smaller(self, sound: Path) -> Path:
        small = sound.with_suffix(".mp3")
        quiet = [self.ffmpeg, "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-i", str(sound)]
        encode = ["-ac", "1", "-ar", str(SAMPLES), "-c:a", "libmp3lame", "-b:a", BITS, "-map_metadata", "-1"]
        _run([*quiet, *encode, str(small)])
        return small


def _run(command: list[str], words: str = "") -> str:
    """What ``command`` printed. Raises CannotSpeak when it fails, is missing or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the words go in through the pipe
            command,
            input=words,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.SubprocessError, UnicodeError) as error:
        raise CannotSpeak(f"{command[0]}: {type(error).__name__}") from error
    return done.stdout


def find_machine() -> Machine | None:
    """The voice of this machine, or None where it has no Vietnamese one."""
    espeak = shutil.which("espeak-ng")
    if espeak is None or not _says(espeak, "--voices=vi", r"^\s*\d+\s+vi\b"):
        return None
    return Machine(espeak, find_ffmpeg())


def find_ffmpeg() -> str:
    """The ffmpeg of this machine, if it writes mp3; empty otherwise."""
    ffmpeg = shutil.which("ffmpeg")
    return ffmpeg if ffmpeg and _says(ffmpeg, "-encoders", r"\blibmp3lame\b") else ""


def _says(program: str, option: str, pattern: str) -> bool:
    try:
        return bool(re.search(pattern, _run([program, option]), re.MULTILINE))
    except CannotSpeak:
        return False
