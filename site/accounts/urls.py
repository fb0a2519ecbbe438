"""/tai-khoan/: the doors. Only those that are in use; allauth brings many more."""

from allauth.account import views
from allauth.mfa.base import views as mfa_views
from django.urls import path

from accounts import views_second_step as second_step

urlpatterns = [
    path("vao/", views.login, name="account_login"),
    path("vao/buoc-hai/", mfa_views.authenticate, name="mfa_authenticate"),
    path("ra/", views.logout, name="account_logout"),
    path("khoa/", views.account_inactive, name="account_inactive"),
    path("dang-ky/", views.signup, name="account_signup"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("xac-nhan-lai/", views.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan-lai/buoc-hai/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    # /tai-khoan/buoc-hai/: the second step. allauth leads to these names.
    path("buoc-hai/", second_step.index, name="mfa_index"),
    path("buoc-hai/cai/", second_step.set_up, name="mfa_activate_totp"),
    path("buoc-hai/may-khac/", second_step.change_phone, name="mfa_deactivate_totp"),
    path("buoc-hai/ma-giay/", second_step.codes, name="mfa_view_recovery_codes"),
    path("buoc-hai/ma-giay/moi/", second_step.new_codes, name="mfa_generate_recovery_codes"),
]
