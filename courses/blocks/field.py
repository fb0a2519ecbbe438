"""The field that keeps block definitions out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class LessonStreamField(StreamField):
    """A StreamField whose migrations do not repeat every block, label and choice.

    In a migration it has no blocks and hands out the raw list, which survives, can be edited and saved;
    overriding deconstruct alone would make a historical save() empty the page.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        self.historical = not block_types
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        return (value or []) if self.historical else super().to_python(value)
