"""The address of the covers of links, /bia/."""

from django.urls import path

from courses.sharing import views

urlpatterns = [
    path("bia/<int:page_id>/<slug:digest>.jpg", views.cover, name="cover"),
]
