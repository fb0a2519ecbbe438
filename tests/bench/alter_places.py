"""Names of places that are gone: the provinces of before 01/07/2025, districts, and the invented old ones.

Source: Nghị quyết 202/2025/QH15 (29 names) and the invented "xã Mẫu Cũ, huyện Tập" of the scenarios.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

from tests.bench.letters import fold, new_style

Named = tuple[str, str]
PROVINCES = (
    *("Hà Giang", "Yên Bái", "Bắc Kạn", "Vĩnh Phúc", "Hòa Bình", "Bắc Giang", "Thái Bình", "Hải Dương"),
    *("Hà Nam", "Nam Định", "Quảng Bình", "Quảng Nam", "Kon Tum", "Bình Định", "Ninh Thuận", "Đắk Nông"),
    *("Bình Thuận", "Phú Yên", "Bà Rịa-Vũng Tàu", "Bình Dương", "Bình Phước", "Long An", "Sóc Trăng"),
    *("Hậu Giang", "Bến Tre", "Trà Vinh", "Tiền Giang", "Bạc Liêu", "Kiên Giang"),
)
INVENTED = "Thực Hành Cũ"
COMMUNE = "Mẫu Cũ"
DISTRICT = "huyện Tập"
# Text fields in which a place is named: an address in detail, a place of birth or of registration.
NAMING = ("dia_chi", "noi_", "que_quan")


def old_province(_right: str, rng: random.Random) -> Iterator[Named]:
    """Each old province by its name, and a few in other clothes."""
    for name in (*PROVINCES, INVENTED):
        yield f"old province {name}", f"Tỉnh {name}"
    for name in (INVENTED, *rng.sample(PROVINCES, 4)):
        yield f"{name} without tỉnh", name
        yield f"{name} in capitals", f"TỈNH {name.upper()}"
        yield f"{name} in small letters", f"tỉnh {name.lower()}"
        yield f"{name}, NFD", unicodedata.normalize("NFD", name)
        yield f"{name}, doubled spaces", f" Tỉnh  {name.replace(' ', '  ')} "
        yield f"{name} without marks", fold(name)
    yield "newer tone place", new_style("Hòa Bình")
    yield "spaces about the hyphen", "Bà Rịa - Vũng Tàu"


def old_commune(_right: str, _rng: random.Random) -> Iterator[Named]:
    """The commune by its old name, and the district in its box."""
    yield "old commune", f"Xã {COMMUNE}"
    yield "old commune without xã", COMMUNE
    yield "old commune in capitals", f"XÃ {COMMUNE.upper()}"
    yield "old commune in small letters", f"xã {COMMUNE.lower()}"
    yield "old commune with its district", f"Xã {COMMUNE}, {DISTRICT}"
    yield "district", "Huyện Tập"
    yield "district in capitals", "HUYỆN TẬP"


def old_detail(right: str, _rng: random.Random) -> Iterator[Named]:
    """The right detail with a tier after it that is gone."""
    yield "with the district", f"{right}, {DISTRICT}"
    yield "with the district in capitals", f"{right}, HUYỆN TẬP"
    yield "with old commune and district", f"{right}, xã {COMMUNE}, {DISTRICT}"
    yield "with the whole old line", f"{right}, xã {COMMUNE}, {DISTRICT}, tỉnh {INVENTED}"
    yield "with an old province", f"{right}, tỉnh Yên Bái"
    yield "small letters, NFD", unicodedata.normalize("NFD", f"{right}, xã {COMMUNE}, {DISTRICT}".lower())
    yield "the old line without the hamlet", f"xã {COMMUNE}, {DISTRICT}"
