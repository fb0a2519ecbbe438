"""Two hundred and fifty attempts to make a page run something, and every field of the site filled with them.

Fields are not listed: each text column of our models, and each block of our pages, is filled unless it stands in KEYS,
with what it holds instead of words. So a new field is attacked from the day on which it is there.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    RegexBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

FILE = Path(__file__).parent / "vectors.txt"
_KIND = re.compile(r"\[[a-z ,]+\]")
OUR_APPS = ("accounts", "courses", "kit", "media", "places", "sandbox", "teams")
# What people type into Wagtail's own tables.
OF_WAGTAIL = {
    "wagtailcore.Page": ("title", "draft_title", "seo_title", "search_description"),
    "wagtailcore.Collection": ("name",),
    "wagtailcore.Comment": ("text",),
    "wagtailcore.CommentReply": ("text",),
    "wagtailcore.TaskState": ("comment",),
    "wagtailcore.PageLogEntry": ("label",),
    "wagtailcore.ModelLogEntry": ("label",),
    "wagtailcore.Revision": ("object_str",),
    "wagtailcore.Site": ("site_name",),
}
# Nobody types these: what they hold is chosen from a list, counted, hashed or made by the site.
KEYS = frozenset(
    {
        *(
            "accounts.Appointment.role",
            "accounts.LearnerCard.pin_digest",
            "sandbox.PackVersion.content",
            "accounts.ResumeCode.used_with",
            "accounts.TextMessage.phone",
        ),
        *("accounts.User.password", "courses.CoursePage.drawing", "courses.LessonEvent.block"),
        *("courses.GuidePage.icon", "courses.LessonPage.icon", "courses.LessonPage.pack_version"),
        *("kit.Act.act", "kit.Act.answer", "kit.Act.digest", "kit.Act.owner", "kit.AuditEntry.action"),
        *("kit.AuditEntry.actor", "kit.Job.name", "kit.Job.subject", "media.Attachment.file_hash"),
        *(
            "media.Picture.file_hash",
            "media.PictureRendition.filter_spec",
            "media.PictureRendition.focal_point_key",
        ),
        *(
            "places.Change.made_by",
            "places.Change.undone_by",
            "sandbox.Attempt.drill",
            "sandbox.Attempt.field",
        ),
        *("sandbox.Attempt.persona_id", "sandbox.Attempt.place", "sandbox.Attempt.scenario_id"),
        *("sandbox.AttemptMistake.field", "sandbox.AttemptMistake.kind", "sandbox.Classroom.scenario"),
        *(
            "sandbox.Dossier.lookup_code",
            "sandbox.Dossier.rating",
            "sandbox.Dossier.reason",
            "sandbox.Dossier.stage",
        ),
        *("sandbox.DossierEvent.actor", "sandbox.DossierEvent.reason", "sandbox.DossierEvent.stage"),
        *("sandbox.DrillRun.drill", "sandbox.DrillRun.said", "sandbox.DrillRun.state"),
        *("sandbox.PackVersion.procedure_code", "sandbox.PackVersion.slug", "sandbox.WalletFile.paper"),
        *("sandbox.WalletFile.photo", "sandbox.WalletFile.scenario_id", "teams.Checklist.procedure"),
        *("teams.Consent.text_version", "teams.Evidence.procedure", "teams.Question.procedure"),
        *("teams.Session.code", "teams.Session.plan", "teams.Session.procedure", "teams.Session.scenario"),
        *(
            "teams.SessionTopic.key",
            "teams.Trainee.folded_name",
            "teams.Trainee.order_key",
            "teams.Trainee.phone_key",
        ),
    }
)
# Lists and tables in which words of people stand; their other values stay what they are.
WORDS_INSIDE = ("sandbox.Attempt.answers", "teams.Import.rows")


@cache
def vectors() -> tuple[str, ...]:
    """Every attempt, each with its number."""
    lines = FILE.read_text(encoding="utf-8").split("\n")
    typed = [line for line in lines if line and not line.startswith("#") and not _KIND.fullmatch(line)]
    return tuple(line.replace("§", str(number)) for number, line in enumerate(typed, 1))


def all_of_them() -> str:
    """One text with each of them."""
    return " ".join(vectors())


def typed_fields() -> list[tuple[type[models.Model], str]]:
    """(model, column) of everything that holds words of people."""
    found: list[tuple[type[models.Model], str]] = []
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label in OUR_APPS:
            names = [field.name for field in model._meta.local_concrete_fields if _is_text(field)]
            found += [(model, name) for name in names if f"{label}.{name}" not in KEYS]
        found += [(model, name) for name in OF_WAGTAIL.get(label, ())]
    return found


def _is_text(field: models.Field[Any, Any]) -> bool:
    is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.FileField
    )
    return is_words and not (field.choices or field.unique or field.primary_key)


# --- Filling -------------------------------------------------------------------------------------------------------
def fill_everything(picture: int, file: int, lesson: int) -> None:
    """Put all of them into every row there is; blocks get the ids of a picture, a file and a lesson to show."""
    text = all_of_them()
    for model, name in typed_fields():
        apart = Concat(Value(f"{text} "), Cast("pk", models.CharField()))  # names of places are there once
        model._default_manager.update(**{name: apart})
    for label in WORDS_INSIDE:
        app, model_name, name = label.split(".")
        for row in apps.get_model(app, model_name)._default_manager.all():
            setattr(row, name, _words_replaced(getattr(row, name), text))
            row.save(update_fields=[name])
    ids = {ImageChooserBlock: picture, DocumentChooserBlock: file, PageChooserBlock: lesson}
    for page in Page.objects.specific():
        _fill_blocks(page, text, ids)


def _words_replaced(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _words_replaced(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [_words_replaced(one, text) for one in value]
    return text if isinstance(value, str) and value else value


def _fill_blocks(page: Page, text: str, ids: dict[type, int]) -> None:
    fields = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    for field in fields:
        setattr(page, field.name, list(_filled(field.stream_block, text, ids)))
    if fields:
        page.save(clean=False)
    if page.depth > 1:
        page.save_revision(clean=False)


def _filled(block: Any, text: str, ids: dict[type, int]) -> Any:
    """The raw value of ``block`` with ``text`` wherever somebody writes. A stream: one child of each kind."""
    if isinstance(block, StreamBlock):
        return list(_children(block, text, ids))
    if isinstance(block, StructBlock):
        return {name: _filled(child, text, ids) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [_filled(block.child_block, text, ids)] * 2
    if isinstance(block, ChoiceBlock):
        return next((name for name, _label in block.field.choices if name), "") if block.required else ""
    if isinstance(block, BooleanBlock | IntegerBlock):
        return 1
    if isinstance(block, CharBlock | TextBlock | RegexBlock | URLBlock):
        return text
    if isinstance(block, RichTextBlock):
        return f"<p>{text}</p>"
    found = next((number for kind, number in ids.items() if isinstance(block, kind)), None)
    assert found is not None, f"nobody has said what {type(block).__name__} is filled with"
    return found


def _children(block: StreamBlock, text: str, ids: dict[type, int]) -> Iterator[dict[str, Any]]:
    """One of each kind; a step of a lesson has room for one question, so there is a step for each of its parts."""
    for name, child in block.child_blocks.items():
        value = _filled(child, text, ids)
        inner = child.child_blocks.get("parts") if isinstance(child, StructBlock) else None
        if inner is None:
            yield {"type": name, "value": value}
            continue
        for part in value["parts"]:
            yield {"type": name, "value": value | {"parts": [part]}}
