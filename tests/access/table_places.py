"""Places over time: hamlets for their commune's officers, boundaries for the administrator."""

from tests.access.expect import (
    FORBIDDEN,
    METHOD,
    MISSING,
    OPEN,
    Entry,
    only,
)
from tests.people import COMMUNE, Who

HAMLET = {"hamlet_id": "hamlet"}
LOOKS_AT_HAMLETS = only(OPEN, *COMMUNE) | {Who.ADMINISTRATOR: MISSING}
KEEPS_HAMLETS = LOOKS_AT_HAMLETS | {Who.COMMUNE_APPROVER: FORBIDDEN}
NOT_WRITTEN = only(METHOD, *COMMUNE, Who.ADMINISTRATOR)
ADMINISTERS = only(OPEN, Who.ADMINISTRATOR)


def of_hamlet(name: str) -> Entry:
    """Something that a commune's officer does to one of its hamlets."""
    return Entry(f"to/thon/<uuid:hamlet_id>/{name}", KEEPS_HAMLETS, KEEPS_HAMLETS, HAMLET, scoped=True)


PLACES = [
    Entry("to/thon/", LOOKS_AT_HAMLETS, NOT_WRITTEN),
    Entry("to/thon/them/", KEEPS_HAMLETS, KEEPS_HAMLETS),
    Entry("to/thon/gop/", KEEPS_HAMLETS, KEEPS_HAMLETS),
    Entry(
        "to/thon/thay-doi/<uuid:change_id>/bo/",
        NOT_WRITTEN,
        KEEPS_HAMLETS,
        {"change_id": "change of hamlets"},
        scoped=True,
    ),
    Entry("to/thon/<uuid:hamlet_id>/", LOOKS_AT_HAMLETS, NOT_WRITTEN, HAMLET, scoped=True),
    of_hamlet("doi-ten/"),
    of_hamlet("so-dan/"),
    of_hamlet("dong/"),
    Entry("to/dia-gioi/", ADMINISTERS, only(METHOD, Who.ADMINISTRATOR)),
    Entry("to/dia-gioi/gop/", ADMINISTERS, ADMINISTERS),
    Entry("to/dia-gioi/chuyen-thon/", ADMINISTERS, ADMINISTERS),
    Entry(
        "to/dia-gioi/thay-doi/<uuid:change_id>/bo/",
        only(METHOD, Who.ADMINISTRATOR),
        ADMINISTERS,
        {"change_id": "change of hamlets"},
    ),
]
