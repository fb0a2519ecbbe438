"""Addresses for programs: the map of the site, and what is new."""

from django.urls import path

from courses.publishing import feeds, sitemap

urlpatterns = [
    path("sitemap.xml", sitemap.whole, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.section, name="sitemap_section"),
    path("xa/<slug:slug>/moi.xml", feeds.of_commune, name="commune_feed"),
    path("huong-dan/moi.xml", feeds.for_all, name="shared_feed"),
]
