"""The sandbox: no account needed, each learner her own practice."""

from collections.abc import Mapping

from tests.access.expect import (
    HERS,
    METHOD,
    NOTHING,
    OPEN,
    Cells,
    Entry,
    everybody,
)
from tests.people import Who

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
