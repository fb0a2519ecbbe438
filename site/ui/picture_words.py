"""What icons and drawings show, in words, for the lists from which editors choose."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ICON_WORDS: Final[Mapping[str, Promise]] = {
    "anh": _("camera"),
    "be": _("baby"),
    "canh": _("warning triangle"),
    "cong": _("gate"),
    "den": _("light bulb"),
    "dung": _("pause sign"),
    "ghim": _("pin on a map"),
    "giay": _("sheet of paper"),
    "gio": _("clock"),
    "giotay": _("raised hand"),
    "in": _("printer"),
    "khoa": _("padlock"),
    "lich": _("calendar"),
    "loa": _("loudspeaker"),
    "lui": _("arrow to the left"),
    "luu": _("floppy disk"),
    "mang": _("no network"),
    "mat": _("eye"),
    "may": _("telephone"),
    "nha": _("house"),
    "nhom": _("group of people"),
    "qr": _("square code"),
    "sach": _("open book"),
    "sai": _("cross"),
    "sao": _("star"),
    "tai": _("arrow down"),
    "tay": _("pointing finger"),
    "them": _("plus"),
    "tich": _("tick"),
    "tim": _("magnifying glass"),
    "tim2": _("heart"),
    "toi": _("arrow to the right"),
}
DRAWING_WORDS: Final[Mapping[str, Promise]] = {
    "anh-du-goc": _("photo with all four corners"),
    "anh-mat-goc": _("photo without a corner"),
    "anh-mo": _("blurred photo"),
    "bay-giay-to": _("papers laid out on a table"),
    "chon-noi": _("choosing the office"),
    "chup-bon-goc": _("four corners in the camera"),
    "chup-giay": _("taking a photo of a paper"),
    "dang-nhap": _("signing in"),
    "giu-kin-ma": _("keeping codes secret"),
    "go-dia-chi": _("typing an address"),
    "go-theo-giay": _("typing from a paper"),
    "go-tung-chu": _("typing letter by letter"),
    "gui-ho-so": _("sending a dossier"),
    "moi-ngay-xem": _("looking every day"),
    "nhan-giay": _("receiving a paper"),
    "tay-chi": _("hand that points"),
    "tim-dung-thu-tuc": _("finding the right procedure"),
    "tim-viec": _("looking for something"),
    "to-giay": _("one sheet of paper"),
    "tu-tay": _("from paper to telephone"),
    "xem-lai-roi-gui": _("looking again before sending"),
}


def icon_choices() -> list[tuple[str, str]]:
    """(name, what it shows) of every icon."""
    return [(name, str(words)) for name, words in ICON_WORDS.items()]


def drawing_choices() -> list[tuple[str, str]]:
    """(name, what it shows) of every drawing."""
    return [(name, str(words)) for name, words in DRAWING_WORDS.items()]
