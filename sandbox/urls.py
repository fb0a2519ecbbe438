"""/tap/: the replica."""

from django.urls import path

from sandbox.views import (
    classes,
    dossiers,
    drills,
    eform,
    helping,
    journey,
    payment,
    preview,
    sheets,
    start,
    turns,
    wallet,
    watch,
)

app_name = "sandbox"
urlpatterns = [
    path("", start.home, name="home"),
    path("tim/", start.search, name="search"),
    path("xem/<slug:scenario_id>/<int:number>/", watch.frame, name="watch"),
    path("bat-dau/<slug:scenario_id>/", start.next_mode, name="exercise"),
    path("bat-dau/<slug:scenario_id>/<slug:mode>/", start.start, name="start"),
    # /tap/giay/: the sample papers, drawn
    path("giay/<slug:scenario_id>/", sheets.exercise, name="sheets"),
    path("giay/<slug:scenario_id>/<slug:paper_id>/", sheets.paper, name="sheet"),
    # /tap/bai/<attempt>/: the portal's own steps, then those of the form
    path("bai/<uuid:attempt_id>/", journey.current, name="attempt"),
    path("bai/<uuid:attempt_id>/tim/", journey.search, name="step_search"),
    path("bai/<uuid:attempt_id>/thu-tuc/", journey.own_procedure, name="step_procedure"),
    path("bai/<uuid:attempt_id>/thu-tuc/<str:code>/", journey.procedure, name="procedure"),
    path("bai/<uuid:attempt_id>/dang-nhap/", journey.sign_in, name="step_sign_in"),
    path("bai/<uuid:attempt_id>/ma-xac-nhan/", journey.code, name="step_code"),
    path("bai/<uuid:attempt_id>/chia-se/", journey.share, name="step_share"),
    path("bai/<uuid:attempt_id>/co-quan/", journey.agency, name="step_agency"),
    path("bai/<uuid:attempt_id>/chia-se-lan-hai/", journey.share_again, name="step_share_again"),
    path("bai/<uuid:attempt_id>/thong-tin-chung/", journey.general, name="step_general"),
    path("bai/<uuid:attempt_id>/giay-to/", eform.papers, name="step_papers"),
    path("bai/<uuid:attempt_id>/giay-to/vi/<slug:paper_id>/", wallet.files, name="wallet"),
    path("bai/<uuid:attempt_id>/giay-to/chup/<slug:paper_id>/", wallet.photograph, name="wallet_photo"),
    path("bai/<uuid:attempt_id>/xem-truoc/", preview.preview, name="preview"),
    path("bai/<uuid:attempt_id>/xem-lai/", eform.review, name="step_review"),
    path("bai/<uuid:attempt_id>/ai-cam-may/<slug:place>/", helping.who_holds, name="who_holds"),
    # /tap/su-co/: drills
    path("su-co/<slug:slug>/", drills.intro, name="drill"),
    path("su-co/<slug:slug>/man/", drills.scene, name="drill_scene"),
    path("su-co/<slug:slug>/chon/", drills.choose, name="drill_choose"),
    path("su-co/<slug:slug>/xong/", drills.done, name="drill_done"),
    path("bai/<uuid:attempt_id>/<slug:step_id>/", eform.fields, name="step_fields"),
    # /tap/ho-so/: what was sent
    path("ho-so/", dossiers.mine, name="my_dossiers"),
    path("ho-so/<uuid:dossier_id>/", dossiers.dossier, name="dossier"),
    path("ho-so/<uuid:dossier_id>/giay-hen/", dossiers.receipt, name="receipt"),
    path("ho-so/<uuid:dossier_id>/bo-qua/", dossiers.skip, name="skip"),
    path("ho-so/<uuid:dossier_id>/bo-sung/", dossiers.supplement, name="supplement"),
    path("ho-so/<uuid:dossier_id>/ket-qua/", dossiers.result, name="result"),
    path("ho-so/<uuid:dossier_id>/ban-nhap/", turns.draft, name="draft"),
    path("ho-so/<uuid:dossier_id>/thanh-toan/", payment.payment, name="payment"),
    path("ho-so/<uuid:dossier_id>/thanh-toan/ngan-hang/", payment.bank, name="bank"),
    path("ho-so/<uuid:dossier_id>/thanh-toan/bien-lai/", payment.paid, name="paid"),
    path("ho-so/<uuid:dossier_id>/rut/", turns.withdraw, name="withdraw"),
    path("ho-so/<uuid:dossier_id>/nop-lai/", turns.file_again, name="file_again"),
    path("ho-so/<uuid:dossier_id>/danh-gia/", turns.rate, name="rate"),
    # /tap/lop/: in a class
    path("lop/", classes.news, name="class_news"),
    path("lop/lam/", classes.act, name="class_act"),
    path("dien-thoai/", turns.phone, name="phone"),
    path("tra-cuu/", dossiers.lookup, name="lookup"),
]
