"""The table of expectations: every address of ours, and who gets what of it. Written from the design, not the code.

Every line of `OURS` is one pattern of the resolver; a pattern without a line is red, and so is a line without a
pattern. `PUBLIC` are the few that strangers may open, each with its reason. Wagtail's own addresses are in
`tests.access.wagtail`.
"""

from collections.abc import Mapping

from tests.access.expect import (
    FORBIDDEN,
    LOGIN,
    METHOD,
    MISSING,
    OPEN,
    WITHOUT_ACCOUNT,
    Cells,
    Entry,
    everybody,
    only,
)
from tests.people import COMMUNE, TEAM, Who

STAFF = tuple(who for who in Who if who not in WITHOUT_ACCOUNT)
HERS: Cells = everybody(MISSING) | {Who.LEARNER: OPEN}
"""A learner's own practice: nobody else, in whatever office, is told that it exists."""
NOTHING: Cells = everybody(METHOD)

# --- The sandbox: no account needed, each learner her own --------------------------------------------------------
ATTEMPT = {"attempt_id": "attempt"}
DOSSIER = {"dossier_id": "dossier"}


def step(name: str, write: Cells = HERS, things: Mapping[str, str] = ATTEMPT) -> Entry:
    """One step of an attempt."""
    return Entry(f"tap/bai/<uuid:attempt_id>/{name}", HERS, write, things, scoped=True)


