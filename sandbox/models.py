"""Rows of the sandbox: packs as they were loaded, attempts, dossiers and their history."""

import datetime as dt
import uuid
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Learner
from sandbox import journey
from sandbox.class_models import Classroom, Seat
from sandbox.engine import machine
from sandbox.engine.clock import DossierClock
from sandbox.engine.kinds import Walk
from sandbox.engine.machine import Status
from sandbox.engine.packs import pack_from_json
from sandbox.engine.schema import Pack, Persona, Scenario
from sandbox.enums import ModeChoice, Place

__all__ = [
    "Attempt",
    "AttemptMistake",
    "Classroom",
    "Dossier",
    "DossierEvent",
    "DrillRun",
    "Holiday",
    "Notice",
    "PackVersion",
    "Seat",
    "WalletFile",
    "pack_of_digest",
]


class PackVersionQuerySet(models.QuerySet["PackVersion"]):
    def current(self) -> "PackVersionQuerySet":
        """The versions in which new attempts begin: one for each pack."""
        return self.filter(is_current=True)


class PackVersion(models.Model):
    """A pack exactly as it was loaded. Never changed: a dossier points at its version for ever."""

    slug = models.CharField(max_length=60)
    procedure_code = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    content = models.TextField()  # canonical JSON, see sandbox.engine.packs
    loaded_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)

    objects = PackVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "pack version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(is_current=True), name="one_current_version_per_pack"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.digest[:8]}"

    @cached_property
    def pack(self) -> Pack:
        """The pack itself, parsed once per process and version: its content may be deferred."""
        if self.digest not in _PARSED:
            _PARSED[self.digest] = pack_from_json(self.content)
        return _PARSED[self.digest]


_PARSED: dict[str, Pack] = {}


def pack_of_digest(digest: str) -> Pack:
    """The pack of the version with this digest; asks the database only where this process has not parsed it yet."""
    known = _PARSED.get(digest)
    return known or PackVersion.objects.get(digest=digest).pack


class Holiday(models.Model):
    """A day off, or a Saturday worked instead: dated data with a source, for the appointment date."""

    class Kind(models.TextChoices):
        OFF = "off", "off"
        WORKING = "working", "working"

    class Standing(models.TextChoices):
        CONFIRMED = "confirmed", "confirmed"
        PROVISIONAL = "provisional", "provisional"

    date = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OFF)
    status = models.CharField(max_length=12, choices=Standing.choices, default=Standing.PROVISIONAL)
    source = models.CharField(max_length=200)
    verified_on = models.DateField()

    class Meta:
        verbose_name = "holiday"
        ordering: ClassVar = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def unfinished(self) -> "AttemptQuerySet":
        """Attempts that have not been sent yet."""
        return self.filter(sent_at=None)

    def exercises(self) -> "AttemptQuerySet":
        """Attempts that are not the pages of a drill."""
        return self.filter(drill="")

    def of(self, learner: Learner) -> "AttemptQuerySet":
        return self.filter(learner=learner)

    def with_pack(self) -> "AttemptQuerySet":
        """With learner and version, but not the text of the pack, which each process parses once."""
        return self.select_related("version", "learner").defer("version__content")


