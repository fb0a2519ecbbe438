"""The card to remember, and the version of the exercises that a lesson was written against."""

import courses.models.lesson
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_editor_rights")]

    operations = [
        migrations.AddField(
            model_name="lessonpage",
            name="card",
            field=models.TextField(
                blank=True,
                help_text="Three to five lines to keep in mind, to print as well. One short sentence on each line.",
                validators=[courses.models.lesson.short_lines],
                verbose_name="card to remember",
            ),
        ),
        migrations.AddField(
            model_name="lessonpage",
            name="pack_version",
            field=models.CharField(
                blank=True, editable=False, max_length=64, verbose_name="version of the exercises"
            ),
        ),
    ]
