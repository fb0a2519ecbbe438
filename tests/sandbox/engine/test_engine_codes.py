"""Codes of practice dossiers."""

import random
import re
from datetime import date

import pytest

from sandbox.engine.codes import LOOKUP_LETTERS, dossier_code, lookup_code


def test_a_code_has_the_shape_of_a_real_one_and_an_impossible_agency() -> None:
    assert dossier_code(date(2026, 11, 23), 1) == "000.00.00.H00-261123-0001"
    assert dossier_code(date(2026, 11, 23), 12345) == "000.00.00.H00-261123-12345"


def test_serials_begin_with_one() -> None:
    with pytest.raises(ValueError, match="begin with 1"):
        dossier_code(date(2026, 11, 23), 0)


def test_a_lookup_code_is_four_letters_that_nobody_mistakes() -> None:
    rng = random.Random(1)
    codes = [lookup_code(rng) for _ in range(500)]
    assert all(re.fullmatch(r"[A-Z2-9]{4}", code) for code in codes)
    assert not set("".join(codes)) & set("0O1IL")
    assert set("".join(codes)) == set(LOOKUP_LETTERS)
    assert len(set(codes)) > 490