class Attempt(models.Model):
    """One learner's run through one scenario in one mode, from the search to the sending."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="attempts")
    scenario_id = models.CharField(max_length=60)
    persona_id = models.CharField(max_length=60)
    mode = models.CharField(max_length=10, choices=ModeChoice.choices)
    place = models.CharField(max_length=60, default=Place.SEARCH)  # the furthest reached, see journey
    field = models.CharField(max_length=60, blank=True)  # guided: the furthest one got right, see guiding
    answers = models.JSONField(default=dict)  # field → as typed, after the guard; deleted after 30 days
    papers = models.JSONField(default=dict)  # paper → sample photo
    hints = models.JSONField(default=dict)  # field → highest hint shown (1..3)
    revision = models.PositiveIntegerField(default=0)
    hints_used = models.PositiveIntegerField(default=0)
    persona_practised_before = models.BooleanField(default=False)
    helper = models.BooleanField(default=False)  # ever since it began; never taken back
    drill = models.CharField(max_length=60, blank=True)  # of which it is the pages; then it is no exercise
    helper_beside = models.BooleanField(default=False)  # just now
    started_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    # The dossier that this attempt files again, after a refusal or a withdrawal.
    former = models.OneToOneField(
        "Dossier", on_delete=models.SET_NULL, null=True, blank=True, related_name="again"
    )

    objects = AttemptQuerySet.as_manager()
    walked: Walk | None = None  # see attempts.walk; not stored

    class Meta:
        verbose_name = "attempt"
        indexes: ClassVar = [models.Index(fields=["learner", "-started_at"], name="attempt_latest")]

    def __str__(self) -> str:
        return f"{self.scenario_id} {self.mode} {self.place}"

    @property
    def pack(self) -> Pack:
        return self.version.pack

    @property
    def scenario(self) -> Scenario:
        return self.pack.scenario(self.scenario_id)

    @property
    def persona(self) -> Persona:
        return self.pack.persona(self.persona_id)

    @property
    def step(self) -> int:
        """Number of the step reached, from 1."""
        return journey.number(self.pack, self.place)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(journey.places(self.pack))

    @property
    def step_label(self) -> str:
        """The name of the step reached."""
        return journey.label(self.pack, journey.places(self.pack)[self.step - 1])

    @property
    def coached(self) -> bool:
        """Whether the coach stands beside; in check mode nobody does."""
        return self.mode in (ModeChoice.GUIDED, ModeChoice.PRACTICE)

    @property
    def guided(self) -> bool:
        """Whether only the right way is open, one field at a time."""
        return self.mode == ModeChoice.GUIDED

    def reached(self, place: str) -> bool:
        """Whether she may open this step."""
        return place in journey.places(self.pack)[: self.step]


class DrillRunQuerySet(models.QuerySet["DrillRun"]):
    def unfinished(self) -> "DrillRunQuerySet":
        return self.filter(finished_at=None)

    def finished(self) -> "DrillRunQuerySet":
        return self.exclude(finished_at=None)

    def with_pack(self) -> "DrillRunQuerySet":
        """With learner, attempt and version, but not the text of the pack."""
        return self.select_related("attempt__version", "learner").defer("attempt__version__content")


class DrillRun(models.Model):
    """One learner's run through one drill: where it stands, and whether there was a slip on the way."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="drill_runs")
    drill = models.CharField(max_length=60)
    state = models.CharField(max_length=30)
    said = models.CharField(max_length=60, blank=True)  # the wrong choice that is being explained
    slips = models.PositiveSmallIntegerField(default=0)
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, null=True, related_name="drill_run")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DrillRunQuerySet.as_manager()

    class Meta:
        verbose_name = "drill run"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "drill"],
                condition=models.Q(finished_at=None),
                name="one_open_run_per_drill",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["learner", "drill", "-finished_at"], name="drill_run_latest")
        ]

    def __str__(self) -> str:
        return f"{self.drill}: {self.state}"

    @property
    def at_once(self) -> bool:
        """Whether everything was right at once, without a debrief in between."""
        return self.finished_at is not None and self.slips == 0


class WalletFileQuerySet(models.QuerySet["WalletFile"]):
    def of(self, learner: Learner) -> "WalletFileQuerySet":
        """Her files, those that she took out left out; the one used last comes first."""
        files = self.filter(learner=learner, removed_at=None)
        return files.order_by(Coalesce("chosen_at", "made_at").desc(), "-made_at")


