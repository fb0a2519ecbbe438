"""What places announce, inside the transaction of the act: a receiver that raises takes the whole act back."""

from django.dispatch import Signal

# change: places.models.Change; communes: code that ended → code that goes on; hamlets: id that ended → id that goes on
# (None: closed). Sent after the places themselves have changed.
places_changed = Signal()

# change, communes, hamlets as above, with what had been before standing again. A receiver raises
# places.service.Refused where something of its own hangs on the change.
change_undone = Signal()
