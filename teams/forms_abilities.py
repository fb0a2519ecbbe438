"""What a member ticks while somebody files, and what somebody answers two weeks later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox import service as sandbox_service
from teams.enums import Answer, Task


class ChecklistForm(forms.Form):
    """One procedure, and what she did of it without help."""

    thu_tuc = forms.ChoiceField(
        label=_("Which procedure?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Which procedure: choose one."),
            "invalid_choice": _("Which procedure: choose one of the list."),
        },
    )
    viec = forms.MultipleChoiceField(
        label=_("What did she do without help?"),
        choices=Task.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick only what you saw with your own eyes."),
        error_messages={
            "required": _("What did she do without help: tick at least one."),
            "invalid_choice": _("What did she do without help: tick what stands in the list."),
            "invalid_list": _("What did she do without help: tick what stands in the list."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sandbox_service.procedure_choices()
        field = self.fields["thu_tuc"]
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.initial = choices[0][0]


class AnswerForm(forms.Form):
    """ "Bác nộp được chưa?" """

    tra_loi = forms.ChoiceField(
        choices=Answer.choices,
        error_messages={
            "required": _("Press one of the answers."),
            "invalid_choice": _("Press one of the answers."),
        },
    )
