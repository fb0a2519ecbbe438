"""Teams on paper: rosters, training, hard cases, offices, and the months that leaders close."""

from collections.abc import Mapping

from tests.access.expect import (
    METHOD,
    MISSING,
    OPEN,
    STAFF,
    Cells,
    Entry,
    only,
)
from tests.access.offices import (
    ADMINISTRATOR,
    APPOINTS,
    CORRECTS,
    KEEPS,
    LOOKERS,
    LOOKS,
    LOOKS_AT_PAPER,
    LOOKS_NOT_WRITES,
    ROSTER,
)
from tests.people import COMMUNE, TEAM, Who

LINE = ROSTER | {"membership_id": "roster line"}
WORKERS = (*TEAM, Who.COMMUNE_OFFICER)
HANDS_ON = only(OPEN, Who.MEMBER, Who.COMMUNE_OFFICER) | {ADMINISTRATOR: MISSING}
"""A hard case: the member who opened it, and the officer of the commune."""


def roster(name: str, things: Mapping[str, str] = ROSTER, *, reads: bool = True) -> Entry:
    """Something that an officer does to a team of her commune."""
    read = KEEPS if reads else only(METHOD, *LOOKERS, ADMINISTRATOR)
    return Entry(f"to/cac-to/<uuid:team_id>/{name}", read, KEEPS, things, scoped=True)


def hard_case(name: str, read: Cells, write: Cells) -> Entry:
    """A hard case and what is done with it."""
    return Entry(f"to/ca-kho/<uuid:case_id>/{name}", read, write, {"case_id": "hard case"}, scoped=True)


ROSTERS = [
    Entry("to/cac-to/", only(OPEN, *LOOKERS, ADMINISTRATOR), only(METHOD, *LOOKERS, ADMINISTRATOR)),
    Entry(
        "to/cac-to/moi/",
        only(OPEN, Who.COMMUNE_OFFICER, ADMINISTRATOR),
        only(OPEN, Who.COMMUNE_OFFICER, ADMINISTRATOR),
    ),
    Entry(
        "to/cac-to/<uuid:team_id>/",
        LOOKS_AT_PAPER,
        only(METHOD, *LOOKERS, ADMINISTRATOR),
        ROSTER,
        scoped=True,
    ),
    roster("sua/"),
    roster("giai-the/"),
    roster("mo-lai/", reads=False),
    roster("nguoi/moi/"),
    roster("nguoi/<int:membership_id>/", LINE),
    roster("nguoi/<int:membership_id>/thoi/", LINE),
    roster("nguoi/<int:membership_id>/mat-khau/", LINE, reads=False),
    roster("ban-giao/"),
    Entry(
        "to/cac-to/<uuid:team_id>/ban-giao/<int:hand_over_id>/",
        LOOKS_AT_PAPER,
        only(METHOD, *LOOKERS, ADMINISTRATOR),
        ROSTER | {"hand_over_id": "hand-over"},
        scoped=True,
    ),
    Entry("to/boi-duong/", only(OPEN, *TEAM, *COMMUNE, ADMINISTRATOR), LOOKS_NOT_WRITES),
    # the member and the leader of the world are core members
    Entry("to/boi-duong/moi/", only(OPEN, Who.COMMUNE_OFFICER), only(OPEN, Who.COMMUNE_OFFICER)),
    Entry(
        "to/boi-duong/<int:training_id>/bo/",
        only(METHOD, *WORKERS, ADMINISTRATOR),
        only(MISSING, *WORKERS, ADMINISTRATOR) | {Who.COMMUNE_OFFICER: OPEN},
        {"training_id": "training"},
        scoped=True,
    ),
    Entry("to/ca-kho/", only(OPEN, *TEAM, *COMMUNE, ADMINISTRATOR), LOOKS_NOT_WRITES),
    Entry("to/ca-kho/moi/", only(OPEN, *TEAM), only(OPEN, *TEAM)),
    hard_case("", LOOKS, LOOKS_NOT_WRITES),
    hard_case("nhan/", only(METHOD, *TEAM, ADMINISTRATOR), only(MISSING, ADMINISTRATOR)),
    hard_case("giao/", only(METHOD, *WORKERS, ADMINISTRATOR), HANDS_ON),
    hard_case("xong/", only(METHOD, *WORKERS, ADMINISTRATOR), HANDS_ON),
    Entry(
        "to/vai-tro/",
        only(OPEN, *COMMUNE, Who.PROVINCE_OFFICER, ADMINISTRATOR),
        only(METHOD, *COMMUNE, Who.PROVINCE_OFFICER, ADMINISTRATOR),
    ),
    Entry("to/cong-xa/", APPOINTS, only(METHOD, ADMINISTRATOR)),
    Entry("to/cong-xa/mo/", only(METHOD, ADMINISTRATOR), only(MISSING, ADMINISTRATOR)),
    Entry("to/vai-tro/bo-nhiem/", APPOINTS, APPOINTS),
    Entry("to/vai-tro/<int:appointment_id>/thoi/", APPOINTS, APPOINTS, {"appointment_id": "office"}),
    Entry(
        "to/vai-tro/tai-khoan/<int:user_id>/mat-khau/",
        only(METHOD, ADMINISTRATOR),
        APPOINTS,
        {"user_id": "account"},
    ),
    Entry(
        "to/vai-tro/tai-khoan/<int:user_id>/dien-thoai/bo/",
        only(METHOD, ADMINISTRATOR),
        APPOINTS,
        {"user_id": "account"},
    ),
    Entry("to/ve-toi/", only(OPEN, *STAFF), only(METHOD, *STAFF)),
    # what learners ask, and whom they are shown
    Entry(
        "to/cau-hoi/",
        only(OPEN, *TEAM, *COMMUNE, ADMINISTRATOR),
        only(METHOD, *TEAM, *COMMUNE, ADMINISTRATOR),
    ),
    Entry(
        "to/cau-hoi/<uuid:question_id>/",
        LOOKS,
        CORRECTS,
        {"question_id": "help question"},
        form={"tra_loi": "Ở cuối trang."},
        scoped=True,
    ),
    Entry(
        "to/ve-toi/hien/<uuid:team_id>/",
        only(OPEN, *TEAM) | {ADMINISTRATOR: MISSING},
        only(OPEN, *TEAM) | {ADMINISTRATOR: MISSING},
        ROSTER,
        scoped=True,
    ),
    Entry(
        "to/ve-toi/an/<int:contact_id>/",
        only(METHOD, *TEAM, Who.COMMUNE_OFFICER, ADMINISTRATOR),
        CORRECTS,
        {"contact_id": "contact"},
        scoped=True,
    ),
]
