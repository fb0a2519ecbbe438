"""Sessions and people: a member sees her own team, officers their commune, the others counts only."""

from collections.abc import Mapping

from tests.access.expect import (
    METHOD,
    MISSING,
    NOTHING,
    OPEN,
    STAFF,
    Cells,
    Entry,
    everybody,
    only,
)
from tests.access.offices import (
    ADMINISTRATOR,
    CLOSES,
    CORRECTS,
    KEEPS,
    LOOKERS,
    LOOKS,
    LOOKS_AT_PAPER,
    LOOKS_NOT_WRITES,
    NO_MONTHS,
    READS_MONTHS,
    ROSTER,
)
from tests.people import COMMUNE, TEAM, Who

SESSION = {"session_id": "session"}
RUNS = only(OPEN, *TEAM) | {Who.ADMINISTRATOR: MISSING}
HELPS = (Who.LEADER, Who.COMMUNE_OFFICER, Who.ADMINISTRATOR)
"""Who sets the second step of others back."""
RUNS_NOT_READS = only(METHOD, *TEAM, Who.ADMINISTRATOR)


PAIR = {"suspicion_id": "pair"}
PAIRS = only(OPEN, *COMMUNE) | {Who.ADMINISTRATOR: MISSING}
"""Two people of one commune, for its officers alone to decide about."""


def act(name: str, form: Mapping[str, str] | None = None) -> Entry:
    """Something that whoever runs a session does to it."""
    return Entry(
        f"to/buoi/<uuid:session_id>/{name}", RUNS_NOT_READS, RUNS, SESSION, form=form or {}, scoped=True
    )


ERASES = only(OPEN, Who.LEADER, Who.COMMUNE_OFFICER) | {Who.ADMINISTRATOR: MISSING}


def of_person(name: str, read: Cells, write: Cells, form: Mapping[str, str] | None = None) -> Entry:
    """A page of somebody on the books."""
    things = {"person_id": "trainee"}
    return Entry(f"to/nguoi/<uuid:person_id>/{name}", read, write, things, form=form or {}, scoped=True)


FILLERS = (Who.LEADER, Who.COMMUNE_OFFICER)
SENT = only(OPEN, Who.COMMUNE_OFFICER) | {Who.LEADER: MISSING, Who.ADMINISTRATOR: MISSING}
"""A list from Excel that waits is only for whoever sent it, here the officer."""


def list_page(name: str, read: Cells, write: Cells, thing: str = "sent list") -> Entry:
    """A page of a list from Excel."""
    things = {"import_id": thing}
    return Entry(f"to/nguoi/nhap/<uuid:import_id>/{name}", read, write, things, scoped=True)


