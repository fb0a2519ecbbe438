"""Addresses of what is asked again, /hoc/on-lai/."""

from django.urls import path

from courses.refreshers import views

urlpatterns = [
    path("hoc/on-lai/", views.due, name="refreshers"),
    path("hoc/on-lai/nhan-tin/", views.messages, name="refresher_messages"),
    path("hoc/on-lai/<uuid:refresher_id>/", views.refresher, name="refresher"),
    path("hoc/on-lai/k/<str:key>/", views.link, name="refresher_link"),
]
