"""What accounts announce, inside the transaction of the act."""

from django.dispatch import Signal

# user: accounts.models.User; role: the Role; commune: places.models.Commune or None. Sent after somebody was given an
# office or has lost one; which offices she holds now stands in her appointments.
office_changed = Signal()
