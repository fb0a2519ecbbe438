"""What a learner asks, what a member answers, and what a member lets people see of herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from sandbox import service as sandbox_service
from teams import names
from teams.forms import LineField
from teams.forms_fields import WordsField
from teams.models.asking import LONGEST_QUESTION


class AskForm(forms.Form):
    """A question of a learner. A real number in it is dropped at once, never kept or echoed."""

    hoi = LineField(
        label=_("What do you want to ask?"),
        help_text=_("No identity number, no phone number is needed."),
        max_length=LONGEST_QUESTION,
        missing=_("What do you want to ask: type a few words."),
        too_long=_("What do you want to ask: make it shorter than 300 letters."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.dropped = ""
        if data is not None:
            typed, self.dropped = sandbox_service.without_real_numbers(names.tidy(str(data.get("hoi", ""))))
            data = {"hoi": typed}
        super().__init__(data, **kwargs)
        if self.dropped:
            self.fields["hoi"].error_messages["required"] = _(
                "What do you want to ask: type it without a number. We do not keep the number just typed."
            )

    def clean_hoi(self) -> str:
        if self.dropped:
            raise forms.ValidationError(
                _(
                    "What do you want to ask: there was a number or an address in it that looks real. "
                    "We do not keep it. Read the question again, then send it."
                )
            )
        return str(self.cleaned_data["hoi"])


class ReplyForm(forms.Form):
    """The answer of a member."""

    tra_loi = WordsField(
        label=_("Your answer"),
        help_text=_("Short sentences. She hears them read aloud."),
        too_long=_("Your answer: make it shorter than 500 letters."),
        number=_("Your answer: leave out identity, phone and card numbers."),
    )

    def clean_tra_loi(self) -> str:
        if not self.cleaned_data["tra_loi"]:
            raise forms.ValidationError(_("Your answer: type it, or tap a ready sentence."))
        return str(self.cleaned_data["tra_loi"])


class ContactForm(forms.Form):
    """What learners see of a member. She ticks it herself."""

    ten = LineField(
        label=_("The name that learners see"),
        help_text=_("As they call you in the hamlet, for example: chị Mẫu."),
        max_length=names.LONGEST,
        missing=_("The name that learners see: type a name."),
        too_long=_("The name that learners see: make it shorter than 80 letters."),
    )
    dien_thoai = forms.BooleanField(label=_("Show my phone number"), required=False)
    zalo = forms.BooleanField(label=_("Show a link to my Zalo"), required=False)
    dong_y = forms.BooleanField(
        label=_("I agree that those who came to my team's sessions see this"),
        error_messages={"required": _("I agree: tick this box, otherwise nothing is shown.")},
    )

    def __init__(self, user: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user

    def clean_ten(self) -> str:
        name = str(self.cleaned_data["ten"])
        if names.looks_like_number(name) or not names.has_letter(name):
            raise forms.ValidationError(
                _("The name that learners see: type it in letters, without a number.")
            )
        return name

    def clean_dien_thoai(self) -> bool:
        return self._needs_number("dien_thoai", _("Show my phone number"))

    def clean_zalo(self) -> bool:
        return self._needs_number("zalo", _("Show a link to my Zalo"))

    def _needs_number(self, name: str, label: Any) -> bool:
        wanted = bool(self.cleaned_data[name])
        if wanted and not self.user.phone:
            raise forms.ValidationError(
                _("%(label)s: your account has no phone number. Ask the commune's officer to enter it.")
                % {"label": label}
            )
        return wanted
