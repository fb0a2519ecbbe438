import django.db.models.deletion
from django.db import migrations, models


def settle(apps, schema_editor):
    """Until now nobody had moved: everybody belongs where she counted."""
    months = apps.get_model("teams", "CoverageMonth").objects
    months.update(home=models.F("commune"))


def fold(apps, schema_editor):
    """Without homes there is one row for each place, month and kind again: the sum."""
    months = apps.get_model("teams", "CoverageMonth").objects
    keys = ("commune", "month", "kind")
    for row in months.values(*keys).annotate(first=models.Min("id"), sum=models.Sum("firsts")):
        same = months.filter(**{key: row[key] for key in keys})
        same.exclude(id=row["first"]).delete()
        same.update(firsts=row["sum"])


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_places_change_over_time'),
        ('teams', '0009_rosters_and_growth'),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('from_name', models.CharField(max_length=120)),
                ('from_hamlets', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'move of a team',
                'verbose_name_plural': 'moves of teams',
            },
        ),
        migrations.CreateModel(
            name='TraineeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'move of a trainee',
                'verbose_name_plural': 'moves of trainees',
            },
        ),
        migrations.RemoveConstraint(
            model_name='coveragemonth',
            name='coverage_once_per_month',
        ),
        migrations.AddField(
            model_name='coveragemonth',
            name='home',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coverage_of_today', to='places.commune'),
        ),
        migrations.RunPython(settle, fold),
        migrations.AlterField(
            model_name='coveragemonth',
            name='home',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverage_of_today', to='places.commune'),
        ),
        migrations.AddConstraint(
            model_name='coveragemonth',
            constraint=models.UniqueConstraint(fields=('commune', 'month', 'kind', 'home'), name='coverage_once_per_month_and_home'),
        ),
        migrations.AddField(
            model_name='teammove',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.change'),
        ),
        migrations.AddField(
            model_name='teammove',
            name='from_commune',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.commune'),
        ),
        migrations.AddField(
            model_name='teammove',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='teams.team'),
        ),
        migrations.AddField(
            model_name='teammove',
            name='to_commune',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.commune'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.change'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='from_commune',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.commune'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='from_hamlet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.hamlet'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='to_commune',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.commune'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='to_hamlet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.hamlet'),
        ),
        migrations.AddField(
            model_name='traineemove',
            name='trainee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='teams.trainee'),
        ),
        migrations.AddConstraint(
            model_name='teammove',
            constraint=models.UniqueConstraint(fields=('change', 'team'), name='team_moves_once_by_a_change'),
        ),
        migrations.AddIndex(
            model_name='traineemove',
            index=models.Index(fields=['trainee', 'at'], name='move_of_trainee'),
        ),
        migrations.AddConstraint(
            model_name='traineemove',
            constraint=models.UniqueConstraint(fields=('change', 'trainee'), name='trainee_moves_once_by_a_change'),
        ),
    ]
