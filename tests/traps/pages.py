"""Forms read from the HTML of a page, as a browser would fill them. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.traps.parsing import Reader

TEXT_TYPES = frozenset({"text", "search", "tel", "email", "url", "number", "date", "password", ""})
BUTTONS = frozenset({"submit", "button", "image", "reset"})
Attributes = dict[str, str]


@dataclass
class Field:
    """One named control. `kind`: type of the input, "textarea" or "select"; `checked`: the options chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether a person types into it."""
        return self.kind in TEXT_TYPES or self.kind == "textarea"

    def sends(self) -> list[str]:
        """What an untouched control sends: its value, or what is chosen in it."""
        if self.kind == "select":
            return self.checked or self.options[:1]
        return self.checked if self.kind in ("radio", "checkbox") else [self.value]


@dataclass
class Form:
    """One form of a page: where it goes, how, and its controls in order."""

    action: str
    method: str
    enctype: str
    fields: dict[str, Field] = field(default_factory=dict)
    button: tuple[str, str] | None = None

    def texts(self) -> list[Field]:
        """The controls that a person types into."""
        return [one for one in self.fields.values() if one.is_text]

    def untouched(self) -> dict[str, list[str]]:
        """What the form sends as it stands, its first named button pressed."""
        sent = {name: one.sends() for name, one in self.fields.items() if one.kind != "file"}
        return {**sent, self.button[0]: [self.button[1]]} if self.button else sent


class _Reader(Reader):
    """Collects the forms of a page; controls outside a form count where they name it (`form="id"`)."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.control: Field | None = None
        self.option: Attributes | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form(found)
        elif tag in ("input", "button"):
            self._input(tag, found)
        elif tag in ("textarea", "select"):
            self._wide(tag, found)
        elif tag == "option":
            self._end_option()
            self.option, self.text = found, ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "option":
            self._end_option()
        elif tag == "textarea" and self.control:
            # The parser of a browser drops one line break right after the tag.
            self.control.value = self.text.replace("\r\n", "\n").removeprefix("\n")
            self.control = None
        elif tag == "select":
            self._end_option()
            self.control = None

    def _form(self, found: Attributes) -> None:
        method, enctype = found.get("method", "get").lower(), found.get("enctype", "").lower()
        self.open = Form(found.get("action", ""), method, enctype)
        self.forms.append(self.open)
        self.by_id[found.get("id", "")] = self.open

    def _owner(self, found: Attributes) -> Form | None:
        owner = self.by_id.get(found["form"]) if "form" in found else self.open
        return owner if found.get("name") and "disabled" not in found else None

    def _input(self, tag: str, found: Attributes) -> None:
        kind = found.get("type", "submit" if tag == "button" else "text").lower()
        owner = self._owner(found)
        if owner is None:
            return
        if kind in BUTTONS:
            owner.button = owner.button or (found["name"], found.get("value", ""))
        elif kind in ("radio", "checkbox"):
            one = owner.fields.setdefault(found["name"], Field(found["name"], kind))
            value = found.get("value", "on")
            one.options.append(value)
            one.checked += [value] if "checked" in found else []
        else:
            owner.fields[found["name"]] = Field(found["name"], kind, found.get("value", ""))

    def _wide(self, tag: str, found: Attributes) -> None:
        self.control, self.text = Field(found.get("name", ""), tag), ""
        owner = self._owner(found)
        if owner is not None:
            owner.fields[self.control.name] = self.control

    def _end_option(self) -> None:
        if self.option is not None and self.control and self.control.kind == "select":
            value = self.option.get("value", " ".join(self.text.split()))
            self.control.options.append(value)
            self.control.checked += [value] if "selected" in self.option else []
        self.option = None


def forms(html: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.read(html)
    return reader.forms


def form_with(html: str, name: str) -> Form | None:
    """The first form of a page that has a control called `name`."""
    return next((form for form in forms(html) if name in form.fields), None)


def main_form(html: str) -> Form | None:
    """The form that a page is about: a POST form with something in it, else any; the one with most to fill in."""

    def weight(form: Form) -> tuple[bool, int, int]:
        is_act = form.method == "post" and bool(set(form.fields) - {"csrfmiddlewaretoken"})
        return is_act, len(form.texts()), len(form.fields)

    found = sorted(forms(html), key=weight)
    return found[-1] if found else None
