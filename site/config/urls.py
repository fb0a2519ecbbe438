"""Every address of the site. These prefixes are a contract: printed cards and QR codes carry them."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts.access import public, staff_only
from config import views
from courses.editor.lists import folders
from ui.views import gallery

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    # /quan-tri/: Wagtail's editor, through the one door for staff
    path("quan-tri/login/", public(RedirectView.as_view(pattern_name="account_login", query_string=True))),
    path("quan-tri/collections/", folders),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-khoan/", include("accounts.urls")),
    path("hoc-tiep/", include("accounts.resume_urls")),
    path("the/", include("accounts.card_urls")),
    path("tap/", include("sandbox.urls")),
    path("mai-di-nop/", include("sandbox.real_urls")),
    path("to/", include("teams.urls")),
    path("vao/", include("teams.join_urls")),
    path("tep/", include("media.urls")),
    path("nghe/", include("media.voice_urls")),
    path("ui/", staff_only(gallery), name="gallery"),
    path("", include("courses.urls")),
    path("", include(wagtail_urls)),
]
