"""How often each door may be tried. One table, so that whoever changes a number sees the others beside it.

A hall of forty behind one router signs in within a minute; guesses at one account stop after five in five minutes
and guesses spread over many accounts stop after sixty in ten minutes (docs/decisions/0007).
"""

import datetime as dt
import unicodedata

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kit.limits import Door, Limit, TooMany
from kit.vietnamese import clock

MINUTE, DAY = 60, 86_400  # seconds
TO_MINUTE = dt.timedelta(seconds=59)  # the time is told in minutes: at the full one after, the door is open
HALL = (Limit(60, 10 * MINUTE), Limit(200, DAY))
PASSWORD = Door("password", HALL, (Limit(5, 5 * MINUTE),))
# six digits, of which three are right at any moment: so few tries a day that chance does not find one in years
SECOND_STEP = Door("second-step", HALL, (Limit(5, 5 * MINUTE), Limit(40, DAY)))

# five wrong tries in a row lock a card; this stops whoever has it unlocked again and again
CARD = Door("card", HALL, (Limit(40, DAY),))

# A code sent to a telephone: so often a number may ask for one, and so often one may be typed for it. 36 tries a day
# at one in a million, from however many addresses: 0.00004 a day, one chance in 76 within a year of days like that.
CODE_ASKED = Door("code-asked", HALL, (Limit(1, MINUTE), Limit(4, 10 * MINUTE), Limit(12, DAY)))
CODE_TYPED = Door("code-typed", HALL, (Limit(9, 10 * MINUTE), Limit(36, DAY)))


def account_key(name: str) -> str:
    """The name of an account as it is counted: capitals and widths of letters make no other account of it."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def too_many(until: TooMany) -> ValidationError:
    """The sentence for somebody who has to wait: until when."""
    return ValidationError(
        _("Too many tries. Wait until %(time)s, then try again.") % {"time": clock(until.until + TO_MINUTE)},
        code="too_many_login_attempts",
    )


def knock(door: Door, request: HttpRequest, account: str) -> None:
    """Count one try. Raises ValidationError, which says until when the door is shut."""
    try:
        door.knock(request, account)
    except TooMany as shut:
        raise too_many(shut) from shut


def ask_for_code(request: HttpRequest, phone: str) -> None:
    """Count one message to ``phone``, whoever has it. Raises ValidationError, which says until when to wait.

    Who presses again too soon is told so, and it costs none of the messages of the day.
    """
    until = CODE_ASKED.shut_until(request, phone)
    if until is not None:
        raise too_many(TooMany(until))
    knock(CODE_ASKED, request, phone)
