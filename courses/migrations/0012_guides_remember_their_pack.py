from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0011_help_while_writing")]

    operations = [
        migrations.AddField(
            model_name="guidepage",
            name="pack",
            field=models.CharField(blank=True, max_length=60, verbose_name="exercises it was written for"),
        ),
        migrations.AddField(
            model_name="guidepage",
            name="pack_version",
            field=models.CharField(
                blank=True, editable=False, max_length=64, verbose_name="version of the exercises"
            ),
        ),
    ]
