"""The door to the sandbox: other apps import this and nothing else. Keep it small."""

from sandbox.attempts import ask_hint, attach, judge, open_form, reach, record, save_answers, start
from sandbox.catalogue import check_packs, load_packs, search_procedures
from sandbox.dossiers import look, send
from sandbox.drilling import drill_links
from sandbox.engine.unaided import is_secure
from sandbox.ladder import practise_url
from sandbox.progress import (
    Progress,
    furthest_of,
    procedure_choices,
    procedure_names,
    procedure_of,
    progress_of,
    scenario_choices,
    sheets_url,
    start_url,
)
from sandbox.stuck import Stuck, stuck
from sandbox.turns import (
    NotWaiting,
    TooLate,
    agree,
    correct,
    file_again,
    keep_supplement,
    pay,
    rate,
    skip,
    supplement,
    withdraw,
)

__all__ = [
    "NotWaiting",
    "Progress",
    "Stuck",
    "TooLate",
    "agree",
    "ask_hint",
    "attach",
    "check_packs",
    "correct",
    "drill_links",
    "file_again",
    "furthest_of",
    "is_secure",
    "judge",
    "keep_supplement",
    "load_packs",
    "look",
    "open_form",
    "pay",
    "practise_url",
    "procedure_choices",
    "procedure_names",
    "procedure_of",
    "progress_of",
    "rate",
    "reach",
    "record",
    "save_answers",
    "scenario_choices",
    "search_procedures",
    "send",
    "sheets_url",
    "skip",
    "start",
    "start_url",
    "stuck",
    "supplement",
    "withdraw",
]
