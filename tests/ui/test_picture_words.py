"""Lists of icons and drawings say what they show."""

from ui.picture_words import DRAWING_WORDS, ICON_WORDS
from ui.service import drawing_choices, drawing_names, icon_choices, icon_names


def test_each_icon_and_each_drawing_has_words_of_its_own() -> None:
    assert sorted(ICON_WORDS) == icon_names() and sorted(DRAWING_WORDS) == drawing_names()
    for choices in (icon_choices(), drawing_choices()):
        words = [said for _name, said in choices]
        assert len(set(words)) == len(words)
    assert ("giay", "tờ giấy") in icon_choices() and ("anh-mo", "ảnh bị mờ") in drawing_choices()
