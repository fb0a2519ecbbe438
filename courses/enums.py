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


class TrackKind(models.TextChoices):
    """How a recording came."""

    BOOTH = "booth", "booth"
    UPLOAD = "upload", "upload"


class TrackState(models.TextChoices):
    """Whether readers may hear a recording."""

    # of somebody who may not publish: an editor of the page has not listened to it yet
    WAITING = "waiting", "waiting"
    HEARD = "heard", "heard"
    # an editor asks for another one; its sound is gone
    DECLINED = "declined", "declined"
