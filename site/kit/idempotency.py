"""Acts that must happen once: a form carries a token, and a second press gives the first answer again.

The body is kept beside the token, so that a token that comes back with something else in it can be shown
both ways instead of being guessed at.
"""

import enum
import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from kit.models import Act


class Result(enum.Enum):
    DONE = "done"
    REPLAYED = "replayed"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Outcome:
    """``answer`` is what the first performance returned; ``first_body`` what it was performed with."""

    result: Result
    answer: str
    first_body: dict[str, str]


def token() -> str:
    """A fresh token for the hidden field of a form."""
    return str(uuid.uuid4())


def _digest(body: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(body), sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _parse(raw: str) -> uuid.UUID:
    try:
        return uuid.UUID(raw)
    except ValueError:
        return uuid.uuid4()  # a form without a token is simply an act of its own


def _replay(act: Act, body: Mapping[str, str]) -> Outcome:
    result = Result.REPLAYED if act.digest == _digest(body) else Result.CONFLICT
    return Outcome(result, act.answer, act.body)


def once(key: str, act: str, owner: str, body: Mapping[str, str], perform: Callable[[], str]) -> Outcome:
    """Run ``perform`` for the first caller with ``key``; give everybody else its answer.

    ``owner`` ("learner:<uuid>") is part of the identity: nobody learns anything from another's token.
    Raises whatever ``perform`` raises, in which case nothing is kept and the token may be used again.
    """
    identity = {"key": _parse(key), "act": act, "owner": owner}
    if known := Act.objects.filter(**identity).first():
        return _replay(known, body)
    try:
        with transaction.atomic():
            row = Act.objects.create(**identity, digest=_digest(body), body=dict(body))
            row.answer = perform()
            row.save(update_fields=["answer"])
    except IntegrityError:
        if known := Act.objects.filter(**identity).first():
            return _replay(known, body)
        raise
    return Outcome(Result.DONE, row.answer, row.body)
