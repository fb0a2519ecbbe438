"""A request finds room for its calls, wherever the loop of a page happens to lie on the interpreter's stack."""

import resource
import sys
from collections.abc import Callable

import pytest

from config.room import with_room

LOOPS = 1000


def inner() -> None:
    """A call like those of a template's nodes, its frame a little larger."""


inner.__code__ = inner.__code__.replace(co_stacksize=100)


def loop_at(depth: int) -> int:
    """Pages of memory asked for while a loop of calls runs ``depth`` calls deep."""
    if depth:
        return loop_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(LOOPS):
        inner()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def worst(call: Callable[[int], int]) -> int:
    """The most pages asked for at any depth."""
    return max(call(depth) for depth in range(300))


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="mended in CPython itself")
def test_without_room_some_depth_asks_at_every_call() -> None:
    assert worst(loop_at) >= LOOPS


def test_no_depth_of_calls_asks_for_memory_again_and_again() -> None:
    assert worst(with_room(loop_at)) < LOOPS / 10


def test_a_call_passes_everything_through() -> None:
    def application(*args: object, **kwargs: object) -> tuple[object, ...]:
        return (*args, *kwargs.items())

    assert with_room(application)(1, "hai", ba=3) == (1, "hai", ("ba", 3))


def test_an_error_passes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 // 0)()


def test_the_site_is_served_with_it() -> None:
    from config.wsgi import application

    assert application.__code__.co_stacksize > 16 * 1024
