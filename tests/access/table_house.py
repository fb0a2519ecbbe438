"""Lessons, the doors, and what belongs to the whole site."""

from tests.access.expect import (
    FORBIDDEN,
    HERS,
    LOGIN,
    METHOD,
    MISSING,
    NOTHING,
    OPEN,
    STAFF,
    WITHOUT_ACCOUNT,
    Entry,
    everybody,
    only,
)

# --- Courses: everybody reads --------------------------------------------------------------------------------------
from tests.access.offices import ADMINISTRATOR, APPOINTS
from tests.people import TEAM, Who

LESSON = {"lesson_key": "lesson"}
PATH, PAPER = {"slug": "path"}, {"certificate_id": "certificate"}
STEP = LESSON | {"number": "step"}
NOT_HERS = only(MISSING, *STAFF)
RECORDS = NOT_HERS | dict.fromkeys((*TEAM, Who.COMMUNE_OFFICER, ADMINISTRATOR), OPEN)
DECIDES = NOT_HERS | dict.fromkeys((Who.COMMUNE_OFFICER, ADMINISTRATOR), OPEN)
ONLY_LOOKED_AT = ONLY_SENT = only(METHOD, *STAFF)
TO_RECORD = {"page_key": "page to record", "language": "language"}
COURSES = [
    Entry("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", everybody(OPEN), everybody(OPEN), STEP, scoped=True),
    Entry("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", NOTHING, everybody(OPEN), STEP, scoped=True),
    Entry("hoc/nghi/<uuid:lesson_key>/<int:number>/", NOTHING, everybody(OPEN), STEP, scoped=True),
    Entry("hoc/hoc-xong/<uuid:lesson_key>/", NOTHING, everybody(OPEN), LESSON, scoped=True),
    Entry("hoc/ba-cau-hoi/", everybody(OPEN), everybody(OPEN)),
    Entry("hoc/ba-cau-hoi/<slug:answers>/", everybody(OPEN), NOTHING, {"answers": "answers"}),
    Entry("hoc/lo-trinh/", everybody(OPEN), NOTHING),
    Entry("hoc/lo-trinh/<slug:slug>/", everybody(OPEN), NOTHING, PATH),
    Entry("hoc/lo-trinh/<slug:slug>/di/", NOTHING, everybody(OPEN), PATH),
    Entry(
        "hoc/lo-trinh/<slug:slug>/<slug:answers>/", everybody(OPEN), NOTHING, PATH | {"answers": "answers"}
    ),
    Entry("hoc/on-lai/", everybody(OPEN), NOTHING),
    Entry("hoc/on-lai/nhan-tin/", NOTHING, everybody(OPEN)),
    Entry("hoc/on-lai/<uuid:refresher_id>/", HERS, HERS, {"refresher_id": "refresher"}, scoped=True),
    Entry("hoc/on-lai/k/<str:key>/", everybody(OPEN), everybody(OPEN), {"key": "link of a refresher"}),
    Entry("hoc/giay-xac-nhan/", everybody(OPEN), everybody(OPEN)),
    Entry("hoc/giay-xac-nhan/<uuid:certificate_id>/", HERS, NOTHING, PAPER, scoped=True),
    Entry("hoc/giay-xac-nhan/<uuid:certificate_id>/rut/", NOTHING, HERS, PAPER, scoped=True),
    Entry("xac-minh/", everybody(OPEN), NOTHING),
    Entry("xac-minh/<str:code>/", everybody(OPEN), NOTHING, {"code": "code of a certificate"}),
    # covers of public pages; with another hash they lead to the right one
    Entry(
        "bia/<int:page_id>/<slug:digest>.jpg",
        everybody(OPEN),
        NOTHING,
        {"page_id": "public page", "digest": "word"},
        scoped=True,
    ),
    Entry("tim/", everybody(OPEN), NOTHING),
    Entry("hoc/tieng/<uuid:track_id>/", everybody(OPEN), NOTHING, {"track_id": "voice track"}, scoped=True),
    # recording: teams, and whoever may change the lesson; the others find nothing there
    Entry("thu-tieng/", only(OPEN, *STAFF), ONLY_LOOKED_AT),
    Entry("thu-tieng/ban/<uuid:track_id>/", ONLY_SENT, DECIDES, {"track_id": "waiting track"}),
    Entry("thu-tieng/<uuid:page_key>/<slug:language>/", RECORDS, ONLY_LOOKED_AT, TO_RECORD),
    Entry("thu-tieng/<uuid:page_key>/<slug:language>/phieu/", RECORDS, ONLY_LOOKED_AT, TO_RECORD),
    Entry(
        "thu-tieng/<uuid:page_key>/<slug:language>/<str:step_id>/",
        ONLY_SENT,
        RECORDS,
        TO_RECORD | {"step_id": "step to record"},
    ),
    Entry("tim/goi-y/", everybody(OPEN), NOTHING),
    Entry("sitemap.xml", everybody(OPEN), NOTHING),
    Entry("sitemap-<int:number>.xml", everybody(OPEN), NOTHING, {"number": "step"}),
    # the world of these tests has no portal: tests/courses/publishing/test_feeds.py reads one
    Entry("xa/<slug:slug>/moi.xml", everybody(MISSING), NOTHING, {"slug": "word"}, scoped=True),
    Entry("huong-dan/moi.xml", everybody(OPEN), NOTHING),
]

# --- The doors, and what belongs to the whole site -------------------------------------------------------------------
HOUSE = [
    Entry("healthz", everybody(OPEN), NOTHING),
    Entry("robots.txt", everybody(OPEN), NOTHING),
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
