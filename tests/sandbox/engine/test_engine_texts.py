"""The engine's own words: complete, short, warm."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.engine import kinds, texts
from sandbox.engine.enums import GuardReason, MistakeKind, Reason
from sandbox.engine.machine import Status, stages

SAMPLES = {
    "you": "bác",
    "You": "Bác",
    "said": "số định danh của mẹ cháu",
    "paper": "căn cước của chị Bài Tập",
    "line": "7",
    "shape": "11 chữ số",
    "person": "cha cháu",
    "label": "Số định danh cá nhân người mẹ",
    "right": "",
    "telex": "",
    "amount": "7",
    "count": "11",
    "hour": "15",
    "day": "thứ Ba 24/11",
    "noun": "người",
    "name": "Ngày Văn hóa Việt Nam",
    "code": "000.00.00.H00-261123-0001",
    "due": "thứ Năm 26/11/2026",
    "deadline": "17 giờ 00, thứ Năm 26/11/2026",
    "sum": "24.000 đồng",
    "range": " từ 1 đến 20",
    "low": "1",
    "high": "20",
    "what": "ngày cấp căn cước của mẹ cháu",
    "old": "Tỉnh Bà Rịa - Vũng Tàu",
    "new": "Thành phố Hồ Chí Minh",
    "reason": "Cháu sinh đã quá 60 ngày.",
}
CASES = {"should_be_empty", "unnamed", "repeated"}  # wordings that are no field kind's


def _leaves(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    if isinstance(part, str):
        yield path, part
    for key, inner in pairs:
        yield from _leaves(inner, (*path, str(key)))


LEAVES = list(_leaves(texts.phrases()))


@pytest.mark.parametrize(("path", "phrase"), LEAVES, ids=["/".join(path) for path, _ in LEAVES])
def test_a_phrase_is_short_warm_and_uses_known_placeholders(path: tuple[str, ...], phrase: str) -> None:
    filled = phrase.format(**SAMPLES)
    assert not re.search("vui lòng|không hợp lệ|sai rồi", filled, re.IGNORECASE)
    for sentence in re.split(r"(?<=[.?!:]) ", filled):
        assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize("kind", MistakeKind)
def test_every_kind_has_three_hints_a_name_and_a_finding(kind: MistakeKind) -> None:
    versions = texts.phrases()["coach"][kind.value]
    assert "default" in versions
    assert all(len(ladder) == 3 for ladder in versions.values())
    assert versions.keys() <= {"default", *CASES, *kinds.names()}
    assert texts.kind_name(kind)
    assert texts.phrase("findings", kind.value)


def test_there_is_a_text_for_everything_that_is_named() -> None:
    found = texts.phrases()
    assert found["kinds"].keys() == {kind.value for kind in MistakeKind}
    assert found["guard"].keys() == {reason.value for reason in GuardReason}
    assert found["reasons"].keys() == {reason.value for reason in Reason if reason}
    assert found["statuses"].keys() == {str(status.value) for status in Status}
    for status in Status:
        written = found["statuses"][str(status.value)].keys() - {"name", "meaning"}
        assert written == {stage.value for stage in stages(status) if stage}


def test_the_reader_is_bac_unless_a_setting_says_otherwise() -> None:
    assert (
        texts.phrase("portal", "required", label="Nơi sinh")
        == "Nơi sinh là chỗ bắt buộc. Bác điền rồi bấm lại."
    )
    assert "Anh điền" in texts.phrase("portal", "required", label="Nơi sinh", you="anh")


def test_an_unknown_phrase_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        texts.phrase("portal", "nothing")
