"""Addresses for those who read steps out, /thu-tieng/, and where recordings play, /hoc/tieng/."""

from django.urls import path

from courses.voices import views

urlpatterns = [
    path("hoc/tieng/<uuid:track_id>/", views.play, name="voice"),
    path("thu-tieng/", views.shelf, name="shelf"),
    path("thu-tieng/ban/<uuid:track_id>/", views.decide, name="decide_voice"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/", views.booth, name="booth"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/phieu/", views.sheet, name="voice_sheet"),
    path("thu-tieng/<uuid:page_key>/<slug:language>/<str:step_id>/", views.keep, name="keep_voice"),
]
