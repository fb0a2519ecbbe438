"""The loudspeaker bulletin: 60 to 150 seconds whatever a page says, all in words, the most needed first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.sharing.bulletins import LEAST, MOST, Facts, made_of, own

TEXTS = st.text(max_size=300) | st.text(alphabet="ab 1290.,/-đ:h\n", max_size=300)
WORDS = ("commune", "title", "summary", "address", "hours", "whom", "phone", "fee", "host")
GUIDE = Facts(
    "guide",
    "xã Bản Luyện",
    "Chứng thực bản sao",
    summary="Bác mang giấy đến. Hỏi bác sĩ nếu cần.",
    papers=["Bản chính", "Căn cước"],
    address="Nhà số 3, thôn Tập",
    hours="Thứ hai đến thứ sáu\n7h30 - 11h30",
    phone="0000 000 012",
    fee="2.000 đồng một trang",
    steps=["Bày giấy ra bàn", "Đến xã"],
    host="tu.example.org",
)


@settings(max_examples=60)
@given(
    st.builds(
        Facts,
        kind=st.sampled_from(["guide", "news", "lesson"]),
        papers=st.lists(TEXTS, max_size=12),
        steps=st.lists(TEXTS, max_size=20),
        remember=st.lists(TEXTS, max_size=5),
        day=st.none() | st.dates(),
        **dict.fromkeys(WORDS, TEXTS),
    )
)
def test_whatever_a_page_says_it_takes_a_minute_to_two_and_a_half(facts: Facts) -> None:
    made = made_of(facts)
    assert LEAST <= made.syllables <= MOST
    assert not any(sign.isnumeric() for line in made.paragraphs for sign in line)


def test_it_says_what_with_what_where_and_when_and_again() -> None:
    lines = made_of(GUIDE).paragraphs
    text = "\n".join(lines)
    assert lines[0] == "Thưa bà con xã Bản Luyện." and lines[-1].startswith("Xin cảm ơn")
    assert text.count("thứ nhất, Bản chính; thứ hai, Căn cước") == 2  # nobody can turn back
    assert text.count("Nhà số ba, thôn Tập") == text.count("bảy giờ rưỡi đến mười một giờ rưỡi") == 2
    assert "hai nghìn đồng một trang" in text and "không một hai" in text and "Bước hai: Đến xã." in text
    assert "tê u, chấm," in text
    assert (
        "Bà con mang giấy đến. Hỏi bác sĩ nếu cần." in text
    )  # a page says "bác", the loudspeaker speaks to all
    assert not made_of(GUIDE).is_short and not made_of(GUIDE).is_long


def test_what_is_needed_least_is_left_out_first() -> None:
    long = "Một câu rất dài để không còn chỗ cho câu khác " * 8
    crowded = Facts(
        "guide", "xã", long, long, [long] * 10, long, long, long, "0000 000 012", long, [long] * 20
    )
    text = "\n".join(made_of(crowded).paragraphs)
    assert "thứ mười" in text and "Nơi làm" in text and "mã sáu số" in text
    assert "Cách làm có" not in text


def test_own_words_are_said_as_they_stand() -> None:
    mine = own("Thưa bà con.\n\n  Họp lúc 19h30, nhà văn hóa.\n")
    assert mine.paragraphs == ("Thưa bà con.", "Họp lúc mười chín giờ rưỡi, nhà văn hóa.")
    assert mine.is_own and mine.is_short and mine.seconds == round(11 / 3.5)


@pytest.mark.parametrize("text", ["", "\0", "…", "\n\n"])
def test_own_words_of_nothing_are_nothing(text: str) -> None:
    assert own(text).paragraphs == () and own(text).seconds == 1
