"""Addresses that are not Wagtail pages. Below /hoc/ they come before the pages: see RESERVED_SLUGS."""

from django.urls import path

from courses import views, views_voices

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
    path("tim/", views.search, name="search"),
]
