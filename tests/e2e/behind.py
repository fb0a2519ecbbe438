"""What stands on the books of a running site before a test begins, and what its worker does at night.

The tests call `arrange`; it runs one function of this module in a process of its own on the site's database, because
the process of the tests has no Django. Nothing that a person of the story does is done here.
"""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable

from tests.e2e import server
from tests.e2e.server import PASSWORD, Site

SECOND_LEADER = "totruong2"
SECOND_TEAM = "Tổ công nghệ số cộng đồng Bản Luyện"
MINE, OTHER = "TH001", "TH002"  # communes of the practice province: of the demo people, and one beside it
DAYS = {"spring": dt.date(2026, 3, 5), "autumn": dt.date(2026, 9, 9)}


def arrange(site: Site, what: str, *values: str) -> None:
    """Run the function ``what`` of this module on ``site``. Raises RuntimeError with what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.behind", what, *values],
        cwd=server.ROOT,
        env=server.environment(site.var),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"“{what}” did not work:\n{done.stdout}{done.stderr}")


def second_team() -> None:
    """Another team in the demo's commune, for the same hamlet, with a leader who signs in like the demo people."""
    from accounts.enums import Role
    from accounts.models import User
    from teams.models import Membership, Team

    first = Team.objects.get(commune=MINE)
    team = Team.objects.create(commune_id=MINE, name=SECOND_TEAM)
    team.hamlets.set(first.hamlets.all())
    leader = User(username=SECOND_LEADER, last_name="Lý Thị", first_name="Làm Thử")
    leader.set_password(PASSWORD)
    leader.save()
    Membership.objects.create(team=team, user=leader, role=Role.LEADER)


def learned(commune: str, when: str, number: str) -> None:
    """``number`` people of ``commune`` who showed in spring or autumn, for the first time, that they can do it."""
    from django.utils import timezone

    from places.models import Commune
    from teams import summaries
    from teams.enums import EvidenceKind
    from tests.teams import factories

    at = timezone.make_aware(dt.datetime.combine(DAYS[when], dt.time(12)))
    for one in range(int(number)):
        trainee = factories.trainee(Commune.objects.get(code=commune), name=f"Người Thử {when} {one}")
        summaries.record(trainee, procedure=factories.PROCEDURE, kind=EvidenceKind.CHECKED, at=at)


def night() -> None:
    """The daily comparison of all lists, and every job that it sets going."""
    from django.utils import timezone

    from kit import jobs
    from kit.models import Job, JobState

    jobs.enqueue("teams.find_twins", f"{timezone.now():%Y-%m-%d %H:%M:%S.%f}")
    while row := Job.objects.filter(state=JobState.WAITING, name__startswith="teams.find_twins").first():
        jobs.run(str(row.id))
        row.refresh_from_db()
        assert row.state == JobState.DONE, row.error


def two_weeks_pass() -> None:
    """Whoever took the card home can be asked today whether it has worked; what was asked of a team is as old.

    What slipped is due; and those who are on a path have filed alone.
    """
    from django.db.models import F
    from django.utils import timezone

    from courses.models import LearnerPath, Refresher
    from sandbox.models import Dossier
    from teams.models import HelpQuestion, Question
    from tests.people import make_dossier

    Question.objects.open().update(due_on=timezone.localdate())
    HelpQuestion.objects.update(asked_at=F("asked_at") - dt.timedelta(days=14))
    Refresher.objects.update(due_on=timezone.localdate())
    sent = [make_dossier(one.learner, "check").pk for one in LearnerPath.objects.select_related("learner")]
    Dossier.objects.filter(pk__in=sent).update(decided_at=timezone.now())


if __name__ == "__main__":
    import django

    django.setup()
    functions: tuple[Callable[..., None], ...] = (second_team, learned, night, two_weeks_pass)
    {one.__name__: one for one in functions}[sys.argv[1]](*sys.argv[2:])
