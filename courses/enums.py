"""Names that the rows of this app use."""

from django.db import models


class LessonAct(models.TextChoices):
    """What a learner does in a lesson."""

    # reached a step for the first time
    PLACE = "place", "place"
    # answered a check question
    RIGHT = "right", "right"
    WRONG = "wrong", "wrong"
    # said that she has finished
    FINISHED = "finished", "finished"
