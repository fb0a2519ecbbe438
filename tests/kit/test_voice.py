"""The machine voice: how text is said, and what becomes of a program that fails."""

import stat
import sys
from pathlib import Path

import pytest

from kit import voice
from kit.voice import CannotSpeak, Machine, find_machine, spoken_form

HERE = find_machine()


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("Bước 3 / 6", "Bước 3 trên 6"),
        ("Nghị định 123/2015/NĐ-CP", "Nghị định 123 năm 2015,NĐ-CP"),
        ("tháng 04/2026", "tháng 4 năm 2026"),
        ("Sinh ngày 03/11/2026", "Sinh ngày 3 tháng 11 năm 2026"),
        ("thứ Tư 25/11/2026, 07:40", "thứ Tư ngày 25 tháng 11 năm 2026, 7 giờ 40"),
        ("000198000031", "0 0 0 1 9 8 0 0 0 0 3 1"),
        ("Gọi 0000 000 012", "Gọi 0 0 0 0 0 0 0 0 1 2"),
        ("trước 17 giờ 00, thứ Tư", "trước 17 giờ, thứ Tư"),
        ("17:00, 23/11/2026", "17 giờ, ngày 23 tháng 11 năm 2026"),
        ("0000 417 258, lúc 7 giờ", "0 0 0 0 4 1 7 2 5 8, lúc 7 giờ"),
        ("II. Người được khai sinh", "2. Người được khai sinh"),
        ("Phần I là của bác, phần IV của cha", "Phần 1 là của bác, phần 4 của cha"),
        ("Mẹ I. V. là chữ viết tắt", "Mẹ I. V. là chữ viết tắt"),
        ("Mã 1.001193", "Mã 1 chấm 0 0 1 1 9 3"),
        ("Số: 000.00.00.H00-261123-0001", None),
        ("năm 1998, 1.960 người", "năm 1998, 1960 người"),
        ("Bản sao 8.000 đồng, cả thảy 1.016.000 đồng", "Bản sao 8000 đồng, cả thảy 1016000 đồng"),
        ("2 phút · 21 %", "2 phút , 21 phần trăm"),
        ("Bác gõ “khai sinh”", "Bác gõ khai sinh"),
        ("  hai\n dòng\x00 ", "hai dòng"),
        ("Tie\u0302\u0301ng", "Tiếng"),
    ],
)
def test_text_is_said_as_people_read_it(read: str, said: str | None) -> None:
    if said is None:
        said = "Số: 0 0 0 chấm 0 0 chấm 0 0 chấm H 0 0 gạch 2 6 1 1 2 3 gạch 0 0 0 1"
    assert spoken_form(read) == said


def program(folder: Path, source: str) -> str:
    """A program that stands in for espeak-ng: ``source`` is Python with `target` and `words` at hand."""
    file = folder / "espeak-ng"
    head = f"#!{sys.executable}\nimport sys\ntarget = sys.argv[-1]\nwords = sys.stdin.read()\n"
    file.write_text(head + source)
    file.chmod(file.stat().st_mode | stat.S_IEXEC)
    return str(file)


def test_the_words_go_in_through_the_pipe(tmp_path: Path) -> None:
    espeak = program(tmp_path, "open(target, 'w').write(words + '|' + ' '.join(sys.argv[1:-1]))")
    Machine(espeak).make(["--version", "; rm -rf /"], tmp_path / "out.wav")
    words, _bar, arguments = (tmp_path / "out.wav").read_text().partition("|")
    assert words == "--version\n\n; rm -rf ,"
    assert arguments == "-v vi -s 135 --stdin -w"


@pytest.mark.parametrize("source", ["sys.exit(1)", "pass", "open(target, 'w')"])
def test_a_voice_that_fails_leaves_nothing_behind(tmp_path: Path, source: str) -> None:
    target = tmp_path / "sounds" / "out.wav"
    with pytest.raises(CannotSpeak):
        Machine(program(tmp_path, source)).make(["Chào bác"], target)
    assert list(target.parent.iterdir()) == []


def test_a_voice_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "TIME_LIMIT", 0.3)
    with pytest.raises(CannotSpeak, match="TimeoutExpired"):
        Machine(program(tmp_path, "import time; time.sleep(60)")).make(["Chào bác"], tmp_path / "out.wav")


def test_a_missing_program_is_no_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotSpeak):
        Machine(str(tmp_path / "khong-co")).make(["Chào bác"], tmp_path / "out.wav")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_machine() is None


def test_a_voice_without_vietnamese_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "print('Pty Language\\n 5  en   --/M English')")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_machine() is None
    program(tmp_path, "print('Pty Language\\n 5  vi   --/M Vietnamese')")
    found = find_machine()
    assert found and found.ffmpeg == "" and found.suffix == ".wav"


@pytest.mark.skipif(HERE is None, reason="espeak-ng is not installed")
def test_the_real_voice_speaks(tmp_path: Path) -> None:
    assert HERE is not None
    for machine, head in ((HERE, None), (Machine(HERE.espeak), b"RIFF")):
        target = tmp_path / f"out{machine.suffix}"
        machine.make(["Chào bác.", "Ngày 03/11/2026"], target)
        content = target.read_bytes()
        assert len(content) > 3_000
        assert head is None or content.startswith(head)
