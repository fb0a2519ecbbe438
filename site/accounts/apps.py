from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_used

        from accounts import jobs, second_step  # noqa: F401 - registers the daily jobs

        authenticator_used.connect(second_step.mark_when_used, dispatch_uid="accounts.second_step")
