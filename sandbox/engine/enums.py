"""Names that every part of the engine shares."""

from enum import StrEnum


class Mode(StrEnum):
    """How much help stands beside the learner; help fades from the first to the last."""

    WATCH = "watch"
    GUIDED = "guided"
    PRACTICE = "practice"
    CHECK = "check"


class MistakeKind(StrEnum):
    """What is wrong with an answer, in order of precedence: the first that applies is the answer."""

    FORMAT = "format"
    KEYBOARD_RESIDUE = "keyboard_residue"
    DIACRITICS = "diacritics"
    DIGITS = "digits"
    DATE_ORDER = "date_order"
    OTHER_PERSON = "other_person"
    WRONG_BLOCK = "wrong_block"
    OLD_PLACE = "old_place"
    FIGURES_AND_WORDS = "figures_and_words"
    CONTRADICTION = "contradiction"
    WRONG_CHOICE = "wrong_choice"
    DIFFERENT = "different"
    MISSING = "missing"


class GuardReason(StrEnum):
    """Which kind of real data a typed value looks like."""

    CITIZEN_NUMBER = "citizen_number"
    OLD_IDENTITY_NUMBER = "old_identity_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PASSPORT = "passport"


class Actor(StrEnum):
    """Who moves a dossier."""

    CITIZEN = "citizen"
    OFFICE = "office"


class Stage(StrEnum):
    """Where a dossier stands inside one status; a status without stages is PLAIN."""

    PLAIN = ""
    DRAFT_TO_CHECK = "draft_to_check"
    LATE_WITH_APOLOGY = "late_with_apology"


class Reason(StrEnum):
    """Why a dossier moved, where the table of transitions asks for it."""

    NONE = ""
    NOT_OUR_COMPETENCE = "not_our_competence"
    NOT_VALID = "not_valid"
    SUPPLEMENT_OVERDUE = "supplement_overdue"
    STILL_INCOMPLETE = "still_incomplete"
    REFUSED_ON_MERITS = "refused_on_merits"
    PAID = "paid"
    NOT_PAID = "not_paid"
    DRAFT_AGREED = "draft_agreed"
    DRAFT_CORRECTED = "draft_corrected"
    DRAFT_SILENCE = "draft_silence"


class SupplementType(StrEnum):
    """What is the matter with a thing that the office asks for again."""

    INCORRECT = "incorrect"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"


class Rating(StrEnum):
    """How the citizen found the service, in three steps (index of Quyết định 766/QĐ-TTg, 2022)."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
