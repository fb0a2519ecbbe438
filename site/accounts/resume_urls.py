"""/hoc-tiep/: going on at another machine, and leaving a shared one."""

from django.urls import path

from accounts import views

app_name = "resume"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("roi/", views.arrived, name="arrived"),
    path("ma/", views.code, name="code"),
    path("may/", views.device, name="device"),
    path("xong/", views.leave, name="leave"),
    path("con-day/", views.here, name="here"),
    path("het-gio/", views.idle, name="idle"),
    path("da-xong/", views.left, name="left"),
]
