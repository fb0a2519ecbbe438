"""Codes of practice dossiers, shaped like real ones and impossible: agency 000.00.00.H00 is assigned to nobody."""

import random
from datetime import date

AGENCY = "000.00.00.H00"
LOOKUP_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L, which people read wrongly
LOOKUP_LENGTH = 4


def dossier_code(day: date, serial: int) -> str:
    """The code of the `serial`th dossier of a day, from 1: "000.00.00.H00-261123-0001"."""
    if serial < 1:
        raise ValueError("serial numbers begin with 1")
    return f"{AGENCY}-{day:%y%m%d}-{serial:04d}"


def lookup_code(rng: random.Random) -> str:
    """Four letters and digits for the receipt; pass `secrets.SystemRandom()` outside of tests."""
    return "".join(rng.choice(LOOKUP_LETTERS) for _ in range(LOOKUP_LENGTH))