class WalletFile(models.Model):
    """One file of "Danh sách tài liệu điện tử": a sample photo of a paper of a scenario, under a name she gave it.

    What is attached to an attempt is the photo itself, so that a dossier never misses a file that is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="wallet")
    scenario_id = models.CharField(max_length=60)
    paper = models.CharField(max_length=60)
    photo = models.CharField(max_length=60)
    name = models.CharField(max_length=60)  # after the guard; goes with the row, a month after its last use
    made_at = models.DateTimeField(default=timezone.now)
    chosen_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # for a day it can be taken back

    objects = WalletFileQuerySet.as_manager()

    class Meta:
        verbose_name = "wallet file"
        indexes: ClassVar = [models.Index(fields=["learner", "-made_at"], name="wallet_latest")]

    def __str__(self) -> str:
        return f"{self.scenario_id} {self.paper} {self.photo}"


class AttemptMistake(models.Model):
    """That a mistake of a kind was made in a field, and never what was typed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="mistakes")
    field = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "mistake"

    def __str__(self) -> str:
        return f"{self.field}: {self.kind}"


class DossierQuerySet(models.QuerySet["Dossier"]):
    def with_pack(self) -> "DossierQuerySet":
        """With attempt, learner and version, but not the text of the pack."""
        joined = self.select_related("attempt__version", "attempt__learner")
        return joined.defer("attempt__version__content")


class Dossier(models.Model):
    """A practice filing that was sent: its code, its status and its own clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="dossier")
    code = models.CharField(max_length=40, unique=True)
    lookup_code = models.CharField(max_length=8)
    status = models.PositiveSmallIntegerField(default=Status.DRAFT.value)
    stage = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    # The dossier's own clock (sandbox/README.md): it runs only while the office has the dossier.
    clock_at = models.DateTimeField()
    clock_anchor = models.DateTimeField()
    clock_running = models.BooleanField(default=True)
    sent_at = models.DateTimeField()  # on the dossier's clock, as is every date that is printed
    due_at = models.DateTimeField()
    rounds = models.PositiveSmallIntegerField(default=0)  # supplements asked for so far
    request = models.JSONField(null=True, blank=True)  # the open supplement request
    draft = models.JSONField(
        null=True, blank=True
    )  # the last draft: what the office wrote wrongly, until when
    # What is to be paid: lines, total (đồng), deadline; once it is paid `number` of the receipt and `paid_at`
    bill = models.JSONField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)  # real time
    rating = models.CharField(max_length=20, blank=True)
    # What she typed after sending (a supplement not taken yet, a correction, words with the rating); 30 days
    said = models.JSONField(default=dict, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def clock(self) -> DossierClock:
        return DossierClock(
            at=timezone.localtime(self.clock_at),
            anchor=timezone.localtime(self.clock_anchor),
            running=self.clock_running,
        )

    def set_clock(self, clock: DossierClock) -> None:
        self.clock_at, self.clock_anchor, self.clock_running = clock.at, clock.anchor, clock.running

    @property
    def paid(self) -> bool:
        """Whether the fee that was asked for has been paid."""
        return bool((self.bill or {}).get("paid_at"))

    def now(self) -> dt.datetime:
        """The moment on the dossier's own clock, local."""
        return self.clock.now(timezone.localtime())

    @property
    def over(self) -> bool:
        return self.state in machine.FINAL


class DossierEvent(models.Model):
    """Append-only history of a dossier: every change of status leaves one."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveSmallIntegerField()
    from_status = models.PositiveSmallIntegerField()
    to_status = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=10)
    at = models.DateTimeField()  # on the dossier's clock
    recorded_at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = "dossier event"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="event_once_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number}: {self.from_status}→{self.to_status}"


class Notice(models.Model):
    """What the drawn phone holds: one for each act of the office. Its words follow from the event."""

    event = models.OneToOneField(DossierEvent, on_delete=models.CASCADE, related_name="notice")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "notice"

    def __str__(self) -> str:
        return f"{self.event}{'' if self.read_at else ' (unread)'}"