SANDBOX = [
    Entry("tap/", everybody(OPEN), NOTHING),
    Entry("tap/tim/", everybody(OPEN), NOTHING),
    Entry(
        "tap/xem/<slug:scenario_id>/<int:number>/",
        everybody(OPEN),
        NOTHING,
        {"scenario_id": "scenario", "number": "frame"},
    ),
    Entry("tap/bat-dau/<slug:scenario_id>/", everybody(OPEN), NOTHING, {"scenario_id": "scenario"}),
    Entry(
        "tap/bat-dau/<slug:scenario_id>/<slug:mode>/",
        everybody(OPEN),
        everybody(OPEN),
        {"scenario_id": "scenario", "mode": "mode"},
    ),
    Entry("tap/giay/<slug:scenario_id>/", everybody(OPEN), NOTHING, {"scenario_id": "scenario"}),
    Entry(
        "tap/giay/<slug:scenario_id>/<slug:paper_id>/",
        everybody(OPEN),
        NOTHING,
        {"scenario_id": "scenario", "paper_id": "paper"},
    ),
    Entry("mai-di-nop/<str:code>/", everybody(OPEN), NOTHING, {"code": "procedure"}),
    step("", NOTHING),
    step("tim/", HERS | {Who.LEARNER: METHOD}),
    step("thu-tuc/", HERS | {Who.LEARNER: METHOD}),
    step("thu-tuc/<str:code>/", things=ATTEMPT | {"code": "procedure"}),
    step("dang-nhap/"),
    step("ma-xac-nhan/"),
    step("chia-se/"),
    step("co-quan/"),
    step("chia-se-lan-hai/"),
    step("thong-tin-chung/"),
    step("giay-to/"),
    step("giay-to/vi/<slug:paper_id>/", things=ATTEMPT | {"paper_id": "paper"}),
    step("giay-to/chup/<slug:paper_id>/", things=ATTEMPT | {"paper_id": "paper"}),
    step("xem-truoc/"),
    step("xem-lai/"),
    Entry(
        "tap/bai/<uuid:attempt_id>/ai-cam-may/<slug:place>/",
        NOTHING,
        HERS,
        ATTEMPT | {"place": "place"},
        scoped=True,
    ),
    Entry("tap/su-co/<slug:slug>/", everybody(OPEN), everybody(OPEN), {"slug": "drill"}),
    Entry("tap/su-co/<slug:slug>/man/", everybody(OPEN), NOTHING, {"slug": "drill"}),
    Entry("tap/su-co/<slug:slug>/chon/", NOTHING, everybody(OPEN), {"slug": "drill"}),
    Entry("tap/su-co/<slug:slug>/xong/", everybody(OPEN), NOTHING, {"slug": "drill"}),
    step("<slug:step_id>/", things=ATTEMPT | {"step_id": "form step"}),
    Entry("tap/ho-so/", everybody(OPEN), NOTHING),
    Entry("tap/ho-so/<uuid:dossier_id>/", HERS, NOTHING, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/giay-hen/", HERS, NOTHING, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/bo-qua/", NOTHING, HERS, DOSSIER, scoped=True, form={"ngay": "1"}),
    Entry("tap/ho-so/<uuid:dossier_id>/bo-sung/", NOTHING, HERS, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/ket-qua/", HERS, NOTHING, {"dossier_id": "result"}, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/ban-nhap/", HERS, HERS, DOSSIER, scoped=True, form={"dung": "1"}),
    Entry("tap/ho-so/<uuid:dossier_id>/thanh-toan/", HERS, HERS, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/thanh-toan/ngan-hang/", HERS, HERS, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/thanh-toan/bien-lai/", HERS, NOTHING, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/rut/", HERS, HERS, DOSSIER, scoped=True),
    Entry("tap/ho-so/<uuid:dossier_id>/nop-lai/", NOTHING, HERS, DOSSIER, scoped=True),
    Entry(
        "tap/ho-so/<uuid:dossier_id>/danh-gia/",
        NOTHING,
        HERS,
        {"dossier_id": "result"},
        scoped=True,
        form={"muc": "satisfied"},
    ),
    Entry("tap/lop/", everybody(OPEN), NOTHING),
    Entry("tap/lop/lam/", NOTHING, everybody(OPEN), form={"gio_tay": "1"}),
    Entry("tap/dien-thoai/", everybody(OPEN), NOTHING),
    Entry("tap/tra-cuu/", everybody(OPEN), everybody(OPEN)),
]

# --- Teams: a member sees her own team, a commune's officers their commune, the others counts only ------------------
SESSION = {"session_id": "session"}
LOOKS = only(OPEN, *TEAM, *COMMUNE) | {Who.ADMINISTRATOR: MISSING}
"""Names of people: not for a province, and not for whoever looks after the machine."""
RUNS = only(OPEN, *TEAM) | {Who.ADMINISTRATOR: MISSING}
HELPS = (Who.LEADER, Who.COMMUNE_OFFICER, Who.ADMINISTRATOR)
"""Who sets the second step of others back."""
LOOKS_NOT_WRITES = only(METHOD, *TEAM, *COMMUNE, Who.ADMINISTRATOR)
RUNS_NOT_READS = only(METHOD, *TEAM, Who.ADMINISTRATOR)


PAIR = {"suspicion_id": "pair"}
PAIRS = only(OPEN, *COMMUNE) | {Who.ADMINISTRATOR: MISSING}
"""Two people of one commune, for its officers alone to decide about."""


def act(name: str, form: Mapping[str, str] | None = None) -> Entry:
    """Something that whoever runs a session does to it."""
    return Entry(
        f"to/buoi/<uuid:session_id>/{name}", RUNS_NOT_READS, RUNS, SESSION, form=form or {}, scoped=True
    )


CORRECTS = only(OPEN, *TEAM, Who.COMMUNE_OFFICER) | {Who.ADMINISTRATOR: MISSING}
"""An approver looks after pages, not after people."""
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


ADMINISTRATOR = Who.ADMINISTRATOR
LOOKERS = (Who.LEADER, *COMMUNE)
LOOKS_AT_PAPER = only(OPEN, *LOOKERS) | {ADMINISTRATOR: MISSING}
"""A team on paper: its leader and its commune's officers; the officer alone changes it."""
KEEPS = only(OPEN, Who.COMMUNE_OFFICER) | {ADMINISTRATOR: MISSING}
ROSTER = {"team_id": "team"}
LINE = ROSTER | {"membership_id": "roster line"}
WORKERS = (*TEAM, Who.COMMUNE_OFFICER)
HANDS_ON = only(OPEN, Who.MEMBER, Who.COMMUNE_OFFICER) | {ADMINISTRATOR: MISSING}
"""A hard case: the member who opened it, and the officer of the commune."""
APPOINTS = only(OPEN, ADMINISTRATOR)

READS_MONTHS = only(OPEN, *LOOKERS, Who.PROVINCE_OFFICER, ADMINISTRATOR)
NO_MONTHS = only(METHOD, *LOOKERS, Who.PROVINCE_OFFICER, ADMINISTRATOR)
CLOSES = only(OPEN, Who.LEADER) | {ADMINISTRATOR: MISSING}
"""A month of a team: its leader alone; the commune's officers are told that they only look."""


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

TEAMS = [
    *PLACES,
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

# --- Courses: everybody reads --------------------------------------------------------------------------------------
LESSON = {"lesson_key": "lesson"}
STEP = LESSON | {"number": "step"}
COURSES = [
    Entry("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", everybody(OPEN), everybody(OPEN), STEP, scoped=True),
    Entry("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", NOTHING, everybody(OPEN), STEP, scoped=True),
    Entry("hoc/nghi/<uuid:lesson_key>/<int:number>/", NOTHING, everybody(OPEN), STEP, scoped=True),
    Entry("hoc/hoc-xong/<uuid:lesson_key>/", NOTHING, everybody(OPEN), LESSON, scoped=True),
    Entry("tim/", everybody(OPEN), NOTHING),
]

# --- The doors, and what belongs to the whole site -------------------------------------------------------------------
HOUSE = [
    Entry("healthz", everybody(OPEN), NOTHING),
    Entry("robots.txt", everybody(OPEN), NOTHING),
    Entry("sitemap.xml", everybody(OPEN), everybody(OPEN), library=True),
    Entry("tep/<path:path>", everybody(OPEN), NOTHING, {"path": "upload"}),
    Entry("nghe/", everybody(OPEN), everybody(OPEN), form={"doc_to": "1"}),
    # sounds of pages: nobody was shown this key
    Entry("nghe/trang/<str:key>", everybody(MISSING), NOTHING, {"key": "word"}, scoped=True),
    Entry(
        "nghe/trang/<str:key>/<int:part>",
        everybody(MISSING),
        NOTHING,
        {"key": "word", "part": "step"},
        scoped=True,
    ),
    Entry("hoc-tiep/", everybody(OPEN), everybody(OPEN)),
    Entry("hoc-tiep/roi/", everybody(OPEN), NOTHING),
    Entry("hoc-tiep/ma/", everybody(OPEN), everybody(OPEN)),
    Entry("hoc-tiep/may/", NOTHING, everybody(OPEN)),
    Entry("hoc-tiep/xong/", everybody(OPEN), everybody(OPEN)),
    Entry("hoc-tiep/da-xong/", everybody(OPEN), NOTHING),
    Entry("hoc-tiep/con-day/", everybody(OPEN), NOTHING),
    Entry("hoc-tiep/het-gio/", everybody(OPEN), NOTHING),
    # whoever holds the card comes as far as the pictures
    Entry("the/<str:token>/", everybody(OPEN), everybody(OPEN), {"token": "card"}),
    Entry("ui/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    Entry("tai-khoan/vao/", everybody(OPEN), everybody(OPEN), library=True),
    Entry("tai-khoan/vao/dien-thoai/", everybody(OPEN), everybody(OPEN)),
    Entry("tai-khoan/vao/dien-thoai/ma/", everybody(OPEN), everybody(OPEN)),
    Entry("tai-khoan/dien-thoai/", only(OPEN, *STAFF), only(OPEN, *STAFF)),
    Entry("tai-khoan/dien-thoai/ma/", only(OPEN, *STAFF), only(OPEN, *STAFF)),
    Entry("tai-khoan/dien-thoai/bo/", only(METHOD, *STAFF), only(OPEN, *STAFF)),
    Entry("tai-khoan/tin-nhan/", APPOINTS, only(METHOD, ADMINISTRATOR)),
    Entry(
        "tai-khoan/tin-nhan/<uuid:message_id>/", only(METHOD, ADMINISTRATOR), APPOINTS, {"message_id": "text"}
    ),
    Entry("tai-khoan/ra/", everybody(OPEN), everybody(OPEN), library=True),
    Entry("tai-khoan/khoa/", everybody(OPEN), NOTHING, library=True),
    Entry("tai-khoan/dang-ky/", everybody(OPEN), everybody(OPEN), library=True),
    Entry("tai-khoan/doi-mat-khau/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    Entry("tai-khoan/xac-nhan-lai/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    # the second step: its door leads whoever has not typed a password back to the first
    Entry(
        "tai-khoan/vao/buoc-hai/",
        everybody(OPEN) | dict.fromkeys(WITHOUT_ACCOUNT, LOGIN),
        everybody(OPEN) | dict.fromkeys(WITHOUT_ACCOUNT, LOGIN),
        library=True,
    ),
    Entry("tai-khoan/xac-nhan-lai/buoc-hai/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    Entry("tai-khoan/buoc-hai/", only(OPEN, *STAFF), only(METHOD, *STAFF)),
    Entry("tai-khoan/buoc-hai/cai/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    Entry("tai-khoan/buoc-hai/may-khac/", only(METHOD, *STAFF), only(OPEN, *STAFF)),
    Entry("tai-khoan/buoc-hai/ma-giay/", only(MISSING, *STAFF), only(METHOD, *STAFF)),
    Entry("tai-khoan/buoc-hai/ma-giay/moi/", only(OPEN, *STAFF), only(OPEN, *STAFF), library=True),
    # Wagtail's own doors are shut: there is one door for staff
    Entry("quan-tri/login/", everybody(LOGIN), everybody(LOGIN), library=True),
    Entry(r"^((?:[\w\-]+/)*)$", everybody(OPEN), everybody(OPEN), path="hoc/", library=True),
    Entry(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        everybody(FORBIDDEN),
        everybody(FORBIDDEN),
        {"page_view_restriction_id": "nothing", "page_id": "page"},
        library=True,
    ),
    Entry("_util/login/", everybody(FORBIDDEN), everybody(FORBIDDEN), library=True),
]

OURS = [*SANDBOX, *TEAMS, *ROSTERS, *COURSES, *HOUSE]

PUBLIC = {
    "healthz": "the proxy asks it",
    "robots.txt": "search engines ask it",
    "sitemap.xml": "search engines ask it",
    "quan-tri/login/": "leads to the one door",
    "tai-khoan/vao/": "the door for staff",
    "tai-khoan/vao/dien-thoai/": "the door for staff, with a telephone",
    "tai-khoan/vao/dien-thoai/ma/": "the door for staff, once a code was asked for",
    "tai-khoan/vao/buoc-hai/": "the door for staff, after a right password",
    "tai-khoan/ra/": "the door for staff",
    "tai-khoan/khoa/": "says that an account is closed",
    "tai-khoan/dang-ky/": "says that nobody signs up",
    "hoc-tiep/": "a resume code opens it",
    "hoc-tiep/roi/": "leads a stranger to the form for the code",
    "hoc-tiep/ma/": "everybody's own code; a stranger has nothing to carry",
    "hoc-tiep/may/": "says whose machine it is, of anybody",
    "hoc-tiep/xong/": "makes a machine forget whoever is on it",
    "hoc-tiep/da-xong/": "says that it has",
    "hoc-tiep/con-day/": "keeps a shared machine awake while somebody types",
    "hoc-tiep/het-gio/": "where a shared machine goes when nobody does",
    "the/<str:token>/": "a card opens it, while its session is open; then three pictures",
    "tap/": "anybody may practise, without an account",
    "tap/tim/": "leads to the exercise she is in",
    "tap/xem/<slug:scenario_id>/<int:number>/": "the worked example is the same for everybody",
    "tap/bat-dau/<slug:scenario_id>/": "leads everybody to the way to practise that is right for her",
    "tap/bat-dau/<slug:scenario_id>/<slug:mode>/": "anybody may practise, without an account",
    "tap/giay/<slug:scenario_id>/": "anybody may look at the sample papers",
    "tap/giay/<slug:scenario_id>/<slug:paper_id>/": "anybody may look at the sample papers",
    "mai-di-nop/<str:code>/": "what to have ready is the same for everybody",
    "tap/su-co/<slug:slug>/": "anybody may practise, without an account",
    "tap/su-co/<slug:slug>/man/": "everybody's own run; a stranger is led to its beginning",
    "tap/su-co/<slug:slug>/chon/": "everybody's own run; a stranger is led to its beginning",
    "tap/su-co/<slug:slug>/xong/": "everybody's own run; a stranger is led to its beginning",
    "tap/ho-so/": "everybody's own list, empty for a stranger",
    "tap/lop/": "the news of everybody's own class; a stranger is led to the exercises",
    "tap/lop/lam/": "everybody's own hand; nothing of a stranger's is kept",
    "tap/dien-thoai/": "everybody's own messages, none for a stranger",
    "tap/tra-cuu/": "both codes of a receipt open it",
    "vao/": "people join with a code and a name and nothing else",
    "vao/hoi-to/": "a learner asks her team, and sees her own questions only",
    "vao/doi-nguoi/": "lists those who came in on this very telephone; a stranger's has nobody",
    "vao/hoi/<str:word>/": "the link opens it; it names nobody",
    "vao/<str:code>/": "the code on the wall opens it",
    "tep/<path:path>": "pictures and sounds of lessons",
    "nghe/": "anybody says how she wants to listen",
    "hoc/tra-loi/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/nho-cho/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/nghi/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/hoc-xong/<uuid:lesson_key>/": "everybody reads lessons",
    "tim/": "everybody looks for lessons",
    r"^((?:[\w\-]+/)*)$": "everybody reads the published pages",
}
"""Route → why a stranger may open it."""
