"""Lists of pages in the editor: what Wagtail asks for each page by itself is asked for all of them at once.

Its explorer does so; its chooser and the menu beside the editor do not, and a folder of a whole country is long.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

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
    """Where treebeard looks before it asks the database."""
    paths = {page.path: page.path[: -Page.steplen] for page in pages}
    above = {parent.path: parent for parent in Page.objects.filter(path__in=set(paths.values()))}
    for page in pages:
        if paths[page.path] in above:
            page._cached_parent_obj = above[paths[page.path]]
