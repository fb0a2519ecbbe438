"""A list from Excel: the file, what its columns hold, and that all of it goes onto the book."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from teams.excel import MOST_BYTES, Unreadable
from teams.import_words import FILES, PARTS
from teams.models import Team
from teams.reading_sheets import Column, Part


class SendForm(forms.Form):
    """For whose book, and the file."""

    to = forms.ChoiceField(
        label=_("Onto the book of"),
        error_messages={
            "required": _("Onto the book of: choose a team."),
            "invalid_choice": _("Onto the book of: choose a team."),
        },
    )
    tep = forms.FileField(
        label=_("File"),
        help_text=_("An Excel list (.xlsx), at most 2 MB and 5,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("File: choose the list."),
            "invalid": _("File: choose the list."),
            "missing": _("File: choose the list."),
        },
    )

    def __init__(self, teams: Sequence[Team], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.id): team for team in teams}
        choices = [(key, team.name) for key, team in self.teams.items()]
        if len(choices) > 1:
            choices = [("", str(_("Choose a team"))), *choices]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices

    def clean_tep(self) -> bytes:
        """The bytes of the file, never more than are allowed."""
        sent: UploadedFile = self.cleaned_data["tep"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError(FILES[Unreadable.TOO_BIG])
        return bytes(sent.read(MOST_BYTES + 1))

    @property
    def chosen_team(self) -> Team:
        """After a successful ``is_valid``."""
        return self.teams[self.cleaned_data["to"]]


class ColumnsForm(forms.Form):
    """What each column holds, as guessed until somebody says otherwise."""

    def __init__(self, columns: Sequence[Column], *args: Any, on_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [one for one in columns if one.part is not Part.FORBIDDEN]
        for one in self.columns:
            self.fields[f"cot_{one.place}"] = _column_field(one)
        self.fields["tren_giay"] = forms.BooleanField(
            required=False,
            initial=on_paper,
            label=_("Everybody on this list has agreed on paper, and the paper is in hand"),
            help_text=_("Only then are year of birth and telephone kept. Otherwise only the age group."),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        chosen: dict[str, str] = {}
        for one in self.columns:
            key, part = f"cot_{one.place}", data[f"cot_{one.place}"]
            if part != Part.NOTHING and part in chosen:
                words = _("Column “%(label)s”: another column holds the same. Leave one of the two out.")
                self.add_error(key, forms.ValidationError(words, params={"label": label_of(one)}))
            chosen.setdefault(part, key)
        if self.columns and Part.NAME not in chosen and Part.GIVEN not in chosen:
            words = _("Column “%(label)s”: say which column holds the name, this one or another.")
            first = self.columns[0]
            self.add_error(
                f"cot_{first.place}", forms.ValidationError(words, params={"label": label_of(first)})
            )
        return data

    def mapping(self) -> dict[int, Part]:
        """After a successful ``is_valid``."""
        return {one.place: Part(self.cleaned_data[f"cot_{one.place}"]) for one in self.columns}


class EnterForm(forms.Form):
    """All rows onto the book; the tick boxes are there where something has to be said first."""

    nghi_trung = forms.BooleanField(
        required=False,
        label=_("Enter also the people who may be there already"),
        help_text=_("An officer of the commune decides later whether they are one person."),
    )
    bo_dong = forms.BooleanField(
        label=_("Leave out the rows that have to be put right"),
        error_messages={
            "required": _("Leave out the rows: tick this, or put them right and send the list again.")
        },
    )

    def __init__(self, *args: Any, suspected: bool, refused: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not suspected:
            del self.fields["nghi_trung"]
        if not refused:
            del self.fields["bo_dong"]


def label_of(column: Column) -> str:
    """The heading of a column, or its letter in Excel where it has none."""
    return column.label or _("Column %(letter)s") % {"letter": letter_of(column.place)}


def letter_of(place: int) -> str:
    """0 is A, 26 is AA."""
    return ("" if place < 26 else chr(64 + place // 26)) + chr(65 + place % 26)


def _column_field(column: Column) -> forms.ChoiceField:
    guessed = _("Guessed from the heading.") if column.part is not Part.NOTHING else ""
    seen = _("For example: %(cells)s") % {"cells": " · ".join(column.samples)} if column.samples else ""
    choose = _("Column “%(label)s”: choose from the list.") % {"label": label_of(column)}
    return forms.ChoiceField(
        label=label_of(column),
        choices=[(part.value, label) for part, label in PARTS.items()],
        initial=column.part.value,
        help_text=" ".join(str(text) for text in (guessed, seen) if text),
        error_messages={"required": choose, "invalid_choice": choose},
    )
