"""Every address of the site, from the resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True)
class Address:
    """One pattern: its whole route, its name with namespaces, its view."""

    route: str
    name: str
    view: Callable[..., Any]

    @property
    def module(self) -> str:
        """Where the view was written: inside wrappers and classes too."""
        view = getattr(self.view, "view_class", self.view)
        return str(getattr(view, "__module__", ""))


def addresses(urlconf: str | None = None) -> list[Address]:
    """All of them, in the order in which they are tried."""
    return list(_walk(get_resolver(urlconf), "", ()))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for one in resolver.url_patterns:
        route = prefix + _written(one)
        if isinstance(one, URLPattern):
            yield Address(route, ":".join([*namespaces, one.name or ""]), one.callback)
        else:
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from _walk(one, route, inner)


def _written(pattern: URLPattern | URLResolver) -> str:
    """The pattern's own part; the anchor of a regular expression says nothing in the middle of a route."""
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern) and isinstance(pattern, URLResolver):
        return text.removeprefix("^")
    return text
