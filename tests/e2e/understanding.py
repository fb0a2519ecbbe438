"""What a person who reads Vietnamese understands: which line of which paper belongs into a field of the form.

Written by hand from the words of pages and papers alone; nothing here comes from the site's data. A field that the
words do not decide raises Undecided: then the words have to be mended.
"""

import re
from collections.abc import Callable

from tests.e2e.reading import Desk, Field, Paper

CARD = "Người mẫu"  # the line by which the persona's card is known
BIRTH = "Họ tên mẹ"  # the line by which the paper about the birth is known
WEDDING = "Quyển số"
NUMBER = "Số định danh cá nhân"
NAMES = ("Họ, chữ đệm và tên khai sinh", "Họ và tên", "Họ, chữ đệm, tên")
NOBODY = "(để trống)"
EMPTY = ""  # nothing is to be written here

# Label of the field, without whose it is → the lines of that person's own paper that say it.
OF_A_PERSON = {
    "Họ, chữ đệm, tên": NAMES,
    "Ngày, tháng, năm sinh": ("Ngày, tháng, năm sinh",),
    "Quốc tịch": ("Quốc tịch",),
    NUMBER: (NUMBER,),
    "Loại giấy tờ": ("Loại giấy tờ", "Giấy tờ tùy thân"),
    "Số giấy tờ": (NUMBER,),
    "Ngày cấp giấy tờ": ("Ngày cấp", "Ngày cấp giấy tờ"),
    "Nơi cấp giấy tờ": ("Nơi cấp", "Nơi cấp giấy tờ"),
    "Ngày cấp": ("Ngày cấp",),
}
HOME = ("Nơi cư trú", "Nơi thường trú")
# Label of the field → label of the line of the persona's card.
OF_THE_CARD = {
    "Số điện thoại": "Số điện thoại",
    "Từ để đăng nhập tập": "Từ để đăng nhập tập",
    "6 số của passcode tập": "Passcode tập",
    "Email": "Email",
    "Loại đăng ký": "Loại đăng ký",
    "Loại khai sinh": "Cha mẹ của cháu",
    "Quan hệ với người được khai sinh": "Quan hệ với cháu",
    "Quốc tịch": "Quốc tịch của cháu",
    "Giấy tờ về việc sinh": "Giấy tờ về việc sinh",
    "Cha mẹ đã đăng ký kết hôn": "Cha mẹ đã đăng ký kết hôn",
    "Nơi cư trú khác người mẹ": "Nơi cư trú khác của mẹ",
    "Nơi cư trú khác người cha": "Nơi cư trú khác của cha",
    "Cách nhận kết quả": "Cách nhận kết quả",
    "Đề nghị cấp bản sao": "Xin bản sao",
    "Số lượng bản sao": "Số bản sao",
}
# Label of the field → label of the line of the paper about the birth, or of the wedding.
OF_THE_BIRTH = {
    "Họ, chữ đệm, tên người được khai sinh": "Họ tên con",
    "Giới tính": "Giới tính",
    "Dân tộc": "Dân tộc",
    "Dân tộc người mẹ": "Dân tộc của mẹ",
}
OF_THE_WEDDING = {
    "Số": "Số",
    "Quyển số": "Quyển số",
    "Ngày đăng ký": "Ngày đăng ký",
    "Nơi đăng ký": "Nơi đăng ký",
}
PLACES = ("Tỉnh/Thành phố", "Phường/Xã/Đặc khu", "Địa chỉ chi tiết")
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class Undecided(AssertionError):
    """The words of page and papers do not say what belongs here."""


