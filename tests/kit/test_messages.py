"""The message tool: it finds what is said, keeps what was translated, and says what is missing."""

from pathlib import Path

import pytest

from kit import messages

PYTHON = """from django.utils.translation import gettext as _, ngettext, pgettext
TITLE = _("Hello")
COUNT = ngettext("%(n)d person", "%(n)d people", 2)
SAID = pgettext("as a verb", "Open")
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "Two " %}</h1>{% blocktranslate trimmed with name=x %}
  Dear {{ name }},
  come in{% endblocktranslate %}
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one app."""
    (tmp_path / "app" / "templates").mkdir(parents=True)
    (tmp_path / "app" / "views.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "app" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "APPS", ("app",))
    return tmp_path


def translate(house: Path, **words: str) -> None:
    path = house / "app" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    text = path.read_text(encoding="utf-8")
    for english, vietnamese in words.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{vietnamese}"')
    path.write_text(text, encoding="utf-8")


def ids(house: Path) -> set[object]:
    return {message.id for message in messages.read_catalogue("app") if message.id}


def test_it_finds_code_and_templates(house: Path) -> None:
    messages.extract(("app",))
    assert ids(house) == {
        "Hello",
        ("%(n)d person", "%(n)d people"),
        "Open",
        "Two ",
        "Dear %(name)s, come in",
    }


def test_it_keeps_what_was_translated_and_drops_what_is_gone(house: Path) -> None:
    messages.extract(("app",))
    translate(house, Hello="Chào bác")
    (house / "app" / "templates" / "page.html").write_text("", encoding="utf-8")
    messages.extract(("app",))
    assert messages.read_catalogue("app").get("Hello").string == "Chào bác"  # type: ignore[union-attr]  # found
    assert "Two " not in ids(house)


def test_it_says_what_has_no_vietnamese(house: Path) -> None:
    messages.extract(("app",))
    translate(house, Hello="Chào bác")
    found = messages.problems()
    assert not any("'Hello'" in line for line in found)
    assert any("'Open'" in line for line in found) and any("person" in line for line in found)
    assert messages.main("check") == 1


def test_it_says_that_a_message_was_never_extracted(house: Path) -> None:
    messages.extract(("app",))
    translate(house, Hello="Chào bác")
    (house / "app" / "new.py").write_text('from x import _\nA = _("Brand new")\n', encoding="utf-8")
    assert any("Brand new" in line for line in messages.problems())


def test_it_says_that_two_apps_say_the_same_differently(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "APPS", ("app", "other"))
    (house / "other").mkdir()
    (house / "other" / "views.py").write_text('from x import _\nA = _("Hello")\n', encoding="utf-8")
    messages.extract(("app", "other"))
    translate(house, Hello="Chào bác")
    path = house / "other" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text().replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Xin chào"'))
    assert any("Chào bác" in line and "Xin chào" in line for line in messages.problems())


def test_compiling_writes_once(house: Path) -> None:
    messages.extract(("app",))
    translate(house, Hello="Chào bác")
    assert (messages.compile_all(), messages.compile_all()) == (1, 0)
    assert "Chào bác".encode() in (house / "app/locale/vi/LC_MESSAGES/django.mo").read_bytes()


def test_the_site_itself_has_no_problem() -> None:
    assert messages.problems() == []


def test_words_of_libraries_are_compiled_and_held_to_the_same_rules(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages.extract(("app",))
    translate(house, Hello="Chào bác")
    path = house / "words" / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Hello"\nmsgstr "Xin chào"\n\nmsgid "Move up"\nmsgstr ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "BORROWED", (path.relative_to(house).as_posix(), "not/there.po"))
    found = messages.problems()
    assert any("Chào bác" in line and "Xin chào" in line for line in found)
    assert any("Move up" in line for line in found)
    messages.compile_all()
    assert path.with_suffix(".mo").exists()
