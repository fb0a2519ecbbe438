"""One place that answers "what happened?": append-only entries, without names or typed values."""

from typing import Any

from kit.models import AuditEntry


def log(action: str, *, actor: str = "", data: dict[str, Any] | None = None) -> AuditEntry:
    """Keep that ``actor`` ("user:5", "learner:<uuid>", "office") did ``action`` ("dossier.submitted")."""
    return AuditEntry.objects.create(action=action, actor=actor, data=data or {})
