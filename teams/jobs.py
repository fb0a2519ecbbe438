"""Daily work of teams."""

from django.db.models import Count, Q
from django.utils import timezone

from kit.jobs import enqueue, job
from places.models import Commune, Province
from teams import checking, shared_phones, twins


@job("teams.find_twins", daily=True)
def find_twins(subject: str) -> None:
    """One job for each commune with two people on its books or more; ``subject`` is the day."""
    on_books = Count("trainees", filter=Q(trainees__merged_into=None, trainees__erased_at=None))
    for code in Commune.objects.annotate(people=on_books).filter(people__gt=1).values_list("code", flat=True):
        enqueue("teams.find_twins_of", f"{code}:{subject}")


@job("teams.find_twins_of")
def find_twins_of(subject: str) -> None:
    """Look for pairs in one commune; ``subject`` is its code and what makes this search another one."""
    commune = Commune.objects.filter(code=subject.partition(":")[0]).first()
    if commune is not None:
        twins.search(commune)


@job("teams.check_summaries", daily=True)
def check_summaries(subject: str) -> None:
    """Count a few communes again and compare; whatever differs is told in the log and put right."""
    for commune in checking.sample(timezone.localdate()):
        checking.check(commune)


@job("teams.count_shared_phones", daily=True)
def count_shared_phones(subject: str) -> None:
    """Telephones that two communes have, for the pages of the provinces."""
    for province in Province.objects.filter(communes__teams__isnull=False).distinct():
        shared_phones.keep(province)
