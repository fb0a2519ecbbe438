"""What people send when they plan a session or change its plan."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses import service as courses_service
from kit.vietnamese import short_date
from places.models import Hamlet
from places.service import hamlets_of
from sandbox import service as sandbox_service
from sandbox.enums import ModeChoice
from teams import moments, plans
from teams.enums import SessionKind, TopicKind
from teams.evenings import Details, Topic
from teams.forms import DayField, HourField, LineField
from teams.forms_fields import PeopleField, TypedField, WordsField
from teams.models import Session, Team

MOST_IN_A_HOUSE = 20  # people who can be expected there


class SessionForm(forms.Form):
    """A session of one of ``teams``. The team is asked for only where there is a choice.

    Who says nothing about its kind plans a class, as most are.
    """

    team = forms.ChoiceField(
        label=_("Team"), error_messages={"invalid_choice": _("Team: choose one of the list.")}
    )
    kind = forms.ChoiceField(
        label=_("What kind of session"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("What kind of session: choose one of the list.")},
    )
    title = LineField(
        label=_("What the session is called"),
        max_length=120,
        missing=_("What the session is called: type a few words."),
        too_long=_("What the session is called: make it shorter than 120 letters."),
    )
    place = LineField(
        label=_("Place"),
        max_length=120,
        missing=_("Place: type where people come to."),
        too_long=_("Place: make it shorter than 120 letters."),
    )
    day = DayField(label=_("Day"), required=False, help_text=_("For example 26/11/2026."))
    hour = HourField(label=_("Hour"), required=False, help_text=_("For example 19:30."))
    until = TypedField(
        label=_("Until"), required=False, help_text=_("Only for duty at the desk. For example 11:00.")
    )
    scenario = forms.ChoiceField(
        label=_("Scenario to practise"),
        error_messages={
            "required": _("Scenario: choose one."),
            "invalid_choice": _("Scenario: choose one of the list."),
        },
    )
    mode = forms.ChoiceField(
        label=_("How people practise"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("How people practise: choose one."),
            "invalid_choice": _("How people practise: choose one."),
        },
    )
    hamlet = forms.ChoiceField(
        label=_("Hamlet"),
        required=False,
        error_messages={"invalid_choice": _("Hamlet: choose one of the list.")},
    )
    expected = PeopleField(
        label=_("How many people you expect"), required=False, help_text=_("For example 40.")
    )
    plan = forms.ChoiceField(
        label=_("Plan of the session"),
        required=False,
        error_messages={"invalid_choice": _("Plan of the session: choose one of the list.")},
    )
    also = forms.MultipleChoiceField(
        label=_("Other scenarios of this session"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Other scenarios: choose from the list.")},
    )
    lessons = forms.MultipleChoiceField(
        label=_("Lessons of this session"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Lessons: choose from the list.")},
    )
    note = WordsField(
        label=_("Note of the team"),
        help_text=_("Only the team and the commune's officers see it. No phone or identity numbers."),
        too_long=_("Note: make it shorter than 500 letters."),
        number=_("Note: leave out phone and identity numbers."),
    )

    def __init__(self, teams: list[Team], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.id): team for team in teams}
        self.hamlets = {str(one.id): one for one in _hamlets(teams)}
        self.titles = dict(sandbox_service.scenario_choices())
        self.lesson_titles = dict(courses_service.lesson_choices())
        self._offer()
        if len(teams) == 1:
            del self.fields["team"]
        for name, offered in (
            ("hamlet", self.hamlets),
            ("also", len(self.titles) > 1),
            ("lessons", self.lesson_titles),
        ):
            if not offered:
                del self.fields[name]

    def _offer(self) -> None:
        self.choice("team").choices = [(key, team.name) for key, team in self.teams.items()]
        self.choice("kind").choices = [
            (SessionKind.CLASS.value, _("Class, in a hall or a house")),
            (SessionKind.VISIT.value, _("Visit, one household")),
            (SessionKind.DESK.value, _("Duty at the desk, from an hour until an hour")),
        ]
        self.choice("scenario").choices = list(self.titles.items())
        self.choice("mode").choices = [
            (ModeChoice.GUIDED.value, _("Together: one field at a time, only the right way is open")),
            (ModeChoice.PRACTICE.value, _("Practise: hints are there")),
            (ModeChoice.CHECK.value, _("On their own: no hint, as in the real thing")),
        ]
        self.choice("hamlet").choices = [
            ("", _("Not one hamlet alone")),
            *((key, one.name) for key, one in self.hamlets.items()),
        ]
        self.choice("plan").choices = [
            ("", _("The one that fits what is practised")),
            *((plan.slug, plan.title) for plan in plans.every()),
        ]
        self.choice("also").choices = list(self.titles.items())
        self.choice("lessons").choices = list(self.lesson_titles.items())

    def choice(self, name: str) -> forms.ChoiceField:
        """The field ``name``, known to be a choice."""
        field = self.fields[name]
        return cast(forms.ChoiceField, field)

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or SessionKind.CLASS)

    def clean_until(self) -> dt.time | None:
        """The hour at which desk duty ends; what stands there for another kind is not looked at."""
        if self.cleaned_data.get("kind") != SessionKind.DESK:
            return None
        until = moments.read_hour(self.cleaned_data["until"])
        begins = self.cleaned_data.get("hour")
        if until is None:
            raise forms.ValidationError(_("Until: type hour and minutes, for example 11:00."))
        if begins and until <= begins:
            raise forms.ValidationError(_("Until: type an hour later than the one at which it begins."))
        return until

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind, hamlet = data.get("kind"), self.hamlets.get(data.get("hamlet") or "")
        if kind == SessionKind.VISIT:
            if "hamlet" in data and hamlet is None:
                self.add_error("hamlet", _("Hamlet: choose the hamlet of the house that you visit."))
            if (data.get("expected") or 0) > MOST_IN_A_HOUSE:
                self.add_error(
                    "expected", _("How many people you expect: one household has at most 20 people.")
                )
        if hamlet and not self.errors and hamlet.commune_id != self.chosen_team.commune_id:
            self.add_error("hamlet", _("Hamlet: choose one of the commune of this team."))
        return data

    @property
    def chosen_team(self) -> Team:
        """After a successful ``is_valid``."""
        return self.teams[self.cleaned_data.get("team") or next(iter(self.teams))]

    def _at(self, hour: dt.time) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], hour))

    @property
    def details(self) -> Details:
        """What to keep of the session, after a successful ``is_valid``; hours are the country's own."""
        data = self.cleaned_data
        return Details(
            title=data["title"],
            place=data["place"],
            starts_at=self._at(data["hour"]),
            scenario=data["scenario"],
            mode=data["mode"],
            kind=data["kind"],
            ends_at=self._at(data["until"]) if data["until"] else None,
            hamlet=self.hamlets.get(data.get("hamlet") or ""),
            expected=data["expected"],
            note=data["note"],
            plan=data["plan"],
        )

    @property
    def topics(self) -> list[Topic]:
        """The scenarios and lessons beside the main scenario, after a successful ``is_valid``."""
        data = self.cleaned_data
        return topics_of(self.titles, data.get("also", ()), self.lesson_titles, data.get("lessons", ()))


