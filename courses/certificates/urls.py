"""Addresses of certificates, /hoc/giay-xac-nhan/, and of verifying one, /xac-minh/."""

from django.urls import path

from courses.certificates import views

urlpatterns = [
    path("hoc/giay-xac-nhan/", views.certificate_list, name="certificates"),
    path("hoc/giay-xac-nhan/<uuid:certificate_id>/", views.certificate, name="certificate"),
    path(
        "hoc/giay-xac-nhan/<uuid:certificate_id>/rut/",
        views.withdraw,
        name="withdraw_certificate",
    ),
    path("xac-minh/", views.check, name="check"),
    path("xac-minh/<str:code>/", views.checked, name="check_certificate"),
]
