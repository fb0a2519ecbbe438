"""What the sandbox announces. Courses and teams listen; the sandbox knows neither."""

from django.dispatch import Signal

# A dossier has come to a result. Sender: Dossier. Arguments: dossier_id, learner_id (UUID), procedure (code),
# scenario, mode, unaided (bool: sandbox/README.md, "Unaided"), decided_at (datetime).
dossier_decided = Signal()
