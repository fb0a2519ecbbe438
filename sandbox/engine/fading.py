"""Help fades from one way of practising to the next: which of them is the right one now (sandbox/README.md)."""

from collections.abc import Collection, Sequence

from sandbox.engine.enums import Mode

LADDER = (Mode.WATCH, Mode.GUIDED, Mode.PRACTICE, Mode.CHECK)


def next_mode(ways: Sequence[Mode], begun: Collection[Mode], finished: Collection[Mode]) -> Mode:
    """The one to take now, of those that an exercise has (``ways``, in their order, never empty).

    One above the highest that was finished, and the highest again at the top; whoever has only begun goes on with
    the highest begun; whoever is new begins at the bottom, with the worked example where there is one.
    """
    done = [place for place, mode in enumerate(ways) if mode in finished]
    if done:
        return ways[min(done[-1] + 1, len(ways) - 1)]
    tried = [mode for mode in ways if mode in begun]
    return tried[-1] if tried else ways[0]
