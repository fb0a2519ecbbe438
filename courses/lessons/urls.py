"""Addresses that lesson pages post to, below /hoc/."""

from django.urls import path

from courses.lessons import views

urlpatterns = [
    path("hoc/tra-loi/<uuid:lesson_key>/<int:number>/", views.answer, name="answer"),
    path("hoc/nho-cho/<uuid:lesson_key>/<int:number>/", views.place, name="place"),
    path("hoc/nghi/<uuid:lesson_key>/<int:number>/", views.rest, name="rest"),
    path("hoc/hoc-xong/<uuid:lesson_key>/", views.finish, name="finish"),
]
