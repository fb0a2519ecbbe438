"""Pictures of papers as a phone took them: drawn, each in its condition, with words for whoever cannot see them."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sandbox.engine import sheets
from sandbox.engine.schema import PaperSpec, Scenario
from sandbox.engine.sheets import Condition

TITLE_WIDTH = 15  # letters of a line of the title
MOST_LINES = 3


def pictures(scenario: Scenario, spec: PaperSpec) -> dict[str, SafeString]:
    """Photo → picture, for every photo that there is of this paper."""
    return {photo.id: picture(scenario, spec, photo.id) for photo in spec.photos}


def picture(scenario: Scenario, spec: PaperSpec, photo_id: str) -> SafeString:
    """One picture; nothing for a photo that the paper does not have."""
    photo = spec.photo(photo_id)
    if photo is None:
        return SafeString("")
    condition = sheets.condition_of(spec.id, photo)
    conditions = {sheets.condition_of(spec.id, other) for other in spec.photos}
    return render_to_string(
        "sandbox/parts/photograph.html",
        {
            "id": f"{spec.id}-{photo.id}",
            "condition": condition,
            "words": sheets.words_of(spec.id, photo),
            "title": _folded(spec.said.upper()),
            "line": _line(scenario, spec, condition),
            "signs": "unsigned" in conditions,
            "pages": "page" in conditions,
        },
    )


def _line(scenario: Scenario, spec: PaperSpec, condition: Condition) -> str:
    """The one line that can be read: whose paper it is, or what it is about."""
    drawings = sheets.shipped()
    if condition == "other":
        return drawings.other_name
    if condition == "matter":
        return drawings.other_matter
    sample = scenario.paper(spec.id)
    whose = [person.name for person in scenario.people if person.role == "con"]
    return sample.lines[0].value if sample else "".join(whose[:1])


def _folded(title: str) -> list[str]:
    """The title in lines that fit on the paper; one that is longer ends in an ellipsis."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= TITLE_WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
