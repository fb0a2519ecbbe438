"""The table of expectations: every address of ours, and who gets what of it. Written from who should, not the code.

Every line of `OURS` is one pattern of the resolver; a pattern without a line is red, and so is a line without a
pattern. The lines stand by subject in `tests.access.table_*`. `PUBLIC` are the few that strangers may open, each with
its reason. Wagtail's own addresses are in `tests.access.wagtail`.
"""

from tests.access.table_house import COURSES, HOUSE
from tests.access.table_places import PLACES
from tests.access.table_rosters import ROSTERS
from tests.access.table_sandbox import SANDBOX
from tests.access.table_teams import TEAMS

OURS = [*SANDBOX, *TEAMS, *PLACES, *ROSTERS, *COURSES, *HOUSE]

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
    "bia/<int:page_id>/<slug:digest>.jpg": "Zalo and Facebook fetch it; a page that is not public has none",
    "tep/<path:path>": "pictures and sounds of lessons",
    "nghe/": "anybody says how she wants to listen",
    "hoc/tra-loi/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/nho-cho/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/nghi/<uuid:lesson_key>/<int:number>/": "everybody reads lessons",
    "hoc/hoc-xong/<uuid:lesson_key>/": "everybody reads lessons",
    "hoc/tieng/<uuid:track_id>/": "people read lessons out for everybody",
    "hoc/ba-cau-hoi/": "everybody may ask where to begin",
    "hoc/ba-cau-hoi/<slug:answers>/": "everybody may ask where to begin",
    "hoc/lo-trinh/": "everybody reads paths",
    "hoc/lo-trinh/<slug:slug>/": "everybody reads paths",
    "hoc/lo-trinh/<slug:slug>/di/": "everybody may take one",
    "hoc/lo-trinh/<slug:slug>/<slug:answers>/": "everybody reads paths",
    "hoc/on-lai/": "everybody's own; nothing is due for a stranger",
    "hoc/on-lai/nhan-tin/": "everybody's own; nothing of a stranger's is kept",
    "hoc/on-lai/k/<str:key>/": "the link in a message opens one question",
    "hoc/giay-xac-nhan/": "everybody's own; a stranger is told how one is earned",
    "xac-minh/": "everybody may check a paper",
    "xac-minh/<str:code>/": "the code on a paper opens it; it names nobody",
    "tim/": "everybody looks for lessons",
    "tim/goi-y/": "what is proposed is the same for everybody",
    "sitemap-<int:number>.xml": "search engines ask it",
    "huong-dan/moi.xml": "what the province has published is for everybody",
    r"^((?:[\w\-]+/)*)$": "everybody reads the published pages",
}
"""Route → why a stranger may open it."""
