"""/tai-khoan/: the doors. Only those that are in use; allauth brings many more."""

from allauth.account import views
from allauth.mfa.base import views as mfa_views
from django.urls import path

from accounts import views_phone as phone
from accounts import views_second_step as second_step

urlpatterns = [
    path("vao/", views.login, name="account_login"),
    path("vao/buoc-hai/", mfa_views.authenticate, name="mfa_authenticate"),
    path("vao/dien-thoai/", phone.ask, name="account_request_login_code"),
    path("vao/dien-thoai/ma/", phone.type_code, name="account_confirm_login_code"),
    path("dien-thoai/", phone.own, name="own_phone"),
    path("dien-thoai/ma/", phone.own_code, name="own_phone_code"),
    path("dien-thoai/bo/", phone.drop_own, name="drop_own_phone"),
    path("tin-nhan/", phone.texts, name="texts"),
    path("tin-nhan/<uuid:message_id>/", phone.read_text, name="read_text"),
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
