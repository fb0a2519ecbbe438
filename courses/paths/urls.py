"""Addresses of the three questions, /hoc/ba-cau-hoi/, and of paths, /hoc/lo-trinh/."""

from django.urls import path

from courses.paths import views

urlpatterns = [
    path("hoc/ba-cau-hoi/", views.task, name="task"),
    path("hoc/ba-cau-hoi/<slug:answers>/", views.ask, name="placement"),
    path("hoc/lo-trinh/", views.every, name="paths"),
    path("hoc/lo-trinh/<slug:slug>/", views.path, name="path"),
    path("hoc/lo-trinh/<slug:slug>/di/", views.keep, name="keep_path"),
    path("hoc/lo-trinh/<slug:slug>/<slug:answers>/", views.path, name="suggested"),
]
