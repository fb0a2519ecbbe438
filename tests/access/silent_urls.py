"""Views that state no rule, or only seem to: what the gate has to refuse."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views import View

from accounts.access import public, roles, staff_only
from accounts.enums import Role


def plain(request: HttpRequest) -> HttpResponse:
    """States nothing."""
    return HttpResponse("mở")


class Classy(View):
    """States nothing either."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("mở")

    post = put = delete = get


def open_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mở")


def for_members(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mở")


def for_staff(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mở")


inner = ([path("trong/", plain, name="inside")], "kin")
urlpatterns = [
    path("im/", plain),
    path("im-co-ten/", plain, name="plain"),
    path("lop/", Classy.as_view(), name="classy"),
    path("nhom/", include(inner)),
    path("mo/", public(open_view)),
    path("to-vien/", roles(Role.MEMBER)(for_members)),
    path("can-bo/", staff_only(for_staff)),
    path("tai-khoan/vao/", public(open_view), name="account_login"),
]