def _hamlets(teams: list[Team]) -> Iterable[Hamlet]:
    communes = {team.commune_id: team.commune for team in teams}
    return [hamlet for commune in communes.values() for hamlet in hamlets_of(commune)]


def topics_of(
    scenarios: dict[str, str], chosen: Iterable[str], lessons: dict[str, str], read: Iterable[str]
) -> list[Topic]:
    """Those of ``scenarios`` and ``lessons`` (key → title) that were chosen."""
    return [
        *(Topic(TopicKind.SCENARIO, key, scenarios[key]) for key in chosen),
        *(Topic(TopicKind.LESSON, key, lessons[key]) for key in read),
    ]


def initial_of(session: Session) -> dict[str, Any]:
    """``session`` as the form shows it again to be changed."""
    begins, ends = timezone.localtime(session.starts_at), session.ends_at
    topics = [one for one in session.topics.all() if one.is_planned]
    return {
        "kind": session.kind,
        "title": session.title,
        "place": session.place,
        "day": short_date(begins.date()),
        "hour": f"{begins:%H:%M}",
        "until": f"{timezone.localtime(ends):%H:%M}" if ends else "",
        "scenario": session.scenario,
        "mode": session.mode,
        "hamlet": str(session.hamlet_id or ""),
        "expected": session.expected,
        "plan": session.plan,
        "also": [one.key for one in topics if one.kind == TopicKind.SCENARIO and one.key != session.scenario],
        "lessons": [one.key for one in topics if one.kind == TopicKind.LESSON],
        "note": session.note,
    }
