"""Answering a check question: one form for each kind, which reads what was chosen and says what it is worth.

Where does an answer stay between the POST and the page that replies? What was chosen travels in the address: numbers,
which say nothing about anybody. What was typed does not: addresses are kept in logs, in the browser's list of pages
and on the screen of a shared machine. It goes back to the same browser in a signed cookie that only this question's
own address receives, that no script can read and that is gone after ten minutes; the guard of the exercises has taken
out whatever looks real before that. It is never written to the database, and the page is never kept in a cache.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.lessons.grading import (
    AnyQuestion,
    OrderQuestion,
    Question,
    TypedQuestion,
    choice_of,
    grade,
    grade_order,
    grade_several,
)
from sandbox.service import check_copy, read_copy

TYPED_COOKIE = "chu_vua_go"
TYPED_SECONDS = 10 * 60
MOST_TYPED = 120  # letters
SENT = "gui"  # in the address: something was typed, and stands in the cookie


@dataclass(frozen=True)
class Reply:
    """What is said to an answer; ``title`` are the words that it is about."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth: what was chosen, in words, and what is said to it."""

    right: bool
    chosen: tuple[str, ...]
    replies: tuple[Reply, ...]
    typed: bool = False
    ordered: bool = False


class AnswerForm(forms.Form):
    """Base of the kinds: an answer that has been read, or the empty question."""

    # The browser's own bubble speaks the language of the browser; ours speaks Vietnamese.
    use_required_attribute = False
    # Whether the form comes back as it was sent; else with nothing chosen, to choose again.
    kept = True
    rest = _("Look at the marked places, then “See if it is right”.")

    @abstractmethod
    def address(self) -> str:
        """What of the answer travels in the address of the reply."""

    @abstractmethod
    def verdict(self) -> Verdict:
        """What a valid answer is worth."""

    def remember(self, response: HttpResponse, address: str, *, secure: bool) -> None:
        """Keep what must not travel in an address; nothing for what may."""


def _written(**values: Any) -> str:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


class ChoiceForm(AnswerForm):
    """Base of the kinds that choose among the answers, in a field named "chon"."""

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(data)
        self.question = question
        field = self.fields["chon"]
        field.label = question.text
        field.choices = choice_of(question)  # type: ignore[attr-defined]  # a ChoiceField, which fields does not say
        self.drawings = _drawings(question)

    def address(self) -> str:
        return _written(chon=self.cleaned_data["chon"] if self.is_valid() else "")


class OneForm(ChoiceForm):
    """One choice among the answers; the lines of a form with a slip in one of them are such answers, too."""

    chon = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one answer."),
            "invalid_choice": _("Choose one answer."),
        },
    )
    kept = False
    rest = _("Tap a circle, then “See if it is right”.")

    def verdict(self) -> Verdict:
        answer = grade(self.question, self.cleaned_data["chon"])
        return Verdict(answer.right, (answer.text,), (Reply(answer.reply),))


class SeveralForm(ChoiceForm):
    """Some of the answers."""

    chon = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You may choose more than one."),
        error_messages={
            name: _("Choose at least one answer.") for name in ("required", "invalid_choice", "invalid_list")
        },
    )
    rest = _("Tap the squares, then “See if it is right”.")

    def verdict(self) -> Verdict:
        ticked = grade_several(self.question, self.cleaned_data["chon"])
        told = ticked.wrong if ticked.wrong or ticked.missing else ticked.chosen
        replies = [Reply(answer.reply, f"{answer.text}:") for answer in told]
        if ticked.missing:
            replies.append(Reply(_still_missing(ticked.missing)))
        return Verdict(ticked.right, tuple(answer.text for answer in ticked.chosen), tuple(replies))


def _still_missing(number: int) -> str:
    words = ngettext(
        "One more of the others is right. Look at them again.",
        "%(number)s more of the others are right. Look at them again.",
        number,
    )
    return words % {"number": number}


def _drawings(question: Question) -> dict[str, str]:
    return {str(n): answer.drawing for n, answer in enumerate(question.answers, 1) if answer.drawing}


