"""Kept pages and their contents: which pages may be kept whole, and what makes them old (docs/decisions/0009)."""

from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_migrate, post_save
from django.http import HttpRequest
from wagtail import hooks
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move
from wagtail.snippets.models import get_snippet_models

from courses.models.base import SitePage
from kit import generation

# What saving a draft writes into the row of its page (wagtail.models.pages: save_revision; workflows; locks).
OF_DRAFTS: Final = frozenset(
    (
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    )
)
_AFTER_RESTRICTIONS: Final = 900  # Wagtail's own check stands at 0


def connect() -> None:
    """Called once, when every model is known."""
    for model in {Page, *get_page_models()}:
        post_save.connect(page_was_saved, sender=model, dispatch_uid=f"kept pages: {model.__name__}")
        post_delete.connect(something_changed, sender=model, dispatch_uid=f"kept pages: {model.__name__}")
    post_page_move.connect(something_changed, dispatch_uid="kept pages")
    post_migrate.connect(  # migrations of data, and a database brought back from a backup, send no signals
        something_changed, sender=apps.get_app_config("courses"), dispatch_uid="kept pages"
    )
    generation.renew_with(Site, PageViewRestriction, "media.Picture", "media.Attachment")
    generation.renew_with("places.Province", "places.Commune")  # portals print their names
    generation.renew_with("courses.VoiceTrack")  # "Nghe" of a step
    generation.renew_with("courses.LearningPath")  # their own pages, and the search
    generation.renew_with("sandbox.PackVersion")  # what can be practised is found
    generation.renew_with(*get_snippet_models(), *settings_registry)
    hooks.register("before_serve_page", may_be_kept, order=_AFTER_RESTRICTIONS)


def page_was_saved(
    sender: type[models.Model], *, instance: Page, created: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Published, taken back, renamed, moved: all save the row. Drafts save a few columns that no page shows."""
    if (created and not instance.live) or (update_fields and OF_DRAFTS.issuperset(update_fields)):
        return
    generation.renew()


def something_changed(**kwargs: Any) -> None:
    """Receiver for what is rare enough that all pages may be drawn anew."""
    generation.renew()


def may_be_kept(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Says of a page that is about to be served, live and open to all, whether readers we know may have it too."""
    if isinstance(page, SitePage):
        request.kept_for_known = page.kept_for_known  # type: ignore[attr-defined]
