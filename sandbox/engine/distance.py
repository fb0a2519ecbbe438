"""How many slips of the finger lie between two strings."""

from collections import Counter


def within(left: str, right: str, limit: int) -> bool:
    """Whether at most `limit` edits turn one string into the other.

    An edit is one character changed, added or left out, or two neighbours swapped (optimal string alignment).
    """
    if left == right:
        return True
    if abs(len(left) - len(right)) > limit or _strangers(left, right) > limit:
        return False
    return _distance(left, right) <= limit


def _distance(left: str, right: str) -> int:
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, last = last, current
    return last[-1]


def _strangers(left: str, right: str) -> int:
    """Characters of one string that the other lacks: each costs an edit, and counting them is cheap."""
    return sum((Counter(left) - Counter(right)).values())
