"""/vao/: joining a session."""

from django.urls import path

from teams.views import join

app_name = "join"
urlpatterns = [
    path("", join.find, name="find"),
    path("<str:code>/", join.join, name="join"),
]
