"""Who gets what of pages about people and months: cells that several parts of the table share."""

from tests.access.expect import METHOD, MISSING, OPEN, only
from tests.people import COMMUNE, TEAM, Who

ADMINISTRATOR = Who.ADMINISTRATOR
LOOKERS = (Who.LEADER, *COMMUNE)
LOOKS = only(OPEN, *TEAM, *COMMUNE) | {Who.ADMINISTRATOR: MISSING}
"""Names of people: not for a province, and not for whoever looks after the machine."""
LOOKS_NOT_WRITES = only(METHOD, *TEAM, *COMMUNE, Who.ADMINISTRATOR)
CORRECTS = only(OPEN, *TEAM, Who.COMMUNE_OFFICER) | {Who.ADMINISTRATOR: MISSING}
"""An approver looks after pages, not after people."""
APPOINTS = only(OPEN, ADMINISTRATOR)
READS_MONTHS = only(OPEN, *LOOKERS, Who.PROVINCE_OFFICER, ADMINISTRATOR)
NO_MONTHS = only(METHOD, *LOOKERS, Who.PROVINCE_OFFICER, ADMINISTRATOR)
CLOSES = only(OPEN, Who.LEADER) | {ADMINISTRATOR: MISSING}
"""A month of a team: its leader alone; the commune's officers are told that they only look."""
LOOKS_AT_PAPER = only(OPEN, *LOOKERS) | {ADMINISTRATOR: MISSING}
"""A team on paper: its leader and its commune's officers; the officer alone changes it."""
KEEPS = only(OPEN, Who.COMMUNE_OFFICER) | {ADMINISTRATOR: MISSING}
ROSTER = {"team_id": "team"}
