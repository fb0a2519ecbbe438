"""/vao/: joining a session."""

from django.urls import path

from teams.views import abilities, join, switching

app_name = "join"
urlpatterns = [
    path("", join.find, name="find"),
    path("hoi/<str:word>/", abilities.question, name="question"),
    path("doi-nguoi/", switching.switch, name="switch"),
    path("<str:code>/", join.join, name="join"),
]
