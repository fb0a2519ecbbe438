"""Daily work of kit."""

from kit import limits
from kit.jobs import job


@job("kit.forget_tries", daily=True)
def forget_tries(subject: str) -> None:
    """Delete counts of tries whose window has passed."""
    limits.forget_old()
