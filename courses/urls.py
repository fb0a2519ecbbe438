"""Addresses that are not Wagtail pages. Below /hoc/ they come before the pages: see RESERVED_SLUGS."""

from django.urls import path

from courses import (
    feeds,
    sitemap,
    views,
    views_certificates,
    views_finding,
    views_paths,
    views_refreshers,
    views_sharing,
    views_voices,
)

app_name = "courses"
urlpatterns = [
    # /hoc/: what lesson pages post to
    path("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", views.answer, name="answer"),
    path("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", views.place, name="place"),
    path("hoc/nghi/<uuid:lesson_key>/<int:number>/", views.rest, name="rest"),
    path("hoc/hoc-xong/<uuid:lesson_key>/", views.finish, name="finish"),
    path("hoc/tieng/<uuid:track_id>/", views_voices.play, name="voice"),
    # /thu-tieng/: for those who read steps out
    path("thu-tieng/", views_voices.shelf, name="shelf"),
    path("thu-tieng/ban/<uuid:track_id>/", views_voices.decide, name="decide_voice"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/", views_voices.booth, name="booth"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/phieu/", views_voices.sheet, name="voice_sheet"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/<str:step_id>/", views_voices.keep, name="keep_voice"),
    path("hoc/ba-cau-hoi/", views_paths.task, name="task"),
    path("hoc/ba-cau-hoi/<slug:answers>/", views_paths.ask, name="placement"),
    path("hoc/lo-trinh/", views_paths.every, name="paths"),
    path("hoc/lo-trinh/<slug:slug>/", views_paths.path, name="path"),
    path("hoc/lo-trinh/<slug:slug>/di/", views_paths.keep, name="keep_path"),
    path("hoc/lo-trinh/<slug:slug>/<slug:answers>/", views_paths.path, name="suggested"),
    path("hoc/on-lai/", views_refreshers.due, name="refreshers"),
    path("hoc/on-lai/nhan-tin/", views_refreshers.messages, name="refresher_messages"),
    path("hoc/on-lai/<uuid:refresher_id>/", views_refreshers.refresher, name="refresher"),
    path("hoc/on-lai/k/<str:key>/", views_refreshers.link, name="refresher_link"),
    path("hoc/giay-xac-nhan/", views_certificates.certificate_list, name="certificates"),
    path("hoc/giay-xac-nhan/<uuid:certificate_id>/", views_certificates.certificate, name="certificate"),
    path(
        "hoc/giay-xac-nhan/<uuid:certificate_id>/rut/",
        views_certificates.withdraw,
        name="withdraw_certificate",
    ),
    path("xac-minh/", views_certificates.check, name="check"),
    path("xac-minh/<str:code>/", views_certificates.checked, name="check_certificate"),
    path("bia/<int:page_id>/<slug:digest>.jpg", views_sharing.cover, name="cover"),
    path("tim/", views_finding.search, name="search"),
    path("tim/goi-y/", views_finding.proposals, name="proposals"),
    # for programs: the map, and what is new
    path("sitemap.xml", sitemap.whole, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.section, name="sitemap_section"),
    path("xa/<slug:slug>/moi.xml", feeds.of_commune, name="commune_feed"),
    path("huong-dan/moi.xml", feeds.for_all, name="shared_feed"),
]
