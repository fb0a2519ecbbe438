"""Addresses that are not Wagtail pages. Below /hoc/ they come before the pages: see RESERVED_SLUGS."""

from django.urls import path

from courses import views, views_sharing

app_name = "courses"
urlpatterns = [
    # /hoc/: what lesson pages post to
    path("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", views.answer, name="answer"),
    path("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", views.place, name="place"),
    path("hoc/nghi/<uuid:lesson_key>/<int:number>/", views.rest, name="rest"),
    path("hoc/hoc-xong/<uuid:lesson_key>/", views.finish, name="finish"),
    path("bia/<int:page_id>/<slug:digest>.jpg", views_sharing.cover, name="cover"),
    path("tim/", views.search, name="search"),
]
