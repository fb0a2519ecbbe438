"""What people send when a session is cancelled, and when it is over."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses import service as courses_service
from sandbox import service as sandbox_service
from teams.enums import TopicKind
from teams.evenings import Topic
from teams.forms import LineField
from teams.forms_fields import WordsField
from teams.forms_session import topics_of
from teams.models import Session


class CancelForm(forms.Form):
    """Why a session does not take place."""

    reason = LineField(
        label=_("Why it is cancelled"),
        help_text=_("A few words, for example: heavy rain, the power is off."),
        max_length=200,
        missing=_("Why it is cancelled: type a few words."),
        too_long=_("Why it is cancelled: make it shorter than 200 letters."),
    )


class ReportForm(forms.Form):
    """What was taught, what was hard, what the team suggests. What was planned is ticked to begin with."""

    taught = forms.MultipleChoiceField(
        label=_("What was taught"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("What was taught: choose from the list.")},
    )
    difficulties = WordsField(
        label=_("Difficulties"),
        help_text=_("What people got stuck at. No names, no phone or identity numbers."),
        too_long=_("Difficulties: make it shorter than 500 letters."),
        number=_("Difficulties: leave out phone and identity numbers."),
    )
    suggestions = WordsField(
        label=_("Suggestions"),
        help_text=_("What the commune could do."),
        too_long=_("Suggestions: make it shorter than 500 letters."),
        number=_("Suggestions: leave out phone and identity numbers."),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = _teachable(session)
        cast(forms.MultipleChoiceField, self.fields["taught"]).choices = [
            (key, topic.title) for key, topic in self.topics.items()
        ]

    @property
    def chosen(self) -> list[Topic]:
        """What was taught, after a successful ``is_valid``."""
        return [self.topics[key] for key in self.cleaned_data["taught"]]


def topic_key(kind: str, key: str) -> str:
    """How the form names a topic."""
    return f"{kind}:{key}"


def _teachable(session: Session) -> dict[str, Topic]:
    """What could have been taught: the topics of the session first, then everything else there is."""
    own = [Topic(TopicKind(one.kind), one.key, one.title) for one in session.topics.all()]
    scenarios = dict(sandbox_service.scenario_choices())
    lessons = dict(courses_service.lesson_choices())
    every = [*own, *topics_of(scenarios, scenarios, lessons, lessons)]
    found: dict[str, Topic] = {}
    for one in every:
        found.setdefault(topic_key(one.kind, one.key), one)
    return found


def initial_report(session: Session) -> dict[str, Any]:
    """What was written about ``session``; before that, what was planned counts as taught."""
    report = getattr(session, "report", None)
    topics = list(session.topics.all())
    taught = [topic_key(one.kind, one.key) for one in topics if (one.is_taught if report else one.is_planned)]
    if not topics and report is None:  # a session from before topics were kept
        taught = [topic_key(TopicKind.SCENARIO, session.scenario)]
    return {
        "taught": taught,
        "difficulties": report.difficulties if report else "",
        "suggestions": report.suggestions if report else "",
    }
