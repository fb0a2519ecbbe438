"""/mai-di-nop/: what to have ready for the real thing. The teacher says it, not the replica."""

from django.urls import path

from sandbox.views import tomorrow

app_name = "real"
urlpatterns = [path("<str:code>/", tomorrow.card, name="tomorrow")]
