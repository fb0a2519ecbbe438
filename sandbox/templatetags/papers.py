"""`{% load papers %}`: the sample papers beside a page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
Paper = tuple[tuple[str, Any], ...]


@register.simple_tag
def papers_beside(papers: Iterable[Mapping[str, Any]], marks: object = False) -> SafeString:
    """`{% papers_beside papers marks=coached %}`: folded papers, the first open; with the numbers of their lines.

    A class sees the same few papers on every page, so they are drawn once: they are the story's, and nothing on them
    was typed by anybody.
    """
    return _drawn(tuple(map(_fixed, papers)), bool(marks), get_language() or "")


def _fixed(paper: Mapping[str, Any]) -> Paper:
    """A paper as a key: what two pages show alike is one."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in paper.items())


@lru_cache(maxsize=512)
def _drawn(papers: tuple[Paper, ...], marks: bool, language: str) -> SafeString:
    context = {"papers": [dict(paper) for paper in papers], "marks": marks}
    return render_to_string("sandbox/papers_beside.html", context)
