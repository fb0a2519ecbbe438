from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("sandbox", "0005_places_of_the_pack"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="bill",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
