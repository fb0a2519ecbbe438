"""One page in one of its states."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

NewPage = Callable[[], Page]
REAL_PHONE = "0912345678"
BAD_PHOTO = "mat-goc"
# How the page of a dossier shows that it is the citizen's turn.
ASKED = "form[action$='/bo-sung/']"


@dataclass(frozen=True)
class State:
    """A page in one of its states. ``mistake``: something on it has to be put right; ``lost``: it is no page at all."""

    name: str
    page: Page
    mistake: bool = False
    lost: bool = False

    @property
    def kind(self) -> str:
        """The page without its state."""
        return self.name.partition(",")[0]

    @property
    def path(self) -> str:
        """The address without the host."""
        return "/" + self.page.url.split("/", 3)[3]

    @property
    def replica(self) -> bool:
        """Whether this is a page of Cổng Tập."""
        return self.path.startswith("/tap/") and not self.lost
