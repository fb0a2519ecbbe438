"""Daily work of teams."""

from django.db.models import Count, Q

from kit.jobs import enqueue, job
from places.models import Commune
from teams import twins


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