TEAMS = [
    Entry("to/", only(OPEN, *STAFF), only(METHOD, *STAFF)),
    Entry("to/so-lieu/", only(OPEN, *STAFF), only(METHOD, *STAFF)),
    Entry("to/so-lieu/xlsx/", READS_MONTHS, NO_MONTHS),
    Entry("to/bao-cao/", READS_MONTHS, NO_MONTHS),
    Entry("to/bao-cao/xlsx/", READS_MONTHS, NO_MONTHS),
    Entry(
        "to/bao-cao/chot/<uuid:team_id>/<str:month>/",
        CLOSES,
        CLOSES,
        ROSTER | {"month": "month"},
        scoped=True,
    ),
    Entry(
        "to/bao-cao/mo-lai/<uuid:team_id>/<str:month>/",
        only(METHOD, *LOOKERS, ADMINISTRATOR),
        CLOSES,
        ROSTER | {"month": "month"},
        scoped=True,
    ),
    Entry(
        "to/bao-cao/chinh-thuc/<str:code>/<str:month>/",
        KEEPS,
        KEEPS,
        {"code": "commune", "month": "month"},
        scoped=True,
    ),
    Entry("to/vuong/", LOOKS_AT_PAPER, only(METHOD, *LOOKERS, ADMINISTRATOR)),
    Entry("to/trung/", PAIRS, only(METHOD, *COMMUNE, Who.ADMINISTRATOR)),
    Entry(
        "to/trung/<uuid:suspicion_id>/",
        only(METHOD, *COMMUNE, Who.ADMINISTRATOR),
        PAIRS,
        PAIR,
        form={"quyet": "sau"},
        scoped=True,
    ),
    Entry(
        "to/trung/<uuid:suspicion_id>/lai/",
        only(METHOD, *COMMUNE, Who.ADMINISTRATOR),
        PAIRS,
        PAIR,
        scoped=True,
    ),
    Entry("to/buoc-hai/", only(OPEN, *HELPS), only(METHOD, *HELPS)),
    # nobody of the world has set it up: the act itself is in tests/teams/test_second_step.py
    Entry("to/buoc-hai/<int:user_id>/", only(METHOD, *HELPS), only(MISSING, *HELPS), {"user_id": "user"}),
    Entry("to/buoi/moi/", only(OPEN, *TEAM, Who.ADMINISTRATOR), only(OPEN, *TEAM, Who.ADMINISTRATOR)),
    Entry("to/buoi/<uuid:session_id>/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/bang/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/to-gioi-thieu/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/man-chieu/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/man-chieu/bang/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry(
        "to/buoi/<uuid:session_id>/nhac/<uuid:participant_id>/",
        RUNS,
        RUNS,
        SESSION | {"participant_id": "participant"},
        form={"cau": "tu-tu"},
        scoped=True,
    ),
    act("da-den/", {"nguoi": "person"}),
    act("dung-tay/"),
    act("lam-tiep/"),
    act("cung-xem/", {"buoc": "1"}),
    act("thoi-xem/"),
    act("tu-lam-duoc/", {"nguoi": "person"}),
    act("bo-danh-dau/", {"nguoi": "person"}),
    act("mo/"),
    act("dong/"),
    # who came, and people on the books
    Entry("to/buoi/<uuid:session_id>/diem-danh/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/diem-danh/dan/", RUNS, RUNS, SESSION, scoped=True),
    act("diem-danh/luu/"),
    act("diem-danh/moi-den/", {"ten": "Ma Thị Làm Quen", "nguoi": "f:"}),
    act("diem-danh/dien-thoai/", {"tat_ca": "1"}),
    act("diem-danh/dem/", {"women": "1"}),
    Entry(
        "to/nguoi/",
        only(OPEN, *TEAM, *COMMUNE, Who.ADMINISTRATOR),
        only(METHOD, *TEAM, *COMMUNE, Who.ADMINISTRATOR),
    ),
    Entry("to/nguoi/them/", only(OPEN, *TEAM), only(OPEN, *TEAM)),
    Entry("to/nguoi/nhap/", only(OPEN, *FILLERS), only(OPEN, *FILLERS)),
    list_page("", SENT, SENT),
    list_page("cot/", SENT, SENT),
    list_page("dong-can-sua/", SENT, only(METHOD, *FILLERS, Who.ADMINISTRATOR)),
    list_page("thoi/", only(METHOD, *FILLERS, Who.ADMINISTRATOR), SENT),
    list_page("bo/", only(METHOD, *FILLERS, Who.ADMINISTRATOR), ERASES, "entered list"),
    of_person("", LOOKS, LOOKS_NOT_WRITES),
    of_person("tat-ca/", LOOKS, LOOKS_NOT_WRITES),
    of_person("tep/", LOOKS, LOOKS_NOT_WRITES),
    of_person("sua/", CORRECTS, CORRECTS),
    of_person("dong-y/", CORRECTS, CORRECTS),
    of_person("rut-dong-y/", LOOKS_NOT_WRITES, CORRECTS),
    of_person("xoa/", ERASES, ERASES),
    # what she can do: those who stood beside her write it down, her commune's officers look
    of_person("lam-duoc/", LOOKS, RUNS),
    of_person("lam-duoc/bo/", RUNS_NOT_READS, only(MISSING, *TEAM, Who.ADMINISTRATOR)),  # nothing was ticked
    of_person("mai-di-nop/", RUNS_NOT_READS, RUNS, {"thu_tuc": "1.001193"}),
    Entry(
        "to/hoi-tham/",
        only(OPEN, *TEAM, *COMMUNE, Who.ADMINISTRATOR),
        only(METHOD, *TEAM, *COMMUNE, Who.ADMINISTRATOR),
    ),
    Entry(
        "to/hoi-tham/<uuid:question_id>/",
        RUNS_NOT_READS,
        RUNS,
        {"question_id": "question"},
        form={"tra_loi": "not-yet"},
        scoped=True,
    ),
    Entry("vao/hoi/<str:word>/", everybody(OPEN), everybody(OPEN), {"word": "link of a question"}),
    act("lap-lai/"),
    Entry(
        "to/buoi/toi-nay/",
        only(METHOD, *TEAM, Who.ADMINISTRATOR),
        only(OPEN, *TEAM) | {Who.ADMINISTRATOR: MISSING},
    ),
    Entry("to/buoi/<uuid:session_id>/ke-hoach/", LOOKS, LOOKS_NOT_WRITES, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/in/", RUNS, RUNS_NOT_READS, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/the/", RUNS, RUNS, SESSION, scoped=True),
    Entry(
        "to/buoi/<uuid:session_id>/the/<uuid:participant_id>/",
        RUNS_NOT_READS,
        RUNS,
        SESSION | {"participant_id": "participant"},
        scoped=True,
    ),
    Entry("to/buoi/<uuid:session_id>/sua/", RUNS, RUNS, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/huy/", RUNS, RUNS, SESSION, scoped=True),
    Entry("to/buoi/<uuid:session_id>/ket-thuc/", RUNS, RUNS, SESSION, scoped=True),
    Entry("vao/", everybody(OPEN), NOTHING),
    # only who is in a session has a team to ask
    Entry("vao/hoi-to/", everybody(OPEN), everybody(MISSING) | {Who.LEARNER: OPEN}),
    Entry("vao/doi-nguoi/", everybody(OPEN), everybody(OPEN)),
    Entry(
        "vao/<str:code>/",
        everybody(OPEN),
        everybody(OPEN),
        {"code": "code"},
    ),
]
