from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from teams import contacts, coverage

NEW = ("came", "came-year", "alone-year")
SHOWS = ("observed", "checked")


def fill(apps, schema_editor):
    """Count what there is, commune by commune, with the pure rules of teams.contacts and teams.coverage."""
    people = apps.get_model("teams", "Trainee").objects
    keepers = coverage.roots(dict(people.filter(merged_into__isnull=False).values_list("id", "merged_into_id")))
    homes = set(people.order_by().values_list("commune", flat=True).distinct())
    homes |= set(apps.get_model("teams", "Team").objects.order_by().values_list("commune", flat=True).distinct())
    for home in sorted(homes):
        firsts, came = counted(apps, home, keepers)
        keep(apps, home, firsts, came)


def counted(apps, home, keepers):
    """The table of firsts of this commune's people, and that of contacts of its teams."""
    visits = contacts.of_persons(visits_of(apps, home), keepers)
    persons = {visit.person for visit in visits}
    others = persons | {row for row, keeper in keepers.items() if keeper in persons}
    about = details(apps, Q(commune=home), keepers)
    rest = [row for row in others if row not in keepers and row not in about]
    rest += [row for row, keeper in keepers.items() if keeper in set(rest)]
    about |= details(apps, Q(id__in=rest), keepers)
    evidence = coverage.of_persons(evidence_of(apps, Q(trainee__commune=home) | Q(trainee__in=rest)), keepers)
    shows = [one for one in coverage.standing(evidence) if one.kind in SHOWS]
    firsts = coverage.firsts([*evidence, *(visit.record() for visit in visits)])
    return firsts, contacts.count(visits, about, contacts.alone_since(shows))


def visits_of(apps, home):
    day = OuterRef("session__starts_at")
    went = apps.get_model("teams", "TeamMove").objects.filter(team=OuterRef("session__team"), at__gt=day)
    left = apps.get_model("teams", "TraineeMove").objects.filter(trainee=OuterRef("trainee"), at__gt=day)
    held = apps.get_model("teams", "Attendance").objects.filter(
        Q(session__team__commune=home) | Q(trainee__commune=home),
        undoes=None,
        undone_by=None,
        session__opened_at__isnull=False,
    ).annotate(
        place=Coalesce(Subquery(went.order_by("at").values("from_commune")[:1]), "session__team__commune", output_field=models.CharField()),
        lived=Coalesce(Subquery(left.order_by("at").values("from_commune")[:1]), "trainee__commune", output_field=models.CharField()),
    )
    columns = ("id", "session_id", "trainee_id", "session__starts_at", "place")
    rows = held.values_list(*columns, "session__team__commune_id", "lived", "trainee__commune_id")
    return [contacts.Visit(*row) for row in rows]


def evidence_of(apps, which):
    left = apps.get_model("teams", "TraineeMove").objects.filter(trainee=OuterRef("trainee"), at__gt=OuterRef("at"))
    then = apps.get_model("teams", "Evidence").objects.filter(which).annotate(
        place=Coalesce(Subquery(left.order_by("at").values("from_commune")[:1]), "trainee__commune", output_field=models.CharField())
    )
    rows = then.values_list("id", "trainee_id", "place", "kind", "at", "undoes_id", "trainee__commune_id")
    return [coverage.Record(*row) for row in rows]


def details(apps, which, keepers):
    """Person → what her rows say of her group, the kept one first."""
    rows = apps.get_model("teams", "Trainee").objects.filter(which).order_by("created_at", "id")
    found = defaultdict(list)
    known = rows.values_list("id", "sex", "birth_year", "age_band")
    for row, *said in sorted(known, key=lambda one: one[0] in keepers):
        found[keepers.get(row, row)].append(contacts.Details(*said))
    return dict(found)


def keep(apps, home, firsts, came):
    coverage_month = apps.get_model("teams", "CoverageMonth")
    contact_month = apps.get_model("teams", "ContactMonth")
    coverage_month.objects.bulk_create(
        coverage_month(commune_id=one.place, month=one.month, kind=one.kind, home_id=home, firsts=number)
        for one, number in firsts.items()
        if one.home == home and one.kind in NEW
    )
    lines = defaultdict(dict)
    for (line, what), number in came.items():
        if line.home == home:
            lines[line][what.value] = number
    contact_month.objects.bulk_create(
        contact_month(
            commune_id=line.place, home_id=home, month=line.month, sex=line.sex, age=line.age, **numbers
        )
        for line, numbers in lines.items()
    )


def forget(apps, schema_editor):
    """What earlier versions do not know; nothing is lost that was not counted from rows that stay."""
    apps.get_model("teams", "CoverageMonth").objects.filter(kind__in=NEW).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_places_change_over_time'),
        ('teams', '0013_learners_ask_their_team'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('sex', models.CharField(blank=True, choices=[('f', 'woman'), ('m', 'man')], max_length=1)),
                ('age', models.CharField(blank=True, choices=[('old', '60 and older'), ('younger', 'under 60')], max_length=7)),
                ('contacts', models.IntegerField(default=0)),
                ('people', models.IntegerField(default=0)),
                ('helped', models.IntegerField(default=0)),
                ('of_year', models.IntegerField(default=0)),
            ],
            options={
                'verbose_name': 'contacts of a month',
                'verbose_name_plural': 'contacts by month',
            },
        ),
        migrations.CreateModel(
            name='SharedPhones',
            fields=[
                ('province', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='shared_phones', serialize=False, to='places.province')),
                ('number', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'telephones of two communes',
                'verbose_name_plural': 'telephones of two communes',
            },
        ),
        migrations.AlterField(
            model_name='coveragemonth',
            name='kind',
            field=models.CharField(choices=[('unaided', 'can do it alone'), ('observed', 'seen by a member'), ('checked', 'passed a check'), ('real', 'filed the real one'), ('came', 'came to a session'), ('alone-year', 'can do it alone, of the year'), ('came-year', 'came to a session, of the year')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='checklist',
            index=models.Index(fields=['at'], name='checklist_by_day'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['at'], name='evidence_by_day'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['starts_at'], name='session_by_start'),
        ),
        migrations.AddField(
            model_name='contactmonth',
            name='commune',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='places.commune'),
        ),
        migrations.AddField(
            model_name='contactmonth',
            name='home',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts_of_today', to='places.commune'),
        ),
        migrations.AddConstraint(
            model_name='contactmonth',
            constraint=models.UniqueConstraint(fields=('home', 'month', 'commune', 'sex', 'age'), name='contacts_once_per_month_and_group'),
        ),
        migrations.AddConstraint(
            model_name='contactmonth',
            constraint=models.CheckConstraint(condition=models.Q(('contacts__gte', 0), ('helped__gte', 0), ('of_year__gte', 0), ('people__gte', 0)), name='contacts_not_negative'),
        ),
        migrations.RunPython(fill, forget),
    ]
