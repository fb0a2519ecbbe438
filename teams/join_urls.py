"""/vao/: joining a session."""

from django.urls import path

from teams.views import abilities, asking, join, switching

app_name = "join"
urlpatterns = [
    path("", join.find, name="find"),
    path("hoi/<str:word>/", abilities.question, name="question"),
    path("hoi-to/", asking.ask, name="ask"),
    path("doi-nguoi/", switching.switch, name="switch"),
    path("<str:code>/", join.join, name="join"),
]
