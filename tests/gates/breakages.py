"""One way to break the site for each gate. Each edit has to be noticed by exactly the gate that it names."""

import hashlib
from dataclasses import dataclass

GATES = ("access", "axe", "badinput", "csp", "permission", "weight")


@dataclass(frozen=True)
class Breakage:
    """In ``file``, ``old`` becomes ``new``; ``gate`` has to turn red, and no other."""

    gate: str
    what: str
    file: str
    old: str
    new: str

    def applied(self, text: str) -> str:
        """The broken text. Raises ValueError when ``old`` does not stand in it exactly once."""
        if text.count(self.old) != 1:
            raise ValueError(f"{self.file}: expected exactly once: {self.old!r}")
        return text.replace(self.old, self.new)


def noise(size: int) -> str:
    """``size`` characters that no compression makes smaller than about half."""
    parts = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(size // 64 + 1))
    return "".join(parts)[:size]


BREAKAGES = (
    Breakage(
        "axe",
        "a missing alternative text",
        "media/templates/media/blocks/picture.html",
        "{% drawing value.drawn value.alt %}",
        '{% drawing value.drawn " " %}',
    ),
    Breakage(
        "weight",
        "60 KB more on every page",
        "site/static/css/tokens.css",
        "/* The practice portal wears slate",
        f"/* {noise(120_000)} */\n/* The practice portal wears slate",
    ),
    Breakage(
        "access",
        "an undeclared address",
        "sandbox/urls.py",
        '    path("tim/", start.search, name="search"),\n',
        '    path("tim/", start.search, name="search"),\n    path("khac/", start.home, name="other"),\n',
    ),
    Breakage(
        "permission",
        "a look-up without its permission",
        "sandbox/access.py",
        "filter(id=one, attempt__learner__id=learner)",
        "filter(id=one)",
    ),
    Breakage(
        "csp",
        "an inline script",
        "courses/templates/courses/search.html",
        "{% block main %}",
        "{% block main %}<script>document.body.dataset.seen = 1</script>",
    ),
    Breakage(
        "badinput",
        "an unescaped field",
        "sandbox/templates/sandbox/search.html",
        'value="{{ query }}"',
        'value="{{ query|safe }}"',
    ),
)
