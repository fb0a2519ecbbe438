"""Years of birth and bands of age: pure."""

import re
import unicodedata

from teams.enums import AgeBand

OLDEST = 120
_YEAR = re.compile(r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?(\d{4})", re.ASCII)
_BANDS = ((30, AgeBand.UNDER_30), (45, AgeBand.UNDER_45), (60, AgeBand.UNDER_60))


def read_year(typed: str, this_year: int) -> int | None:
    """1958, or the year of 7/3/1958; None for anything else and for years in which nobody alive was born."""
    found = _YEAR.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    year = int(found[1]) if found else 0
    return year if this_year - OLDEST <= year <= this_year else None


def band_of(birth_year: int, this_year: int) -> AgeBand:
    """The band of somebody who turns ``this_year - birth_year`` this year."""
    age = this_year - birth_year
    return next((band for limit, band in _BANDS if age < limit), AgeBand.OLD)


def is_old(birth_year: int | None, band: str, this_year: int) -> bool | None:
    """Whether somebody is 60 or older; None where neither year nor band is known."""
    if birth_year:
        return band_of(birth_year, this_year) is AgeBand.OLD
    return band == AgeBand.OLD if band else None


def may_be_one(one: tuple[int | None, str], other: tuple[int | None, str], this_year: int) -> bool:
    """Whether two (birth year, band) can be those of one person; what is not known contradicts nothing."""
    if one[0] and other[0]:
        return one[0] == other[0]
    bands = [band_of(year, this_year).value if year else band for year, band in (one, other)]
    return not all(bands) or bands[0] == bands[1]
