"""Names of rows that Wagtail's own migrations made, in Vietnamese: editors meet them in choosers and reports."""

from typing import Any

from django.db import migrations

NAMES = (
    ("Page", "title", "Root", "Gốc"),
    ("Page", "draft_title", "Root", "Gốc"),
    ("Workflow", "name", "Moderators approval", "Nhóm kiểm duyệt duyệt bài"),
    ("Task", "name", "Moderators approval", "Nhóm kiểm duyệt"),
    ("Collection", "name", "Root", "Gốc"),
)


def rename(apps: Any, *, back: bool) -> None:
    for model, field, english, vietnamese in NAMES:
        old, new = (vietnamese, english) if back else (english, vietnamese)
        rows = apps.get_model("wagtailcore", model).objects.filter(**{field: old})
        if model in ("Page", "Collection"):
            rows = rows.filter(depth=1)
        rows.update(**{field: new})


def forwards(apps: Any, schema_editor: Any) -> None:
    rename(apps, back=False)


def backwards(apps: Any, schema_editor: Any) -> None:
    rename(apps, back=True)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0012_guides_remember_their_pack"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
