"""The attempts themselves: enough of them, of every kind; and what is left of them in words, sheets and messages."""

import re
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from courses.writing.markup import clean_words
from kit.sheets import Sheet, SheetColumn
from tests.badinput import vectors
from tests.courses.sides import make_side

ALLOWED = re.compile(r"(?:<p>(?:[^<>]|<b>(?:[^<>]|<br>)+</b>|<br>)+</p>)*")


def test_there_are_two_hundred_attempts_of_every_kind() -> None:
    kinds = [
        line for line in vectors.FILE.read_text(encoding="utf-8").split("\n") if vectors._KIND.fullmatch(line)
    ]
    assert len(kinds) == len(set(kinds)) >= 11
    assert len(set(vectors.vectors())) >= 200


def test_what_is_left_of_each_in_words_is_words() -> None:
    for one in (*vectors.vectors(), vectors.all_of_them()):
        cleaned = clean_words(f"<p>{one}</p>")
        assert ALLOWED.fullmatch(cleaned), one
        assert clean_words(cleaned) == cleaned


def test_no_sheet_makes_a_formula_of_any() -> None:
    rows = [[one] for one in vectors.vectors()]
    made = Sheet(
        vectors.vectors()[0], vectors.vectors()[:3], [SheetColumn(vectors.vectors()[1])], rows
    ).to_bytes()
    cells = [
        cell
        for line in load_workbook(BytesIO(made)).active.iter_rows()
        for cell in line
        if cell.value is not None
    ]
    assert len(cells) > 200
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_nobody_types_is_still_there_and_is_a_key() -> None:
    """A key that a model no longer has would hide a field of that name one day."""
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in vectors.apps.get_models()
        for field in model._meta.local_concrete_fields
    }
    assert not {*vectors.KEYS, *vectors.WORDS_INSIDE} - columns
    assert len(vectors.typed_fields()) > 60


@pytest.mark.django_db
def test_the_address_of_a_map_leads_to_pages_only(client: Client) -> None:
    """The form refuses the others; an old revision or an import may still hold one."""
    guide = make_side().guide(map_link="https://example.org/ban-do")
    assert 'href="https://example.org/ban-do"' in client.get(guide.get_url()).content.decode()
    for one in vectors.vectors()[:16]:
        guide.map_link = one
        guide.save(clean=False)
        page = client.get(guide.get_url()).content.decode()
        assert "script:ran" not in " ".join(re.findall(r'href="[^"]*"', page))
        assert 'href="data:' not in page
