from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed

        from accounts import first_password, jobs  # noqa: F401 - jobs registers the daily jobs

        password_changed.connect(first_password.password_was_changed, dispatch_uid="accounts.first_password")
