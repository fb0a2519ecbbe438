"""Search keys: the same word however it was typed."""

import unicodedata


def fold(text: str) -> str:
    """``text`` in lower case, without any Vietnamese mark: "Đăng ký" and "DANG KY" become "dang ky".

    Makes Hoà and Hòa equal, and text from telephones that send decomposed letters (NFD).
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
