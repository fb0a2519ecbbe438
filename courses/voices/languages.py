"""Languages in which a step can be heard, and official words that stay Vietnamese in all of them. Pure.

Tags are those of BCP 47, which for these languages are the codes of ISO 639-3 (iso639-3.sil.org); names are the
ones by which people here call their language. Vietnamese is what everything is written in, and always there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

VIETNAMESE: Final = "vi"


@dataclass(frozen=True)
class Language:
    """``tag`` stands in pages and addresses, ``name`` on buttons: "tiếng Mông"."""

    tag: str
    name: str


LANGUAGES: Final = (
    Language(VIETNAMESE, "tiếng Việt"),
    Language("tyz", "tiếng Tày"),
    Language("nut", "tiếng Nùng"),
    Language("hmn", "tiếng Mông"),
    Language("hnj", "tiếng Mông Lềnh, Mông Hoa"),
    Language("mww", "tiếng Mông Trắng"),
    Language("hmv", "tiếng Mông Đỏ"),
    Language("ium", "tiếng Dao"),
    Language("mji", "tiếng Dao Quần Trắng"),
    Language("mtq", "tiếng Mường"),
    Language("pcc", "tiếng Giáy"),
    Language("blt", "tiếng Thái đen"),
    Language("twh", "tiếng Thái trắng"),
    Language("mlc", "tiếng Cao Lan"),
    Language("hni", "tiếng Hà Nhì"),
    Language("phh", "tiếng Phù Lá"),
    Language("lbt", "tiếng La Chí"),
    Language("pha", "tiếng Pà Thẻn"),
    Language("kjg", "tiếng Khơ Mú"),
)
BY_TAG: Final = {one.tag: one for one in LANGUAGES}

# What people will read on the screen and hear at the office: whoever records says it as it is written.
OFFICIAL_WORDS: Final = (
    "bản sao điện tử",
    "cấp bản sao",
    "căn cước",
    "chứng thực",
    "Cổng Dịch vụ công quốc gia",
    "dịch vụ công",
    "đăng ký khai sinh",
    "đăng nhập",
    "định danh điện tử",
    "giấy chứng sinh",
    "giấy hẹn",
    "giấy khai sinh",
    "hồ sơ",
    "lệ phí",
    "mã hồ sơ",
    "mã OTP",
    "mã QR",
    "một cửa",
    "số định danh",
    "số định danh cá nhân",
    "thủ tục",
    "tờ khai",
    "trích lục",
    "Ủy ban nhân dân xã",
    "VNeID",
    "yêu cầu bổ sung",
)


def official_words(lines: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """Official words that stand in ``lines``, as they are written, in the order of the text.

    ``also`` are further ones, of this step. The longest counts: "mã hồ sơ" is not "hồ sơ" as well.
    """
    words = sorted({*OFFICIAL_WORDS, *(one for one in also if one.strip())}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    found = {match[0].casefold(): match[0] for line in lines for match in pattern.finditer(line)}
    return list(found.values())
