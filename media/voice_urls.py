"""/nghe/: the server's voice, and what a reader chose about listening."""

from django.urls import path

from media import voice_views

app_name = "voice"
urlpatterns = [
    path("", voice_views.choice, name="choice"),
    path("trang/<str:key>", voice_views.page, name="page"),
    path("trang/<str:key>/<int:part>", voice_views.part, name="part"),
]
