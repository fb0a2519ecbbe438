"""Lists in the editor that a whole country makes long.

What Wagtail asks for each page by itself is asked for all of them at once: its explorer does so; its chooser and the
menu beside the editor do not. Its list of folders has no end; ours has pages.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.views.decorators.cache import never_cache
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.collections import Index
from wagtail.admin.views.generic import IndexView
from wagtail.models import Collection, Page

from accounts.access import editors_only


def with_state(pages: Any) -> Any:
    """``pages``, a queryset, each knowing whether it is scheduled and what it waits for."""
    return pages.annotate_approved_schedule().prefetch_workflow_states()


class MenuOfPages(PagesAdminAPIViewSet):
    """What the menu beside the editor lists; of each folder only what she may see, as the library has it."""

    @classmethod
    def as_view(cls, actions: Mapping[str, str] | None = None, **options: Any) -> Callable[..., Any]:
        """Whoever may open the editor."""
        view: Callable[..., Any] = super().as_view(actions, **options)
        return editors_only(view)

    def paginate_queryset(self, queryset: Any) -> list[Page]:
        """The pages of one answer, with their state and the page above."""
        pages = list(super().paginate_queryset(queryset))
        _tell_state(pages)
        _tell_parents(pages)
        return pages


def _tell_state(pages: Iterable[Page]) -> None:
    known = with_state(Page.objects.filter(pk__in=[page.pk for page in pages])).in_bulk()
    for page in pages:
        page._approved_schedule = known[page.pk]._approved_schedule
        page._current_workflow_states = known[page.pk]._current_workflow_states


def _tell_parents(pages: Iterable[Page]) -> None:
    """Where treebeard looks before it asks the database; Wagtail tells it there as well (``Page.route``)."""
    paths = {page.path: page.path[: -Page.steplen] for page in pages}
    above = {parent.path: parent for parent in Page.objects.filter(path__in=set(paths.values()))}
    for page in pages:
        if paths[page.path] in above:
            page._cached_parent_obj = above[paths[page.path]]


class Folders(Index):
    """The folders for pictures and files, some at a time, and found by name. Stands before Wagtail's (config.urls)."""

    index_results_url_name = "courses_folders_results"
    paginate_by = 50
    results_template_name = "wagtailadmin/generic/index_results.html"
    search_fields = ("name",)
    verbose_name_plural = Collection._meta.verbose_name_plural

    def get_queryset(self) -> Any:
        """Those that the user may do anything with, of this name where one was typed."""
        return self.search_queryset(super().get_queryset())

    def get_table(self, object_list: Iterable[Collection]) -> Any:
        """Rows as Wagtail's columns want them: number, and name set in as deep as the folder lies."""
        rows = [(folder.pk, folder.get_indented_name(html=True)) for folder in object_list]
        return IndexView.get_table(self, rows)


folders = never_cache(editors_only(require_admin_access(Folders.as_view())))
