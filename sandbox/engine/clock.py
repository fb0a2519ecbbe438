"""A dossier's own clock: it runs while the office has the dossier and stands still in the citizen's court."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class DossierClock:
    """`at` is what the clock showed at the real moment `anchor`; both aware. Every verb returns a new clock."""

    at: datetime
    anchor: datetime
    running: bool

    def now(self, real_now: datetime) -> datetime:
        """What the clock shows; it never runs backwards, even when the machine's clock is set back."""
        return self.at + max(real_now - self.anchor, timedelta()) if self.running else self.at

    def skip(self, days: int, real_now: datetime) -> "DossierClock":
        """The clock moved forward by whole days; raises ValueError for none or a step back."""
        if days < 1:
            raise ValueError("a clock skips one day or more")
        return replace(self, at=self.now(real_now) + timedelta(days=days), anchor=real_now)

    def pause(self, real_now: datetime) -> "DossierClock":
        """The clock standing still, at what it shows now."""
        return DossierClock(self.now(real_now), real_now, running=False)

    def resume(self, real_now: datetime) -> "DossierClock":
        """The clock running on from what it shows now."""
        return DossierClock(self.now(real_now), real_now, running=True)
