"""The door to the sandbox: other apps import this and nothing else. Keep it small."""

from sandbox.attempts import ask_hint, attach, judge, reach, record, save_answers, start
from sandbox.catalogue import check_packs, load_packs, search_procedures
from sandbox.dossiers import NotWaiting, look, send, skip, supplement
from sandbox.progress import Progress, procedure_of, progress_of, scenario_choices, start_url

__all__ = [
    "NotWaiting",
    "Progress",
    "ask_hint",
    "attach",
    "check_packs",
    "judge",
    "load_packs",
    "look",
    "procedure_of",
    "progress_of",
    "reach",
    "record",
    "save_answers",
    "scenario_choices",
    "search_procedures",
    "send",
    "skip",
    "start",
    "start_url",
    "supplement",
]
