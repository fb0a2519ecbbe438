"""Addresses that are not Wagtail pages. Below /hoc/ they come before the pages: see RESERVED_SLUGS."""

from django.urls import path

from courses import feeds, sitemap, views, views_finding

app_name = "courses"
urlpatterns = [
    # /hoc/: what lesson pages post to
    path("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", views.answer, name="answer"),
    path("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", views.place, name="place"),
    path("hoc/nghi/<uuid:lesson_key>/<int:number>/", views.rest, name="rest"),
    path("hoc/hoc-xong/<uuid:lesson_key>/", views.finish, name="finish"),
    path("tim/", views_finding.search, name="search"),
    path("tim/goi-y/", views_finding.proposals, name="proposals"),
    # for programs: the map, and what is new
    path("sitemap.xml", sitemap.whole, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.section, name="sitemap_section"),
    path("xa/<slug:slug>/moi.xml", feeds.of_commune, name="commune_feed"),
    path("huong-dan/moi.xml", feeds.for_all, name="shared_feed"),
]
