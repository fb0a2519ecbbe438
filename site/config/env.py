"""Typed readers of the environment that fail loudly: a wrong setting names itself and says why."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class Environment:
    """Reads settings from ``values``, by default the process environment."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str | None = None, *, why: str = "") -> str:
        """The text of ``name``; without a default a missing one raises ImproperlyConfigured."""
        value = self.values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise ImproperlyConfigured(f"{name} is not set. {why}".strip())
        return default

    def flag(self, name: str, default: bool) -> bool:
        """1/true/yes/on or 0/false/no/off."""
        value = self.values.get(name)
        if value is None:
            return default
        if value.lower() in TRUE | FALSE:
            return value.lower() in TRUE
        raise ImproperlyConfigured(f"{name} is {value!r}. It has to be 1 or 0.")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number between ``least`` and ``most``."""
        value = self.values.get(name, "").strip() or str(default)
        if value.isdecimal() and least <= int(value) <= most:
            return int(value)
        raise ImproperlyConfigured(
            f"{name} is {value!r}. It has to be a whole number from {least} to {most}."
        )

    def items(self, name: str, default: str | None = None, *, why: str = "") -> list[str]:
        """A list separated by commas."""
        return [item.strip() for item in self.text(name, default, why=why).split(",") if item.strip()]

    def secret(self, name: str, *, least: int, why: str) -> str:
        """A secret from ``NAME`` or from the file that ``NAME_FILE`` names, of at least ``least`` characters."""
        path = self.values.get(f"{name}_FILE", "")
        try:
            value = Path(path).read_text().strip() if path else self.text(name, why=why)
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE is {path!r}, which cannot be read. {why}") from error
        if len(value) < least:
            raise ImproperlyConfigured(
                f"{name} has {len(value)} characters; it needs at least {least}. {why}"
            )
        return value
