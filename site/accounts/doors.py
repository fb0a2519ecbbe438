"""How often each door may be tried. One table, so that whoever changes a number sees the others beside it.

A hall of forty behind one router signs in within a minute; guesses at one account stop after five in five minutes
and guesses spread over many accounts stop after sixty in ten minutes (docs/decisions/0007).
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kit.limits import Door, Limit, TooMany
from kit.vietnamese import clock

MINUTE, DAY = 60, 86_400  # seconds
HALL = (Limit(60, 10 * MINUTE), Limit(200, DAY))
PASSWORD = Door("password", HALL, (Limit(5, 5 * MINUTE),))
# six digits, of which three are right at any moment: so few tries a day that chance does not find one in years
SECOND_STEP = Door("second-step", HALL, (Limit(5, 5 * MINUTE), Limit(40, DAY)))

# five wrong tries in a row lock a card; this stops whoever has it unlocked again and again
CARD = Door("card", HALL, (Limit(40, DAY),))


def account_key(name: str) -> str:
    """The name of an account as it is counted: capitals and widths of letters make no other account of it."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def too_many(until: TooMany) -> ValidationError:
    """The sentence for somebody who has to wait: until when."""
    return ValidationError(
        _("Too many tries. Wait until %(time)s, then try again.") % {"time": clock(until.until)},
        code="too_many_login_attempts",
    )


def knock(door: Door, request: HttpRequest, account: str) -> None:
    """Count one try. Raises ValidationError, which says until when the door is shut."""
    try:
        door.knock(request, account)
    except TooMany as shut:
        raise too_many(shut) from shut
