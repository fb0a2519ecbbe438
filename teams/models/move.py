"""Who went along when hamlets and communes changed: people, so that the past counts where it was, and teams."""

from typing import Any, ClassVar

from django.db import models

from places.models import Change, Commune, Hamlet
from teams.models.person import Trainee
from teams.models.team import Team


class TraineeMove(models.Model):
    """That a person belongs elsewhere from a moment on, because her place changed and not because she left it."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    trainee = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()  # midnight of the day, in Viet Nam
    from_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    to_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    from_hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+")
    to_hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "move of a trainee"
        verbose_name_plural = "moves of trainees"
        indexes: ClassVar = [models.Index(fields=["trainee", "at"], name="move_of_trainee")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "trainee"], name="trainee_moves_once_by_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.from_commune_id} → {self.to_commune_id}"


class TeamMove(models.Model):
    """That a team works for another commune, or in other hamlets, from a moment on; and what it was before."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()  # midnight of the day, in Viet Nam
    from_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    to_commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    from_name = models.CharField(max_length=120)
    from_hamlets: Any = models.JSONField(default=list)  # ids of what it had

    class Meta:
        verbose_name = "move of a team"
        verbose_name_plural = "moves of teams"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "team"], name="team_moves_once_by_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.from_commune_id} → {self.to_commune_id}"