class Understanding:
    """The papers on the desk, and what they say to each field."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def answer(self, field: Field) -> str:
        """What to write or choose, in the words of the papers; EMPTY where nothing applies. Raises Undecided."""
        found = next(
            (words for way in self._ways() if (words := way(field)) is not None),
            None,
        )
        if found is None:
            raise Undecided(f"nothing says what belongs into “{field.label}” ({field.part})")
        if found in ("", NOBODY):
            return self._nothing(field)
        return found

    def _ways(self) -> tuple[Callable[[Field], str | None], ...]:
        return (self._of_the_receiver, self._of_the_child, self._of_the_card, self._of_a_person)

    def _nothing(self, field: Field) -> str:
        """The papers are silent: well where the field says itself that it may stay empty, or does not always count."""
        if field.hint.startswith("Chỉ ") or "để trống" in field.hint:
            return EMPTY
        raise Undecided(f"no paper has what “{field.label}” ({field.part}) asks for")

    # --- whose papers ---

    def _paper(self, line: str) -> Paper:
        paper = self.desk.with_line(line)
        if paper is None:
            raise Undecided(f"no paper has a line “{line}”")
        return paper

    @property
    def card(self) -> Paper:
        """The persona's card."""
        return self._paper(CARD)

    @property
    def birth(self) -> Paper:
        """The paper about the birth."""
        return self._paper(BIRTH)

    def own_paper(self, name: str) -> Paper | None:
        """The paper with this name and a number on it; None where she has none of that person."""
        for paper in self.desk.papers.values():
            if NUMBER in paper.lines and paper.line(NAMES) == name:
                return paper
        return None

    def _named(self, label: str) -> tuple[str, str]:
        """Whose field this is (name as on the papers), and its label without the words for whose."""
        for ending, name in (
            (" người mẹ", lambda: self.birth.lines["Họ tên mẹ"]),
            (" người cha", lambda: self.birth.lines["Họ tên cha"]),
        ):
            if label.endswith(ending):
                return name(), label.removesuffix(ending)
        return self.card.lines[CARD], label.removesuffix(" người yêu cầu")

    # --- the ways to an answer; None: this way does not lead to it ---

    def _of_a_person(self, field: Field) -> str | None:
        name, label = self._named(field.label)
        if name == NOBODY:
            return EMPTY
        if label == "Loại cư trú":
            of_father = self.card.line(["Loại cư trú của cha"]) if field.label.endswith("người cha") else ""
            return of_father or self.card.line(["Loại cư trú của cả nhà"])
        if field.label == "Dân tộc người cha":
            return self.desk.line("Dân tộc của chồng")
        paper = self.own_paper(name)
        if label in PLACES:
            return self._place(label, paper.line(HOME), field) if paper else EMPTY
        if label in OF_A_PERSON and paper is not None:
            return paper.line(OF_A_PERSON[label])
        return None

    def _of_the_card(self, field: Field) -> str | None:
        label = OF_THE_CARD.get(field.label)
        return None if label is None else self.card.lines.get(label, "")

    def _of_the_child(self, field: Field) -> str | None:
        if label := OF_THE_WEDDING.get(field.label):
            wedding = self.desk.with_line(WEDDING)
            return wedding.lines[label] if wedding else EMPTY
        if not field.part.startswith("II. "):
            return self.birth.lines[OF_THE_BIRTH[field.label]] if field.label == "Dân tộc người mẹ" else None
        born_on, born_at = self.birth.lines["Sinh ngày"].partition(",")[0], self.birth.lines["Sinh tại"]
        if field.label in OF_THE_BIRTH:
            return self.birth.lines[OF_THE_BIRTH[field.label]]
        if field.label == "Ngày, tháng, năm sinh":
            return born_on
        if field.label == "Ghi bằng chữ":
            return in_words(born_on)
        if field.label == "Nơi sinh":
            return born_at.partition(",")[0]
        if field.label.endswith(" nơi sinh"):
            return self._place(field.label.removesuffix(" nơi sinh"), born_at, field)
        if field.label.endswith("quê quán") or field.label == "Quê quán":
            label = field.label.removesuffix(" quê quán").replace("Quê quán", "Địa chỉ chi tiết")
            return self._place(label, self._origin(), field)
        return None

    def _of_the_receiver(self, field: Field) -> str | None:
        if not field.part.startswith("Nhận kết quả") or field.label == "Cách nhận kết quả":
            return None
        who = next((label for label in self.card.lines if label.startswith("Người nhận")), "")
        if not who:
            return EMPTY
        kin = who.removeprefix("Người nhận, là ").removesuffix(" cháu")
        if field.label == "Người nhận":
            return self.card.lines[who]
        if field.label == "Số điện thoại người nhận":
            return self.card.line([f"Số điện thoại của {kin}"])
        return self._place(field.label.removesuffix(" nhận"), self.card.line(["Gửi về"]), field)

    # --- places ---

    def _origin(self) -> str:
        """Where the child's family comes from, with the names of today."""
        told = self.desk.line("", beginning="Quê quán của")
        if told:
            return told
        hamlet, _comma, rest = self.desk.line("Quê quán").partition(", ")
        if rest.casefold() != self.desk.line("Tên cũ").casefold():
            raise Undecided(f"nothing says how “{rest}” is called today")
        commune = self.desk.line("", beginning="Từ ngày 01/07/2025")
        return f"{hamlet}, {commune}, {self.desk.line('Thuộc tỉnh')}"

    def _place(self, label: str, address: str, field: Field) -> str:
        """One tier of an address: the option that stands in it, or what comes before the first comma."""
        if not address:
            return EMPTY
        if label == "Địa chỉ chi tiết":
            return address.partition(",")[0]
        return option_in(field.options, address) if label in PLACES else EMPTY


def option_in(options: tuple[str, ...], words: str) -> str:
    """The option that stands in ``words``. Raises Undecided where none does."""
    found = [option for option in options if option.casefold() in words.casefold()]
    if not found:
        raise Undecided(f"“{words}” is not among {options[:6]}")
    return found[0]


def in_words(date: str) -> str:
    """A date as one says it. "03/11/2026" → "ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu"."""
    day, month, year = map(int, re.split(r"\D", date))
    thousands, hundreds, rest = year // 1000, year // 100 % 10, year % 100
    said = f"{DIGITS[thousands]} nghìn {DIGITS[hundreds]} trăm {_two_digits(rest)}"
    return f"ngày {_two_digits(day)} tháng {_two_digits(month)} năm {said}"


def _two_digits(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    last = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, DIGITS[ones])
    return f"{'mười' if tens == 1 else f'{DIGITS[tens]} mươi'} {last}".strip()
