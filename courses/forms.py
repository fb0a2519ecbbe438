"""Reading what learners send: an answer, a search."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.grading import Question, choice_of

MOST_LETTERS = 80  # of a search


class AnswerForm(forms.Form):
    """One choice among the answers of a question."""

    chon = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one answer."),
            "invalid_choice": _("Choose one answer."),
        },
    )
    # The browser's own bubble speaks the language of the browser; ours speaks Vietnamese.
    use_required_attribute = False

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["chon"]
        field.label = question.text
        field.choices = choice_of(question)  # type: ignore[attr-defined]  # a ChoiceField, which fields does not say
        self.drawings = {
            str(n): answer.drawing for n, answer in enumerate(question.answers, 1) if answer.drawing
        }


class SearchWords(forms.CharField):
    """Words as typed, without the signs that no keyboard types."""

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        visible = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
        return unicodedata.normalize("NFC", " ".join(visible.split()))


class SearchForm(forms.Form):
    """What to look for."""

    q = SearchWords(
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": _("That is too long. Type only a few words.")},
    )
