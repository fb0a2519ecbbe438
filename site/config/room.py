"""Room for the calls of a request, taken from the operating system once instead of hundreds of times."""

from collections.abc import Callable
from typing import Any

VALUES = 64 * 1024  # what the frame claims: 512 KB of addresses, of which only what is used becomes memory


def with_room(application: Callable[..., Any]) -> Callable[..., Any]:
    """``application``, called from a frame that claims a large stack.

    CPython 3.11 to 3.13 keeps the frames of calls in chunks of 16 KB and gives a chunk back as soon as it is empty
    (https://github.com/python/cpython/issues/142183). Where the loop of a template runs just at the border of two,
    each call in it asks for memory and gives it back: 560 times for a page of the form, a third of its time. For a
    frame that does not fit, CPython takes one chunk of at least twice its size, and all that is called from it fits in.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        return application(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=VALUES)
    return call
