"""A mistake as whoever runs a class reads it: the field and what kind of slip it was. Never what was typed."""

from django.utils.translation import gettext_lazy as _

from sandbox.engine.enums import MistakeKind
from sandbox.engine.schema import Pack

KINDS = {
    MistakeKind.FORMAT.value: _("not in the right form"),
    MistakeKind.KEYBOARD_RESIDUE.value: _("keys of the Vietnamese keyboard left over"),
    MistakeKind.DIACRITICS.value: _("marks missing or wrong"),
    MistakeKind.DIGITS.value: _("a digit or two wrong"),
    MistakeKind.DATE_ORDER.value: _("day and month swapped"),
    MistakeKind.OTHER_PERSON.value: _("of another person"),
    MistakeKind.WRONG_BLOCK.value: _("belongs into another box"),
    MistakeKind.OLD_PLACE.value: _("the old name of a place"),
    MistakeKind.FIGURES_AND_WORDS.value: _("figures and words differ"),
    MistakeKind.CONTRADICTION.value: _("contradicts another box"),
    MistakeKind.WRONG_CHOICE.value: _("the wrong choice"),
    MistakeKind.DIFFERENT.value: _("not as on the paper"),
    MistakeKind.MISSING.value: _("left empty"),
    "portal": _("not taken by the portal"),
}
GUARDED = _("looked like a real number, not kept")
OUTSIDE = {  # what is typed or chosen before and after the form
    "thu_tuc": _("Name of the procedure"),
    "so_dinh_danh": _("Identity number"),
    "chu_tap": _("Practice word"),
    "ma_xac_nhan": _("Code on the phone"),
    "passcode": _("Passcode"),
    "co_quan": _("Agency"),
    "doi_tuong": _("Whom it is filed for"),
}


def kind_in_words(kind: str) -> str:
    """A kind of mistake, or a reason of the guard ("guard:phone"), in a few words; empty for one not known."""
    return str(GUARDED if kind.startswith("guard:") else KINDS.get(kind, ""))


def field_in_words(pack: Pack, field: str) -> str:
    """What the page calls the field, the paper, or the thing outside the form; empty for one not known."""
    if field in OUTSIDE:
        return str(OUTSIDE[field])
    return pack.eform.words.get(field, "") or next((one.name for one in pack.papers if one.id == field), "")
