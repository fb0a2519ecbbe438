"""Whoever was tied to a trainee before there were books is on the book of that team, and was present."""

import uuid

from django.db import migrations

from teams.names import order_key

PRESENT = uuid.UUID("5b1f3f0e-4a0c-4c8e-9d57-2f6a1c3e7b90")  # the ids of these rows follow from it: reversible


def fill(apps, schema_editor):
    Trainee = apps.get_model("teams", "Trainee")
    Participant = apps.get_model("teams", "Participant")
    Evidence = apps.get_model("teams", "Evidence")
    Book = apps.get_model("teams", "Book")
    Attendance = apps.get_model("teams", "Attendance")
    for trainee in Trainee.objects.filter(order_key="").iterator():
        Trainee.objects.filter(pk=trainee.pk).update(order_key=order_key(trainee.display_name))
    tied = Participant.objects.filter(trainee__isnull=False)
    pairs = set(tied.values_list("session__team", "trainee"))
    pairs |= set(Evidence.objects.filter(session__isnull=False).values_list("session__team", "trainee"))
    Book.objects.bulk_create([Book(team_id=team, trainee_id=trainee) for team, trainee in pairs], batch_size=500)
    present = {}
    for row in tied.values_list("session", "trainee", "joined_at").order_by("joined_at"):
        present.setdefault(row[:2], row[2])
    Attendance.objects.bulk_create(
        [
            Attendance(id=uuid.uuid5(PRESENT, f"{session} {trainee}"), session_id=session, trainee_id=trainee, at=at)
            for (session, trainee), at in present.items()
        ],
        batch_size=500,
    )


def empty(apps, schema_editor):
    Attendance = apps.get_model("teams", "Attendance")
    rows = Attendance.objects.filter(undoes=None, undone_by=None).values_list("id", "session", "trainee")
    ours = [row for row, session, trainee in rows if row == uuid.uuid5(PRESENT, f"{session} {trainee}")]
    for start in range(0, len(ours), 500):
        Attendance.objects.filter(id__in=ours[start : start + 500]).delete()
    apps.get_model("teams", "Book").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("teams", "0004_people_are_on_books")]
    operations = [migrations.RunPython(fill, empty)]
