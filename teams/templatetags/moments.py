"""`{% load moments %}`: days and hours as they are said."""

import datetime as dt

from django import template
from django.utils import timezone

from kit import vietnamese
from teams import kept
from teams.models import Trainee

register = template.Library()


@register.filter
def moment(value: dt.datetime) -> str:
    """19 giờ 30, thứ Năm 26/11/2026."""
    return f"{vietnamese.clock(value)}, {vietnamese.long_date(timezone.localtime(value).date())}"


@register.filter
def hhmm(value: dt.datetime) -> str:
    """19:30, in the country's own time."""
    return f"{timezone.localtime(value):%H:%M}"


@register.filter
def short_date(value: dt.date) -> str:
    """26/11/2026."""
    return vietnamese.short_date(value)


@register.filter
def beside_name(person: Trainee) -> str:
    """1958 · Bản Học: what tells somebody from a namesake."""
    return kept.line_of(person)
