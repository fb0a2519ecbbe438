"""What happened is kept in order, with who and what, and without anything that somebody typed."""

import pytest

from kit import audit
from kit.models import AuditEntry


@pytest.mark.django_db
def test_an_entry_says_who_did_what() -> None:
    entry = audit.log("dossier.submitted", actor="learner:1", data={"dossier": "x"})
    entry.refresh_from_db()
    assert (entry.action, entry.actor, entry.data) == ("dossier.submitted", "learner:1", {"dossier": "x"})
    assert str(entry).endswith("dossier.submitted") and entry.at


@pytest.mark.django_db
def test_entries_stay_in_order() -> None:
    for number in range(5):
        audit.log(f"act.{number}")
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        f"act.{n}" for n in range(5)
    ]
    assert list(AuditEntry.objects.values_list("data", flat=True)) == [{}] * 5
