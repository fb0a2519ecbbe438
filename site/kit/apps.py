from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "kit"
    verbose_name = "Shared mechanisms"

    def ready(self) -> None:
        from kit import daily  # noqa: F401 - registers the daily jobs
