"""Addresses of the search, /tim/."""

from django.urls import path

from courses.finding import views

urlpatterns = [
    path("tim/", views.search, name="search"),
    path("tim/goi-y/", views.proposals, name="proposals"),
]
