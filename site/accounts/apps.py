from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed
        from allauth.mfa.signals import authenticator_used

        from accounts import first_password, jobs, mergers, second_step, sms  # noqa: F401 - jobs registers jobs
        from places.signals import change_undone, places_changed

        sms.backend()  # settings that cannot work stop the start
        password_changed.connect(first_password.password_was_changed, dispatch_uid="accounts.first_password")
        places_changed.connect(mergers.end_offices, dispatch_uid="accounts.end_offices")
        change_undone.connect(mergers.give_back_offices, dispatch_uid="accounts.give_back_offices")
        authenticator_used.connect(second_step.mark_when_used, dispatch_uid="accounts.second_step")
