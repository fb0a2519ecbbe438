"""What the search knows of a page: its words, kept apart from it so that a search reads nothing else."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction


class Kind(models.TextChoices):
    """What was found. Procedures come from the replica and have no rows; paths are no pages and have none."""

    PROCEDURE = "thu-tuc"
    LESSON = "bai-hoc"
    COURSE = "khoa"
    GUIDE = "huong-dan"
    NEWS = "tin"
    PORTAL = "xa"
    PATH = "lo-trinh"


def behind_restriction(path: str) -> Exists:
    """Whether a row's page, whose place in the tree is the field ``path``, or one above it is not for everybody."""
    shut = PageViewRestriction.objects.annotate(letters=Length("page__path"))
    above = Substr(OuterRef(path), 1, F("letters"))  # type: ignore[arg-type]  # an F is an expression too
    return Exists(shut.filter(page__path=above))


class FindableQuerySet(models.QuerySet["Findable"]):
    def shown(self) -> "FindableQuerySet":
        """Those of pages that anybody may read now: what is live, and not behind a restriction of its own or above.

        Asked with every search, so that nothing has to be told to the rows when a page is taken back or shut.
        """
        return self.filter(~behind_restriction("page__path"), page__live=True).annotate(
            url_path=F("page__url_path"), path=F("page__path")
        )

    def of_the_province(self) -> "FindableQuerySet":
        """Courses, lessons and guides for everybody: all that stands in no portal."""
        return self.shown().filter(in_portal=False).order_by("page__path")

    def portals(self, names: list[str], code: str = "") -> "FindableQuerySet":
        """Portals of the communes called so (folded names), and of the commune with this code."""
        asked = Q(place__in=names)
        if code:
            asked |= Q(page__communepage__portal__commune=code)
        return self.shown().filter(asked, kind=Kind.PORTAL).order_by("page__path")

    def below(self, paths: list[str]) -> "FindableQuerySet":
        """What stands in the portals with these places in the tree."""
        inside = Q()
        for path in paths:
            inside |= Q(page__path__startswith=path)
        return self.shown().filter(inside).exclude(kind=Kind.PORTAL).order_by("page__path")

    def with_words(self, keys: list[list[str]]) -> "FindableQuerySet":
        """What stands in any portal and has of each list one word in its title, summary or headings."""
        rows = self.shown().filter(in_portal=True)
        for readings in keys:
            one = Q()
            for key in readings:
                one |= Q(head__contains=f" {key} ")
            rows = rows.filter(one)
        return rows.order_by("pk")


class Findable(models.Model):
    """The words of one page as it was published last. Address, place in the tree and state are those of the page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[one for one in Kind.choices if one[0] != Kind.PATH])
    in_portal = models.BooleanField(default=False, db_index=True)
    place = models.CharField(max_length=80, blank=True, db_index=True)  # folded name of a portal's commune
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    note = models.CharField(max_length=120, blank=True)  # of a lesson: its length; of news: its day
    passages = models.JSONField(default=list)  # [heading, words] each; those of a lesson are its steps
    head = models.TextField(blank=True)  # title, summary and headings, folded, with a space at both ends

    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = FindableQuerySet.as_manager()

    class Meta:
        verbose_name = "findable page"

    def __str__(self) -> str:
        return self.title
