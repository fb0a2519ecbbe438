"""Addresses that are not Wagtail pages. Below /hoc/ they come before the pages: see RESERVED_SLUGS."""

from django.urls import include, path

app_name = "courses"
urlpatterns = [
    path("", include("courses.lessons.urls")),
    path("", include("courses.voices.urls")),
    path("", include("courses.paths.urls")),
    path("", include("courses.refreshers.urls")),
    path("", include("courses.certificates.urls")),
    path("", include("courses.sharing.urls")),
    path("", include("courses.finding.urls")),
    path("", include("courses.publishing.urls")),
]