class OrderForm(AnswerForm):
    """A number beside each thing. Which number belongs to which is nothing about anybody, so it may travel."""

    rest = _("Give every line a number of its own, then “See if it is right”.")

    def __init__(self, question: OrderQuestion, data: Any = None) -> None:
        super().__init__(data)
        self.question = question
        numbers = [(str(number), str(number)) for number in range(1, len(question.items) + 1)]
        for at, item in enumerate(question.shown, 1):
            words = {"item": question.items[item]}
            self.fields[f"vi_tri_{at}"] = forms.ChoiceField(
                label=question.items[item],
                choices=[("", _("Choose")), *numbers],
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), _("“%(item)s”: choose its number.") % words
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Each number stands once; the later of two lines is asked to change."""
        cleaned: dict[str, Any] = super().clean() or {}
        used: dict[str, str] = {}
        for name, number in list(cleaned.items()):
            if number in used:
                words = {"item": self.fields[name].label, "number": number, "other": used[number]}
                self.add_error(
                    name,
                    gettext("“%(item)s”: number %(number)s stands at “%(other)s” already. Choose another.")
                    % words,
                )
            else:
                used[number] = str(self.fields[name].label)
        return cleaned

    def address(self) -> str:
        """The numbers as chosen, also when one is missing; anything else than a number is left behind."""
        known = {value for value, _label in next(iter(self.fields.values())).choices}  # type: ignore[attr-defined]
        given = {name: str(self.data.get(name, "")) for name in self.fields}
        return _written(**{name: value if value in known else "" for name, value in given.items()})

    def verdict(self) -> Verdict:
        ordered = grade_order(self.question, [self.cleaned_data[name] for name in self.fields])
        if ordered.right:
            return Verdict(True, ordered.items, (Reply(self.question.reply_right),), ordered=True)
        replies = [Reply(self.question.reply_wrong)]
        if ordered.good:
            replies.insert(0, Reply(_good_so_far(ordered.good)))
        return Verdict(False, ordered.items, tuple(replies), ordered=True)


def _good_so_far(number: int) -> str:
    words = ngettext(
        "The first one stands right. Look at those after it.",
        "The first %(number)s stand right. Look at those after them.",
        number,
    )
    return words % {"number": number}


class TypedForm(AnswerForm):
    """A line of a paper, copied. Whatever was typed stays untouched: judging it is the coach's work."""

    chu = forms.CharField(
        required=False,
        strip=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "maxlength": MOST_TYPED,
                "autocapitalize": "off",
            }
        ),
    )
    rest = _("Type what the paper says, then “See if it is right”.")

    def __init__(self, question: TypedQuestion, data: Mapping[str, Any] | None = None) -> None:
        """``data``: "chu" as typed; with "vi_sao" the guard's words on something that it has dropped before."""
        self.question, self.reason = question, ""
        if data is not None:  # the guard comes before anything else sees the text
            typed, reason = read_copy(str(data.get("chu", ""))[:MOST_TYPED], question.answer)
            self.reason = reason or str(data.get("vi_sao", ""))
            data = {"chu": typed}
        super().__init__(data)
        field = self.fields["chu"]
        field.label = question.label
        if question.field == "date":
            field.widget.attrs["inputmode"] = "numeric"

    @property
    def paper(self) -> dict[str, Any]:
        """The line of the paper above the box, as ui/paper.html draws it."""
        label, colon, value = self.question.paper.partition(":")
        line = {"label": f"{label.strip()}:", "value": value.strip()}
        drawn: dict[str, Any] = {"id": "giay-mau", "title": gettext("SAMPLE PAPER")}
        return {**drawn, "lines": [line]} if colon else {**drawn, "text": [self.question.paper]}

    def clean_chu(self) -> str:
        """What was typed. Raises ValidationError with the guard's words, and for an empty box."""
        typed: str = self.cleaned_data["chu"]
        if self.reason:
            raise forms.ValidationError(f"{self.question.label}: {self.reason}")
        if not typed.strip():
            raise forms.ValidationError(
                gettext("%(label)s: type what the paper says.") % {"label": self.question.label}
            )
        return typed

    def address(self) -> str:
        return _written(**{SENT: "1"})

    def remember(self, response: HttpResponse, address: str, *, secure: bool) -> None:
        """In a cookie for the address of this question alone; of what looked real only the reason."""
        kept = {"chu": self.data["chu"], "vi_sao": self.reason}
        response.set_cookie(
            TYPED_COOKIE,
            signing.dumps(kept, salt=TYPED_COOKIE + address, compress=True),
            max_age=TYPED_SECONDS,
            path=address,
            httponly=True,
            samesite="Strict",
            secure=secure,
        )

    def verdict(self) -> Verdict:
        question = self.question
        typed = self.cleaned_data["chu"]
        copied = check_copy(question.field, question.label, question.answer, typed)
        if copied.right:
            return Verdict(True, (typed,), (Reply(question.reply_right),), typed=True)
        slip = f"{copied.slip}."
        said = [words for words in (" ".join(copied.hints), question.reply_wrong) if words]
        # The writer's own words where the coach has nothing to add; the slip alone where nobody wrote any.
        replies = (Reply(said[0], slip), *map(Reply, said[1:])) if said else (Reply(slip),)
        return Verdict(False, (typed,), replies, typed=True)


def posted_answer(question: AnyQuestion, post: QueryDict) -> Mapping[str, Any]:
    """What a question reads of a POST: of a box for words nothing but the words."""
    return {"chu": post.get("chu", "")} if isinstance(question, TypedQuestion) else post


def form_for(question: AnyQuestion, data: Any = None) -> AnswerForm:
    """The form of a question; with ``data`` it has been answered."""
    if isinstance(question, OrderQuestion):
        return OrderForm(question, data)
    if isinstance(question, TypedQuestion):
        return TypedForm(question, data)
    return (SeveralForm if question.kind == "several" else OneForm)(question, data)


def sent_answer(question: AnyQuestion, request: HttpRequest) -> Mapping[str, Any] | None:
    """The answer that a reply is asked for; None where there is none (any more)."""
    if isinstance(question, TypedQuestion):
        return _remembered(request) if SENT in request.GET else None
    names = form_for(question).fields
    return request.GET if any(name in request.GET for name in names) else None


def _remembered(request: HttpRequest) -> Mapping[str, Any] | None:
    try:
        kept = signing.loads(
            request.COOKIES[TYPED_COOKIE], salt=TYPED_COOKIE + request.path, max_age=TYPED_SECONDS
        )
    except (KeyError, signing.BadSignature):
        return None
    return dict(kept)
